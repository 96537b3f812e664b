import Testing

/// The board of planted bugs is that of the code, and what is installed has none.
@Suite struct PlantedTests {
  private let house: House
  private let planted: [String]
  private let plantedInChecker: [String]
  private let rows: [[String]]

  init() throws {
    let house = try House()
    let code = try #require(house.file("Sources/CatchwordCore/Planted.swift"))
    let page = try #require(house.file("Simulations/README.md"))
    planted = PlantedRules.cases(of: "Planted", in: code)
    plantedInChecker = PlantedRules.cases(of: "PlantedInChecker", in: code)
    rows = PlantedRules.rows(of: page)
    self.house = house
  }

  @Test func `planted bugs are compiled away but under their trait`() {
    for finding in house.swiftSources.flatMap(PlantedRules.checkConditions) {
      Issue.record("\(finding)")
    }
  }

  @Test func `a planted bug outside of the condition is reported`() {
    let text = """
      #if Mutants
        if Planted.a.isAtWork { return }
      #else
        if Planted.b.isAtWork { return }
      #endif
      if Planted.c.isAtWork { return }
      """
    let file = TextFile("Sources/CatchwordCore/A.swift", text)
    #expect(PlantedRules.checkConditions(file).map(\.line) == [4, 6])
  }

  @Test func `the board names the planted bugs of the code, in its order`() {
    #expect(planted.count >= 20)
    let board = rows.compactMap(\.first).filter { !$0.hasPrefix("planted ") }
    #expect(board == (planted + plantedInChecker).map(PlantedRules.spelled))
  }

  @Test func `every planted bug stands where the board says`() {
    for name in planted {
      let row = rows.first { $0.first == PlantedRules.spelled(name) } ?? []
      let module = row.count > 1 ? row[1] : ""
      let bearers = house.swiftSources.filter {
        $0.module == module && $0.text.contains("Planted.\(name).isAtWork")
      }
      #expect(!bearers.isEmpty, "\(name) is not planted in \(module)")
    }
  }

  @Test func `all that was planted is caught`() {
    #expect(!rows.isEmpty)
    let board = rows.map { $0.joined(separator: " | ") }
    #expect(board.filter { $0.contains("**") }.isEmpty)
  }
}
