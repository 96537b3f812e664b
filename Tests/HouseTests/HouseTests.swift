import Testing

/// The rules of the house, run over the tree in which this file stands.
@Suite struct HouseTests {
  private let house: House

  init() throws { house = try House() }

  @Test func `every import follows an arrow of the architecture`() {
    expectNone(house.files.filter { $0.module != nil && !$0.isGenerated }.flatMap(ImportRules.check))
  }

  @Test func `the manifest declares no dependency beyond the arrows`() throws {
    let manifest = house.file("Package.swift")
    expectNone(ImportRules.checkManifest(try #require(manifest)))
  }

  @Test func `the pure ring is pure, and nobody locks or shares`() {
    expectNone(house.swiftSources.flatMap(PurityRules.check))
  }

  @Test func `no file is longer than its limit`() {
    expectNone(house.files.flatMap(WritingRules.checkLength))
  }

  @Test func `every folder and file is named after what is inside`() {
    expectNone(house.files.flatMap(WritingRules.checkNames))
  }

  @Test func `SQL takes bound parameters`() {
    expectNone(house.swiftSources.flatMap(WritingRules.checkSQL))
  }

  @Test func `nothing is left for later in the sources`() {
    expectNone(house.files.flatMap(WritingRules.checkLeftovers))
  }

  @Test func `no file names the machine it was written on`() {
    let checkout = house.place
    expectNone(house.files.flatMap { WritingRules.checkMachinePaths($0, checkout: checkout) })
  }

  @Test func `every cited section of the protocol exists`() {
    let sections = DocumentRules.protocolSections(in: house.files)
    let citing = house.files.filter { !$0.path.hasPrefix("Tests/HouseTests/") }
    expectNone(citing.flatMap { DocumentRules.checkProtocolCitations($0, sections: sections) })
  }

  @Test func `every cited rule is defined`() {
    let pages = ["ARCHITECTURE.md", "Documentation/Rules.md"].compactMap(house.file)
    let defined = DocumentRules.definedRules(in: pages)
    let citing = house.files.filter { file in
      let isCode = file.name.hasSuffix(".swift") && !file.isGenerated
      let isOwnTest = file.path.hasPrefix("Tests/HouseTests/")
      let isPage = ["Protocol/", "Documentation/Decisions/"].contains(where: file.path.hasPrefix)
      return isCode && !isOwnTest || isPage && file.name.hasSuffix(".md")
        || ["ARCHITECTURE.md", "CONTRIBUTING.md"].contains(file.path)
    }
    expectNone(citing.flatMap { DocumentRules.checkRuleCitations($0, defined: defined) })
  }

  @Test func `all invariants, checks and ground rules are defined`() {
    let pages = ["ARCHITECTURE.md", "Documentation/Rules.md"].compactMap(house.file)
    let defined = DocumentRules.definedRules(in: pages)
    for (letter, count) in [("R", 14), ("C", 18), ("L", 10), ("G", 9)] {
      let missing = (1...count).map { "\(letter)\($0)" }.filter { !defined.contains($0) }
      #expect(missing.isEmpty)
    }
  }

  @Test func `the architecture names what exists and nothing else`() throws {
    let page = house.file("ARCHITECTURE.md")
    expectNone(
      DocumentRules.checkArchitecture(
        try #require(page), modules: house.modules, folders: house.folders, exists: house.holds))
  }

  @Test func `the readme names the two commands`() throws {
    let readme = house.file("README.md")
    expectNone(DocumentRules.checkReadme(try #require(readme)))
  }

  @Test func `formatting is configured, stricter at the root than in the tests`() {
    #expect(house.exists(".swift-format"))
    #expect(house.exists("Tests/.swift-format"))
  }

  private func expectNone(
    _ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for finding in findings { Issue.record("\(finding)", sourceLocation: sourceLocation) }
  }
}
