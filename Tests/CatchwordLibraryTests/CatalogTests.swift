import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct CatalogCaseTests {
  private func content(_ text: String) -> FieldContent {
    FieldContent(indicators: "1", "0", subfields: [.init("a", text)])
  }

  private func bib(_ net: TestNetwork) throws -> Derivation {
    try #require(net.main.derivations[.record(kind: LibraryKind.bib, net.bib)])
  }

  private func title(_ net: TestNetwork) throws -> RecordID {
    try #require(try net.main.fields(of: net.bib, "245").first).id
  }

  @Test(arguments: bothWays)
  func `case 31: a corrected title and a new subject both apply`(_ keys: [UInt64]) throws {
    let net = try TestNetwork(keys)
    try net.main.edit(.setField(title(net), content: content("Moby Dick"), settles: []))
    try net.east.edit(
      .addField(bib: net.bib, .init(tag: "650", content: content("Whales")), after: nil))
    try net.sync()
    let derivation = try bib(net)
    #expect(derivation.reviews.isEmpty)
    #expect(derivation.explanations.isEmpty)
    #expect(derivation.columns[BibField.Derived.title] == .text("Moby Dick"))
    #expect(derivation.document?.rest == "whales")
  }

  @Test(arguments: bothWays)
  func `case 32: one field edited twice shows the later and keeps the other`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let field = try title(net)
    net.main.clock = at(0, 9)
    try net.main.edit(.setField(field, content: content("Moby Dick"), settles: []))
    net.east.clock = at(0, 10)
    try net.east.edit(.setField(field, content: content("The whale"), settles: []))
    try net.sync()
    let derivation = try bib(net)
    #expect(derivation.columns[BibField.Derived.title] == .text("The whale"))
    let review = try #require(derivation.reviews.first)
    #expect(derivation.reviews.count == 1)
    #expect(review.conflictCase == 32)
    #expect(review.severity == .b)
    #expect(review.owner == "MAIN")
    #expect(review.sides.map(\.text) == ["10$aMoby Dick", "10$aThe whale (shown)"])
    #expect(review.record == field)
    #expect(
      derivation.explanations.first?.hasPrefix(
        "Field 245's content was edited in 2 ways at once (case 32, commits ") == true)
    #expect(derivation.explanations.first?.hasSuffix("; MAIN reviews.") == true)
    // Another edit that does not name the alternates leaves them standing.
    try net.main.edit(.setField(field, content: content("Whale"), settles: []))
    try net.sync()
    #expect(try bib(net).reviews.first?.sides.count == 2)
    try net.cart.resolve(try #require(try bib(net).reviews.first), keep: "A")
    try net.sync()
    #expect(try bib(net).reviews.isEmpty)
    #expect(try bib(net).columns[BibField.Derived.title] == .text("Moby Dick"))
  }

  @Test func `case 32: a side that came after the item was shown stays in conflict`() throws {
    let net = try TestNetwork()
    let field = try title(net)
    try net.main.edit(.setField(field, content: content("One"), settles: []))
    try net.east.edit(.setField(field, content: content("Two"), settles: []))
    try net.cart.edit(.setField(field, content: content("Three"), settles: []))
    try net.main.merge(net.east)
    let shown = try #require(try bib(net).reviews.first)
    try net.main.merge(net.cart)
    let kept = shown.sides[0]
    try net.main.resolve(shown, keep: "A")
    try net.sync()
    let review = try #require(try bib(net).reviews.first)
    #expect(review.sides.count == 2)
    #expect(review.sides.contains { $0.value == kept.value })
    #expect(review.sides.contains { $0.value == .text(content("Three").text) })
  }

  @Test func `the same edit twice is no conflict`() throws {
    let net = try TestNetwork()
    let field = try title(net)
    try net.main.edit(.setField(field, content: content("Same"), settles: []))
    try net.east.edit(.setField(field, content: content("Same"), settles: []))
    try net.sync()
    #expect(try bib(net).reviews.isEmpty)
  }

  @Test func `case 33: a field deleted here and edited there stays`() throws {
    for letter in ["A", "B"] {
      let net = try TestNetwork()
      let field = try net.main.edit(
        .addField(bib: net.bib, .init(tag: "650", content: content("Whales")), after: nil))
      try net.sync()
      try net.main.edit(.deleteField(field))
      try net.east.edit(.setField(field, content: content("Whaling"), settles: []))
      try net.sync()
      let review = try #require(try bib(net).reviews.first)
      #expect(review.conflictCase == 33)
      #expect(review.severity == .b)
      #expect(try bib(net).document?.rest == "whaling")
      #expect(try bib(net).explanations.first?.contains("(case 33, commits") == true)
      try net.cart.resolve(review, keep: letter)
      try net.sync()
      #expect(try bib(net).reviews.isEmpty)
      #expect(try bib(net).document?.rest == (letter == "A" ? "whaling" : ""))
    }
  }

  @Test(arguments: [true, false])
  func `case 34: a bib deleted while a branch attaches an item lives`(_ attaches: Bool) throws {
    let net = try TestNetwork()
    let empty = try net.main.edit(
      .addBib(leader: "l", fields: [.init(tag: "245", content: content("Alone"))]))
    try net.sync()
    try net.main.edit(.deleteBib(empty))
    if attaches {
      try net.east.edit(.addItem(bib: empty, [FieldValue(ItemField.owningBranch, .text("EAST"))]))
    } else {
      let field = try #require(try net.east.fields(of: empty, "245").first).id
      try net.east.edit(.setField(field, content: content("Not alone"), settles: []))
    }
    let subject = Subject.record(kind: LibraryKind.bib, empty)
    #expect(net.main.derivations[subject]?.columns[BibField.Derived.status] == .text("deleted"))
    #expect(net.main.derivations[subject]?.document == nil)
    try net.sync()
    let derivation = try #require(net.main.derivations[subject])
    #expect(derivation.columns[BibField.Derived.status] == .text("needs review"))
    #expect(
      derivation.columns[BibField.Derived.title] == .text(attaches ? "Alone" : "Not alone"))
    let review = try #require(derivation.reviews.first)
    #expect(derivation.reviews.count == 1)
    #expect(review.conflictCase == 34)
    #expect(review.owner == (attaches ? "EAST" : ""))
    #expect(derivation.explanations.first?.contains("(case 34, commits") == true)
    if attaches {
      #expect(throws: ReviewError.itemsStillAttached) {
        try net.main.resolve(review, keep: "B")
      }
      try net.main.resolve(review, keep: "A")
    } else {
      try net.main.resolve(review, keep: "B")
    }
    try net.sync()
    let last = try #require(net.main.derivations[subject])
    #expect(last.reviews.isEmpty)
    #expect(last.columns[BibField.Derived.status] == .text(attaches ? "live" : "deleted"))
  }

  @Test func `case 47: two edits of a call number are the owning branch's to decide`() throws {
    let net = try TestNetwork()
    let set = { (text: String) in
      CatalogEdit.setItem(
        net.item, [FieldValue(ItemField.callNumber, .text(text))], settles: [])
    }
    try net.main.edit(set("813 MEL"))
    try net.east.edit(set("FIC MEL"))
    try net.sync()
    let review = try #require(net.review)
    #expect(review.conflictCase == 47)
    #expect(review.owner == "MAIN")
    try net.main.resolve(review, keep: "B")
    try net.sync()
    #expect(net.review == nil)
  }

  @Test func `a patron edited twice is reviewed without naming anybody`() throws {
    let net = try TestNetwork()
    let patron = try #require(
      try net.main.records(
        kind: LibraryKind.patron, where: PatronField.card, is: .text("p1")
      ).first
    ).id
    for replica in [net.main, net.east] {
      try replica.edit(
        .setPatron(
          patron, [FieldValue(PatronField.name, .text("Secret \(replica.branch)"))], settles: []))
    }
    try net.sync()
    let derivation = try #require(
      net.main.derivations[.record(kind: LibraryKind.patron, patron)])
    let review = try #require(derivation.reviews.first)
    #expect(review.sides.allSatisfy { $0.value.isNull && !$0.text.contains("Secret") })
    try net.main.resolve(review, keep: "A")
    try net.sync()
    #expect(net.main.derivations[.record(kind: LibraryKind.patron, patron)]?.reviews == [])
  }

  @Test func `edits refuse what cannot be`() throws {
    let net = try TestNetwork()
    let nobody = RecordID(space: .source("x:bib"), number: 1)
    #expect(throws: CatalogError.unknownRecord("bib", nobody)) {
      try net.main.edit(.deleteBib(nobody))
    }
    #expect(throws: CatalogError.itemsAttached(1)) { try net.main.edit(.deleteBib(net.bib)) }
    #expect(throws: CatalogError.barcodeInUse("31234")) {
      try net.main.edit(.addItem(bib: net.bib, [FieldValue(ItemField.barcode, .text("31234"))]))
    }
    #expect(throws: CatalogError.cardInUse) {
      try net.main.edit(.addPatron([FieldValue(PatronField.card, .text("p1"))]))
    }
    #expect(throws: CatalogError.badTag("24")) {
      try net.main.edit(
        .addField(bib: net.bib, .init(tag: "24", content: content("x")), after: nil))
    }
    #expect(throws: CatalogError.badContent(tag: "245")) {
      try net.main.edit(.setField(title(net), content: FieldContent("10"), settles: []))
    }
    try net.main.edit(.addBranch(code: "WEST", name: "West", kind: "branch"))
    #expect(throws: CatalogError.branchExists("WEST")) {
      try net.main.edit(.addBranch(code: "WEST", name: "West", kind: "branch"))
    }
  }

  @Test func `a bib whose items are all marked deleted can go, and comes back with one`() throws {
    let net = try TestNetwork()
    try net.main.perform(.mark(.deleted, barcode: "31234", reason: nil), at: at(0, 9))
    try net.main.edit(.deleteBib(net.bib))
    #expect(try bib(net).columns[BibField.Derived.status] == .text("deleted"))
    try net.east.takeBack(at: at(0, 10))
    try net.sync()
    let derivation = try bib(net)
    #expect(derivation.columns[BibField.Derived.status] == .text("needs review"))
    #expect(derivation.reviews.first?.conflictCase == 34)
    #expect(derivation.columns[BibField.Derived.title] == .text("Moby-Dick"))
  }
}
