/// How soon a person must look.
public enum Severity: Int64, Sendable, Hashable, Comparable, CaseIterable {
  /// Today: somebody's book or money.
  case a = 1
  /// In the weekly review.
  case b = 2
  /// Only kept in the log.
  case c = 3

  public static func < (x: Severity, y: Severity) -> Bool { x.rawValue < y.rawValue }

  public var letter: String {
    switch self {
    case .a: "A"
    case .b: "B"
    case .c: "C"
    }
  }
}

/// One side of a conflict: what somebody did, and which commit says so.
public struct ReviewSide: Sendable, Hashable {
  /// `A`, `B`, `C` …, in an order that is the same everywhere.
  public let letter: String
  public let text: String
  public let dot: Dot
  /// The value that keeping this side would write; null where sides are facts.
  public let value: Value

  public init(letter: String, text: String, dot: Dot, value: Value = .null) {
    self.letter = letter
    self.text = text
    self.dot = dot
    self.value = value
  }
}

/// What needs a person: both sides, the evidence, who should look, and a proposal.
public struct ReviewItem: Sendable, Hashable {
  /// Hash of what is in doubt (the subject and the field or fact), so that every replica names the
  /// same conflict alike, and a third side changes the item and not its name.
  public let id: ContentHash
  /// The number of the conflict case in the library's rules; 0 for other domains.
  public let conflictCase: Int
  public let severity: Severity
  /// The branch in whose queue it stands: exactly one.
  public let owner: String
  public let subject: Subject
  /// For a conflict of a field: the record (it may be a child of the subject) and its field.
  public let record: RecordID?
  public let kind: Int
  public let field: Int
  public let summary: String
  public let sides: [ReviewSide]
  public let proposal: String
  /// Whether a resolution that names all present sides holds; such items are closed.
  public let isResolved: Bool
  public let resolution: String

  public init(
    id: ContentHash, conflictCase: Int, severity: Severity, owner: String, subject: Subject,
    record: RecordID? = nil, kind: Int = 0, field: Int = 0, summary: String, sides: [ReviewSide],
    proposal: String, isResolved: Bool = false, resolution: String = ""
  ) {
    self.id = id
    self.conflictCase = conflictCase
    self.severity = severity
    self.owner = owner
    self.subject = subject
    self.record = record
    self.kind = kind
    self.field = field
    self.summary = summary
    self.sides = sides
    self.proposal = proposal
    self.isResolved = isResolved
    self.resolution = resolution
  }
}
