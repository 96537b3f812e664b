import CatchwordCore

/// Reads a body's columns back into commits, and trusts nothing: every count is held against the
/// header, against the other columns and against what is there.
///
/// Whether the form is the canonical one is for the caller to check, by encoding again.
struct BodyDecoder {
  private let writer: WriterID
  private let first: Int64
  private let commitCount: Int
  private let operationCount: Int
  private let schema: Schema
  private let schemaVersion: Int
  private let lane: Lane
  /// Columns that were marked as confidential.
  private(set) var confidential: Set<ColumnPlace> = []
  private var columns = ColumnSet()
  private var budget = Limits.segmentValueBytes

  init(_ envelope: SegmentEnvelope, schema: Schema) {
    writer = envelope.log.writer
    lane = envelope.log.lane
    first = envelope.first
    commitCount = envelope.commitCount
    operationCount = envelope.operationCount
    schemaVersion = envelope.schemaVersion
    self.schema = schema
  }

  mutating func decode(_ bytes: [UInt8]) throws(WireError) -> [Commit] {
    try readColumns(bytes)
    let spaces = try spaceTable()
    let shapes = try shapeTable()
    let frames = try commitFrames()
    let indexes = try shapeIndexes(shapes.count)
    let plan = try plan(shapes, indexes, frames)
    let keeps = try keptDots(spaces)
    let values = try values(plan, spaces)
    if let place = columns.first {
      throw .badColumn(kind: place.kind, field: place.field, .unexpected)
    }
    return assemble(frames, shapes, indexes, plan, keeps, values)
  }

  private mutating func readColumns(_ bytes: [UInt8]) throws(WireError) {
    var reader = ByteReader(bytes)
    var last = ColumnPlace(kind: 0, field: 0)
    while !reader.isAtEnd {
      let column = try PackedColumn.read(&reader)
      let place = column.place
      guard place > last else {
        throw .badColumn(kind: place.kind, field: place.field, .unordered)
      }
      guard column.count > 0, columns.count < Limits.segmentColumns else {
        throw .badColumn(kind: place.kind, field: place.field, .unexpected)
      }
      if column.encoding.isConfidential {
        guard place.kind > 0 else {
          throw .badColumn(kind: 0, field: place.field, .encoding(column.encoding.byte))
        }
        confidential.insert(place)
      } else if SegmentCodec.isConfidential(place, lane, schema), schemaVersion >= schema.version {
        throw .badColumn(kind: place.kind, field: place.field, .confidentialInClear)
      }
      columns.insert(column)
      last = place
    }
  }

  // MARK: - Columns of commits

  private mutating func spaceTable() throws(WireError) -> SpaceTable {
    let field = CommitColumn.spaces
    guard columns.holds(ColumnPlace(kind: 0, field: field)) else {
      return SpaceTable([], own: .writer(writer))
    }
    let strings = try columns.strings(field, count: nil, maximum: Limits.segmentSpaces, .bytes)
    var foreign: [Space] = []
    for string in strings {
      let space: Space
      do throws(WireError.ColumnFault) {
        var reader = ColumnReader(string[...])
        space = try reader.space()
        try reader.expectEnd()
        if let last = foreign.last, last >= space { throw .unordered }
      } catch { throw .badColumn(kind: 0, field: field, error) }
      foreign.append(space)
    }
    return SpaceTable(foreign, own: .writer(writer))
  }

  private mutating func shapeTable() throws(WireError) -> [Shape] {
    guard operationCount > 0 else { return [] }
    let field = CommitColumn.shapes
    var shapes: [Shape] = []
    for string in try columns.strings(field, count: nil, maximum: Limits.segmentShapes, .bytes) {
      do { shapes.append(try Shape(bytes: string)) } catch {
        throw .badColumn(kind: 0, field: field, error)
      }
    }
    return shapes
  }

  private mutating func commitFrames() throws(WireError) -> [CommitFrame] {
    let sequences = try columns.integers(CommitColumn.sequence, count: commitCount)
    let walls = try columns.integers(CommitColumn.wall, count: commitCount)
    let boots = try columns.integers(CommitColumn.boot, count: commitCount)
    let drifts = try columns.integers(CommitColumn.monotonic, count: commitCount)
    let staff = try columns.strings(
      CommitColumn.staff, count: commitCount, maximum: commitCount, .text)
    let counts = try columns.integers(CommitColumn.operations, count: commitCount)
    var rest = Int64(operationCount)
    var frames: [CommitFrame] = []
    frames.reserveCapacity(commitCount)
    for index in 0..<commitCount {
      let number = first + Int64(index)
      guard counts[index] >= 0, counts[index] <= rest else { throw .badCommits(.operationCount) }
      rest -= counts[index]
      guard staff[index].count <= Limits.staffBytes,
        let name = String(validating: staff[index], as: UTF8.self)
      else { throw .badColumn(kind: 0, field: CommitColumn.staff, .notUTF8) }
      let clock = ClockReading(
        wallSeconds: walls[index], boot: boots[index],
        monotonicMilliseconds: drifts[index] &+ 1_000 &* walls[index])
      frames.append(
        CommitFrame(
          number: number, sequence: sequences[index] &+ number, clock: clock, staff: name,
          operations: Int(counts[index])))
    }
    guard rest == 0 else { throw .badCommits(.operationCount) }
    return frames
  }

