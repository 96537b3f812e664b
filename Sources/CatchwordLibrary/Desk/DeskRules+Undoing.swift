package import CatchwordCore

extension DeskRules {
  /// States that a fact of this branch was a mistake. The fact stays as evidence.
  ///
  /// - Throws: `DeskError`; `OrderError` for facts about orders.
  func takeBack(
    _ undo: DeskAction.Undo, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard !undo.reason.isEmpty else { throw DeskError.reasonMissing }
    if case .fact(let id) = undo.target, let fact = try reader.fact(kind: LibraryKind.order, id) {
      return try takeBack(fact, reason: undo.reason, at: desk, in: reader, mint)
    }
    let target = try target(of: undo, at: desk, in: reader)
    let id = try mint()
    let item = target[CirculationField.item]
    // The undo names what its target named, no more, so that both are folded together.
    let named = [
      CirculationField.item, CirculationField.barcode, CirculationField.queue,
      CirculationField.fund, CirculationField.account,
    ].filter { !target[$0].isNull }.map { FieldValue($0, target[$0]) }
    let operation = void(of: target.id, naming: named, reason: undo.reason, at: desk, id)
    let view = try item.record.flatMap { try reader.record(kind: LibraryKind.item, $0) }
    let ordered = try reader.orderFact(behind: target.id)?.order
    let bib = try ordered.flatMap { try reader.placing(of: $0)?.bib }
    let title =
      try view.flatMap { try reader.title(of: $0) }
      ?? bib.map { try reader.title(ofBib: reader.survivor(ofBib: $0)) }
    let verb = CirculationFact(target)?.verb ?? "entry"
    let name = title ?? target[CirculationField.barcode].text.map { "Barcode \($0)" }
    let subject = target[CirculationField.fund].isNull ? "The item" : "The fund"
    let answer = DeskAnswer(
      signal: .good, lines: ["\(name ?? subject): \(verb) undone."], fact: id,
      item: item.record, title: title)
    return DeskPlan(operations: [operation], answer: answer)
  }

  func void(
    of target: RecordID, naming named: [FieldValue], reason: String, at desk: Desk, _ id: RecordID
  ) -> Operation {
    Operation(
      .fact, kind: LibraryKind.circulation, record: id,
      values: named + [
        FieldValue(CirculationField.action, .integer(CirculationAction.void.rawValue)),
        FieldValue(CirculationField.branch, .text(desk.branch)),
        FieldValue(CirculationField.target, .record(target)),
        FieldValue(CirculationField.reason, .text(reason)),
      ])
  }

  private func target(
    of undo: DeskAction.Undo, at desk: Desk, in reader: any RecordReading
  ) throws -> PlacedFact {
    switch undo.target {
    case .fact(let id):
      guard let fact = try reader.fact(kind: LibraryKind.circulation, id) else {
        throw DeskError.nothingToUndo
      }
      let branch = fact[CirculationField.branch].text ?? ""
      guard branch == desk.branch else { throw DeskError.foreignFact(branch: branch) }
      guard try !reader.isUndone(fact.id) else { throw DeskError.undoneAlready(id) }
      return fact
    case .last(let barcode):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      let facts = try view.item.map { try reader.statedFacts(about: $0.id) } ?? []
      let all = FoldOrder.sorted(facts + (try reader.unboundFacts(barcode: barcode)))
      for fact in all.reversed() {
        let action = CirculationFact(fact)?.action
        guard fact[CirculationField.branch].text == desk.branch, action != .void,
          action != .resolve, try !reader.isUndone(fact.id)
        else { continue }
        return fact
      }
      throw DeskError.nothingToUndo
    }
  }
}

extension RecordReading {
  /// Whether an undo of a fact stands; an undo may itself have been undone.
  package func isUndone(_ id: RecordID) throws -> Bool {
    let fact = try fact(kind: LibraryKind.circulation, id) ?? fact(kind: LibraryKind.order, id)
    return try fact.map(isUndone) ?? false
  }

  /// Nobody takes back what he had not seen, so undos never go round in a circle.
  private func isUndone(_ fact: PlacedFact) throws -> Bool {
    try facts(kind: LibraryKind.circulation, where: CirculationField.target, is: .record(fact.id))
      .contains { try $0.hasSeen(fact) && !isUndone($0) }
  }
}
