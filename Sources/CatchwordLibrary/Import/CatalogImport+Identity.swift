import CatchwordCore

/// Ids from a source: numbers as they are, everything else hashed to 50 bits.
extension CatalogImport {
  /// Hashed numbers have the top bit; numbers of an ILS that reach it are hashed too, so the two
  /// never meet.
  private static let hashedBit: Int64 = 1 << 49

  mutating func bibID(
    _ bib: ImportedBib, _ messages: inout [ImportMessage]
  ) -> RecordID {
    let id = claim(bib.key, in: bibs)
    if id.ordinal > 0 {
      messages.append(
        ImportMessage(
          .keyRepeated,
          "\(source) gives key \(bib.key) to \(id.ordinal + 1) bibs of this import; this one is "
            + "kept apart as \(id.record)."))
    }
    return id.record
  }

  mutating func itemID(
    _ item: ImportedItem, of bib: RecordID, _ messages: inout [ImportMessage]
  ) -> RecordID {
    let key =
      item.sourceNumber ?? item.barcode.map { "barcode \($0)" }
      ?? "item of \(bib) \(ImportMark.item(item.values, hashing).hex)"
    let id = claim(key, in: items)
    if id.ordinal > 0 && (item.sourceNumber ?? item.barcode) != nil {
      messages.append(
        ImportMessage(
          .itemKeyRepeated,
          "\(source) gives \(key) to \(id.ordinal + 1) items of this import; this one is kept "
            + "apart as \(id.record)."))
    }
    return id.record
  }

  /// Fields that a bib has once are named by their tag, so a changed 245 stays one field; others by
  /// their content at first import, because that is all that tells them apart.
  mutating func fieldID(_ field: ImportedField, of bib: RecordID, ordinal: Int) -> RecordID {
    var writer = ByteWriter()
    writer.append(id: bib)
    writer.append(text: field.tag)
    if !Self.isSingle(field.tag) {
      writer.append(text: field.content.text)
    }
    writer.append(varint: UInt64(ordinal))
    return RecordID(space: fields, number: number(hashing.sha256(writer.bytes)))
  }

  /// Tags that MARC 21 lets stand once.
  static func isSingle(_ tag: String) -> Bool {
    [
      "001", "003", "005", "008", "010", "018", "036", "038", "040", "042", "044", "045", "066",
      "100", "110", "111", "130", "240", "245", "254", "256", "263", "306", "507", "514", "841",
      "842", "844", "882",
    ].contains(tag)
  }

  /// The id under a key; where this run gave it out already, the next one that the key leads to.
  /// Counting instead of minting lets a second import of the same file find the same ids.
  private mutating func claim(_ key: String, in space: Space) -> (record: RecordID, ordinal: Int) {
    var ordinal = 0
    while true {
      let id = RecordID(space: space, number: number(key, ordinal))
      if used.insert(id).inserted { return (id, ordinal) }
      ordinal += 1
    }
  }

  private func number(_ key: String, _ ordinal: Int) -> Int64 {
    if ordinal == 0, let number = Self.numeric(key) { return number }
    var writer = ByteWriter()
    writer.append(text: key)
    writer.append(varint: UInt64(ordinal))
    return number(hashing.sha256(writer.bytes))
  }

  private func number(_ hash: ContentHash) -> Int64 {
    Self.hashedBit | Int64(hash.word.prefix >> 15)
  }

  /// Digits without leading zeros, below the hashed numbers.
  private static func numeric(_ key: String) -> Int64? {
    let digits = Array(key.utf8)
    guard (1...15).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      digits[0] != 0x30 || digits.count == 1
    else { return nil }
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    return value < hashedBit ? value : nil
  }
}
