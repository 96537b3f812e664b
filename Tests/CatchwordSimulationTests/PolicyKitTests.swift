import CatchwordCore
import Foundation
import Synchronization
import Testing

@testable import CatchwordSimulation

/// Less of everything than a user's test does: what is judged here is the kit.
private let small = PolicyKit.Effort(madeConflicts: 60, harvestedSeeds: 1, swarmSeeds: 1)

@Suite struct PolicyKitTests {
  @Test(arguments: ["greatest-wins", "keep-longest", "union-of-words"])
  func `a sample policy keeps every law`(name: String) throws {
    let sample = try #require(PolicySamples.all.first { $0.name == name })
    let report = PolicyKit.check(sample.policy, named: name)
    #expect(report.isEmpty)
    #expect(report.madeConflicts > 400)
    #expect(report.metConflicts > 10)
    #expect(report.seeds == 6)
  }

  @Test func `the broken sample is caught by the law that it breaks, and by no other`() throws {
    let report = PolicyKit.check(LastArrivedWins(), effort: small)
    #expect(report.findings.map(\.law) == [.commutativity])
    #expect(report.unjudged == [.duplicates, .idempotence, .associativity])
    let conflict = try #require(report.findings[0].conflict)
    #expect(conflict.sides.count == 2)
    #expect(conflict.sides.map(\.value) == [.text("a"), .text("b")])
    #expect(conflict.sides.map(\.timeSeconds) == [0, 0])
    #expect(conflict.sides.map(\.writerRank) == [0, 1])
    #expect(report.description.contains("never by their place in the list"))
  }

  @Test func `the tutorial shows what the kit says`() throws {
    /// As the tutorial has it before it is mended.
    struct LoudestWins: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        var shown = conflict.sides[0]
        for side in conflict.sides where loudness(side) > loudness(shown) { shown = side }
        return .showing(shown, because: "it is the loudest")
      }

