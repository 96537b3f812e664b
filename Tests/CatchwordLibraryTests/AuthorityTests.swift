import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct AuthorityTests {
  private let net: TestNetwork
  private let authority: RecordID

  init() throws {
    net = try TestNetwork()
    authority = try net.main.keep(.add(tag: "150", heading: topic("Whales"), variants: [topic("Cetacea")]))
    try net.sync()
  }

  private func bib(_ replica: TestReplica) throws -> Derivation {
    try #require(replica.derivations[.record(kind: LibraryKind.bib, net.bib)])
  }

  private func subjects(_ replica: TestReplica) -> [Subject] {
    replica.derivations.keys.sorted().filter { replica.derivations[$0]?.reviews.isEmpty == false }
  }

  private func addSubject(_ text: String, at replica: TestReplica) throws -> RecordID {
    let field = CatalogEdit.NewField(tag: "650", content: topic(text))
    return try replica.edit(.addField(bib: net.bib, field, after: nil))
  }

  private func shown(_ field: RecordID, at replica: TestReplica) throws -> String {
    let view = try #require(try replica.record(kind: LibraryKind.bibField, field))
    return try replica.shownContent(of: view).words
  }

  @Test func `a bib that names an authority shows its heading, however it changes`() throws {
    let field = try addSubject("whales.", at: net.main)
    try net.main.keep(.link(field: field, to: authority))
    try net.sync()
    #expect(try shown(field, at: net.east) == "Whales")
    try net.east.keep(.setHeading(authority, topic("Dolphins"), settles: []))
    try net.sync()
    #expect(try shown(field, at: net.main) == "Dolphins")
    #expect(try bib(net.main).document?.rest == "dolphins")
    let view = try #require(try net.main.record(kind: LibraryKind.bibField, field))
    #expect(view[BibChildField.content] == .text(topic("whales.").text))
    #expect(subjects(net.main).isEmpty)
  }

  @Test func `two who change one heading at once leave both, and the earlier one once for all`() throws {
    net.main.clock = at(0, 9)
    try net.main.keep(.setHeading(authority, topic("Big whales"), settles: []))
    net.east.clock = at(0, 10)
    try net.east.keep(.setHeading(authority, topic("Great whales"), settles: []))
    try net.sync()
    let subject = Subject.record(kind: LibraryKind.authority, authority)
    let review = try #require(net.main.derivations[subject]?.reviews.first)
    #expect(review.conflictCase == 32 && review.owner.isEmpty)
    #expect(net.main.derivations[subject]?.reviews.count == 1)
    #expect(review.sides.count == 2)
    #expect(net.main.derivations[subject]?.columns[AuthorityField.Derived.shown] == .text("Great whales"))
    try net.cart.resolve(review, keep: "A")
    try net.sync()
    #expect(subjects(net.main).isEmpty)
    let view = try #require(try net.main.record(kind: LibraryKind.authority, authority))
    #expect(view.heading?.content.words == "Big whales")
    #expect(view[AuthorityField.key] == .text("50\u{1f}abig whales"))
    // The side that was given up and the heading before both are earlier ones.
    let former = try net.main.liveAuthorityFields(of: authority).filter(\.isFormerHeading)
      .compactMap { $0[AuthorityChildField.key].text }
    #expect(Set(former) == ["50\u{1f}awhales", "50\u{1f}agreat whales"])
  }

  @Test(arguments: ["A", "B"])
  func `case 35: an old heading typed offline is proposed, and decided once`(_ side: String) throws {
    let field = try addSubject("WHALES", at: net.east)
    try net.main.keep(.setHeading(authority, topic("Dolphins"), settles: []))
    try net.sync()
    let review = try #require(try bib(net.main).reviews.first)
    #expect(try bib(net.main).reviews.count == 1)
    #expect(review.conflictCase == 35 && review.owner == "MAIN" && review.severity == .b)
    #expect(review.record == field && review.sides.map(\.letter) == ["A", "B"])
    #expect(review.sides[0].value == .record(authority))
    try net.cart.resolve(review, keep: side)
    try net.sync()
    #expect(try bib(net.main).reviews.isEmpty)
    #expect(try shown(field, at: net.east) == (side == "A" ? "Dolphins" : "WHALES"))
  }

  @Test func `a variant, a heading in use and a stranger are proposed to nobody`() throws {
    try net.main.keep(.setHeading(authority, topic("Dolphins"), settles: []))
    _ = try addSubject("Cetacea", at: net.main)
    _ = try addSubject("dolphins", at: net.main)
    _ = try addSubject("Ships", at: net.main)
    try net.sync()
    #expect(subjects(net.main).isEmpty)
    let field = try addSubject("Whales", at: net.main)
    try net.sync()
    #expect(try bib(net.main).reviews.map(\.conflictCase) == [35])
    // Whoever makes it a heading again takes the question away.
    try net.main.keep(.add(tag: "150", heading: topic("Whales"), variants: []))
    try net.sync()
    #expect(try bib(net.main).reviews.isEmpty)
    #expect(try shown(field, at: net.main) == "Whales")
  }

  @Test func `a text that says something else takes the link away`() throws {
    let field = try addSubject("Whales", at: net.main)
    try net.main.keep(.link(field: field, to: authority))
    try net.main.edit(.setField(field, content: topic("whales"), settles: []))
    let linked = { try net.main.record(kind: LibraryKind.bibField, field)?[BibChildField.authority] }
    #expect(try linked() == .record(authority))
    try net.main.edit(.setField(field, content: topic("Ships"), settles: []))
    #expect(try linked() == .null)
    // The null came with the text, so it decides nothing about another text.
    try net.main.keep(.setHeading(authority, topic("Dolphins"), settles: []))
    try net.main.edit(.setField(field, content: topic("Whales"), settles: []))
    try net.sync()
    #expect(try bib(net.main).reviews.map(\.conflictCase) == [35])
    try net.main.keep(.link(field: field, to: nil))
    try net.sync()
    #expect(try bib(net.main).reviews.isEmpty)
  }

  @Test func `links follow an authority that was merged into another`() throws {
    let field = try addSubject("Whales", at: net.main)
    try net.main.keep(.link(field: field, to: authority))
    let other = try net.main.keep(.add(tag: "150", heading: topic("Sea mammals"), variants: []))
    try net.main.keep(.retire(authority, into: [other]))
    try net.sync()
    #expect(try shown(field, at: net.east) == "Sea mammals")
    #expect(subjects(net.main).isEmpty)
    try net.east.keep(.setHeading(other, topic("Marine mammals"), settles: []))
    try net.sync()
    #expect(try shown(field, at: net.main) == "Marine mammals")
    // The old heading, typed again, leads to what took its place.
    let late = try addSubject("Whales", at: net.cart)
    try net.sync()
    let review = try #require(try bib(net.main).reviews.first)
    #expect(review.record == late && review.sides[0].value == .record(other))
    try net.main.keep(.reestablish(authority))
    try net.sync()
    #expect(try shown(field, at: net.east) == "Whales")
    #expect(subjects(net.main).isEmpty)
  }

  @Test func `case 36: an authority that two took the place of lists its bibs`() throws {
    let field = try addSubject("Whales", at: net.main)
    try net.main.keep(.link(field: field, to: authority))
    let one = try net.main.keep(.add(tag: "150", heading: topic("Baleen whales"), variants: []))
    let two = try net.main.keep(.add(tag: "150", heading: topic("Toothed whales"), variants: []))
    try net.sync()
    // Each branch has one of the two in mind.
    try net.main.keep(.retire(authority, into: [one]))
    try net.east.keep(.retire(authority, into: [two]))
    #expect(try shown(field, at: net.main) == "Baleen whales")
    try net.sync()
    #expect(try shown(field, at: net.main) == "Whales")
    let subject = Subject.record(kind: LibraryKind.authority, authority)
    let review = try #require(net.main.derivations[subject]?.reviews.first)
    #expect(review.conflictCase == 36 && review.severity == .b && review.owner.isEmpty)
    #expect(review.sides.count == 1 && review.summary.contains("1 bib names it"))
    #expect(throws: ReviewError.notResolvable) { try net.main.resolve(review, keep: "A") }
    try net.cart.keep(.link(field: field, to: two))
    try net.sync()
    #expect(subjects(net.main).isEmpty)
    #expect(try shown(field, at: net.east) == "Toothed whales")
  }

  @Test func `a circle of mergers stands still, and a bib that goes is listed no more`() throws {
    let field = try addSubject("Whales", at: net.main)
    try net.main.keep(.link(field: field, to: authority))
    let other = try net.main.keep(.add(tag: "150", heading: topic("Sea mammals"), variants: []))
    try net.sync()
    try net.main.keep(.retire(authority, into: [other]))
    try net.east.keep(.retire(other, into: [authority]))
    try net.sync()
    let least = min(authority, other)
    #expect(subjects(net.main) == [.record(kind: LibraryKind.authority, least)])
    #expect(try shown(field, at: net.main) == "Whales")
    try net.main.commit([CatchwordCore.Operation(.delete, kind: LibraryKind.bib, record: net.bib)])
    try net.sync()
    let bibs = net.main.derivations[.record(kind: LibraryKind.authority, least)]?.reviews
    #expect(bibs?.isEmpty == true)
  }

  @Test func `edits that cannot stand are refused`() throws {
    let other = try net.main.keep(.add(tag: "151", heading: topic("Wales"), variants: []))
    let field = try addSubject("Whales", at: net.main)
    #expect(throws: AuthorityError.headingInUse(authority)) {
      try net.main.keep(.add(tag: "150", heading: topic("WHALES."), variants: []))
    }
    #expect(throws: AuthorityError.badTag("245")) {
      try net.main.keep(.add(tag: "245", heading: topic("x"), variants: []))
    }
    #expect(throws: AuthorityError.emptyHeading) {
      try net.main.keep(.setHeading(authority, topic("..."), settles: []))
    }
    #expect(throws: AuthorityError.otherSort(field: "650", heading: "151")) {
      try net.main.keep(.link(field: field, to: other))
    }
    #expect(throws: AuthorityError.ownSuccessor) { try net.main.keep(.retire(authority, into: [authority])) }
    try net.main.keep(.retire(authority, into: []))
    #expect(throws: AuthorityError.retired(authority)) { try net.main.keep(.link(field: field, to: authority)) }
  }
}

