import Foundation
import Testing

@Suite struct PolicyTests {
  private let valley = """
    policy = 1
    name = "Valley"
    currency = "USD"

    [loans]
    days = 14
    renewals = 1

    [[rule]]
    category = "TEACHER"
    days = 42

    [branch.MAIN]
    hours = { mon = "09:00-17:00", tue = "09:00-17:00", wed = "09:00-17:00", thu = "09:00-17:00", fri = "09:00-17:00", sat = "09:00-12:00", sun = "10:00-12:00" }
    """

  @Test func `a check needs no replica, and tells everything with its line`() throws {
    let binary = try Binary()
    let good = try binary.run(nil, "policy", "check", try binary.file("good.toml", valley))
    #expect(good.status == 0 && good.output.contains("1 rule, 0 categories, 1 branch"))
    let bad = try binary.file("bad.toml", valley + "\n[[rule]]\ncategry = \"X\"\ndays = -1\n")
    let refused = try binary.run(nil, "policy", "check", bad)
    #expect(refused.status == 65 && refused.output.isEmpty)
    let told = "bad.toml:16: rule 2.categry: there is no key \"categry\"; did you mean \"category\"?"
    #expect(refused.errors.contains(told))
    #expect(refused.errors.contains("bad.toml:17: rule 2.days"))
    let object = try binary.run(nil, "policy", "check", bad, "--json")
    #expect(object.status == 65 && object.object["schema"] as? String == "catchword.policy-check/1")
    #expect((object.object["findings"] as? [[String: Any]])?.count == 2)
    #expect(try binary.run(nil, "policy", "check", "nothing.toml").status == 66)
  }

  @Test func `a policy is loaded, decides, and stands in the history`() throws {
    let binary = try Binary()
    try binary.found("main")
    let file = try binary.file("valley.toml", valley)
    #expect(try binary.run("main", "policy", "load", file, "--reason", "x", "--dry-run").status == 0)
    let none = try binary.run("main", "policy", "history")
    #expect(none.output == "None was loaded; the standard policy is in force.\n")
    let loaded = try binary.run("main", "policy", "load", file, "--reason", "summer hours", "--json")
    #expect(loaded.status == 0 && loaded.object["id"] is String)
    #expect(try binary.run("main", "policy", "load", file).status == 64)
    let history = try binary.run("main", "policy", "history", "--json")
    let entries = history.object["policies"] as? [[String: Any]]
    #expect(entries?.count == 1 && entries?.first?["in_force"] as? Bool == true)
    #expect(entries?.first?["hash"] as? String == loaded.object["hash"] as? String)
    let shown = try binary.run("main", "policy", "show", "--for", "TEACHER")
    #expect(shown.output.contains("42 days") && shown.output.contains("Rule 1 decides (category TEACHER)."))
    let toml = try binary.run("main", "policy", "show", "--toml")
    let again = try binary.run(nil, "policy", "check", try binary.file("again.toml", toml.output), "--json")
    #expect(again.object["hash"] as? String == loaded.object["hash"] as? String)
    let unknown = try binary.file("unknown.toml", valley + "\n[[rule]]\nbranch = \"MIAN\"\n")
    let refused = try binary.run("main", "policy", "load", unknown, "--reason", "x")
    #expect(refused.status == 65 && refused.errors.contains("did you mean \"MAIN\"?"))
    let lent = try binary.run("main", "checkout", "21", "31", "--json")
    #expect(lent.status == 0)
    #expect(try binary.run("main", "renew", "31").status == 0)
    let stopped = try binary.run("main", "renew", "31", "--json")
    #expect(stopped.status == 77 && stopped.errorCode == "renewals-used-up")
    #expect(try binary.run("main", "renew", "31", "--override", "on leave").status == 0)
  }

  @Test func `a snow day moves due dates until it is taken back`() throws {
    let binary = try Binary()
    try binary.found("main")
    let first = try binary.run("main", "checkout", "21", "31", "--json")
    let due = try #require(((first.object["items"] as? [[String: Any]])?.first?["due"]) as? String)
    func close(_ branch: String, _ day: String) throws -> Binary.Result {
      try binary.run(
        "main", "closure", "add", "--branch", branch, "--from", day, "--reason", "snow", "--json")
    }
    let closed = try close("MAIN", due)
    let id = try #require(closed.object["id"] as? String)
    let second = try binary.run("main", "checkout", "21", "32", "--json")
    #expect(((second.object["items"] as? [[String: Any]])?.first?["due"]) as? String != due)
    let listed = try binary.run("main", "closure", "list", "--json")
    #expect((listed.object["closures"] as? [[String: Any]])?.first?["from"] as? String == due)
    let elsewhere = try binary.run("main", "closure", "list", "--branch", "EAST")
    #expect(elsewhere.output == "None beside those of the policy.\n")
    #expect(try close("ESAT", due).status == 64)
    #expect(try close("MAIN", "soon").status == 65)
    #expect(try binary.run("main", "closure", "remove", id).status == 0)
    #expect(try binary.run("main", "closure", "remove", id).status != 0)
    #expect(try binary.run("main", "closure", "list").output == "None beside those of the policy.\n")
  }

  @Test func `tables of another system become a file that the check accepts`() throws {
    let binary = try Binary()
    let missing = try binary.run(nil, "policy", "convert", "evergreen", binary.folder.path, "--json")
    #expect(missing.status == 66 && missing.errorCode == "table-missing")
    _ = try binary.file("actor.org_unit.tsv", "id\tparent_ou\tou_type\tshortname\n4\t1\t3\tMAIN\n")
    _ = try binary.file(
      "config.circ_matrix_matchpoint.tsv",
      "id\tactive\torg_unit\tgrp\tcirculate\trenewals\n1\t1\t4\t1\t1\t3\n2\t0\t4\t1\t1\t3\n")
    let converted = try binary.run(nil, "policy", "convert", "evergreen", binary.folder.path, "--name", "V")
    #expect(converted.status == 0)
    #expect(converted.errors.contains("config.circ_matrix_matchpoint: read 2, taken 1, not taken 1"))
    #expect(converted.errors.contains("config.circ_matrix_matchpoint 2: not taken: it is not active"))
    let checked = try binary.run(nil, "policy", "check", try binary.file("v.toml", converted.output))
    #expect(checked.status == 0 && checked.output.contains("1 rule, 0 categories, 1 branch"))
    let euro = try binary.run(nil, "policy", "convert", "rero", binary.folder.path, "--currency", "EURO")
    #expect(euro.status == 64)
  }
}
