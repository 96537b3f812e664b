import Glibc

/// The two sockets of one passage, with what waits to be written to them.
final class ProxyConnection {
  let client: String
  let server: String
  private(set) var isOver = false
  private var passage = Passage()
  private let near: Socket
  private var far: Socket?
  private var outlets: [Passage.Side: Outlet] = [:]
  private var waitsUntil: ContinuousClock.Instant?

  init(_ socket: Socket, from client: String, to server: String) {
    near = socket
    self.client = client
    self.server = server
  }

  /// When something is to be done though no socket is ready.
  var dueAt: ContinuousClock.Instant? {
    ([waitsUntil] + outlets.values.map(\.resumesAt)).compactMap { $0 }.min()
  }

  /// What to poll for; the end of either side is noticed in any case.
  func waits(at now: ContinuousClock.Instant) -> [pollfd] {
    [(Passage.Side.client, near as Socket?), (.server, far)].compactMap { side, socket in
      guard let socket else { return nil }
      // Whoever sends ahead of the other waits in the system.
      var events: Int32 = passage.wants(side) ? POLLIN : 0
      if let outlet = outlets[side], outlet.canWrite(at: now) { events |= POLLOUT }
      return pollfd(fd: socket.descriptor, events: Int16(events), revents: 0)
    }
  }

  // MARK: Inputs of the passage

  func read() -> [Passage.Action] {
    var actions: [Passage.Action] = []
    for side in [Passage.Side.client, .server] {
      guard let socket = socket(side) else { continue }
      guard passage.wants(side) else {
        if hasHungUp(socket) { actions += ended(side) }
        continue
      }
      switch socket.read() {
      case .nothingYet: continue
      case .bytes(let bytes): actions += passage.received(bytes, from: side)
      case .ended: actions += ended(side)
      }
    }
    return actions
  }

  func time(_ now: ContinuousClock.Instant) -> [Passage.Action] {
    guard let until = waitsUntil, until <= now else { return [] }
    waitsUntil = nil
    return passage.waited()
  }

  /// - Parameter room: how many bytes may pass; less by those that did.
  func write(_ now: ContinuousClock.Instant, room: inout Int) -> [Passage.Action] {
    var actions: [Passage.Action] = []
    for side in [Passage.Side.client, .server] {
      guard var outlet = outlets[side], let socket = socket(side), room > 0 else { continue }
      guard outlet.canWrite(at: now) else { continue }
      guard let count = socket.write(outlet.piece(atMost: room)) else {
        outlets[side] = nil
        actions += ended(side)
        continue
      }
      room -= count
      outlet.wrote(count, at: now)
      outlets[side] = outlet.isEmpty ? nil : outlet
      if outlet.isEmpty { actions += passage.sent(to: side) }
    }
    return actions
  }

  func meets(_ ordeal: Ordeal) -> [Passage.Action] { passage.meets(ordeal) }
  func waited() -> [Passage.Action] { passage.waited() }

  // MARK: Actions of the passage

  func connect(to port: UInt16?) -> [Passage.Action] {
    guard let port, let socket = try? Socket.connecting(to: port) else { return ended(.server) }
    far = socket
    return []
  }

  func queue(_ bytes: [UInt8], to side: Passage.Side, bytesPerSecond: Int64) {
    outlets[side, default: Outlet(bytesPerSecond: bytesPerSecond)].append(bytes)
  }

  func wait(until: ContinuousClock.Instant) { waitsUntil = until }

  func dropServer() {
    far?.close()
    far = nil
    outlets[.server] = nil
  }

  func close(isAbrupt: Bool) {
    guard !isOver else { return }
    isOver = true
    // What a server said before it hung up is heard, as far as the system takes it.
    if !isAbrupt, let outlet = outlets[.client] { _ = near.write(outlet.piece(atMost: .max)) }
    near.close(isAbrupt: isAbrupt)
    far?.close(isAbrupt: isAbrupt)
    far = nil
    outlets = [:]
  }

  private func socket(_ side: Passage.Side) -> Socket? { side == .client ? near : far }

  private func ended(_ side: Passage.Side) -> [Passage.Action] {
    if side == .server { dropServer() }
    return passage.ended(side)
  }

  /// Whether a side that nobody reads from has gone for good.
  private func hasHungUp(_ socket: Socket) -> Bool {
    var wait = pollfd(fd: socket.descriptor, events: 0, revents: 0)
    return poll(&wait, 1, 0) > 0 && Int32(wait.revents) & (POLLHUP | POLLERR) != 0
  }
}

/// Bytes on their way to one side, no faster than the line is.
private struct Outlet {
  private static let tick = Duration.milliseconds(20)

  private let bytesPerSecond: Int64
  private var bytes: [UInt8] = []
  private var offset = 0
  private(set) var resumesAt: ContinuousClock.Instant?

  init(bytesPerSecond: Int64) { self.bytesPerSecond = bytesPerSecond }

  var isEmpty: Bool { offset == bytes.count }

  func canWrite(at now: ContinuousClock.Instant) -> Bool { resumesAt.map { $0 <= now } ?? true }

  mutating func append(_ more: [UInt8]) { bytes += more }

  func piece(atMost room: Int) -> ArraySlice<UInt8> {
    let most = bytesPerSecond > 0 ? max(1, Int(bytesPerSecond / 50)) : 1 << 16
    return bytes[offset...].prefix(min(most, room))
  }

  mutating func wrote(_ count: Int, at now: ContinuousClock.Instant) {
    offset += count
    resumesAt = bytesPerSecond > 0 && !isEmpty ? now + Self.tick : nil
  }
}
