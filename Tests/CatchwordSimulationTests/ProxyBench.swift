import Testing

@testable import CatchwordSimulation

/// The proxy between one client and one canned server, all in one thread.
final class ProxyBench {
  let proxy: FaultProxy
  let port: UInt16
  /// What the server answers to every request.
  var answer = ProxyBench.answer("answer")
  /// Requests that reached the server whole.
  private(set) var requests: [HTTPMessage] = []
  /// Bytes of a request that never became one.
  var fragment: [UInt8] { readers.last?.reader.rest ?? [] }
  private let listener: Socket
  private var readers: [(socket: Socket, reader: HTTPReader)] = []

  struct TooSlow: Error {}

  init(seed: UInt64 = 11) throws {
    proxy = FaultProxy(seed: seed)
    let (socket, upstream) = try Socket.listening()
    listener = socket
    port = try proxy.open(from: "east", to: "main")
    proxy.place("main", at: upstream)
  }

  deinit {
    for each in readers { each.socket.close() }
    listener.close()
  }

  static func request(_ path: String = "/v1/push", _ body: String = "segments") -> [UInt8] {
    Array(
      "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
  }

  static func answer(_ body: String) -> [UInt8] {
    Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
  }

  /// Keeps everything going until something is so.
  func run(until isSo: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while try !isSo() {
      guard .now < deadline else { throw TooSlow() }
      proxy.turn(milliseconds: 1)
      serve()
    }
  }

  private func serve() {
    while let socket = listener.accept() { readers.append((socket, HTTPReader(.requests))) }
    for index in readers.indices {
      guard case .bytes(let bytes) = readers[index].socket.read() else { continue }
      readers[index].reader.append(bytes)
      while case .message(let message) = readers[index].reader.next() {
        requests.append(message)
        _ = readers[index].socket.write(answer[...])
      }
    }
  }

  /// Whatever a client gets for a request; `isOpen` where the connection still stands.
  struct Heard {
    var bytes: [UInt8] = []
    var isOpen = true

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  func ask(_ request: [UInt8] = ProxyBench.request()) throws -> Heard {
    let client = try Socket.connecting(to: port)
    defer { client.close() }
    return try ask(request, over: client)
  }

  /// Ends with a whole answer, or with the connection.
  func ask(_ request: [UInt8], over client: Socket) throws -> Heard {
    var unsent = request[...]
    var heard = Heard()
    var reader = HTTPReader(.answers)
    try run {
      if let count = client.write(unsent) { unsent = unsent.dropFirst(count) }
      switch client.read() {
      case .nothingYet: return false
      case .ended:
        heard.isOpen = false
        return true
      case .bytes(let bytes):
        heard.bytes += bytes
        reader.append(bytes)
        guard case .message(let message) = reader.next() else { return false }
        return !message.endsConnection
      }
    }
    return heard
  }
}
