import CatchwordCore

extension CatalogImport {
  /// As `plan` for a bib. The heading, field 1XX, is the record's own; all other fields are its
  /// children. A heading that the source gives up is kept as an earlier one.
  mutating func planAuthority(
    _ said: ImportedBib, in reader: any RecordReading
  ) throws -> Outcome {
    var messages: [ImportMessage] = []
    var outcome = Outcome(bib: bibID(said, &messages))
    outcome.messages = messages
    let heading = said.fields.first { Self.isHeading($0.tag) }
    var rest = said
    if let index = said.fields.firstIndex(where: { Self.isHeading($0.tag) }) {
      rest.fields.remove(at: index)
    }
    let mark =
      ImportMark.bib(said, hashing) + (heading.map { ImportMark.field($0, hashing) } ?? [])
    let view = try reader.record(kind: LibraryKind.authority, outcome.bib)
    guard view?[AuthorityField.imported] != .bytes(mark) else { return outcome }
    guard let view else {
      outcome.isNew = true
      outcome.operations = [creation(of: said, heading, outcome.bib, mark)]
      outcome.operations += newFields(rest, outcome.bib)
      return outcome
    }
    guard !view.state.isDead else {
      outcome.messages.append(
        ImportMessage(
          .deletedHere, "Authority \(said.key) of \(source) was deleted here; it stays so."))
      return outcome
    }
    outcome.operations = try head(said, heading, mark, view, in: reader, &outcome)
    outcome.operations += try changedFields(rest, outcome.bib, in: reader, &outcome)
    return outcome
  }

  private static func isHeading(_ tag: String) -> Bool {
    tag.utf8.first == UInt8(ascii: "1") && HeadingTag(tag) != nil
  }

  private func creation(
    of said: ImportedBib, _ heading: ImportedField?, _ id: RecordID, _ mark: [UInt8]
  ) -> Operation {
    let values =
      [FieldValue(AuthorityField.source, .text(source))] + described(said)
      + [FieldValue(AuthorityField.imported, .bytes(mark))] + worded(heading)
    return Operation(
      .write, kind: LibraryKind.authority, record: id,
      values: values.filter { !$0.value.isNull }.sorted { $0.field < $1.field })
  }

  /// Leader and numbers.
  private func described(_ said: ImportedBib) -> [FieldValue] {
    let agency = said.fields.first { $0.tag == "003" }?.content.text.filter { $0 != " " } ?? ""
    let number = said.controlNumber.map { agency.isEmpty ? $0 : "(\(agency))\($0)" }
    let lccn = said.fields.first { $0.tag == "010" }?.content["a"].flatMap { try? LCCN($0) }
    let text = { (text: String?) in text.map { Value.text($0) } ?? .null }
    return [
      FieldValue(AuthorityField.leader, .text(said.leader)),
      FieldValue(AuthorityField.controlNumber, text(said.controlNumber)),
      FieldValue(AuthorityField.number, text(number)),
      FieldValue(AuthorityField.lccn, text(lccn?.normalForm)),
    ]
  }

  private func worded(_ heading: ImportedField?) -> [FieldValue] {
    guard let heading else { return [] }
    let key = HeadingKey(tag: heading.tag, heading.content)
    return [
      FieldValue(AuthorityField.tag, .text(heading.tag)),
      FieldValue(AuthorityField.heading, .text(heading.content.text)),
      FieldValue(AuthorityField.key, key.map { .text($0.text) } ?? .null),
    ]
  }

  private func head(
    _ said: ImportedBib, _ heading: ImportedField?, _ mark: [UInt8], _ view: RecordView,
    in reader: any RecordReading, _ outcome: inout Outcome
  ) throws -> [Operation] {
    let last = view[AuthorityField.imported].bytes ?? []
    var change = SourceChange(view: view)
    change.set(AuthorityField.imported, .bytes(mark))
    for each in described(said) where view[each.field] != each.value {
      change.set(each.field, each.value)
    }
    var earlier: [Operation] = []
    if let heading, Array(last.dropFirst(16)) != ImportMark.field(heading, hashing) {
      let shown = ImportedField(
        tag: view[AuthorityField.tag].text ?? "",
        content: FieldContent(view[AuthorityField.heading].text ?? ""))
      let isEdited = ImportMark.field(shown, hashing) != Array(last.dropFirst(16))
      var isBeside = false
      for each in worded(heading) {
        if change.replace(each.field, with: each.value, isEditedHere: isEdited) { isBeside = true }
      }
      if isBeside {
        outcome.messages.append(bothChanged("the heading of authority \(said.key)"))
      } else if let old = view.heading, old.content != heading.content {
        var number = Int64(0)
        earlier = try EarlierHeading.kept([old.content], of: view, in: reader) {
          number += 1
          return earlierID(old.content, of: view.id, number)
        }
      }
    }
    return change.operations + earlier
  }

  /// Two branches that import the file which gives a heading up keep one earlier heading, not two.
  private func earlierID(_ old: FieldContent, of id: RecordID, _ ordinal: Int64) -> RecordID {
    var writer = ByteWriter()
    writer.append(text: "earlier heading")
    writer.append(id: id)
    writer.append(text: old.text)
    writer.append(varint: UInt64(ordinal))
    let hash = hashing.sha256(writer.bytes)
    return RecordID(space: fields, number: Int64(hash.word.prefix >> 15) | (1 << 49))
  }

  /// Lets fields of bibs name the authorities that their `$0` gives, and drops links that a new text
  /// of the source does not bear out.
  func linked(
    _ operations: [Operation], in reader: any RecordReading
  ) throws -> [Operation] {
    let numbers = AuthorityNumber(source: source)
    return try operations.map { operation in
      guard operation.kind == LibraryKind.bibField, operation.action == .write,
        operation.keeps.isEmpty, let text = operation[BibChildField.content]?.text
      else { return operation }
      let content = FieldContent(text)
      let view = try reader.record(kind: LibraryKind.bibField, operation.record)
      let tag = operation[BibChildField.tag]?.text ?? view?[BibChildField.tag].text ?? ""
      var values: [FieldValue] = []
      if let named = try numbers.authority(named: content, tag: tag, in: reader) {
        if view?[BibChildField.authority] != .record(named) {
          values = [FieldValue(BibChildField.authority, .record(named))]
        }
      } else if let view,
        view.state.registers[BibChildField.authority]?.alternates.isEmpty ?? true
      {
        values = try LinkedText.values(content, over: view, in: reader)
      }
      guard !values.isEmpty else { return operation }
      return Operation(
        .write, kind: operation.kind, record: operation.record,
        values: operation.values + values)
    }
  }
}
