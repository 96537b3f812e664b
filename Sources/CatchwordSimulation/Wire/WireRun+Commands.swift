import Glibc

/// Commands of the product, each a process of its own.
extension WireRun {
  /// Runs a command of a host to its end.
  func ask(_ host: WireHost, _ arguments: [String]) throws -> CommandResult {
    let (process, file) = try start(host, arguments)
    // Whatever ends the waiting ends the process too.
    defer { process.end() }
    try wait(seconds: Self.commandSeconds, for: "\(host.name): \(arguments.joined(separator: " "))")
    {
      process.hasEnded()
    }
    return result(process, file)
  }

  /// As `ask`, of a command that must succeed.
  func demand(_ host: WireHost, _ arguments: [String]) throws -> CommandAnswer {
    let result = try ask(host, arguments + ["--json"])
    guard result.isDone, let answer = result.answer else {
      throw CheckFailure(
        "engine",
        "\(host.name): \(arguments.joined(separator: " ")): \(result.ending): "
          + result.complaint, host: host.name)
    }
    note(answer.allAcknowledged, at: host, beganRight: host.clockOffsetSeconds == 0)
    return answer
  }

  /// Starts what a step does; it is concluded when the next step may not begin before.
  func begin(
    _ arguments: [String], at host: WireHost, _ step: Step, _ purpose: RunningCommand.Purpose
  ) throws {
    guard host.isOn else { return nobodyCan(step, host) }
    if case .sync = purpose { proxy.begin(step: step.id, from: host.name) }
    let (process, file) = try start(host, arguments + ["--json"])
    running.append(
      RunningCommand(
        host: host, step: step, purpose: purpose, process: process, file: file,
        beganRight: host.clockOffsetSeconds == 0))
  }

  /// Waits for everything that is under way and takes note of how it ended, in order.
  func finishRunning() throws {
    let processes = running.map(\.process)
    let words = running.map { Plan.line($0.step.verb) }.joined(separator: ", ")
    try wait(seconds: Self.commandSeconds, for: words) { processes.allSatisfy { $0.hasEnded() } }
    while !running.isEmpty {
      let command = running.removeFirst()
      try conclude(command, result(command.process, command.file))
    }
  }

  private func start(_ host: WireHost, _ arguments: [String]) throws -> (ChildProcess, String) {
    outcome.counts.commands += 1
    let file = "command-\(outcome.counts.commands)"
    return (try spawn(host, arguments, file), file)
  }

  func spawn(_ host: WireHost, _ arguments: [String], _ file: String) throws -> ChildProcess {
    var environment = place.environment
    if let file = host.clockFile, let clock = settings.fakeClock {
      environment.merge(clock.environment(file: file)) { $1 }
    }
    return try ChildProcess(
      settings.binary, ["-C", host.folder] + arguments, environment: environment,
      output: place.file(file + ".out"), errors: place.file(file + ".err"),
      clock: settings.fakeClock)
  }

  private func result(_ process: ChildProcess, _ file: String) -> CommandResult {
    process.end()
    defer {
      place.remove(file + ".out")
      place.remove(file + ".err")
    }
    return CommandResult(
      ending: process.ending ?? .killed(SIGKILL), output: place.text(file + ".out"),
      errors: place.text(file + ".err"))
  }
}
