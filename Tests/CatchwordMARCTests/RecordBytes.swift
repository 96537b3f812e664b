import CatchwordMARC

/// Builds ISO 2709 records byte by byte, right or wrong in one chosen place.
struct RecordBytes {
  var leader = Array("00000nam a2200000   4500".utf8)
  var fields: [(tag: String, content: [UInt8])] = []
  /// Whether numbers too long for their place take the digits they need, or lose their first.
  var isOverlong = false
  /// Bytes that an entry's length says beyond its field's.
  var lengthErrors: [Int: Int] = [:]

  static let mark: UInt8 = 0x1f
  static let fieldEnd: UInt8 = 0x1e
  static let recordEnd: UInt8 = 0x1d

  static let sample = RecordBytes()
    .control("001", "ocm00012345 ")
    .control("008", "850101s1985    nyu           000 0 eng d")
    .data("245", "10", "a", "The great Gatsby /", "c", "F. Scott Fitzgerald.")
    .data("650", " 0", "a", "Rich people", "v", "Fiction.")

  func control(_ tag: String, _ text: String) -> RecordBytes {
    raw(tag, Array(text.utf8))
  }

  func data(_ tag: String, _ indicators: String, _ parts: String...) -> RecordBytes {
    var content = Array(indicators.utf8)
    for (position, part) in parts.enumerated() {
      if position.isMultiple(of: 2) { content.append(Self.mark) }
      content += part.utf8
    }
    return raw(tag, content)
  }

  func raw(_ tag: String, _ content: [UInt8]) -> RecordBytes {
    var copy = self
    copy.fields.append((tag, content))
    return copy
  }

  /// With other characters from a position of the leader on; lengths are filled in afterwards.
  func leader(_ position: Int, _ text: String) -> RecordBytes {
    var copy = self
    for (offset, byte) in text.utf8.enumerated() { copy.leader[position + offset] = byte }
    return copy
  }

  func marc8() -> RecordBytes { leader(9, " ") }

  func lengthError(_ field: Int, _ bytes: Int) -> RecordBytes {
    var copy = self
    copy.lengthErrors[field] = bytes
    return copy
  }

  var bytes: [UInt8] {
    var directory: [UInt8] = []
    var data: [UInt8] = []
    for (index, field) in fields.enumerated() {
      let length = field.content.count + 1 + (lengthErrors[index] ?? 0)
      let digits = isOverlong ? Self.paddedDigits : Self.digits
      directory += Array(field.tag.utf8) + digits(length, 4) + digits(data.count, 5)
      data += field.content + [Self.fieldEnd]
    }
    let base = 24 + directory.count + 1
    var leader = leader
    leader.replaceSubrange(0..<5, with: Self.digits(base + data.count + 1, 5))
    leader.replaceSubrange(12..<17, with: Self.digits(base, 5))
    return leader + directory + [Self.fieldEnd] + data + [Self.recordEnd]
  }

  static func paddedDigits(_ number: Int, _ count: Int) -> [UInt8] {
    let text = Array(String(number).utf8)
    return [UInt8](repeating: 0x30, count: max(count - text.count, 0)) + text
  }

  /// The last digits, as systems write them that count on.
  static func digits(_ number: Int, _ count: Int) -> [UInt8] {
    let text = Array(String(number).utf8.suffix(count))
    return [UInt8](repeating: 0x30, count: max(count - text.count, 0)) + text
  }
}

extension [UInt8] {
  /// With `text` from a position on.
  func replacing(_ position: Int, _ text: String) -> [UInt8] {
    var copy = self
    copy.replaceSubrange(position..<position + text.utf8.count, with: Array(text.utf8))
    return copy
  }

  /// With every `old` byte sequence changed.
  func substituting(_ old: String, _ new: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = self[...]
    let pattern = Array(old.utf8)
    while let first = rest.first {
      if rest.starts(with: pattern) {
        result += new
        rest = rest.dropFirst(pattern.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

/// Reads everything that some bytes hold.
struct Everything {
  var readings: [MARCReading] = []
  var fileMessages: [MARCMessage] = []
  var tally = MARCTally()

  init(_ bytes: [UInt8], file: String = "test.mrc") throws {
    var reader = try MARCReader(bytes: bytes, file: file)
    while let reading = try reader.next() { readings.append(reading) }
    fileMessages = reader.fileMessages
    tally = reader.tally
  }

  init(path: String) throws {
    var reader = try MARCReader(path: path)
    while let reading = try reader.next() { readings.append(reading) }
    fileMessages = reader.fileMessages
    tally = reader.tally
  }

  var records: [MARCRecord] { readings.compactMap(\.record) }
  var messages: [MARCMessage] { readings.flatMap(\.messages) + fileMessages }
  var codes: Set<MARCMessageCode> { Set(messages.map(\.code)) }
  var sentences: [String] { messages.map(\.description) }
  /// With those about the content of the records.
  var allCodes: Set<MARCMessageCode> {
    codes.union(records.flatMap { $0.contentFindings().map(\.code) })
  }
}
