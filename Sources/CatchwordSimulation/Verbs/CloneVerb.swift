/// `clone van as copy`: a machine is made from another one's disk.
struct CloneVerb: Verb {
  static let word = "clone"
  static let forms = [
    VerbForm(
      "clone HOST as NAME [unnoticed]",
      "A new machine runs a copy of the host's disk; `unnoticed`: nothing tells the copy that it is "
        + "one, as with an image of a virtual machine.")
  ]

  let host: String
  let name: String
  let isUnnoticed: Bool

  init(host: String, name: String, isUnnoticed: Bool = false) {
    self.host = host
    self.name = name
    self.isUnnoticed = isUnnoticed
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    try words.expect("as")
    name = try words.take("a name")
    try BranchesVerb.check(name)
    isUnnoticed = words.skip("unnoticed")
  }

  var arguments: [String] { [host, "as", name] + (isUnnoticed ? ["unnoticed"] : []) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let original = try run.find(host)
    guard run.world != .merge else {
      return run.say("\(Plan.line(self)): not done in a world without disks")
    }
    guard original.isReachable, !run.hosts.contains(where: { $0.name == name }) else {
      return run.say("\(Plan.line(self)): it cannot be made now")
    }
    let image = try run.image(of: original)
    let copy = run.makeHost(
      name, role: original.role, isSynchronized: false, place: isUnnoticed ? host : name)
    if isUnnoticed { copy.disk.place = original.disk.place }
    copy.isCopy = true
    copy.unstartedCopy = UnstartedCopy(known: run.writersSoFar, isNoticeable: !isUnnoticed)
    copy.original = host
    copy.isUpgraded = original.isUpgraded
    run.add(copy)
    try run.assign(image, to: copy)
    try run.open(copy)
    run.happened(.copy, at: copy, "a copy of \(host)")
    run.say(Plan.line(self))
  }
}