@Suite struct AuthorityImportTests {
  private func authority(_ heading: String, variants: [String] = []) -> ImportedBib {
    var said = ImportedBib(
      key: "CONS 12", controlNumber: "12", leader: "00000cz  a2200000n  4500",
      fields: [
        ImportedField(tag: "001", content: FieldContent("12")),
        ImportedField(tag: "003", content: FieldContent("CONS")),
        ImportedField(tag: "010", content: FieldContent("  \u{1f}an  79021164 ")),
        ImportedField(tag: "150", content: topic(heading)),
      ] + variants.map { ImportedField(tag: "450", content: topic($0)) })
    said.isAuthority = true
    return said
  }

  private func take(_ said: ImportedBib, _ replica: TestReplica) throws -> CatalogImport.Outcome {
    var run =
      try said.isAuthority
      ? CatalogImport(authoritiesOf: "test:one", hashing: testHashing)
      : CatalogImport(source: "test:one", hashing: testHashing)
    let outcome = try run.plan(said, in: replica)
    try replica.commit(outcome.operations)
    return outcome
  }

  private func bib(_ subject: String, _ number: String) -> ImportedBib {
    ImportedBib(
      key: "7", controlNumber: "7", leader: "00000nam a2200000   4500",
      fields: [
        ImportedField(tag: "245", content: topic("Book")),
        ImportedField(tag: "650", content: FieldContent(topic(subject).text + "\u{1f}0" + number)),
      ])
  }

