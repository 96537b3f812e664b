/// Where in which file something was found.
package struct MARCPlace: Sendable, Hashable {
  /// The file as staff named it.
  package var file: String
  /// Counted from 1; nil for what concerns the whole file.
  package var recordNumber: Int?
  package var byteOffset: Int?
  package var controlNumber: String?

  package init(
    file: String, recordNumber: Int? = nil, byteOffset: Int? = nil, controlNumber: String? = nil
  ) {
    self.file = file
    self.recordNumber = recordNumber
    self.byteOffset = byteOffset
    self.controlNumber = controlNumber
  }
}

/// One sentence to staff about their file: a stable code for programs, facts for people.
package struct MARCMessage: Sendable, Hashable, CustomStringConvertible {
  package enum Severity: String, Sendable, Hashable {
    /// Odd, but nothing was lost or guessed.
    case note
    /// The record was read; something in it was lost, repaired or interpreted.
    case warning
    /// The record was not read.
    case rejected
  }

  package let severity: Severity
  package let code: MARCMessageCode
  package let place: MARCPlace
  /// Such as "650" or "245$a".
  package let field: String?
  package let text: String

  /// `bibs.mrc: record 7 (001 9920) 245$a: byte 0xE9 is not UTF-8; …`
  package var description: String {
    var parts: [String] = []
    if let number = place.recordNumber { parts.append("record \(number)") }
    if let controlNumber = place.controlNumber {
      parts.append("(001 \(controlNumber.quoted))")
    }
    if let field { parts.append(field) }
    let subject = parts.joined(separator: " ")
    return subject.isEmpty ? "\(place.file): \(text)" : "\(place.file): \(subject): \(text)"
  }
}

/// Stable names of everything the readers say; the sentences may change, these may not.
package enum MARCMessageCode: String, Sendable, Hashable, CaseIterable {
  // The record in the file.
  case lengthWrong = "marc-length-wrong"
  case terminatorMissing = "marc-terminator-missing"
  case truncated = "marc-truncated"
  case recordTooShort = "marc-record-too-short"
  case recordTooLarge = "marc-record-too-large"
  case recordTooLong = "marc-record-too-long"
  case recordEmpty = "marc-record-empty"
  case tooManyFields = "marc-too-many-fields"
  case junkSkipped = "marc-junk-skipped"
  case fillerSkipped = "marc-filler-skipped"
  case noRecords = "marc-no-records"
  case messagesOmitted = "marc-messages-omitted"
  // The directory.
  case baseAddressWrong = "marc-base-address-wrong"
  case directoryWrong = "marc-directory-wrong"
  case fieldDropped = "marc-field-dropped"
  case dataUnlisted = "marc-data-unlisted"
  // Leader, tags, indicators, subfields.
  case leaderInvalid = "marc-leader-invalid"
  case leaderMissing = "marc-leader-missing"
  case tagUnreadable = "marc-tag-unreadable"
  case tagNotNumeric = "marc-tag-not-numeric"
  case tagPadded = "marc-tag-padded"
  case indicatorsMissing = "marc-indicators-missing"
  case indicatorInvalid = "marc-indicator-invalid"
  case indicatorUnusual = "marc-indicator-unusual"
  case subfieldsMissing = "marc-subfields-missing"
  case subfieldCodeMissing = "marc-subfield-code-missing"
  case subfieldCodeInvalid = "marc-subfield-code-invalid"
  case subfieldCodeUnusual = "marc-subfield-code-unusual"
  case textBeforeSubfields = "marc-text-before-subfields"
  case tooManySubfields = "marc-too-many-subfields"
  // Character sets.
  case notUTF8 = "marc-not-utf8"
  case notDecodable = "marc-not-decodable"
  case characterSetUnknown = "marc-character-set-unknown"
  case characterSetMislabelled = "marc-character-set-mislabelled"
  case characterSetUndeclared = "marc-character-set-undeclared"
  case escapeMissing = "marc-escape-missing"
  case characterReference = "marc-character-reference"
  case controlCharacter = "marc-control-character"
  // MARCXML.
  case xmlNotWellFormed = "marc-xml-not-well-formed"
  case xmlElementUnknown = "marc-xml-element-unknown"
  case xmlTextOutside = "marc-xml-text-outside"
  case xmlTagMissing = "marc-xml-tag-missing"
  // What cataloguers wrote.
  case titleMissing = "marc-title-missing"
  case controlNumberMissing = "marc-control-number-missing"
  case controlNumberRepeated = "marc-control-number-repeated"
  case leaderCodeUnknown = "marc-leader-code-unknown"
  case fixedFieldInvalid = "marc-fixed-field-invalid"
  case identifierInvalid = "marc-identifier-invalid"
  case linkageMissing = "marc-linkage-missing"
}

extension String {
  /// Safe and short enough to stand inside a message: foreign text must not forge a second line.
  var quoted: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(MARCLimits.quotedCharacters) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: result.append("?")
      default: result.append(scalar)
      }
    }
    if unicodeScalars.count > MARCLimits.quotedCharacters { result.append("…") }
    return String(result)
  }
}

extension UInt8 {
  /// `0xE9`, as in the messages.
  var hexadecimal: String {
    let digits = String(self, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0x0\(digits)" : "0x\(digits)"
  }
}
