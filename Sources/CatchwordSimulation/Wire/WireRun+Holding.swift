/// What hosts and sticks hold, and what is lost with the only disk that held it.
extension WireRun {
  /// Everything a host holds; what it wrote again under another name is noted.
  func log(of host: WireHost) throws -> [HeldCommit] {
    let answer = try demand(host, ["log", "--limit", "0"])
    for each in answer.reissued ?? [] { reissues[each.former, default: []].insert(each.now) }
    return answer.commits ?? []
  }

  /// Whether a commit is there, under its name or under one by which it goes on.
  func isHeld(_ commit: HeldCommit, among held: Set<HeldCommit>) -> Bool {
    var seen: Set<HeldCommit> = []
    var waiting = [commit]
    while let next = waiting.popLast() {
      if held.contains(next) { return true }
      // From life to life; a copy and its original may both have written it again.
      if seen.insert(next).inserted { waiting += reissues[next] ?? [] }
    }
    return false
  }

  /// What nobody holds but this host. A machine that is off has a disk all the same.
  func keptAlone(by host: WireHost) throws -> Set<HeldCommit> {
    var elsewhere = sticks.values.reduce(into: Set()) { $0.formUnion($1) }
    _ = try log(of: host)
    for other in living where other !== host { elsewhere.formUnion(try log(of: other)) }
    let known = acknowledged.filter { !$0.isLostWithDisk }.map(\.commit)
    return Set(known.filter { !isHeld($0, among: elsewhere) })
  }

  /// What only the old disk held, and the new one does not, is gone with it.
  func giveUp(_ alone: Set<HeldCommit>, notHeldBy host: WireHost) throws {
    let held = host.isGone ? [] : Set(try log(of: host))
    for index in acknowledged.indices where alone.contains(acknowledged[index].commit) {
      if !isHeld(acknowledged[index].commit, among: held) {
        acknowledged[index].isLostWithDisk = true
      }
    }
  }

  // MARK: Sticks

  /// Makes a stick a peer of a host.
  ///
  /// - Returns: the peer's name.
  func plug(_ stick: String, into host: WireHost) throws -> String {
    let name = "stick-\(stick)"
    if sticks[stick] == nil { sticks[stick] = [] }
    let folder = try place.makeFolder(name)
    if host.sticks.insert(stick).inserted {
      _ = try demand(host, ["peer", "add", name, "folder:" + folder])
    }
    return name
  }

  /// A stick with which all went well holds what the host holds.
  func noteStick(_ peer: String, with host: WireHost) throws {
    for stick in sticks.keys where peer == "stick-\(stick)" {
      sticks[stick, default: []].formUnion(try log(of: host))
    }
  }
}
