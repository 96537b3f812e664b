import CatchwordCore

extension CatalogImport {
  func planItems(
    _ bib: ImportedBib, _ ids: [RecordID], isNew: Bool, in reader: any RecordReading,
    _ outcome: inout Outcome
  ) throws {
    for (item, id) in zip(bib.items, ids) {
      let operations = try change(item, id, of: outcome.bib, in: reader, &outcome)
      if !operations.isEmpty { outcome.items += 1 }
      outcome.operations += operations
    }
    guard !isNew else { return }
    let named = Set(ids)
    for view in try reader.items(of: outcome.bib)
    where view.id.space == items && !named.contains(view.id) {
      let name = view[ItemField.barcode].text ?? view.id.description
      outcome.messages.append(
        ImportMessage(
          .itemVanished,
          "\(source) no longer has item \(name) of bib \(bib.key); it was left as it is."))
    }
  }

  private func change(
    _ item: ImportedItem, _ id: RecordID, of bib: RecordID, in reader: any RecordReading,
    _ outcome: inout Outcome
  ) throws -> [Operation] {
    let values = [FieldValue(ItemField.bib, .record(bib))] + item.values
    let mark = ImportMark.item(values, hashing)
    guard let view = try reader.record(kind: LibraryKind.item, id) else {
      let imported = FieldValue(ItemField.imported, .bytes(mark))
      return [
        Operation(.write, kind: LibraryKind.item, record: id, values: values + [imported])
      ]
    }
    let last = view[ItemField.imported].bytes ?? []
    guard last != mark, !view.state.isDead else { return [] }
    let (old, new) = (ImportMark.parts(last), ImportMark.parts(mark))
    var change = SourceChange(view: view)
    change.set(ItemField.imported, .bytes(mark))
    for field in Set(old.keys).union(new.keys).sorted() where old[field] != new[field] {
      let value = values.first { $0.field == field }?.value ?? .null
      let shown = view[field]
      let shownMark = shown.isNull ? nil : ImportMark.value(shown, hashing)
      if change.replace(field, with: value, isEditedHere: shownMark != old[field]) {
        outcome.messages.append(
          bothChanged("item \(item.barcode ?? id.description) of bib \(outcome.bib)"))
      }
    }
    return change.operations
  }
}
