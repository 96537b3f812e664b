import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordServer
import CatchwordTransports
import Foundation
import Glibc

/// What the tests need of the modules beneath: a founder that is served, two members that it knows,
/// and what these write. The only file here that knows how a replica and a segment are made.
struct Network: Sendable {
  /// Of the replica that is served.
  let directory: String
  let bearer: String
  let id: ContentHash
  /// What the founder held before any test sent it something: its own logs and the introductions.
  let before: [LogName: Int64]
  private let root: String
  private let invitation: Invitation
  private let writers: [Int: WriterID]

  init(in root: String) throws {
    self.root = root
    directory = root + "/MAIN"
    let founder = try Replica.found(
      at: directory, branch: "MAIN", branchName: "Main Library", network: "Valley")
    bearer = founder.bearer
    id = founder.network
    invitation = try founder.invite(at: "http://127.0.0.1:8700", role: "branch", for: "")
    try founder.seal()
    var writers: [Int: WriterID] = [:]
    for number in 1...2 {
      let member = try Replica.join(
        invitation, at: Self.place(number, in: root), branch: "B\(number)", branchName: "Branch \(number)")
      writers[number] = member.writer
      try member.seal()
      try member.segments(for: Self.all(of: member.writer)) { try founder.receive($0) }
    }
    self.writers = writers
    before = try founder.standing().heads.mapValues(\.number)
  }

  /// The member's next segments of one log, each of one commit that packs to `bytes` bytes or more.
  func chain(_ member: Int, _ lane: Lane, count: Int, bytes: Int = 100) throws -> [[UInt8]] {
    let replica = try Replica.open(at: Self.place(member, in: root))
    let last = try replica.standing().heads[log(member, lane)]?.number ?? 0
    for number in 1...count {
      let text = Self.noise(bytes, seed: UInt64(number))
      switch lane {
      case .circulation:
        _ = try replica.perform(.inventory(barcode: "3\(number)", location: text), staff: "ana")
      case .catalog:
        _ = try replica.perform(
          .addBranch(code: "N\(last)-\(number)", name: text, kind: "branch"), staff: "ana")
      case .members, .patrons: preconditionFailure("no test needs segments of that lane")
      }
      try replica.seal()
    }
    var segments: [[UInt8]] = []
    try replica.segments(for: [Want(log: log(member, lane), after: last)]) { segments.append($0) }
    precondition(segments.count == count && segments.allSatisfy { $0.count > bytes })
    return segments
  }

  /// What a member wrote in one life and what it wrote in another, after all files in its directory were
  /// put back: of one log, under the same numbers.
  func histories(_ member: Int, _ lane: Lane, count: Int) throws -> [[[UInt8]]] {
    let (place, kept) = (Self.place(member, in: root), root + "/KEPT")
    let files = FileManager.default
    try files.copyItem(atPath: place, toPath: kept)
    let one = try chain(member, lane, count: count)
    for name in try files.contentsOfDirectory(atPath: place) { try files.removeItem(atPath: place + "/" + name) }
    for name in try files.contentsOfDirectory(atPath: kept) {
      try files.copyItem(atPath: kept + "/" + name, toPath: place + "/" + name)
    }
    return [one, try chain(member, lane, count: count, bytes: 150)]
  }

  /// The introduction of somebody who does not hold the network's secret: well-formed and signed,
  /// and refused for what it says.
  func impostor() throws -> (log: LogName, segment: [UInt8], refusal: String) {
    let forged = Invitation(
      network: id, networkName: invitation.networkName, secret: [UInt8](repeating: 7, count: 32),
      address: invitation.address, inviter: invitation.inviter, branch: "", role: invitation.role)
    let replica = try Replica.join(forged, at: root + "/IMPOSTOR", branch: "B3", branchName: "Branch 3")
    try replica.seal()
    let log = LogName(LogID(writer: replica.writer, lane: .members))
    var segments: [[UInt8]] = []
    try replica.segments(for: [Want(log: log, after: 0)]) { segments.append($0) }
    precondition(segments.count == 1)
    let name = replica.writer.key.hex.prefix(16)
    return (
      log, segments[0],
      "writer \(name) does not hold this network's secret; it must join with an invitation"
    )
  }

  /// The last commit of every log that the served replica holds.
  func numbers() throws -> [LogName: Int64] {
    try Replica.open(at: directory).standing().heads.mapValues(\.number)
  }

  /// What it held before, and what came.
  func before(and came: [LogName: Int64]) -> [LogName: Int64] {
    before.merging(came) { before, came in before + came }
  }

  /// - Parameter member: 1 and 2 are members; nobody is 3.
  func log(_ member: Int, _ lane: Lane) -> LogName {
    LogName(writer: writers[member]?.short ?? 3, lane: lane)
  }

