import Foundation
import Testing

/// Shelf lists as a librarian and a script meet them.
@Suite struct ShelflistTests {
  private let binary: Binary

  init() throws {
    binary = try Binary()
    try #require(try binary.run("main", "init", "--branch", "MAIN", "--network", "Valley").status == 0)
    let bib = try binary.run("main", "bib", "add", "--title", "Short, and \"sweet\"", "--json")
    let id = try #require(bib.object["id"] as? String)
    for (barcode, label, place) in [
      ("1", "FIC ROW v.10", "FIC"), ("2", "FIC ROW v.2", "FIC"), ("3", "fic ada", "FIC"), ("4", "REF 031", "REF"),
      ("5", "FIC ZOL", "FIC"),
    ] {
      let added = try binary.run(
        "main", "item", "add", id, "--barcode", barcode, "--call-number", label, "--location", place)
      try #require(added.status == 0)
    }
    try #require(try binary.run("main", "patron", "add", "21", "--name", "Wren").status == 0)
  }

  private func barcodes(_ arguments: String...) throws -> [String] {
    let result = try binary.run("main", list: ["shelflist"] + arguments + ["--barcodes"])
    #expect(result.status == 0)
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test func `a shelf list stands in shelf order, and begins and ends at labels`() throws {
    #expect(try barcodes() == ["3", "2", "1", "5", "4"])
    #expect(try barcodes("--branch", "MAIN", "--location", "FIC") == ["3", "2", "1", "5"])
    #expect(try barcodes("--location", "FIC", "--from", "FIC R", "--to", "FIC ROW v.2") == ["2"])
    #expect(try barcodes("--location", "FIC", "--to", "FIC R") == ["3", "2", "1"])
    #expect(try barcodes("--branch", "EAST").isEmpty)
    let text = try binary.run("main", "shelflist")
    #expect(text.output.hasPrefix("MAIN, FIC\n3 ") && text.output.contains("\n\nMAIN, REF\n4 "))
    #expect(text.errors.contains("5 items at MAIN"))
    let csv = try binary.run("main", "shelflist", "--location", "REF", "--csv").output.split(separator: "\n")
    #expect(csv.count == 2 && csv[0].hasPrefix("location,barcode,call_number,"))
    #expect(csv[1].hasPrefix("REF,4,REF 031,,,\"Short, and \"\"sweet\"\"\",available,branch,MAIN,MAIN,"))
    let object = try binary.run("main", "shelflist", "--location", "FIC", "--json").object
    #expect(object["schema"] as? String == "catchword.shelflist/1" && object["list"] as? String == "all")
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(items.map { $0["barcode"] as? String } == ["3", "2", "1", "5"])
    #expect(items.allSatisfy { $0.keys.contains("last_seen") && $0.keys.contains("reason") })
  }

  @Test func `what was not seen is missing, until it is marked or met`() throws {
    #expect(try binary.run("main", "checkout", "21", "5").status == 0)
    #expect(try binary.run("main", "inventory", "--location", "FIC", "2").status == 0)
    #expect(try barcodes("--location", "FIC", "--missing") == ["3", "1"])
    #expect(try barcodes("--missing", "--since", "2999-01-01") == ["3", "2", "1", "4"])
    #expect(try barcodes("--missing", "--since", "2020-01-01") == ["3", "1", "4"])
    #expect(try binary.run("main", "inhouse", "1").status == 0)
    let list = try binary.run("main", "shelflist", "--location", "FIC", "--missing", "--barcodes").output
    let marked = try binary.run("main", "mark", "missing", "-", "--reason", "inventory", input: list)
    #expect(marked.status == 0 && marked.output.split(separator: "\n").count == 1)
    #expect(try barcodes("--location", "FIC", "--missing").isEmpty)
    #expect(try binary.run("main", "shelflist", "--location", "FIC").output.contains("missing, place unknown"))
  }

  @Test func `what an inventory met in a wrong place is named`() throws {
    #expect(try binary.run("main", "inventory", "--location", "FIC", "2", "3", "1", "4").status == 0)
    #expect(try barcodes("--misplaced") == ["2", "4"])
    #expect(try barcodes("--misplaced", "--location", "REF") == ["4"])
    #expect(try barcodes("--misplaced", "--since", "2999-01-01").isEmpty)
    let object = try binary.run("main", "shelflist", "--misplaced", "--json").object
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(items.map { $0["reason"] as? String } == ["out-of-order", "other-location"])
    #expect(items[0]["belongs_behind"] as? String == "fic ada" && items[1]["found_in"] as? String == "FIC")
    let text = try binary.run("main", "shelflist", "--misplaced").output
    #expect(text.contains("out of order, belongs behind fic ada") && text.contains("stands in FIC"))
    #expect(try binary.run("main", "inventory", "--location", "REF", "4").status == 0)
    #expect(try barcodes("--misplaced") == ["2"])
  }

  @Test func `what came back to another branch goes home, and is not missing there`() throws {
    let branches = try binary.file("b.csv", "code,name,kind\nEAST,East,branch\n")
    #expect(try binary.run("main", "import", "branches", branches).status == 0)
    let bib = try binary.run("main", "show", "item", "1", "--json").object["bib"] as? String
    let added = try binary.run(
      "main", "item", "add", try #require(bib), "--barcode", "6", "--call-number", "FIC BUR", "--location", "FIC",
      "--branch", "EAST")
    #expect(added.status == 0)
    #expect(try barcodes("--branch", "EAST") == ["6"])
    #expect(try binary.run("main", "checkin", "6").status == 0)
    #expect(try barcodes("--branch", "EAST").isEmpty)
    #expect(try barcodes("--location", "FIC") == ["3", "6", "2", "1", "5"])
    #expect(try barcodes("--missing", "--location", "FIC", "--since", "2999-01-01") == ["3", "2", "1", "5"])
    #expect(try binary.run("main", "shelflist").output.contains("available, belongs to EAST"))
    #expect(try binary.run("main", "inventory", "--location", "FIC", "6").status == 0)
    #expect(try barcodes("--misplaced") == ["6"])
    #expect(try binary.run("main", "shelflist", "--misplaced").output.contains("stands in FIC and goes home"))
  }

  @Test(arguments: [
    ["--from", "A"], ["--missing", "--misplaced"], ["--since", "2026-11-01"], ["--csv", "--json"],
    ["--misplaced", "--location", "FIC", "--to", "C"],
  ])
  func `what makes no sense together is refused`(_ arguments: [String]) throws {
    #expect(try binary.run("main", list: ["shelflist"] + arguments).status == 64)
  }
}
