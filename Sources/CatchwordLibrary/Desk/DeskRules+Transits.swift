import CatchwordCore

/// Items on their way between branches.
extension DeskRules {
  /// Whoever sends an item has it in hand, so a loan that was open is over.
  func send(
    _ view: DeskView, to destination: String, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    try checkBranch(destination, in: reader)
    guard !destination.utf8.elementsEqual(desk.branch.utf8) else {
      throw DeskError.sentToItself(desk.branch)
    }
    var lines = AnswerLines("\(view.title): to \(destination).")
    var operations: [Operation] = []
    if view.loan != nil {
      operations.append(fact(.checkin, view, at: desk, try mint()))
      lines.warn("It was on loan; it is returned now.")
    }
    if let transit = view.state.openTransit, !transit.from.utf8.elementsEqual(desk.branch.utf8) {
      lines.warn("It was on its way from \(transit.from) to \(transit.to).")
    }
    warnOfClaims(view, &lines)
    let id = try mint()
    operations.append(
      fact(.send, view, at: desk, id, [CirculationField.destination: .text(destination)]))
    return plan(operations, id, view, lines)
  }

  func receive(
    _ view: DeskView, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let id = try mint()
    let operation = fact(.receive, view, at: desk, id)
    let sender = view.state.openTransit.map { " from \($0.from)" }
    var lines = AnswerLines("\(view.title): received\(sender ?? "").")
    if view.state.openTransit == nil {
      lines.warn("This replica did not know that it was on its way.")
    }
    if view.loan != nil { lines.warn("It was on loan; the loan ends as found on the shelf.") }
    if let trapped = try trap(view, at: desk, in: reader, circumstances, &lines, mint) {
      return plan([operation] + trapped, id, view, lines)
    }
    try route(view, at: desk, in: reader, circumstances, &lines)
    return plan([operation], id, view, lines)
  }
}
