/// What a field holds. Integers carry dates (days), times (seconds), money (minor units), flags.
///
/// Equality is equality of bytes: Swift would call NFC and NFD text equal, SQLite would not (R6).
public enum Value: Sendable {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])
  case record(RecordID)

  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  public var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  public var text: String? {
    if case .text(let value) = self { value } else { nil }
  }

  public var bytes: [UInt8]? {
    if case .bytes(let value) = self { value } else { nil }
  }

  public var record: RecordID? {
    if case .record(let value) = self { value } else { nil }
  }

  /// The type a value has on the wire; null fits every type.
  package var type: FieldType? {
    switch self {
    case .null: nil
    case .integer: .integer
    case .text: .text
    case .bytes: .bytes
    case .record: .record
    }
  }
}

extension Value: Hashable, Comparable {
  public static func == (a: Value, b: Value) -> Bool {
    #if Mutants
      if Planted.unicodeEqualityAsKey.isAtWork, case (.text(let x), .text(let y)) = (a, b) {
        return x == y
      }
    #endif
    return switch (a, b) {
    case (.null, .null): true
    case (.integer(let x), .integer(let y)): x == y
    case (.text(let x), .text(let y)): x.utf8.elementsEqual(y.utf8)
    case (.bytes(let x), .bytes(let y)): x == y
    case (.record(let x), .record(let y)): x == y
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .integer(let value): hasher.combine(value)
    case .text(let value): for byte in value.utf8 { hasher.combine(byte) }
    case .bytes(let value): hasher.combine(value)
    case .record(let value): hasher.combine(value)
    }
  }

  /// A total order of no meaning, for canonical forms.
  public static func < (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): x < y
    case (.text(let x), .text(let y)): x.utf8.lexicographicallyPrecedes(y.utf8)
    case (.bytes(let x), .bytes(let y)): x.lexicographicallyPrecedes(y)
    case (.record(let x), .record(let y)): x < y
    default: a.rank < b.rank
    }
  }

  private var rank: UInt8 { type?.rawValue ?? 0 }
}
