package import CatchwordCore

/// The pure function from the facts about a fund's orders to its lines, its sums and its conflicts.
///
/// Invariants, whatever the order in which facts arrive:
/// 1. A line is committed for what is still to come, spent for what came, and nothing else.
/// 2. A receipt that a cancellation had not seen counts, unless a person decided otherwise (case 52).
/// 3. No order is undone because a fund is empty: the fund is below 0, and somebody approves that or
///    does something about it (case 53).
/// 4. What a desk took back counts for nothing; of an order that was taken back nothing is awaited.
package struct OrderBook {
  /// In fold order of their placing.
  package private(set) var lines: [OrderLine] = []
  /// All lines in the fund's currency; nil while the fund is not known here.
  package private(set) var sums: FundSums?
  package private(set) var reviews: [ReviewItem] = []
  /// Decisions, one line each, with the order that each is about.
  package private(set) var decisions: [Decision] = []

  package struct Decision: Hashable, Sendable {
    /// Nil: about the fund.
    package let order: RecordID?
    package let line: String
  }

  let subject: Subject
  let names: ConflictName
  let verdicts: Verdicts
  let undoing: OrderUndoing
  package let fund: Fund?
  private(set) var placings: [RecordID: OrderFact] = [:]
  private(set) var receipts: [RecordID: [OrderFact]] = [:]
  private var cancellations: [RecordID: [OrderFact]] = [:]
  private(set) var approvals: [OrderFact] = []

  /// - Parameters:
  ///   - facts: all that name the fund, in any order.
  ///   - decided: what people decided about its conflicts, and what they took back of it.
  ///   - fund: nil while its record is not here, or is deleted.
  package init(
    _ facts: [PlacedFact], decided: [PlacedFact], of id: RecordID, fund: Fund?, hashing: Hashing
  ) {
    subject = .record(kind: LibraryKind.fund, id)
    names = ConflictName(hashing: hashing)
    self.fund = fund
    let order = FoldOrder.sorted(decided).compactMap(CirculationFact.init)
    let undoing = Undoing(order, subject: subject, names: names, tell: nil)
    verdicts = Verdicts(order.filter { !undoing.isUndone($0) })
    let stated = FoldOrder.sorted(facts).compactMap(OrderFact.init)
    self.undoing = OrderUndoing(
      stated, order, undoing, verdicts, subject: subject, names: names)
    decisions = self.undoing.decisions
    reviews = self.undoing.reviews
    for fact in stated { take(fact) }
    for index in lines.indices { settle(index) }
    if let fund { add(fund) }
  }

  package func line(_ order: RecordID) -> OrderLine? { lines.first { $0.id == order } }

  /// Receipts and cancellations of an order, as far as they count or once did.
  package func facts(about order: RecordID) -> [OrderFact] {
    (receipts[order] ?? []) + (cancellations[order] ?? [])
  }

  mutating func explain(_ order: RecordID?, _ line: String) {
    decisions.append(Decision(order: order, line: line))
  }

  mutating func review(_ item: ReviewItem) { reviews.append(item) }

  /// - Parameter fact: of those that were undone only the placing of an order says something: that
  ///   there is a line.
  private mutating func take(_ fact: OrderFact) {
    guard fact.action == .place || !undoing.isUndone(fact) else { return }
    switch fact.action {
    case .place:
      placings[fact.id] = fact
      lines.append(OrderLine(fact))
    case .receive:
      let twin = (receipts[fact.order] ?? []).first {
        !fact.barcode.isEmpty && $0.barcode.utf8.elementsEqual(fact.barcode.utf8)
      }
      if let twin {
        return explain(
          fact.order,
          "The \(fact.phrase) is of the copy that the \(twin.phrase) names: it counts once.")
      }
      receipts[fact.order, default: []].append(fact)
    case .cancel: cancellations[fact.order, default: []].append(fact)
    case .approve: approvals.append(fact)
    }
  }

  // MARK: Lines

  private mutating func settle(_ index: Int) {
    let order = lines[index].id
    let all = receipts[order] ?? []
    let cancels = cancellations[order] ?? []
    let strangers = all.filter { receipt in cancels.contains { $0.isConcurrent(with: receipt) } }
    let blind = cancels.filter { cancel in all.contains { $0.isConcurrent(with: cancel) } }
    let isCancelled =
      strangers.isEmpty ? false : judge(receipts: strangers, cancellations: blind, lines[index])
    let counted = isCancelled ? all.filter { !strangers.contains($0) } : all
    let standing = isCancelled ? cancels : cancels.filter { !blind.contains($0) }
    lines[index].received = counted.reduce(0) { $0 + $1.copies }
    let last = counted.first { receipt in
      lines[index].copies <= through(receipt, counted)
    }
    if let last {
      lines[index].standing = .received
      lines[index].endedBy = last.id
      explain(order, "With the \(last.phrase) all copies of order \(order) are here.")
    } else if let first = standing.first {
      lines[index].standing = counted.isEmpty ? .cancelled : .received
      lines[index].endedBy = first.id
      explain(
        order,
        "The \(first.phrase) ends order \(order): "
          + (counted.isEmpty ? "nothing came of it." : "what came counts, the rest is free again."))
    } else if let void = undoing.undo(of: order) {
      lines[index].standing = counted.isEmpty ? .undone : .received
      lines[index].endedBy = void.id
      if !counted.isEmpty {
        explain(
          order, "Order \(order) was undone, and copies came: they count, and no more are awaited.")
      }
    }
    tell(lines[index], counted, standing, isComplete: last != nil)
  }

  /// Copies that had come with a receipt and those before it.
  private func through(_ receipt: OrderFact, _ counted: [OrderFact]) -> Int64 {
    let place = counted.firstIndex(of: receipt) ?? 0
    return counted[...place].reduce(0) { $0 + $1.copies }
  }

  private mutating func tell(
    _ line: OrderLine, _ counted: [OrderFact], _ standing: [OrderFact], isComplete: Bool
  ) {
    for receipt in counted {
      let known = standing.first { receipt.hasSeen($0) }
      guard let known else { continue }
      explain(
        line.id, "The \(receipt.phrase) knew of the \(known.phrase): the copy is here and counts.")
    }
    let late = standing.first { cancel in counted.allSatisfy(cancel.hasSeen) }
    if isComplete, let cancel = late {
      explain(
        line.id, "The \(cancel.phrase) came when all copies were here: it changes nothing.")
    }
    guard line.received > line.copies else { return }
    explain(
      line.id,
      "\(copiesText(line.received)) came and \(line.copies) "
        + "\(line.copies == 1 ? "was" : "were") ordered (\(line.id)): all count. "
        + "\(line.branch) sees to the invoice.")
  }

  // MARK: Sums

  private mutating func add(_ fund: Fund) {
    var sums = FundSums()
    sums.allocated = fund.amount
    var foreign: [OrderLine] = []
    for line in lines {
      guard line.currency.utf8.elementsEqual(fund.currency.utf8) else {
        if line.cost > 0 { foreign.append(line) }
        continue
      }
      sums.committed += line.committed
      sums.spent += line.spent
    }
    self.sums = sums
    for line in foreign {
      explain(
        line.id,
        "The order \(line.id) is in \(line.currency) and fund \(fund.code) in \(fund.currency): it is "
          + "in no sum.")
    }
    if sums.free < 0 { judge(fund, sums) }
  }
}
