/// What a derivation is about: a record, or a text that facts name while no record bears it yet.
public enum Subject: Hashable, Sendable, Comparable {
  case record(kind: Int, RecordID)
  case text(kind: Int, String)

  /// Text is compared by bytes: a barcode in NFC and one in NFD are two subjects (R6).
  public static func == (a: Subject, b: Subject) -> Bool {
    switch (a, b) {
    case (.record(let x, let first), .record(let y, let second)): x == y && first == second
    case (.text(let x, let first), .text(let y, let second)):
      x == y && first.utf8.elementsEqual(second.utf8)
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .record(let kind, let id):
      hasher.combine(kind)
      hasher.combine(id)
    case .text(let kind, let text):
      hasher.combine(kind)
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }

  public static func < (a: Subject, b: Subject) -> Bool {
    switch (a, b) {
    case (.record(let x, let first), .record(let y, let second)): (x, first) < (y, second)
    case (.text(let x, let first), .text(let y, let second)):
      x == y ? first.utf8.lexicographicallyPrecedes(second.utf8) : x < y
    case (.record, .text): true
    case (.text, .record): false
    }
  }
}

/// A record as readers of a store see it.
public struct RecordView: Hashable, Sendable {
  public let id: RecordID
  public let state: RecordState
  /// Columns that a former derivation filled, by their numbers.
  public let derived: FieldMap

  public init(id: RecordID, state: RecordState, derived: FieldMap = [:]) {
    self.id = id
    self.state = state
    self.derived = derived
  }

  public subscript(field: Int) -> Value { state.shown(field) }
}

/// What a fold may ask of the replica it runs in. Answers are complete and in ascending order of id.
public protocol RecordReading {
  /// - Returns: nil where no commit ever named the record; a dead record is returned.
  func record(kind: Int, _ id: RecordID) throws -> RecordView?
  /// - Parameter field: an indexed register field. Dead records are included.
  func records(kind: Int, where field: Int, is value: Value) throws -> [RecordView]
  /// - Parameter field: an indexed field of a fact kind; by another one all facts are looked through,
  ///   which is for what happens seldom.
  func facts(kind: Int, where field: Int, is value: Value) throws -> [PlacedFact]
  /// The same, but only those that hold nothing in another field.
  ///
  /// - Parameters:
  ///   - field: one that the schema says is sought without `other`.
  func facts(
    kind: Int, where field: Int, is value: Value, without other: Int
  ) throws -> [PlacedFact]
  /// The facts of some commits of one writer, which happens seldom: all may be looked through.
  ///
  /// - Parameters:
  ///   - kind: of facts; its lane is the one in which the commits are numbered.
  ///   - numbers: of commits that may not be here.
  func facts(
    kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>
  ) throws -> [PlacedFact]
  /// Whether there are any such facts.
  ///
  /// - Parameter field: an indexed field of a fact kind.
  func hasFacts(kind: Int, where field: Int, is value: Value) throws -> Bool
  func fact(kind: Int, _ id: RecordID) throws -> PlacedFact?
  /// Whether a commit named the record, and whether it is dead; nil where none ever did.
  func isDead(kind: Int, _ id: RecordID) throws -> Bool?
  /// Whether any record shows a value in a field; true too where nobody looked.
  ///
  /// - Parameter field: an indexed register field.
  func mayHold(kind: Int, field: Int) throws -> Bool
  /// What `make` makes of facts of one kind and of nothing else, made again only when they may have
  /// changed.
  ///
  /// - Parameter id: tells several things of one type apart.
  func remembering<T: Sendable>(
    factsOf kind: Int, _ id: RecordID?, _ make: () throws -> T
  ) throws -> T
  /// The greatest integer that stands in a field of facts; nil where none has any. For questions that
  /// every scan asks of a kind of which there may be many.
  ///
  /// - Parameters:
  ///   - field: an indexed field, as is `other`.
  ///   - other: what must be in another field, or in the same.
  func greatest(_ field: Int, kind: Int, where other: Int, is value: Value) throws -> Int64?
  /// What was folded last, in any order. For finding out whom a change concerns, and never for
  /// deriving: of a subject that is to be folded again the rows may be old.
  ///
  /// - Parameter field: an indexed field of a derived table.
  func derivedRows(table: String, where field: Int, is value: Value) throws -> [DerivedRow]
}

extension RecordReading {
  public func facts(
    kind: Int, where field: Int, is value: Value, without other: Int
  ) throws -> [PlacedFact] {
    try facts(kind: kind, where: field, is: value).filter { $0[other].isNull }
  }

