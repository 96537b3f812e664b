import Foundation
import Glibc
import Synchronization

/// A peer of bytes: reads requests on a loopback socket and answers what the test says, exactly.
final class CannedServer: Sendable {
  struct Request: Sendable {
    var head: String
    var body: [UInt8]
    /// Which connection it came over, from 0.
    var connection: Int
    var wireBytes: Int
  }

  /// What to do with one request, in order.
  enum Step: Sendable {
    case send([UInt8])
    case wait(DispatchSemaphore)
    /// Without a word, as a cable that is pulled.
    case hangUp
  }

  let port: Int
  private let listener: Int32
  private let log = Mutex<[Request]>([])
  private let seen = Mutex(0)
  private let script: @Sendable (Int, Request) -> [Step]

  /// - Parameter script: called with the number of the request, from 0, and the request.
  init(_ script: @escaping @Sendable (Int, Request) -> [Step]) {
    self.script = script
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        precondition(bind(descriptor, generic, length) == 0 && listen(descriptor, 8) == 0)
        getsockname(descriptor, generic, &length)
        return ()
      }
      return Int(UInt16(bigEndian: pointer.pointee.sin_port))
    }
    Thread { self.accepting() }.start()
  }

  deinit { close(listener) }

  var requests: [Request] { log.withLock { $0 } }
  /// All bytes that arrived, of whole requests and of parts.
  var bytesSeen: Int { seen.withLock { $0 } }

  /// Ends the accepting thread.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func accepting() {
    var connection = 0
    while true {
      let peer = accept(listener, nil, nil)
      if peer < 0 { return }
      serve(peer, connection)
      close(peer)
      connection += 1
    }
  }

  private func serve(_ peer: Int32, _ connection: Int) {
    var pending: [UInt8] = []
    while let request = nextRequest(peer, &pending, connection) {
      let number = log.withLock { log in
        log.append(request)
        return log.count - 1
      }
      for step in script(number, request) {
        switch step {
        case .send(let bytes): guard write(bytes, to: peer) else { return }
        case .wait(let semaphore): _ = semaphore.wait(timeout: .now() + 10)
        case .hangUp: return
        }
      }
    }
  }

  private func nextRequest(
    _ peer: Int32, _ pending: inout [UInt8], _ connection: Int
  ) -> Request? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let range = Data(pending).range(of: Data(end)) {
        let head = String(decoding: pending[..<range.lowerBound], as: UTF8.self)
        let length =
          head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap { Int($0.split(separator: ":")[1].drop { $0 == " " }) } ?? 0
        if pending.count >= range.upperBound + length {
          let whole = range.upperBound + length
          let body = Array(pending[range.upperBound..<whole])
          pending.removeFirst(whole)
          return Request(head: head, body: body, connection: connection, wireBytes: whole)
        }
      }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(peer, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      seen.withLock { $0 += count }
      pending.append(contentsOf: buffer[..<count])
    }
  }

  private func write(_ bytes: [UInt8], to peer: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(peer, $0.baseAddress! + offset, bytes.count - offset, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      offset += count
    }
    return true
  }
}

extension CannedServer {
  static func answer(
    _ body: [UInt8], status: String = "200 OK", type: String = "application/x-catchword"
  ) -> [UInt8] {
    head(status, type, "Content-Length: \(body.count)") + body
  }

  static func head(
    _ status: String = "200 OK", _ type: String = "application/x-catchword", _ more: String
  ) -> [UInt8] {
    Array("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(more)\r\n\r\n".utf8)
  }

  static func chunk(_ bytes: [UInt8]) -> [UInt8] {
    Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
  }
}
