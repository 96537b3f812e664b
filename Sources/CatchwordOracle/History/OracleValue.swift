/// What a field holds. Text is its UTF-8, so that equal means equal bytes (R6).
package enum OracleValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text([UInt8])
  case bytes([UInt8])
  case record(OracleID)

  package static func string(_ text: String) -> OracleValue { .text(Array(text.utf8)) }

  /// How a picture's line writes it: `null`, `i<decimal>`, `t<hex>`, `x<hex>`, `r<id>`.
  package var form: String {
    switch self {
    case .null: "null"
    case .integer(let value): "i" + String(value)
    case .text(let value): "t" + Hex.text(value)
    case .bytes(let value): "x" + Hex.text(value)
    case .record(let value): "r" + value.text
    }
  }
}

extension OracleValue: Comparable {
  /// Null, integers, texts, bytes, records; within each by number or by bytes.
  package static func < (a: OracleValue, b: OracleValue) -> Bool {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): x < y
    case (.text(let x), .text(let y)), (.bytes(let x), .bytes(let y)):
      x.lexicographicallyPrecedes(y)
    case (.record(let x), .record(let y)): x < y
    default: a.sort < b.sort
    }
  }

  private var sort: Int {
    switch self {
    case .null: 0
    case .integer: 1
    case .text: 2
    case .bytes: 3
    case .record: 4
    }
  }

  var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }
  var textValue: [UInt8]? { if case .text(let value) = self { value } else { nil } }
  var bytesValue: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
  var recordValue: OracleID? { if case .record(let value) = self { value } else { nil } }
}