  private mutating func shapeIndexes(_ shapes: Int) throws(WireError) -> [Int] {
    guard operationCount > 0 else { return [] }
    var indexes: [Int] = []
    indexes.reserveCapacity(operationCount)
    for index in try columns.integers(CommitColumn.shape, count: operationCount) {
      guard index >= 0, index < Int64(shapes) else {
        throw .badColumn(
          kind: 0, field: CommitColumn.shape,
          .index(Int(truncatingIfNeeded: index), count: shapes))
      }
      indexes.append(Int(index))
    }
    return indexes
  }

  private mutating func keptDots(_ spaces: SpaceTable) throws(WireError) -> [[Dot]] {
    let place = ColumnPlace(kind: 0, field: CommitColumn.keepCounts)
    guard columns.holds(place) else { return [] }
    let counts = try columns.integers(CommitColumn.keepCounts, count: operationCount)
    var total = 0
    for count in counts {
      guard count >= 0, count <= Int64(Limits.keptDots) else { throw .badCommits(.keeps) }
      total += Int(count)
    }
    guard total <= Limits.segmentValues else { throw .badCommits(.keeps) }
    let writers = try columns.integers(CommitColumn.keepWriters, count: total)
    let numbers = try columns.integers(CommitColumn.keepNumbers, count: total)
    var dots: [Dot] = []
    dots.reserveCapacity(total)
    for (index, number) in zip(writers, numbers) {
      do throws(WireError.ColumnFault) {
        dots.append(Dot(writer: try spaces.writer(index), number: number))
      } catch { throw .badColumn(kind: 0, field: CommitColumn.keepWriters, error) }
    }
    var rest = dots[...]
    return counts.map { count in
      defer { rest = rest.dropFirst(Int(count)) }
      return Array(rest.prefix(Int(count)))
    }
  }

  // MARK: - Columns of fields

  /// Which column each value of each shape comes from, and the wall clock of every value: their
  /// number is what the column must hold.
  private func plan(
    _ shapes: [Shape], _ indexes: [Int], _ frames: [CommitFrame]
  ) throws(WireError) -> ValuePlan {
    var plan = ValuePlan(shapes)
    var total = 0
    var rest = indexes[...]
    for frame in frames {
      for index in rest.prefix(frame.operations) {
        total += plan.targets[index].count
        guard total <= Limits.segmentValues else { throw .badCommits(.valueBytes) }
        for target in plan.targets[index] { plan.clocks[target].append(frame.clock.wallSeconds) }
      }
      rest = rest.dropFirst(frame.operations)
    }
    return plan
  }

  private mutating func values(
    _ plan: ValuePlan, _ spaces: SpaceTable
  ) throws(WireError) -> [[Value]] {
    var all: [[Value]] = []
    for (place, clock) in zip(plan.places, plan.clocks) {
      do throws(WireError.ColumnFault) {
        guard let column = columns.remove(place) else { throw .missing }
        guard column.count == clock.count else {
          throw .countDiffers(column.count, expected: clock.count)
        }
        try check(column)
        all.append(try ValueColumn.decode(column, clock: clock, spaces, budget: &budget))
      } catch { throw .badColumn(kind: place.kind, field: place.field, error) }
    }
    return all
  }

  /// Ids are records, without exception; known fields have their type; a newer schema's are free.
  private func check(_ column: PackedColumn) throws(WireError.ColumnFault) {
    let type = FieldType(rawValue: column.encoding.typeCode)
    if column.place.field == 0 {
      guard type == .record, !column.encoding.hasNulls else {
        throw .encoding(column.encoding.byte)
      }
    } else if let field = schema.kind(column.place.kind)?.field(column.place.field), let type,
      type != field.type
    {
      throw .wrongType(type, expected: field.type)
    }
  }

  private func assemble(
    _ frames: [CommitFrame], _ shapes: [Shape], _ indexes: [Int], _ plan: ValuePlan,
    _ keeps: [[Dot]], _ values: [[Value]]
  ) -> [Commit] {
    var cursors = [Int](repeating: 0, count: values.count)
    func next(_ target: Int) -> Value {
      defer { cursors[target] += 1 }
      return values[target][cursors[target]]
    }
    var position = 0
    return frames.map { frame in
      var operations: [Operation] = []
      operations.reserveCapacity(frame.operations)
      for _ in 0..<frame.operations {
        let shape = shapes[indexes[position]]
        let targets = plan.targets[indexes[position]]
        guard case .record(let id) = next(targets[0]) else {
          preconditionFailure("ids were decoded as records")
        }
        let fields = zip(shape.fields, targets.dropFirst()).map { FieldValue($0, next($1)) }
        operations.append(
          Operation(
            shape.action, kind: shape.kind, record: id, values: fields,
            keeps: keeps.isEmpty ? [] : keeps[position]))
        position += 1
      }
      return Commit(
        number: frame.number, sequence: frame.sequence, clock: frame.clock, staff: frame.staff,
        operations: operations)
    }
  }
}
