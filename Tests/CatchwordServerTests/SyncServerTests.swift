import Catchword
import CatchwordCore
import CatchwordServer
import CatchwordTransports
import Foundation
import Testing

@Suite struct SyncServerTests {
  @Test func `a session's requests go through`() async throws {
    try await withServer { port, network in
      let loans = try network.chain(1, .circulation, count: 3)
      let books = try network.chain(1, .catalog, count: 2, bytes: 700_000)
      let after = network.before(and: [network.log(1, .circulation): 3, network.log(1, .catalog): 2])
      let traffic = try await withPeer(port, bearer: network.bearer) { peer in
        #expect(try peer.greet(network.hello()).name == "MAIN")
        let have = try peer.compare(Have(heads: [:], digests: Network.digests))
        #expect(have.heads.mapValues(\.number) == network.before)
        let pushed = try peer.push(loans + books)
        #expect(pushed.heads.mapValues(\.number) == after)
        #expect(pushed.paused.isEmpty)
        return peer.traffic
      }
      #expect(traffic.sentBytes > 1_400_000)
      #expect(try network.numbers() == after)
    }
  }

  @Test func `a fetch of many batches arrives whole and in order of urgency`() async throws {
    try await withServer { port, network in
      let books = try network.chain(1, .catalog, count: 9, bytes: 400_000)
      let loans = try network.chain(2, .circulation, count: 3)
      let first = try SegmentLabel(peeking: books[0]).last
      let received = try await withPeer(port, bearer: network.bearer) { peer in
        _ = try peer.push(books + loans)
        var received: [[UInt8]] = []
        try peer.fetch([
          Want(log: network.log(1, .catalog), after: first), Want(log: network.log(2, .circulation), after: 0),
          Want(log: network.log(3, .catalog), after: 0),
        ]) { received.append($0) }
        return received
      }
      #expect(received == loans + books[1...])
    }
  }

  @Test func `both histories of a forked log go through, each by the name of its arm`() async throws {
    try await withServer { port, network in
      let histories = try network.histories(1, .circulation, count: 2)
      let arms = try histories.map { try SegmentPlace(headerOf: $0[0]).armName }
      let (heads, received) = try await withPeer(port, bearer: network.bearer) { peer in
        let before = try peer.push(histories[0])
        #expect(before.heads[network.log(1, .circulation)]?.number == 2)
        let after = try peer.push(histories[1])
        #expect(after.paused.isEmpty)
        var received: [[[UInt8]]] = [[], []]
        for (index, arm) in arms.enumerated() {
          try peer.fetch([Want(log: arm, after: 0)]) { received[index].append($0) }
        }
        return (after.heads.mapValues(\.number), received)
      }
      #expect(heads == network.before(and: [arms[0]: 2, arms[1]: 2]))
      #expect(received == histories)
      #expect(try Replica.open(at: network.directory).alarms().count == 1)
    }
  }

