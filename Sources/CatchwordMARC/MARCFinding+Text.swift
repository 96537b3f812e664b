// Character sets.
extension MARCFinding {
  static func loss(_ loss: TextLoss, in field: String) -> MARCFinding {
    switch loss {
    case .notUTF8(let byte, let count):
      MARCFinding(
        .warning, .notUTF8, field: field,
        "byte \(byte.hexadecimal) is not UTF-8\(more(count)); kept as U+FFFD, original bytes stored"
      )
    case .notDecodable(let set, let bytes, let offset, let count):
      MARCFinding(
        .warning, .notDecodable, field: field,
        "\(named(bytes)) at offset \(offset): no such character in \(set)\(more(count)); "
          + "kept as U+FFFD, original bytes stored")
    case .readAsASCII(let byte, let offset, let count):
      MARCFinding(
        .warning, .escapeMissing, field: field,
        "\(named([byte])) at offset \(offset) is not in the script in use\(more(count)); read as "
          + "\"\(Unicode.Scalar(byte))\", original bytes stored")
    case .characterSetUnknown(let name, let offset, let count):
      MARCFinding(
        .warning, .characterSetUnknown, field: field,
        "character set \"\(name.quoted)\" not known at offset \(offset)\(more(count)); "
          + "kept as U+FFFD, original bytes stored")
    case .controlCharacter(let byte, let count):
      MARCFinding(
        .warning, .controlCharacter, field: field,
        "control character \(byte.hexadecimal) in the text\(more(count)); "
          + "kept as U+FFFD, original bytes stored")
    case .noncharacter(let scalar, let count):
      MARCFinding(
        .warning, .controlCharacter, field: field,
        "U+\(String(scalar.value, radix: 16, uppercase: true)) is not a character\(more(count)); "
          + "kept as U+FFFD, original bytes stored")
    case .characterReference(let reference, let count):
      MARCFinding(
        .note, .characterReference, field: field,
        "\"\(reference.quoted)\"\(more(count)) read as the character it names")
    }
  }

  static let mislabelledMARC8 = MARCFinding(
    .warning, .characterSetMislabelled, "leader says MARC-8, text is UTF-8; read as UTF-8")

  static func mislabelledUNIMARC(_ declared: String) -> MARCFinding {
    MARCFinding(
      .warning, .characterSetMislabelled, field: "100$a",
      "positions 26 to 29 say \"\(declared.quoted)\", text is UTF-8; read as UTF-8")
  }

  static func undeclaredUNIMARC(_ declared: String) -> MARCFinding {
    MARCFinding(
      .warning, .characterSetUndeclared, field: "100$a",
      "positions 26 to 29 say \"\(declared.quoted)\", text is not UTF-8; read as ISO 5426")
  }

  static func undeclared(_ found: String, readAs set: String) -> MARCFinding {
    MARCFinding(
      .warning, .characterSetUndeclared,
      "leader position 9 is \(found.quoted), neither \"a\" nor blank; read as \(set)")
  }

  private static func more(_ count: Int) -> String {
    count > 1 ? " (\(count) times)" : ""
  }

  private static func named(_ bytes: [UInt8]) -> String {
    let list = bytes.map(\.hexadecimal).joined(separator: " ")
    return bytes.count == 1 ? "byte \(list)" : "bytes \(list)"
  }
}
