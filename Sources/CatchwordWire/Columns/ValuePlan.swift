import CatchwordCore

/// A commit without its operations, as the columns of kind 0 give it.
struct CommitFrame {
  let number: Int64
  let sequence: Int64
  let clock: ClockReading
  let staff: String
  let operations: Int
}

/// Where the values of each shape come from.
struct ValuePlan {
  /// Ascending.
  let places: [ColumnPlace]
  /// For each shape the columns, by their index in `places`: the id's, then the fields'.
  let targets: [[Int]]
  /// For each column the wall clocks of the commits in which its values stand.
  var clocks: [[Int64]]

  init(_ shapes: [Shape]) {
    places = Set(shapes.flatMap(\.places)).sorted()
    var indexes: [ColumnPlace: Int] = [:]
    for (index, place) in places.enumerated() { indexes[place] = index }
    targets = shapes.map { shape in shape.places.compactMap { indexes[$0] } }
    clocks = Array(repeating: [], count: places.count)
  }
}
