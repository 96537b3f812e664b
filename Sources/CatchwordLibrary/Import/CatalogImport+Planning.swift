public import CatchwordCore

extension CatalogImport {
  /// What has to be written so that the replica knows what the source now says of one bib.
  ///
  /// Call it once for every bib of a file, in the order of the file: repeated keys are counted.
  public mutating func plan(
    _ bib: ImportedBib, in reader: any RecordReading
  ) throws -> Outcome {
    if child == LibraryKind.authorityField { return try planAuthority(bib, in: reader) }
    var messages: [ImportMessage] = []
    let id = bibID(bib, &messages)
    var outcome = Outcome(bib: id)
    // Ids are given out even where nothing is written, else a repeated key would look like new.
    let itemIDs = bib.items.map { itemID($0, of: id, &messages) }
    outcome.messages = messages
    let mark = ImportMark.bib(bib, hashing)
    let view = try reader.record(kind: LibraryKind.bib, id)
    guard view?[BibField.imported] != .bytes(mark) else { return outcome }
    if let view, view.state.isDead {
      outcome.messages.append(
        ImportMessage(.deletedHere, "Bib \(bib.key) of \(source) was deleted here; it stays so."))
      return outcome
    }
    if let view {
      outcome.operations += head(bib, mark, view, &outcome)
      try outcome.operations += changedFields(bib, id, in: reader, &outcome)
    } else {
      outcome.isNew = true
      outcome.operations.append(creation(of: bib, id, mark))
      outcome.operations += newFields(bib, id)
    }
    outcome.operations = try linked(outcome.operations, in: reader)
    try planItems(bib, itemIDs, isNew: view == nil, in: reader, &outcome)
    return outcome
  }

  private func creation(of bib: ImportedBib, _ id: RecordID, _ mark: [UInt8]) -> Operation {
    var values = [
      FieldValue(BibField.leader, .text(bib.leader)),
      FieldValue(BibField.source, .text(source)),
      FieldValue(BibField.imported, .bytes(mark)),
    ]
    if let number = bib.controlNumber {
      values.append(FieldValue(BibField.controlNumber, .text(number)))
    }
    if let number = bib.sourceNumber {
      values.append(FieldValue(BibField.sourceNumber, .text(number)))
    }
    return Operation(.write, kind: LibraryKind.bib, record: id, values: values)
  }

  /// Leader, control number and the mark of a bib that is here already.
  private func head(
    _ bib: ImportedBib, _ mark: [UInt8], _ view: RecordView, _ outcome: inout Outcome
  ) -> [Operation] {
    let last = view[BibField.imported].bytes ?? []
    var change = SourceChange(view: view)
    change.set(BibField.imported, .bytes(mark))
    let number = bib.controlNumber.map { Value.text($0) } ?? .null
    for (field, value, place) in [
      (BibField.leader, Value.text(bib.leader), 8), (BibField.controlNumber, number, 12),
    ] {
      let old = last.count >= place + 4 ? Array(last[place..<place + 4]) : []
      guard ImportMark.value(value, hashing) != old else { continue }
      let isEdited = ImportMark.value(view[field], hashing) != old
      if change.replace(field, with: value, isEditedHere: isEdited) {
        outcome.messages.append(bothChanged("the bib \(bib.key)"))
      }
    }
    return change.operations
  }

  func bothChanged(_ what: String) -> ImportMessage {
    ImportMessage(
      .changedOnBothSides, "\(source) and this network both changed \(what); the queue has both.")
  }
}

/// The writes that a change at the source makes in one record.
struct SourceChange {
  let view: RecordView
  private var plain: [FieldValue] = []
  private var beside: [Operation] = []

  init(view: RecordView) { self.view = view }

  mutating func set(_ field: Int, _ value: Value) { plain.append(FieldValue(field, value)) }

  /// - Parameter isEditedHere: whether somebody changed the field since the last import; then the
  ///   source's value stands beside that one instead of replacing it.
  /// - Returns: whether both now stand side by side.
  mutating func replace(_ field: Int, with value: Value, isEditedHere: Bool) -> Bool {
    let siblings = view.state.registers[field]?.siblings ?? []
    guard siblings.first?.value ?? .null != value else { return false }
    guard isEditedHere, !siblings.isEmpty else {
      plain.append(FieldValue(field, value))
      return false
    }
    beside.append(
      Operation(
        .write, kind: view.state.kind, record: view.id, values: [FieldValue(field, value)],
        keeps: siblings.map(\.stamp.dot) + view.state.survivedDeletions.map(\.stamp.dot)))
    return true
  }

  /// Marks of two imports that did not know of each other are nobody's conflict, and neither is
  /// what such an import wrote beside: the source has spoken since.
  var operations: [Operation] {
    let mark =
      [LibraryKind.bib, LibraryKind.authority].contains(view.state.kind)
      ? BibField.imported
      : view.state.kind == LibraryKind.item ? ItemField.imported : BibChildField.imported
    let marks = view.state.registers[mark]?.siblings.map(\.stamp.dot) ?? []
    return Operation.writes(plain, over: view, settling: marks) + beside
  }
}
