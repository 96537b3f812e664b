import CatchwordCore

/// The spaces that a segment's records live in: 0 is the segment's own writer, the others stand in
/// a table, ascending (Protocol §4.5).
struct SpaceTable {
  let spaces: [Space]
  private let index: [Space: Int64]

  init(_ foreign: [Space], own: Space) {
    spaces = [own] + foreign
    var index: [Space: Int64] = [:]
    for (position, space) in spaces.enumerated() { index[space] = Int64(position) }
    self.index = index
  }

  /// The spaces that commits name, of ids, values and kept dots.
  static func used(in commits: [Commit], own: WriterID) -> SpaceTable {
    let own = Space.writer(own)
    var used: Set<Space> = []
    // Neighbours mostly share their space, and comparing one is cheaper than hashing it.
    var last = own
    func use(_ space: Space) {
      guard space != own, space != last else { return }
      used.insert(space)
      last = space
    }
    for operation in commits.lazy.flatMap(\.operations) {
      use(operation.record.space)
      for each in operation.values {
        if case .record(let id) = each.value { use(id.space) }
      }
      for dot in operation.keeps { use(.writer(dot.writer)) }
    }
    return SpaceTable(used.sorted(), own: own)
  }

  var foreign: ArraySlice<Space> { spaces.dropFirst() }

  func index(of space: Space) -> Int64 {
    guard let index = index[space] else { preconditionFailure("every used space is in the table") }
    return index
  }

  func space(_ index: Int64) throws(WireError.ColumnFault) -> Space { spaces[try place(index)] }

  /// - Returns: the index, where it is one of a space.
  func place(_ index: Int64) throws(WireError.ColumnFault) -> Int {
    guard index >= 0, index < Int64(spaces.count) else {
      throw .index(Int(truncatingIfNeeded: index), count: spaces.count)
    }
    return Int(index)
  }

  func writer(_ index: Int64) throws(WireError.ColumnFault) -> WriterID {
    guard case .writer(let writer) = try space(index) else {
      throw .index(Int(truncatingIfNeeded: index), count: spaces.count)
    }
    return writer
  }
}

/// A run of record ids: the index of each one's space, then the numbers, space by space
/// (Protocol §4.5).
enum RecordStream {
  static func encode(_ ids: [RecordID], _ table: SpaceTable, into draft: inout Draft) {
    var last = (space: table.spaces[0], index: Int64(0))
    let indexes = ids.map { id in
      if id.space != last.space { last = (id.space, table.index(of: id.space)) }
      return last.index
    }
    IntegerStream.encode(indexes, into: &draft)
    var runs = [[Int64]](repeating: [], count: table.spaces.count)
    for (id, index) in zip(ids, indexes) { runs[Int(index)].append(id.number) }
    for run in runs where !run.isEmpty { IntegerStream.encode(run, into: &draft) }
  }

  static func decode(
    _ reader: inout ColumnReader, count: Int, _ table: SpaceTable
  ) throws(WireError.ColumnFault) -> [RecordID] {
    let indexes = try IntegerStream.decode(&reader, count: count)
    var counts = [Int](repeating: 0, count: table.spaces.count)
    for index in indexes { counts[try table.place(index)] += 1 }
    var runs: [[Int64]] = []
    for count in counts { runs.append(try IntegerStream.decode(&reader, count: count)) }
    var taken = [Int](repeating: 0, count: table.spaces.count)
    var ids: [RecordID] = []
    ids.reserveCapacity(count)
    for index in indexes {
      let place = Int(index)
      let number = runs[place][taken[place]]
      taken[place] += 1
      guard (0...RecordID.maximumNumber).contains(number) else { throw .number(number) }
      ids.append(RecordID(space: table.spaces[place], number: number))
    }
    return ids
  }
}
