// Leader, tags, indicators, subfields.
extension MARCFinding {
  static func leaderReplaced(_ position: Int, _ byte: UInt8) -> MARCFinding {
    MARCFinding(
      .warning, .leaderInvalid,
      "leader position \(position) is byte \(byte.hexadecimal); read as blank")
  }

  static func leaderReplaced(_ position: Int, _ scalar: Unicode.Scalar) -> MARCFinding {
    MARCFinding(
      .warning, .leaderInvalid,
      "leader position \(position) is \"\(String(scalar).quoted)\"; read as blank")
  }

  static func leaderCounts(_ found: String) -> MARCFinding {
    MARCFinding(
      .warning, .leaderInvalid,
      "leader positions 10 and 11 are \"\(found.quoted)\", MARC has \"22\"; read as \"22\"")
  }

  static func leaderLength(_ count: Int) -> MARCFinding {
    MARCFinding(
      .warning, .leaderInvalid, "leader has \(count) characters, MARC has 24; blanks added or cut")
  }

  static let leaderMissing = MARCFinding(
    .warning, .leaderMissing, "record has no leader; read with a blank one")

  static let leaderRepeated = MARCFinding(
    .warning, .leaderInvalid, "record has a second leader; dropped")

  static func tagUnreadable(_ tag: String, kept: String) -> MARCFinding {
    MARCFinding(
      .warning, .tagUnreadable, field: kept,
      "tag \"\(tag.quoted)\" is not three ASCII letters or digits; kept as \"\(kept)\"")
  }

  static func tagNotNumeric(_ tag: String) -> MARCFinding {
    MARCFinding(.note, .tagNotNumeric, field: tag, "tag is not a number; kept")
  }

  static func tagPadded(_ tag: String, kept: String) -> MARCFinding {
    MARCFinding(
      .warning, .tagPadded, field: kept, "tag \"\(tag.quoted)\" is too short; read as \"\(kept)\"")
  }

  static func indicatorsMissing(_ tag: String, found: Int) -> MARCFinding {
    MARCFinding(
      .warning, .indicatorsMissing, field: tag,
      "\(found == 0 ? "indicators are" : "an indicator is") missing; read as blank")
  }

  static func indicatorInvalid(_ tag: String, _ found: String) -> MARCFinding {
    MARCFinding(
      .warning, .indicatorInvalid, field: tag,
      "indicator \"\(found.quoted)\" is no printable ASCII character; read as blank")
  }

  static func indicatorTooLong(_ tag: String, _ found: String) -> MARCFinding {
    MARCFinding(
      .warning, .indicatorInvalid, field: tag,
      "indicator \"\(found.quoted)\" is longer than one character; the first is kept")
  }

  static func indicatorUnusual(_ tag: String, _ found: Unicode.Scalar) -> MARCFinding {
    MARCFinding(
      .note, .indicatorUnusual, field: tag,
      "indicator \"\(String(found).quoted)\" is no digit, small letter or blank; kept")
  }

  static func subfieldsMissing(_ tag: String) -> MARCFinding {
    MARCFinding(.warning, .subfieldsMissing, field: tag, "field has no subfields; kept as it is")
  }

  static func subfieldEmpty(_ tag: String) -> MARCFinding {
    MARCFinding(
      .warning, .subfieldCodeMissing, field: tag,
      "a subfield mark has no code and no text after it; dropped")
  }

  static func subfieldCodeMissing(_ tag: String, text: String) -> MARCFinding {
    MARCFinding(
      .warning, .subfieldCodeMissing, field: tag,
      "a subfield has no code; its text \"\(text.quoted)\" is dropped")
  }

  static func subfieldCodeInvalid(_ tag: String, _ found: String) -> MARCFinding {
    MARCFinding(
      .warning, .subfieldCodeInvalid, field: tag,
      "subfield code \(found) is not a character; kept as U+FFFD, original bytes stored")
  }

  static func subfieldCodeTooLong(_ tag: String, _ found: String) -> MARCFinding {
    MARCFinding(
      .warning, .subfieldCodeInvalid, field: tag,
      "subfield code \"\(found.quoted)\" is longer than one character; the first is kept")
  }

  static func subfieldCodeUnusual(_ tag: String, _ code: Unicode.Scalar) -> MARCFinding {
    MARCFinding(
      .note, .subfieldCodeUnusual, field: tag,
      "subfield code \"\(String(code).quoted)\" is no small letter or digit; kept")
  }

  static func textBeforeSubfields(_ tag: String, _ text: String) -> MARCFinding {
    MARCFinding(
      .warning, .textBeforeSubfields, field: tag,
      "\"\(text.quoted)\" stands between the indicators and the first subfield; dropped, "
        + "original bytes stored")
  }

  static func tooManySubfields(_ tag: String, _ count: Int) -> MARCFinding {
    MARCFinding(
      .warning, .tooManySubfields, field: tag,
      "\(count.grouped) subfields, more than \(MARCLimits.fieldSubfields.grouped); the rest dropped"
    )
  }
}

// MARCXML.
extension MARCFinding {
  static func xmlNotWellFormed(line: Int, column: Int, _ problem: String) -> MARCFinding {
    MARCFinding(
      .rejected, .xmlNotWellFormed, "line \(line), column \(column): \(problem); skipped")
  }

  static func xmlElementUnknown(_ name: String, in field: String?) -> MARCFinding {
    MARCFinding(
      .warning, .xmlElementUnknown, field: field,
      "element <\(name.quoted)> has no place in MARCXML; dropped")
  }

  static func xmlTextOutside(_ text: String, in field: String?) -> MARCFinding {
    MARCFinding(
      .warning, .xmlTextOutside, field: field,
      "text \"\(text.quoted)\" stands outside of leader, fields and subfields; dropped")
  }

  static func xmlTagMissing(_ element: String) -> MARCFinding {
    MARCFinding(
      .warning, .xmlTagMissing, "a <\(element)> has no tag; field dropped")
  }
}
