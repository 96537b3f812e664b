/// The type of a field's values; the raw value stands on the wire.
public enum FieldType: UInt8, Sendable, Hashable, CaseIterable {
  case integer = 1
  case text = 2
  case bytes = 3
  case record = 4
}

/// How concurrent changes of a field become one.
public enum Join: UInt8, Sendable, Hashable, CaseIterable {
  /// One value; concurrent different ones are all kept, one is shown.
  case register = 1
  /// Many values; an element goes only when every addition of it was seen by its removal.
  case set = 2
  /// The sum of all increments.
  case counter = 3
}

/// One field of a kind.
public struct Field: Sendable, Hashable {
  /// 1 … `Limits.fieldsPerKind`, never reused.
  public let number: Int
  public let name: String
  public let type: FieldType
  public let join: Join
  /// Whether it says who a patron is or links to one: such columns can be sealed as a whole.
  public let isConfidential: Bool
  /// Whether records are looked up by it.
  public let isIndexed: Bool
  /// Another field: where it is given, only records that hold nothing there are looked up by this one.
  public let soughtWithout: Int?

  public init(
    _ number: Int, _ name: String, _ type: FieldType, join: Join = .register,
    isConfidential: Bool = false, isIndexed: Bool = false, soughtWithout: Int? = nil
  ) {
    self.number = number
    self.name = name
    self.type = type
    self.join = join
    self.isConfidential = isConfidential
    self.isIndexed = isIndexed
    self.soughtWithout = soughtWithout
  }
}

/// What sort of thing a kind's records are.
public enum Form: Sendable, Hashable {
  /// Fields that change.
  case record
  /// An occurrence inside a parent, with an identity of its own; `parent` is the number of the
  /// field that names the parent, `of` the parent's kind.
  case child(of: Int, parent: Int)
  /// An immutable statement about the world: added, never changed, never deleted.
  case fact
}

/// A kind of record: bibs, items, facts of circulation.
public struct Kind: Sendable, Hashable {
  /// 1 … `Limits.kinds`, never reused.
  public let number: Int
  /// Lower-case ASCII letters and `_`: it names a table.
  public let name: String
  public let lane: Lane
  public let form: Form
  /// Ascending by number.
  public let fields: [Field]
  /// Columns that the fold fills in the record's own row; local, never replicated. Their numbers
  /// are their own, from 1.
  public let derived: [Field]

  public init(
    _ number: Int, _ name: String, lane: Lane, form: Form = .record, fields: [Field],
    derived: [Field] = []
  ) {
    self.number = number
    self.name = name
    self.lane = lane
    self.form = form
    self.fields = fields.sorted { $0.number < $1.number }
    self.derived = derived.sorted { $0.number < $1.number }
  }

  public func field(_ number: Int) -> Field? { fields.first { $0.number == number } }
  public var isFact: Bool { form == .fact }
}

/// A table that the fold fills: rows belong to one subject and are replaced together.
public struct DerivedTable: Sendable, Hashable {
  public let name: String
  public let fields: [Field]

  public init(_ name: String, fields: [Field]) {
    self.name = name
    self.fields = fields
  }
}

/// A domain as a value: what is replicated, how it joins, and what is derived from it.
public struct Schema: Sendable, Hashable {
  public let version: Int
  public let kinds: [Kind]
  public let derivedTables: [DerivedTable]
  private let byNumber: [Int: Kind]

  public init(version: Int, kinds: [Kind], derivedTables: [DerivedTable] = []) {
    self.version = version
    self.kinds = kinds.sorted { $0.number < $1.number }
    self.derivedTables = derivedTables
    byNumber = Dictionary(kinds.map { ($0.number, $0) }) { first, _ in first }
    checkInvariants()
  }

  public func kind(_ number: Int) -> Kind? { byNumber[number] }

  public func kind(named name: String) -> Kind? { kinds.first { $0.name == name } }

  /// 1. Kinds and fields are numbered once, within limits. 2. Facts have registers only.
  /// 3. Names are lower-case ASCII, unique.
  package func checkInvariants() {
    precondition(Set(kinds.map(\.number)).count == kinds.count, "a kind number stands twice")
    precondition(Set(kinds.map(\.name)).count == kinds.count, "a kind name stands twice")
    for kind in kinds {
      precondition((1...Limits.kinds).contains(kind.number), "kind number out of range")
      precondition(Self.isName(kind.name), "kind names are lower-case ASCII")
      let numbers = kind.fields.map(\.number)
      precondition(Set(numbers).count == numbers.count, "a field number stands twice")
      precondition(numbers.allSatisfy { (1...Limits.fieldsPerKind).contains($0) })
      precondition((kind.fields + kind.derived).allSatisfy { Self.isName($0.name) })
      precondition(!kind.isFact || kind.fields.allSatisfy { $0.join == .register })
    }
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x5f }
  }
}
