import CatchwordOracle

/// What must hold when everybody has met everybody on sound lines.
extension WireRun {
  func checkEverything() throws {
    if let trouble = try troubleWithConvergence() { throw CheckFailure("C1", trouble) }
    let held = try checkNothingLost()
    for host in living { try checkDoctor(host) }
    try checkReviews()
    outcome.history = try takeHistory()
    let history = try readBack(outcome.history)
    try checkTimes(history.history, held)
    try history.judge()
    // One host a run is made anew: the others have its digests.
    let inspected = living[Int(plan.seed % UInt64(living.count))]
    let result = try ask(inspected, ["rebuild"])
    guard result.isDone else {
      throw CheckFailure(
        "C18", "\(inspected.name), rebuilt from its log: \(result.ending): \(result.complaint)",
        host: inspected.name)
    }
  }

  /// C3 and C7: what was acknowledged is there, under its number and with its content, or under the
  /// name under which it was written again.
  ///
  /// - Returns: all that is there.
  private func checkNothingLost() throws -> Set<HeldCommit> {
    var all: Set<HeldCommit> = []
    for (host, log) in try living.map({ ($0, try log(of: $0)) }) {
      var hashes: [HeldCommit.Name: String] = [:]
      for commit in log where hashes.updateValue(commit.hash, forKey: commit.name) != nil {
        guard hasTwoLives else {
          throw CheckFailure("C7", kind: commit.lane, "\(commit) stands twice", host: host.name)
        }
        outcome.reached.insert(.forkedLog)
      }
      let held = Set(log)
      for each in acknowledged where !each.isLostWithDisk && !isHeld(each.commit, among: held) {
        let isGone = hashes[each.commit.name] == nil
        throw CheckFailure(
          isGone ? "C3" : "C7", kind: each.commit.lane,
          "\(each.commit), acknowledged at \(each.host) at \(each.at), "
            + (isGone ? "is not at \(host.name)" : "has other content at \(host.name)"),
          host: host.name)
      }
      all.formUnion(held)
    }
    return all
  }

  /// C8: where a clock was right when a commit was made, so is the commit's time, whoever told whom
  /// what time it was.
  private func checkTimes(_ history: CatchwordOracle.History, _ held: Set<HeldCommit>) throws {
    var times: [HeldCommit.Name: Int64] = [:]
    for commit in history.commits {
      let name = HeldCommit.Name(
        writer: Hex.text(commit.writer), lane: String(describing: commit.lane),
        number: commit.number)
      times[name] = commit.time
    }
    // A rolled-back replica may give one number out again before it meets a witness; a name that
    // two commits have does not tell which of them a time is of.
    let namesakes = Dictionary(grouping: held, by: \.name).mapValues(\.count)
    for each in acknowledged where held.contains(each.commit) {
      guard let seconds = each.seconds, namesakes[each.commit.name] == 1,
        let time = times[each.commit.name]
      else { continue }
      let off = time - seconds
      guard abs(off) > Self.mostSecondsOff else { continue }
      throw CheckFailure(
        "C8", kind: each.commit.lane,
        "\(each.commit) was made at \(each.host) at \(each.at) by a clock that was right, and says "
          + "it was \(off) s later", host: each.host)
    }
  }

  /// What two offsets of one segment may differ by, and as long as a command may take.
  private static let mostSecondsOff = Int64(120 + commandSeconds)

  private func checkDoctor(_ host: WireHost) throws {
    let result = try ask(host, ["doctor", "--json"])
    var findings = result.answer?.findings ?? [result.complaint]
    // An alarm is right where two lives of one writer sent before anybody could know.
    if hasTwoLives { findings.removeAll { $0.contains(Self.forkWords) } }
    let isOnlyThat = result.ending == .exited(ExitCode.found) && findings.isEmpty
    guard result.isDone || isOnlyThat else {
      throw CheckFailure(
        "engine", kind: "doctor", "\(host.name): \(findings.joined(separator: " "))",
        host: host.name)
    }
  }

  /// C9, as far as hosts can tell: they show the same queue, word for word.
  private func checkReviews() throws {
    var first: (host: String, output: String)?
    for host in living {
      let output = try ask(host, ["review", "list", "--all", "--json"]).output
      if let known = first, !Self.isSame(known.output, output) {
        throw CheckFailure(
          "C9", "\(host.name) and \(known.host) show different conflicts", host: host.name)
      }
      first = first ?? (host.name, output)
    }
  }

  /// Everybody's history is the same but for the name on the picture.
  private func takeHistory() throws -> [String] {
    var pictures: [String] = []
    var first: (host: String, commits: [String], picture: Substring)?
    for host in living {
      let lines = try account(of: host)
      guard let picture = lines.last, let drawn = picture.firstRange(of: "\"lines\":") else {
        throw CheckFailure("engine", "\(host.name): its history is empty", host: host.name)
      }
      let commits = Array(lines.dropLast())
      let shown = picture[drawn.lowerBound...]
      if let known = first,
        !commits.elementsEqual(known.commits, by: Self.isSame)
          || !Self.isSame(known.picture, shown)
      {
        throw CheckFailure(
          "C1", kind: "picture", "\(host.name) and \(known.host) export other histories",
          host: host.name)
      }
      first = first ?? (host.name, commits, shown)
      pictures.append(picture)
    }
    return (first?.commits ?? []) + pictures
  }

  /// A host's history with its picture.
  func account(of host: WireHost) throws -> [String] {
    let result = try ask(host, ["history", "--picture", "--with-patrons"])
    guard result.isDone else {
      throw CheckFailure(
        "engine", "\(host.name): history: \(result.ending): \(result.complaint)", host: host.name)
    }
    return result.output.split(separator: "\n").map(String.init)
  }

  func readBack(_ lines: [String]) throws -> WrittenHistory {
    do { return try WrittenHistory(lines) } catch let error as StoryError {
      throw CheckFailure("engine", kind: "history", error.text)
    }
  }

  /// What everybody can still tell where a check failed, for whoever looks into it.
  func takeAccounts() throws {
    for host in living {
      do {
        outcome.accounts.append((host.name, try account(of: host)))
      } catch let failure as CheckFailure {
        say("\(host.name) cannot tell its history: \(failure.text)")
      }
    }
  }

  /// By bytes: Swift takes texts in two normal forms for equal.
  private static func isSame(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
    a.utf8.elementsEqual(b.utf8)
  }
}
