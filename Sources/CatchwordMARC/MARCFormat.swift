/// The two forms in which MARC records travel. A file's content says which it is, its name does not:
/// ISO 2709 in a file named `.xml` is common.
package enum MARCFormat: Sendable, Hashable {
  case iso2709, marcXML

  /// Looks at the start of a file.
  ///
  /// - Returns: the format and, for MARCXML, the declared encoding unless it is UTF-8.
  static func detect(
    _ window: inout ByteWindow
  ) throws(MARCError) -> (format: MARCFormat, encoding: String?) {
    _ = try window.reach(MARCLimits.detectionBytes)
    let start = window.slice(0..<MARCLimits.detectionBytes)
    guard !start.isEmpty else { throw .empty(file: window.file) }
    if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) {
      throw .encodingUnknown(file: window.file, encoding: "UTF-16")
    }
    if start.starts(with: [0x1f, 0x8b]) { throw .notMARC(file: window.file, looksLike: "gzip") }

    let hasMark = start.starts(with: [0xef, 0xbb, 0xbf])
    let content = (hasMark ? start.dropFirst(3) : start).drop { LeaderShape.isFiller($0) }
    if content.first == UInt8(ascii: "<") {
      if looksLikeHTML(content) { throw .notMARC(file: window.file, looksLike: "HTML") }
      let encoding = declaredEncoding(content)
      if let encoding, !XMLRecordParser.knows(encoding) {
        throw .encodingUnknown(file: window.file, encoding: encoding)
      }
      return (.marcXML, encoding)
    }
    if start.contains(0x1e) || start.contains(0x1d) || LeaderShape.isLeader(content) {
      return (.iso2709, nil)
    }
    throw .notMARC(file: window.file, looksLike: description(of: content))
  }

  private static func looksLikeHTML(_ content: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: content.prefix(15), as: UTF8.self).lowercased()
    return text.hasPrefix("<html") || text.hasPrefix("<!doctype html")
  }

  /// From `<?xml … encoding="…"?>`; nil where it can only be UTF-8.
  private static func declaredEncoding(_ content: ArraySlice<UInt8>) -> String? {
    let head = content.prefix(200)
    guard head.starts(with: Array("<?xml".utf8)) else { return nil }
    let declaration = head.prefix { $0 != UInt8(ascii: ">") }
    let text = String(decoding: declaration, as: UTF8.self)
    guard let range = text.firstRange(of: "encoding") else { return nil }
    let name = text[range.upperBound...].drop { " =\"'\t\r\n".contains($0) }
      .prefix { !"\"' ?\t\r\n".contains($0) }
    // Text that begins with a readable "<?xml" is not UTF-16, whatever programs leave standing there.
    let known = ["utf-8", "utf8", "us-ascii", "ascii", "utf-16"]
    return name.isEmpty || known.contains(name.lowercased()) ? nil : String(name)
  }

  private static func description(of content: ArraySlice<UInt8>) -> String {
    switch content.first {
    case nil: "blanks"
    case UInt8(ascii: "{"), UInt8(ascii: "["): "JSON"
    case UInt8(ascii: "="): "MARC mnemonic text, which MarcEdit can convert"
    case _ where content.starts(with: [0x50, 0x4b]): "a zip archive; unpack it first"
    default: content.prefix(1_000).contains { $0 < 0x09 } ? "something binary" : "text"
    }
  }
}

extension MARCFinding {
  static func noRecords(_ format: MARCFormat) -> MARCFinding {
    switch format {
    case .iso2709: .noRecords("it holds only blanks and padding")
    case .marcXML: .noRecords("it is XML without a <record> element")
    }
  }
}
