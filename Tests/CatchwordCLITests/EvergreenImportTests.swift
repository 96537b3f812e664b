import Foundation
import Testing

/// Another system's tables taken over by the real program.
@Suite struct EvergreenImportTests {
  private struct Import {
    let run: Binary.Result

    /// read, accepted, warned, skipped, rejected
    func figures(_ file: String) -> [Int] {
      let tables = run.object["tables"] as? [[String: Any]] ?? []
      let table = tables.first { $0["file"] as? String == file } ?? [:]
      return ["read", "accepted", "warned", "skipped", "rejected"].compactMap { table[$0] as? Int }
    }

    var messages: [[String: Any]] { run.object["messages"] as? [[String: Any]] ?? [] }

    /// `id code` of every rejected row of a table, by the lines of the file.
    func rejected(_ file: String) -> [String] {
      messages.filter { $0["file"] as? String == file && $0["fate"] as? String == "rejected" }
        .sorted { $0["row"] as? Int ?? 0 < $1["row"] as? Int ?? 0 }
        .map { "\($0["id"] as? String ?? "-") \($0["code"] as? String ?? "")" }
    }

    func total(_ fate: String) -> Int { run.object[fate] as? Int ?? -1 }
  }

  private func export(_ binary: Binary, changing changes: [String: String?] = [:]) throws -> String {
    let folder = binary.folder.appendingPathComponent("export")
    try EvergreenExport.write(to: folder, changing: changes)
    return folder.path
  }

  private func take(_ binary: Binary, _ folder: String, _ more: String...) throws -> Import {
    let run = try binary.run(
      "main", list: ["import", "evergreen", folder, "--source", "evergreen:test", "--json"] + more)
    #expect(run.status == 0, "\(run.errors)\(run.output)")
    return Import(run: run)
  }

  private func founded() throws -> Binary {
    let binary = try Binary()
    try #require(try binary.run("main", "init", "--branch", "SYS-A", "--network", "Test").status == 0)
    return binary
  }

