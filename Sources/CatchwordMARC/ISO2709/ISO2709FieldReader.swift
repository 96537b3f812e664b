/// Turns the raw fields of a record into text, tags, indicators and subfields.
struct ISO2709FieldReader: ~Copyable {
  private var marc8: MARC8Decoder
  private var iso5426: MARC8Decoder

  init() throws(MARCError) {
    let marc8 = try MARC8Decoder.marc8()
    let iso5426 = try MARC8Decoder.iso5426()
    self.init(marc8, iso5426)
  }

  private init(_ marc8: consuming MARC8Decoder, _ iso5426: consuming MARC8Decoder) {
    self.marc8 = marc8
    self.iso5426 = iso5426
  }

  /// - Returns: the record, or nil with a finding that says why there is none.
  mutating func record(
    _ structure: ISO2709Structure, _ findings: inout [MARCFinding]
  ) -> MARCRecord? {
    let leader = LeaderText.read(structure.bytes[...], &findings)
    findings += structure.findings
    if findings.contains(where: { $0.severity == .rejected }) { return nil }
    guard !structure.fields.isEmpty else {
      findings.append(.recordEmpty)
      return nil
    }
    let choice = RecordCharacterSet.choose(
      leaderCode: structure.bytes[9],
      unimarc: UNIMARCCharacterSets(fields: structure.fields, in: structure.bytes),
      data: structure.data)
    if let finding = choice.finding { findings.append(finding) }
    var fields: [MARCField] = []
    fields.reserveCapacity(structure.fields.count)
    for raw in structure.fields {
      fields.append(field(raw, of: structure.bytes, choice.set, &findings))
    }
    return MARCRecord(leader: leader, fields: fields)
  }

  private mutating func decode(
    _ bytes: ArraySlice<UInt8>, _ set: RecordCharacterSet
  ) -> DecodedText {
    switch set {
    case .utf8: UTF8Text.decode(bytes)
    case .marc8: marc8.decode(bytes)
    case .iso5426: iso5426.decode(bytes)
    }
  }

  private mutating func field(
    _ raw: RawField, of bytes: [UInt8], _ set: RecordCharacterSet, _ findings: inout [MARCFinding]
  ) -> MARCField {
    let content = bytes[raw.range]
    let tag = TagText.read(raw.tag, &findings)
    let isControl = raw.tag.starts(with: [0x30, 0x30])
    guard !isControl, let mark = content.firstIndex(of: 0x1f) else {
      return fieldWithoutSubfields(tag, content, isControl: isControl, set, &findings)
    }
    var isLossy = false
    let indicators = self.indicators(tag, content[..<mark], set, &findings, &isLossy)
    var subfields: [MARCSubfield] = []
    var parts = content[mark...].split(separator: 0x1f, omittingEmptySubsequences: false)[1...]
    if parts.count > MARCLimits.fieldSubfields {
      findings.append(.tooManySubfields(tag, parts.count))
      parts = parts.prefix(MARCLimits.fieldSubfields)
      isLossy = true
    }
    for part in parts {
      guard let subfield = subfield(tag, part, set, &findings, &isLossy) else { continue }
      subfields.append(subfield)
    }
    return MARCField(
      tag: tag,
      content: .data(
        indicator1: indicators.0, indicator2: indicators.1, subfields: subfields),
      originalBytes: isLossy ? Array(content) : nil)
  }

  /// Control fields, and others that have no subfield mark: their text is kept as it is.
  private mutating func fieldWithoutSubfields(
    _ tag: String, _ content: ArraySlice<UInt8>, isControl: Bool, _ set: RecordCharacterSet,
    _ findings: inout [MARCFinding]
  ) -> MARCField {
    let isNumeric = tag.utf8.allSatisfy(\.isASCIIDigit)
    if !isControl, isNumeric { findings.append(.subfieldsMissing(tag)) }
    if !isControl, isNumeric, content.count == 2 {
      var isLossy = false
      let indicators = self.indicators(tag, content, set, &findings, &isLossy)
      return MARCField(
        tag: tag,
        content: .data(indicator1: indicators.0, indicator2: indicators.1, subfields: []),
        originalBytes: isLossy ? Array(content) : nil)
    }
    let decoded = decode(content, set)
    findings += decoded.losses.map { .loss($0, in: tag) }
    return MARCField(
      tag: tag, content: .control(decoded.text),
      originalBytes: decoded.isLossy ? Array(content) : nil)
  }

