import Testing

@testable import CatchwordSimulation

/// The proxy on real sockets, against a server that says the same to everybody.
@Suite struct WireProxyTests {
  static func bench(_ fault: LineFault? = nil, skipping: Int = 0) throws -> ProxyBench {
    let bench = try ProxyBench()
    if let fault { bench.proxy.lines.plan(fault, skipping: skipping, "east", "main") }
    return bench
  }

  @Test func `a sound line passes everything on, over one connection`() throws {
    let bench = try Self.bench()
    let client = try Socket.connecting(to: bench.port)
    defer { client.close() }
    for path in ["/v1/hello", "/v1/have", "/v1/push"] {
      let heard = try bench.ask(ProxyBench.request(path), over: client)
      #expect(heard.bytes == bench.answer)
      #expect(heard.isOpen)
    }
    #expect(bench.requests.map(\.path) == ["/v1/hello", "/v1/have", "/v1/push"])
    #expect(bench.requests.last?.bytes == ProxyBench.request("/v1/push"))
    #expect(bench.proxy.exchanges == 3)
    #expect(bench.proxy.takeStrikes().isEmpty)
  }

  @Test func `answers in chunks and of some size pass whole`() throws {
    let bench = try Self.bench()
    let chunk = String(repeating: "segment ", count: 40_000)
    let size = String(chunk.utf8.count, radix: 16)
    bench.answer = Array(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\n\(chunk)\r\n0\r\n\r\n".utf8)
    #expect(try bench.ask(ProxyBench.request("/v1/fetch", chunk)).bytes == bench.answer)
  }

  @Test func `a lost reply was a request that was done`() throws {
    let bench = try Self.bench(.lostReply)
    let heard = try bench.ask()
    #expect(heard.bytes.isEmpty && !heard.isOpen)
    #expect(bench.requests.count == 1)
    #expect(bench.proxy.takeStrikes().map(\.ordeal.answer) == [.lost])
    #expect(try bench.ask().bytes == bench.answer)
  }

  @Test(arguments: [
    (LineFault.portal, "200 OK"), (.redirect, "302 Found"), (.badGateway, "502 Bad Gateway"),
    (.tooLarge, "413 Content Too Large"),
  ])
  func `somebody else answers, and the server hears nothing`(fault: LineFault, status: String) throws {
    let bench = try Self.bench(fault)
    let heard = try bench.ask()
    #expect(heard.text.hasPrefix("HTTP/1.1 \(status)\r\nContent-Type: text/html"))
    #expect(bench.requests.isEmpty)
  }

  @Test func `a doubled request arrives twice and is answered once`() throws {
    let bench = try Self.bench(.duplicate)
    #expect(try bench.ask().bytes == bench.answer)
    #expect(bench.requests.map(\.bytes) == [ProxyBench.request(), ProxyBench.request()])
  }

  @Test func `a bit of the request is flipped, in its body`() throws {
    let bench = try Self.bench(.corrupt)
    #expect(try bench.ask().bytes == bench.answer)
    let arrived = bench.requests[0].bytes
    let head = ProxyBench.request().count - "segments".utf8.count
    #expect(arrived.prefix(head) == ProxyBench.request().prefix(head))
    #expect(zip(arrived, ProxyBench.request()).count { $0 != $1 } == 1)
  }

  @Test func `a bit of the answer is flipped, in its body`() throws {
    let bench = try Self.bench(.corruptReply)
    let heard = try bench.ask().bytes
    #expect(bench.requests[0].bytes == ProxyBench.request())
    #expect(heard.count == bench.answer.count)
    #expect(zip(heard, bench.answer).count { $0 != $1 } == 1)
  }

  @Test func `an answer breaks off`() throws {
    let bench = try Self.bench(.truncate)
    let heard = try bench.ask()
    #expect(!heard.isOpen)
    #expect(heard.bytes.count < bench.answer.count)
    #expect(bench.answer.starts(with: heard.bytes))
    #expect(bench.requests.count == 1)
  }

  @Test func `a request breaks off on a line that loses frames`() throws {
    let bench = try Self.bench()
    var quality = Lines.Quality()
    quality.latencyMilliseconds = 0...0
    quality.lossPerMille = 1_000
    bench.proxy.lines.setQuality(quality, "east", "main")
    let heard = try bench.ask()
    #expect(heard.bytes.isEmpty && !heard.isOpen)
    #expect(bench.requests.isEmpty)
    #expect(ProxyBench.request().starts(with: bench.fragment))
  }

  @Test func `a cut line resets, and a healed one passes`() throws {
    let bench = try Self.bench()
    bench.proxy.lines.cut("east", "main")
    #expect(try bench.ask().isOpen == false)
    #expect(bench.requests.isEmpty)
    bench.proxy.lines.heal("east", "main")
    #expect(try bench.ask().bytes == bench.answer)
  }

  @Test func `a server that is down is a connection that ends`() throws {
    let bench = try Self.bench()
    bench.proxy.place("main", at: nil)
    let heard = try bench.ask()
    #expect(heard.bytes.isEmpty && !heard.isOpen)
  }

  @Test func `a slow line takes its time`() throws {
    let bench = try Self.bench()
    var quality = Lines.Quality()
    quality.latencyMilliseconds = 30...30
    quality.bytesPerSecond = 1_000
    bench.proxy.lines.setQuality(quality, "east", "main")
    let began = ContinuousClock.now
    #expect(try bench.ask().bytes == bench.answer)
    // 100 bytes at 1,000 a second, after the delay of the request.
    #expect(ContinuousClock.now - began > .milliseconds(80))
  }

  @Test func `a proxy that stands still stops at the very byte`() throws {
    let bench = try Self.bench()
    bench.proxy.freeze(afterBytes: 20)
    let client = try Socket.connecting(to: bench.port)
    defer { client.close() }
    _ = client.write(ProxyBench.request()[...])
    try bench.run { bench.proxy.isFrozen }
    try bench.run { bench.fragment.count == 20 }
    #expect(bench.requests.isEmpty)
    bench.proxy.thaw()
    try bench.run { client.read() == .bytes(bench.answer) }
  }

  @Test func `whoever loses power loses its connections`() throws {
    let bench = try Self.bench()
    bench.proxy.freeze(afterBytes: 20)
    let client = try Socket.connecting(to: bench.port)
    defer { client.close() }
    _ = client.write(ProxyBench.request()[...])
    try bench.run { bench.proxy.isFrozen }
    bench.proxy.hangUp(on: "main")
    bench.proxy.thaw()
    try bench.run { client.read() == .ended }
  }

  @Test func `the same seed and step meet the same faults, whatever came before`() throws {
    func words(warmedUp: Bool) throws -> [String] {
      let bench = try ProxyBench(seed: 5)
      if warmedUp {
        bench.proxy.begin(step: 1, from: "east")
        for _ in 0..<3 { _ = try bench.ask() }
      }
      var quality = Lines.Quality()
      quality.latencyMilliseconds = 0...0
      quality.corruptPerMille = 400
      quality.duplicatePerMille = 400
      bench.proxy.lines.setQuality(quality, "east", "main")
      bench.proxy.begin(step: 9, from: "east")
      for _ in 0..<12 { _ = try bench.ask() }
      return bench.proxy.takeStrikes().map { $0.ordeal.words ?? "" }
    }
    let first = try words(warmedUp: false)
    #expect(first.count > 3)
    #expect(try words(warmedUp: true) == first)
  }

  @Test func `what is no HTTP passes both ways`() throws {
    let bench = try Self.bench()
    let client = try Socket.connecting(to: bench.port)
    defer { client.close() }
    _ = client.write([0x16, 0x03, 0x01][...])
    try bench.run { bench.fragment == [0x16, 0x03, 0x01] }
  }
}
