import ArgumentParser
import CatchwordCore
import CatchwordLibrary
import Testing

@testable import CatchwordCLI

@Suite struct ArgumentTests {
  @Test(arguments: [
    (["-C", "main", "status"], ["status", "-C", "main"]),
    (["--replica", "main", "--json", "show", "item", "1"], ["show", "item", "1", "--replica", "main", "--json"]),
    (["-C", "m", "--staff", "ann", "checkin", "1"], ["checkin", "1", "-C", "m", "--staff", "ann"]),
    (["--replica=m", "mark", "lost", "--", "-7"], ["mark", "lost", "--replica=m", "--", "-7"]),
    (["-C", "m", "--version"], ["--version"]),
    (["-C", "m", "help", "sync"], ["help", "sync"]),
    (["-C", "m"], []),
    (["status", "-C", "m"], ["status", "-C", "m"]),
  ])
  func `options in front move behind the verb`(given: [String], expected: [String]) {
    #expect(LeadingOptions.moved(given) == expected)
  }

  @Test func `the flag wins over the environment, and that over the place for state`() throws {
    var environment = ["HOME": "/h", "XDG_STATE_HOME": "/s", "CATCHWORD_REPLICA": "/r"]
    #expect(try Workplace.directory(given: "/f", environment: environment) == "/f")
    #expect(try Workplace.directory(given: nil, environment: environment) == "/r")
    environment["CATCHWORD_REPLICA"] = ""
    #expect(try Workplace.directory(given: nil, environment: environment) == "/s/catchword/default")
    environment["XDG_STATE_HOME"] = nil
    #expect(try Workplace.directory(given: nil, environment: environment) == "/h/.local/state/catchword/default")
    #expect(throws: CommandFault.noReplicaNamed) { try Workplace.directory(given: nil, environment: [:]) }
  }

  @Test func `verbs take their arguments in any order`() throws {
    let checkout = try CatchwordCommand.parseAsRoot(
      ["checkout", "--due", "2026-12-24", "2104", "31", "32", "-C", "m", "--json"])
    let verb = try #require(checkout as? CheckoutVerb)
    #expect(verb.patron == "2104" && verb.items == ["31", "32"] && verb.due == "2026-12-24")
    #expect(verb.workplace.replica == "m" && verb.workplace.json)
    let review = try CatchwordCommand.parseAsRoot(["review", "--fail-if-open"])
    #expect((review as? ReviewListVerb)?.failIfOpen == true)
  }

  @Test(arguments: [
    ("37040000000409", ScanLine.scan("37040000000409")),
    ("checkout 2104", .change(.checkout(card: "2104"))),
    ("inventory FIC", .change(.inventory(location: "FIC"))),
    ("undo", .undo(nil)), ("undo 31", .undo("31")), ("done", .done), ("renew", .change(.renew)),
  ])
  func `a line of the loop is a scan or a command`(line: String, meaning: ScanLine) {
    #expect(ScanLine(line) == meaning)
  }

  @Test func `a command without what it needs is refused, and never taken for a barcode`() {
    for line in ["checkout", "inventory", "checkin now", "done now"] {
      guard case .incomplete = ScanLine(line) else {
        Issue.record("\(line) was taken for something")
        continue
      }
    }
  }

  @Test func `rates, lanes and times of day are read as people write them`() throws {
    #expect(try SyncVerb.rate("64000") == 64_000)
    #expect(try SyncVerb.rate("64k") == 64_000)
    #expect(try SyncVerb.rate("2M") == 2_000_000)
    #expect(throws: CommandFault.self) { try SyncVerb.rate("fast") }
    #expect(throws: CommandFault.self) { try SyncVerb.rate("0") }
    #expect(try SyncVerb.lanes("members,catalog") == [.members, .catalog])
    #expect(throws: CommandFault.self) { try SyncVerb.lanes("books") }
    let seconds = try Moment.secondsUntil("06:30", now: 1_800_000_000)
    #expect((1...90_000).contains(seconds))
    #expect(throws: CommandFault.self) { try Moment.secondsUntil("24:00", now: 0) }
    #expect(try ServeVerb.split("[::1]:8700") == ("[::1]", 8700))
  }

  @Test func `dollar signs part subfields, and doubled ones are text`() throws {
    let content = try DollarForm.content("10$aFive $$ a day /$cA. Frommer.", tag: "245")
    #expect(content["a"] == "Five $ a day /")
    #expect(content["c"] == "A. Frommer.")
    #expect(content.firstIndicator == "1" && content.secondIndicator == "0")
    #expect(DollarForm.text(content) == "10$aFive $$ a day /$cA. Frommer.")
    #expect(try DollarForm.content("##$aX", tag: "500").firstIndicator == " ")
    #expect(try DollarForm.content("vl1", tag: "001").text == "vl1")
    for wrong in ["Title", "1$aTitle", "10$", "10$ aTitle"] {
      #expect(throws: CommandFault.self) { try DollarForm.content(wrong, tag: "245") }
    }
  }

  @Test func `the exit of several exchanges is the worst`() {
    var away = PeerResult(peer: "A")
    away.failure = Failure(CommandFault.noSuchFile("x", why: "gone"))
    var barred = PeerResult(peer: "B")
    barred.failure = Failure(CommandFault.noReplicaNamed)
    #expect(SyncVerb.worst([]) == .done)
    #expect(SyncVerb.worst([PeerResult(peer: "C"), away]) == .noInput)
    #expect(SyncVerb.worst([barred, away]) == .configuration)
  }

  @Test func `a progress bar is drawn within its width`() {
    #expect(ProgressBar.line("import", done: 0, total: 0, "3 records") == "import 3 records")
    #expect(ProgressBar.line("x", done: 50, total: 100, "").contains("] 50%"))
    #expect(ProgressBar.line("x", done: 200, total: 100, "").contains("] 100%"))
  }
}
