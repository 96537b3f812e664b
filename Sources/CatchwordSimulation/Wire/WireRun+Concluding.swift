/// How commands ended, and which endings are against the rules.
extension WireRun {
  func conclude(_ command: RunningCommand, _ result: CommandResult) throws {
    let line = Plan.line(command.step.verb)
    // What was printed before the power went was acknowledged.
    if let answer = result.answer {
      note(answer.allAcknowledged, at: command.host, beganRight: command.beganRight)
    }
    if command.isCut, case .killed = result.ending {
      say("\(line): the power went in the middle")
      return happened(
        .failure, at: command.host.name, "\(line): the power went", step: command.step.id)
    }
    guard case .exited(let code) = result.ending else {
      throw unexpected(command, result)
    }
    switch command.purpose {
    case .desk: try concludeDesk(command, code, result)
    case .sync(let peer): try concludeSync(command, peer, code, result)
    }
  }

  private func concludeDesk(
    _ command: RunningCommand, _ code: Int32, _ result: CommandResult
  ) throws {
    let line = Plan.line(command.step.verb)
    switch code {
    case ExitCode.done:
      let scans = result.answer?.items ?? []
      let words = scans.map { "\($0.signal): \($0.lines.joined(separator: " "))" }
      let answer = words.isEmpty ? "saved" : words.joined(separator: "; ")
      say("\(line): \(answer)")
      happened(.action, at: command.host.name, "\(line): \(answer)", step: command.step.id)
    case ExitCode.usage, ExitCode.badData, ExitCode.notPermitted, ExitCode.temporary:
      let kind = code == ExitCode.temporary ? "not saved" : "refused"
      say("\(line): \(kind): \(result.complaint)")
      happened(
        code == ExitCode.temporary ? .failure : .refusal, at: command.host.name,
        "\(line): \(result.complaint)", step: command.step.id)
    default: throw unexpected(command, result)
    }
  }

  private func concludeSync(
    _ command: RunningCommand, _ peer: String, _ code: Int32, _ result: CommandResult
  ) throws {
    let line = Plan.line(command.step.verb)
    let report = result.answer?.peers?.first
    noteLives(result)
    switch code {
    case ExitCode.done:
      guard let report, report.ok, report.durable else {
        throw CheckFailure(
          "C3", kind: "sync", "\(line): exit 0 although not everything is durable at \(peer)",
          host: command.host.name)
      }
      outcome.reached.insert(report.roundTrips == 1 ? .sessionNothingToDo : .sessionDone)
      let words = "sent \(report.sent.commits), received \(report.received.commits)"
      say("\(line): \(words)")
      happened(.sync, at: command.host.name, words, peer: peer, step: command.step.id)
      try noteStick(peer, with: command.host)
    case ExitCode.found where corrupted.contains(command.step.id):
      // A flipped bit in what a peer says of its digests looks like that; sound lines tell.
      say("\(line): digests seemed to differ, on a line that flips bits")
    case ExitCode.found:
      throw CheckFailure(
        "C1", kind: "sync", "\(line): same commits, other digests: \(result.complaint)",
        host: command.host.name)
    case ExitCode.temporary, ExitCode.protocol, ExitCode.configuration:
      guard code != ExitCode.configuration || result.peerError == "peer-is-myself" else {
        throw unexpected(command, result)
      }
      switch result.peerError {
      case "not-durable": outcome.reached.insert(.sessionIncomplete)
      case "not-received": outcome.reached.insert(.sessionMissing)
      default: break
      }
      say("\(line): failed: \(result.complaint)")
      happened(
        .failure, at: command.host.name, "\(line): \(result.complaint)", peer: peer,
        step: command.step.id)
    default: throw unexpected(command, result)
    }
  }

  /// What an exchange told of replicas that were restored or copied.
  func noteLives(_ result: CommandResult) {
    for peer in result.answer?.peers ?? [] {
      if peer.life != nil { outcome.reached.insert(.restoredMeetsPeers) }
      if peer.handedBackCommits > 0 { outcome.reached.insert(.sessionHandedBack) }
    }
  }

  private func unexpected(_ command: RunningCommand, _ result: CommandResult) -> CheckFailure {
    CheckFailure(
      "engine", "\(Plan.line(command.step.verb)): \(result.ending): \(result.complaint)",
      host: command.host.name)
  }
}
