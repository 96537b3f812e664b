public import CatchwordCore

extension CatalogEdit {
  /// The operations that make the edit, checked against what the replica holds.
  ///
  /// - Parameter mint: gives a fresh record id of this writer.
  /// - Throws: `CatalogError`, and whatever `reader` and `mint` throw.
  public func plan(
    in reader: any RecordReading, mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    #if Mutants
      if RuleOut.fieldsApart.isAtWork {
        return try savingTheWholeBib(try edited(in: reader, mint: mint), in: reader)
      }
    #endif
    return try edited(in: reader, mint: mint)
  }

  private func edited(
    in reader: any RecordReading, mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    switch self {
    case .addBib(let leader, let fields): return try addBib(leader, fields, mint)
    case .setLeader(let bib, let leader, let settles):
      let view = try live(LibraryKind.bib, bib, in: reader)
      let values = [FieldValue(BibField.leader, .text(leader))]
      return CatalogPlan(operations: write(view, values, settles), record: bib)
    case .deleteBib(let bib): return try deleteBib(bib, in: reader)
    case .addField(let bib, let field, let after):
      return try addField(field, to: bib, after: after, in: reader, mint)
    case .setField(let id, let content, let settles):
      return try setField(id, content, settles, in: reader)
    case .deleteField(let id):
      let view = try live(LibraryKind.bibField, id, in: reader)
      let deletion = Operation(.delete, kind: LibraryKind.bibField, record: id)
      let touch = try touching(view[BibChildField.bib], in: reader)
      return CatalogPlan(operations: [deletion] + touch, record: id)
    case .addItem(let bib, let values): return try addItem(values, to: bib, in: reader, mint)
    case .setItem(let id, let values, let settles):
      return try setItem(id, values, settles, in: reader)
    case .addPatron(let values):
      try checkCard(values, of: nil, in: reader)
      let id = try mint()
      let creation = Operation(.write, kind: LibraryKind.patron, record: id, values: values)
      return CatalogPlan(operations: [creation], record: id)
    case .setPatron(let id, let values, let settles):
      let view = try live(LibraryKind.patron, id, in: reader)
      try checkCard(values, of: id, in: reader)
      return CatalogPlan(operations: write(view, values, settles), record: id)
    case .addBranch(let code, let name, let kind):
      return try addBranch(code, name, kind, in: reader, mint)
    case .mergeBib(let bib, let other, let reason):
      return try mergeBib(bib, into: other, reason, in: reader, mint)
    case .unmergeBib(let bib, let reason):
      return try unmergeBib(bib, reason, in: reader, mint)
    case .mergePatron(let patron, let other, let reason):
      return try mergePatron(patron, into: other, reason, in: reader)
    case .unmergePatron(let patron, let reason):
      return try unmergePatron(patron, reason, in: reader)
    }
  }
}

// MARK: - Bibs and their fields

extension CatalogEdit {
  private func addBib(
    _ leader: String, _ fields: [NewField], _ mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    let bib = try mint()
    var values = [FieldValue(BibField.leader, .text(leader))]
    if let number = fields.first(where: { $0.tag == "001" })?.content.text, !number.isEmpty {
      values.append(FieldValue(BibField.controlNumber, .text(number)))
    }
    var operations = [Operation(.write, kind: LibraryKind.bib, record: bib, values: values)]
    for (index, field) in fields.enumerated() {
      try check(field)
      let position = Int64(index + 1) * FieldPlaces.step
      operations.append(creation(of: field, id: try mint(), in: bib, at: position))
    }
    return CatalogPlan(operations: operations, record: bib)
  }

  private func deleteBib(_ bib: RecordID, in reader: any RecordReading) throws -> CatalogPlan {
    _ = try live(LibraryKind.bib, bib, in: reader)
    let attached = try itemsLost(with: bib, in: reader)
    guard attached.isEmpty else { throw CatalogError.itemsAttached(attached.count) }
    // The children stay: should somebody edit one at the same time, the bib returns whole.
    let deletion = Operation(.delete, kind: LibraryKind.bib, record: bib)
    return CatalogPlan(operations: [deletion], record: bib)
  }

  private func addField(
    _ field: NewField, to bib: RecordID, after: RecordID?, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    _ = try live(LibraryKind.bib, bib, in: reader)
    try check(field)
    let fields = try reader.liveFields(of: bib)
    let position: Int64
    if let after {
      guard let index = fields.firstIndex(where: { $0.id == after }) else {
        throw CatalogError.unknownRecord("field", after)
      }
      position = FieldPlaces.between(fields, index)
    } else {
      position = FieldPlaces.between(fields, FieldPlaces.last(of: field.tag, in: fields))
    }
    let id = try mint()
    let touch = try touching(.record(bib), in: reader)
    let operations = [creation(of: field, id: id, in: bib, at: position)] + touch
    return CatalogPlan(operations: operations, record: id)
  }

  private func setField(
    _ id: RecordID, _ content: FieldContent, _ settles: [Dot], in reader: any RecordReading
  ) throws -> CatalogPlan {
    let view = try live(LibraryKind.bibField, id, in: reader)
    try check(NewField(tag: view[BibChildField.tag].text ?? "", content: content))
    var values = [FieldValue(BibChildField.content, .text(content.text))]
    if !view[BibChildField.original].isNull {
      // The undecodable bytes were those of the old text.
      values.append(FieldValue(BibChildField.original, .null))
    }
    values += try LinkedText.values(content, over: view, in: reader)
    let touch = try touching(view[BibChildField.bib], in: reader)
    return CatalogPlan(operations: write(view, values, settles) + touch, record: id)
  }