  public func hasFacts(kind: Int, where field: Int, is value: Value) throws -> Bool {
    try !facts(kind: kind, where: field, is: value).isEmpty
  }

  public func isDead(kind: Int, _ id: RecordID) throws -> Bool? {
    try record(kind: kind, id)?.state.isDead
  }

  /// Remembers nothing, which is always right.
  public func remembering<T: Sendable>(
    factsOf kind: Int, _ id: RecordID?, _ make: () throws -> T
  ) throws -> T { try make() }

  /// Looks nowhere, which is always right.
  public func mayHold(kind: Int, field: Int) throws -> Bool { true }
  public func greatest(
    _ field: Int, kind: Int, where other: Int, is value: Value
  ) throws -> Int64? {
    try facts(kind: kind, where: other, is: value).compactMap { $0[field].integer }.max()
  }
}

/// What a commit changed, as far as derivations care: the operation, without its values' history.
public enum Change: Hashable, Sendable {
  /// - Parameter before: the record's shown values before this commit, for fields that it changed;
  ///   empty for facts.
  case applied(Operation, before: [FieldValue])
  /// A fact was stated, and that is all that happened: it is new, and no other gave way to it.
  case stated(PlacedFact)

  public init(operation: Operation, before: [FieldValue] = []) {
    self = .applied(operation, before: before)
  }

  public var operation: Operation {
    switch self {
    case .applied(let operation, _): operation
    case .stated(let fact): Operation(.fact, kind: fact.kind, record: fact.id, values: fact.values)
    }
  }

  public var before: [FieldValue] {
    if case .applied(_, let before) = self { before } else { [] }
  }
}

/// A row of one of the schema's derived tables, its values by field number.
public struct DerivedRow: Hashable, Sendable {
  public let table: String
  public let values: FieldMap

  public init(table: String, values: FieldMap) {
    self.table = table
    self.values = values
  }
}

/// What the fold makes of one subject. It replaces all that was derived for the subject before.
public struct Derivation: Hashable, Sendable {
  /// Values of the subject's own derived columns, by number.
  public var columns: FieldMap = [:]
  public var rows: [DerivedRow] = []
  public var reviews: [ReviewItem] = []
  /// What a search should find the subject by; nil where it is not searched for.
  public var document: SearchDocument?
  /// One line a decision: what, why, from which facts, who must look.
  public var explanations: [String] = []
  /// The commit that had seen all facts of the subject, where whatever has seen it can only go on from
  /// what stands derived (`Deriving.goOn`); nil where a fold needs all facts again.
  public var rest: Dot?

  public init() {}
}

/// What is to be folded after changes.
public struct Refolding: Sendable {
  /// Subjects to be derived from everything.
  public var subjects: Set<Subject>
  /// What was stated about others, in the order in which it came: where they were at rest, the fold
  /// may go on from there. One that `subjects` holds too is derived from everything.
  public private(set) var news: [(subject: Subject, facts: [PlacedFact])] = []
  private var places: [Subject: Int] = [:]

  public init(subjects: Set<Subject> = []) { self.subjects = subjects }

