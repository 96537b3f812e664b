import CatchwordCore

extension SyncVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let server = try wire.find(peer)
    let some = lanes == .all ? [] : ["--lanes", lanes.sorted().map(\.name).joined(separator: ",")]
    try wire.begin(
      ["sync", server.branch] + some, at: try wire.find(caller), step, .sync(peer: server.name))
  }
}

extension CarryVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let client = try wire.find(host)
    guard client.isOn else { return wire.nobodyCan(step, client) }
    let name = try wire.plug(stick, into: client)
    try wire.begin(["sync", name], at: client, step, .sync(peer: name))
  }
}

extension SettleVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.settle()
    wire.say("settle: all agree")
  }
}

extension CutVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let (here, there) = (try wire.find(from).name, try wire.find(to).name)
    wire.proxy.lines.cut(here, there)
    if !isOneWay { wire.proxy.lines.cut(there, here) }
    wire.happened(.cut, at: here, isOneWay ? "one-way" : "both ways", peer: there)
    wire.say(Plan.line(self))
  }
}

extension HealVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    if pair.isEmpty {
      wire.proxy.lines.healAll()
      for host in wire.hosts { wire.happened(.heal, at: host.name, "all lines") }
    } else {
      let (here, there) = (try wire.find(pair[0]).name, try wire.find(pair[1]).name)
      wire.proxy.lines.heal(here, there)
      wire.proxy.lines.heal(there, here)
      wire.happened(.heal, at: here, "both ways", peer: there)
    }
    wire.say(Plan.line(self))
  }
}

extension LineVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let (here, there) = (try wire.find(from).name, try wire.find(to).name)
    if case .once(.badCertificate, _) = trouble {
      return wire.skip(step, "lines on the loopback interface bear no certificates")
    }
    apply(to: &wire.proxy.lines, here, there)
    wire.happened(
      .lineFault, at: here, arguments.dropFirst(2).joined(separator: " "), peer: there)
    wire.say(Plan.line(self))
  }
}