  @Test func `every row of every table is accepted or rejected with a reason`() throws {
    let binary = try founded()
    let taken = try take(binary, export(binary))
    #expect(taken.figures("actor.org_unit.tsv") == [5, 3, 0, 0, 2])
    #expect(taken.rejected("actor.org_unit.tsv") == ["6 bad-branch-code", "- cell-count"])
    #expect(taken.figures("actor.org_unit_closed.tsv") == [2, 1, 0, 0, 1])
    #expect(taken.figures("asset.copy_location.tsv") == [2, 1, 0, 0, 1])
    #expect(taken.figures("asset.copy_part_map.tsv") == [3, 1, 0, 0, 2])
    #expect(taken.figures("asset.call_number.tsv") == [6, 1, 2, 0, 3])
    #expect(
      taken.rejected("asset.call_number.tsv") == ["3 electronic", "4 deleted", "6 branch-unknown"])
    #expect(taken.figures("biblio.record_entry.marcxml") == [4, 3, 0, 0, 1])
    #expect(taken.figures("biblio.record_entry.tsv") == [4, 1, 1, 0, 2])
    #expect(taken.rejected("biblio.record_entry.tsv") == ["73 deleted", "75 bib-unknown"])
    #expect(taken.figures("asset.copy.tsv") == [15, 7, 0, 0, 8])
    #expect(
      taken.rejected("asset.copy.tsv") == [
        "15 deleted", "16 call-number-unknown", "17 branch-unknown", "18 location-unknown",
        "19 barcode-missing", "20 not-a-time", "x id-unreadable", "12 id-repeated",
      ])
    #expect(taken.figures("actor.card.tsv") == [6, 3, 0, 0, 3])
    #expect(
      taken.rejected("actor.card.tsv") == ["3 second-card", "4 patron-unknown", "5 barcode-missing"])
    #expect(taken.figures("actor.usr.tsv") == [6, 1, 1, 0, 4])
    #expect(
      taken.rejected("actor.usr.tsv") == [
        "33 card-unknown", "34 branch-unknown", "35 deleted", "36 card-unknown",
      ])
    #expect(taken.figures("action.circulation.tsv") == [10, 2, 0, 0, 8])
    #expect(
      taken.rejected("action.circulation.tsv") == [
        "53 over", "54 item-unknown", "55 patron-unknown", "56 not-a-time", "57 due-before-start",
        "58 branch-unknown", "59 lent-again", "- cell-count",
      ])
    #expect(taken.figures("action.hold_request.tsv") == [9, 3, 1, 0, 5])
    #expect(
      taken.rejected("action.hold_request.tsv") == [
        "64 hold-type-unknown", "65 patron-unknown", "66 over", "67 bib-unknown", "68 branch-unknown",
      ])
    #expect(taken.figures("money.grocery.tsv") == [2, 0, 0, 0, 2])
    #expect(taken.total("read") == taken.total("accepted") + taken.total("warned") + taken.total("rejected"))
    #expect(!taken.run.output.contains("Secretname") && !taken.run.errors.contains("Secretname"))
    #expect((taken.run.object["remarks"] as? [String])?.contains("Not read: acq.fund.tsv.") == true)
  }

  @Test func `what was open there is open here, since when and until when it was`() throws {
    let binary = try founded()
    _ = try take(binary, export(binary))
    let lent = try binary.run("main", "show", "item", "9001", "--json").object
    let loan = try #require(lent["loan"] as? [String: Any])
    #expect(loan["due"] as? String == "2020-11-10")
    #expect("\(loan)".contains("2020-10-27T14:26:51"), "\(loan)")
    #expect(lent["call_number"] as? String == "813 DRA")
    let lost = try binary.run("main", "show", "item", "9003", "--json").object
    #expect(lost["claims"] as? [String] == ["lost"] && lost["loan"] is [String: Any])
    #expect(
      try binary.run("main", "show", "item", "9004", "--json").object["eligibility"] as? String
        == "reference")
    let status = try binary.run("main", "status", "--json").object
    #expect(status["open_loans"] as? Int == 2 && status["items"] as? Int == 7)
    let why = try binary.run("main", "why", "9015")
    #expect(why.status == 0)
    let shelf = try binary.run("main", "hold", "list", "--json").output
    #expect(shelf.contains("\"ready\""), "\(shelf)")
  }

  @Test func `importing again changes nothing, and what changed at the source alone`() throws {
    let binary = try founded()
    let folder = try export(binary)
    let first = try take(binary, folder)
    let before = try binary.digest("main")
    let second = try take(binary, folder)
    #expect(try binary.digest("main") == before)
    #expect(second.figures("actor.usr.tsv") == [6, 0, 0, 2, 4])
    #expect(second.figures("asset.copy.tsv") == [15, 0, 0, 7, 8])
    #expect(second.figures("action.circulation.tsv") == [10, 0, 0, 2, 8])
    #expect(second.figures("action.hold_request.tsv") == [9, 0, 0, 4, 5])
    #expect(first.total("read") == second.total("read") && first.total("rejected") == second.total("rejected"))
    // The library goes on: a return here is not undone by what the other system still believes.
    #expect(try binary.run("main", "checkin", "9001").status == 0)
    let renamed = EvergreenExport.tables["actor.usr.tsv"]?.replacing("Ada", with: "Adele")
    let third = try take(binary, export(binary, changing: ["actor.usr.tsv": renamed]))
    #expect(third.figures("actor.usr.tsv") == [6, 1, 0, 1, 4])
    let status = try binary.run("main", "status", "--json").object
    #expect(status["open_loans"] as? Int == 1)
  }

  @Test func `a row that fits no commit is rejected alone`() throws {
    let binary = try founded()
    let long = String(repeating: "x", count: 300_000)
    let people = EvergreenExport.tables["actor.usr.tsv"]?.replacing("Bo", with: long)
    let taken = try take(binary, export(binary, changing: ["actor.usr.tsv": people]))
    #expect(taken.figures("actor.usr.tsv") == [6, 1, 0, 0, 5])
    #expect(taken.rejected("actor.usr.tsv").first == "32 row-too-large")
    let units = (10..<700).map { "\($0)\t2\t3\tU\($0)\tUnit \($0)" }.joined(separator: "\n")
    let many = try take(
      binary,
      export(
        binary,
        changing: [
          "actor.org_unit.tsv": "id\tparent_ou\tou_type\tshortname\tname\n\(units)"
        ]))
    #expect(many.figures("actor.org_unit.tsv") == [690, 690, 0, 0, 0])
  }

  @Test func `a dry run says the same and writes nothing`() throws {
    let binary = try founded()
    let before = try binary.digest("main")
    let folder = try export(binary)
    let dry = try take(binary, folder, "--dry-run")
    #expect(try binary.digest("main") == before)
    let wet = try take(binary, folder)
    for file in EvergreenExport.tables.keys.sorted() {
      #expect(dry.figures(file) == wet.figures(file), "\(file)")
    }
  }

  @Test func `reports go to a file, in figures that add up`() throws {
    let binary = try founded()
    let path = binary.folder.appendingPathComponent("report.csv").path
    _ = try take(binary, export(binary), "--report", path)
    let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\r\n")
    #expect(lines.first == "file,row,id,fate,count,code,text")
    #expect(lines.contains("asset.copy.tsv,,,read,15,total,"))
    #expect(lines.contains("asset.copy.tsv,,,rejected,8,total,"))
    #expect(lines.contains("asset.copy.tsv,6,15,rejected,,deleted,it is deleted in Evergreen"))
    let nowhere = try binary.run(
      "main", "import", "evergreen", export(binary), "--report", "/nowhere/report.csv")
    #expect(nowhere.status == 73)
  }

  @Test func `a folder that is no export is refused before anything is written`() throws {
    let binary = try founded()
    let before = try binary.digest("main")
    let folder = try export(binary, changing: ["actor.org_unit.tsv": nil])
    let none = try binary.run("main", "import", "evergreen", folder, "--json")
    #expect(none.status == 66 && none.errorCode == "table-missing")
    let headless = try binary.run(
      "main", "import", "evergreen",
      export(
        binary,
        changing: [
          "actor.org_unit.tsv": EvergreenExport.tables["actor.org_unit.tsv"],
          "asset.copy.tsv": "1\t2\t3\n",
        ]), "--json")
    #expect(headless.status == 65 && headless.errorCode == "column-missing")
    #expect(try binary.digest("main") == before)
  }
}

