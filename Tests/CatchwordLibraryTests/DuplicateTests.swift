import CatchwordCore
import CatchwordLibrary
import Testing

private func bib(_ number: Int64) -> RecordID { RecordID(space: .source("made:up"), number: number) }

private func numbers(_ fields: (String, String)...) -> BibIdentifiers {
  BibIdentifiers(
    fields: fields.map { tag, text in
      let isControl = FieldContent.isControl(tag: tag)
      return (tag: tag, content: isControl ? FieldContent(text) : FieldContent(subfields: [.init("a", text)]))
    })
}

/// A number of `size` random digits, without a check digit of its own.
private func digits(_ size: Int, _ generator: inout some RandomNumberGenerator) -> String {
  (0..<size).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
}

/// Equal seeds, equal texts.
private struct Steps: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
  }
}

@Suite struct BibIdentifierTests {
  @Test func `numbers are read where MARC has them, in every way they are written`() {
    let read = numbers(
      ("001", " ocm00012345 "), ("003", "OCoLC"), ("010", "  85-2 /AC/r86"), ("020", "0-306-40615-2 (pbk.) :"),
      ("020", "9780306406157"), ("020", "0306406153"), ("020", "(set)"), ("035", "(OCoLC)ocn000777"),
      ("035", "(DLC)85000002"), ("245", "Made up"))
    #expect(read.identifiers.map(\.description) == ["OCLC 12345", "OCLC 777", "LCCN 85000002", "ISBN 9780306406157"])
    #expect(read.unreadableISBNs == 2)
  }

  @Test func `a control number is OCLC's only where 003 says so`() {
    #expect(numbers(("001", "12345"), ("003", "OCoLC ")).identifiers.map(\.number) == ["12345"])
    #expect(numbers(("001", "on1234567890"), ("003", "OCoLC")).identifiers.map(\.number) == ["1234567890"])
    for agency in ["DLC", "ocolc-x", ""] {
      #expect(numbers(("001", "12345"), ("003", agency)).identifiers.isEmpty)
    }
    #expect(numbers(("001", "ocm12345")).identifiers.isEmpty)
  }

  @Test func `UNIMARC has its ISBN where MARC 21 has the LCCN`() {
    #expect(numbers(("010", "0306406152"), ("200", "Titre")).identifiers.map(\.kind) == [.isbn])
    #expect(numbers(("010", "85000002"), ("245", "Title")).identifiers.map(\.kind) == [.lccn])
  }

  @Test func `cancelled numbers are not the bib's`() {
    let content = FieldContent(subfields: [.init("z", "9780306406157")])
    #expect(BibIdentifiers(fields: [(tag: "020", content: content)]).identifiers.isEmpty)
  }

  @Test func `normalising twice changes nothing`() throws {
    var (generator, read) = (Steps(state: 7), [BibIdentifier.Kind: Int]())
    for _ in 0..<20_000 {
      let blank = Bool.random(using: &generator) ? " " : ""
      let texts = [
        (BibIdentifier.Kind.oclc, "(OCoLC)" + ["", "ocm", "ocn", "on"].randomElement(using: &generator)! + blank),
        (.lccn, ["", "n", " sn "].randomElement(using: &generator)! + digits(2, &generator) + "-"), (.isbn, ""),
        (.isbn, "978"),
      ].map { ($0.0, $0.1 + digits($0.0 == .isbn ? 10 : Int.random(in: 1...7, using: &generator), &generator) + blank) }
      for (kind, text) in texts {
        guard let once = try? BibIdentifier(kind, text) else { continue }
        read[kind, default: 0] += 1
        #expect(try BibIdentifier(kind, once.written) == once, "\(text)")
      }
    }
    #expect(BibIdentifier.Kind.allCases.allSatisfy { (read[$0] ?? 0) > 1_000 })
  }
}

@Suite struct BibDuplicatesTests {
  private func gathered(_ bibs: [(Int64, BibIdentifiers)]) -> BibDuplicates {
    var duplicates = BibDuplicates()
    for (number, identifiers) in bibs { duplicates.take(bib(number), identifiers) }
    return duplicates
  }

  @Test func `bibs that share numbers are one cluster for all of them`() {
    let both = numbers(("010", "85-2"), ("020", "0306406152"))
    let clusters = gathered([(2, both), (1, both), (3, numbers(("020", "080442957X")))]).clusters()
    #expect(clusters.map(\.bibs) == [[bib(1), bib(2)]])
    #expect(clusters[0].numbers.map(\.description) == ["LCCN 85000002", "ISBN 9780306406157"])
    #expect(clusters[0].evidence == .strong)
  }

