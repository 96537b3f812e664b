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

extension StartVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard !place.isOn else { return wire.say("\(Plan.line(self)): it is on") }
    try wire.startServer(of: place)
    wire.happened(.start, at: place.name, "started")
    wire.say("\(Plan.line(self)): it is back")
  }
}

extension ClockVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard wire.settings.fakeClock != nil else {
      return wire.skip(step, "`faketime` is not installed, whose library moves a program's clock")
    }
    switch change {
    case .off(let span): place.clockOffsetSeconds = span.milliseconds / 1_000
    case .corrected, .synchronized: place.clockOffsetSeconds = 0
    case .drift: return wire.skip(step, "no real clock drifts on demand")
    }
    // A program reads its offset when it starts.
    if place.isOn {
      try wire.finishRunning()
      try wire.stopServer(of: place)
      try wire.startServer(of: place)
    }
    wire.happened(.clock, at: place.name, arguments.dropFirst().joined(separator: " "))
    wire.say(Plan.line(self))
  }
}
