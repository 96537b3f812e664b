package import CatchwordCore

/// What the replica at a desk makes of a scanned barcode.
struct DeskView {
  let barcode: String
  /// Nil where the barcode is unknown here.
  let item: RecordView?
  let state: CirculationState
  /// What a clerk reads aloud: the title, or the barcode where there is none.
  let title: String

  /// - Throws: `DeskError` for cards, empty scans and barcodes that several items bear.
  init(scanning barcode: String, in reader: any RecordReading, hashing: Hashing) throws {
    guard !barcode.isEmpty else { throw DeskError.emptyScan }
    let reader = try reader.heedingClockNotes()
    self.barcode = barcode
    let item = try Self.item(barcode, in: reader)
    self.item = item
    if let item {
      state = try reader.circulation(of: item.id, item, hashing: hashing, explains: false)
      title = try reader.title(of: item) ?? "Barcode \(barcode)"
    } else {
      let facts = try reader.unboundFacts(barcode: barcode)
      state = CirculationFold.fold(
        facts, of: .nobody(barcode: barcode), subject: .text(kind: LibraryKind.item, barcode),
        hashing: hashing, explains: false,
        patrons: try reader.survivors(ofPatronsIn: facts, CirculationField.patron))
      title = "Barcode \(barcode)"
    }
  }

  /// The loan that a fact made now would name: the open one, else one in dispute.
  var loan: Loan? { state.openLoan ?? state.loans.last { $0.standing == .disputed } }

  private static func item(_ barcode: String, in reader: any RecordReading) throws -> RecordView? {
    let bearers = try reader.bearers(of: barcode)
    if bearers.count == 1 { return bearers[0] }
    guard bearers.count > 1 else {
      let cards = try reader.patrons(card: barcode)
      if !cards.isEmpty { throw DeskError.thatIsPatronCard }
      return nil
    }
    // A deleted item's label may have been used again.
    let living = bearers.filter { !$0.isMarkedDeleted }
    if living.count == 1 { return living[0] }
    let titles = try bearers.map { try reader.title(of: $0) ?? "an item without title" }
    throw DeskError.ambiguousBarcode(barcode, titles: titles)
  }
}

extension RecordReading {
  /// Living patrons with a card, ascending by id.
  package func patrons(card: String) throws -> [RecordView] {
    try records(kind: LibraryKind.patron, where: PatronField.card, is: .text(card))
      .filter { !$0.state.isDead }
  }

  /// The title of an item's bib; nil where the bib has none or is not here yet.
  func title(of item: RecordView) throws -> String? {
    guard let bib = try item[ItemField.bib].record.map({ try survivor(ofBib: $0) }) else {
      return nil
    }
    if let title = try record(kind: LibraryKind.bib, bib)?.derived[BibField.Derived.title]?.text,
      !title.isEmpty
    {
      return title
    }
    let title = try BibDescription(liveFields(of: bib)).title
    return title.isEmpty ? nil : title
  }
}