  @Test func `a chain is no cluster, and strong ones come first`() {
    let bibs = gathered([
      (1, numbers(("020", "0306406152"))), (2, numbers(("020", "0306406152"), ("010", "85-2"))),
      (3, numbers(("010", "85000002 "))),
    ])
    #expect(bibs.clusters().map(\.bibs) == [[bib(2), bib(3)], [bib(1), bib(2)]])
    #expect(bibs.clusters().map(\.evidence) == [.strong, .weak])
    #expect(bibs.clusters(.strong).count == 1)
  }

  @Test func `a number of too many bibs joins none, and is named`() {
    let bound = Int64(Limits.bibsOfOneWeakNumber)
    let set = { (count: Int64) in self.gathered((1...count).map { ($0, numbers(("020", "0306406152"))) }) }
    #expect(set(bound).clusters().count == 1 && set(bound).crowdedNumbers().isEmpty)
    #expect(set(bound + 1).clusters().isEmpty)
    #expect(set(bound + 1).crowdedNumbers().map(\.bibs) == [Int(bound) + 1])
    #expect(set(bound + 1).crowdedNumbers(.strong).isEmpty)
  }

  @Test func `the order in which bibs are taken makes no difference`() {
    let bibs = (1...40).map { number in
      (Int64(number), numbers(("010", "85-\(number % 7)"), ("035", "(OCoLC)\(1 + number % 11)")))
    }
    let expected = gathered(bibs).clusters()
    #expect(expected.count == 18 && gathered(bibs.reversed()).clusters() == expected)
  }

  @Test func `the proposal keeps more items, then the older, then the lesser id`() {
    let orders = [
      KeepOrder(items: 2, since: 9, id: bib(9)), KeepOrder(items: 1, since: 5, id: bib(8)),
      KeepOrder(items: 1, since: 6, id: bib(2)), KeepOrder(items: 1, since: 6, id: bib(3)),
    ]
    #expect(orders.reversed().sorted() == orders)
  }
}

@Suite struct PatronDuplicatesTests {
  private func clusters(_ patrons: [(Int64, String, Int64?, String)]) -> [PatronCluster] {
    var duplicates = PatronDuplicates()
    for (number, name, born, branch) in patrons {
      duplicates.take(bib(number), name: name, birthDate: born, branch: branch)
    }
    return duplicates.clusters()
  }

  @Test(arguments: [
    ("Alderbrook, Wren", "wren  ALDERBROOK"), ("Zoë O’Brien", "Obrien, Zoe\u{308}"),
    ("Łukasz Dąbrowski", "Dabrowski Lukasz"), ("Ines Müller-Lüdenscheidt", "Muller Ludenscheidt, Ines"),
  ])
  func `a name is the same however it is typed`(_ one: String, _ other: String) {
    let folded = FoldedName(one)
    #expect(folded != nil && folded == FoldedName(other))
  }

  @Test func `folding a name twice changes nothing`() throws {
    for value in UInt32(0x20)...0x1_ffff {
      guard let scalar = Unicode.Scalar(value), let once = FoldedName("Zed \(scalar)a") else { continue }
      #expect(FoldedName(String(decoding: once.bytes, as: UTF8.self)) == once, "U+\(String(value, radix: 16))")
    }
    #expect(FoldedName(" -,. ") == nil)
  }

  @Test func `same name and day of birth is strong, wherever the cards are from`() {
    let found = clusters([
      (2, "Wren Alder", 100, "MAIN"), (1, "Alder, Wren", 100, "EAST"), (3, "Wren Alder", 101, "MAIN"),
    ])
    #expect(found.map(\.evidence) == [.strong] && found[0].patrons == [bib(1), bib(2)])
  }

  @Test func `without a day of birth, name and branch are weak`() {
    let found = clusters([(1, "Wren", nil, "MAIN"), (2, "wren", nil, "MAIN"), (3, "Wren", nil, "EAST")])
    #expect(found.map(\.evidence) == [.weak] && found[0].patrons == [bib(1), bib(2)])
  }

  @Test func `who states two different days is in no cluster together`() {
    let found = clusters([(1, "Wren", 100, "MAIN"), (2, "Wren", 101, "MAIN"), (3, "Wren", nil, "MAIN")])
    #expect(found.map(\.patrons) == [[bib(1), bib(3)], [bib(2), bib(3)]])
    #expect(clusters([(1, "", 100, "MAIN"), (2, "", 100, "MAIN")]).isEmpty)
  }
}
