import CatchwordLibrary

// What a record says is wrong or doubtful, as against how its bytes were put together. Readers do
// not ask: a record with a wrong ISBN is as readable as any. Importers do, because titles, control
// numbers and identifiers are what they show and match by.
extension MARCRecord {
  /// Findings about the content, in a fixed order.
  package func contentFindings() -> [MARCFinding] {
    let checks = [
      checkTitle(), checkControlNumber(), checkLeader(), checkFixedField(), checkIdentifiers(),
      checkLinkage(),
    ]
    return checks.flatMap(\.self)
  }

  /// A bibliographic record, going by leader position 6; blank passes, so that a lost leader does.
  package var isBibliographic: Bool { "acdefgijkmoprtbhn ".unicodeScalars.contains(leaderCode(6)) }

  private func checkTitle() -> [MARCFinding] {
    guard isBibliographic else { return [] }
    let tag = isUNIMARC ? "200" : "245"
    let titles = fields(tag)
    if titles.isEmpty { return [MARCFinding(.warning, .titleMissing, "has no title")] }
    let hasText = titles.contains { field in
      field.subfields.contains { "abknpt".unicodeScalars.contains($0.code) && $0.hasText }
    }
    if !hasText {
      return [MARCFinding(.warning, .titleMissing, field: tag, "has no title: the field is empty")]
    }
    let hasProper = titles.contains { field in
      field.subfields.contains { "ab".unicodeScalars.contains($0.code) && $0.hasText }
    }
    if hasProper { return [] }
    return [
      MARCFinding(
        .warning, .titleMissing, field: tag,
        "has neither $a nor $b; the title is taken from the other subfields")
    ]
  }

  private func checkControlNumber() -> [MARCFinding] {
    if controlNumber == nil {
      return [MARCFinding(.warning, .controlNumberMissing, "has no control number")]
    }
    let others = fields("001").dropFirst().compactMap(\.controlText)
    return others.map {
      MARCFinding(
        .warning, .controlNumberRepeated, field: "001",
        "has a second control number \"\($0.quoted)\"; the first is used")
    }
  }

  /// The codes of a MARC 21 bibliographic leader, by position.
  private static let leaderCodes: [(position: Int, codes: String)] = [
    (5, "acdnp"), (6, "acdefgijkmoprt"), (7, "abcdims"), (8, " a"), (17, " 1234578uzIJKLM"),
    (18, " acinu"), (19, " abc"),
  ]

  private func checkLeader() -> [MARCFinding] {
    // Authorities, holdings, classification; UNIMARC has codes of its own.
    if isUNIMARC || "uvxyzw".unicodeScalars.contains(leaderCode(6)) { return [] }
    return Self.leaderCodes.compactMap { position, codes in
      let code = leaderCode(position)
      guard !codes.unicodeScalars.contains(code) else { return nil }
      return MARCFinding(
        .note, .leaderCodeUnknown,
        "leader position \(position) is \"\(String(code).quoted)\", which MARC 21 does not define")
    }
  }

  private func checkFixedField() -> [MARCFinding] {
    guard !isUNIMARC, let text = self["008"]?.controlText else { return [] }
    let expected = "uvxy".unicodeScalars.contains(leaderCode(6)) ? 32 : 40
    let count = text.unicodeScalars.count
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    if count == expected, isASCII { return [] }
    let problem =
      count == expected
      ? "has characters other than ASCII" : "has \(count) characters instead of \(expected)"
    return [
      MARCFinding(
        .note, .fixedFieldInvalid, field: "008", "\(problem); its codes may be shifted")
    ]
  }

  private func checkIdentifiers() -> [MARCFinding] {
    // UNIMARC has its ISBN in 010 and its ISSN in 011.
    let tags = isUNIMARC ? (isbn: "010", issn: "011") : (isbn: "020", issn: "022")
    var findings: [MARCFinding] = []
    for text in fields(tags.isbn).flatMap({ $0.subfields("a") }) {
      do throws(IdentifierProblem) { _ = try ISBN(text) } catch {
        findings.append(.identifier(tags.isbn, text, error))
      }
    }
    for text in fields(tags.issn).flatMap({ $0.subfields("a") }) {
      do throws(IdentifierProblem) { _ = try ISSN(text) } catch {
        findings.append(.identifier(tags.issn, text, error))
      }
    }
    if isUNIMARC { return findings }
    for text in fields("010").flatMap({ $0.subfields("a") }) {
      do throws(IdentifierProblem) { _ = try LCCN(text) } catch {
        findings.append(.identifier("010", text, error))
      }
    }
    return findings
  }

  private func checkLinkage() -> [MARCFinding] {
    fields("880").filter { $0.subfield("6") == nil }.map { _ in
      MARCFinding(
        .note, .linkageMissing, field: "880",
        "has no $6, so it is not known which field it repeats in another script")
    }
  }
}

extension MARCSubfield {
  /// More than blanks.
  fileprivate var hasText: Bool { !value.trimmingBlanks().isEmpty }
}

extension MARCFinding {
  fileprivate static func identifier(
    _ tag: String, _ text: String, _ problem: IdentifierProblem
  ) -> MARCFinding {
    MARCFinding(
      .warning, .identifierInvalid, field: "\(tag)$a",
      "\(text.trimmingBlanks().quoted): \(problem); kept, not used for matching")
  }
}