  func creation(
    of field: NewField, id: RecordID, in bib: RecordID, at position: Int64
  ) -> Operation {
    Operation(
      .write, kind: LibraryKind.bibField, record: id,
      values: [
        FieldValue(BibChildField.bib, .record(bib)),
        FieldValue(BibChildField.position, .integer(position)),
        FieldValue(BibChildField.tag, .text(field.tag)),
        FieldValue(BibChildField.content, .text(field.content.text)),
      ])
  }

  private func check(_ field: NewField) throws(CatalogError) {
    let isTag =
      field.tag.utf8.count == 3
      && field.tag.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) }
    guard isTag else { throw .badTag(field.tag) }
    if FieldContent.isControl(tag: field.tag) { return }
    guard field.content.text.unicodeScalars.count > 3, !field.content.subfields.isEmpty else {
      throw .badContent(tag: field.tag)
    }
  }
}

// MARK: - Items, patrons, branches

extension CatalogEdit {
  private func addItem(
    _ values: [FieldValue], to bib: RecordID, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    _ = try live(LibraryKind.bib, bib, in: reader)
    try checkItem(values, of: nil, in: reader)
    let id = try mint()
    let rest = values.filter { $0.field != ItemField.bib }
    let creation = Operation(
      .write, kind: LibraryKind.item, record: id,
      values: rest + [FieldValue(ItemField.bib, .record(bib))])
    let touch = try touching(.record(bib), in: reader)
    return CatalogPlan(operations: [creation] + touch, record: id)
  }

  private func setItem(
    _ id: RecordID, _ values: [FieldValue], _ settles: [Dot], in reader: any RecordReading
  ) throws -> CatalogPlan {
    let view = try live(LibraryKind.item, id, in: reader)
    try checkItem(values, of: id, in: reader)
    var touched: [Operation] = []
    if case .record(let bib)? = values.first(where: { $0.field == ItemField.bib })?.value {
      touched = try touching(.record(bib), in: reader)
    }
    return CatalogPlan(operations: write(view, values, settles) + touched, record: id)
  }

  private func checkItem(
    _ values: [FieldValue], of id: RecordID?, in reader: any RecordReading
  ) throws {
    for each in values {
      guard each.field != ItemField.imported,
        LibrarySchema.current.kind(LibraryKind.item)?
          .field(each.field) != nil
      else { throw CatalogError.foreignField(each.field) }
    }
    guard let barcode = values.first(where: { $0.field == ItemField.barcode })?.value,
      !barcode.isNull
    else { return }
    let bearers = try reader.records(kind: LibraryKind.item, where: ItemField.barcode, is: barcode)
    guard !bearers.contains(where: { $0.id != id && !$0.state.isDead }) else {
      throw CatalogError.barcodeInUse(barcode.text ?? "")
    }
  }

  private func checkCard(
    _ values: [FieldValue], of id: RecordID?, in reader: any RecordReading
  ) throws {
    guard let card = values.first(where: { $0.field == PatronField.card })?.value, !card.isNull
    else { return }
    let bearers = try reader.records(kind: LibraryKind.patron, where: PatronField.card, is: card)
    guard
      try !bearers.contains(where: {
        try $0.id != id && !$0.state.isDead && !reader.isErased($0.id)
      })
    else {
      throw CatalogError.cardInUse
    }
  }

  private func addBranch(
    _ code: String, _ name: String, _ kind: String, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    guard !code.isEmpty else { throw CatalogError.noCode }
    let twins = try reader.records(
      kind: LibraryKind.branch, where: BranchField.code, is: .text(code))
    guard !twins.contains(where: { !$0.state.isDead }) else {
      throw CatalogError.branchExists(code)
    }
    let id = try mint()
    let values = [
      FieldValue(BranchField.code, .text(code)), FieldValue(BranchField.name, .text(name)),
      FieldValue(BranchField.kind, .text(kind)),
    ]
    let creation = Operation(.write, kind: LibraryKind.branch, record: id, values: values)
    return CatalogPlan(operations: [creation], record: id)
  }
}

// MARK: - What every edit does

extension CatalogEdit {
  func live(
    _ kind: Int, _ id: RecordID, in reader: any RecordReading
  ) throws -> RecordView {
    let name = LibrarySchema.current.kind(kind)?.name ?? "record"
    guard let view = try reader.record(kind: kind, id) else {
      throw CatalogError.unknownRecord(name, id)
    }
    guard !view.state.isDead else { throw CatalogError.deletedRecord(name, id) }
    if kind == LibraryKind.patron, try reader.isErased(id) {
      throw CatalogError.unknownRecord(name, id)
    }
    return view
  }

  private func write(
    _ view: RecordView, _ values: [FieldValue], _ settles: [Dot]
  ) -> [Operation] {
    Operation.writes(values, over: view, settling: settles)
  }

  #if Mutants
    /// Case 31 taken out: who edits one field of a bib saves all of them, as the form shows them.
    private func savingTheWholeBib(
      _ plan: CatalogPlan, in reader: any RecordReading
    ) throws -> CatalogPlan {
      guard let bib = plan.operations.first(where: { $0.kind == LibraryKind.bib })?.record,
        plan.operations.contains(where: { $0.kind == LibraryKind.bibField })
      else { return plan }
      let others = try reader.liveFields(of: bib).filter { field in
        !plan.operations.contains { $0.record == field.id }
      }
      let saved = others.flatMap { field in
        let content = field[BibChildField.content]
        return Operation.writes([FieldValue(BibChildField.content, content)], over: field)
      }
      return CatalogPlan(operations: plan.operations + saved, record: plan.record)
    }
  #endif

  /// See `BibField.touched`.
  private func touching(_ bib: Value, in reader: any RecordReading) throws -> [Operation] {
    guard let bib = bib.record else { return [] }
    return [Operation.touch(try live(LibraryKind.bib, bib, in: reader))]
  }
}
