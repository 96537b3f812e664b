import CatchwordCore

/// Undos of what was stated about orders: a receipt, a cancellation, an approval, an order itself.
extension DeskRules {
  func takeBack(
    _ fact: PlacedFact, reason: String, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard let fact = OrderFact(fact), let fund = fact.placed[OrderField.fund].record else {
      throw DeskError.nothingToUndo
    }
    guard fact.branch.utf8.elementsEqual(desk.branch.utf8) else {
      throw DeskError.foreignFact(branch: fact.branch)
    }
    guard try !reader.isUndone(fact.id) else { throw DeskError.undoneAlready(fact.id) }
    try checkLength([reason])
    let answer =
      fact.action == .approve
      ? try answer(toUndoingAnApprovalOf: fund, in: reader)
      : try self.answer(toUndoing: fact, in: reader)
    let id = try mint()
    let operation = void(
      of: fact.id, naming: [FieldValue(CirculationField.fund, .record(fund))], reason: reason,
      at: desk, id)
    return plan([operation], id, answer.lines, title: answer.title)
  }

  private func answer(
    toUndoingAnApprovalOf id: RecordID, in reader: any RecordReading
  ) throws -> (lines: AnswerLines, title: String?) {
    let fund = Fund(try fund(id, in: reader))
    var lines = AnswerLines("Fund \(fund.code): approval undone.")
    let free = try reader.orderBook(of: id, hashing: hashing).sums?.free ?? 0
    if free < 0 {
      lines.warn(
        "\(fund.code) is over by \(fund.text(-free)); \(fund.branch) is to look at it again.")
    }
    return (lines, nil)
  }

  private func answer(
    toUndoing fact: OrderFact, in reader: any RecordReading
  ) throws -> (lines: AnswerLines, title: String?) {
    let known = try KnownOrder(fact.order, in: reader, hashing: hashing)
    let line = known.line
    let money = { Currency(named: line.currency).text($0 * line.amount) }
    switch fact.action {
    case .place:
      guard line.received == 0 else { throw OrderError.copiesCame(line.received) }
      return (
        AnswerLines("\(known.title): order undone, \(money(line.outstanding)) are free again."),
        known.title
      )
    case .receive:
      var lines = AnswerLines("\(known.title): receipt of \(copiesText(fact.copies)) undone.")
      if !fact.barcode.isEmpty {
        lines.warn(
          "\(fact.barcode) stays in the catalogue; if there is no such item, mark it deleted.")
      }
      return (lines, known.title)
    case .cancel, .approve:
      let again = max(0, line.copies - line.received)
      var lines = AnswerLines(
        "\(known.title): cancellation undone, \(copiesText(again)) to come, \(money(again)).")
      let free = (known.book.sums?.free ?? 0) - (line.standing == .open ? 0 : again * line.amount)
      if let fund = known.book.fund, free < 0 {
        lines.warn(
          "\(fund.code) is over by \(fund.text(-free)); \(fund.branch) is to approve that.")
      }
      return (lines, known.title)
    }
  }
}
