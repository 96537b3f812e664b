import CatchwordSimulation
import Testing

/// A few days of a small library. Its truth checks itself after everything that happens
/// (`Town.checkInvariants`).
@Suite struct MonthTests {
  @Test func `a few days agree with what is true, and are a story that leaves the same trace`() throws {
    var settings = MonthSettings()
    (settings.days, settings.books, settings.readers) = (5, 70, 40)
    let templates = Templates()
    let result = try Month.live(seed: 3, settings, templates: templates)
    #expect(result.failure == nil)
    #expect(result.strays == [])
    #expect(result.scans > 80, "\(result.line)")
    #expect(result.loadPerThousand <= 5, "\(result.lines.joined(separator: "\n"))")
    let counts = Dictionary(uniqueKeysWithValues: result.sometimes.map { ($0.name, $0.count) })
    #expect(counts["crates unpacked"] ?? 0 > 0)
    #expect(counts["loans from carts"] ?? 0 > 0)
    let run = Run(try Plan(parsing: result.plan.text(showsIDs: true)), world: .full)
    run.playAll(templates)
    #expect(run.failure == nil)
    #expect(run.traceHash == result.hash)
    run.close()
  }
}
