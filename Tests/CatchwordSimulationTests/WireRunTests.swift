import Foundation
import Testing

@testable import CatchwordSimulation

/// Whole plans with real processes, where the program is built.
@Suite struct WireRunTests {
  static let story = """
    # Two branches lend one item; the machine of one dies in the middle of a sync.
    seed 3
    branches main east
    cart van
    item 31234 "Moby-Dick" at main
    patron p1 p2 at main
    cut main east
    checkout main 31234 p1
    checkout east 31234 p2
    sync east main
    sleep van 1h
    heal
    line east main lost-reply skip 2
    sync east main
    sync van main at 08:20:00
    crash main at 08:20:00.400
    checkin van 31234
    start main
    settle
    expect converged
    """

  /// - Returns: nil, and a line that says so, where there is nothing to run.
  static func settings() -> WireSettings? {
    do {
      return try WireSettings.found()
    } catch {
      print("skipped: \(error)")
      return nil
    }
  }

  @Test func `real processes lose nothing and agree, and nothing of them stays`() throws {
    guard var settings = Self.settings() else { return }
    let folder = try WirePlace(in: settings.temporaryFolder)
    defer { folder.removeAll() }
    settings.temporaryFolder = folder.path
    let outcome = try WireRun.run(try Plan(parsing: Self.story), settings)
    #expect(outcome.failure == nil)
    #expect(outcome.skipped.count == 1 && outcome.skipped[0].hasPrefix("sleep van 1h: skipped"))
    #expect(outcome.counts.commits > 5)
    #expect(outcome.reached.contains(.crash))
    #expect(outcome.history.first?.contains("\"type\":\"network\"") == true)
    #expect(outcome.history.suffix(3).allSatisfy { $0.hasPrefix("{\"type\":\"picture\"") })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `a plan that fails ends its processes and removes its files too`() throws {
    guard var settings = Self.settings() else { return }
    let folder = try WirePlace(in: settings.temporaryFolder)
    defer { folder.removeAll() }
    settings.temporaryFolder = folder.path
    let plan = try Plan(
      parsing: """
        branches main east
        item 31234 "Moby-Dick" at main
        patron p1 at main
        checkout main 31234 p1
        expect converged
        """)
    let outcome = try WireRun.run(plan, settings)
    #expect(outcome.failure?.check == "expect")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `generated plans read back as they were written`() throws {
    for seed in UInt64(1)...300 {
      let plan = try WirePlans.plan(seed: seed)
      let text = plan.text()
      #expect(try Plan(parsing: text).text() == text)
      #expect(try WirePlans.plan(seed: seed).text() == text)
      let count = plan.steps.count { $0.verb.nature != .setting }
      #expect((10...27).contains(count))
    }
  }

  @Test func `a program that is not there is named`() {
    #expect(throws: StoryError.self) { try WireSettings.found(binary: "/nowhere/catchword") }
  }
}
