"""Who is to be named no longer: loans that name nobody, persons who are shown nowhere.

Asked of all facts of erasure together, whatever order they came in. A person is all records that
are one with the one that a fact names.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import circulation
import conflicts
import money
from conflicts import Review
from facts import Action, Fact, day_of, in_fold_order, within_years
from history import RecordID
from merges import Merges


class Field(IntEnum):
    ACTION = 1
    PATRON = 2
    UNTIL = 3
    LOAN = 6


ANONYMISE, ERASE = 1, 2
# The field of a fact of circulation that names the policy it was made under.
POLICY = 17


@dataclass
class Oblivion:
    facts: list[Fact] = field(default_factory=list)
    patrons: Merges | None = None
    # The home branch of each patron.
    homes: dict[RecordID, str] = field(default_factory=dict)

    def concerns(self, fact: Fact, patron: RecordID) -> bool:
        named = fact.content(Field.PATRON, "r")
        return named is not None and named in self.patrons.one_with(patron)

    def erasures(self, patron: RecordID | None) -> list[Fact]:
        """The facts by which a person was erased, in fold order."""
        if patron is None or not self.facts:
            return []
        return in_fold_order(
            fact for fact in self.facts
            if fact.content(Field.ACTION, "i") == ERASE and self.concerns(fact, patron))

    def is_erased(self, patron: RecordID | None) -> bool:
        return bool(self.erasures(patron))

    def is_over(self, day: int, patron: RecordID) -> bool:
        for fact in self.facts:
            until = within_years(fact.content(Field.UNTIL, "i"))
            if until is None or until < day:
                continue
            if fact.content(Field.PATRON, "r") is None:
                return True
            is_all = fact.content(Field.LOAN, "r") is None
            if fact.content(Field.ACTION, "i") == ANONYMISE and is_all and self.concerns(fact, patron):
                return True
        return False

    def is_reckoned(self, loan: circulation.Loan) -> bool:
        """Whether a desk reckoned that nothing is outstanding for a loan."""
        return any(
            fact.content(Field.ACTION, "i") == ANONYMISE
            and fact.content(Field.LOAN, "r") == loan.id and self.concerns(fact, loan.patron)
            for fact in self.facts)

    def is_forgotten(self, story: circulation.Story, loan: circulation.Loan) -> bool:
        """Whether a loan names nobody: closed, nothing outstanding, and meant by a fact."""
        if not self.facts or loan.standing != "closed" or loan.patron is None:
            return False
        open_charges = [
            charge for charge in story.charges
            if loan_of(story, charge) is loan and not is_settled(story, charge)]
        if open_charges:
            return self.is_reckoned(loan) and all(map(is_untouched, open_charges))
        return (
            self.is_erased(loan.patron) or self.is_over(day_of(loan.closed_at), loan.patron)
            or self.is_reckoned(loan))

    def borrower(self, story: circulation.Story, loan: circulation.Loan) -> RecordID | None:
        return None if self.is_forgotten(story, loan) else loan.patron

    def debtor(self, story: circulation.Story, charge: money.Charge) -> RecordID | None:
        loan = loan_of(story, charge)
        if charge.patron is None or loan and self.is_forgotten(story, loan):
            return None
        gone = is_settled(story, charge) and self.is_erased(charge.patron)
        return None if gone else charge.patron

    def reviews(self, story: circulation.Story) -> list[Review]:
        """Case 50: lent to somebody by a desk that had not heard that they were erased."""
        asked: dict[RecordID, tuple[Fact, list[tuple[circulation.Loan, Fact]]]] = {}
        for loan in story.loans:
            erasures = self.erasures(loan.patron)
            if not erasures or self.is_forgotten(story, loan):
                continue
            checkout = next(fact for fact in story.order if fact.id == loan.id)
            if not any(fact.had_seen(checkout) for fact in erasures):
                asked.setdefault(erasures[0].id, (erasures[0], []))[1].append((loan, checkout))
        return [
            Review(
                conflicts.name(story.subject, conflicts.doubted_erasure(fact.id)),
                conflicts.LENT_TO_ERASED, "A",
                self.homes.get(loans[0][0].patron) or loans[0][1].branch, story.subject,
                [fact.dot] + [checkout.dot for _, checkout in loans])
            for _, (fact, loans) in sorted(asked.items())]


def loan_of(story: circulation.Story, charge: money.Charge) -> circulation.Loan | None:
    named = charge.id if charge.first is None else charge.loan
    return story.loan_of(named) if named is not None else None


def sums(charge: money.Charge) -> tuple[int, int]:
    """What was paid and not given back, and what was waived."""
    return charge.total(Action.PAY) - charge.total(Action.REFUND), charge.total(Action.WAIVE)


def is_even(charge: money.Charge, amount: int) -> bool:
    paid, waived = sums(charge)
    return paid >= amount - waived and paid <= max(0, amount - waived)


def is_untouched(charge: money.Charge) -> bool:
    """A late return that nobody paid or waived anything of."""
    made = [charge.total(action) for action in (Action.PAY, Action.WAIVE, Action.REFUND)]
    return charge.amount is None and not any(made)


def is_settled(story: circulation.Story | None, charge: money.Charge) -> bool:
    """Whether nothing is owed and nothing to be given back, as far as facts alone say."""
    if charge.amount is not None:
        return is_even(charge, charge.amount if charge.standing == "owed" else 0)
    if charge.standing == "settled":
        return True
    if charge.standing != "owed":
        return sums(charge)[0] <= 0
    loan = loan_of(story, charge) if story else None
    if is_untouched(charge):
        return policy(story, loan) is None
    closer = loan and next((fact for fact in story.order if fact.id == loan.closed_by), None)
    asked = [
        entry.believed + charge.settled(entry) for entry in charge.entries
        if closer and entry.action != Action.REFUND and entry.had_seen(closer)]
    return bool(asked) and is_even(charge, max(asked))


def policy(story: circulation.Story | None, loan: circulation.Loan | None) -> RecordID | None:
    """That of whoever took the item back, else that of whoever lent it."""
    if not story or not loan:
        return None
    seen = [fact for fact in story.sightings if fact.id == loan.closed_by]
    own = seen[-1].content(POLICY, "r") if seen else None
    return own if own is not None else loan.given_by.content(POLICY, "r")
