package import CatchwordCore

extension DeskRules {
  /// States that a fact of this branch was a mistake. The fact stays as evidence.
  func takeBack(
    _ undo: DeskAction.Undo, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard !undo.reason.isEmpty else { throw DeskError.reasonMissing }
    let target = try target(of: undo, at: desk, in: reader)
    let id = try mint()
    let item = target[CirculationField.item]
    // The undo names what its target named, no more, so that both are folded together.
    let named = [CirculationField.item, CirculationField.barcode, CirculationField.account]
      .filter { !target[$0].isNull }.map { FieldValue($0, target[$0]) }
    let operation = Operation(
      .fact, kind: LibraryKind.circulation, record: id,
      values: named + [
        FieldValue(CirculationField.action, .integer(CirculationAction.void.rawValue)),
        FieldValue(CirculationField.branch, .text(desk.branch)),
        FieldValue(CirculationField.target, .record(target.id)),
        FieldValue(CirculationField.reason, .text(undo.reason)),
      ])
    let view = try item.record.flatMap { try reader.record(kind: LibraryKind.item, $0) }
    let title = try view.flatMap { try reader.title(of: $0) }
    let verb = CirculationFact(target)?.verb ?? "entry"
    let name = title ?? target[CirculationField.barcode].text.map { "Barcode \($0)" }
    let answer = DeskAnswer(
      signal: .good, lines: ["\(name ?? "The item"): \(verb) undone."], fact: id,
      item: item.record, title: title)
    return DeskPlan(operations: [operation], answer: answer)
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
  package func isUndone(_ fact: RecordID) throws -> Bool {
    try facts(kind: LibraryKind.circulation, where: CirculationField.target, is: .record(fact))
      .contains { try !isUndone($0.id) }
  }
}
