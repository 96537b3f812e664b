import CatchwordCore

/// Reads a packed segment; lengths and places are checked, for a sum may be right by chance.
struct MemoryOpening {
  struct Damage: Error {}

  private let raw: UnsafeRawBufferPointer
  private var position: Int
  private var writers: [WriterID] = []
  private var sources: [String] = []

  init(_ raw: UnsafeRawBufferPointer, from position: Int) {
    self.raw = raw
    self.position = position
  }

  mutating func segment() throws(Damage) -> (network: UInt64, Segment) {
    let network = try word()
    let previous = MemoryWire.chainHash(try word())
    for _ in 0..<(try count()) {
      writers.append(WriterID(Word256(try word(), try word(), try word(), try word())))
    }
    for _ in 0..<(try count()) { sources.append(try text()) }
    let log = LogID(writer: try writer(0), lane: try lane())
    let version = try count()
    let seconds = try signed()
    guard let source = ClockOffset.Source(rawValue: try byte()) else { throw Damage() }
    var heads: [LogID: Head] = [:]
    let seen = try count()
    heads.reserveCapacity(seen)
    for _ in 0..<seen {
      let other = LogID(writer: try writer(try count()), lane: try lane())
      heads[other] = Head(number: try number(), hash: try word())
    }
    let commits = try array { opening throws(Damage) in try opening.commit() }
    guard !commits.isEmpty, position == raw.count else { throw Damage() }
    let segment = Segment(
      log: log, schemaVersion: version, previous: previous, context: Context(heads),
      offset: ClockOffset(seconds: seconds, source: source), commits: commits)
    return (network, segment)
  }

  private mutating func commit() throws(Damage) -> Commit {
    let (number, sequence) = (try number(), try number())
    let clock = ClockReading(
      wallSeconds: try signed(), boot: try signed(), monotonicMilliseconds: try signed())
    let staff = try text()
    let operations = try array { opening throws(Damage) in try opening.operation() }
    return Commit(
      number: number, sequence: sequence, clock: clock, staff: staff, operations: operations)
  }

  private mutating func operation() throws(Damage) -> Operation {
    guard let action = Operation.Action(rawValue: try byte()) else { throw Damage() }
    let kind = try count()
    let record = try id()
    let values = try array { opening throws(Damage) in
      FieldValue(try opening.count(), try opening.value())
    }
    let keeps = try array { opening throws(Damage) in
      Dot(writer: try opening.writer(try opening.count()), number: try opening.number())
    }
    return Operation(action, kind: kind, record: record, values: values, keeps: keeps)
  }

  private mutating func id() throws(Damage) -> RecordID {
    let name = try count()
    let number = try number()
    guard (0...RecordID.maximumNumber).contains(number) else { throw Damage() }
    if name & 1 == 0 { return RecordID(space: .writer(try writer(name >> 1)), number: number) }
    guard name >> 1 < sources.count else { throw Damage() }
    return RecordID(space: .source(sources[name >> 1]), number: number)
  }

  private mutating func value() throws(Damage) -> Value {
    let tag = try byte()
    if tag == 0 { return .null }
    switch FieldType(rawValue: tag) {
    case .integer: return .integer(try signed())
    case .text: return .text(try text())
    case .bytes: return .bytes(Array(try slice(try count())))
    case .record: return .record(try id())
    case nil: throw Damage()
    }
  }

  // MARK: Primitives

  private mutating func array<Element>(
    _ read: (inout MemoryOpening) throws(Damage) -> Element
  ) throws(Damage) -> [Element] {
    let count = try count()
    // Every element takes at least a byte.
    guard count <= raw.count - position else { throw Damage() }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try read(&self)) }
    return elements
  }

  private func writer(_ index: Int) throws(Damage) -> WriterID {
    guard index < writers.count else { throw Damage() }
    return writers[index]
  }

  private mutating func lane() throws(Damage) -> Lane {
    guard let lane = Lane(rawValue: try byte()) else { throw Damage() }
    return lane
  }

  private mutating func byte() throws(Damage) -> UInt8 {
    guard position < raw.count else { throw Damage() }
    defer { position += 1 }
    return raw[position]
  }

  private mutating func word() throws(Damage) -> UInt64 {
    guard raw.count - position >= 8 else { throw Damage() }
    defer { position += 8 }
    return UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  private mutating func varint() throws(Damage) -> UInt64 {
    var (value, shift) = (UInt64(0), UInt64(0))
    while true {
      let next = try byte()
      value |= UInt64(next & 0x7f) << shift
      if next & 0x80 == 0 { return value }
      shift += 7
      if shift > 63 { throw Damage() }
    }
  }

  private mutating func number() throws(Damage) -> Int64 { Int64(bitPattern: try varint()) }

  private mutating func count() throws(Damage) -> Int {
    guard let count = Int(exactly: try varint()) else { throw Damage() }
    return count
  }

  private mutating func signed() throws(Damage) -> Int64 {
    let raw = try varint()
    return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
  }

  private mutating func slice(_ count: Int) throws(Damage) -> UnsafeRawBufferPointer {
    guard count <= raw.count - position else { throw Damage() }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: raw[position..<position + count])
  }

  private mutating func text() throws(Damage) -> String {
    String(decoding: try slice(try count()), as: UTF8.self)
  }
}
