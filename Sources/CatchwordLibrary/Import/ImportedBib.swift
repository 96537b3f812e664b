/// One bib as a source's file has it, with its items already mapped by a named profile.
public struct ImportedBib: Sendable {
  /// What the source knows the bib by: its own number, or else a key that the mapping computed
  /// (003 and 001, or a fingerprint). Numeric keys become the record's number as they are.
  public var key: String
  /// The source's number as it is to be shown and exported; nil where the key is computed.
  public var sourceNumber: String?
  public var controlNumber: String?
  public var leader: String
  /// In the order of the file.
  public var fields: [ImportedField]
  public var items: [ImportedItem]
  /// Whether the record is an authority's, leader position 6 `z`; then it has no items.
  public var isAuthority = false

  public init(
    key: String, sourceNumber: String? = nil, controlNumber: String? = nil, leader: String,
    fields: [ImportedField], items: [ImportedItem] = []
  ) {
    self.key = key
    self.sourceNumber = sourceNumber
    self.controlNumber = controlNumber
    self.leader = leader
    self.fields = fields
    self.items = items
  }
}

/// One MARC field of an imported bib.
public struct ImportedField: Sendable {
  public var tag: String
  public var content: FieldContent
  /// The bytes as the file had them, where the text could not keep all of them.
  public var originalBytes: [UInt8]?

  public init(tag: String, content: FieldContent, originalBytes: [UInt8]? = nil) {
    self.tag = tag
    self.content = content
    self.originalBytes = originalBytes
  }
}

/// One item of an imported bib; nil where the source says nothing, never an empty text.
public struct ImportedItem: Sendable {
  /// The ILS's id of the item.
  public var sourceNumber: String?
  public var barcode: String?
  public var owningBranch: String?
  public var currentBranch: String?
  public var shelvingLocation: String?
  public var callNumber: String?
  public var callNumberScheme: String?
  public var copyNumber: String?
  public var enumeration: String?
  public var itemType: String?
  public var collection: String?
  public var materials: String?
  public var price: String?
  public var acquired: String?
  public var sourceOfAcquisition: String?
  public var notePublic: String?
  public var noteStaff: String?
  public var notForLoan: Int64?
  public var importedStatus: String?
  /// Subfields that the profile does not map, verbatim.
  public var unmapped: String?

  public init(sourceNumber: String? = nil, barcode: String? = nil) {
    self.sourceNumber = sourceNumber
    self.barcode = barcode
  }
}

/// Something a person should know about a record that was imported all the same.
public struct ImportMessage: Hashable, Sendable {
  public enum Code: String, Hashable, Sendable {
    /// Two records of one import have one key; the later got an id of its own.
    case keyRepeated = "key-repeated"
    /// Two items of one import have one key; the later got an id of its own.
    case itemKeyRepeated = "item-key-repeated"
    /// The bib was deleted here and the source changed it; it stays deleted.
    case deletedHere = "deleted-here"
    /// The source no longer has the item; it was left as it is.
    case itemVanished = "item-vanished"
    /// The source changed what was also changed here; both stand, and the queue has it.
    case changedOnBothSides = "changed-on-both-sides"
    /// The source no longer has a field that was changed here; it was left as it is.
    case changedFieldVanished = "changed-field-vanished"
  }

  public let code: Code
  public let text: String

  public init(_ code: Code, _ text: String) {
    self.code = code
    self.text = text
  }
}
