/// `restore main monday`: a disk is put back as it was.
struct RestoreVerb: Verb {
  static let word = "restore"
  static let forms = [
    VerbForm(
      "restore HOST NAME [elsewhere]",
      "The host's disk is put back as it was at that backup, and the machine started again; "
        + "`elsewhere`: on other hardware, which a replica can tell.")
  ]

  let host: String
  let name: String
  let isElsewhere: Bool

  init(host: String, name: String, isElsewhere: Bool = false) {
    self.host = host
    self.name = name
    self.isElsewhere = isElsewhere
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    name = try words.take("the name of a backup")
    isElsewhere = words.skip("elsewhere")
  }

  var arguments: [String] { [host, name] + (isElsewhere ? ["elsewhere"] : []) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard run.world != .merge else {
      return run.say("\(Plan.line(self)): not done in a world without disks")
    }
    guard let image = place.images[name] else {
      return run.say("\(Plan.line(self)): there is no such backup")
    }
    guard place.condition != .gone else { return run.say("\(Plan.line(self)): it is gone") }
    place.unstartedCopy = UnstartedCopy(known: run.writersSoFar, isNoticeable: isElsewhere)
    let alone = try run.keptAlone(by: place)
    run.stop(place)
    // Whoever puts a disk back switches the machine on.
    if place.disk.isCut { place.disk.restorePower(.drop, seed: 0) }
    try run.assign(image, to: place)
    if isElsewhere { place.disk.place += ", replaced at step \(step.id)" }
    place.clock.reboot()
    place.isRestored = true
    run.giveUp(alone, by: place, keeping: place.imageContents[name] ?? [])
    run.happened(.copy, at: place, "restored from \(name)")
    try run.open(place)
    run.look(into: place)
    run.say(Plan.line(self))
  }
}
