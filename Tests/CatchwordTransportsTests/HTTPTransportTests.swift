import Catchword
import CatchwordCore
import CatchwordTransports
import Foundation
import Testing

@Suite struct HTTPTransportTests {
  private func transport(
    _ server: CannedServer, _ options: TransportOptions = .init(), bearer: String = "secret-token"
  ) throws -> any Transport {
    let address = try PeerAddress("http://127.0.0.1:\(server.port)")
    return try makeTransport(address, name: "main", bearer: bearer, options: options)
  }

  @Test func `a hello is carried there and back and counted`() throws {
    let answer = CannedServer.answer(PeerMessages.encode(Fixture.hello(name: "MAIN")))
    let server = CannedServer { _, _ in [.send(answer)] }
    defer { server.stop() }
    let peer = try transport(server)
    let theirs = try peer.greet(Fixture.hello(name: "EAST"))
    #expect(theirs.name == "MAIN")
    _ = try peer.greet(Fixture.hello(name: "EAST"))
    let request = try #require(server.requests.first)
    #expect(request.head.hasPrefix("POST /v1/hello HTTP/1.1\r\n"))
    #expect(request.head.contains("Authorization: Bearer secret-token\r\n"))
    #expect(request.head.contains("Content-Type: application/x-catchword"))
    #expect(try PeerMessages.decodeHello(request.body).name == "EAST")
    #expect(server.requests.map(\.connection) == [0, 0])
    #expect(peer.traffic.roundTrips == 2)
    #expect(peer.traffic.sentBytes == Int64(server.bytesSeen))
    #expect(peer.traffic.receivedBytes == Int64(answer.count * 2))
  }

