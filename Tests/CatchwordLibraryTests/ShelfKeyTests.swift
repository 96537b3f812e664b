import CatchwordLibrary
import Testing

@Suite struct CallNumberClassTests {
  @Test(arguments: [
    ("ddc", CallNumberClass.dewey), ("DDC21", .dewey), ("Dewey", .dewey), ("1", .dewey), ("lcc", .lcc),
    ("LC", .lcc), ("LCPER", .lcc), ("0", .lcc), ("2", .lcc), ("nlm", .lcc), ("z", .generic),
    ("ALPHANUM", .generic), ("ASIS", .generic), ("sudocs", .generic), ("3", .generic), ("8", .generic),
  ])
  func `what the source says holds, whatever the label looks like`(_ scheme: String, _ kind: CallNumberClass) {
    for label in ["512.9 A1", "QA76.9 .D3", "FIC ROW", ""] {
      #expect(CallNumberClass(label, scheme: scheme) == kind)
    }
  }

  @Test(arguments: [
    ("512", CallNumberClass.dewey), ("512.94 K7", .dewey), ("REF 031 B", .dewey), ("j398.2 T", .dewey),
    ("CD 780 M57", .dewey), ("E 599 CAR", .dewey), ("813'.54", .dewey), ("QA76.9 .D3", .lcc), ("HF5415.13", .lcc),
    ("ml 3561 j3", .lcc), ("E184 .A1", .lcc), ("KBP50 .H3", .lcc), ("WG120 B87", .lcc), ("FIC ROW", .generic),
    ("FIC 1024", .generic), ("1984 ORW", .generic), ("DVD 17", .generic), ("v.241", .generic), ("XQ 12 .A4", .generic),
    ("", .generic), ("Б 12", .generic),
  ])
  func `where it says nothing, the label's shape decides`(_ label: String, _ kind: CallNumberClass) {
    for scheme in [nil, "", " ", "4", "7", "LOCAL-STICKER"] {
      #expect(CallNumberClass(label, scheme: scheme) == kind, "\(label), \(scheme ?? "nil")")
    }
  }
}

@Suite struct ShelfKeyTests {
  private func expectOrder(_ labels: [String], scheme: String?) {
    for (a, b) in zip(labels, labels.dropFirst()) {
      #expect(ShelfKey(a, scheme: scheme) < ShelfKey(b, scheme: scheme), "\(a) before \(b)")
    }
  }

  @Test func `Dewey labels stand in shelf order`() {
    expectOrder(
      [
        "005", "005.1 B", "005.13/3 C23", "005.133 C3", "512", "512 1998", "512 A1", "512 A10", "512 A100",
        "512 A12", "512 A2", "512 S65", "512 S65 1998", "512 S65 1999", "512 S65 v.2", "512 S65 v10", "512 S65m",
        "512 S65m 1990", "512 S65n", "512 S651", "512 SMI", "512.01 Z9", "512.1", "512.11 A", "512.2", "919", "92 LIN",
        "920 ABE", "FIC ADA", "FIC ROW v.2", "FIC ROW v.10", "JUV 398.2 G", "JUV 398.21 G", "REF 031",
      ], scheme: "ddc")
  }

  @Test func `Library of Congress labels stand in shelf order`() {
    expectOrder(
      [
        "Q1 .A1", "Q11 .B2", "Q11.5", "QA9", "QA76", "QA76 .A2", "QA76 .A25", "QA76 .A3", "QA76 .A3 1985",
        "QA76 .A3 1990", "QA76 .A3 1990 v.2", "QA76 .A3 1990 v.10", "QA76 .A3 B2", "QA76 .A3 B25", "QA76 .A3 B3",
        "QA76.15 .A1", "QA76.2 .A1", "QA76.9.A25 K1", "QA76.9 .D3 S5", "QA760 .A1", "QB1 .A1", "REF QA76 .A2",
      ], scheme: "lcc")
  }

  @Test func `other labels go by words and by numbers as people count`() {
    expectOrder(
      [
        "", "12", "12 B", "100", "2022 no.9", "2022 no.10", "CD 9", "CD 10", "CD 10 c.2", "CD 10 c.11", "CDX 1",
        "DVD 1", "Émile", "Emily", "Łódź", "M 1832 .C437", "M 1832 .C45", "M 1832 .C5", "O'Neill", "Onion", "Ωmega",
        "Ёлка 2", "Ёлка 10", "木 3",
      ], scheme: "z")
  }

  @Test(arguments: [
    ("QA76.9 .D3", "qa 76.9 D3"), ("512'.94", "512.94"), ("512/.9/4", "512.94"), ("FIC RÖW", "fic row"),
    ("E\u{301}mile", "\u{c9}MILE"), ("v. 007", "V.7"), ("  FIC   ROW. ", "FIC-ROW"), ("ＦＩＣ １２", "fic 12"),
    ("Straße", "STRASSE"), ("\u{feff}FIC\u{ad}", "FIC"), ("Ά", "α"), ("A\u{0}B", "A B"),
  ])
  func `labels that a reader would not tell apart have one key`(_ a: String, _ b: String) {
    #expect(ShelfKey(a) == ShelfKey(b))
  }

