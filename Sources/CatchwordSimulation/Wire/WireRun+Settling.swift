/// The end of a run: faults cease, everybody is switched on, and all meet until they agree.
extension WireRun {
  func settle() throws {
    try finishRunning()
    proxy.calm()
    for host in living where !host.isOn { try startServer(of: host) }
    try emptySticks()
    guard living.count > 1 else { return }
    for round in 1...Run.mostRounds {
      try meet(round)
      outcome.counts.rounds = max(outcome.counts.rounds, round)
      if try troubleWithConvergence() == nil {
        happened(.heal, at: "", "all agree")
        if try living.contains(where: isForked) { outcome.reached.insert(.forkedLog) }
        return
      }
    }
    throw CheckFailure(
      "C11", "no agreement after \(Run.mostRounds) rounds: \(try troubleWithConvergence() ?? "")")
  }

  /// How sentences about a log call it when two histories of it met (R8).
  static let forkWords = "two histories"

  private func isForked(_ host: WireHost) throws -> Bool {
    try ask(host, ["status"]).output.split(separator: "\n").contains {
      $0.contains(Self.forkWords)
    }
  }

  /// Everybody meets the first, in both directions of asking.
  private func meet(_ round: Int) throws {
    guard let hub = living.first else { return }
    for host in living.dropFirst() {
      let (from, to) = round.isMultiple(of: 2) ? (hub, host) : (host, hub)
      try meet(from, to.branch)
    }
  }

  /// What only a stick holds is not lost: somebody finds it in a drawer and plugs it in.
  private func emptySticks() throws {
    guard let hub = living.first else { return }
    for stick in sticks.keys.sorted() { try meet(hub, try plug(stick, into: hub)) }
  }

  private func meet(_ host: WireHost, _ peer: String) throws {
    let result = try ask(host, ["sync", peer, "--json"])
    noteLives(result)
    switch result.ending {
    case .exited(ExitCode.done): break
    case .exited(ExitCode.found):
      throw CheckFailure(
        "C1", kind: "sync",
        "\(host.name) and \(peer) hold the same commits and make different state",
        host: host.name)
    // Another round may be needed; what never ends is C11's.
    case .exited(ExitCode.temporary)
    where ["not-durable", "not-received"].contains(result.peerError): break
    // A copy that nothing has told yet that it is one.
    case .exited(ExitCode.configuration) where result.peerError == "peer-is-myself": break
    default:
      throw CheckFailure(
        "C12", "a sound line: \(host.name) to \(peer): \(result.ending): \(result.complaint)",
        host: host.name)
    }
  }

  /// - Returns: why not everybody who is on holds the same; nil where they do.
  func troubleWithConvergence() throws -> String? {
    var first: (host: String, answer: CommandAnswer)?
    for host in hosts where host.isOn {
      let answer = try demand(host, ["digest"])
      guard let known = first else {
        first = (host.name, answer)
        continue
      }
      if answer.frontier != known.answer.frontier {
        return "\(host.name) and \(known.host) hold other commits"
      }
      let differing = (answer.digest ?? [:]).filter { known.answer.digest?[$0.key] != $0.value }
      if let name = differing.keys.min() {
        return "the \(name) digests of \(host.name) and \(known.host) differ"
      }
    }
    return first == nil ? "nobody is on" : nil
  }
}

extension CommandResult {
  /// The code of what went wrong with the only peer.
  var peerError: String { answer?.peers?.first?.error?.code ?? "" }
}
