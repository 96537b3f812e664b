import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct CivilDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-16", 20_773),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func `days and dates`(_ text: String, _ day: Int64) throws {
    #expect(try CivilDate(parsing: text).day == day)
    #expect(CivilDate(day: day).description == text)
  }

  @Test func `every day of four centuries comes back`() throws {
    for day in stride(from: Int64(-80_000), to: 80_000, by: 1) {
      let (year, month, ofMonth) = CivilDate(day: day).components
      #expect(try CivilDate(year: year, month: month, day: ofMonth).day == day)
    }
  }

  @Test(arguments: [
    "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "0000-01-01",
    "2026-01-01 ", "2026/01/01", "", "２０26-01-01",
  ])
  func `no date is refused by its own name`(_ text: String) {
    #expect(throws: CivilDateError.notADate(text)) { try CivilDate(parsing: text) }
    #expect(CivilDateError.notADate("2026-02-30").description.hasPrefix("2026-02-30 is not a date"))
  }

  @Test func `instants are written in UTC, before 1970 too`() {
    #expect(instantText(at(0, 15, 4) + 5) == "2026-11-16T15:04:05Z")
    #expect(instantText(-1) == "1969-12-31T23:59:59Z")
    #expect(instantText(Int64.min) == instantText(Int64.min))
  }
}

@Suite struct FieldContentTests {
  @Test func `a field takes itself apart and puts itself together`() {
    let content = FieldContent("10\u{1f}aMoby-Dick /\u{1f}c\u{301}Melville\u{1f}aagain")
    #expect(content.firstIndicator == "1")
    #expect(content.secondIndicator == "0")
    #expect(content["a"] == "Moby-Dick /")
    #expect(content["c"]?.unicodeScalars.first == "\u{301}")
    #expect(content.texts("a") == ["Moby-Dick /", "again"])
    let again = FieldContent(indicators: "1", "0", subfields: content.subfields)
    #expect(again == content)
    #expect(Array(content.description.utf8).starts(with: Array("10$aMoby-Dick /$c".utf8)))
  }

  @Test(arguments: ["", "1", "\u{1f}", "10", "10\u{1f}", "1\u{1f}ax"])
  func `nothing that a file may hold stops it`(_ text: String) {
    let content = FieldContent(text)
    _ = (content.firstIndicator, content.secondIndicator, content.subfields, content.words)
    #expect(content.text == text)
  }
}

@Suite struct SearchTextTests {
  @Test(arguments: [
    ("Moby-Dick; or, The Whale", "moby dick or the whale"),
    ("戦争と平和", "戦 争 と 平 和"), ("한국어 책", "한 국 어 책"), ("iPod 日本 2", "ipod 日 本 2"),
    ("CAFÉ Ångström", "café ångström"), ("", ""), ("...", ""),
  ])
  func `texts become tokens`(_ text: String, _ tokens: String) {
    #expect(SearchText.tokenized(text) == tokens)
  }

  @Test(arguments: [
    ("whale", "\"whale\"*"), ("moby whale", "\"moby\" \"whale\"*"),
    ("well-known wha", "\"well known\" \"wha\"*"), ("平和", "\"平 和\""),
    ("whale OR NEAR(a b)", "\"whale\" \"or\" \"near a\" \"b\"*"),
    ("\"quoted\" title:x*", "\"quoted\" \"title x\"*"), ("-ahab ^first", "\"ahab\" \"first\"*"),
  ])
  func `queries quote every word and pass no operator on`(_ input: String, _ query: String) {
    #expect(SearchText.query(input) == query)
  }

  @Test func `a query of nothing is none`() {
    #expect(SearchText.query(" *\" ") == nil)
  }

  @Test func `a bib is found by title, names, subjects, numbers and call numbers`() throws {
    let net = try TestNetwork()
    let content = { (text: String) in FieldContent("10\u{1f}a" + text) }
    let bib = try net.main.edit(
      .addBib(
        leader: "l",
        fields: [
          .init(tag: "008", content: FieldContent("850101s1984    xx")),
          .init(tag: "020", content: content("978-0-14-243724-7")),
          .init(tag: "100", content: content("Tolstoy, Leo, J. K.")),
          .init(tag: "245", content: content("War and peace :\u{1f}bnovel /\u{1f}cL. Tolstoy.")),
          .init(tag: "650", content: content("War\u{1f}0(DE-588)123")),
          .init(tag: "880", content: FieldContent("10\u{1f}6245-01\u{1f}aВойна и мир")),
        ]))
    try net.main.edit(.addItem(bib: bib, [FieldValue(ItemField.callNumber, .text("891.733 T58"))]))
    let derivation = try #require(net.main.derivations[.record(kind: LibraryKind.bib, bib)])
    #expect(derivation.columns[BibField.Derived.title] == .text("War and peace : novel"))
    #expect(derivation.columns[BibField.Derived.author] == .text("Tolstoy, Leo, J. K."))
    #expect(derivation.columns[BibField.Derived.year] == .integer(1984))
    #expect(derivation.document?.title == "war and peace novel l tolstoy война и мир")
    #expect(derivation.document?.names == "tolstoy leo j k")
    #expect(derivation.document?.rest == "9780142437247 war 891 733 t58")
  }
}

@Suite struct LibrarySchemaTests {
  @Test func `every confidential field is one that says who somebody is`() {
    for kind in LibrarySchema.current.kinds {
      for field in kind.fields {
        let isPatron = kind.number == LibraryKind.patron
        let isLink =
          [LibraryKind.circulation, LibraryKind.hold, LibraryKind.erasure].contains(kind.number)
          && ["patron", "account"].contains(field.name)
        #expect(field.isConfidential == (isPatron || isLink), "\(kind.name).\(field.name)")
      }
    }
  }

  @Test func `numbers stand on the wire and never change`() {
    let numbers = LibrarySchema.current.kinds.map { kind in
      "\(kind.number) \(kind.name) " + kind.fields.map { "\($0.number)" }.joined(separator: ",")
    }
    #expect(
      numbers == [
        "1 network 1", "2 member 1,2,3,4,5", "10 branch 1,2,3", "11 bib 1,2,3,4,5,6,7",
        "12 bib_field 1,2,3,4,5,6,7",
        "13 item 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23",
        "14 policy 1,2,3,4", "15 closure 1,2,3,4",
        "16 authority 1,2,3,4,5,6,7,8,9,10,11", "17 authority_field 1,2,3,4,5,6,7,8",
        "18 fund 1,2,3,4,5,6",
        "20 patron 1,2,3,4,5,6,7,8,9,10,11",
        "30 circulation 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,20,21,22,23,24,25,26,30,"
          + "40,41,42,43,44,45,46,47,48,49,50,51,52",
        "31 hold 1,2,3,4,5,6,7,8,9,10,11,12,13,20",
        "32 order 1,2,3,4,5,6,7,8,9,10,11,12,13,14,20",
        "33 erasure 1,2,3,4,5,6,7", "34 clock_note 1,2,3,4,5,6,7,8",
      ])
  }
}