      func loudness(_ side: FieldConflict.Side) -> Int {
        side.value.text?.count { $0 == "!" } ?? 0
      }
    }
    let page = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Simulations/Policies/README.md")
    let tutorial = try String(contentsOf: page, encoding: .utf8)
    let report = PolicyKit.check(LoudestWins(), effort: small)
    #expect(report.findings.count == 2)
    for finding in report.findings { #expect(tutorial.contains(finding.description)) }
  }

  @Test func `a loser that nobody hears of is a silent loss`() throws {
    struct DropsTheLoser: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        .showing(conflict.greatest, because: "it is the greatest")
      }
    }
    let report = PolicyKit.check(DropsTheLoser(), effort: small)
    #expect(report.findings.map(\.law) == [.noSilentLoss])
    #expect(report.findings.first?.conflict?.sides.count == 2)
  }

  @Test func `a combined value that does not hold a side is a silent loss`() throws {
    /// Calls the greatest value a combination.
    struct Pretends: ConflictPolicy {
      let holdsAnything: Bool

      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        let edits = conflict.sides.filter { !$0.deletesRecord }
        guard let value = edits.map(\.value).max() else {
          return .showing(conflict.greatest, because: "it is gone")
        }
        let isWhole = edits.count == conflict.sides.count
        return .combining(value, review: isWhole ? nil : .c, because: "it has all of them")
      }

      func holds(_ part: Value, in combined: Value) -> Bool {
        holdsAnything || part == combined
      }
    }
    for holdsAnything in [false, true] {
      let report = PolicyKit.check(Pretends(holdsAnything: holdsAnything), effort: small)
      #expect(report.findings.map(\.law) == [.noSilentLoss])
      #expect(report.description.contains("which nobody wrote") == holdsAnything)
    }
  }

  @Test func `a majority depends on who was asked first`() throws {
    struct MostWins: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        let sides = Set(conflict.sides)
        let shown = sides.max { a, b in
          let (first, second) = (sides.filter(a.says).count, sides.filter(b.says).count)
          return first == second ? a < b : first < second
        }
        return .showing(shown ?? conflict.greatest, review: .b, because: "most say so")
      }
    }
    let report = PolicyKit.check(MostWins(), effort: small)
    #expect(report.findings.map(\.law) == [.associativity])
    #expect(report.findings.first?.conflict?.sides.count == 3)
  }

  @Test func `whoever counts sides is caught by one that stands twice`() throws {
    struct Counts: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        .showing(conflict.greatest, review: .b, because: "one of \(conflict.sides.count)")
      }
    }
    #expect(PolicyKit.check(Counts(), effort: small).findings.map(\.law) == [.duplicates])
  }

  @Test func `a value that its maker does not take back is not idempotent`() throws {
    struct Forgets: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        .combining(.null, review: .b, because: "nobody knows")
      }
    }
    struct Grows: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        let greatest = conflict.sides.compactMap(\.value.integer).max()
        guard let greatest, Set(conflict.sides.map(\.value)).count > 1 else {
          return GreatestWins().decide(conflict)
        }
        return .combining(.integer(greatest &+ 1), review: .b, because: "one more than any")
      }
    }
    let forgets = PolicyKit.check(Forgets(), effort: small).findings
    #expect(forgets.first?.law == .idempotence)
    #expect(forgets.first?.conflict?.sides.count == 1)
    let grows = PolicyKit.check(Grows(), effort: small).findings
    #expect(grows.first?.law == .idempotence)
    #expect(grows.first?.conflict?.sides.count == 2)
  }

  @Test func `moods are no ground for a decision`() throws {
    let report = PolicyKit.check(Moody(lasting: 1), effort: small)
    #expect(report.findings.map(\.law) == [.determinism])
    #expect(report.unjudged.contains(.convergence))
  }

  @Test func `a mood that outlasts a question shows in the swarm`() throws {
    let report = PolicyKit.swarm(Moody(lasting: 7), seeds: 1...3)
    let finding = try #require(report.findings.first)
    #expect(finding.law == .convergence)
    #expect(["C1", "C18", "engine"].contains { finding.text.contains($0) })
    #expect(!finding.text.contains("no fault of yours"))
  }

  @Test func `a policy that fails, or answers what was not asked, is not total`() throws {
    struct Refuses: ConflictPolicy {
      struct Nothing: Error {}
      func decide(_ conflict: FieldConflict) throws -> PolicyDecision {
        guard conflict.sides.contains(where: \.deletesRecord) else {
          return GreatestWins().decide(conflict)
        }
        throw Nothing()
      }
    }
    struct Invents: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        conflict.type == .bytes
          ? .combining(.text("b"), because: "why not") : GreatestWins().decide(conflict)
      }
    }
    struct Mute: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        .showing(conflict.greatest, review: .b, because: " ")
      }
    }
    let reports = [
      PolicyKit.check(Refuses(), effort: small), PolicyKit.check(Invents(), effort: small),
      PolicyKit.check(Mute(), effort: small),
    ]
    for report in reports { #expect(report.findings.map(\.law) == [.totality]) }
    #expect(reports[0].findings[0].text.contains("it fails instead of answering"))
    #expect(reports[0].findings[0].conflict?.sides.count == 1)
  }

  @Test func `villages meet conflicts of all sorts`() {
    let met = PolicySwarm.harvest(seeds: 1..<5)
    #expect(met.contains { $0.sides.count > 2 })
    #expect(met.contains { $0.sides.contains(where: \.deletesRecord) })
    #expect(met.contains { $0.type == .integer && $0.sides.contains { $0.value.isNull } })
    #expect(met == PolicySwarm.harvest(seeds: 1..<5))
  }

  @Test func `every sort of side meets every other`() {
    let pairs = ConflictSpecimens.pairs
    for type in FieldType.allCases {
      let ours = pairs.filter { $0.type == type }
      #expect(ours.contains { $0.sides.count == 2 && $0.sides.allSatisfy(\.deletesRecord) })
      #expect(ours.contains { $0.sides.map(\.deletesRecord) == [false, true] })
      #expect(ours.contains { $0.sides.count == 2 && $0.sides.allSatisfy { $0.value.isNull } })
      #expect(ours.contains { $0.sides.count == 1 })
    }
    let sizes = Set(ConflictSpecimens.many(60).map(\.sides.count))
    #expect(sizes == [3, 4, 5])
  }
}

/// Answers one way for so many questions, and then another way for as many.
private struct Moody: ConflictPolicy {
  let lasting: Int
  private let calls = Calls()

  init(lasting: Int) { self.lasting = lasting }

  func decide(_ conflict: FieldConflict) -> PolicyDecision {
    let count = calls.count.wrappingAdd(1, ordering: .relaxed).oldValue
    return .showing(
      conflict.greatest, review: .b, because: count / lasting % 2 == 0 ? "I like it" : "why not")
  }

  private final class Calls: Sendable {
    let count = Atomic<Int>(0)
  }
}
