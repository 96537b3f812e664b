import CatchwordCore

extension CatalogImport {
  mutating func newFields(_ bib: ImportedBib, _ id: RecordID) -> [Operation] {
    identified(bib, id).enumerated().map { index, each in
      insertion(each, of: id, at: Int64(index + 1) * FieldPlaces.step)
    }
  }

  private struct Occurrence {
    let id: RecordID
    let field: ImportedField
    let mark: [UInt8]
  }

  private mutating func identified(_ bib: ImportedBib, _ id: RecordID) -> [Occurrence] {
    var counts: [RecordID: Int] = [:]
    return bib.fields.map { field in
      let first = fieldID(field, of: id, ordinal: 0)
      let ordinal = counts[first, default: 0]
      counts[first] = ordinal + 1
      return Occurrence(
        id: ordinal == 0 ? first : fieldID(field, of: id, ordinal: ordinal), field: field,
        mark: ImportMark.field(field, hashing))
    }
  }

  private func insertion(
    _ each: Occurrence, of bib: RecordID, at position: Int64
  ) -> Operation {
    var values = [
      FieldValue(BibChildField.bib, .record(bib)),
      FieldValue(BibChildField.position, .integer(position)),
      FieldValue(BibChildField.tag, .text(each.field.tag)),
      FieldValue(BibChildField.content, .text(each.field.content.text)),
      FieldValue(BibChildField.imported, .bytes(each.mark)),
    ]
    if let original = each.field.originalBytes {
      values.append(FieldValue(BibChildField.original, .bytes(original)))
    }
    values += headingKey(each)
    return Operation(.write, kind: child, record: each.id, values: values)
  }

  /// The folded form of an authority's variant or earlier heading.
  private func headingKey(_ each: Occurrence) -> [FieldValue] {
    guard child == LibraryKind.authorityField, each.field.tag.utf8.first == UInt8(ascii: "4"),
      let key = HeadingKey(tag: each.field.tag, each.field.content)
    else { return [] }
    return [FieldValue(AuthorityChildField.key, .text(key.text))]
  }

  /// Fields that are here keep their places; new ones are spread over the gap where the file has
  /// them; those that the source dropped go, unless somebody changed them here.
  mutating func changedFields(
    _ bib: ImportedBib, _ id: RecordID, in reader: any RecordReading, _ outcome: inout Outcome
  ) throws -> [Operation] {
    let present =
      try child == LibraryKind.bibField ? reader.fields(of: id) : reader.authorityFields(of: id)
    let byID = Dictionary(present.map { ($0.id, $0) }) { first, _ in first }
    let places = present.filter { !$0.state.isDead }.map(FieldPlaces.place)
    var operations: [Operation] = []
    var pending: [Occurrence] = []
    var place: Int64 = 0
    let occurrences = identified(bib, id)
    for each in occurrences {
      guard let view = byID[each.id] else {
        pending.append(each)
        continue
      }
      operations += spread(pending, of: id, after: place, places)
      pending = []
      place = max(place, FieldPlaces.place(view))
      operations += change(view, to: each, &outcome)
    }
    operations += spread(pending, of: id, after: place, places)
    let named = Set(occurrences.map(\.id))
    for view in present where !named.contains(view.id) && !view.state.isDead {
      operations += removal(of: view, &outcome)
    }
    return operations
  }

  private func spread(
    _ pending: [Occurrence], of bib: RecordID, after place: Int64, _ places: [Int64]
  ) -> [Operation] {
    let count = Int64(pending.count)
    let next = places.filter { $0 > place }.min() ?? place + (count + 1) * FieldPlaces.step
    return pending.enumerated().map { index, each in
      let offset = (next - place) * Int64(index + 1) / (count + 1)
      return insertion(each, of: bib, at: place + offset)
    }
  }

  private func change(
    _ view: RecordView, to each: Occurrence, _ outcome: inout Outcome
  ) -> [Operation] {
    let last = view[BibChildField.imported].bytes ?? []
    guard last != each.mark else { return [] }
    var change = SourceChange(view: view)
    change.set(BibChildField.imported, .bytes(each.mark))
    let isEdited = last != ImportMark.gone && mark(of: view) != last
    if change.replace(
      BibChildField.content, with: .text(each.field.content.text), isEditedHere: isEdited)
      || (view.state.isDead && last != ImportMark.gone)
    {
      outcome.messages.append(bothChanged("field \(each.field.tag) of \(noun) \(outcome.bib)"))
    }
    if view.state.kind == LibraryKind.authorityField {
      for key in headingKey(each) where view[key.field] != key.value {
        change.set(key.field, key.value)
      }
    }
    let original = each.field.originalBytes.map { Value.bytes($0) } ?? .null
    if view[BibChildField.original] != original { change.set(BibChildField.original, original) }
    return change.operations
  }

  private func removal(of view: RecordView, _ outcome: inout Outcome) -> [Operation] {
    guard let last = view[BibChildField.imported].bytes, last != ImportMark.gone else { return [] }
    guard mark(of: view) == last else {
      outcome.messages.append(
        ImportMessage(
          .changedFieldVanished,
          "\(source) dropped field \(view[BibChildField.tag].text ?? "?") of \(noun) "
            + "\(outcome.bib), which was changed here; it was left as it is."))
      return []
    }
    let gone = [FieldValue(BibChildField.imported, .bytes(ImportMark.gone))]
    return Operation.writes(gone, over: view)
      + [Operation(.delete, kind: child, record: view.id)]
  }

  /// What the mark would be if the source said what is shown here.
  private func mark(of view: RecordView) -> [UInt8] {
    ImportMark.field(
      ImportedField(
        tag: view[BibChildField.tag].text ?? "",
        content: FieldContent(view[BibChildField.content].text ?? ""),
        originalBytes: view[BibChildField.original].bytes), hashing)
  }
}
