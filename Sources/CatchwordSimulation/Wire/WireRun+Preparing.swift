/// How a network of real processes comes to be.
extension WireRun {
  /// Carries out the plan's settings on sound lines and lets everybody meet, twice: the second round
  /// tells each what the last of the first round brought.
  func prepare() throws {
    let settings = plan.steps.prefix { $0.verb.nature == .setting }
    guard !settings.isEmpty else { throw StoryError("a story begins with `branches`") }
    for step in settings { try perform(step) }
    guard let hub = hosts.first else { throw StoryError("nobody is there; begin with `branches`") }
    for _ in 0..<2 {
      for host in hosts.dropFirst() { _ = try demand(host, ["sync", hub.branch]) }
    }
  }

  /// Founds the network, or joins the one that the first host founded.
  func found(_ name: String, _ role: Host.Role) throws {
    let host = try makeHost(name, role)
    guard let hub = hosts.first else {
      _ = try demand(
        host, ["init", "--branch", host.branch, "--name", name, "--network", "Simulated Libraries"])
      hosts.append(host)
      return try startServer(of: host)
    }
    let address = try address(from: host, to: hub)
    let invitation = try demand(
      hub, ["invite", "--at", address, "--role", role.rawValue, "--for", host.branch])
    guard let token = invitation.token else {
      throw CheckFailure("engine", "an invitation has no token", host: hub.name)
    }
    _ = try demand(host, ["join", token, "--branch", host.branch])
    try introduceEachOther(host, hosts)
    hosts.append(host)
    try startServer(of: host)
  }

  /// A machine with an empty disk. Programs run under the library that moves clocks only where the plan
  /// moves them.
  func makeHost(_ name: String, _ role: Host.Role) throws -> WireHost {
    let host = WireHost(name: name, role: role, folder: place.file(name))
    let isMoved = plan.steps.contains { ($0.verb as? ClockVerb)?.host == name }
    if isMoved && settings.fakeClock != nil {
      let file = place.file("clock-\(name)")
      try place.write(FakeClock.text(offsetSeconds: 0), to: file)
      host.clockFile = file
    }
    return host
  }

  func introduceEachOther(_ host: WireHost, _ others: [WireHost]) throws {
    for other in others {
      try introduce(other, to: host)
      try introduce(host, to: other)
    }
  }

  /// Tells a host where it reaches another one.
  func introduce(_ peer: WireHost, to host: WireHost) throws {
    _ = try demand(host, ["peer", "add", peer.branch, try address(from: host, to: peer)])
  }

  /// Where one host reaches another: at the proxy.
  private func address(from client: WireHost, to server: WireHost) throws -> String {
    "http://127.0.0.1:\(try proxy.open(from: client.name, to: server.name))"
  }
}
