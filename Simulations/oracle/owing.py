"""What borrowers owe for the loans of one item (G5, G7): it follows from the story, and is never kept."""
from __future__ import annotations

import circulation
import conflicts
import money
from conflicts import Review
from facts import Action, ChargeKind, Fact, day_of, verdict


def bills(story: circulation.Story, loan: circulation.Loan, *kinds: ChargeKind) -> list[money.Charge]:
    return [
        charge for charge in story.charges
        if charge.kind in kinds and charge.loan is not None and story.loan_of(charge.loan) is loan]


def judge_losses(story: circulation.Story) -> None:
    """Case 8, billed though it was back; case 9, paid and found; and what was paid for is over."""
    for charge in story.charges:
        if charge.kind in money.FOR_LOSS and charge.statement:
            judge_loss(story, charge, charge.statement)
    loan = story.open
    if not loan or "lost" not in story.claims:
        return
    owed = [
        charge for charge in bills(story, loan, ChargeKind.REPLACEMENT)
        if charge.statement and charge.standing == "owed"]
    if not owed:
        return
    settled = owed[0].total(Action.PAY) + owed[0].total(Action.WAIVE)
    settled -= owed[0].total(Action.REFUND)
    if owed[0].entries and settled >= owed[0].amount:
        last = owed[0].entries[-1]
        circulation.close(loan, last.time, last, "paid")
        story.custody = "unknown", ""
        story.since = last.time


def judge_loss(story: circulation.Story, charge: money.Charge, bill: Fact) -> None:
    loan = story.loan_of(bill.loan) if bill.loan is not None else None
    if not loan:
        return
    seen = next(
        (s for s in story.sightings
         if not bill.had_seen(s) and story.place(s.id) > story.place(loan.id)), None)
    if not seen:
        return
    conflict, sides = story.name(conflicts.doubted_charge(bill.id)), [bill.dot, seen.dot]
    decided = verdict(story.standing, conflict, sides)
    payments = charge.made(Action.PAY)
    is_known = seen.had_seen(bill)
    is_paid = (
        is_known and charge.settled(seen) >= bill.amount
        and any(seen.had_seen(payment) for payment in payments))
    if not (is_paid if decided.kept is None else decided.kept == bill.dot):
        charge.standing, charge.ended_by = "reversed", seen.id
    is_news = not is_known or not all(seen.had_seen(payment) for payment in payments)
    if not (is_paid or is_news or decided.fact):
        return
    story.reviews.append(Review(
        conflict, conflicts.PAID_AND_FOUND if is_paid else conflicts.BILLED_THOUGH_BACK,
        "B" if is_paid else "A", bill.branch, story.subject, sides, decided.is_resolved))


def settlement(story: circulation.Story, loan: circulation.Loan, sighting: Fact) -> Fact | None:
    """The entry by which a lost item was paid for or let go, as far as a sighting knew."""
    for charge in bills(story, loan, ChargeKind.REPLACEMENT):
        if charge.statement and charge.settled(sighting) >= charge.amount:
            known_entries = [e for e in charge.entries if sighting.had_seen(e)]
            return known_entries[-1] if known_entries else None
    return None


def tell_charges(story: circulation.Story) -> None:
    for charge in story.charges:
        if charge.kind == ChargeKind.OVERDUE:
            tell_fine(story, charge)
    for loan in story.loans:
        returned = return_day(loan)
        is_late = loan.closed_how == "checkin" and loan.due is not None and returned > loan.due
        if is_late and not is_in_doubt(story, loan) and not bills(story, loan, ChargeKind.OVERDUE):
            fine = money.Charge(loan.id, "", None)
            describe(story, fine, loan)
            story.charges.append(fine)
    for charge in story.charges:
        review = money.surplus(charge, story.subject, story.standing, story.name)
        if review:
            story.reviews.append(review)


def return_day(loan: circulation.Loan) -> int | None:
    if loan.returned_on is not None:
        return loan.returned_on
    return None if loan.closed_at is None else day_of(loan.closed_at)


def describe(story: circulation.Story, fine: money.Charge, loan: circulation.Loan) -> None:
    fine.patron = loan.patron or fine.patron
    fine.due = loan.due
    fine.returned = return_day(loan) if loan.standing == "closed" else None
    covering = bills(story, loan, ChargeKind.REPLACEMENT)
    if any(charge.standing == "owed" for charge in covering):
        fine.standing = "covered"
    elif loan.standing == "disputed" or loan.closed_how in ("implied", "found", "paid"):
        fine.standing = "settled"
    elif loan.closed_how in ("claim", "review"):
        fine.standing = "reversed"
    elif is_in_doubt(story, loan):
        fine.standing = "settled"


def is_in_doubt(story: circulation.Story, loan: circulation.Loan) -> bool:
    """Case 43: whether nobody trusted the clock at the loan or at the return."""
    return loan.is_due_in_doubt or any(
        fact.is_doubted for fact in story.order if fact.id == loan.closed_by)


def tell_fine(story: circulation.Story, fine: money.Charge) -> None:
    """Case 5: paid for days after the item had come back."""
    loan = story.loan_of(fine.loan) if fine.loan is not None else None
    if not loan:
        fine.standing = "reversed"
        return
    describe(story, fine, loan)
    closer = next((fact for fact in story.order if fact.id == loan.closed_by), None)
    if loan.closed_how not in ("checkin", "claim") or not closer:
        return
    early = [
        payment for payment in fine.made(Action.PAY)
        if not payment.had_seen(closer) and payment.until is not None
        and payment.until > fine.returned]
    if not early:
        return
    conflict = story.name(conflicts.doubted_fine(fine.id, fine.currency))
    sides = [payment.dot for payment in early] + [closer.dot]
    decided = verdict(story.standing, conflict, sides)
    story.reviews.append(Review(
        conflict, conflicts.FINE_PAID_TOO_FAR, "A", early[-1].branch, story.subject, sides,
        decided.is_resolved or fine.total(Action.REFUND) > 0))
