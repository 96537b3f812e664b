import CatchwordStore
import FoundationEssentials

extension WireRun {
  /// Puts a copy of a host's folder away. Nothing runs on the host meanwhile: what is copied from
  /// under a database that is written to is no copy.
  fileprivate func copy(_ host: WireHost, to folder: String) throws {
    try stopServer(of: host)
    try place.copyFolder(host.folder, to: folder)
    try startServer(of: host)
  }

  /// Takes from a copy what tells it that it is one, as where a whole machine was copied, with the
  /// place on its disk: the guard file names the copy's place.
  fileprivate func hideCopying(in folder: String) throws {
    let path = folder + "/guard"
    let disk = SystemDisk()
    let text = String(decoding: try disk.read(path), as: UTF8.self)
    let anchor = try disk.anchor(of: folder)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("anchor ") { return "anchor " + anchor }
      return line.hasPrefix("place ") ? "place " + folder : String(line)
    }
    try disk.replace(path, with: Array(lines.joined(separator: "\n").utf8))
  }
}

extension BackupVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.finishRunning()
    let place = try wire.find(host)
    guard place.isOn else { return wire.nobodyCan(step, place) }
    let folder = wire.place.file("backup-\(place.name)-\(step.id)")
    try wire.copy(place, to: folder)
    place.backups[name] = WireHost.Backup(folder: folder, sticks: place.sticks)
    wire.happened(.copy, at: place.name, "backup \(name)")
    wire.say(Plan.line(self))
  }
}

extension RestoreVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.finishRunning()
    let place = try wire.find(host)
    guard !place.isGone else { return wire.nobodyCan(step, place) }
    guard let backup = place.backups[name] else {
      return wire.say("\(Plan.line(self)): there is no such backup")
    }
    let alone = try wire.keptAlone(by: place)
    wire.hasTwoLives = true
    wire.turnOff(place)
    if isElsewhere {
      try wire.place.removeFolder(place.folder)
      try wire.place.copyFolder(backup.folder, to: place.folder)
    } else {
      try wire.place.refill(place.folder, from: backup.folder)
    }
    place.sticks = backup.sticks
    try wire.startServer(of: place)
    // The backup may be older than some of its peers.
    for other in wire.living where other !== place { try wire.introduce(other, to: place) }
    try wire.giveUp(alone, notHeldBy: place)
    wire.happened(.copy, at: place.name, "restored from \(name)")
    wire.say(Plan.line(self))
  }
}

extension CloneVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.finishRunning()
    let original = try wire.find(host)
    guard original.isOn, !wire.hosts.contains(where: { $0.name == name }) else {
      return wire.say("\(Plan.line(self)): it cannot be made now")
    }
    let copy = try wire.makeHost(name, original.role)
    copy.sticks = original.sticks
    try wire.copy(original, to: copy.folder)
    if isUnnoticed { try wire.hideCopying(in: copy.folder) }
    try wire.introduceEachOther(copy, wire.living)
    wire.hosts.append(copy)
    wire.hasTwoLives = true
    try wire.startServer(of: copy)
    wire.happened(.copy, at: copy.name, "a copy of \(host)")
    wire.say(Plan.line(self))
  }
}

extension LoseVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.finishRunning()
    let place = try wire.find(host)
    guard !place.isGone, wire.living.count > 1 else {
      return wire.say("\(Plan.line(self)): it stays")
    }
    let alone = try wire.keptAlone(by: place)
    wire.turnOff(place)
    place.isGone = true
    try wire.giveUp(alone, notHeldBy: place)
    wire.happened(.crash, at: place.name, "gone for good")
    wire.say(Plan.line(self))
  }
}
