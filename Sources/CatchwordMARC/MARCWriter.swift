/// Writes records in UTF-8. What a `MARCReader` read can always be written as MARCXML, and as
/// ISO 2709 unless it is too long; reading it again gives the same fields.
package enum MARCWriter {
  /// A record as ISO 2709, its leader saying UTF-8. The lengths that the leader had are replaced.
  package static func iso2709(_ record: MARCRecord) throws(MARCWriteError) -> [UInt8] {
    var directory: [UInt8] = []
    var data: [UInt8] = []
    for field in record.fields {
      let bytes = try content(of: field)
      guard bytes.count < MARCLimits.iso2709FieldBytes else {
        throw .fieldTooLong(tag: field.tag, bytes: bytes.count + 1)
      }
      let tag = Array(field.tag.utf8)
      guard tag.count == 3, tag.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) else {
        throw .tagNotWritable(field.tag)
      }
      directory += tag + digits(bytes.count + 1, 4) + digits(data.count, 5)
      data += bytes
      data.append(0x1e)
    }
    let base = LeaderShape.length + directory.count + 1
    let length = base + data.count + 1
    guard length <= MARCLimits.iso2709RecordBytes else { throw .recordTooLong(bytes: length) }
    let old = Array(leaderText(record).utf8)
    let leader =
      digits(length, 5) + old[5..<10] + Array("22".utf8) + digits(base, 5) + old[17..<20]
      + Array("4500".utf8)
    return leader + directory + [0x1e] + data + [0x1d]
  }

  /// A record as one `<record>` element, indented, with a line end.
  package static func marcXML(_ record: MARCRecord) throws(MARCWriteError) -> [UInt8] {
    var xml = XMLText()
    xml.raw("  <record>\n    <leader>")
    try xml.escaped(leaderText(record), in: "leader")
    xml.raw("</leader>\n")
    for field in record.fields {
      switch field.content {
      case .control(let text):
        xml.raw("    <controlfield tag=\"")
        try xml.attribute(field.tag, in: field.tag)
        xml.raw("\">")
        try xml.escaped(text, in: field.tag)
        xml.raw("</controlfield>\n")
      case .data(let indicator1, let indicator2, let subfields):
        xml.raw("    <datafield tag=\"")
        try xml.attribute(field.tag, in: field.tag)
        xml.raw("\" ind1=\"")
        try xml.attribute(String(indicator1), in: field.tag)
        xml.raw("\" ind2=\"")
        try xml.attribute(String(indicator2), in: field.tag)
        xml.raw("\">\n")
        for subfield in subfields {
          xml.raw("      <subfield code=\"")
          try xml.attribute(String(subfield.code), in: field.tag)
          xml.raw("\">")
          try xml.escaped(subfield.value, in: field.tag)
          xml.raw("</subfield>\n")
        }
        xml.raw("    </datafield>\n")
      }
    }
    xml.raw("  </record>\n")
    return xml.bytes
  }

  /// What stands before the records of a MARCXML file.
  package static let marcXMLStart = Array(
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <collection xmlns="http://www.loc.gov/MARC21/slim">

    """.utf8)
  /// What stands after them.
  package static let marcXMLEnd = Array("</collection>\n".utf8)

  /// The leader with position 9 saying UTF-8, always 24 characters.
  private static func leaderText(_ record: MARCRecord) -> String {
    var scalars = record.leader.unicodeScalars.map { $0.isPrintableASCII ? $0 : " " }
    scalars = Array(scalars.prefix(LeaderShape.length))
    while scalars.count < LeaderShape.length { scalars.append(" ") }
    scalars[9] = "a"
    return String(String.UnicodeScalarView(scalars))
  }

  private static func content(of field: MARCField) throws(MARCWriteError) -> [UInt8] {
    var bytes: [UInt8] = []
    switch field.content {
    case .control(let text):
      try append(text, of: field.tag, to: &bytes)
    case .data(let indicator1, let indicator2, let subfields):
      try append(String(indicator1), of: field.tag, to: &bytes)
      try append(String(indicator2), of: field.tag, to: &bytes)
      for subfield in subfields {
        bytes.append(0x1f)
        try append(String(subfield.code), of: field.tag, to: &bytes)
        try append(subfield.value, of: field.tag, to: &bytes)
      }
    }
    return bytes
  }

  private static func append(
    _ text: String, of tag: String, to bytes: inout [UInt8]
  ) throws(MARCWriteError) {
    let separator = text.utf8.first { 0x1d...0x1f ~= $0 }
    if let separator { throw .characterNotWritable(tag: tag, Unicode.Scalar(separator)) }
    bytes += text.utf8
  }

  private static func digits(_ number: Int, _ count: Int) -> [UInt8] {
    let text = Array(String(number).utf8)
    return [UInt8](repeating: 0x30, count: max(count - text.count, 0)) + text
  }
}

/// XML being written.
private struct XMLText {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes += $0 }
  }

  mutating func escaped(_ text: String, in field: String) throws(MARCWriteError) {
    try append(text, in: field, references: [0x0d])
  }

  /// Parsers turn line ends and tabs in attributes into blanks, so those are references as well.
  mutating func attribute(_ text: String, in field: String) throws(MARCWriteError) {
    try append(text, in: field, references: [0x22, 0x09, 0x0a, 0x0d])
  }

  private mutating func append(
    _ text: String, in field: String, references: [UInt8]
  ) throws(MARCWriteError) {
    var isChecked = false
    for byte in text.utf8 {
      if byte >= 0x40 && byte != 0xef {
        bytes.append(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case _ where references.contains(byte): bytes += "&#\(byte);".utf8
      case 0x00..<0x20, 0xef:
        // Control characters and the noncharacters, which begin with EF. One look is enough.
        if !isChecked, let scalar = text.unicodeScalars.first(where: { $0.isUnfitForText }) {
          throw .characterNotWritable(tag: field, scalar)
        }
        isChecked = true
        bytes.append(byte)
      default: bytes.append(byte)
      }
    }
  }
}

/// Why a record cannot be written in the format asked for.
package enum MARCWriteError: Error, Hashable, Sendable, CustomStringConvertible {
  case recordTooLong(bytes: Int)
  case fieldTooLong(tag: String, bytes: Int)
  case tagNotWritable(String)
  case characterNotWritable(tag: String, Unicode.Scalar)

  package var description: String {
    switch self {
    case .recordTooLong(let bytes):
      "record too long for ISO 2709 (\(bytes.grouped) bytes); export as MARCXML only"
    case .fieldTooLong(let tag, let bytes):
      "field \(tag.quoted) too long for ISO 2709 (\(bytes.grouped) bytes); export as MARCXML only"
    case .tagNotWritable(let tag):
      "tag \"\(tag.quoted)\" is not three ASCII characters; correct it"
    case .characterNotWritable(let tag, let scalar):
      "field \(tag.quoted) holds U+\(String(scalar.value, radix: 16, uppercase: true)), which the "
        + "format cannot express; remove it"
    }
  }
}
