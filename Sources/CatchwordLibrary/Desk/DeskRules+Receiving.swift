import CatchwordCore

/// Parcels: each copy is one receipt, and becomes an item where none is known under its label.
extension DeskRules {
  func receive(
    _ receipt: AcquisitionAction.Receipt, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let known = try KnownOrder(receipt.order, in: reader, hashing: hashing)
    let line = known.line
    let reason = receipt.reason.flatMap { $0.isEmpty ? nil : $0 }
    try checkLength(receipt.barcodes + [reason ?? ""])
    let facts = known.book.facts(about: line.id)
    if reason == nil { try checkAwaited(known, facts) }
    let labels = try facts.map(\.barcode) + check(receipt.barcodes)
    var seen: Set<ExactText> = []
    for label in labels where !label.isEmpty && !seen.insert(ExactText(label)).inserted {
      throw OrderError.copyReceived(label)
    }
    var operations: [Operation] = []
    var values = known.names
    values[OrderField.reason] = reason.map { .text($0) }
    var added: Int64 = 0
    var last: (fact: RecordID, item: RecordID?)?
    for barcode in receipt.barcodes {
      let item = try item(barcode, known, at: desk, in: reader, mint)
      // Several new items touch their bib once.
      operations += item.operations.filter { !operations.contains($0) }
      added += item.operations.isEmpty ? 0 : 1
      values[OrderField.barcode] = .text(barcode)
      values[OrderField.item] = .record(item.id)
      let fact = try mint()
      operations.append(order(.receive, fact, values, at: desk))
      last = (fact, item.id)
    }
    var copies = Int64(receipt.barcodes.count)
    if receipt.barcodes.isEmpty {
      copies = receipt.copies ?? max(1, line.outstanding)
      guard OrderLimits.copies.contains(copies) else { throw OrderError.notACount }
      values[OrderField.quantity] = .integer(copies)
      let fact = try mint()
      operations.append(order(.receive, fact, values, at: desk))
      last = (fact, nil)
    }
    guard let last else { throw OrderError.notACount }
    let lines = try answer(to: known, copies, added: added, at: desk, in: reader)
    return plan(operations, last.fact, lines, item: last.item, title: known.title)
  }

  private func checkAwaited(_ known: KnownOrder, _ facts: [OrderFact]) throws {
    guard known.line.standing != .open else { return }
    if let cancellation = facts.first(where: {
      $0.id == known.line.endedBy && $0.action == .cancel
    }) {
      throw OrderError.orderCancelled(by: cancellation.phrase)
    }
    if let undo = known.book.undoing.undo(of: known.line.id) {
      throw OrderError.orderUndone(by: undo.phrase)
    }
  }

  private func answer(
    to known: KnownOrder, _ copies: Int64, added: Int64, at desk: Desk, in reader: any RecordReading
  ) throws -> AnswerLines {
    let line = known.line
    let total = line.received + copies
    var lines = AnswerLines(
      "\(known.title): \(copiesText(copies)) received, \(total) of \(line.copies).")
    if added > 0 {
      lines.add("\(added) \(added == 1 ? "item" : "items") added for \(line.destination).")
    }
    if line.standing != .open && total <= line.copies {
      let how = known.book.undoing.undo(of: line.id) == nil ? "cancelled" : "undone"
      lines.warn("The order was \(how); tell \(line.branch), which placed it.")
    }
    if total > line.copies {
      lines.warn("That is \(total - line.copies) more than ordered; check the invoice.")
    }
    if !line.destination.isEmpty, !line.destination.utf8.elementsEqual(desk.branch.utf8) {
      lines.warn("Send it to \(line.destination).")
    }
    let queue = try reader.holdQueue(of: known.bib, hashing: hashing)
    if queue?.holds.contains(where: { $0.standing == .waiting }) ?? false {
      lines.warn("Readers wait for it: check it in.")
    }
    return lines
  }

  private func check(_ barcodes: [String]) throws -> [String] {
    guard !barcodes.contains(where: \.isEmpty) else { throw DeskError.emptyScan }
    return barcodes
  }

  /// The item of the ordered title that bears a label, or a new one.
  private func item(
    _ barcode: String, _ known: KnownOrder, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> (id: RecordID, operations: [Operation]) {
    let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
    if let item = view.item {
      guard let bib = item[ItemField.bib].record, try reader.survivor(ofBib: bib) == known.bib
      else { throw OrderError.otherTitle(barcode: barcode, title: view.title) }
      return (item.id, [])
    }
    let line = known.line
    let owner = line.destination.isEmpty ? desk.branch : line.destination
    var values = [
      FieldValue(ItemField.barcode, .text(barcode)),
      FieldValue(ItemField.owningBranch, .text(owner)),
      FieldValue(ItemField.currentBranch, .text(desk.branch)),
      FieldValue(ItemField.acquired, .text(desk.today.description)),
    ]
    if line.amount > 0 {
      let price = Currency(named: line.currency).plainText(line.amount)
      values.append(FieldValue(ItemField.price, .text(price)))
    }
    if !line.vendor.isEmpty {
      values.append(FieldValue(ItemField.sourceOfAcquisition, .text(line.vendor)))
    }
    let added = try CatalogEdit.addItem(bib: known.bib, values).plan(in: reader, mint: mint)
    return (added.record, added.operations)
  }
}
