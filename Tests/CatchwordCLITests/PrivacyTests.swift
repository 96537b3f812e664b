import Foundation
import Testing

/// Anonymising loans and erasing patrons as a clerk and a script meet them.
@Suite struct PrivacyTests {
  private let binary: Binary

  init() throws {
    binary = try Binary()
    try binary.found("main")
    _ = try say("patron", "add", "27040000001052", "--name", "Wren Alder")
  }

  @discardableResult
  private func say(_ arguments: String...) throws -> String {
    let result = try binary.run("main", list: arguments)
    #expect(result.status == 0, "\(arguments): \(result.output)\(result.errors)")
    return result.output
  }

  @Test func `closed loans forget who had them, and dry runs write nothing`() throws {
    try say("checkout", "27040000001052", "31", "32")
    try say("checkin", "31")
    let refused = try binary.run("main", "anonymise", "--json")
    #expect(refused.errorCode == "no-retention" && refused.output.contains("--before"))
    let rehearsal = try say("anonymise", "--before", "2999-01-01", "--dry-run")
    #expect(rehearsal.contains("1 loan that ended by") && rehearsal.contains("would name nobody"))
    #expect(try !say("why", "31").contains("no longer known"))
    let done = try binary.run("main", "anonymise", "--before", "2999-01-01", "--json").object
    #expect(done["anonymised"] as? Int == 1 && done["open"] as? Int == 1)
    #expect(done["unsettled"] as? Int == 0 && done["dry_run"] as? Bool == false)
    #expect(try say("why", "31").contains("by somebody no longer known (anonymised until "))
    #expect(try say("show", "patron", "27040000001052").contains("32"))
  }

  @Test func `a retention in the policy says which loans are meant`() throws {
    let policy = try binary.file(
      "policy.toml",
      """
      policy = 1
      currency = "USD"
      retention_days = 30
      """)
    let loaded = try binary.run("main", "policy", "load", policy, "--reason", "privacy")
    #expect(loaded.status == 0, "\(loaded.errors)")
    try say("checkout", "27040000001052", "31")
    try say("checkin", "31")
    #expect(try say("anonymise").hasPrefix("0 loans that ended by "))
    #expect(try say("anonymise", "--patron", "27040000001052").hasPrefix("0 loans"))
  }

  @Test func `an erased patron is shown nowhere, and the card can be given out anew`() throws {
    try say("checkout", "27040000001052", "31")
    try say("hold", "place", "27040000001052", "32")
    let refused = try binary.run(
      "main", "patron", "erase", "27040000001052", "--reason", "asked", "--yes", "--json")
    #expect(refused.errorCode == "not-erasable" && refused.output.contains("1 item on loan"))
    let asked = try binary.run("main", "patron", "erase", "27040000001052", "--reason", "asked")
    #expect(asked.status == 64 && asked.errors.contains("--yes"))
    try say("checkin", "31")
    #expect(try binary.run("main", "why", "27040000001052").status == 0)
    let erased = try say("patron", "erase", "27040000001052", "--reason", "asked", "--yes")
    #expect(erased.contains("shown nowhere") && erased.contains("1 hold ended"))
    for arguments in [
      ["patron", "show", "27040000001052"], ["show", "patron", "27040000001052"],
      ["account", "27040000001052"], ["checkout", "27040000001052", "31"],
      ["why", "27040000001052"], ["patron", "edit", "27040000001052", "--name", "Somebody"],
    ] {
      let result = try binary.run("main", list: arguments)
      #expect(result.status != 0, "\(arguments)")
      #expect(!(result.output + result.errors).contains("Alder"))
    }
    let scan = try binary.run("main", "checkout", "27040000001052", "31")
    #expect((scan.output + scan.errors).contains("no longer valid"))
    #expect(try !say("hold", "list").contains("1052"))
    #expect(try say("why", "31").contains("no longer known (erased)"))
    try say("patron", "add", "27040000001052", "--name", "Robin Beech")
    #expect(try say("patron", "show", "27040000001052").contains("Robin Beech"))
    try say("checkout", "27040000001052", "31")
  }

  @Test func `what is on loan keeps a stub for whoever must get it back`() throws {
    let lent = try binary.run("main", "checkout", "27040000001052", "31", "--json")
    #expect(lent.status == 0)
    try say("patron", "erase", "27040000001052", "--reason", "moved", "--when-settled", "--yes")
    let item = try binary.run("main", "show", "item", "31", "--json").object
    let loan = try #require((item["loan"] as? [String: Any])?["id"] as? String)
    let shown = try say("show", "loan", loan)
    #expect(shown.contains("Wren Alder, card …1052") && shown.contains("who was erased"))
    let table = try say("overdue", "--on", "2999-01-01", "--csv", "--names")
    #expect(table.contains("Wren Alder") && !table.contains("27040000001052"))
    try say("checkin", "31")
    #expect(try !say("show", "loan", loan).contains("Alder"))
  }
}
