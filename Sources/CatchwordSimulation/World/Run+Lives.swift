import Catchword
import CatchwordCore
import CatchwordStore

/// A host that goes on from a copy of a disk as the writer that has, or had, another life: nothing on
/// the disk can tell that it is one (R12).
struct SecondLife {
  let writer: WriterID
  let host: String
  let since: Moment
  /// When it heard from a peer of commits of its own that it does not hold; from then on it knows.
  var warnedAt: Moment?
}

/// Copies of disks, and what they may do to writers and commits.
///
/// Commits are told apart by hash, since two lives of one writer give out one number twice.
extension Run {
  // MARK: Lives

  /// A host was started, maybe from a copy of a disk.
  func noteLife(of host: Host) throws {
    guard let copy = host.unstartedCopy, let writer = host.engine?.writer else { return }
    host.unstartedCopy = nil
    guard copy.known.contains(writer) else { return }
    guard !copy.isNoticeable else {
      throw CheckFailure(
        "C7", kind: "writer", "\(host.name) is a copy, can tell, and goes on as the same writer",
        host: host.name)
    }
    secondLives.append(SecondLife(writer: writer, host: host.name, since: now))
  }

  /// Everybody who ever wrote here.
  var writersSoFar: Set<WriterID> {
    Set(acknowledged.map(\.name.log.writer)).union(lastWriters.values)
      .union(hosts.compactMap { $0.engine?.writer })
  }

  /// A host was told what a peer holds: does it hold more of the host's own writer than the host?
  ///
  /// - Parameter mine: what the host itself holds; asked only where it matters.
  func met(_ host: Host, _ theirs: Have, mine: () throws -> Have) rethrows {
    guard !secondLives.isEmpty, let writer = host.engine?.writer,
      let place = secondLives.lastIndex(where: { $0.host == host.name && $0.writer == writer }),
      secondLives[place].warnedAt == nil
    else { return }
    let mine = try mine()
    let isWitness = theirs.heads.contains { name, head in
      guard name.writer == writer.short else { return false }
      let here = mine.heads[name]
      return head.number > here?.number ?? 0 || (head.number == here?.number && head != here)
    }
    guard isWitness else { return }
    secondLives[place].warnedAt = now
    if host.isCopy { reached(.cloneMeetsOriginal) }
  }

  /// C7: one number of one log stands for these commits. That is a fork (R8), and one is possible only
  /// where a life could not know of another; and who had met a witness may not go on as itself.
  func checkFork(_ name: CommitName, _ hashes: Set<ContentHash>) throws {
    let lives = secondLives.filter { $0.writer == name.log.writer }
    let told = acknowledged.filter { hashes.contains($0.hash) }
    let unexplained = told.filter { each in
      !lives.contains { $0.host == each.host && $0.since <= each.at }
    }
    guard !lives.isEmpty, Set(unexplained.map(\.hash)).count <= 1 else {
      throw CheckFailure(
        "C7", kind: name.log.lane.name, "\(describe(name)) stands for several commits")
    }
    for each in told {
      let life = lives.last { $0.host == each.host && $0.since <= each.at }
      guard let warned = life?.warnedAt, warned < each.at else { continue }
      throw CheckFailure(
        "C7", kind: name.log.lane.name,
        "\(describe(name)), made at \(each.host) at \(each.at), was sent although \(each.host) had "
          + "met at \(warned) who holds its other history", host: each.host)
    }
  }

  // MARK: What is kept

  /// All names under which commits go on that were written again, by their first.
  func renames() throws -> [ContentHash: Set<ContentHash>] {
    for host in living where host.isReachable {
      // A look at a disk may be the call at which a planned fault takes the power.
      do { try learnRenames(of: host) } catch is HostDown { continue }
    }
    return knownRenames
  }

  /// Remembered, since who wrote a commit again may be gone for good later.
  func learnRenames(of host: Host) throws {
    for each in try use(host, { try $0.reissued() }) {
      knownRenames[each.old, default: []].insert(each.new)
    }
  }

  /// The commit itself, and whatever it was written again as.
  static func names(
    of hash: ContentHash, _ renames: [ContentHash: Set<ContentHash>]
  ) -> Set<ContentHash> {
    var names: Set<ContentHash> = []
    var open = [hash]
    while let next = open.popLast() {
      if names.insert(next).inserted { open += renames[next] ?? [] }
    }
    return names
  }

  /// What a host holds, though it may be asleep.
  ///
  /// - Returns: nil where it cannot be read.
  private func contents(of host: Host) -> Set<ContentHash>? {
    guard let engine = host.engine else { return nil }
    do { return try contents(of: engine) } catch {
      if host.disk.isCut { crash(host) }
      return nil
    }
  }

  /// Hashes of all commits that a host holds, unsealed ones included.
  func contents(of engine: any Engine) throws -> Set<ContentHash> {
    var held: Set<ContentHash> = []
    try engine.log { held.insert($0.hash) }
    return held
  }

  /// Acknowledged commits that no other living replica and no stick is known to hold.
  func keptAlone(by host: Host) throws -> Set<ContentHash> {
    let renames = try renames()
    var elsewhere: Set<ContentHash> = []
    var numbers: [[LogID: Int64]] = []
    for other in living where other !== host {
      if let held = contents(of: other) {
        elsewhere.formUnion(held)
      } else {
        numbers.append(lastEnds[other.name] ?? [:])
      }
    }
    let hashesByName = Dictionary(grouping: acknowledged, by: \.name)
      .mapValues { Set($0.map(\.hash)) }
    for each in acknowledged where !elsewhere.contains(each.hash) {
      // Who is off cannot be asked; where two commits bear the name, nobody knows which one it holds.
      let isUnambiguous = hashesByName[each.name]?.count == 1
      if isUnambiguous, numbers.contains(where: { end(of: each.name.log, $0) >= each.name.number })
      {
        elsewhere.insert(each.hash)
      }
    }
    for stick in sticks.values { elsewhere.formUnion(try contents(of: stick)) }
    return Set(
      acknowledged.filter { !$0.isLostWithDisk }.map(\.hash).filter {
        Self.names(of: $0, renames).isDisjoint(with: elsewhere)
      })
  }

  /// How far a log was held as its writer named it, in whatever arms.
  private func end(of log: LogID, _ ends: [LogID: Int64]) -> Int64 {
    ends.filter { ($0.key == log) || knownArms[$0.key] == log }.map(\.value).max() ?? 0
  }

  private func contents(of stick: Stick) throws -> Set<ContentHash> {
    guard let reader = living.first(where: { $0.engine != nil })?.engine else { return [] }
    var held: Set<ContentHash> = []
    for segment in stick.segments.values.flatMap({ $0 }) {
      // What is damaged counts as absent.
      held.formUnion((try? reader.contents(of: segment.bytes)) ?? [])
    }
    return held
  }

  /// What only the old disk held, and the one in its place does not, is gone with it.
  ///
  /// - Parameter held: what the disk in its place holds.
  func giveUp(_ alone: Set<ContentHash>, by host: Host, keeping held: Set<ContentHash>) {
    lastEnds[host.name] = nil
    for index in acknowledged.indices where alone.contains(acknowledged[index].hash) {
      let names = Self.names(of: acknowledged[index].hash, knownRenames)
      if names.isDisjoint(with: held) { acknowledged[index].isLostWithDisk = true }
    }
  }
}
