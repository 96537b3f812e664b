import Catchword
import CatchwordCore
import CatchwordServer
import CatchwordTransports
import Foundation
import Glibc

/// What the tests need of the modules beneath: a replica with a known secret, and segments that it
/// accepts. The only file here that knows how either is made.
enum Fixture {
  static let secret = "secret-of-the-network"

  static func makeReplica(at directory: String) throws {
    try Replica.create(at: directory, branch: "MAIN", secret: secret, network: 1, writer: 100)
  }

  /// Segments of one log, each of one commit, chained.
  static func chain(
    _ writer: UInt64, _ lane: Lane, count: Int, bytes: Int = 100
  ) throws -> [[UInt8]] {
    var previous = ContentHash.none
    return try (1...Int64(count)).map { number in
      let body = (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ Int(number)) }
      let segment = StubSegment.make(
        WriterID(Word256(writer, 1, 2, 3)), lane, number...number, previous: previous, body: body)
      previous = try SegmentLabel(peeking: segment).hash
      return segment
    }
  }

  /// Well-formed, and refused by the replica for what it says.
  static func refusedSegment(_ writer: UInt64, _ lane: Lane) -> [UInt8] {
    StubSegment.make(
      WriterID(Word256(writer, 1, 2, 3)), lane, 1...1, previous: .none, body: Array("REFUSE".utf8))
  }

  static func numbers(in directory: String) throws -> [LogName: Int64] {
    try Replica.open(at: directory).standing().heads.mapValues(\.number)
  }

  static func log(_ writer: UInt64, _ lane: Lane) -> LogName { LogName(writer: writer, lane: lane) }

  static let digests = StateDigests(lanes: [:], derived: .empty, derivingVersion: 1)

  static let hello = hello(network: 1)

  /// - Parameter network: 1 is the replica's own.
  static func hello(network: UInt64) -> Hello {
    Hello(
      format: 1, schemaVersion: 1, network: ContentHash(Word256(network, 1, 2, 3)),
      writer: WriterID(Word256(9, 1, 2, 3)), name: "EAST",
      frontierDigest: .none, digests: digests, wallSeconds: 0, isClockSynchronized: false)
  }
}

/// Serves a fresh replica on a free loopback port while `body` runs, then stops.
func withServer<Value: Sendable>(
  _ body: @Sendable @escaping (_ port: Int, _ directory: String) async throws -> Value
) async throws -> Value {
  let directory = NSTemporaryDirectory() + "catchword-\(UUID().uuidString)"
  try Fixture.makeReplica(at: directory)
  defer { try? FileManager.default.removeItem(atPath: directory) }
  let (ports, told) = AsyncStream<Int>.makeStream()
  return try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask {
      defer { told.finish() }
      try await SyncServer.run(replicaAt: directory, listen: "127.0.0.1", port: 0) { port in
        told.yield(port)
      }
      return nil
    }
    group.addTask {
      for await port in ports { return try await body(port, directory) }
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
  _ port: Int, bearer: String = Fixture.secret, options: TransportOptions = .init(),
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
    let peer = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(peer) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(peer, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    precondition(isConnected)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        send(peer, $0.baseAddress! + offset, bytes.count - offset, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }
      offset += count
    }
    if hangUp { shutdown(peer, Int32(SHUT_WR)) }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while answer.count < untilFirst {
      let count = recv(peer, &buffer, buffer.count, 0)
      if count <= 0 { break }
      answer.append(contentsOf: buffer[..<count])
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
