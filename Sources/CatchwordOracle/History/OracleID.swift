/// Identity of a record or a fact: who hands out numbers, and the number.
///
/// The space is bytes: 0 and the 32 of a writer's key, or 1 and the UTF-8 of a source's name. So
/// comparing bytes puts writers before sources, and text is never compared as text (R6).
package struct OracleID: Hashable, Comparable, Sendable {
  package let space: [UInt8]
  package let number: Int64

  /// - Parameter writer: the 32 bytes of a key.
  package init(writer: [UInt8], number: Int64) {
    space = [0] + writer
    self.number = number
  }

  package init(source: String, number: Int64) {
    space = [1] + Array(source.utf8)
    self.number = number
  }

  /// Reads what `text` writes: 64 hexadecimal digits are a writer, anything else a source.
  package init?(parsing text: String) {
    let bytes = Array(text.utf8)
    guard let point = bytes.lastIndex(of: 0x2e),
      let number = Int64(String(decoding: bytes[(point + 1)...], as: UTF8.self))
    else { return nil }
    let name = Array(bytes[..<point])
    if name.count == 64, let key = Hex.bytes(name) {
      self.init(writer: key, number: number)
    } else {
      self.init(source: String(decoding: name, as: UTF8.self), number: number)
    }
  }

  /// `<64 hex digits>.<number>` or `<source>.<number>`.
  package var text: String {
    let name = Array(space.dropFirst())
    return (space.first == 0 ? Hex.text(name) : String(decoding: name, as: UTF8.self))
      + "." + String(number)
  }

  package static func < (a: OracleID, b: OracleID) -> Bool {
    a.space == b.space ? a.number < b.number : a.space.lexicographicallyPrecedes(b.space)
  }
}

/// Bytes as hexadecimal digits and back.
package enum Hex {
  package static func text(_ bytes: [UInt8]) -> String {
    let digit = { (half: UInt8) in half < 10 ? 0x30 + half : 0x57 + half }
    return String(unsafeUninitializedCapacity: 2 * bytes.count) { digits in
      for (place, byte) in bytes.enumerated() {
        digits[2 * place] = digit(byte >> 4)
        digits[2 * place + 1] = digit(byte & 15)
      }
      return 2 * bytes.count
    }
  }

  /// - Returns: nil unless all are hexadecimal digits in lower case, an even number of them.
  package static func bytes(_ digits: [UInt8]) -> [UInt8]? {
    var halves: [UInt8] = []
    for digit in digits {
      switch digit {
      case 0x30...0x39: halves.append(digit - 0x30)
      case 0x61...0x66: halves.append(digit - 0x57)
      default: return nil
      }
    }
    guard halves.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: halves.count, by: 2).map { halves[$0] << 4 | halves[$0 + 1] }
  }
}
