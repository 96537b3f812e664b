import Testing

@testable import CatchwordSimulation

/// HTTP as the proxy reads it, in whatever pieces it comes.
@Suite struct WireHTTPTests {
  static let push = "POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
  static let hello = "POST /v1/hello HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n"
  static let fixed = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
  static let chunked =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nTrailer: z\r\n\r\n"
  static let empty = "HTTP/1.1 204 No Content\r\n\r\n"
  static let interim = "HTTP/1.1 100 Continue\r\n\r\n"

  /// Everything that comes out of pieces of one size.
  static func messages(
    _ text: String, _ direction: HTTPReader.Direction, pieceBytes: Int
  ) -> [HTTPReader.Outcome] {
    var reader = HTTPReader(direction)
    var outcomes: [HTTPReader.Outcome] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
      reader.append(Array(bytes[start..<min(bytes.count, start + pieceBytes)]))
      while true {
        let outcome = reader.next()
        if outcome == .incomplete { break }
        outcomes.append(outcome)
        if outcome == .notHTTP { return outcomes }
      }
    }
    return outcomes
  }

  static func text(_ outcome: HTTPReader.Outcome) -> String? {
    guard case .message(let message) = outcome else { return nil }
    return String(decoding: message.bytes, as: UTF8.self)
  }

  static func body(_ message: HTTPMessage) -> String {
    String(decoding: message.payload.flatMap { message.bytes[$0] }, as: UTF8.self)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1_000])
  func `messages come out byte for byte, however they were cut`(pieceBytes: Int) {
    let requests = Self.messages(Self.push + Self.hello + Self.push, .requests, pieceBytes: pieceBytes)
    #expect(requests.map(Self.text) == [Self.push, Self.hello, Self.push])
    let whole = [Self.interim, Self.chunked, Self.empty, Self.fixed]
    let answers = Self.messages(whole.joined(), .answers, pieceBytes: pieceBytes)
    #expect(answers.map(Self.text) == whole)
  }

  @Test func `the framing of chunks is no part of the body`() throws {
    guard case .message(let message) = Self.messages(Self.chunked, .answers, pieceBytes: 9)[0]
    else { throw Missing() }
    #expect(Self.body(message) == "hello!")
    #expect(message.status == 200)
    for share in [0, 1 << 15, 65_535] {
      let flipped = message.flipped(share: share, bit: 0)
      #expect(flipped.bytes.count == message.bytes.count)
      #expect(zip(flipped.bytes, message.bytes).count { $0 != $1 } == 1)
      #expect(Self.body(flipped) != "hello!")
    }
  }

  @Test func `a message without a body has no bit to flip`() throws {
    guard case .message(let message) = Self.messages(Self.hello, .requests, pieceBytes: 99)[0]
    else { throw Missing() }
    #expect(message.flipped(share: 100, bit: 3) == message)
    #expect(message.path == "/v1/hello")
  }

  @Test func `an answer without a length lasts to the end of its connection`() {
    var reader = HTTPReader(.answers)
    reader.append(Array("HTTP/1.0 200 OK\r\n\r\nsome".utf8))
    #expect(reader.next() == .incomplete)
    reader.append(Array(" more".utf8))
    #expect(reader.next() == .incomplete)
    let message = reader.end()
    #expect(message.map(Self.body) == "some more")
    #expect(message?.endsConnection == true)
  }

  @Test func `half a message is none, and is not lost`() {
    var reader = HTTPReader(.answers)
    reader.append(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".utf8))
    #expect(reader.next() == .incomplete)
    #expect(reader.end() == nil)
    #expect(String(decoding: reader.takeRest(), as: UTF8.self).hasSuffix("abc"))
  }

  @Test(arguments: [
    "\u{16}\u{3}\u{1}hello\r\n\r\n", "POST /\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
    "GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  ])
  func `what is no HTTP is said to be none`(text: String) {
    #expect(Self.messages(text, .requests, pieceBytes: 4) == [.notHTTP])
  }

  @Test func `a head without an end is not kept for ever`() {
    var reader = HTTPReader(.requests)
    reader.append(Array(repeating: 0x61, count: HTTPReader.mostHeadBytes + 1))
    #expect(reader.next() == .notHTTP)
  }

  struct Missing: Error {}
}
