/// Reads what `ByteWriter` wrote and trusts nothing: every length is checked against what is there.
package struct ByteReader: Sendable {
  private let bytes: [UInt8]
  package private(set) var position: Int
  private let end: Int

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = 0
    end = bytes.count
  }

  package init(_ slice: ArraySlice<UInt8>) { self.init(Array(slice)) }

  package var isAtEnd: Bool { position == end }
  package var remaining: Int { end - position }

  package mutating func byte() throws(ByteError) -> UInt8 {
    guard position < end else { throw .truncated(at: position) }
    defer { position += 1 }
    return bytes[position]
  }

  /// LEB128. A form longer than needed is refused: equal values must have equal bytes.
  package mutating func varint() throws(ByteError) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      if shift == 63 && next > 1 { throw .overlong(at: start) }
      value |= UInt64(next & 0x7f) << shift
      if next & 0x80 == 0 {
        if next == 0 && shift > 0 { throw .overlong(at: start) }
        return value
      }
      shift += 7
      if shift > 63 { throw .overlong(at: start) }
    }
  }

  package mutating func signed() throws(ByteError) -> Int64 {
    let raw = try varint()
    return Int64(bitPattern: (raw >> 1)) ^ -Int64(bitPattern: raw & 1)
  }

  /// - Parameter maximum: the named limit that the length must respect.
  package mutating func count(maximum: Int) throws(ByteError) -> Int {
    let start = position
    let value = try varint()
    guard value <= UInt64(maximum) else { throw .tooLarge(value, maximum: maximum, at: start) }
    return Int(value)
  }

  package mutating func raw(_ length: Int) throws(ByteError) -> ArraySlice<UInt8> {
    guard length >= 0, length <= remaining else { throw .truncated(at: position) }
    defer { position += length }
    return bytes[position..<position + length]
  }

  package mutating func counted(maximum: Int) throws(ByteError) -> ArraySlice<UInt8> {
    try raw(count(maximum: maximum))
  }

  package mutating func text(maximum: Int) throws(ByteError) -> String {
    let start = position
    let slice = try counted(maximum: maximum)
    guard let text = String(validating: slice, as: UTF8.self) else { throw .notUTF8(at: start) }
    return text
  }

  package func expectEnd() throws(ByteError) {
    guard isAtEnd else { throw .trailing(remaining, at: position) }
  }
}

/// Why bytes could not be read; positions are offsets from the start of the reader.
package enum ByteError: Error, Hashable, Sendable {
  case truncated(at: Int)
  case overlong(at: Int)
  case tooLarge(UInt64, maximum: Int, at: Int)
  case notUTF8(at: Int)
  /// Items that must ascend, each once, do not.
  case unordered(at: Int)
  case trailing(Int, at: Int)
}
