/// A message before it knows which record of which file it is about. All sentences that the
/// readers can say are in this type, so that they stay alike and translatable.
package struct MARCFinding: Sendable, Hashable {
  package let severity: MARCMessage.Severity
  package let code: MARCMessageCode
  package let field: String?
  package let text: String

  package init(
    _ severity: MARCMessage.Severity, _ code: MARCMessageCode, field: String? = nil, _ text: String
  ) {
    self.severity = severity
    self.code = code
    self.field = field
    self.text = text
  }

  package func placed(at place: MARCPlace) -> MARCMessage {
    MARCMessage(severity: severity, code: code, place: place, field: field, text: text)
  }
}

// The record in the file.
extension MARCFinding {
  static func lengthWrong(said: String, actual: Int) -> MARCFinding {
    MARCFinding(
      .warning, .lengthWrong,
      "leader says \(said) bytes, record has \(actual); recovered to the record terminator")
  }

  static let terminatorMissing = MARCFinding(
    .warning, .terminatorMissing,
    "no record terminator before the next leader; read to the length that the leader says")

  static func truncated(atByte offset: Int) -> MARCFinding {
    MARCFinding(
      .rejected, .truncated,
      "file ends inside the record (byte \(offset.grouped)); skipped")
  }

  static func recordTooShort(_ bytes: Int) -> MARCFinding {
    MARCFinding(
      .rejected, .recordTooShort, "\(bytes) bytes are too few for a leader of 24; skipped")
  }

  static func recordTooLarge(_ bytes: Int) -> MARCFinding {
    MARCFinding(
      .rejected, .recordTooLarge,
      "no end within \(bytes.grouped) bytes, the most that one record may have; skipped")
  }

  static func recordTooLong(_ bytes: Int) -> MARCFinding {
    MARCFinding(
      .warning, .recordTooLong,
      "record too long for ISO 2709 (\(bytes.grouped) bytes); export as MARCXML only")
  }

  static let recordEmpty = MARCFinding(
    .rejected, .recordEmpty, "no field could be read; skipped")

  static let xmlRecordEmpty = MARCFinding(
    .rejected, .recordEmpty, "this <record> holds no MARC field; skipped")

  static func tooManyFields(_ count: Int) -> MARCFinding {
    MARCFinding(
      .rejected, .tooManyFields,
      "\(count.grouped) fields, more than \(MARCLimits.recordFields.grouped); skipped")
  }

  static func junkSkipped(_ bytes: Int, atByte offset: Int) -> MARCFinding {
    MARCFinding(
      .warning, .junkSkipped,
      "\(bytes) bytes before the leader (byte \(offset.grouped)) belong to no record; dropped")
  }

  static func fillerSkipped(_ bytes: Int) -> MARCFinding {
    MARCFinding(
      .note, .fillerSkipped,
      "\(bytes.grouped) bytes of blanks, line ends or padding around records; skipped")
  }

  static func noRecords(_ expected: String) -> MARCFinding {
    MARCFinding(
      .warning, .noRecords, "no record in this file: \(expected); export the records again")
  }

  static func messagesOmitted(_ count: Int) -> MARCFinding {
    MARCFinding(.note, .messagesOmitted, "and \(count.grouped) further messages on this record")
  }
}

// The directory of an ISO 2709 record.
extension MARCFinding {
  static func baseAddressWrong(said: String, actual: Int) -> MARCFinding {
    MARCFinding(
      .warning, .baseAddressWrong,
      "leader says that the data begin at \(said.quoted), they begin at \(actual)")
  }

  static func directoryUnterminated(_ base: Int) -> MARCFinding {
    MARCFinding(
      .warning, .directoryWrong,
      "the directory has no terminator before the data at \(base); read to the base address")
  }

  static func directoryWrong(_ tags: [String], of count: Int) -> MARCFinding {
    MARCFinding(
      .warning, .directoryWrong,
      "\(tags.count) of \(count) directory entries do not fit the data (\(named(tags))); "
        + "fields read in order by their terminators")
  }

  static func directoryStray(_ bytes: Int) -> MARCFinding {
    MARCFinding(
      .warning, .directoryWrong,
      "the directory has stray bytes (\(bytes)); entries realigned by the fields they point at")
  }

  static func directoryOverlong(_ count: Int) -> MARCFinding {
    MARCFinding(
      .warning, .directoryWrong,
      "directory entries have more digits than the format allows; \(count) read as they stand")
  }

  static let directoryCountsCharacters = MARCFinding(
    .warning, .directoryWrong,
    "the directory counts characters instead of bytes; fields read by that count")

  static func directoryDamaged(_ tags: [String]) -> MARCFinding {
    MARCFinding(
      .warning, .directoryWrong,
      "directory entries lost or gained characters; \(tags.count) read as \(named(tags)) by the "
        + "fields that they must mean")
  }

  private static func named(_ tags: [String]) -> String {
    tags.prefix(3).map(\.quoted).joined(separator: ", ") + (tags.count > 3 ? ", …" : "")
  }

  static func fieldPastEnd(_ tag: String) -> MARCFinding {
    MARCFinding(
      .warning, .fieldDropped, "field \(tag.quoted) points past the end; field dropped")
  }

  static func fieldWithoutPlace(_ tag: String) -> MARCFinding {
    MARCFinding(
      .warning, .fieldDropped,
      "directory entry of field \(tag.quoted) fits no field; entry dropped")
  }

  static func dataUnlisted(_ bytes: Int, sample: String) -> MARCFinding {
    MARCFinding(
      .warning, .dataUnlisted,
      "\(bytes) bytes that the directory does not list (\"\(sample.quoted)\"); dropped")
  }
}

extension Int {
  /// With commas, as in `byte 62,502`.
  var grouped: String {
    var digits = Array(String(magnitude).utf8)
    var position = digits.count - 3
    while position > 0 {
      digits.insert(UInt8(ascii: ","), at: position)
      position -= 3
    }
    return (self < 0 ? "-" : "") + String(decoding: digits, as: UTF8.self)
  }
}
