import CatchwordCore

/// What needs a person among a fund's orders.
extension OrderBook {
  /// Case 52: what was cancelled came, by desks that did not know of each other. Somebody had it in
  /// hand, so the receipt counts and the order is open again until it is decided.
  ///
  /// - Returns: whether the cancellation stands.
  mutating func judge(
    receipts: [OrderFact], cancellations: [OrderFact], _ line: OrderLine
  ) -> Bool {
    let sides = receipts + cancellations
    let conflict = names.id(subject, .order(line.id))
    let verdict = verdicts.verdict(conflict, sides: sides.map(\.dot))
    #if Mutants
      if RuleOut.receivedThoughCancelled.isAtWork { return true }
    #endif
    let isCancelled = cancellations.contains { $0.dot == verdict.kept }
    explain(
      line.id,
      "The \(spoken(receipts.map(\.phrase))) and the \(spoken(cancellations.map(\.phrase))) did not "
        + "know of each other: "
        + (isCancelled
          ? "the cancellation stands" : "what came counts, and the order is not cancelled")
        + " (case \(ConflictCase.receivedThoughCancelled)); "
        + (verdict.isResolved ? verdict.sentence : verdict.task(of: line.branch)) + ".")
    let letter = [ReviewSide].letter(receipts.count)
    review(
      ReviewItem(
        id: conflict, conflictCase: ConflictCase.receivedThoughCancelled, severity: .a,
        owner: line.branch, subject: subject,
        summary: "\(spoken(cancellations.map(\.place).withoutRepeats)) cancelled an order that "
          + "\(spoken(receipts.map(\.place).withoutRepeats)) received; check the invoice.",
        sides: sides.enumerated().map { index, fact in
          ReviewSide(
            letter: [ReviewSide].letter(index),
            text: "The \(fact.phrase)" + (fact.reason.isEmpty ? "." : ": \(fact.reason)."),
            dot: fact.dot)
        },
        proposal:
          "Keep A: pay what came, and cancel the rest anew if it is not wanted; or send it back, "
          + "withdraw its item and keep \(letter).",
        isResolved: verdict.isResolved, resolution: verdict.sentence))
    return isCancelled
  }

  /// Case 53: a fund is committed beyond its amount. Whether desks did not know of each other or one
  /// went on with a reason: who answers for the fund hears of it, since they need not be the same.
  ///
  /// Sides are the orders by which it went below 0, and those that one of them had not seen.
  mutating func judge(_ fund: Fund, _ sums: FundSums) {
    let sharing = lines.compactMap { line in
      line.cost > 0 && line.currency.utf8.elementsEqual(fund.currency.utf8)
        ? placings[line.id].map { Share(placing: $0, cost: line.cost) } : nil
    }
    var sum: Int64 = 0
    let over = sharing.filter { share in
      sum += share.cost
      return sum > fund.amount
    }.map(\.placing)
    let sides = sharing.filter { share in
      over.contains { $0 == share.placing || $0.isConcurrent(with: share.placing) }
    }
    let approval = approvals.last { approval in
      sharing.allSatisfy {
        approval.hasSeen($0.placing) && undoing.isKnown(to: approval, about: $0.placing.id)
      }
    }
    let what =
      "Fund \(fund.code) is over by \(fund.text(-sums.free)): "
      + "\(fund.text(sums.committed + sums.spent)) of \(fund.text(fund.amount)) are spoken for"
    let owner = fund.branch.isEmpty ? "acquisitions" : fund.branch
    let approved = approval.map {
      "approved by the \($0.phrase)" + ($0.reason.isEmpty ? "" : ": \($0.reason)")
    }
    explain(
      nil,
      "\(what), by \(spoken(sides.map { "\($0.placing.place) (\($0.placing.id))" })). All orders stand (case "
        + "\(ConflictCase.fundOvercommitted)); "
        + (approved ?? approvals.last.map {
          "\(owner) reviews, since the \($0.phrase) had not seen all of them"
        } ?? "\(owner) reviews") + ".")
    review(
      ReviewItem(
        id: names.id(subject, .fund), conflictCase: ConflictCase.fundOvercommitted, severity: .a,
        owner: fund.branch, subject: subject, summary: what + ".",
        sides: sides.enumerated().map { index, share in
          ReviewSide(
            letter: [ReviewSide].letter(index), text: share.text(fund), dot: share.placing.dot)
        },
        proposal:
          "Approve it with `catchword fund approve \(fund.code)`, cancel an order, or raise it "
          + "with `catchword fund set \(fund.code) --amount`.",
        isResolved: approval != nil, resolution: approved ?? ""))
  }
}

/// What one order takes of a fund.
private struct Share {
  let placing: OrderFact
  /// Minor units.
  let cost: Int64

  func text(_ fund: Fund) -> String {
    let reason = placing.reason.isEmpty ? "" : ", placed all the same: \(placing.reason)"
    return "The \(placing.phrase), \(fund.text(cost))\(reason)."
  }
}