  static let digests = StateDigests(lanes: [:], derived: .empty, derivingVersion: 1)

  /// - Parameter network: nil for the founder's own.
  func hello(network: ContentHash? = nil) -> Hello {
    Hello(
      format: 1, schemaVersion: 1, network: network ?? id, writer: WriterID(Word256(9, 1, 2, 3)),
      name: "EAST", frontierDigest: .none, digests: Self.digests, wallSeconds: 0,
      isClockSynchronized: false)
  }

  private static func place(_ member: Int, in root: String) -> String { "\(root)/B\(member)" }

  private static func all(of writer: WriterID) -> [Want] {
    Lane.allCases.map { Want(log: LogName(LogID(writer: writer, lane: $0)), after: 0) }
  }

  /// Letters that pack to no fewer than so many bytes; the same for the same seed.
  private static func noise(_ bytes: Int, seed: UInt64) -> String {
    var state = seed &+ 0x9e37_79b9_7f4a_7c15
    let letters = (0..<bytes + bytes / 4).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(0x21 + (state >> 33) % 94)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

/// Serves a fresh replica on a free loopback port while `body` runs, then stops.
func withServer<Value: Sendable>(
  limits: LineLimits = LineLimits(),
  _ body: @Sendable @escaping (_ port: Int, _ network: Network) async throws -> Value
) async throws -> Value {
  let root = NSTemporaryDirectory() + "catchword-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: root) }
  let network = try Network(in: root)
  let (ports, told) = AsyncStream<Int>.makeStream()
  return try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask {
      defer { told.finish() }
      try await SyncServer.run(
        replicaAt: network.directory, listen: "127.0.0.1", port: 0, limits: limits
      ) { port in
        told.yield(port)
      }
      return nil
    }
    group.addTask {
      for await port in ports { return try await body(port, network) }
      throw CancellationError()
    }
    defer { group.cancelAll() }
    while let result = try await group.next() {
      if let result { return result }
    }
    throw CancellationError()
  }
}

/// Runs what blocks where it blocks nobody: the server under test needs the pool's few threads.
func blocking<Value: Sendable>(
  _ work: @Sendable @escaping () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result { try work() }) }.start()
  }
}

/// Talks to the server through the real client.
func withPeer<Value: Sendable>(
  _ port: Int, bearer: String, options: TransportOptions = .init(),
  _ work: @Sendable @escaping (any Transport) throws -> Value
) async throws -> Value {
  try await blocking {
    let address = try PeerAddress("http://127.0.0.1:\(port)")
    return try work(makeTransport(address, name: "main", bearer: bearer, options: options))
  }
}

/// Sends bytes as they are and returns all that comes back until the server closes, or until
/// `untilFirst` bytes came.
func exchange(
  _ port: Int, _ bytes: [UInt8], hangUp: Bool = false, untilFirst: Int = .max
) async throws -> String {
  try await blocking {
    let line = try Line(port, seconds: 10)
    line.send(bytes)
    if hangUp { line.hangUp() }
    return line.receive(untilFirst: untilFirst).answer
  }
}

/// A connection to loopback that says exactly what a test says.
final class Line {
  private let peer: Int32

  /// - Parameter seconds: how long to wait for anything to arrive.
  /// - Throws: what the system says, where nobody listens.
  init(_ port: Int, seconds: Int) throws {
    peer = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let descriptor = peer
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECONNREFUSED)
    }
  }

  deinit { close(peer) }

  func send(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(peer, $0.baseAddress! + offset, bytes.count - offset, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }
      offset += count
    }
  }

  /// Says that nothing more will be sent.
  func hangUp() { shutdown(peer, Int32(SHUT_WR)) }

  /// - Returns: what came, and whether the server then closed; false where it merely kept silent.
  func receive(untilFirst limit: Int = .max) -> (answer: String, isClosed: Bool) {
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while answer.count < limit {
      let count = recv(peer, &buffer, buffer.count, 0)
      if count <= 0 {
        let isClosed = count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)
        return (String(decoding: answer, as: UTF8.self), isClosed)
      }
      answer.append(contentsOf: buffer[..<count])
    }
    return (String(decoding: answer, as: UTF8.self), false)
  }
}

/// The head of a request as a member makes it.
func head(_ bearer: String, _ path: String, _ more: String) -> [UInt8] {
  Array(
    """
    POST \(path) HTTP/1.1\r
    Host: 127.0.0.1\r
    Authorization: Bearer \(bearer)\r
    Content-Type: application/x-catchword\r
    \(more)\r
    \r

    """.utf8)
}
