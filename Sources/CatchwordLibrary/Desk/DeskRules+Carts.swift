import CatchwordCore

/// A cart is a branch that goes out: what is on board is there as it would be at any other branch.
extension DeskRules {
  /// Sent and received at once, since whoever loads a cart stands beside it.
  func load(
    _ view: DeskView, onto cart: String, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard view.item != nil else { throw DeskError.unknownItem(view.barcode) }
    let eligibility = view.state.eligibility
    guard eligibility == .lendable || eligibility == .reference else {
      throw DeskError.notForTheCart(title: view.title, eligibility)
    }
    let sent = try send(view, to: cart, at: desk, in: reader, mint)
    var lines = AnswerLines("\(view.title): on \(cart).")
    for line in sent.answer.lines.dropFirst() { lines.warn(line) }
    if view.state.openCapture != nil {
      lines.warn("It is kept for a reader; take it off if that is not meant.")
    }
    tellParts(view, &lines)
    let board = Desk(branch: cart, staff: desk.staff, today: desk.today)
    let receipt = fact(.receive, view, at: board, try mint())
    return plan(sent.operations + [receipt], sent.answer.fact, view, lines)
  }

  /// Whoever takes an item off a cart has it in hand: a loan that was open is over.
  func unload(
    _ view: DeskView, off cart: String, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    try checkBranch(cart, in: reader)
    guard !cart.utf8.elementsEqual(desk.branch.utf8) else {
      throw DeskError.sentToItself(desk.branch)
    }
    let id = try mint()
    let operation = fact(view.loan == nil ? .receive : .checkin, view, at: desk, id)
    var lines = AnswerLines("\(view.title): off \(cart).")
    if view.loan != nil {
      lines.warn("It was on loan; it is returned now.")
    } else if view.state.custody != .branch(cart) {
      lines.warn("This replica did not know that it was on board.")
    }
    tellParts(view, &lines)
    if let trapped = try trap(view, at: desk, in: reader, circumstances, &lines, mint) {
      return plan([operation] + trapped, id, view, lines)
    }
    try route(view, at: desk, in: reader, circumstances, &lines)
    return plan([operation], id, view, lines)
  }
}

extension RecordReading {
  /// Whether a branch is one that goes out.
  func isCart(_ branch: String) throws -> Bool {
    try records(kind: LibraryKind.branch, where: BranchField.code, is: .text(branch)).contains {
      !$0.state.isDead && $0[BranchField.kind].text == "bookmobile"
    }
  }
}
