import Catchword
import CatchwordCore
import CatchwordLibrary
import Foundation
import Testing

/// Authorities of real libraries, found beside the checkout. They are under licences of their own, so
/// nothing of them stands here; without them these tests are skipped and say so.
@Suite struct AuthorityDataTests {
  private static let data = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/data")

  private static var isPresent: Bool {
    let isPresent = FileManager.default.fileExists(atPath: data.appendingPathComponent("README.md").path)
    if !isPresent { print("SKIPPED: the shared data are not at ../shared/data beside the checkout") }
    return isPresent
  }

  private static func path(_ name: String) -> String { data.appendingPathComponent(name).path }

  private func binary() throws -> Binary {
    let binary = try Binary()
    try #require(try binary.run("main", "init", "--branch", "MAIN", "--network", "Valley").status == 0)
    return binary
  }

  @Test(
    .enabled(if: isPresent),
    arguments: [
      ("evergreen_concerto_auth.marcxml", 159), ("iish_auth_1066_leader22_blank.mrc", 1066),
      ("koha_auth.marcxml", 1349),
    ])
  func `every authority comes in, and the second time says nothing new`(_ file: String, _ count: Int) throws {
    let binary = try binary()
    let words = ["import", "marc", Self.path("authorities/\(file)"), "--source", "data:one", "--json"]
    let first = try binary.run("main", list: words).object
    #expect(first["read"] as? Int == count && first["authorities"] as? Int == count)
    #expect(first["rejected"] as? Int == 0 && first["bibs"] as? Int == 0)
    #expect(try binary.run("main", list: words).object["skipped"] as? Int == count)
  }

  /// The system that these records come from tells which bib names which authority. Where a field's
  /// `$0` says so too, the link is here; the rest of its table rests on numbers that no field has.
  @Test(.enabled(if: isPresent))
  func `bibs name by number what their system says that they name`() throws {
    let binary = try binary()
    for file in ["authorities/evergreen_concerto_auth.marcxml", "evergreen-concerto/biblio.record_entry.marcxml"] {
      try #require(
        try binary.run("main", "import", "marc", Self.path(file), "--source", "evergreen:concerto").status == 0)
    }
    let replica = try Replica.open(at: binary.folder.appendingPathComponent("main").path)
    let table = try String(contentsOfFile: Self.path("evergreen-concerto/authority.bib_linking.tsv"), encoding: .utf8)
    let rows = table.split(separator: "\n").dropFirst().map { $0.split(separator: "\t").map(String.init) }
    let told = Set(rows.map { "\($0[1]) \($0[2])" })
    var found: Set<String> = []
    for number in Set(rows.map { $0[2] }) {
      for link in (try? replica.authority("(CONS)\(number)"))?.links ?? [] {
        let card = try replica.bib(link.bib.description)
        let local = card.fields.first { $0.tag == "901" }?.content["c"]
        found.insert("\(local ?? "") \(number)")
      }
    }
    #expect(told.count == 245)
    #expect(found.subtracting(told).isEmpty)
    #expect(found.count >= 170, "\(found.count)")
  }
}
