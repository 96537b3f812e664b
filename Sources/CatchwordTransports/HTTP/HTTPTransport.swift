import CCurl
package import Catchword
package import CatchwordCore

/// A peer that is another replica's server, over libcurl's blocking interface.
///
/// Four requests, each complete in itself: `POST /v1/hello`, `/v1/have`, `/v1/fetch`, `/v1/push`. The
/// token travels in a header only; it is never in an address, an argument or an error.
package final class HTTPTransport: Transport {
  package let name: String
  package private(set) var traffic = Traffic()

  private let base: HTTPBase
  private let bearer: String
  private let options: TransportOptions
  private let curl: CurlHandle

  package init(
    _ base: HTTPBase, name: String, bearer: String, options: TransportOptions = .init()
  ) throws {
    // A line break in a token would be a header of its own.
    guard !bearer.isEmpty, bearer.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw PeerAddressError.unusableSecret
    }
    guard let curl = CurlHandle() else {
      throw TransportError.unreachable(peer: name, detail: "there is no memory for a connection")
    }
    self.base = base
    self.name = name
    self.bearer = bearer
    self.options = options
    self.curl = curl
  }

  package func greet(_ hello: Hello) throws -> Hello {
    let answer = try message("/v1/hello", [PeerMessages.encode(hello)], options.messageSeconds)
    return try decoded { try PeerMessages.decodeHello(answer) }
  }

  package func compare(_ have: Have) throws -> Have {
    let answer = try message("/v1/have", [PeerMessages.encode(have)], options.messageSeconds)
    return try decoded { try PeerMessages.decodeHave(answer) }
  }

  package func fetch(_ wants: [Want], receive: ([UInt8]) throws -> Void) throws {
    var progress = FetchProgress(wants)
    // A server ends a long answer between two segments rather than hold a request open for hours;
    // one that took long and brought something is followed by another.
    var isCut = true
    while isCut, !progress.wants.isEmpty {
      let started = ContinuousClock.now
      let count = try fetchOnce(progress.wants) { segment in
        try receive(segment)
        progress.received(segment)
      }
      isCut = count > 0 && ContinuousClock.now - started > FetchProgress.longAnswer
    }
  }

  package func push(_ segments: [[UInt8]]) throws -> Have {
    var batches = PushBatches(segments)
    while true {
      let started = ContinuousClock.now
      let answer = try message("/v1/push", batches.next().map(PeerMessages.frame), nil)
      batches.took(ContinuousClock.now - started)
      let have = try decoded { try PeerMessages.decodeHave(answer) }
      if batches.isAtEnd { return have }
    }
  }

  /// A peer with a dialogue already knows; nothing is published.
  package func conclude(_ have: Have, head: SignedHead) throws {}

  package func accounts() throws -> [HeadAccount] { [] }

  private func fetchOnce(_ wants: [Want], receive: ([UInt8]) throws -> Void) throws -> Int {
    var frames = SegmentFrames()
    var count = 0
    try withoutActuallyEscaping(receive) { receive in
      try perform("/v1/fetch", [PeerMessages.encode(wants)], limitSeconds: nil) { bytes in
        let complete = try self.decoded { try frames.append(bytes) }
        for segment in complete {
          try self.checkDeadline()
          try receive(segment)
          count += 1
        }
      }
    }
    guard frames.isAtBoundary else {
      throw TransportError.garbled(peer: name, detail: "the answer ended inside a segment")
    }
    return count
  }

  /// A request whose whole answer is one short message.
  private func message(
    _ path: String, _ chunks: [[UInt8]], _ limitSeconds: Int?
  ) throws -> [UInt8] {
    var answer: [UInt8] = []
    let peer = name
    try perform(path, chunks, limitSeconds: limitSeconds) { bytes in
      guard answer.count + bytes.count <= HTTPLimits.messageBytes else {
        throw TransportError.garbled(
          peer: peer, detail: "the answer to \(path) exceeds \(HTTPLimits.messageBytes) bytes")
      }
      answer.append(contentsOf: bytes)
    }
    return answer
  }

  private func perform(
    _ path: String, _ chunks: [[UInt8]], limitSeconds: Int?,
    accept: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try checkDeadline()
    let exchange = HTTPExchange(sending: chunks, options: options, on: curl.handle, accept: accept)
    let request = CurlHandle.Request(
      base: base, path: path, bearer: bearer, options: options, limitSeconds: limitSeconds)
    let result = curl.perform(request, exchange)
    traffic.sentBytes += result.sentBytes
    traffic.receivedBytes += result.receivedBytes
    traffic.roundTrips += 1
    if let failure = exchange.failure { throw failure }
    if exchange.isLate { throw TransportError.outOfTime(peer: name) }
    if let error = transportError(result, exchange, peer: name) {
      // A deadline is libcurl's time-out too; which of them it was, the clock says.
      if result.code == CURLE_OPERATION_TIMEDOUT { try checkDeadline() }
      throw error
    }
  }

  private func checkDeadline() throws {
    if let deadline = options.deadline, .now >= deadline {
      throw TransportError.outOfTime(peer: name)
    }
  }

  /// What our decoders refuse, said as a fault of the peer.
  private func decoded<Value>(_ decode: () throws -> Value) throws -> Value {
    do {
      return try decode()
    } catch {
      throw TransportError.garbled(peer: name, detail: "the answer does not decode (\(error))")
    }
  }
}
