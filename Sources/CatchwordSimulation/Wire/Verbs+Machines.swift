extension CrashVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    // What the kernel has been given it keeps: no process dies so that the disk forgets.
    if damage != .drop {
      wire.skip(step, "disks keep all that was written; the power goes all the same")
    }
    guard place.isOn else { return wire.say("\(Plan.line(self)): it is off") }
    try wire.crash(place, step)
    wire.say(Plan.line(self))
  }
}

extension SleepVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    wire.skip(step, "this machine would sleep too, and an hour would take an hour")
  }
}

extension DiskVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    wire.skip(step, "a real disk is as good as it is")
  }
}

extension StartVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard !place.isOn && !place.isGone else {
      return wire.say("\(Plan.line(self)): it is \(place.isGone ? "gone" : "on")")
    }
    try wire.startServer(of: place)
    wire.happened(.start, at: place.name, "started")
    wire.say("\(Plan.line(self)): it is back")
  }
}

extension ClockVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard let file = place.clockFile else {
      return wire.skip(step, "`faketime` is not installed, whose library moves a program's clock")
    }
    let offset: Int64
    switch change {
    case .off(let span): offset = span.milliseconds / 1_000
    case .corrected, .synchronized: offset = 0
    case .drift: return wire.skip(step, "a run lasts seconds, in which no drift shows")
    }
    // What is under way sees the step too.
    let isTalking = wire.running.contains { $0.host === place && $0.purpose != .desk }
    if isTalking && offset < place.clockOffsetSeconds {
      wire.outcome.reached.insert(.clockStepInSession)
    }
    place.clockOffsetSeconds = offset
    try wire.place.write(FakeClock.text(offsetSeconds: offset), to: file)
    wire.happened(.clock, at: place.name, arguments.dropFirst().joined(separator: " "))
    wire.say(Plan.line(self))
  }
}
