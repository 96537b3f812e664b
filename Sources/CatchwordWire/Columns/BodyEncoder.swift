import CatchwordCore

/// Fields of kind 0: the commits' own columns (Protocol §4.6).
enum CommitColumn {
  static let spaces = 1
  static let shapes = 2
  /// Less the commit's number.
  static let sequence = 3
  static let wall = 4
  static let boot = 5
  /// Less a thousand times the wall clock: what is left is how the two clocks drift.
  static let monotonic = 6
  static let staff = 7
  static let operations = 8
  static let shape = 9
  static let keepCounts = 10
  static let keepWriters = 11
  static let keepNumbers = 12
}

/// Lays commits out in columns. Equal commits give equal bytes, whoever encodes them.
struct BodyEncoder {
  private let commits: [Commit]
  private let writer: WriterID
  private let first: Int64
  private let isConfidential: (ColumnPlace) -> Bool
  private let spaces: SpaceTable

  /// - Parameter isConfidential: of columns of kinds; those of commits never are.
  init(_ segment: Segment, isConfidential: @escaping (ColumnPlace) -> Bool) {
    commits = segment.commits
    writer = segment.log.writer
    first = segment.first
    self.isConfidential = isConfidential
    spaces = SpaceTable.used(in: segment.commits, own: segment.log.writer)
  }

  /// - Throws: `WireError.tooLarge` where columns could hold fewer of the commits, `.unsealable` where
  ///   they could not.
  func encode() throws(WireError) -> Draft {
    try SegmentCodec.limit(spaces.foreign.count, to: Limits.segmentSpaces)
    var shapes = ShapeIndex()
    var shapeIndexes: [Int64] = []
    var columns: [ValueColumn] = []
    var indexes: [ColumnPlace: Int] = [:]
    var targets: [[Int]] = []
    for commit in commits {
      let wall = commit.clock.wallSeconds
      for operation in commit.operations {
        let index = shapes.index(of: operation)
        if index == targets.count {
          targets.append(
            shapes.list[index].places.map { place in
              if let known = indexes[place] { return known }
              columns.append(ValueColumn())
              indexes[place] = columns.count - 1
              return columns.count - 1
            })
        }
        shapeIndexes.append(Int64(index))
        columns[targets[index][0]].append(.record(operation.record), wall)
        for (position, each) in operation.values.enumerated() {
          columns[targets[index][position + 1]].append(each.value, wall)
        }
      }
    }
    try SegmentCodec.limit(shapes.list.count, to: Limits.segmentShapes)
    try SegmentCodec.limit(CommitColumn.keepNumbers + columns.count, to: Limits.segmentColumns)
    var draft = Draft()
    commitColumns(shapes.list, shapeIndexes, into: &draft)
    for (place, index) in indexes.sorted(by: { $0.key < $1.key }) {
      try columns[index].encode(
        place, spaces, isConfidential: isConfidential(place), into: &draft)
    }
    return draft
  }

  private func commitColumns(
    _ shapes: [Shape], _ shapeIndexes: [Int64], into draft: inout Draft
  ) {
    let spaceBytes = spaces.foreign.map { space in
      var writer = ByteWriter()
      writer.append(space: space)
      return writer.bytes
    }
    strings(CommitColumn.spaces, spaceBytes, isText: false, into: &draft)
    strings(CommitColumn.shapes, shapes.map(\.bytes), isText: false, into: &draft)
    let clocks = commits.map(\.clock)
    integers(CommitColumn.sequence, commits.map { $0.sequence &- $0.number }, into: &draft)
    integers(CommitColumn.wall, clocks.map(\.wallSeconds), into: &draft)
    integers(CommitColumn.boot, clocks.map(\.boot), into: &draft)
    let drift = clocks.map { $0.monotonicMilliseconds &- 1_000 &* $0.wallSeconds }
    integers(CommitColumn.monotonic, drift, into: &draft)
    strings(CommitColumn.staff, commits.map { Array($0.staff.utf8) }, isText: true, into: &draft)
    integers(
      CommitColumn.operations, commits.map { Int64($0.operations.count) }, into: &draft)
    integers(CommitColumn.shape, shapeIndexes, into: &draft)
    let operations = commits.lazy.flatMap(\.operations)
    guard operations.contains(where: { !$0.keeps.isEmpty }) else { return }
    let keeps = operations.map(\.keeps)
    integers(CommitColumn.keepCounts, keeps.map { Int64($0.count) }, into: &draft)
    let dots = keeps.flatMap { $0 }
    integers(
      CommitColumn.keepWriters, dots.map { spaces.index(of: .writer($0.writer)) }, into: &draft)
    integers(CommitColumn.keepNumbers, dots.map(\.number), into: &draft)
  }

  /// A column without values does not stand in a body at all.
  private func integers(_ field: Int, _ values: [Int64], into draft: inout Draft) {
    guard !values.isEmpty else { return }
    var content = Draft()
    IntegerStream.encode(values, into: &content)
    write(field, .integer, code: 0, count: values.count, content, into: &draft)
  }

  private func strings(
    _ field: Int, _ values: [[UInt8]], isText: Bool, into draft: inout Draft
  ) {
    guard !values.isEmpty else { return }
    var content = Draft()
    let code = StringStream.encode(values, isText: isText, into: &content)
    write(field, isText ? .text : .bytes, code: code, count: values.count, content, into: &draft)
  }

  private func write(
    _ field: Int, _ type: FieldType, code: UInt8, count: Int, _ content: Draft,
    into draft: inout Draft
  ) {
    let encoding = ColumnEncoding(type: type, hasNulls: false, code: code, isConfidential: false)
    PackedColumn.write(
      ColumnPlace(kind: 0, field: field), encoding, count: count, content, into: &draft)
  }
}
