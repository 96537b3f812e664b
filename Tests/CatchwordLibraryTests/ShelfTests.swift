import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct ShelfPlaceTests {
  private func place(_ replica: TestReplica, _ item: RecordID) -> [UInt8]? {
    replica.derivations[.record(kind: LibraryKind.item, item)]?.columns[ItemField.Derived.shelfKey]?.bytes
  }

  private func stands(_ place: [UInt8]?, in span: ShelfSpan) -> Bool {
    guard let place else { return false }
    return !place.lexicographicallyPrecedes(span.lower) && place.lexicographicallyPrecedes(span.upper)
  }

  @Test func `an item stands where it was seen, on loan where it belongs, deleted nowhere`() throws {
    let net = try TestNetwork()
    let describe = { (values: [FieldValue]) in _ = try net.main.edit(.setItem(net.item, values, settles: [])) }
    try describe([
      FieldValue(ItemField.shelvingLocation, .text("FIC")), FieldValue(ItemField.callNumber, .text("FIC MEL")),
    ])
    let fiction = ShelfSpan(branch: "MAIN", location: "FIC")
    #expect(stands(place(net.main, net.item), in: fiction))
    #expect(stands(place(net.main, net.item), in: ShelfSpan(branch: "MAIN")))
    #expect(
      stands(place(net.main, net.item), in: ShelfSpan(branch: "MAIN", location: "FIC", from: "FIC M", to: "FIC M")))
    #expect(!stands(place(net.main, net.item), in: ShelfSpan(branch: "MAIN", location: "FIC", to: "FIC L")))
    #expect(!stands(place(net.main, net.item), in: ShelfSpan(branch: "MAIN", location: "FIC", from: "FIC N")))
    #expect(!stands(place(net.main, net.item), in: ShelfSpan(branch: "MAIN", location: "FI")))
    try net.sync()
    try net.east.takeBack(at: at(0, 9))
    #expect(stands(place(net.east, net.item), in: ShelfSpan(branch: "EAST", location: "FIC")))
    try net.east.lend("p1", at: at(0, 10))
    #expect(stands(place(net.east, net.item), in: fiction))
    try net.sync()
    try net.main.takeBack(at: at(1, 9))
    try net.main.perform(.mark(.missing, barcode: net.barcode, reason: nil), at: at(1, 10))
    #expect(stands(place(net.main, net.item), in: fiction))
    try net.main.perform(.mark(.withdrawn, barcode: net.barcode, reason: nil), at: at(1, 11))
    #expect(place(net.main, net.item) == nil)
    try net.main.perform(.mark(.reinstated, barcode: net.barcode, reason: nil), at: at(1, 12))
    #expect(stands(place(net.main, net.item), in: fiction))
    try net.sync()
  }

  @Test func `copies and barcodes settle what labels leave open`() throws {
    let net = try TestNetwork()
    let add = { (barcode: String, copy: String, volume: String) in
      try net.main.edit(
        .addItem(
          bib: net.bib,
          [
            FieldValue(ItemField.barcode, .text(barcode)), FieldValue(ItemField.owningBranch, .text("MAIN")),
            FieldValue(ItemField.callNumber, .text("512 S65")), FieldValue(ItemField.copyNumber, .text(copy)),
            FieldValue(ItemField.enumeration, .text(volume)),
          ]))
    }
    let items = [
      try add("9", "1", "v.2"), try add("71", "2", "v.2"), try add("72", "2", "v.2"), try add("5", "10", "v.2"),
      try add("1", "1", "v.10"),
    ]
    let places = items.compactMap { place(net.main, $0) }
    #expect(places.count == 5)
    for (a, b) in zip(places, places.dropFirst()) { #expect(a.lexicographicallyPrecedes(b)) }
    #expect(Set(places.map(ShelfPlace.label)).count == 2)
  }

  @Test func `copies of a work stand together under one label`() throws {
    let net = try TestNetwork()
    let other = try net.main.edit(.addBib(leader: "00000nam a2200000 a 4500", fields: []))
    let items = try [(net.bib, "1"), (other, "1"), (net.bib, "2"), (other, "2")].map { bib, copy in
      try net.main.edit(
        .addItem(
          bib: bib,
          [
            FieldValue(ItemField.barcode, .text("b\(bib.number)c\(copy)")),
            FieldValue(ItemField.callNumber, .text("FIC MEL")), FieldValue(ItemField.copyNumber, .text(copy)),
          ]))
    }
    let order = items.sorted {
      (place(net.main, $0) ?? []).lexicographicallyPrecedes(place(net.main, $1) ?? [])
    }
    #expect(order == [items[0], items[2], items[1], items[3]])
  }

  @Test func `the last sighting is the last that was not undone`() throws {
    let net = try TestNetwork()
    let view = try #require(try net.main.record(kind: LibraryKind.item, net.item))
    let last = { try net.main.lastSighting(of: net.item, view, hashing: testHashing) }
    #expect(try last() == nil)
    let first = try net.main.perform(.inventory(barcode: net.barcode, location: "FIC"), at: at(0, 9))
    let second = try net.main.perform(.inventory(barcode: net.barcode, location: "REF"), at: at(0, 10))
    #expect(try last()?.id == second.fact && last()?.shelfRead == "REF")
    try net.main.perform(.undo(.init(.fact(second.fact), reason: "wrong shelf")), at: at(0, 11))
    #expect(try last()?.id == first.fact)
    try net.main.perform(.mark(.missing, barcode: net.barcode, reason: nil), at: at(0, 12))
    #expect(try last()?.shelfRead == "FIC")
    try net.main.takeBack(at: at(0, 13))
    #expect(try last()?.shelfRead == nil)
  }
}

@Suite struct ShelfOrderTests {
  @Test(arguments: [
    ("", []), ("a", []), ("abc", []), ("aab", []), ("bac", [0]), ("abdce", [2]), ("zabc", [0]), ("abca", [3]),
  ])
  func `the fewest are moved`(_ scans: String, _ strays: [Int]) {
    #expect(ShelfOrder.strays(in: scans.utf8.map { [$0] }) == strays)
  }

  @Test func `what is left stands in order, and no fewer moves would do`() {
    var random = SplitMix(seed: 11)
    for _ in 0..<500 {
      let keys = (0..<Int(random.next() % 9)).map { _ in [UInt8(random.next() % 6)] }
      let strays = Set(ShelfOrder.strays(in: keys))
      let rest = keys.indices.filter { !strays.contains($0) }.map { keys[$0][0] }
      #expect(rest == rest.sorted())
      let longest = (0..<(1 << keys.count)).compactMap { mask -> Int? in
        let some = keys.indices.filter { mask >> $0 & 1 != 0 }.map { keys[$0][0] }
        return some == some.sorted() ? some.count : nil
      }.max()
      #expect(rest.count == longest)
    }
  }
}
