public import CatchwordCore

/// What a cataloguer changes of authorities, and of what they control.
public enum AuthorityEdit: Hashable, Sendable {
  /// - `tag`: 1XX; variants become fields 4XX.
  case add(tag: String, heading: FieldContent, variants: [FieldContent])
  /// The heading in use becomes an earlier one. Every bib that names the authority shows the new.
  case setHeading(RecordID, FieldContent, settles: [Dot])
  case addVariant(RecordID, FieldContent)
  /// Removes a field 4XX or another further field.
  case removeField(RecordID)
  /// Nothing new is to name it. Links follow where exactly one takes its place.
  case retire(RecordID, into: [RecordID])
  /// Takes a retirement back.
  case reestablish(RecordID)
  /// - `field`: a field of a bib; null leaves its text to itself.
  case link(field: RecordID, to: RecordID?)
}

/// Why an edit of authorities was refused, with what to do instead.
public enum AuthorityError: Error, Hashable, Sendable {
  case unknown(RecordID)
  case deleted(RecordID)
  case badTag(String)
  case emptyHeading
  case headingInUse(RecordID)
  case ownSuccessor
  case retired(RecordID)
  case otherSort(field: String, heading: String)

  /// Stable, for scripts.
  public var code: String {
    switch self {
    case .unknown: "unknown-record"
    case .deleted: "deleted-record"
    case .badTag: "bad-tag"
    case .emptyHeading: "empty-heading"
    case .headingInUse: "heading-in-use"
    case .ownSuccessor: "own-successor"
    case .retired: "authority-retired"
    case .otherSort: "other-sort-of-heading"
    }
  }
}

extension AuthorityError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let id): "No such record \(id) is in this replica; sync, or check the id."
    case .deleted(let id): "\(id) is deleted; restore it before editing."
    case .badTag(let tag):
      "\"\(tag)\" holds no heading; use 100, 110, 111, 130, 148, 150, 151 or 155."
    case .emptyHeading: "A heading needs a subfield with text, such as ##$aWhales."
    case .headingInUse(let id): "That is the heading of \(id) already; edit that one."
    case .ownSuccessor: "An authority cannot take its own place; name another."
    case .retired(let id): "\(id) is retired; name the authority that took its place."
    case .otherSort(let field, let heading):
      "Field \(field) cannot show a heading \(heading): the last two digits must be alike."
    }
  }
}
