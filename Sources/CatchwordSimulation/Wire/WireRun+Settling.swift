/// The end of a run: faults cease, everybody is switched on, and all meet until they agree.
extension WireRun {
  func settle() throws {
    try finishRunning()
    proxy.calm()
    for host in hosts where !host.isOn { try startServer(of: host) }
    guard hosts.count > 1 else { return }
    for round in 1...Run.mostRounds {
      try meet(round)
      outcome.counts.rounds = max(outcome.counts.rounds, round)
      if try troubleWithConvergence() == nil { return happened(.heal, at: "", "all agree") }
    }
    throw CheckFailure(
      "C11", "no agreement after \(Run.mostRounds) rounds: \(try troubleWithConvergence() ?? "")")
  }

  /// Everybody meets the first, in both directions of asking.
  private func meet(_ round: Int) throws {
    let hub = hosts[0]
    for host in hosts.dropFirst() {
      let (from, to) = round.isMultiple(of: 2) ? (hub, host) : (host, hub)
      let result = try ask(from, ["sync", to.branch, "--json"])
      switch result.ending {
      case .exited(ExitCode.done): break
      case .exited(ExitCode.found):
        throw CheckFailure(
          "C1", kind: "sync",
          "\(from.name) and \(to.name) hold the same commits and make different "
            + "state", host: from.name)
      // Another round may be needed; what never ends is C11's.
      case .exited(ExitCode.temporary)
      where ["not-durable", "not-received"].contains(result.peerError): break
      default:
        throw CheckFailure(
          "C12", "a sound line: \(from.name) to \(to.name): \(result.ending): \(result.complaint)",
          host: from.name)
      }
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
  fileprivate var peerError: String { answer?.peers?.first?.error?.code ?? "" }
}
