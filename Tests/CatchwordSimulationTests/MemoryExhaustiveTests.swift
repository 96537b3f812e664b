import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordSimulation
import Testing

@Suite struct MemoryExhaustiveTests {
  /// The whole scope takes minutes unoptimised; one sort of action after another it is covered by
  /// `make` targets that raise the effort.
  @Test func `nothing is wrong with what two replicas can do in three operations`() throws {
    let scope = Exhaustive(domain: .library, replicas: 2, operations: 3)
    let outcome = try scope.run(limit: 1_500 * Int(Effort.seeds(1).upperBound))
    #expect(outcome.failure == nil, "\(outcome.failed?.text() ?? "")")
    #expect(outcome.counts.histories > 1_000)
  }

  @Test func `two replicas and two operations are tried to the end`() throws {
    for minutes: Int64 in [30, 5] {
      var scope = Exhaustive(domain: .library, replicas: 2, operations: 2)
      scope.minutes = minutes
      let outcome = try scope.run()
      #expect(outcome.failure == nil, "\(outcome.failed?.text() ?? "")")
      #expect(outcome.isComplete)
      #expect(outcome.counts.bySize.reduce(0, +) == outcome.counts.histories)
    }
  }

  @Test func `lending and returning among three replicas is tried to the end`() throws {
    let lending = Alphabet(
      settings: Alphabet.library.settings,
      actions: ["checkout HOST 31234 p1", "checkin HOST 31234", "retitle HOST 31234 HOST"])
    let scope = Exhaustive(domain: .library, replicas: 3, operations: 2, alphabet: lending)
    let outcome = try scope.run()
    #expect(outcome.failure == nil, "\(outcome.failed?.text() ?? "")")
    #expect(outcome.isComplete)
  }

  @Test func `a fold that forgets a subject is found and told as a story`() throws {
    let domain = Domain(schema: LibrarySchema.current, deriving: ForgetfulDeriving())
    let scope = Exhaustive(
      domain: DomainKit(name: "library", domain: domain), replicas: 2, operations: 2)
    let outcome = try scope.run()
    #expect(outcome.failure?.check == "C18" || outcome.failure?.check == "C1")
    let story = outcome.failed?.text() ?? ""
    #expect(story.split(separator: "\n").count <= 8, "\(story)")
    #expect(try Plan(parsing: story).steps.count == outcome.failed?.steps.count)
  }
}

/// The library's fold, which overlooks that a mark concerns its item.
private struct ForgetfulDeriving: Deriving {
  private let whole = Domain.library.deriving

  var version: Int { whole.version }

  func subjects(of change: Change, in reader: any RecordReading) throws -> [Subject] {
    let subjects = try whole.subjects(of: change, in: reader)
    guard change.operation[CirculationField.mark] != nil else { return subjects }
    // A rebuilding asks about every record, so the item is found again by its description.
    return []
  }

  func derive(_ subject: Subject, in reader: any RecordReading) throws -> Derivation {
    try whole.derive(subject, in: reader)
  }
}
