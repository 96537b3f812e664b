import Foundation
import Testing

/// The reports of likely duplicates as staff and scripts meet them.
@Suite struct DuplicatesTests {
  private let binary: Binary

  init() throws {
    binary = try Binary()
    try #require(try binary.run("main", "init", "--branch", "MAIN", "--network", "Valley").status == 0)
  }

  private func add(_ title: String, _ fields: String..., items: [String] = []) throws -> String {
    let words = ["--title", title] + fields.flatMap { ["--field", $0] }
    let id = try #require(try binary.run("main", list: ["bib", "add", "--json"] + words).object["id"] as? String)
    for barcode in items { try #require(try binary.run("main", "item", "add", id, "--barcode", barcode).status == 0) }
    return id
  }

  @Test func `likely duplicates of bibs are listed, with the one to keep first`() throws {
    let poor = try add("Walking", "010=##$a85-2", "020=##$a0306406152")
    let rich = try add("Walking, again", "010=##$a  85000002 ", "020=##$a0306406153", items: ["1", "2"])
    let volume = try add("A volume", "020=##$a9780306406157 (v. 1)")
    _ = try add("Another", "020=##$a080442957X")
    let before = try binary.digest("main")
    let object = try binary.run("main", "bib", "duplicates", "--json").object
    #expect(object["schema"] as? String == "catchword.bib-duplicates/1")
    #expect(object["compared"] as? Int == 4 && object["unreadable_isbns"] as? Int == 1)
    let clusters = try #require(object["clusters"] as? [[String: Any]])
    #expect(clusters.map { $0["evidence"] as? String } == ["strong", "weak"])
    let bibs = try clusters.map { try #require($0["bibs"] as? [[String: Any]]) }
    #expect(bibs.map { $0.map { $0["id"] as? String } } == [[rich, poor], [poor, volume]])
    #expect(bibs[0].map { $0["items"] as? Int } == [2, 0] && bibs[0].map { $0["keep"] as? Bool } == [true, false])
    let text = try binary.run("main", "bib", "duplicates", "--strong")
    #expect(
      text.output.hasPrefix("strong  LCCN 85000002\n  keep  \(rich)  Walking, again, no year, 2 items (MAIN 2)\n"))
    #expect(!text.output.contains("weak") && text.errors.contains("4 bibs compared, clusters: 1 strong."))
    let csv = try binary.run("main", "bib", "duplicates", "--csv").output.split(separator: "\n")
    #expect(csv.count == 5 && csv[0].hasPrefix("cluster,evidence,numbers,keep,id,"))
    #expect(csv[1].hasPrefix("1,strong,LCCN 85000002,keep,\(rich),\"Walking, again\",,,2,MAIN 2"))
    #expect(try binary.run("main", "bib", "delete", poor).status == 0)
    #expect(try binary.run("main", "bib", "duplicates").output.isEmpty)
    #expect(try binary.digest("main") != before)
    #expect(try binary.run("main", "bib", "duplicates", "--csv", "--json").status == 64)
  }

  @Test func `likely duplicates of patrons are named by ids and ends of cards alone`() throws {
    for (card, name, born) in [
      ("27040000001111", "Wren Alderbrook", "1990-05-01"), ("27040000002222", "Alderbrook, Wren", "1990-05-01"),
      ("21", "wren alderbrook", nil), ("22", "Ash Hollow", nil),
    ] {
      let day = born.map { ["--birth-date", $0] } ?? []
      try #require(
        try binary.run("main", list: ["patron", "add", card, "--name", name, "--branch", "MAIN"] + day).status == 0)
    }
    let json = try binary.run("main", "patron", "duplicates", "--json")
    let clusters = try #require(json.object["clusters"] as? [[String: Any]])
    #expect(clusters.map { $0["evidence"] as? String } == ["strong", "weak"])
    let patrons = try clusters.map { try #require($0["patrons"] as? [[String: Any]]) }
    #expect(patrons[0].compactMap { $0["card_end"] as? String }.sorted() == ["1111", "2222"])
    #expect(patrons[1].count == 3 && patrons[1].count { $0["card_end"] is NSNull } == 1)
    let text = try binary.run("main", "patron", "duplicates")
    #expect(
      text.output.contains("card …1111") && text.errors.contains("4 patrons compared, clusters: 1 strong, 1 weak."))
    for said in [json.output, text.output, text.errors] {
      #expect(!said.lowercased().contains("alder") && !said.contains("2704"))
    }
  }
}
