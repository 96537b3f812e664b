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

  @Test func `real replicas survive being put back, copied and lost`() throws {
    guard let settings = Self.settings() else { return }
    let plan = try Plan(
      parsing: """
        # An old backup is put back where nothing on the disk tells; a laptop's disk is copied.
        seed 11
        branches main east west
        item 31234 "Moby-Dick" at main
        item 31235 "Omoo" at west
        patron p1 p2 at main
        backup east as monday
        checkout east 31234 p1
        sync east main
        describe east 31234 call-number "FIC MEL"
        backup east as tuesday
        describe main 31234 note "signed"
        restore east monday
        checkin east 31234
        sync east main
        expect says east "restored from an older copy"
        restore east tuesday elsewhere
        expect says east "found itself in another place"
        clone west as copy
        checkout copy 31235 p2
        carry copy usb
        checkout west 31235 p1
        lose west
        settle
        expect converged
        expect loan 31235 p2 open
        expect title 31234 "Moby-Dick"
        """)
    let outcome = try WireRun.run(plan, settings)
    #expect(outcome.failure == nil)
    #expect(outcome.skipped.isEmpty)
    #expect(outcome.reached.contains(.restoredMeetsPeers))
    #expect(outcome.history.suffix(3).allSatisfy { $0.hasPrefix("{\"type\":\"picture\"") })
  }

  @Test func `a copy that nothing tells so meets its original`() throws {
    guard let settings = Self.settings() else { return }
    let plan = try Plan(
      parsing: """
        branches main east
        item 31234 "Moby-Dick" at main
        patron p1 p2 at main
        clone east as twin unnoticed
        checkout east 31234 p1
        sync east main
        checkout twin 31234 p2
        sync twin east
        sync twin main
        settle
        expect says twin "restored from an older copy"
        expect conflict double-loan 31234
        """)
    let outcome = try WireRun.run(plan, settings)
    #expect(outcome.failure == nil)
  }

  @Test func `a wrong clock moves no commit of those whose clocks are right`() throws {
    guard let settings = Self.settings(), settings.fakeClock != nil else { return }
    let plan = try Plan(
      parsing: """
        branches main east
        item 31234 "Moby-Dick" at main
        patron p1 p2 at main
        clock east +26h
        checkout east 31234 p1
        sync main east
        checkin main 31234
        clock east -3h
        checkout east 31234 p2
        sync east main
        clock east correct
        checkin east 31234
        line east main latency 200ms
        sync east main at 10:00:00
        clock east -1h at 10:00:00.300
        clock east correct at 10:01
        settle
        expect no-loan 31234
        """)
    let outcome = try WireRun.run(plan, settings)
    #expect(outcome.failure == nil)
    #expect(outcome.reached.contains(.clockStepInSession))
    #expect(outcome.skipped.isEmpty)
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
    #expect(outcome.accounts.map(\.host) == ["main", "east"])
    #expect(outcome.accounts.allSatisfy { $0.lines.last?.contains("\"picture\"") == true })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `orders, money, closures and forgetting are carried out by real processes`() throws {
    guard let settings = Self.settings() else { return }
    let plan = try Plan(
      parsing: """
        branches main east
        item 31234 "Moby-Dick" at main
        patron p1 p2 at main
        policy main 3 50 2000
        close main main 2026-03-05 2026-03-06
        checkout main 31234 p1
        fund main BOOKS 1000
        order main 31234 BOOKS 1 1500 anyway
        approve main BOOKS
        undo main BOOKS approval
        order main 31234 BOOKS 1 500 anyway
        unorder main 31234
        deliver main 31234 40001
        undo main 31234 delivery
        undo main 31234 undo
        undo main 31234 cancellation
        charge main p2 damage 200
        waive main p2
        charge main p2 card 300
        sync east main
        expect owed p2 300
        pay east p2 300
        identify east 31234 isbn 9780140390841
        duplicates main bibs
        erase east p2
        settle
        expect due 31234 2026-03-07
        expect order 31234 received
        expect fund BOOKS -1000
        expect conflict fund-overcommitted BOOKS review main
        expect erased p2
        """)
    let outcome = try WireRun.run(plan, settings)
    #expect(outcome.failure == nil)
    #expect(outcome.skipped.isEmpty)
    let inVain = [": refused", ": no such", "no such thing to undo", ": nothing to"]
    #expect(outcome.transcript.filter { line in inVain.contains { line.contains($0) } }.isEmpty)
  }

  @Test func `generated plans draw what happens at every desk`() throws {
    let plans = try (UInt64(1)...300).map { try WirePlans.plan(seed: $0) }
    let drawn = Set(plans.flatMap(\.steps).map { type(of: $0.verb).word })
    let expected = [
      "fund", "order", "approve", "deliver", "unorder", "undo", "charge", "bill", "pay", "waive",
      "refund", "hold", "unhold", "capture", "release", "anonymise", "erase", "close", "policy",
    ]
    #expect(expected.filter { !drawn.contains($0) }.isEmpty)
    let lines = plans.map { $0.text() }.joined()
    let statements = UndoVerb.Statement.allCases.map { " \($0.rawValue)\n" }
    #expect(statements.filter { !lines.contains($0) }.isEmpty)
    #expect(lines.contains(" part v.1\n") && lines.contains(" only\n"))
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

  @Test func `what no real process is about cannot begin`() throws {
    guard let settings = Self.settings() else { return }
    let plan = try Plan(parsing: "domain board\nbranches hill\n")
    #expect(throws: StoryError.self) { try WireRun.run(plan, settings) }
  }

  @Test func `a program that is not there is named`() {
    #expect(throws: StoryError.self) { try WireSettings.found(binary: "/nowhere/catchword") }
  }
}