  @Test func `an unchanged file writes nothing, and a new heading keeps the old one`() throws {
    let net = try TestNetwork()
    let first = try take(authority("Whales", variants: ["Cetacea"]), net.main)
    #expect(first.isNew)
    #expect(try take(authority("Whales", variants: ["Cetacea"]), net.main).operations.isEmpty)
    try net.sync()
    // Both branches import the file in which it changed.
    for replica in [net.main, net.east] {
      #expect(try !take(authority("Dolphins", variants: ["Cetacea"]), replica).isNew)
    }
    try net.sync()
    let view = try #require(try net.main.record(kind: LibraryKind.authority, first.bib))
    #expect(view.heading?.content.words == "Dolphins")
    #expect(view[AuthorityField.number] == .text("(CONS)12"))
    #expect(view[AuthorityField.lccn] == .text("n79021164"))
    let children = try net.main.liveAuthorityFields(of: first.bib)
    #expect(children.filter(\.isFormerHeading).count == 1)
    #expect(children.count == 5)
    #expect(net.main.derivations.values.flatMap(\.reviews).isEmpty)
  }

  @Test func `a heading changed here and at the source stands both ways`() throws {
    let net = try TestNetwork()
    let id = try take(authority("Whales"), net.main).bib
    try net.main.keep(.setHeading(id, topic("Great whales"), settles: []))
    let outcome = try take(authority("Dolphins"), net.main)
    #expect(outcome.messages.map(\.code) == [.changedOnBothSides])
    let reviews = net.main.derivations[.record(kind: LibraryKind.authority, id)]?.reviews
    #expect(reviews?.map(\.conflictCase) == [32])
  }

  @Test(arguments: ["(CONS)12", "(DLC)n  79021164", "http://id.loc.gov/authorities/names/n79021164"])
  func `a number links outright, whatever the text says`(_ number: String) throws {
    let net = try TestNetwork()
    let id = try take(authority("Whales"), net.main).bib
    let outcome = try take(bib("Fish", number), net.main)
    let field = try #require(
      try net.main.liveFields(of: outcome.bib).first { $0[BibChildField.tag] == .text("650") })
    #expect(field[BibChildField.authority] == .record(id))
    #expect(try net.main.shownContent(of: field).words == "Whales")
    #expect(try take(bib("Fish", number), net.main).operations.isEmpty)
    // The source drops the number and says something else: so does the link.
    _ = try take(bib("Fishes", "(XX)1"), net.main)
    #expect(try net.main.linkedFields(to: id).isEmpty)
  }

  @Test func `a number that nobody has links nothing`() throws {
    let net = try TestNetwork()
    _ = try take(authority("Whales"), net.main)
    let outcome = try take(bib("Whales", "(CONS)13"), net.main)
    #expect(try net.main.liveFields(of: outcome.bib).allSatisfy { $0[BibChildField.authority].isNull })
  }
}

private func topic(_ text: String) -> FieldContent {
  FieldContent(indicators: " ", " ", subfields: [.init("a", text)])
}

extension TestReplica {
  @discardableResult
  fileprivate func keep(_ edit: AuthorityEdit) throws -> RecordID {
    let plan = try edit.plan(in: self, mint: mint)
    try commit(plan.operations)
    return plan.record
  }
}
