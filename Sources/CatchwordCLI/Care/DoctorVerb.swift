import ArgumentParser
import Catchword

struct DoctorVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look for what is wrong with this replica; changes nothing.",
    discussion: """
      Exits 2 where something was found.

      Example:
        catchword doctor && echo all is well
      """)

  @OptionGroup var workplace: Workplace

  func run() throws {
    let replica = try workplace.openReplica()
    var findings: [String]
    do {
      findings = try replica.examine()
    } catch {
      let failure = Failure(error)
      // A replica that contradicts itself is what was looked for, not a failure to look.
      guard ["invariant", "replica-damaged"].contains(failure.code) else { throw error }
      findings = [failure.sentence]
    }
    if workplace.json {
      Console.say(JSON.text(FindingsShape(findings: findings)))
    } else {
      for finding in findings { Console.say(finding) }
      if findings.isEmpty { Console.say("Nothing is wrong.") }
    }
    if !findings.isEmpty { throw CommandFault.found }
  }
}

private struct FindingsShape: Encodable {
  let schema = "catchword.doctor/1"
  let findings: [String]
}

struct RebuildVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make all state anew from the log; the digests must come out the same.",
    discussion: """
      Exits 70 where they differ: that is a bug, and worth a report.

      Example:
        catchword rebuild
      """)

  @OptionGroup var workplace: Workplace

  func run() throws {
    let (before, after) = try workplace.openReplica().rebuild()
    let shape = RebuildShape(
      before: Dictionary(DigestShape.named(before)) { first, _ in first },
      after: Dictionary(DigestShape.named(after)) { first, _ in first }, equal: before == after)
    if workplace.json {
      Console.say(JSON.text(shape))
    } else {
      for (name, hex) in DigestShape.named(after) {
        let old = shape.before[name] ?? ""
        Console.say("\(name) \(hex)" + (old == hex ? "" : " was \(old)"))
      }
      Console.say(shape.equal ? "Rebuilt; the digests are equal." : "Rebuilt; the digests DIFFER.")
    }
    if !shape.equal { throw CommandFault.said(.bug) }
  }
}

private struct RebuildShape: Encodable {
  let schema = "catchword.rebuild/1"
  let before: [String: String]
  let after: [String: String]
  let equal: Bool
}
