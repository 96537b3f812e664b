public import CatchwordCore

/// What a cataloguer, or whoever registers patrons, changes by hand.
///
/// `settles` names the dots of alternates that a form showed and its writer means to settle;
/// alternates that it does not name stay standing, so nothing is saved over what nobody saw.
public enum CatalogEdit: Hashable, Sendable {
  case addBib(leader: String, fields: [NewField])
  case setLeader(bib: RecordID, leader: String, settles: [Dot])
  case deleteBib(RecordID)
  /// - `after`: the field that it follows; nil puts it by its tag.
  case addField(bib: RecordID, NewField, after: RecordID?)
  case setField(RecordID, content: FieldContent, settles: [Dot])
  case deleteField(RecordID)
  case addItem(bib: RecordID, [FieldValue])
  case setItem(RecordID, [FieldValue], settles: [Dot])
  case addPatron([FieldValue])
  case setPatron(RecordID, [FieldValue], settles: [Dot])
  case addBranch(code: String, name: String, kind: String)
  /// The first gives way to the second: a redirect, and a note in the first.
  case mergeBib(RecordID, into: RecordID, reason: String)
  case unmergeBib(RecordID, reason: String)
  case mergePatron(RecordID, into: RecordID, reason: String)
  case unmergePatron(RecordID, reason: String)

  /// A MARC field that does not exist yet.
  public struct NewField: Hashable, Sendable {
    public let tag: String
    public let content: FieldContent

    public init(tag: String, content: FieldContent) {
      self.tag = tag
      self.content = content
    }
  }
}

/// What an edit comes to: operations for one commit a lane, and the record it is about.
public struct CatalogPlan: Hashable, Sendable {
  public let operations: [Operation]
  public let record: RecordID

  public init(operations: [Operation], record: RecordID) {
    self.operations = operations
    self.record = record
  }
}

/// Why an edit was refused, with what to do instead.
public enum CatalogError: Error, Hashable, Sendable {
  case unknownRecord(String, RecordID)
  case deletedRecord(String, RecordID)
  case badTag(String)
  case badContent(tag: String)
  case barcodeInUse(String)
  case cardInUse
  case branchExists(String)
  case noCode
  case itemsAttached(Int)
  case foreignField(Int)
  case mergedWithItself
  case mergedAlready(RecordID)
  case mergedTheOtherWay(RecordID)
  case notMerged
  case noReason

  /// Stable, for scripts.
  public var code: String {
    switch self {
    case .unknownRecord: "unknown-record"
    case .deletedRecord: "deleted-record"
    case .badTag: "bad-tag"
    case .badContent: "bad-content"
    case .barcodeInUse: "barcode-in-use"
    case .cardInUse: "card-in-use"
    case .branchExists: "branch-exists"
    case .noCode: "no-code"
    case .itemsAttached: "items-attached"
    case .foreignField: "unknown-field"
    case .mergedWithItself: "merged-with-itself"
    case .mergedAlready: "merged-already"
    case .mergedTheOtherWay: "merged-the-other-way"
    case .notMerged: "not-merged"
    case .noReason: "reason-missing"
    }
  }
}

extension CatalogError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownRecord(let kind, let id):
      "No \(kind) \(id) is in this replica; sync, or check the id."
    case .deletedRecord(let kind, let id):
      "The \(kind) \(id) is deleted; restore it before editing."
    case .badTag(let tag): "\"\(tag)\" is not a MARC tag; use three letters or digits such as 245."
    case .badContent(let tag):
      "Field \(tag) needs two indicators and at least one subfield, such as 10$aTitle."
    case .barcodeInUse(let barcode):
      "Barcode \(barcode) is on another item; scan that item, or use a new label."
    case .cardInUse: "That card number belongs to another patron; use a new card."
    case .branchExists(let code): "Branch \(code) exists already; choose another code."
    case .noCode: "A branch needs a code such as EAST."
    case .itemsAttached(let count):
      "\(count) item(s) still name this bib; delete or move them first."
    case .foreignField(let number): "Field \(number) cannot be set by hand."
    case .mergedWithItself: "A record cannot be merged into itself; name two different ones."
    case .mergedAlready(let other):
      "It is merged into \(other) already; take that back with unmerge first, or merge \(other)."
    case .mergedTheOtherWay(let other):
      "\(other) is merged into it already; take that back with unmerge first."
    case .notMerged: "It is not merged into another one; there is nothing to take back."
    case .noReason: "Say why with --reason."
    }
  }
}
