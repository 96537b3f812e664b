import CatchwordCore

/// Which facts about a fund's orders were taken back at a desk: they stay as evidence and count for
/// nothing.
///
/// An undo is a circulation fact that names the fund, so it is folded with what it takes back, and may
/// itself be undone. What another desk did meanwhile in reliance on such a fact goes to review; a
/// person may then overrule the undo.
struct OrderUndoing {
  private(set) var reviews: [ReviewItem] = []
  private(set) var decisions: [OrderBook.Decision] = []
  /// The undos of a fact, in fold order.
  private var voids: [RecordID: [CirculationFact]] = [:]
  private var undone: Set<RecordID> = []
  /// What stands of the undos of each order, of its cancellations, and of such undos.
  private var reversals: [RecordID: [CirculationFact]] = [:]

  /// - Parameters:
  ///   - facts: all about the fund's orders, in fold order.
  ///   - decided: what people decided about the fund and took back, in fold order.
  ///   - undoing: which of that was itself taken back.
  init(
    _ facts: [OrderFact], _ decided: [CirculationFact], _ undoing: Undoing, _ verdicts: Verdicts,
    subject: Subject, names: ConflictName
  ) {
    let stated = decided.filter { $0.action == .void }
    guard !stated.isEmpty else { return }
    let orders = Dictionary(facts.map { ($0.id, $0) }) { first, _ in first }
    let undos = Dictionary(stated.map { ($0.id, $0) }) { first, _ in first }
    // Each fact stands where its last undo does, as with undos of scans.
    var targets: [OrderFact] = []
    for void in stated where !undoing.isUndone(void) {
      guard let root = Self.root(of: void, orders, undos) else { continue }
      if root.action == .place || root.action == .cancel {
        reversals[root.order, default: []].append(void)
      }
      guard void.target == root.id else { continue }
      undone.insert(root.id)
      voids[root.id, default: []].append(void)
      targets.removeAll { $0.id == root.id }
      targets.append(root)
    }
    for target in targets { judge(target, facts, verdicts, subject: subject, names: names) }
  }

  func isUndone(_ fact: OrderFact) -> Bool { undone.contains(fact.id) }

  /// The first undo of a fact that is undone.
  func undo(of fact: RecordID) -> CirculationFact? {
    undone.contains(fact) ? voids[fact]?.first : nil
  }

  /// Whether a fact knew of all that was taken back about an order, its receipts apart.
  func isKnown(to fact: OrderFact, about order: RecordID) -> Bool {
    (reversals[order] ?? []).allSatisfy { fact.placed.hasSeen($0.placed) }
  }

  /// The fact about an order at the end of a chain of undos, each of which had seen the next.
  private static func root(
    of void: CirculationFact, _ orders: [RecordID: OrderFact], _ undos: [RecordID: CirculationFact]
  ) -> OrderFact? {
    var void = void
    while let target = void.target {
      if let fact = orders[target] { return void.placed.hasSeen(fact.placed) ? fact : nil }
      guard let next = undos[target], void.hasSeen(next) else { return nil }
      void = next
    }
    return nil
  }

  private mutating func judge(
    _ target: OrderFact, _ facts: [OrderFact], _ verdicts: Verdicts, subject: Subject,
    names: ConflictName
  ) {
    let voids = voids[target.id] ?? []
    let undos = voids.map {
      "\($0.place) (\($0.id)): \($0.reason.isEmpty ? "no reason given" : $0.reason)"
    }
    let words = "The \(target.phrase) was undone at \(undos.joined(separator: ", and at "))."
    let relying = facts.first { fact in
      !undone.contains(fact.id) && Self.relies(fact, on: target)
        && voids.contains { fact.placed.isConcurrent(with: $0.placed) }
    }
    guard let relying, let void = voids.first else {
      return explain(
        target, "\(words) Undo \(spoken(voids.map(\.id.description))) to bring it back.")
    }
    let conflict = names.id(subject, .undo(target.id))
    let verdict = verdicts.verdict(conflict, sides: voids.map(\.dot) + [relying.dot])
    let isOverruled = verdict.kept == relying.dot
    if isOverruled { undone.remove(target.id) }
    let settled = isOverruled ? "the undo is overruled" : "the undo stands"
    explain(
      target,
      "\(words) The \(relying.phrase) relied on it without knowing (case "
        + "\(ConflictCase.undoneInUse)); "
        + (verdict.isResolved
          ? "\(settled), \(verdict.sentence)" : verdict.task(of: void.place)) + ".")
    let sides =
      voids.map { ("The \($0.phrase): \($0.reason).", $0.dot) }
      + [("The \(relying.phrase).", relying.dot)]
    reviews.append(
      ReviewItem(
        id: conflict, conflictCase: ConflictCase.undoneInUse, severity: .a, owner: void.branch,
        subject: subject,
        summary: "\(void.place) undid \(target.noun) that \(relying.place) relied on.",
        sides: sides.enumerated().map { index, side in
          ReviewSide(letter: [ReviewSide].letter(index), text: side.0, dot: side.1)
        },
        proposal: Self.proposal(target.action, [ReviewSide].letter(voids.count)),
        isResolved: verdict.isResolved, resolution: verdict.sentence))
  }

  private mutating func explain(_ target: OrderFact, _ line: String) {
    decisions.append(
      OrderBook.Decision(order: target.action == .approve ? nil : target.order, line: line))
  }

  /// Whether a fact built on another one: copies of an order came, the rest of what came was
  /// cancelled, or what was cancelled was ordered anew.
  ///
  /// Nothing builds on an approval: it is about the orders that it knew, and every other one asks.
  private static func relies(_ fact: OrderFact, on target: OrderFact) -> Bool {
    guard fact.hasSeen(target) else { return false }
    switch target.action {
    case .place: return fact.action == .receive && fact.order == target.id
    case .receive: return fact.action == .cancel && fact.order == target.order
    case .cancel: return fact.action == .place && fact.bib != nil && fact.bib == target.bib
    case .approve: return false
    }
  }

  private static func proposal(_ action: OrderAction, _ letter: String) -> String {
    switch action {
    case .place:
      "Keep A if it was not to be ordered: what came is paid for, and no more is awaited; keep "
        + "\(letter) if the order is to stand."
    case .receive:
      "Keep A if the copy is not here: then nothing of the order comes any more, unless the "
        + "cancellation is undone; keep \(letter) if it is."
    case .cancel, .approve:
      "Keep A if both orders are wanted, or cancel one of them; keep \(letter) if the first is to "
        + "stay cancelled."
    }
  }
}

extension OrderFact {
  /// How a summary names what it is.
  fileprivate var noun: String {
    switch action {
    case .place: "an order"
    case .receive: "a receipt"
    case .cancel: "a cancellation"
    case .approve: "an approval"
    }
  }
}
