import Catchword
import CatchwordCore
import CatchwordServer
import CatchwordTransports
import Foundation
import Testing

@Suite struct SyncServerTests {
  @Test func `a session's requests go through`() async throws {
    try await withServer { port, directory in
      let loans = try Fixture.chain(1, .circulation, count: 3)
      let books = try Fixture.chain(1, .catalog, count: 2, bytes: 700_000)
      let traffic = try await withPeer(port) { peer in
        #expect(try peer.greet(Fixture.hello).name == "MAIN")
        #expect(try peer.compare(Have(heads: [:], digests: Fixture.digests)).heads.isEmpty)
        let have = try peer.push(loans + books)
        #expect(have.heads[Fixture.log(1, .circulation)]?.number == 3)
        #expect(have.heads[Fixture.log(1, .catalog)]?.number == 2)
        #expect(have.paused.isEmpty)
        return peer.traffic
      }
      #expect(traffic.sentBytes > 1_400_000)
      #expect(
        try Fixture.numbers(in: directory) == [
          Fixture.log(1, .circulation): 3, Fixture.log(1, .catalog): 2,
        ])
    }
  }

  @Test func `a fetch of many batches arrives whole and in order of urgency`() async throws {
    try await withServer { port, _ in
      let books = try Fixture.chain(1, .catalog, count: 9, bytes: 400_000)
      let loans = try Fixture.chain(2, .circulation, count: 3)
      let received = try await withPeer(port) { peer in
        _ = try peer.push(books + loans)
        var received: [[UInt8]] = []
        try peer.fetch([
          Want(log: Fixture.log(1, .catalog), after: 1), Want(log: Fixture.log(2, .circulation), after: 0),
          Want(log: Fixture.log(3, .catalog), after: 0),
        ]) { received.append($0) }
        return received
      }
      #expect(received == loans + books[1...])
    }
  }

  @Test func `a wrong secret gets a 401 and nothing else, whatever it asks`() async throws {
    try await withServer { port, _ in
      for path in ["/v1/hello", "/v1/push", "/nowhere", "/"] {
        for method in ["POST", "GET"] {
          let answer = try await exchange(
            port,
            Array("\(method) \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer no\r\nConnection: close\r\n\r\n".utf8)
          )
          #expect(answer.hasPrefix("HTTP/1.1 401 "), "\(answer)")
          #expect(answer.hasSuffix("\r\n\r\n") && answer.lowercased().contains("content-length: 0"))
        }
      }
      let pushed = try Fixture.chain(1, .circulation, count: 1, bytes: 900_000)
      await #expect(throws: TransportError.notPermitted(peer: "main")) {
        try await withPeer(port, bearer: "wrong") { try $0.push(pushed) }
      }
    }
  }

  @Test func `another network's replica is told so`() async throws {
    try await withServer { port, _ in
      let error = await #expect(throws: TransportError.self) {
        try await withPeer(port) { try $0.greet(Fixture.hello(network: 2)) }
      }
      #expect(
        error
          == .refused(
            peer: "main", status: 409, detail: "this replica belongs to another network"))
    }
  }

  @Test func `health says that somebody listens and no more`() async throws {
    try await withServer { port, _ in
      let answer = try await exchange(
        port, Array("GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
      #expect(answer.hasPrefix("HTTP/1.1 204 ") && answer.hasSuffix("\r\n\r\n"))
      #expect(!answer.contains("MAIN"))
    }
  }

  @Test func `a refused segment pauses its own log only`() async throws {
    try await withServer { port, directory in
      let books = try Fixture.chain(2, .catalog, count: 2)
      let have = try await withPeer(port) {
        try $0.push([Fixture.refusedSegment(1, .circulation)] + books)
      }
      #expect(have.paused == [Fixture.log(1, .circulation): "this log may not write that"])
      #expect(try Fixture.numbers(in: directory) == [Fixture.log(2, .catalog): 2])
    }
  }

  @Test func `what is no segment is refused with a sentence`() async throws {
    try await withServer { port, _ in
      let error = await #expect(throws: TransportError.self) {
        try await withPeer(port) { try $0.push([[1, 2, 3]]) }
      }
      #expect(error == .refused(peer: "main", status: 422, detail: "a segment is damaged"))
    }
  }

  @Test func `a push that breaks off keeps the whole segments it brought`() async throws {
    try await withServer { port, directory in
      let loans = try Fixture.chain(1, .circulation, count: 3)
      let stream = loans.flatMap(PeerMessages.frame)
      _ = try await exchange(
        port, head("/v1/push", "Content-Length: \(stream.count)") + stream.dropLast(10), hangUp: true)
      #expect(try Fixture.numbers(in: directory) == [Fixture.log(1, .circulation): 2])
      let again = try await withPeer(port) { try $0.push(loans) }
      #expect(again.heads[Fixture.log(1, .circulation)]?.number == 3)
    }
  }

  @Test func `a truncated push that claims to be whole is refused`() async throws {
    try await withServer { port, directory in
      let stream = try Fixture.chain(1, .circulation, count: 2).flatMap(PeerMessages.frame).dropLast(5)
      let answer = try await exchange(
        port, head("/v1/push", "Connection: close\r\nContent-Length: \(stream.count)") + stream)
      #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("send it again"))
      #expect(try Fixture.numbers(in: directory) == [Fixture.log(1, .circulation): 1])
    }
  }

  @Test func `bodies beyond the cap of their route are refused, announced or not`() async throws {
    try await withServer { port, _ in
      for path in ["/v1/hello", "/v1/have", "/v1/fetch"] {
        let answer = try await exchange(port, head(path, "Content-Length: 300000"), hangUp: true)
        #expect(answer.hasPrefix("HTTP/1.1 413 ") && answer.contains("at most"), "\(answer)")
        // Chunks of 64 KiB without an end: counted as they come, then cut off.
        let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 7, count: 65_536) + Array("\r\n".utf8)
        let endless = (0..<100).flatMap { _ in chunk }
        let cut = try await exchange(port, head(path, "Transfer-Encoding: chunked") + endless)
        #expect(cut.isEmpty || cut.hasPrefix("HTTP/1.1 413 "), "\(cut)")
      }
      let answer = try await exchange(port, head("/v1/push", "Content-Length: 99999999"), hangUp: true)
      #expect(answer.hasPrefix("HTTP/1.1 413 "))
      let frame: [UInt8] = [0x7f, 0xff, 0xff, 0xff] + [UInt8](repeating: 0, count: 1_000)
      let huge = try await exchange(
        port, head("/v1/push", "Connection: close\r\nContent-Length: \(frame.count)") + frame)
      #expect(huge.hasPrefix("HTTP/1.1 400 ") && huge.contains("not framed"))
    }
  }

  @Test func `headers beyond the limits, other types and nonsense are refused`() async throws {
    try await withServer { port, _ in
      let long = String(repeating: "x", count: 9_000)
      let headers = try await exchange(port, head("/v1/hello", "X-Long: \(long)\r\nContent-Length: 0"))
      #expect(headers.isEmpty || headers.hasPrefix("HTTP/1.1 400 "), "\(headers)")
      let nonsense = try await exchange(
        port, head("/v1/hello", "Connection: close\r\nContent-Length: 3") + [1, 2, 3])
      #expect(nonsense.hasPrefix("HTTP/1.1 400 ") && nonsense.contains("malformed"))
      let form = try await exchange(
        port,
        Array(
          ("POST /v1/hello HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(Fixture.secret)\r\n"
            + "Content-Type: text/plain\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").utf8))
      #expect(form.hasPrefix("HTTP/1.1 415 "))
      let unknown = try await exchange(port, head("/v1/other", "Connection: close\r\nContent-Length: 0"))
      #expect(unknown.hasPrefix("HTTP/1.1 404 "))
    }
  }

  @Test(arguments: ["0.0.0.0", "::", "192.168.1.5", "main.example.org", "127.0.0.1.example.org", ""])
  func `it listens on this machine only`(host: String) async throws {
    let error = await #expect(throws: SyncServerError.self) {
      try await SyncServer.run(replicaAt: "/nowhere", listen: host, port: 0)
    }
    #expect(error == .notLoopback(host))
    #expect(error?.sentence.contains("TLS") == true)
  }

  @Test func `a port that is taken is named`() async throws {
    try await withServer { port, directory in
      let error = await #expect(throws: SyncServerError.self) {
        try await SyncServer.run(replicaAt: directory, listen: "127.0.0.1", port: port)
      }
      #expect(error?.code == "listen-failed")
    }
  }

  @Test func `a slow reader gets everything`() async throws {
    try await withServer { port, _ in
      let loans = try Fixture.chain(1, .circulation, count: 30, bytes: 3_000)
      _ = try await withPeer(port) { try $0.push(loans) }
      let options = TransportOptions(maximumRate: 60_000)
      let received = try await withPeer(port, options: options) { peer in
        var received: [[UInt8]] = []
        try peer.fetch([Want(log: Fixture.log(1, .circulation), after: 0)]) { received.append($0) }
        return received
      }
      #expect(received == loans)
    }
  }

  private func head(_ path: String, _ more: String) -> [UInt8] {
    Array(
      """
      POST \(path) HTTP/1.1\r
      Host: 127.0.0.1\r
      Authorization: Bearer \(Fixture.secret)\r
      Content-Type: application/x-catchword\r
      \(more)\r
      \r

      """.utf8)
  }
}
