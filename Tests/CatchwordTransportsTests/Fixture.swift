import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordTransports
import CatchwordWire
import Foundation

@testable import Catchword

/// What the tests need of the modules beneath: real segments, messages and replicas. The only file
/// here that knows how they are made.
enum Fixture {
  /// The same pair for the same number, so that a test names a writer by a number.
  static func key(_ number: UInt64) -> SigningKey {
    guard let key = try? SigningKey(raw: Word256(number, 1, 2, 3).bytes) else { fatalError("no key") }
    return key
  }

  static func writer(_ number: UInt64) -> WriterID { key(number).writer }

  static func network(_ number: UInt64) -> ContentHash { ContentHash(Word256(number, 7, 7, 7)) }

  /// Signed segments of one log in network 1, each of one commit, chained, with bodies that pack to
  /// a little more than `bytes` bytes.
  ///
  /// - Parameter parting: the number after which the writer has another life, and other noise.
  static func chain(
    _ writer: UInt64, _ lane: Lane, count: Int, bytes: Int = 100, seed: UInt64 = 0, parting: Int64? = nil
  ) -> [[UInt8]] {
    let key = key(writer)
    let codec = SegmentCodec(network: network(1), schema: LibrarySchema.current)
    var previous = ContentHash.none
    return (1...Int64(count)).map { number in
      let isParted = parting.map { number > $0 } ?? false
      let noise = noise(bytes, seed: (seed &+ (isParted ? 77 : 0)) &* 1_000 &+ UInt64(number))
      let commit = Commit(
        number: number, sequence: number,
        clock: ClockReading(wallSeconds: 1_700_000_000, boot: 1, monotonicMilliseconds: 0), staff: "ana",
        operations: [operation(key.writer, lane, number, noise)])
      let segment = Segment(
        log: LogID(writer: key.writer, lane: lane), schemaVersion: LibrarySchema.current.version,
        previous: previous, context: Context(), offset: .unmeasured, commits: [commit])
      guard let sealed = try? codec.seal(segment, sign: key.sign) else { fatalError("no segment") }
      previous = sealed.chainHash
      return sealed.bytes
    }
  }

  static func label(_ segment: [UInt8]) -> SegmentLabel {
    guard let label = try? SegmentLabel(peeking: segment) else { fatalError("no segment") }
    return label
  }

  static let digests = StateDigests(lanes: [:], derived: .empty, derivingVersion: 1)

  static func hello(network: UInt64 = 1, name: String = "EAST") -> Hello {
    Hello(
      format: 1, schemaVersion: 1, network: Self.network(network), writer: writer(9), name: name,
      frontierDigest: Self.network(42), digests: digests, wallSeconds: 1_700_000_000,
      isClockSynchronized: true)
  }

  static func have(_ heads: [LogName: Head] = [:]) -> Have { Have(heads: heads, digests: digests) }

  static func log(_ writer: UInt64, _ lane: Lane) -> LogName {
    LogName(writer: Self.writer(writer).short, lane: lane)
  }

  /// A head signed by its writer, as a member of network 1 publishes it.
  static func head(_ writer: UInt64, _ heads: [LogName: Head]) throws -> SignedHead {
    let key = key(writer)
    let object = HeadObject(
      network: network(1), writer: key.writer, name: "EAST", wallSeconds: 1_700_000_000,
      isClockSynchronized: true, have: have(heads), segments: [])
    return SignedHead(writer: key.writer, bytes: try object.signed(key.sign))
  }

  /// A fresh directory that is gone afterwards.
  static func withDirectory<Value>(_ body: (String) throws -> Value) throws -> Value {
    let path = NSTemporaryDirectory() + "catchword-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  private static func operation(
    _ writer: WriterID, _ lane: Lane, _ number: Int64, _ noise: [UInt8]
  ) -> CatchwordCore.Operation {
    let id = RecordID(space: .writer(writer), number: number)
    return switch lane {
    case .circulation:
      Operation(
        .fact, kind: LibraryKind.circulation, record: id,
        values: [
          FieldValue(CirculationField.action, .integer(CirculationAction.resolve.rawValue)),
          FieldValue(CirculationField.sides, .bytes(noise)),
        ])
    case .catalog:
      Operation(
        .write, kind: LibraryKind.bibField, record: id,
        values: [FieldValue(BibChildField.original, .bytes(noise))])
    case .members, .patrons: preconditionFailure("no test needs segments of that lane")
    }
  }

  /// Bytes that do not pack, the same for the same seed.
  private static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed &+ 0x9e37_79b9_7f4a_7c15
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }
}

/// Two replicas of one network, and a folder in which they meet.
struct Meeting {
  let stick: String
  let main: Replica
  let east: Replica
  private let eastDirectory: String

  init(in directory: String) throws {
    stick = directory + "/stick"
    eastDirectory = directory + "/EAST"
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    main = try Replica.found(
      at: directory + "/MAIN", branch: "MAIN", branchName: "Main Library", network: "Valley")
    let invitation = try main.invite(at: "folder:\(stick)", role: "branch", for: "EAST")
    east = try Replica.join(invitation, at: eastDirectory, branch: "EAST", branchName: "East")
  }

  @discardableResult func sync(_ replica: Replica) throws -> SyncReport {
    try replica.sync(over: FolderTransport(path: stick, name: "stick"))
  }

  func add(_ code: String, to replica: Replica) throws {
    _ = try replica.perform(.addBranch(code: code, name: "Branch \(code)", kind: "branch"), staff: "ana")
  }

  /// Opens a copy of a replica as if the whole machine had been copied: it is no copy to itself.
  static func sameWriter(at directory: String, guardAt place: String) throws -> Replica {
    let disk = SystemDisk()
    guard var file = GuardFile(try disk.read(place)) else { fatalError("no guard file") }
    file.anchor = try disk.anchor(of: directory)
    try disk.replace(place, with: file.bytes)
    return try Replica.open(at: directory)
  }

  func headPath(_ writer: WriterID) -> String { "\(stick)/heads/\(writer)" }

  /// Publishes East's account of itself, changed and signed by East itself.
  func forgeEast(_ change: (inout StateDigests) -> Void) throws {
    try forge(SigningKey(raw: [UInt8](Data(contentsOf: URL(fileURLWithPath: eastDirectory + "/writer.key")))), change)
  }

  /// Publishes the same by a writer that is no member.
  func forgeStranger(_ change: (inout StateDigests) -> Void) throws { try forge(SigningKey.generate(), change) }

  private func forge(_ key: SigningKey, _ change: (inout StateDigests) -> Void) throws {
    let have = try east.standing()
    var digests = have.digests
    change(&digests)
    let object = HeadObject(
      network: east.network, writer: key.writer, name: east.branch, wallSeconds: 1_700_000_000,
      isClockSynchronized: true, have: Have(heads: have.heads, digests: digests), segments: [])
    try Data(object.signed(key.sign)).write(to: URL(fileURLWithPath: headPath(key.writer)))
  }
}
