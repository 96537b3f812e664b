import Testing

@testable import CatchwordSimulation

/// Event left, actions right: one connection through the proxy, and each way it can go.
@Suite struct WirePassageTests {
  static let request = Array("POST /v1/push HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody".utf8)
  static let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8)

  static func send(_ bytes: [UInt8], _ side: Passage.Side) -> Passage.Action {
    .send(bytes, to: side, bytesPerSecond: 0)
  }

  /// A passage whose request is judged.
  static func judged(_ ordeal: Ordeal) -> (Passage, [Passage.Action]) {
    var passage = Passage()
    #expect(passage.received(request, from: .client) == [.judge(path: "/v1/push")])
    let actions = passage.meets(ordeal)
    return (passage, actions)
  }

  /// A passage whose request the server has.
  static func forwarded(_ ordeal: Ordeal) -> Passage {
    var (passage, actions) = judged(ordeal)
    #expect(actions == [.wait(milliseconds: 0)])
    actions = passage.waited()
    #expect(actions.first == .connect)
    #expect(passage.sent(to: .server) == [])
    return passage
  }

  @Test func `an exchange passes byte for byte, and the next one after it`() {
    var passage = Self.forwarded(.none)
    #expect(passage.received(Self.answer, from: .server) == [.wait(milliseconds: 0)])
    #expect(passage.waited() == [Self.send(Self.answer, .client)])
    #expect(passage.sent(to: .client) == [])
    #expect(passage.received(Self.request, from: .client) == [.judge(path: "/v1/push")])
    #expect(passage.meets(.none) == [.wait(milliseconds: 0)])
    // The connection to the server is there already.
    #expect(passage.waited() == [Self.send(Self.request, .server)])
  }

  @Test func `delays stand before the request and before the answer`() {
    var ordeal = Ordeal.none
    ordeal.requestDelayMilliseconds = 3
    ordeal.answerDelayMilliseconds = 8
    var (passage, actions) = Self.judged(ordeal)
    #expect(actions == [.wait(milliseconds: 3)])
    #expect(passage.waited() == [.connect, Self.send(Self.request, .server)])
    #expect(passage.sent(to: .server) == [])
    #expect(passage.received(Self.answer, from: .server) == [.wait(milliseconds: 8)])
  }

  @Test func `a refused request reaches nobody`() {
    var ordeal = Ordeal.none
    ordeal.request = .refused
    #expect(Self.judged(ordeal).1 == [.hangUp(isAbrupt: true)])
  }

  @Test func `a request that breaks off reaches the server in part, and the line is dead`() {
    var ordeal = Ordeal.none
    ordeal.request = .breaksOff(share: 1 << 15)
    ordeal.silenceMilliseconds = 90
    var (passage, _) = Self.judged(ordeal)
    let half = Array(Self.request.prefix(Self.request.count / 2))
    #expect(passage.waited() == [.connect, Self.send(half, .server)])
    #expect(passage.sent(to: .server) == [.wait(milliseconds: 90)])
    #expect(passage.waited() == [.hangUp(isAbrupt: true)])
  }

  @Test func `a lost answer was given, and nobody hears it`() {
    var ordeal = Ordeal.none
    ordeal.answer = .lost
    ordeal.silenceMilliseconds = 5
    var passage = Self.forwarded(ordeal)
    #expect(passage.received(Self.answer, from: .server) == [.wait(milliseconds: 5)])
    #expect(passage.waited() == [.hangUp(isAbrupt: true)])
  }

  @Test func `an answer that breaks off is followed by silence, and an end in order`() {
    var ordeal = Ordeal.none
    ordeal.answer = .breaksOff(share: 1 << 15)
    ordeal.silenceMilliseconds = 7
    var passage = Self.forwarded(ordeal)
    #expect(passage.received(Self.answer, from: .server) == [.wait(milliseconds: 0)])
    let half = Array(Self.answer.prefix(Self.answer.count / 2))
    #expect(passage.waited() == [Self.send(half, .client)])
    #expect(passage.sent(to: .client) == [.wait(milliseconds: 7)])
    #expect(passage.waited() == [.hangUp(isAbrupt: false)])
  }

  @Test func `a doubled request is sent twice, and its second answer goes back`() {
    var ordeal = Ordeal.none
    ordeal.isDoubled = true
    var passage = Self.forwarded(ordeal)
    #expect(passage.received(Self.answer, from: .server) == [Self.send(Self.request, .server)])
    #expect(passage.sent(to: .server) == [])
    let second = Array("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo".utf8)
    #expect(passage.received(second, from: .server) == [.wait(milliseconds: 0)])
    #expect(passage.waited() == [Self.send(second, .client)])
  }

  @Test(arguments: [ForeignPage.portal, .redirect, .badGateway, .tooLarge])
  func `a foreign page stands in the answer's place, and the server hears nothing`(page: ForeignPage) {
    var ordeal = Ordeal.none
    ordeal.request = .answered(page)
    var (passage, actions) = Self.judged(ordeal)
    #expect(actions == [.wait(milliseconds: 0)])
    #expect(passage.waited() == [Self.send(page.bytes, .client)])
    #expect(passage.sent(to: .client) == [.hangUp(isAbrupt: false)])
  }

  @Test func `one bit is flipped on either way`() {
    var ordeal = Ordeal.none
    ordeal.requestFlip = Ordeal.Flip(share: 0, bit: 1)
    ordeal.answerFlip = Ordeal.Flip(share: 0, bit: 0)
    var (passage, _) = Self.judged(ordeal)
    let flipped = Array("POST /v1/push HTTP/1.1\r\nContent-Length: 4\r\n\r\n`ody".utf8)
    #expect(passage.waited() == [.connect, Self.send(flipped, .server)])
    _ = passage.sent(to: .server)
    _ = passage.received(Self.answer, from: .server)
    let other = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nnk".utf8)
    #expect(passage.waited() == [Self.send(other, .client)])
  }

  @Test func `a server that dies before its answer takes the client's connection with it`() {
    var passage = Self.forwarded(.none)
    #expect(passage.ended(.server) == [.hangUp(isAbrupt: true)])
  }

  @Test func `a server that dies in its answer has said what it said`() {
    var passage = Self.forwarded(.none)
    let half = Array(Self.answer.prefix(30))
    #expect(passage.received(half, from: .server) == [])
    #expect(passage.ended(.server) == [.dropServer, .wait(milliseconds: 0)])
    #expect(passage.waited() == [Self.send(half, .client)])
    #expect(passage.sent(to: .client) == [.hangUp(isAbrupt: false)])
  }

  @Test func `a server that closes between two requests is called anew for the next`() {
    var passage = Self.forwarded(.none)
    _ = passage.received(Self.answer, from: .server)
    _ = passage.waited()
    _ = passage.sent(to: .client)
    #expect(passage.ended(.server) == [.dropServer])
    _ = passage.received(Self.request, from: .client)
    _ = passage.meets(.none)
    #expect(passage.waited() == [.connect, Self.send(Self.request, .server)])
  }

  @Test func `an early answer ends the connection`() {
    var (passage, _) = Self.judged(.none)
    _ = passage.waited()
    #expect(passage.received(Self.answer, from: .server) == [.wait(milliseconds: 0)])
    #expect(passage.waited() == [Self.send(Self.answer, .client)])
    #expect(passage.sent(to: .client) == [.hangUp(isAbrupt: false)])
  }

  @Test func `a client that goes leaves nothing behind`() {
    var passage = Self.forwarded(.none)
    #expect(passage.ended(.client) == [.hangUp(isAbrupt: true)])
    #expect(passage.received(Self.answer, from: .server) == [])
    var idle = Passage()
    #expect(idle.ended(.client) == [.hangUp(isAbrupt: false)])
  }

  @Test func `what is no HTTP passes as it comes`() {
    var passage = Passage()
    let bytes = Array("\u{16}\u{3}tls\r\n\r\n".utf8)
    #expect(passage.received(bytes, from: .client) == [.connect, Self.send(bytes, .server)])
    #expect(passage.received([1, 2], from: .server) == [Self.send([1, 2], .client)])
    #expect(passage.ended(.server) == [.hangUp(isAbrupt: false)])
  }
}
