public import CatchwordCore
import CatchwordLibrary

/// One field of one record that several people wrote without knowing of each other.
///
/// Where somebody deleted the record meanwhile, the deletion is a side as well, and the field is the
/// one that was written last.
public struct FieldConflict: Sendable, Hashable {
  /// What a field holds: `.null`, `.integer`, `.text`, `.bytes` or `.record`. Two texts are equal where
  /// their bytes are.
  public typealias Value = CatchwordCore.Value
  public typealias FieldType = CatchwordCore.FieldType

  /// What one writer wrote, and when.
  public struct Side: Sendable, Hashable {
    /// Null where the writer cleared the field, and for deletions.
    public let value: Value
    /// Place of the writer among the writers of this conflict, from 0. It means nothing, but it is
    /// the same everywhere: good for ties.
    public let writerRank: Int
    /// Seconds since 1970 by the writer's clock as far as it could be corrected. Clocks can be wrong.
    public let timeSeconds: Int64
    /// Whether this side deletes the whole record.
    public let deletesRecord: Bool

    public init(_ value: Value, writerRank: Int, timeSeconds: Int64, deletesRecord: Bool = false) {
      self.value = value
      self.writerRank = writerRank
      self.timeSeconds = timeSeconds
      self.deletesRecord = deletesRecord
    }

    /// Whether both would leave the same behind.
    public func says(_ other: Side) -> Bool {
      value == other.value && deletesRecord == other.deletesRecord
    }
  }

  /// The record's kind, as the schema names and numbers it: `note`, 40.
  public let kind: String
  public let kindNumber: Int
  /// The field, as the schema names and numbers it: `title`, 1.
  public let field: String
  public let fieldNumber: Int
  /// Of what type the values are that are not null.
  public let type: FieldType
  /// At least one, in whatever order they were met.
  public let sides: [Side]

  public init(
    kind: String, kindNumber: Int, field: String, fieldNumber: Int, type: FieldType, sides: [Side]
  ) {
    precondition(!sides.isEmpty, "a conflict has at least one side")
    self.kind = kind
    self.kindNumber = kindNumber
    self.field = field
    self.fieldNumber = fieldNumber
    self.type = type
    self.sides = sides
  }

  /// The greatest side: what the engine shows while nobody has decided.
  public var greatest: Side { sides.max() ?? sides[0] }

  /// The greatest side that does not delete the record; nil where all do.
  public var greatestEdit: Side? { sides.filter { !$0.deletesRecord }.max() }

  /// Whether any side says something else than this one, and would be lost without a person.
  public func contradicts(_ side: Side) -> Bool { sides.contains { !$0.says(side) } }

  /// The same conflict with other sides.
  public func with(_ sides: [Side]) -> FieldConflict {
    FieldConflict(
      kind: kind, kindNumber: kindNumber, field: field, fieldNumber: fieldNumber, type: type,
      sides: sides)
  }
}

extension FieldConflict.Side: Comparable {
  /// A total order: by time, then writer, then edits before deletions, then value.
  public static func < (a: Self, b: Self) -> Bool {
    if a.timeSeconds != b.timeSeconds { return a.timeSeconds < b.timeSeconds }
    if a.writerRank != b.writerRank { return a.writerRank < b.writerRank }
    if a.deletesRecord != b.deletesRecord { return b.deletesRecord }
    return a.value < b.value
  }
}

extension FieldConflict: CustomStringConvertible {
  /// A line for the field and one for each side.
  public var description: String {
    let lines = sides.enumerated().map { index, side in
      "  \([ReviewSide].letter(index)) \(side)"
    }
    return (["\(kind).\(field) (\(type))"] + lines).joined(separator: "\n")
  }
}

extension FieldConflict.Side: CustomStringConvertible {
  public var description: String {
    "\(deletesRecord ? "deletes the record" : value.words) by writer \(writerRank) at \(timeSeconds) s"
  }
}

extension Value {
  /// As a developer would write it.
  var words: String {
    switch self {
    case .null: "null"
    case .integer(let integer): "\(integer)"
    case .text(let text): text.unicodeScalars.reduce("\"") { $0 + $1.escaped(asASCII: true) } + "\""
    case .bytes(let bytes): "bytes \(bytes.hex.isEmpty ? "(none)" : bytes.hex)"
    case .record(let id): "record \(id)"
    }
  }
}
