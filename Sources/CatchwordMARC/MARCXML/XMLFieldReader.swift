/// Turns a parsed `<record>` element into a record. What MARCXML has no place for is reported and
/// dropped; what is only missing or misspelt is read as it was meant.
struct XMLFieldReader {
  private var leader: String?
  private var fields: [MARCField] = []
  private(set) var findings: [MARCFinding] = []

  /// - Returns: the record, or nil with a finding that says why there is none.
  mutating func record(_ root: XMLElement) -> MARCRecord? {
    let (elements, strayText) = root.children
    if !strayText.isEmpty { findings.append(.xmlTextOutside(strayText, in: nil)) }
    var unknown: [String] = []
    for element in elements {
      switch element.name {
      case "leader": read(leader: element)
      case "controlfield": read(controlField: element)
      case "datafield": read(dataField: element)
      case let name: if !unknown.contains(name) { unknown.append(name) }
      }
    }
    guard !fields.isEmpty, fields.count <= MARCLimits.recordFields else {
      findings = [fields.isEmpty ? .xmlRecordEmpty : .tooManyFields(fields.count)]
      return nil
    }
    findings += unknown.map { .xmlElementUnknown($0, in: nil) }
    if leader == nil { findings.append(.leaderMissing) }
    let blank = "00000     2200000   4500"
    return MARCRecord(leader: leader ?? blank, fields: fields)
  }

  private mutating func read(leader element: XMLElement) {
    guard leader == nil else {
      findings.append(.leaderRepeated)
      return
    }
    leader = LeaderText.read(element.text, &findings)
  }

  private mutating func tag(of element: XMLElement) -> String? {
    let text = element.attribute("tag") ?? ""
    // A tag of three characters may have a blank among them; such records exist in ISO 2709.
    let tag = text.unicodeScalars.count == 3 ? text : text.trimmingBlanks()
    guard !tag.isEmpty else {
      findings.append(.xmlTagMissing(element.name))
      return nil
    }
    return TagText.read(tag, &findings)
  }

  private mutating func read(controlField element: XMLElement) {
    guard let tag = tag(of: element) else { return }
    reportElements(of: element, in: tag)
    fields.append(.control(tag, fit(element.text, in: tag)))
  }

  private mutating func read(dataField element: XMLElement) {
    guard let tag = tag(of: element) else { return }
    let found = [element.attribute("ind1"), element.attribute("ind2")]
    let missing = found.count { $0 == nil }
    if missing > 0 { findings.append(.indicatorsMissing(tag, found: 2 - missing)) }
    let indicators = found.map { indicator($0 ?? " ", in: tag) }

    let (elements, strayText) = element.children
    if !strayText.isEmpty { findings.append(.xmlTextOutside(strayText, in: tag)) }
    var subfields: [MARCSubfield] = []
    for child in elements {
      guard child.name == "subfield" else {
        findings.append(.xmlElementUnknown(child.name, in: tag))
        continue
      }
      if let subfield = subfield(child, in: tag) { subfields.append(subfield) }
    }
    if subfields.count > MARCLimits.fieldSubfields {
      findings.append(.tooManySubfields(tag, subfields.count))
      subfields = Array(subfields.prefix(MARCLimits.fieldSubfields))
    }
    if elements.isEmpty { findings.append(.subfieldsMissing(tag)) }
    fields.append(.data(tag, indicators[0], indicators[1], subfields))
  }

  private mutating func indicator(_ text: String, in tag: String) -> Unicode.Scalar {
    guard let first = text.unicodeScalars.first else { return " " }
    if text.unicodeScalars.count > 1 { findings.append(.indicatorTooLong(tag, text)) }
    guard first.isPrintableASCII else {
      findings.append(.indicatorInvalid(tag, text))
      return " "
    }
    if !first.isUsualIndicator { findings.append(.indicatorUnusual(tag, first)) }
    return first
  }

  private mutating func subfield(_ element: XMLElement, in tag: String) -> MARCSubfield? {
    guard let text = element.attribute("code"), let code = text.unicodeScalars.first else {
      findings.append(.subfieldCodeMissing(tag, text: element.text))
      return nil
    }
    if text.unicodeScalars.count > 1 { findings.append(.subfieldCodeTooLong(tag, text)) }
    if code.value < 0x20 {
      findings.append(.subfieldCodeInvalid(tag, "\"\(text.quoted)\""))
      return MARCSubfield(.replacement, fit(element.text, in: tag))
    }
    if !code.isASCIIDigitOrSmallLetter { findings.append(.subfieldCodeUnusual(tag, code)) }
    reportElements(of: element, in: "\(tag)$\(code)")
    return MARCSubfield(code, fit(element.text, in: "\(tag)$\(code)"))
  }

  private mutating func reportElements(of element: XMLElement, in field: String) {
    for child in element.children.elements {
      findings.append(.xmlElementUnknown(child.name, in: field))
    }
  }

  /// XML has already refused what is unfit for text; this holds whatever the parser lets through.
  private mutating func fit(_ text: String, in field: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.isUnfitForText }) else { return text }
    let decoded = UTF8Text.decode(Array(text.utf8)[...])
    findings += decoded.losses.map { .loss($0, in: field) }
    return decoded.text
  }
}
