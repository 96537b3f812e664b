import Glibc

/// Stands between the replicas of a network on this machine, and does to their exchanges what bad
/// lines do.
///
/// One listening socket for each ordered pair of hosts, so that who calls whom is known. It lives in
/// the thread of whoever runs the plan: nothing moves but in `turn`. The same seed, lines and order
/// of requests meet the same faults.
package final class FaultProxy {
  /// What stands between the hosts now; whoever runs a plan changes it.
  package var lines = Lines()
  /// What went wrong since it was last taken, in order.
  private(set) var strikes: [Strike] = []
  /// Requests that were judged since the proxy was made.
  private(set) var exchanges = 0

  /// One exchange that met something.
  struct Strike: Equatable, Sendable {
    let client: String
    let server: String
    let path: String
    let ordeal: Ordeal
    /// The step in whose course it happened.
    let step: Int
  }

  private struct Pair: Hashable {
    let client: String
    let server: String
  }

  private struct Door {
    let pair: Pair
    let socket: Socket
    let port: UInt16
    /// Keys the streams of its exchanges.
    var step = 0
    var exchange = 0
  }

  private let seed: UInt64
  private var doors: [Door] = []
  private var upstreams: [String: UInt16] = [:]
  private var connections: [ProxyConnection] = []
  private var allowance: Int?

  package init(seed: UInt64) {
    self.seed = seed
    calm()
  }

  deinit { close() }

  // MARK: Who is where

  /// - Returns: the port at which the client reaches the server from now on.
  package func open(from client: String, to server: String) throws -> UInt16 {
    let pair = Pair(client: client, server: server)
    if let door = doors.first(where: { $0.pair == pair }) { return door.port }
    let (socket, port) = try Socket.listening()
    doors.append(Door(pair: pair, socket: socket, port: port))
    return port
  }

  /// - Parameter port: where the server listens itself; nil while it is down.
  package func place(_ server: String, at port: UInt16?) { upstreams[server] = port }

  /// The exchanges that follow from a client belong to a step and draw from its streams.
  package func begin(step: Int, from client: String) {
    for index in doors.indices where doors[index].pair.client == client {
      doors[index].step = step
      doors[index].exchange = 0
    }
  }

  /// All lines are sound and without delay.
  package func calm() {
    lines.healAll()
    lines.calm()
    lines.quality.latencyMilliseconds = 0...0
  }

  func takeStrikes() -> [Strike] {
    defer { strikes = [] }
    return strikes
  }

  // MARK: Standing still

  /// So many more bytes pass, in either direction, and then none until `thaw`.
  package func freeze(afterBytes bytes: Int) { allowance = bytes }
  package var isFrozen: Bool { allowance == 0 }
  package func thaw() { allowance = nil }

  /// Drops whatever a host has open, as when its cable is pulled.
  package func hangUp(on host: String) {
    for connection in connections
    where connection.client == host || connection.server == host {
      connection.close(isAbrupt: true)
    }
    connections.removeAll(where: \.isOver)
  }

  package func close() {
    for connection in connections { connection.close(isAbrupt: true) }
    for door in doors { door.socket.close() }
    connections = []
    doors = []
  }

  // MARK: One turn

  /// Waits until a socket is ready, a delay is over or the time is; then does all that is due.
  package func turn(milliseconds: Int) {
    let now = ContinuousClock.now
    var limit = milliseconds
    for connection in connections {
      guard let due = connection.dueAt else { continue }
      let (seconds, attoseconds) = (due - now).components
      limit = min(
        limit, max(0, Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000) + 1))
    }
    guard !isFrozen else {
      _ = poll(nil, 0, Int32(milliseconds))
      return
    }
    var waits = doors.map { pollfd(fd: $0.socket.descriptor, events: Int16(POLLIN), revents: 0) }
    for connection in connections { waits += connection.waits(at: now) }
    _ = poll(&waits, nfds_t(waits.count), Int32(limit))
    accept()
    for connection in connections where !isFrozen { serve(connection) }
    connections.removeAll(where: \.isOver)
  }

  private func accept() {
    for index in doors.indices {
      while let socket = doors[index].socket.accept() {
        let pair = doors[index].pair
        connections.append(ProxyConnection(socket, from: pair.client, to: pair.server))
      }
    }
  }

  private func serve(_ connection: ProxyConnection) {
    perform(connection.read(), connection)
    perform(connection.time(.now), connection)
    var room = allowance ?? .max
    let actions = connection.write(.now, room: &room)
    if allowance != nil { allowance = room }
    perform(actions, connection)
  }

  /// Carries actions out; each may bring on others.
  private func perform(_ actions: [Passage.Action], _ connection: ProxyConnection) {
    var waiting = actions[...]
    while let action = waiting.popFirst(), !connection.isOver {
      switch action {
      case .judge(let path):
        waiting += connection.meets(judge(path, connection.client, connection.server))
      case .connect:
        waiting += connection.connect(to: upstreams[connection.server])
      case .send(let bytes, let side, let speed):
        connection.queue(bytes, to: side, bytesPerSecond: speed)
      case .wait(let milliseconds):
        if milliseconds > 0 {
          connection.wait(until: .now + .milliseconds(milliseconds))
        } else {
          waiting += connection.waited()
        }
      case .dropServer: connection.dropServer()
      case .hangUp(let isAbrupt): connection.close(isAbrupt: isAbrupt)
      }
    }
  }

  private func judge(_ path: String, _ client: String, _ server: String) -> Ordeal {
    let pair = Pair(client: client, server: server)
    guard let index = doors.firstIndex(where: { $0.pair == pair }) else { return .none }
    exchanges += 1
    doors[index].exchange += 1
    let door = doors[index]
    let chance = Stream(seed: seed, UInt64(door.step), UInt64(door.exchange), 0x70_7279)
    let ordeal = Ordeal(
      &lines, from: client, to: server, isPush: path.hasSuffix("/push"), chance)
    if ordeal.words != nil {
      strikes.append(
        Strike(client: client, server: server, path: path, ordeal: ordeal, step: door.step))
    }
    return ordeal
  }
}
