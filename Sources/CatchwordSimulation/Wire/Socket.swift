import Glibc

/// A TCP socket on this machine that never blocks.
///
/// A number of the system's: whoever made it closes it, once.
struct Socket: Hashable {
  let descriptor: Int32

  /// What the other end has sent.
  enum Reading: Equatable {
    case bytes([UInt8])
    case nothingYet
    /// The other end has ended, in order or not.
    case ended
  }

  struct Failure: Error, CustomStringConvertible {
    let call: String
    let code: Int32

    init(_ call: String) {
      self.call = call
      code = errno
    }

    var description: String { "\(call): \(String(cString: strerror(code)))" }
  }

  /// Listens on a free port of the loopback interface.
  static func listening() throws -> (socket: Socket, port: UInt16) {
    let socket = try make()
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(socket.descriptor, generic, length) == 0 && listen(socket.descriptor, 64) == 0
          && getsockname(socket.descriptor, generic, &length) == 0
      }
    }
    guard isBound else {
      let failure = Failure("bind")
      Glibc.close(socket.descriptor)
      throw failure
    }
    return (socket, UInt16(bigEndian: address.sin_port))
  }

  /// Begins to connect; what is written meanwhile waits.
  static func connecting(to port: UInt16) throws -> Socket {
    let socket = try make()
    var address = loopback(port: port)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        connect(socket.descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 || errno == EINPROGRESS else {
      let failure = Failure("connect")
      Glibc.close(socket.descriptor)
      throw failure
    }
    return socket
  }

  /// - Returns: nil where nobody waits.
  func accept() -> Socket? {
    let descriptor = Glibc.accept(descriptor, nil, nil)
    guard descriptor >= 0 else { return nil }
    let socket = Socket(descriptor: descriptor)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, Int32(1))
    return socket
  }

  func read() -> Reading {
    let room = 1 << 16
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
      count = recv(descriptor, buffer.baseAddress, room, 0)
      initialized = max(0, count)
    }
    if count > 0 { return .bytes(bytes) }
    let isWaiting = count < 0 && (errno == EAGAIN || errno == EINTR)
    return isWaiting ? .nothingYet : .ended
  }

  /// - Returns: how many bytes were taken; nil where the other end is gone.
  func write(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = bytes.withUnsafeBytes {
      send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    if count >= 0 { return count }
    // Not connected yet is not gone.
    return errno == EAGAIN || errno == EINTR || errno == ENOTCONN ? 0 : nil
  }

  /// - Parameter isAbrupt: as a cable that is pulled: what is under way is lost.
  func close(isAbrupt: Bool = false) {
    if isAbrupt {
      set(SOL_SOCKET, SO_LINGER, linger(l_onoff: 1, l_linger: 0))
    } else {
      // Says so at once, also where a child has inherited the number.
      shutdown(descriptor, Int32(SHUT_RDWR))
    }
    Glibc.close(descriptor)
  }

  private static func make() throws -> Socket {
    let kinds = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    let descriptor = Glibc.socket(AF_INET, Int32(bitPattern: kinds), 0)
    guard descriptor >= 0 else { throw Failure("socket") }
    let socket = Socket(descriptor: descriptor)
    socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, Int32(1))
    return socket
  }

  private func set<Option>(_ level: Int32, _ name: Int32, _ option: Option) {
    withUnsafePointer(to: option) {
      _ = setsockopt(descriptor, level, name, $0, socklen_t(MemoryLayout<Option>.size))
    }
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}
