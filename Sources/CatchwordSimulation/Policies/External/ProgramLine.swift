import Foundation
import Glibc

/// Both ways between us and a program's standard input and output: a socket, since writing to a pipe
/// whose reader died would end this process.
struct ProgramLine: Sendable {
  private let socket: Int32

  enum Heard {
    /// One line, without its end.
    case line([UInt8])
    /// More than one line; one was asked for.
    case more([UInt8])
    case silence
    case end
  }

  /// Bytes of an answer: those of the largest value, and some for what stands around it.
  private static let mostBytes = 8 << 20

  /// - Returns: our end, and the program's.
  static func pair() throws -> (ProgramLine, Int32) {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw PolicyProcessError.notStarted("socketpair", String(cString: strerror(errno)))
    }
    return (ProgramLine(socket: ends[0]), ends[1])
  }

  static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  func close() { Self.close(socket) }

  /// The program reads the end of its input.
  func endSending() { shutdown(socket, Int32(SHUT_WR)) }

  /// - Returns: false where nobody reads any more.
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  func receive(timeoutMilliseconds: Int) -> Heard {
    let deadline = ContinuousClock.now.advanced(by: .milliseconds(timeoutMilliseconds))
    var heard: [UInt8] = []
    while true {
      guard isReady(before: deadline) else { return .silence }
      guard let more = take(), !more.isEmpty else { return .end }
      heard += more
      guard heard.count <= Self.mostBytes else { return .more(heard) }
      guard let end = heard.firstIndex(of: 0x0a) else { continue }
      return end == heard.count - 1 ? .line(Array(heard[..<end])) : .more(heard)
    }
  }

  /// Whether the program closes its output, as it does when it ends. What it still says is passed over.
  func ends(withinMilliseconds milliseconds: Int) -> Bool {
    let deadline = ContinuousClock.now.advanced(by: .milliseconds(milliseconds))
    while isReady(before: deadline) {
      guard let more = take(), !more.isEmpty else { return true }
    }
    return false
  }

  private func isReady(before deadline: ContinuousClock.Instant) -> Bool {
    while true {
      let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
      guard left > 0 else { return false }
      var place = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let count = poll(&place, 1, Int32(min(left.rounded(.up), 1_000_000)))
      if count < 0 && errno == EINTR { continue }
      return count > 0
    }
  }

  private func take() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count < 0 && errno == EINTR { continue }
      return count < 0 ? nil : Array(buffer[..<count])
    }
  }
}