  @Test func `labels of several classes can share a shelf`() {
    let labels = [
      ("398.2 G", "ddc"), ("512 S65", "ddc"), ("FIC ROW", "z"), ("JUV 398.2 G", "ddc"), ("QA76 .A2", "lcc"),
      ("QA 77", "z"), ("Zines 3", "z"),
    ]
    let keys = labels.map { ShelfKey($0.0, scheme: $0.1) }
    #expect(keys == keys.sorted())
  }

  @Test func `a wrong class moves no label without cutters`() {
    for label in ["FIC 216", "CD 12", "780", "813 v.2"] {
      let keys = Set(CallNumberClass.allCases.map { ShelfKey(label, as: $0) })
      #expect(keys.count == 1, "\(label)")
    }
  }

  @Test func `volumes count wherever they stand`() {
    let keys = ["v.1", "v.2", "v.10", "v.11 c.2"].map { ShelfKey("512 S65", scheme: "ddc", enumeration: $0) }
    #expect(keys == keys.sorted() && Set(keys).count == 4)
    #expect(ShelfKey("512 S65", scheme: "ddc", enumeration: "v.2") == ShelfKey("512 S65 v.2", scheme: "ddc"))
  }

  @Test func `a range ends behind all that begins like its end`() {
    let fits = { (label: String, end: String) in
      ShelfKey(label, scheme: nil).bytes.lexicographicallyPrecedes(ShelfKey(end).last)
    }
    for (end, label) in [
      ("C", "CYR 9"), ("FIC K", "FIC KING v.3"), ("512", "512.99 Z"), ("512.9", "512.94 A"), ("QA76", "QA76.9 .Z9"),
      ("QA76 .S6", "QA76 .S65 1990"), ("", "ZZ 9"),
    ] {
      #expect(fits(label, end), "\(label) to \(end)")
    }
    for (end, label) in [("C", "D"), ("512", "513"), ("QA76", "QA760"), ("QA76 .S6", "QA76 .S7"), ("FIC K", "FIC L")] {
      #expect(!fits(label, end), "\(label) beyond \(end)")
    }
  }
}

/// Laws of keys over labels that nobody would write.
@Suite struct ShelfKeyLawTests {
  private static let pieces = [
    "QA", "76", ".9", " ", ".", ".D3", "512", "/", "'", "v.", "2", "10", "é", "e\u{301}", "\u{0}", "\u{1}", "\u{ff}",
    "木", "Ж", "😀", "٣", "９", "c", "S65m", "1998", "-", "REF ", "\u{200d}", "\n", "ß", "ﬁ", "Ⅳ", "²", "0", "00",
  ]

  private func labels(_ seed: UInt64, count: Int) -> [String] {
    var random = SplitMix(seed: seed)
    return (0..<count).map { _ in
      (0..<Int(random.next() % 9)).map { _ in Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }.joined()
    }
  }

  @Test func `keys order any labels totally, equal labels alike, and hold no zero byte`() {
    for seed in UInt64(1)...20 {
      let labels = labels(seed, count: 60)
      for kind in CallNumberClass.allCases {
        let keys = labels.map { ShelfKey($0, as: kind) }
        #expect(keys == labels.map { ShelfKey($0, as: kind) }, "seed \(seed)")
        #expect(keys.allSatisfy { !$0.bytes.contains(0) }, "seed \(seed)")
        let sorted = keys.sorted()
        for (a, b) in zip(sorted, sorted.dropFirst()) { #expect(a < b || a == b, "seed \(seed)") }
      }
    }
  }

  @Test func `nothing stands before something`() {
    for seed in UInt64(1)...20 {
      for label in labels(seed, count: 60) {
        for kind in CallNumberClass.allCases {
          let (short, long) = (ShelfKey(label, as: kind), ShelfKey(label + " then more", as: kind))
          #expect(short < long, "seed \(seed): \(label)")
          #expect(long.bytes.lexicographicallyPrecedes(short.last), "seed \(seed): \(label)")
        }
      }
    }
  }

  @Test func `numbers of volumes go as they are counted`() {
    var random = SplitMix(seed: 5)
    for _ in 0..<2_000 {
      let (a, b) = (random.next() % 20_000, random.next() % 20_000)
      guard a != b else { continue }
      for start in ["512 S65 v.", "QA76 .S65 1990 no.", "Zines ", "FIC ROW c."] {
        #expect((ShelfKey("\(start)\(a)") < ShelfKey("\(start)\(b)")) == (a < b), "\(start)\(a), \(b)")
      }
    }
  }

  @Test func `decimals and cutters go digit by digit`() {
    var random = SplitMix(seed: 6)
    for _ in 0..<2_000 {
      let (a, b) = (String(random.next() % 20_000), String(random.next() % 20_000))
      guard a != b else { continue }
      let isBefore = a.utf8.lexicographicallyPrecedes(b.utf8)
      for start in ["512.", "512 S", "QA76.", "QA76 .S", "QA76 .A1 S"] {
        #expect((ShelfKey("\(start)\(a)") < ShelfKey("\(start)\(b)")) == isBefore, "\(start)\(a), \(b)")
      }
    }
  }

  @Test func `a label without end has a short key`() {
    for piece in ["9", "A", "木", "A1", ".", "e\u{301}", "\u{0}"] {
      for kind in CallNumberClass.allCases {
        let key = ShelfKey(String(repeating: piece, count: 100_000), as: kind)
        #expect(key.bytes.count < 1_500)
      }
    }
  }
}