  /// What stands before the first subfield mark: two characters, or the cataloguer's client erred.
  private mutating func indicators(
    _ tag: String, _ bytes: ArraySlice<UInt8>, _ set: RecordCharacterSet,
    _ findings: inout [MARCFinding], _ isLossy: inout Bool
  ) -> (Unicode.Scalar, Unicode.Scalar) {
    if bytes.count < 2 { findings.append(.indicatorsMissing(tag, found: bytes.count)) }
    var indicators: [Unicode.Scalar] = []
    for byte in bytes.prefix(2) {
      let scalar = Unicode.Scalar(byte)
      if !scalar.isPrintableASCII {
        findings.append(.indicatorInvalid(tag, byte.hexadecimal))
        isLossy = true
      }
      indicators.append(scalar.isPrintableASCII ? scalar : " ")
    }
    if bytes.count > 2 {
      let text = decode(bytes.dropFirst(2), set).text
      findings.append(.textBeforeSubfields(tag, text))
      isLossy = true
    }
    for indicator in indicators where !indicator.isUsualIndicator {
      findings.append(.indicatorUnusual(tag, indicator))
    }
    return (indicators.first ?? " ", indicators.dropFirst().first ?? " ")
  }

  private mutating func subfield(
    _ tag: String, _ part: ArraySlice<UInt8>, _ set: RecordCharacterSet,
    _ findings: inout [MARCFinding], _ isLossy: inout Bool
  ) -> MARCSubfield? {
    guard let first = part.first else {
      findings.append(.subfieldEmpty(tag))
      return nil
    }
    var code = Unicode.Scalar(first)
    var length = 1
    var isLossyCode = false
    if first >= 0x80, set == .utf8, let decoded = UTF8Text.first(part) {
      (code, length) = decoded
    } else if !code.isPrintableASCII {
      findings.append(.subfieldCodeInvalid(tag, first.hexadecimal))
      code = .replacement
      isLossyCode = true
    }
    if !isLossyCode, !code.isASCIIDigitOrSmallLetter {
      findings.append(.subfieldCodeUnusual(tag, code))
    }
    let decoded = decode(part.dropFirst(length), set)
    findings += decoded.losses.map { .loss($0, in: "\(tag)$\(code)") }
    isLossy = isLossy || isLossyCode || decoded.isLossy
    return MARCSubfield(code, decoded.text)
  }
}

/// A tag as a value: three ASCII letters or digits where the file has them.
enum TagText {
  /// From a directory. Bytes that cannot stand in a tag become "?", so that the field is kept.
  static func read(_ bytes: [UInt8], _ findings: inout [MARCFinding]) -> String {
    if bytes.allSatisfy(\.isASCIIDigit) { return String(decoding: bytes, as: UTF8.self) }
    let kept = bytes.map { $0 >= 0x20 && $0 < 0x7f ? $0 : UInt8(ascii: "?") }
    let tag = String(decoding: kept, as: UTF8.self)
    report(String(decoding: bytes, as: UTF8.self), kept: tag, &findings)
    return tag
  }

  /// From MARCXML. Leading zeros that a spreadsheet or a program ate are put back.
  static func read(_ text: String, _ findings: inout [MARCFinding]) -> String {
    let scalars = Array(text.unicodeScalars)
    if scalars.count < 3, !scalars.isEmpty, scalars.allSatisfy({ "0"..."9" ~= $0 }) {
      let tag = String(repeating: "0", count: 3 - scalars.count) + text
      findings.append(.tagPadded(text, kept: tag))
      return tag
    }
    var kept = scalars.prefix(3).map { $0.isPrintableASCII ? $0 : "?" }
    while kept.count < 3 { kept.append("?") }
    let tag = String(String.UnicodeScalarView(kept))
    if scalars.allSatisfy({ "0"..."9" ~= $0 }), scalars.count == 3 { return tag }
    report(text, kept: tag, &findings)
    return tag
  }

  private static func report(_ found: String, kept: String, _ findings: inout [MARCFinding]) {
    let isWhole = found.utf8.count == 3 && found.unicodeScalars.allSatisfy(\.isASCIILetterOrDigit)
    findings.append(isWhole ? .tagNotNumeric(kept) : .tagUnreadable(found, kept: kept))
  }
}

extension Unicode.Scalar {
  /// A digit, a small letter or blank, as MARC has it, and the fill character.
  var isUsualIndicator: Bool { isASCIIDigitOrSmallLetter || self == " " || self == "|" }
}
