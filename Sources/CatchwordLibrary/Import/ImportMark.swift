import CatchwordCore

/// What a source last said, short enough to stand beside every record.
///
/// Comparing the source with its own last word, and not with what is shown, is what keeps local
/// edits: where the source did not change, nothing is written.
enum ImportMark {
  /// Eight bytes over tag, content and undecodable bytes.
  static func field(_ field: ImportedField, _ hashing: Hashing) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: field.tag)
    writer.append(text: field.content.text)
    writer.append(counted: field.originalBytes ?? [])
    return short(writer, hashing, 8)
  }

  /// Stands in a field that an import deleted, so that its return is news and not an old word.
  static let gone: [UInt8] = []

  /// Eight bytes over the whole bib with fields and items, then four over the leader and four over
  /// the control number.
  static func bib(_ bib: ImportedBib, _ hashing: Hashing) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: bib.leader)
    writer.append(text: bib.controlNumber ?? "")
    writer.append(text: bib.sourceNumber ?? "")
    writer.append(varint: UInt64(bib.fields.count))
    for each in bib.fields { writer.append(raw: field(each, hashing)) }
    writer.append(varint: UInt64(bib.items.count))
    for each in bib.items { writer.append(counted: item(each.values, hashing)) }
    return short(writer, hashing, 8) + value(.text(bib.leader), hashing)
      + value(bib.controlNumber.map { .text($0) } ?? .null, hashing)
  }

  /// For every field that the source gives: its number and four bytes over its value; ascending.
  static func item(_ values: [FieldValue], _ hashing: Hashing) -> [UInt8] {
    values.flatMap { [UInt8($0.field)] + value($0.value, hashing) }
  }

  /// The parts of an item's mark, by field.
  static func parts(_ mark: [UInt8]) -> [Int: [UInt8]] {
    var parts: [Int: [UInt8]] = [:]
    for start in stride(from: 0, to: mark.count - mark.count % 5, by: 5) {
      parts[Int(mark[start])] = Array(mark[start + 1..<start + 5])
    }
    return parts
  }

  /// Four bytes over one value.
  static func value(_ value: Value, _ hashing: Hashing) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(value: value)
    return short(writer, hashing, 4)
  }

  private static func short(_ writer: ByteWriter, _ hashing: Hashing, _ count: Int) -> [UInt8] {
    Array(hashing.sha256(writer.bytes).word.bytes.prefix(count))
  }
}

extension ImportedItem {
  /// Ascending by field; only what the source gives.
  var values: [FieldValue] {
    let texts: [(Int, String?)] = [
      (ItemField.barcode, barcode), (ItemField.sourceNumber, sourceNumber),
      (ItemField.owningBranch, owningBranch), (ItemField.currentBranch, currentBranch),
      (ItemField.shelvingLocation, shelvingLocation), (ItemField.callNumber, callNumber),
      (ItemField.callNumberScheme, callNumberScheme), (ItemField.copyNumber, copyNumber),
      (ItemField.enumeration, enumeration), (ItemField.itemType, itemType),
      (ItemField.collection, collection), (ItemField.materials, materials),
      (ItemField.price, price), (ItemField.acquired, acquired),
      (ItemField.sourceOfAcquisition, sourceOfAcquisition), (ItemField.notePublic, notePublic),
      (ItemField.noteStaff, noteStaff), (ItemField.importedStatus, importedStatus),
      (ItemField.unmapped, unmapped),
    ]
    var values = texts.compactMap { field, text in text.map { FieldValue(field, .text($0)) } }
    if let notForLoan { values.append(FieldValue(ItemField.notForLoan, .integer(notForLoan))) }
    return values.sorted { $0.field < $1.field }
  }
}
