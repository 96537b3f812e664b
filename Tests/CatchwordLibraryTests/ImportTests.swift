import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct ImportTests {
  private func field(_ tag: String, _ text: String) -> ImportedField {
    let content =
      FieldContent.isControl(tag: tag)
      ? FieldContent(text) : FieldContent(subfields: [.init("a", text)])
    return ImportedField(tag: tag, content: content)
  }

  private func sample() -> ImportedBib {
    var item = ImportedItem(sourceNumber: "501", barcode: "900")
    item.callNumber = "813 MEL"
    item.owningBranch = "MAIN"
    var nameless = ImportedItem()
    nameless.callNumber = "REF"
    return ImportedBib(
      key: "17", sourceNumber: "17", controlNumber: "ocm1", leader: "leader",
      fields: [
        field("001", "ocm1"), field("245", "Moby-Dick"), field("650", "Whales"),
        field("650", "Whales"), field("651", "Sea"),
      ], items: [item, nameless])
  }

  @discardableResult
  private func load(
    _ bibs: [ImportedBib], into replica: TestReplica
  ) throws -> [CatalogImport.Outcome] {
    var run = try CatalogImport(source: "koha:valley", hashing: testHashing)
    return try bibs.map { bib in
      let outcome = try run.plan(bib, in: replica)
      try replica.commit(outcome.operations)
      return outcome
    }
  }

  private func texts(_ replica: TestReplica, _ bib: RecordID) throws -> [String] {
    try replica.liveFields(of: bib).map {
      let content = FieldContent($0[BibChildField.content].text ?? "")
      return "\($0[BibChildField.tag].text ?? "") \(content["a"] ?? content.text)"
    }
  }

  @Test func `importing twice writes once`() throws {
    let net = try TestNetwork()
    let first = try load([sample()], into: net.main)
    #expect(first[0].isNew)
    #expect(first[0].bib == RecordID(space: .source("koha:valley:bib"), number: 17))
    #expect(first[0].operations.count == 8)
    let again = try load([sample()], into: net.main)
    #expect(again[0].operations.isEmpty)
    #expect(again[0].messages.isEmpty)
    #expect(
      try texts(net.main, first[0].bib)
        == ["001 ocm1", "245 Moby-Dick", "650 Whales", "650 Whales", "651 Sea"])
  }

  @Test func `two branches that import one file have the same records and no conflict`() throws {
    let net = try TestNetwork()
    let main = try load([sample()], into: net.main)
    let east = try load([sample()], into: net.east)
    #expect(main[0].operations == east[0].operations)
    try net.sync()
    let derivation = net.main.derivations[.record(kind: LibraryKind.bib, main[0].bib)]
    #expect(derivation?.reviews == [])
    #expect(try net.main.liveFields(of: main[0].bib).count == 5)
    #expect(try net.main.items(of: main[0].bib).count == 2)
    #expect(try load([sample()], into: net.cart)[0].operations.isEmpty)
  }

  @Test func `a changed title is one write of one field`() throws {
    let net = try TestNetwork()
    let bib = try load([sample()], into: net.main)[0].bib
    var changed = sample()
    changed.fields[1] = field("245", "Moby-Dick, or The whale")
    let outcome = try load([changed], into: net.main)[0]
    #expect(outcome.operations.count == 2)
    #expect(try texts(net.main, bib)[1] == "245 Moby-Dick, or The whale")
    #expect(outcome.messages.isEmpty)
  }

  @Test func `an inserted subject stands where the file has it and moves no other`() throws {
    let net = try TestNetwork()
    let bib = try load([sample()], into: net.main)[0].bib
    let places = try net.main.liveFields(of: bib).map { $0[BibChildField.position] }
    #expect(places == (1...5).map { .integer($0 * 1024) })
    var changed = sample()
    changed.fields.insert(field("650", "Captains"), at: 2)
    changed.fields.insert(field("650", "Ships"), at: 3)
    changed.fields.append(field("700", "Ahab"))
    try load([changed], into: net.main)
    #expect(
      try texts(net.main, bib) == [
        "001 ocm1", "245 Moby-Dick", "650 Captains", "650 Ships", "650 Whales", "650 Whales",
        "651 Sea", "700 Ahab",
      ])
    let after = try net.main.liveFields(of: bib).map { $0[BibChildField.position] }
    #expect(places.allSatisfy(after.contains))
    #expect(try load([changed], into: net.main)[0].operations.isEmpty)
  }

  @Test func `a subject that the source dropped goes, and returns when it returns`() throws {
    let net = try TestNetwork()
    let bib = try load([sample()], into: net.main)[0].bib
    var changed = sample()
    changed.fields.remove(at: 4)
    try load([changed], into: net.main)
    #expect(try texts(net.main, bib).count == 4)
    try load([sample()], into: net.main)
    #expect(try texts(net.main, bib).last == "651 Sea")
  }

  @Test func `a local edit survives, and stands beside a change of the source`() throws {
    let net = try TestNetwork()
    let bib = try load([sample()], into: net.main)[0].bib
    let title = try #require(try net.main.fields(of: bib, "245").first).id
    let mine = FieldContent(subfields: [.init("a", "Corrected here")])
    try net.main.edit(.setField(title, content: mine, settles: []))
    var changed = sample()
    changed.fields[4] = field("651", "Ocean")
    #expect(try load([changed], into: net.main)[0].messages.isEmpty)
    #expect(try texts(net.main, bib)[1] == "245 Corrected here")
    changed.fields[1] = field("245", "Corrected there")
    let outcome = try load([changed], into: net.main)[0]
    #expect(outcome.messages.map(\.code) == [.changedOnBothSides])
    let reviews = net.main.derivations[.record(kind: LibraryKind.bib, bib)]?.reviews ?? []
    #expect(reviews.map(\.conflictCase) == [32])
    #expect(reviews.first?.sides.count == 2)
    #expect(try load([changed], into: net.main)[0].operations.isEmpty)
  }

  @Test func `a dropped field that was edited here stays and is reported`() throws {
    let net = try TestNetwork()
    let bib = try load([sample()], into: net.main)[0].bib
    let sea = try #require(try net.main.fields(of: bib, "651").first).id
    let mine = FieldContent(subfields: [.init("a", "Pacific")])
    try net.main.edit(.setField(sea, content: mine, settles: []))
    var changed = sample()
    changed.fields.remove(at: 4)
    #expect(try load([changed], into: net.main)[0].messages.map(\.code) == [.changedFieldVanished])
    #expect(try texts(net.main, bib).last == "651 Pacific")
  }

  @Test func `items: what changed at the source is written, what changed here stays`() throws {
    let net = try TestNetwork()
    let bib = try load([sample()], into: net.main)[0].bib
    let item = RecordID(space: .source("koha:valley:item"), number: 501)
    let note = FieldValue(ItemField.shelvingLocation, .text("Window"))
    try net.main.edit(.setItem(item, [note], settles: []))
    var changed = sample()
    changed.items[0].callNumber = "FIC MEL"
    changed.items[0].owningBranch = nil
    let outcome = try load([changed], into: net.main)[0]
    #expect(outcome.items == 1)
    let view = try #require(try net.main.record(kind: LibraryKind.item, item))
    #expect(view[ItemField.callNumber] == .text("FIC MEL"))
    #expect(view[ItemField.owningBranch] == .null)
    #expect(view[ItemField.shelvingLocation] == .text("Window"))
    changed.items.removeLast()
    let last = try load([changed], into: net.main)[0]
    #expect(last.messages.map(\.code) == [.itemVanished])
    #expect(try net.main.items(of: bib).count == 2)
  }

  @Test func `a key that repeats in one file keeps its bibs apart, import after import`() throws {
    let net = try TestNetwork()
    var twin = sample()
    twin.fields[1] = field("245", "Another book")
    twin.items = []
    let outcomes = try load([sample(), twin], into: net.main)
    #expect(outcomes[0].bib != outcomes[1].bib)
    #expect(outcomes[1].messages.map(\.code) == [.keyRepeated])
    let again = try load([sample(), twin], into: net.main)
    #expect(again.allSatisfy { $0.operations.isEmpty })
    #expect(again[1].messages.map(\.code) == [.keyRepeated])
  }

  @Test func `a bib deleted here stays deleted`() throws {
    let net = try TestNetwork()
    var bare = sample()
    bare.items = []
    let bib = try load([bare], into: net.main)[0].bib
    try net.main.edit(.deleteBib(bib))
    #expect(try load([bare], into: net.main)[0].messages.isEmpty)
    bare.fields[1] = field("245", "New title")
    let outcome = try load([bare], into: net.main)[0]
    #expect(outcome.operations.isEmpty)
    #expect(outcome.messages.map(\.code) == [.deletedHere])
  }

  @Test func `a source needs a name that can name ids`() {
    #expect(throws: ImportError.sourceName("Valley Library")) {
      try CatalogImport(source: "Valley Library", hashing: testHashing)
    }
  }
}
