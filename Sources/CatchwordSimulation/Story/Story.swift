/// A story file: prose, lines of verbs, and under a line of dashes what must come of them.
///
///     # Two branches lend the same item while the line is down.
///     branches main east
///     …
///     ----
///     09:00  checkout main 31234 p77: good: Moby-Dick, due 2026-03-23.
package struct Story: Sendable {
  package let name: String
  package let plan: Plan
  /// What stands above the dashes, as it is written.
  package let source: String
  /// Nil where the story was never blessed.
  package let expected: [String]?

  package static let divider = "----"

  /// - Throws: `StoryError` with the line.
  package init(name: String, text: String) throws {
    self.name = name
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let end = lines.firstIndex(of: Self.divider)
    source = lines[..<(end ?? lines.endIndex)].joined(separator: "\n")
    var numbered: [(number: Int, verb: any Verb)] = []
    plan = try Plan(parsing: source, lines: &numbered)
    try StoryCast.check(numbered)
    expected = end.map { end in
      var rest = Array(lines[(end + 1)...])
      while rest.last?.isEmpty == true { rest.removeLast() }
      return rest
    }
  }

  /// The file with another transcript.
  package func blessed(_ transcript: [String]) -> String {
    var text = source
    while text.hasSuffix("\n\n") { text.removeLast() }
    if !text.hasSuffix("\n") { text += "\n" }
    return text + Self.divider + "\n" + transcript.joined(separator: "\n") + "\n"
  }

  /// - Returns: what differs from the blessed transcript, a line each; empty where nothing does.
  package func differences(from transcript: [String]) -> [String] {
    guard let expected else { return ["the story has no transcript; bless it"] }
    var differences: [String] = []
    for index in 0..<max(expected.count, transcript.count) {
      let (old, new) = (
        index < expected.count ? expected[index] : nil,
        index < transcript.count ? transcript[index] : nil
      )
      guard old?.utf8.elementsEqual((new ?? "").utf8) != true || new == nil else { continue }
      if let old { differences.append("- " + old) }
      if let new { differences.append("+ " + new) }
    }
    return differences
  }
}

extension Run {
  /// Runs a plan to its end: every step, then peace and agreement, then all checks.
  ///
  /// - Parameter templates: shared by runs that have the same cast.
  package static func play(
    _ plan: Plan, world: World = .full, domain: DomainKit? = nil, templates: Templates
  ) -> Run {
    let run = Run(plan, world: world, domain: domain)
    run.playAll(templates)
    run.close()
    return run
  }

  /// As `play`, for whoever wants to look at the hosts before they are closed.
  package func playAll(_ templates: Templates) {
    do {
      try prepare(templates)
      advance(to: plan.steps.last?.at ?? .opening)
      if !hasFailed { try settle() }
      if !hasFailed { try checkEverything() }
    } catch let failure as CheckFailure {
      fail(failure)
    } catch let error as StoryError {
      fail(CheckFailure("story", "\(error)"))
    } catch {
      fail(CheckFailure("engine", "\(error)"))
    }
  }

  /// Ends what runs on the hosts; the trace and the verdict stay.
  package func close() {
    for host in hosts {
      host.engine?.close()
      host.engine = nil
    }
  }
}
