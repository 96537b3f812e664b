import Glibc

/// Machines that are switched on, and that lose their power.
extension WireRun {
  /// Switches a machine on; its server takes a free port and says which.
  func startServer(of host: WireHost) throws {
    host.starts += 1
    let file = serverFile(of: host)
    let server = try spawn(host, ["serve", "--listen", "127.0.0.1:0", "--json"], file)
    var port: UInt16?
    defer { if port == nil { server.end() } }
    try wait(seconds: Self.startSeconds, for: "the server of \(host.name)") {
      let output = place.text(file + ".out")
      if output.hasSuffix("\n") { port = CommandAnswer(output)?.port }
      return port != nil || server.hasEnded()
    }
    guard let port else {
      throw CheckFailure(
        "engine", "the server of \(host.name) did not come up: \(serverLog(of: host))",
        host: host.name)
    }
    host.server = server
    proxy.place(host.name, at: port)
  }

  private func serverFile(of host: WireHost) -> String { "\(host.name)-server-\(host.starts)" }

  /// The end of what its server wrote for people.
  func serverLog(of host: WireHost) -> String {
    place.text(serverFile(of: host) + ".err").split(separator: "\n").suffix(6)
      .joined(separator: " | ")
  }

  /// The power of a machine goes: its server and its commands are ended where they stand. With a
  /// sync under way, that is after so many more bytes on the lines as the step's stream says.
  func crash(_ host: WireHost, _ step: Step) throws {
    let inTheWay = running.filter { command in
      command.host === host || command.purpose == .sync(peer: host.name)
    }
    if !inTheWay.isEmpty {
      var chance = Stream(seed: plan.seed, UInt64(step.id), 0xc4a5)
      proxy.freeze(afterBytes: chance.below(Self.bytesBeforeCrash))
      let deadline = ContinuousClock.now + .seconds(Self.crashSeconds)
      try wait(seconds: Self.commandSeconds, for: "a crash") {
        proxy.isFrozen || ContinuousClock.now > deadline
          || inTheWay.allSatisfy { $0.process.hasEnded() }
      }
    }
    let isInside = proxy.isFrozen
    turnOff(host)
    proxy.thaw()
    outcome.reached.insert(.crash)
    outcome.counts.faults += 1
    happened(
      .crash, at: host.name, "the power is gone" + (isInside ? ", in the middle of a sync" : ""))
  }

  /// How long a crash waits for the byte at which it is to strike.
  private static let crashSeconds = 10
  /// A small sync takes a few thousand bytes both ways.
  private static let bytesBeforeCrash = 8_000

  /// Ends a server in order, as for a restart.
  func stopServer(of host: WireHost) throws {
    guard let server = host.server else { return }
    // No longer a server that must not end by itself.
    host.server = nil
    proxy.place(host.name, at: nil)
    defer { server.end() }
    server.signal(SIGTERM)
    try wait(seconds: Self.startSeconds, for: "the end of the server of \(host.name)") {
      server.hasEnded()
    }
  }

  /// Ends what runs on a machine where it stands.
  func turnOff(_ host: WireHost) {
    host.server?.end()
    host.server = nil
    for index in running.indices where running[index].host === host {
      running[index].isCut = !running[index].process.hasEnded()
      running[index].process.end()
    }
    proxy.place(host.name, at: nil)
    proxy.hangUp(on: host.name)
  }
}
