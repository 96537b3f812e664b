/// What must hold when everybody has met everybody on sound lines.
extension WireRun {
  func checkEverything() throws {
    if let trouble = try troubleWithConvergence() { throw CheckFailure("C1", trouble) }
    for host in hosts {
      try checkNothingLost(host)
      try checkDoctor(host)
    }
    try checkReviews()
    try takeHistory()
    // One host a run is made anew: the others have its digests.
    let inspected = hosts[Int(plan.seed % UInt64(hosts.count))]
    let result = try ask(inspected, ["rebuild"])
    guard result.isDone else {
      throw CheckFailure(
        "C18", "\(inspected.name), rebuilt from its log: \(result.ending): \(result.complaint)",
        host: inspected.name)
    }
  }

  /// C3 and C7: what was acknowledged is there, under its number and with its content.
  private func checkNothingLost(_ host: WireHost) throws {
    let log = try demand(host, ["log", "--limit", "0"]).commits ?? []
    var hashes: [HeldCommit.Name: String] = [:]
    for commit in log where hashes.updateValue(commit.hash, forKey: commit.name) != nil {
      throw CheckFailure("C7", kind: commit.lane, "\(commit) stands twice", host: host.name)
    }
    for (commit, origin, at) in acknowledged {
      let hash = hashes[commit.name]
      guard hash != commit.hash else { continue }
      throw CheckFailure(
        hash == nil ? "C3" : "C7", kind: commit.lane,
        "\(commit), acknowledged at \(origin) at \(at), "
          + (hash == nil ? "is not at \(host.name)" : "has other content at \(host.name)"),
        host: host.name)
    }
  }

  private func checkDoctor(_ host: WireHost) throws {
    let result = try ask(host, ["doctor", "--json"])
    guard result.isDone else {
      let findings = result.answer?.findings ?? [result.complaint]
      throw CheckFailure(
        "engine", kind: "doctor", "\(host.name): \(findings.joined(separator: " "))",
        host: host.name)
    }
  }

  /// C9, as far as hosts can tell: they show the same queue, word for word.
  private func checkReviews() throws {
    var first: (host: String, output: String)?
    for host in hosts {
      let output = try ask(host, ["review", "list", "--all", "--json"]).output
      if let known = first, !Self.isSame(known.output, output) {
        throw CheckFailure(
          "C9", "\(host.name) and \(known.host) show different conflicts", host: host.name)
      }
      first = first ?? (host.name, output)
    }
  }

  /// Everybody's history is the same but for the name on the picture; an oracle judges it.
  private func takeHistory() throws {
    var pictures: [String] = []
    var first: (host: String, commits: String, picture: Substring)?
    for host in hosts {
      let result = try ask(host, ["history", "--picture", "--with-patrons"])
      let lines = result.output.split(separator: "\n")
      guard result.isDone, let picture = lines.last,
        let drawn = picture.firstRange(of: "\"lines\":")
      else {
        throw CheckFailure(
          "engine", "\(host.name): history: \(result.ending): \(result.complaint)", host: host.name)
      }
      let commits = lines.dropLast().joined(separator: "\n")
      let shown = picture[drawn.lowerBound...]
      if let known = first,
        !Self.isSame(known.commits, commits) || !Self.isSame(known.picture, shown)
      {
        throw CheckFailure(
          "C1", kind: "picture", "\(host.name) and \(known.host) export other histories",
          host: host.name)
      }
      first = first ?? (host.name, commits, shown)
      pictures.append(String(picture))
    }
    outcome.history = (first?.commits ?? "").split(separator: "\n").map(String.init) + pictures
  }

  /// By bytes: Swift takes texts in two normal forms for equal.
  private static func isSame(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
    a.utf8.elementsEqual(b.utf8)
  }
}