  public mutating func add(_ fact: PlacedFact, about subject: Subject) {
    if let place = places[subject] {
      news[place].facts.append(fact)
    } else {
      places[subject] = news.count
      // What went out comes home.
      var facts: [PlacedFact] = []
      facts.reserveCapacity(2)
      facts.append(fact)
      news.append((subject, facts))
    }
  }
}

/// What news makes of a subject that was at rest.
public struct Progress: Sendable {
  /// All of the subject's derived columns.
  public var columns: FieldMap = [:]
  /// Rows that come, and rows that take the place of one with the same value in their table's first
  /// field.
  public var rows: [DerivedRow] = []
  /// As in `Derivation`.
  public var rest: Dot?
  /// Others whom the news concerns, to be derived from everything.
  public var others: [Subject] = []

  public init() {}
}

/// Finds what stands derived of a subject, by its table and the value of the table's first field.
public typealias StandingRow = (_ table: String, _ name: Value) throws -> DerivedRow?

/// Words to be indexed, already broken into tokens that are separated by spaces.
public struct SearchDocument: Hashable, Sendable {
  public let title: String
  public let names: String
  public let rest: String

  public init(title: String, names: String, rest: String) {
    self.title = title
    self.names = names
    self.rest = rest
  }
}

/// A domain's fold, handed to the store, which knows nothing of the domain.
///
/// Laws: `derive` is a pure function of what `reader` answers, takes no clock, and gives the same
/// result on every replica that holds the same commits.
public protocol Deriving: Sendable {
  /// Rises whenever the same facts may fold to something else; then a store rebuilds.
  var version: Int { get }
  /// Which subjects a change concerns.
  func subjects(of change: Change, in reader: any RecordReading) throws -> [Subject]
  /// Which subjects changes concern: where many are about one thing, it may be looked at once.
  func subjects(of changes: [Change], in reader: any RecordReading) throws -> Set<Subject>
  func derive(_ subject: Subject, in reader: any RecordReading) throws -> Derivation
  /// The same without explanations, which may cost more than all else: what a store keeps.
  func deriveUnexplained(_ subject: Subject, in reader: any RecordReading) throws -> Derivation
  /// The subjects that changes concern, for a store that knows which of them were at rest.
  func refolding(of changes: [Change], in reader: any RecordReading) throws -> Refolding
  /// Whom news of a subject concerns, itself among them, if it cannot go on from rest.
  func subjects(ofNewsAbout subject: Subject, in reader: any RecordReading) throws -> [Subject]
  /// Goes on from where a subject was at rest.
  ///
  /// Law: with the rows that it leaves alone the result is what `derive` gives, without reviews.
  ///
  /// - Parameters:
  ///   - facts: all that was stated about the subject since; each has seen the commit at which it
  ///     was at rest.
  ///   - standing: what was derived of it then; its columns are those of its record.
  /// - Returns: nil where only a fold of everything can tell.
  func goOn(
    _ subject: Subject, with facts: [PlacedFact], in reader: any RecordReading,
    standing: StandingRow
  ) throws -> Progress?
}

extension Deriving {
  public func subjects(
    of changes: [Change], in reader: any RecordReading
  ) throws -> Set<Subject> {
    try changes.reduce(into: []) { $0.formUnion(try subjects(of: $1, in: reader)) }
  }

  public func deriveUnexplained(
    _ subject: Subject, in reader: any RecordReading
  ) throws -> Derivation {
    var derivation = try derive(subject, in: reader)
    derivation.explanations = []
    return derivation
  }

  public func refolding(
    of changes: [Change], in reader: any RecordReading
  ) throws -> Refolding {
    Refolding(subjects: try subjects(of: changes, in: reader))
  }

  public func subjects(
    ofNewsAbout subject: Subject, in reader: any RecordReading
  ) throws -> [Subject] { [subject] }

  /// Goes on from nothing, which is always right.
  public func goOn(
    _ subject: Subject, with facts: [PlacedFact], in reader: any RecordReading,
    standing: StandingRow
  ) throws -> Progress? { nil }
}
