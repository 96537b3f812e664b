/// A value on its way into or out of SQLite.
///
/// Not `Equatable` on purpose: Swift would call NFC and NFD text equal (R6). Compare `Value`s.
enum Cell {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])

  static func integer(_ value: Int) -> Cell { .integer(Int64(value)) }

  init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }
  init(_ text: String?) { self = text.map { .text($0) } ?? .null }
}