  @Test func `a wrong secret gets a 401 and nothing else, whatever it asks`() async throws {
    try await withServer { port, network in
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
      let pushed = try network.chain(1, .circulation, count: 1, bytes: 780_000)
      await #expect(throws: TransportError.notPermitted(peer: "main")) {
        try await withPeer(port, bearer: "wrong") { try $0.push(pushed) }
      }
    }
  }

  @Test func `another network's replica is told so`() async throws {
    try await withServer { port, network in
      let error = await #expect(throws: TransportError.self) {
        try await withPeer(port, bearer: network.bearer) {
          try $0.greet(network.hello(network: ContentHash(Word256(2, 1, 2, 3))))
        }
      }
      #expect(
        error
          == .refused(
            peer: "main", status: 409, detail: "this replica belongs to network \(network.id.word.hex.prefix(16))"))
    }
  }

  @Test func `health says that somebody listens and no more`() async throws {
    try await withServer { port, network in
      let answer = try await exchange(
        port, Array("GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
      #expect(answer.hasPrefix("HTTP/1.1 204 ") && answer.hasSuffix("\r\n\r\n"))
      #expect(!answer.contains("MAIN"))
    }
  }

  @Test func `a refused segment pauses its own log only`() async throws {
    try await withServer { port, network in
      let books = try network.chain(2, .catalog, count: 2)
      let impostor = try network.impostor()
      let have = try await withPeer(port, bearer: network.bearer) { try $0.push([impostor.segment] + books) }
      #expect(have.paused == [impostor.log: impostor.refusal])
      #expect(try network.numbers() == network.before(and: [network.log(2, .catalog): 2]))
    }
  }

  @Test func `a segment that was damaged on its way pauses its own log only`() async throws {
    try await withServer { port, network in
      let books = try network.chain(2, .catalog, count: 2)
      var loan = try network.chain(1, .circulation, count: 1)[0]
      loan[loan.count - 1] ^= 1
      let damaged = loan
      let have = try await withPeer(port, bearer: network.bearer) { try $0.push([damaged] + books) }
      #expect(
        have.paused == [
          network.log(1, .circulation): "the body is not the one that was signed: fetch the segment again"
        ])
      #expect(try network.numbers() == network.before(and: [network.log(2, .catalog): 2]))
    }
  }

  @Test func `what is no segment is refused with a sentence`() async throws {
    try await withServer { port, network in
      let error = await #expect(throws: TransportError.self) {
        try await withPeer(port, bearer: network.bearer) { try $0.push([[1, 2, 3]]) }
      }
      #expect(error == .refused(peer: "main", status: 422, detail: "this is not a Catchword segment"))
    }
  }

  @Test func `a push that breaks off keeps the whole segments it brought`() async throws {
    try await withServer { port, network in
      let loans = try network.chain(1, .circulation, count: 3)
      let stream = loans.flatMap(PeerMessages.frame)
      _ = try await exchange(
        port, head(network.bearer, "/v1/push", "Content-Length: \(stream.count)") + stream.dropLast(10), hangUp: true)
      #expect(try network.numbers() == network.before(and: [network.log(1, .circulation): 2]))
      let again = try await withPeer(port, bearer: network.bearer) { try $0.push(loans) }
      #expect(again.heads[network.log(1, .circulation)]?.number == 3)
    }
  }

  @Test func `a truncated push that claims to be whole is refused`() async throws {
    try await withServer { port, network in
      let stream = try network.chain(1, .circulation, count: 2).flatMap(PeerMessages.frame).dropLast(5)
      let answer = try await exchange(
        port, head(network.bearer, "/v1/push", "Connection: close\r\nContent-Length: \(stream.count)") + stream)
      #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("send it again"))
      #expect(try network.numbers() == network.before(and: [network.log(1, .circulation): 1]))
    }
  }

  @Test func `bodies beyond the cap of their route are refused, announced or not`() async throws {
    try await withServer { port, network in
      for path in ["/v1/hello", "/v1/have", "/v1/fetch"] {
        let answer = try await exchange(port, head(network.bearer, path, "Content-Length: 300000"), hangUp: true)
        #expect(answer.hasPrefix("HTTP/1.1 413 ") && answer.contains("at most"), "\(answer)")
        // Chunks of 64 KiB without an end: counted as they come, then cut off.
        let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 7, count: 65_536) + Array("\r\n".utf8)
        let endless = (0..<100).flatMap { _ in chunk }
        let cut = try await exchange(port, head(network.bearer, path, "Transfer-Encoding: chunked") + endless)
        #expect(cut.isEmpty || cut.hasPrefix("HTTP/1.1 413 "), "\(cut)")
      }
      let answer = try await exchange(port, head(network.bearer, "/v1/push", "Content-Length: 99999999"), hangUp: true)
      #expect(answer.hasPrefix("HTTP/1.1 413 "))
      let frame: [UInt8] = [0x7f, 0xff, 0xff, 0xff] + [UInt8](repeating: 0, count: 1_000)
      let huge = try await exchange(
        port, head(network.bearer, "/v1/push", "Connection: close\r\nContent-Length: \(frame.count)") + frame)
      #expect(huge.hasPrefix("HTTP/1.1 400 ") && huge.contains("not framed"))
    }
  }

  @Test func `headers beyond the limits, other types and nonsense are refused`() async throws {
    try await withServer { port, network in
      let long = String(repeating: "x", count: 9_000)
      let headers = try await exchange(port, head(network.bearer, "/v1/hello", "X-Long: \(long)\r\nContent-Length: 0"))
      #expect(headers.isEmpty || headers.hasPrefix("HTTP/1.1 400 "), "\(headers)")
      let nonsense = try await exchange(
        port, head(network.bearer, "/v1/hello", "Connection: close\r\nContent-Length: 3") + [1, 2, 3])
      #expect(nonsense.hasPrefix("HTTP/1.1 400 ") && nonsense.contains("malformed"))
      let form = try await exchange(
        port,
        Array(
          ("POST /v1/hello HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(network.bearer)\r\n"
            + "Content-Type: text/plain\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").utf8))
      #expect(form.hasPrefix("HTTP/1.1 415 "))
      let unknown = try await exchange(
        port, head(network.bearer, "/v1/other", "Connection: close\r\nContent-Length: 0"))
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
    try await withServer { port, network in
      let error = await #expect(throws: SyncServerError.self) {
        try await SyncServer.run(replicaAt: network.directory, listen: "127.0.0.1", port: port)
      }
      #expect(error?.code == "listen-failed")
    }
  }

  @Test func `a server goes on as the new writer that another process began`() async throws {
    try await withServer { port, network in
      try FileManager.default.removeItem(atPath: network.directory + "/guard")
      let replica = try Replica.open(at: network.directory)
      let loans = try network.chain(1, .circulation, count: 1)
      let (hello, have) = try await withPeer(port, bearer: network.bearer) { peer in
        (try peer.greet(network.hello()), try peer.push(loans))
      }
      #expect(hello.writer == replica.writer)
      #expect(have.heads[network.log(1, .circulation)]?.number == 1)
      #expect(try replica.lives().count == 1)
    }
  }

  @Test func `a slow reader gets everything`() async throws {
    try await withServer { port, network in
      let loans = try network.chain(1, .circulation, count: 30, bytes: 3_000)
      _ = try await withPeer(port, bearer: network.bearer) { try $0.push(loans) }
      let options = TransportOptions(maximumRate: 60_000)
      let received = try await withPeer(port, bearer: network.bearer, options: options) { peer in
        var received: [[UInt8]] = []
        try peer.fetch([Want(log: network.log(1, .circulation), after: 0)]) { received.append($0) }
        return received
      }
      #expect(received == loans)
    }
  }
}