  @Test func `a wrong secret is not permitted`() throws {
    for status in ["401 Unauthorized", "403 Forbidden"] {
      let server = CannedServer { _, _ in [.send(CannedServer.answer([], status: status))] }
      defer { server.stop() }
      #expect(throws: TransportError.notPermitted(peer: "main")) {
        try transport(server).greet(Fixture.hello())
      }
    }
  }

  @Test func `a token that would break a header is refused`() throws {
    let server = CannedServer { _, _ in [] }
    defer { server.stop() }
    #expect(throws: PeerAddressError.unusableSecret) {
      try transport(server, bearer: "a\r\nX-Evil: 1")
    }
  }

  @Test func `a captive portal is garbled and never followed`() throws {
    let page = Array("<html>Log in to LibraryGuest</html>".utf8)
    let answers = [
      CannedServer.answer(page, type: "text/html"),
      CannedServer.head("302 Found", "text/html", "Location: /login\r\nContent-Length: 0"),
      CannedServer.answer(page, status: "511 Network Authentication Required", type: "text/html"),
      CannedServer.answer([], type: "text/html"),
    ]
    for answer in answers {
      let server = CannedServer { _, _ in [.send(answer)] }
      defer { server.stop() }
      let error = #expect(throws: TransportError.self) {
        try transport(server).fetch([Want(log: Fixture.log(1, .members), after: 0)]) { _ in }
      }
      guard case .garbled = error else { Issue.record("\(String(describing: error))"); continue }
      #expect(server.requests.count == 1)
    }
  }

  @Test func `a refusal carries the peer's sentence`() throws {
    let body = PeerMessages.encode(error: "format", sentence: "update this replica first")
    let server = CannedServer { _, _ in
      [.send(CannedServer.answer(body, status: "426 Upgrade Required"))]
    }
    defer { server.stop() }
    #expect(
      throws: TransportError.refused(
        peer: "main", status: 426, detail: "update this replica first")
    ) { try transport(server).compare(Fixture.have()) }
  }

  @Test func `segments are handed over while the answer is still arriving`() throws {
    let segments = Fixture.chain(1, .circulation, count: 2, bytes: 3_000)
    let frames = segments.map(PeerMessages.frame)
    let firstMerged = DispatchSemaphore(value: 0)
    let server = CannedServer { _, _ in
      [
        .send(CannedServer.head("200 OK", "application/x-catchword", "Transfer-Encoding: chunked")),
        .send(CannedServer.chunk(Array(frames[0].prefix(1_000)))),
        .send(CannedServer.chunk(Array(frames[0].dropFirst(1_000)))),
        // Goes on only when the first segment was received: no streaming, no end.
        .wait(firstMerged),
        .send(CannedServer.chunk(frames[1])), .send(Array("0\r\n\r\n".utf8)),
      ]
    }
    defer { server.stop() }
    var received: [[UInt8]] = []
    var options = TransportOptions()
    options.stallSeconds = 5
    try transport(server, options).fetch([Want(log: Fixture.log(1, .circulation), after: 0)]) {
      received.append($0)
      firstMerged.signal()
    }
    #expect(received == segments)
    #expect(try PeerMessages.decodeWants(server.requests[0].body).map(\.after) == [0])
  }

  @Test func `an answer that ends inside a segment is garbled, and what was whole stays`() throws {
    let segments = Fixture.chain(1, .circulation, count: 2)
    let cut = PeerMessages.frame(segments[0]) + PeerMessages.frame(segments[1]).dropLast(7)
    let server = CannedServer { _, _ in [.send(CannedServer.answer(cut))] }
    defer { server.stop() }
    var received: [[UInt8]] = []
    let error = #expect(throws: TransportError.self) {
      try transport(server).fetch([Want(log: Fixture.log(1, .circulation), after: 0)]) {
        received.append($0)
      }
    }
    guard case .garbled = error else { Issue.record("\(String(describing: error))"); return }
    #expect(received == [segments[0]])
  }

  @Test func `a line that breaks inside a segment is a peer that went away`() throws {
    let segments = Fixture.chain(1, .circulation, count: 2)
    let stream = segments.flatMap(PeerMessages.frame)
    let server = CannedServer { _, _ in
      [
        .send(CannedServer.head("200 OK", "application/x-catchword", "Content-Length: \(stream.count)")),
        .send(Array(stream.dropLast(7))), .hangUp,
      ]
    }
    defer { server.stop() }
    var count = 0
    let error = #expect(throws: TransportError.self) {
      try transport(server).fetch([Want(log: Fixture.log(1, .circulation), after: 0)]) { _ in
        count += 1
      }
    }
    guard case .unreachable = error else { Issue.record("\(String(describing: error))"); return }
    #expect(count == 1)
  }

  @Test func `what merging throws ends the transfer and is thrown on`() throws {
    struct DiskIsFull: Error, Equatable {}
    let stream = Fixture.chain(1, .circulation, count: 3).flatMap(PeerMessages.frame)
    let server = CannedServer { _, _ in [.send(CannedServer.answer(stream))] }
    defer { server.stop() }
    var count = 0
    #expect(throws: DiskIsFull()) {
      try transport(server).fetch([Want(log: Fixture.log(1, .circulation), after: 0)]) { _ in
        count += 1
        if count == 2 { throw DiskIsFull() }
      }
    }
    #expect(count == 2)
  }

  @Test func `a peer cannot make this side hold more than the limits`() throws {
    let long = [UInt8](repeating: 0, count: 300 << 10)
    let server = CannedServer { number, _ in
      [.send(CannedServer.answer(number == 0 ? long : [0x7f, 0xff, 0xff, 0xff, 1, 2, 3]))]
    }
    defer { server.stop() }
    let peer = try transport(server)
    for attempt in [
      { _ = try peer.greet(Fixture.hello()) },
      { try peer.fetch([Want(log: Fixture.log(1, .members), after: 0)]) { _ in } },
    ] {
      let error = #expect(throws: TransportError.self) { try attempt() }
      guard case .garbled = error else { Issue.record("\(String(describing: error))"); continue }
    }
  }

  @Test func `nobody listening is unreachable`() throws {
    let server = CannedServer { _, _ in [] }
    let peer = try transport(server)
    server.stop()
    let error = #expect(throws: TransportError.self) { try peer.greet(Fixture.hello()) }
    guard case .unreachable = error else { Issue.record("\(String(describing: error))"); return }
  }

  @Test func `a silent peer is given up`() throws {
    let never = DispatchSemaphore(value: 0)
    let server = CannedServer { _, _ in [.wait(never), .hangUp] }
    defer { server.stop() }
    defer { never.signal() }
    var options = TransportOptions()
    options.stallSeconds = 1
    let error = #expect(throws: TransportError.self) {
      try transport(server, options).fetch([Want(log: Fixture.log(1, .members), after: 0)]) { _ in }
    }
    guard case .unreachable = error else { Issue.record("\(String(describing: error))"); return }
  }

  @Test func `a capped fetch stops at the deadline having taken no more than the cap`() throws {
    let stream = Fixture.chain(1, .circulation, count: 40, bytes: 5_000)
      .flatMap(PeerMessages.frame)
    let server = CannedServer { _, _ in [.send(CannedServer.answer(stream))] }
    defer { server.stop() }
    let options = TransportOptions(maximumRate: 20_000, deadline: .now + .seconds(2))
    let peer = try transport(server, options)
    var count = 0
    #expect(throws: TransportError.outOfTime(peer: "main")) {
      try peer.fetch([Want(log: Fixture.log(1, .circulation), after: 0)]) { _ in count += 1 }
    }
    // Two seconds at the cap are eight segments; twice that is the grace for a busy machine.
    #expect((1...16).contains(count), "\(count) segments")
  }

  @Test func `a capped push is cut by the deadline in mid-segment`() throws {
    let segments = Fixture.chain(1, .circulation, count: 1, bytes: 200_000)
    let server = CannedServer { _, _ in [.send(CannedServer.answer([]))] }
    defer { server.stop() }
    let options = TransportOptions(maximumRate: 20_000, deadline: .now + .seconds(2))
    #expect(throws: TransportError.outOfTime(peer: "main")) {
      try transport(server, options).push(segments)
    }
    #expect((1_000...80_000).contains(server.bytesSeen), "\(server.bytesSeen) bytes")
  }

  @Test func `a push arrives frame by frame, and an empty one asks for the heads`() throws {
    let segments = Fixture.chain(1, .circulation, count: 5, bytes: 400_000)
    let heads = [Fixture.log(1, .circulation): Head(number: 5, hash: 5)]
    let server = CannedServer { _, _ in
      [.send(CannedServer.answer(PeerMessages.encode(Fixture.have(heads))))]
    }
    defer { server.stop() }
    let peer = try transport(server)
    #expect(try peer.push(segments).heads == heads)
    #expect(try peer.push([]).heads == heads)
    var frames = SegmentFrames()
    let arrived = try server.requests.flatMap { try frames.append($0.body) }
    #expect(arrived == segments)
    // The first request holds about a mebibyte, so that a slow line acknowledges something.
    #expect(server.requests.map { $0.body.isEmpty } == [false, false, true])
  }

  @Test func `a connection that died while idle is replaced, and the body sent anew`() throws {
    let segments = Fixture.chain(1, .circulation, count: 1, bytes: 5_000)
    let answer = CannedServer.answer(PeerMessages.encode(Fixture.have()))
    let server = CannedServer { number, _ in number == 0 ? [.send(answer), .hangUp] : [.send(answer)] }
    defer { server.stop() }
    let peer = try transport(server)
    _ = try peer.push(segments)
    _ = try peer.push(segments)
    #expect(server.requests.map(\.connection) == [0, 1])
    #expect(server.requests.map(\.body) == [segments, segments].map { $0.flatMap(PeerMessages.frame) })
  }
}
