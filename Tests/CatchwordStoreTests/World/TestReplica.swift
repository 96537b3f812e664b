import CatchwordCore
import CatchwordStore
import Glibc

/// SplitMix64: small, and the same on every platform.
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1 }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
  mutating func roll(_ sides: Int) -> Int { Int(next() % UInt64(sides)) }
}

/// A directory that is gone when the test is over; in memory where there is such a place, for tests
/// make thousands of durable commits.
final class Scratch {
  let path: String
  init() {
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array((place + "/catchword-store-XXXXXX").utf8CString)
    path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }
  deinit {
    for name in ["catchword.sqlite", "catchword.sqlite-wal", "catchword.sqlite-shm", "lock"] {
      unlink(path + "/" + name)
    }
    rmdir(path)
  }
}

func testWriter(_ number: UInt64) -> WriterID { WriterID(Word256(number << 32 | 7, 3, number, 9)) }

let noon: Int64 = 1_700_000_000

func clock(_ seconds: Int64, boot: Int64 = 1) -> ClockReading {
  ClockReading(wallSeconds: noon + seconds, boot: boot, monotonicMilliseconds: seconds * 1_000)
}

/// One store in its own directory, with the few calls that tests make all the time.
final class TestReplica {
  let scratch = Scratch()
  let writer: WriterID
  var store: ReplicaStore

  init(_ number: UInt64, schema: Schema = TestSchema.make(), tells: Bool = false) throws {
    writer = testWriter(number)
    store = try ReplicaStore.create(
      at: scratch.path, schema: schema, deriving: TestDeriving(hashing: testHashing, tells: tells),
      hashing: testHashing, writer: writer)
  }

  func opened(
    schema: Schema = TestSchema.make(), derivingVersion: Int = 1,
    lockTimeoutMilliseconds: Int = 5_000
  ) throws -> ReplicaStore {
    try ReplicaStore(
      opening: scratch.path, schema: schema,
      deriving: TestDeriving(version: derivingVersion, hashing: testHashing), hashing: testHashing,
      lockTimeoutMilliseconds: lockTimeoutMilliseconds)
  }

  @discardableResult
  func write<T>(
    at seconds: Int64 = 0, offset: ClockOffset = .unmeasured,
    _ body: (WriteTransaction) throws -> T
  ) throws -> (T, [Receipt]) {
    try store.write(clock: clock(seconds), staff: "ann", offset: offset, body)
  }

  @discardableResult
  func newBook(_ title: String, at seconds: Int64 = 0) throws -> RecordID {
    try write(at: seconds) { transaction in
      let id = try transaction.mint()
      try transaction.stage(
        Operation(
          .write, kind: TestSchema.book, record: id,
          values: [FieldValue(TestSchema.Book.title, .text(title))]))
      return id
    }.0
  }

  @discardableResult
  func setTitle(_ id: RecordID, _ title: String, at seconds: Int64 = 0) throws -> [Receipt] {
    try write(at: seconds) { try $0.stage(titleWrite(id, title)) }.1
  }

  func titleWrite(_ id: RecordID, _ title: String) -> Operation {
    Operation(
      .write, kind: TestSchema.book, record: id,
      values: [FieldValue(TestSchema.Book.title, .text(title))])
  }

  @discardableResult
  func scan(_ book: RecordID, at seconds: Int64 = 0) throws -> [Receipt] {
    try write(at: seconds) { transaction in
      try transaction.stage(
        Operation(
          .fact, kind: TestSchema.scan, record: try transaction.mint(),
          values: [FieldValue(2, .record(book))]))
    }.1
  }

  @discardableResult
  func seal(_ offset: ClockOffset = .unmeasured) throws -> [SegmentName] {
    try store.sealTail(offset: offset, schemaVersion: 1, pack: TestWire.pack)
  }

  /// Everything the other side holds that this one lacks, in the order of logs.
  func pull(from other: TestReplica) throws {
    try seal()
    try other.seal()
    var progress = true
    while progress {
      progress = false
      for segment in try other.segments() {
        if try take(segment) == .applied { progress = true }
      }
    }
  }

  /// Merges a segment, whatever history of its log it is of.
  func take(_ segment: StoredSegment) throws -> MergeOutcome {
    let decoded = try TestWire.decode(segment.bytes)
    let outcome = try store.merge(decoded, sealed: segment.sealed)
    guard outcome == .parted else { return outcome }
    return try store.part(decoded, sealed: segment.sealed, decode: TestWire.decode)
  }

  /// As a door does: what has to wait is held, and what waited is merged when it can be.
  func receive(_ segment: StoredSegment) throws {
    if case .waiting = try take(segment) {
      _ = try store.hold(TestWire.decode(segment.bytes), sealed: segment.sealed)
    }
    try mergeReady()
  }

  func mergeReady() throws {
    var ready = try store.heldSegmentsNowReady()
    while !ready.isEmpty {
      for each in ready { _ = try take(each) }
      ready = try store.heldSegmentsNowReady()
    }
  }

  func segments() throws -> [StoredSegment] {
    try store.read { reader in
      var all: [StoredSegment] = []
      for (log, _) in try reader.frontier().sorted {
        try reader.segments(of: log, after: 0) {
          all.append($0)
          return true
        }
      }
      return all
    }
  }

  func book(_ id: RecordID) throws -> RecordView? {
    try store.read { try $0.record(kind: TestSchema.book, id) }
  }

  func digests() throws -> StateDigests { try store.read { try $0.digests() } }
  func frontier() throws -> Frontier { try store.read { try $0.frontier() } }
}