/// Concerto's tables, where they lie beside the checkout; they are not ours to keep in it.
private enum ConcertoData {
  static let missing = Comment(
    rawValue: "SKIPPED: evergreen-concerto is not at ../shared/data beside the checkout")
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/data/evergreen-concerto").path
  static var isPresent: Bool {
    let isPresent = FileManager.default.fileExists(atPath: folder + "/asset.copy.tsv")
    if !isPresent { print(missing) }
    return isPresent
  }
}

@Suite(.enabled(if: ConcertoData.isPresent, ConcertoData.missing))
struct ConcertoTests {
  @Test func `all of Concerto is accounted for, row by row`() throws {
    let binary = try Binary()
    try #require(try binary.run("main", "init", "--branch", "RPLS-WEPL", "--network", "C").status == 0)
    let run = try binary.run("main", "import", "evergreen", ConcertoData.folder, "--json")
    #expect(run.status == 0, "\(run.errors)")
    let tables = run.object["tables"] as? [[String: Any]] ?? []
    let expected: [String: [Int]] = [
      "actor.org_unit.tsv": [22, 22, 0], "actor.org_unit_closed.tsv": [1_091, 1_053, 38],
      "actor.hours_of_operation.tsv": [17, 17, 0], "asset.copy.tsv": [4_130, 4_108, 22],
      "asset.call_number.tsv": [1_549, 1_509, 40], "biblio.record_entry.marcxml": [283, 281, 2],
      "biblio.record_entry.tsv": [283, 281, 2], "actor.card.tsv": [379, 378, 1],
      "actor.usr.tsv": [378, 377, 1], "action.circulation.tsv": [419, 419, 0],
      "action.hold_request.tsv": [221, 218, 3], "money.grocery.tsv": [58, 0, 58],
    ]
    for (file, figures) in expected.sorted(by: { $0.key < $1.key }) {
      let table = tables.first { $0["file"] as? String == file } ?? [:]
      let count = { (key: String) in table[key] as? Int ?? -1 }
      #expect(
        [count("read"), count("accepted") + count("warned"), count("rejected")] == figures, "\(file)")
      let text = try String(contentsOfFile: ConcertoData.folder + "/" + file, encoding: .utf8)
      if file.hasSuffix(".tsv") {
        #expect(count("read") == text.split(separator: "\n").count - 1, "\(file)")
      }
    }
    let status = try binary.run("main", "status", "--json").object
    #expect(status["open_loans"] as? Int == 419 && status["items"] as? Int == 4_108)
    let stacks = try binary.run("main", "show", "item", "CONC4000037", "--json").object
    #expect((stacks["loan"] as? [String: Any])?["due"] as? String == "2014-05-23")
    let before = try binary.digest("main")
    #expect(try binary.run("main", "import", "evergreen", ConcertoData.folder).status == 0)
    #expect(try binary.digest("main") == before)
  }
}
