"""Money: charges and what became of them. Nothing is kept but sums over entries.

A charge is named by the fact that stated it; a late return by its loan. What stands of it follows
from the loans as they stand when all is told.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import conflicts
from conflicts import Review, Subject
from facts import (
    Action, ChargeKind, Fact, Field, in_fold_order, undone, verdict)
from history import CIRCULATION, RecordID

OF_ACCOUNT = (Action.CHARGE, Action.PAY, Action.WAIVE, Action.REFUND)
FOR_LOSS = (ChargeKind.REPLACEMENT, ChargeKind.PROCESSING)


@dataclass(eq=False)
class Charge:
    """One thing to be paid, in one currency."""

    id: RecordID
    currency: str
    # The fact that first spoke of it; nil for a late return that nothing was paid for.
    first: Fact | None
    entries: list[Fact] = field(default_factory=list)
    patron: RecordID | None = None
    standing: str = "owed"
    ended_by: RecordID | None = None
    due: int | None = None
    returned: int | None = None

    @property
    def statement(self) -> Fact | None:
        return self.first if self.first and self.first.action == Action.CHARGE else None

    @property
    def kind(self) -> int:
        if self.first is None:
            return ChargeKind.OVERDUE
        if self.first.charge is None and not self.statement:
            return ChargeKind.DEPOSIT
        return self.first.charge_kind

    @property
    def amount(self) -> int | None:
        if self.statement:
            return self.statement.amount
        return None if self.kind == ChargeKind.OVERDUE else 0

    @property
    def loan(self) -> RecordID | None:
        return self.first.loan if self.first else None

    def made(self, action: Action) -> list[Fact]:
        return [entry for entry in self.entries if entry.action == action]

    def total(self, action: Action) -> int:
        return sum(entry.amount for entry in self.made(action))

    def settled(self, fact: Fact) -> int:
        """What had been paid and waived, as far as a fact knew."""
        return sum(
            -entry.amount if entry.action == Action.REFUND else entry.amount
            for entry in self.entries if fact.had_seen(entry))

    @property
    def believed(self) -> int:
        """The most that anybody who made an entry held it to come to."""
        if self.amount is not None:
            return self.amount
        return max(
            (entry.believed + self.settled(entry)
             for entry in self.entries if entry.action != Action.REFUND), default=0)


def charges(standing: list[Fact]) -> list[Charge]:
    """In the order in which they are first spoken of."""
    found: dict[tuple[RecordID, str], Charge] = {}
    for fact in standing:
        if fact.action not in OF_ACCOUNT or fact.amount <= 0:
            continue
        is_statement = fact.action == Action.CHARGE
        id = fact.id if is_statement else fact.charge or fact.id
        charge = found.setdefault(
            (id, fact.currency), Charge(id, fact.currency, fact, patron=fact.account))
        if not is_statement:
            charge.entries.append(fact)
    return list(found.values())


def line(charge: Charge, item: str, patron: RecordID | None) -> str:
    def said(content: object) -> str:
        return "-" if content is None else str(content)
    return (
        f"charge {item} {charge.id} currency={charge.currency or '-'} kind={int(charge.kind)} "
        f"patron={said(patron)} amount={said(charge.amount)} standing={charge.standing} "
        f"endedBy={said(charge.ended_by)} paid={charge.total(Action.PAY)} "
        f"waived={charge.total(Action.WAIVE)} refunded={charge.total(Action.REFUND)} "
        f"due={said(charge.due)} returned={said(charge.returned)}")


def surplus(
    charge: Charge, subject: Subject, standing: list[Fact], name: Callable[[bytes], bytes]
) -> Review | None:
    """Cases 37 and 38: more was settled than is owed by desks that did not know of each other."""
    owed = max(0, charge.believed - charge.total(Action.WAIVE))
    too_much = charge.total(Action.PAY) - owed
    if too_much <= 0:
        return None
    payments = charge.made(Action.PAY)
    sides = [p for p in payments if any(p.is_concurrent_with(other) for other in payments)]
    is_twice = bool(sides)
    if not is_twice:
        both = [e for e in charge.entries if e.action in (Action.PAY, Action.WAIVE)]
        sides = [
            e for e in both
            if any(e.is_concurrent_with(o) and Action.PAY in (e.action, o.action) for o in both)]
    paid = [side for side in sides if side.action == Action.PAY]
    if not paid:
        return None
    conflict = name(conflicts.doubted_payments(charge.id, charge.currency))
    dots = [side.dot for side in sides]
    decided = verdict(standing, conflict, dots)
    return Review(
        conflict, conflicts.PAID_TWICE if is_twice else conflicts.PAID_AND_WAIVED, "A",
        paid[-1].branch, subject, dots,
        decided.is_resolved or too_much <= charge.total(Action.REFUND))


STOLEN = 1


def account_lines(
    account: RecordID, facts: list[Fact], checkouts: list[Fact],
    is_gone: Callable[[Charge], bool] = lambda charge: False, is_silent: bool = False
) -> list[str]:
    """What an account comes to that concerns no item.

    `is_gone` says of which charges the patron is not named. Where they were erased (`is_silent`)
    and that is all of them, nothing is asked about the account either.
    """
    subject = Subject(CIRCULATION, account)

    def name(doubt: bytes) -> bytes:
        return conflicts.name(subject, doubt)

    order = [fact for fact in in_fold_order(facts) if fact.action is not None]
    taken_back = undone(order, lambda fact: name(conflicts.doubted_undo(fact.id)))
    standing = [fact for fact in order if fact.id not in taken_back.ids]
    said = [
        Review(
            name(conflicts.doubted_undo(target.id)), conflicts.UNDONE_IN_USE, "A",
            voids[0].branch, subject, [void.dot for void in voids] + [relying.dot],
            decided.is_resolved).line
        for voids, target, relying, decided in taken_back.disputed]
    told = in_fold_order(facts + checkouts)
    for theft in standing:
        if theft.action != Action.BLOCK or theft.content(Field.BLOCK, "i") != STOLEN:
            continue
        loans = [
            fact for fact in told[told.index(theft):]
            if fact in checkouts and fact.is_concurrent_with(theft)]
        if loans:
            conflict = name(conflicts.doubted_block(theft.id))
            sides = [theft.dot] + [loan.dot for loan in loans]
            ended = any(f.action == Action.UNBLOCK and f.had_seen(theft) for f in standing)
            decided = verdict(standing, conflict, sides)
            said.append(Review(
                conflict, conflicts.LENT_ON_STOLEN_CARD, "A", theft.branch, subject, sides,
                ended or decided.is_resolved).line)
    stated = charges(standing)
    for charge in stated:
        review = surplus(charge, subject, standing, name)
        if review:
            said.append(review.line)
    own = [line(charge, "-", None if is_gone(charge) else charge.patron) for charge in stated]
    return own if is_silent and all(map(is_gone, stated)) else said + own
