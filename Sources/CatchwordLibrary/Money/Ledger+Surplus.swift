import CatchwordCore

extension Ledger.Line {
  /// Cases 37 and 38: more was paid than is owed, because desks did not know of each other. All
  /// money that was taken counts; what is too much is credit.
  ///
  /// - Parameter tell: takes explanations.
  func surplusReview(
    _ subject: Subject, _ names: ConflictName, _ verdicts: Verdicts,
    explain tell: ((String) -> Void)?
  ) -> ReviewItem? {
    #if Mutants
      if Planted.doublePaymentIsSilent.isAtWork { return nil }
    #endif
    guard charge.paid > max(0, believed - charge.waived) else { return nil }
    let rivals = strangers(among: [.pay])
    let isTwice = !rivals.isEmpty
    let sides = isTwice ? rivals : strangers(among: [.pay, .waive])
    guard let last = sides.last(where: { $0.action == .pay }) else { return nil }
    let number = isTwice ? ConflictCase.paidTwice : ConflictCase.paidAndWaived
    let conflict = names.id(subject, .payments(charge.id, ExactText(charge.currency)))
    let verdict = verdicts.verdict(conflict, sides: sides.map(\.dot))
    let isSettled = charge.credit(of: believed) == 0
    let facts = spoken(sides.map { "\($0.verb) at \($0.place) (\($0.id))" })
    tell?(
      "The \(charge.kind.word) charge \(charge.id) was settled more than once, by \(facts): all of it "
        + "counts, what is too much is credit (case \(number)); "
        + (isSettled
          ? "it was given back"
          : verdict.isResolved ? verdict.sentence : verdict.task(of: last.place)) + ".")
    return ReviewItem(
      id: conflict, conflictCase: number, severity: .a, owner: last.branch, subject: subject,
      summary: isTwice
        ? "One charge was paid at \(spoken(sides.map(\.place).withoutRepeats)), more than is owed."
        : "One charge was waived and paid by desks that did not know of each other.",
      sides: sides.enumerated().map { index, fact in
        ReviewSide(letter: [ReviewSide].letter(index), text: "The \(fact.phrase).", dot: fact.dot)
      },
      proposal: "Give back what is too much, or tell the patron of the credit and keep A.",
      isResolved: verdict.isResolved || isSettled,
      resolution: isSettled ? "the credit was given back or used" : verdict.sentence)
  }

  /// Entries of some sorts that did not know of another of them; of waivers, not of one another.
  private func strangers(among sorts: [CirculationAction]) -> [CirculationFact] {
    let entries = entries.filter { sorts.contains($0.action) }
    return entries.filter { entry in
      entries.contains {
        $0.isConcurrent(with: entry) && ($0.action == .pay || entry.action == .pay)
      }
    }
  }
}
