import CatchwordCore

/// Fields of a bib; the MARC fields are its children (`BibChildField`).
public enum BibField {
  public static let leader = 1
  /// The ILS or file the bib came from, `koha:valley`; null for bibs made here.
  public static let source = 2
  /// What the source last said of the record: `ImportMark.bib`. Only importing writes it.
  public static let imported = 3
  public static let controlNumber = 4
  /// The source's own number of the record, as text.
  public static let sourceNumber = 5
  /// Always 1. Whoever edits a child or attaches an item writes it along, so that a deletion of
  /// the bib that did not know of the edit meets a write and loses to it (case 34). Concurrent
  /// equal values are no conflict, so it never makes one of its own.
  public static let touched = 6
  /// The bib that this one was merged into; null: it stands for itself.
  public static let redirect = 7

  /// Columns that the fold fills in.
  public enum Derived {
    public static let title = 1
    public static let author = 2
    public static let year = 3
    /// `live`, `needs review`, `merged` or `deleted`.
    public static let status = 4
  }

  static let schema = Kind(
    LibraryKind.bib, "bib", lane: .catalog,
    fields: [
      Field(leader, "leader", .text),
      Field(source, "source", .text),
      Field(imported, "imported", .bytes),
      Field(controlNumber, "control_number", .text, isIndexed: true),
      Field(sourceNumber, "source_number", .text, isIndexed: true),
      Field(touched, "touched", .integer),
      Field(redirect, "redirect", .record, isIndexed: true),
    ],
    derived: [
      Field(Derived.title, "title", .text),
      Field(Derived.author, "author", .text),
      Field(Derived.year, "year", .integer),
      Field(Derived.status, "status", .text),
    ])
}

/// Fields of one occurrence of a MARC field inside a bib.
public enum BibChildField {
  public static let bib = 1
  /// Order within the bib, 1,024 apart at first, so that an insertion renumbers nothing. Ties are
  /// broken by record id.
  public static let position = 2
  public static let tag = 3
  /// Control fields: the data. Others: both indicators, then U+001F, code and text per subfield
  /// (`FieldContent`).
  public static let content = 4
  /// What the source last said of the field: `ImportMark.field`. Only importing writes it.
  public static let imported = 5
  /// The bytes as the file had them, where the text could not keep all of them.
  public static let original = 6
  /// The authority that controls the field. Null that was written for itself: somebody decided that
  /// none does; null that was written with the content goes with that text alone.
  public static let authority = 7

  static let schema = Kind(
    LibraryKind.bibField, "bib_field", lane: .catalog,
    form: .child(of: LibraryKind.bib, parent: bib),
    fields: [
      Field(bib, "bib", .record, isIndexed: true),
      Field(position, "position", .integer),
      Field(tag, "tag", .text),
      Field(content, "content", .text),
      Field(imported, "imported", .bytes),
      Field(original, "original", .bytes),
      Field(authority, "authority", .record, isIndexed: true),
    ])
}

/// Fields of an item's description. What happens to it (loans, marks, withdrawal, deletion) are
/// circulation facts, so that one lane orders them.
public enum ItemField {
  public static let bib = 1
  public static let barcode = 2
  /// The ILS's own id of the item.
  public static let sourceNumber = 3
  public static let owningBranch = 4
  public static let currentBranch = 5
  public static let shelvingLocation = 6
  public static let callNumber = 7
  public static let callNumberScheme = 8
  public static let copyNumber = 9
  public static let enumeration = 10
  public static let itemType = 11
  public static let collection = 12
  public static let materials = 13
  /// As the source wrote it; money proper is minor units in the ledger.
  public static let price = 14
  public static let acquired = 15
  public static let sourceOfAcquisition = 16
  public static let notePublic = 17
  public static let noteStaff = 18
  /// Not 0: for use in the library only.
  public static let notForLoan = 19
  /// What the source said of the item's state when it was imported, verbatim; `FastAdd.status` for
  /// what a desk added in haste.
  public static let importedStatus = 20
  /// Subfields that no profile maps, verbatim, for a lossless export.
  public static let unmapped = 21
  /// What the source last said, field by field: `ImportMark.item`. Only importing writes it.
  public static let imported = 22
  /// What belongs to it and is counted at the desk: `3 discs and a booklet`.
  public static let parts = 23

  /// Columns that the fold fills in.
  public enum Derived {
    /// What staff read: `available`, `on loan`, `lost` …
    public static let status = 1
    /// `branch`, `loan`, `transit` or `unknown`.
    public static let custody = 2
    /// Where it is, was lent or is going.
    public static let custodyBranch = 3
    /// The open loan, by the id of its checkout.
    public static let loan = 4
    /// Civil day on which the open loan is due.
    public static let due = 5
    /// `Eligibility.rawValue`.
    public static let eligibility = 6
    /// Words separated by commas: `lost`, `missing`, `disputed`.
    public static let claims = 7
    /// Seconds since 1970 of the sighting that gives custody.
    public static let since = 8
    /// `ShelfPlace.bytes`; null for what belongs on no shelf.
    public static let shelfKey = 9
    /// Where it was sent from, while it is on its way.
    public static let custodyFrom = 10
    /// How often it was used in the house; null where it never was.
    public static let usesInHouse = 11
  }

  static let schema = Kind(
    LibraryKind.item, "item", lane: .catalog,
    fields: [
      Field(bib, "bib", .record, isIndexed: true),
      Field(barcode, "barcode", .text, isIndexed: true),
      Field(sourceNumber, "source_number", .text),
      Field(owningBranch, "owning_branch", .text),
      Field(currentBranch, "current_branch", .text),
      Field(shelvingLocation, "shelving_location", .text),
      Field(callNumber, "call_number", .text, isIndexed: true),
      Field(callNumberScheme, "call_number_scheme", .text),
      Field(copyNumber, "copy_number", .text),
      Field(enumeration, "enumeration", .text),
      Field(itemType, "item_type", .text),
      Field(collection, "collection", .text),
      Field(materials, "materials", .text),
      Field(price, "price", .text),
      Field(acquired, "acquired", .text),
      Field(sourceOfAcquisition, "source_of_acquisition", .text),
      Field(notePublic, "note_public", .text),
      Field(noteStaff, "note_staff", .text),
      Field(notForLoan, "not_for_loan", .integer),
      Field(importedStatus, "imported_status", .text),
      Field(unmapped, "unmapped", .text),
      Field(imported, "imported", .bytes),
      Field(parts, "parts", .text),
    ],
    derived: [
      Field(Derived.status, "status", .text),
      Field(Derived.custody, "custody", .text),
      Field(Derived.custodyBranch, "custody_branch", .text),
      Field(Derived.loan, "loan", .record),
      Field(Derived.due, "due", .integer),
      Field(Derived.eligibility, "eligibility", .text),
      Field(Derived.claims, "claims", .text),
      Field(Derived.since, "since", .integer),
      Field(Derived.shelfKey, "shelf_key", .bytes, isIndexed: true),
      Field(Derived.custodyFrom, "custody_from", .text),
      Field(Derived.usesInHouse, "uses_in_house", .integer),
    ])
}
