"""Funds and orders: what was ordered, what came, what it costs, and what people must settle.

A line is what its facts say together. Nothing is booked: what a fund has left is reckoned from the
lines as they stand when all is told.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import conflicts
from conflicts import Review, Subject
from facts import Action, Fact, undone, verdict
from history import RecordID
from merges import Merges
from registers import Record

FUND = 18
FUND_BRANCH, FUND_AMOUNT, FUND_CURRENCY = 3, 4, 5
MOST_COPIES, MOST_MONEY = 10_000, 1_000_000_000


class Field(IntEnum):
    ACTION = 1
    ORDER = 2
    BIB = 3
    FUND = 4
    QUANTITY = 5
    AMOUNT = 6
    CURRENCY = 7
    BRANCH = 8
    BARCODE = 11


class Deed(IntEnum):
    PLACE = 1
    RECEIVE = 2
    CANCEL = 3
    APPROVE = 4


def number(fact: Fact, name: Field, default: int) -> int:
    content = fact.content(name, "i")
    return default if content is None else content


def copies(fact: Fact) -> int:
    return number(fact, Field.QUANTITY, 1)


def can_be(fact: Fact) -> bool:
    """Whether a fact is within all bounds, and says something that is defined."""
    action = fact.content(Field.ACTION, "i")
    if action not in tuple(Deed) or not 1 <= copies(fact) <= MOST_COPIES:
        return False
    return action != Deed.PLACE or 0 <= number(fact, Field.AMOUNT, 0) <= MOST_MONEY


@dataclass
class Withdrawn:
    """What desks took back of what they had said about orders."""

    # The undos in force of each fact that counts no more, by its id.
    undos: dict[RecordID, list[Fact]] = field(default_factory=dict)
    # For each order, the undos in force that are in the end about it or one of its cancellations.
    of_order: dict[RecordID, list[Fact]] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)


def withdrawn(
    sound: list[Fact], undos: list[Fact], in_force: list[Fact], decisions: list[Fact],
    subject: Subject
) -> Withdrawn:
    """`undos` are all that name the fund; of these `in_force` nobody took back. Both in fold order."""
    facts = {fact.id: fact for fact in sound}
    chain = {undo.id: undo for undo in undos} | facts
    found = Withdrawn()
    for undo in in_force:
        end = undo
        while end is not None and end.id not in facts:
            target = chain.get(end.target)
            end = target if target is not None and end.had_seen(target) else None
        if end is None:
            continue
        if deed(end) in (Deed.PLACE, Deed.CANCEL):
            found.of_order.setdefault(about(end), []).append(undo)
        if end.id == undo.target:
            # Taken out and put in again: facts stand where their last undo does.
            found.undos[end.id] = found.undos.pop(end.id, []) + [undo]
    for id, against in list(found.undos.items()):
        builder = next(
            (f for f in sound if f.id not in found.undos and builds_on(f, facts[id])
             and any(f.is_concurrent_with(undo) for undo in against)), None)
        if builder is None:
            continue
        conflict = conflicts.name(subject, conflicts.doubted_undo(id))
        sides = [undo.dot for undo in against] + [builder.dot]
        decided = verdict(decisions, conflict, sides)
        if decided.kept == builder.dot:
            del found.undos[id]
        found.reviews.append(Review(
            conflict, conflicts.UNDONE_IN_USE, "A", against[0].branch, subject, sides,
            decided.is_resolved))
    return found


def builds_on(fact: Fact, base: Fact) -> bool:
    """Whether a fact would make no sense, or less, had its desk known that another one is void."""
    if not fact.had_seen(base):
        return False
    pair = deed(base), deed(fact)
    if pair in ((Deed.PLACE, Deed.RECEIVE), (Deed.RECEIVE, Deed.CANCEL)):
        return about(fact) == about(base)
    bib = base.content(Field.BIB, "r")
    return pair == (Deed.CANCEL, Deed.PLACE) and bib is not None and (
        fact.content(Field.BIB, "r") == bib)


def deed(fact: Fact) -> int | None:
    return fact.content(Field.ACTION, "i")


def about(fact: Fact) -> RecordID:
    """The order that a fact is about; a placing is its own."""
    order = None if deed(fact) == Deed.PLACE else fact.content(Field.ORDER, "r")
    return fact.id if order is None else order


@dataclass(eq=False)
class Line:
    placing: Fact
    # The first undo in force of the placing.
    undo: Fact | None = None
    arrivals: list[Fact] = field(default_factory=list)
    cancellations: list[Fact] = field(default_factory=list)
    # After what a person decided: the receipts that count, and the cancellations that do.
    counted: list[Fact] = field(default_factory=list)
    in_force: list[Fact] = field(default_factory=list)

    @property
    def price(self) -> int:
        return number(self.placing, Field.AMOUNT, 0)

    @property
    def currency(self) -> str:
        return self.placing.content(Field.CURRENCY, "t") or ""

    @property
    def received(self) -> int:
        return sum(copies(fact) for fact in self.counted)

    @property
    def end(self) -> tuple[str, RecordID | None]:
        came = 0
        for fact in self.counted:
            came += copies(fact)
            if came >= copies(self.placing):
                return "received", fact.id
        if self.in_force:
            return "received" if came else "cancelled", self.in_force[0].id
        if self.undo is not None:
            return "received" if came else "undone", self.undo.id
        return "open", None

    @property
    def committed(self) -> int:
        if self.end[0] != "open":
            return 0
        return (copies(self.placing) - self.received) * self.price

    @property
    def spent(self) -> int:
        return self.received * self.price

    @property
    def cost(self) -> int:
        return self.committed + self.spent

    @property
    def strangers(self) -> tuple[list[Fact], list[Fact]]:
        """Receipts and cancellations, each of which did not know of one of the others."""
        def blind(facts: list[Fact], others: list[Fact]) -> list[Fact]:
            return [f for f in facts if any(f.is_concurrent_with(other) for other in others)]
        return blind(self.arrivals, self.cancellations), blind(self.cancellations, self.arrivals)


@dataclass
class Purse:
    id: RecordID
    # None while nobody described the fund, and for a deleted one.
    record: Record | None
    lines: list[Line] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        return Subject(FUND, self.id)

    @property
    def owner(self) -> str:
        return self.record.text(FUND_BRANCH) or "" if self.record else ""

    @property
    def amount(self) -> int:
        said = self.record.integer(FUND_AMOUNT) if self.record else None
        return min(max(said or 0, 0), MOST_MONEY)

    @property
    def own(self) -> list[Line]:
        """Lines in the fund's currency."""
        currency = self.record.text(FUND_CURRENCY) or "" if self.record else ""
        return [line for line in self.lines if line.currency == currency]


def told(
    id: RecordID, record: Record | None, said: list[Fact], decided: list[Fact]
) -> Purse:
    """`said` and `decided` stand in fold order."""
    purse = Purse(id, record)
    known = [fact for fact in decided if fact.action is not None]
    taken_back = undone(
        known, lambda fact: conflicts.name(purse.subject, conflicts.doubted_undo(fact.id)))
    standing = [fact for fact in known if fact.id not in taken_back.ids]
    sound = [fact for fact in said if can_be(fact)]
    undos = [fact for fact in known if fact.action == Action.VOID]
    back = withdrawn(
        sound, undos, [undo for undo in undos if undo.id not in taken_back.ids], standing,
        purse.subject)
    purse.reviews += back.reviews
    counting = [fact for fact in sound if fact.id not in back.undos]
    for placing in of(sound, Deed.PLACE):
        its = [fact for fact in counting if fact.content(Field.ORDER, "r") == placing.id]
        line = Line(
            placing, next(iter(back.undos.get(placing.id, [])), None),
            each_copy_once(of(its, Deed.RECEIVE)), of(its, Deed.CANCEL))
        settle(purse, line, standing)
        purse.lines.append(line)
    if record is not None:
        judge(purse, of(counting, Deed.APPROVE), back)
    return purse


def of(facts: list[Fact], deed: Deed) -> list[Fact]:
    return [fact for fact in facts if fact.content(Field.ACTION, "i") == deed]


def each_copy_once(arrivals: list[Fact]) -> list[Fact]:
    """Two desks that unpack one labelled copy have one copy."""
    once: list[Fact] = []
    labels: set[str] = set()
    for fact in arrivals:
        label = fact.content(Field.BARCODE, "t")
        if not label or label not in labels:
            once.append(fact)
        if label:
            labels.add(label)
    return once


def settle(purse: Purse, line: Line, decisions: list[Fact]) -> None:
    """Case 52: what came counts, whoever cancelled it unawares, unless a person says otherwise."""
    came, blind = line.strangers
    line.counted, line.in_force = line.arrivals, line.cancellations
    if not came:
        return
    conflict = conflicts.name(purse.subject, conflicts.doubted_order(line.placing.id))
    sides = [fact.dot for fact in came + blind]
    decided = verdict(decisions, conflict, sides)
    if decided.kept in [fact.dot for fact in blind]:
        line.counted = [fact for fact in line.arrivals if fact not in came]
    else:
        line.in_force = [fact for fact in line.cancellations if fact not in blind]
    purse.reviews.append(Review(
        conflict, conflicts.RECEIVED_THOUGH_CANCELLED, "A",
        line.placing.content(Field.BRANCH, "t") or "", purse.subject, sides, decided.is_resolved))


def judge(purse: Purse, approvals: list[Fact], back: Withdrawn) -> None:
    """Case 53: more was ordered than there is; an approval speaks of the orders that it had seen.

    It does not speak of one that an undo brought back without its knowledge.
    """
    sharing = [line for line in purse.own if line.cost > 0]
    total, over = 0, []
    for line in sharing:
        total += line.cost
        if total > purse.amount:
            over.append(line)
    if not over:
        return
    sides = [
        line.placing.dot for line in sharing
        if line in over or any(line.placing.is_concurrent_with(o.placing) for o in over)]
    approved = any(
        all(approval.had_seen(fact) for line in sharing
            for fact in [line.placing] + back.of_order.get(line.placing.id, []))
        for approval in approvals)
    purse.reviews.append(Review(
        conflicts.name(purse.subject, conflicts.FUND_DOUBT), conflicts.FUND_OVERCOMMITTED, "A",
        purse.owner, purse.subject, sides, approved))


def lines(purse: Purse, bibs: Merges) -> list[str]:
    said = [line_of(purse, line, bibs) for line in purse.lines]
    if purse.record is not None:
        committed = sum(line.committed for line in purse.own)
        spent = sum(line.spent for line in purse.own)
        said.append(
            f"fund {purse.subject} committed={committed} spent={spent} "
            f"free={purse.amount - committed - spent}")
    return said


def line_of(purse: Purse, line: Line, bibs: Merges) -> str:
    standing, by = line.end
    return (
        f"order {purse.subject} {line.placing.id} "
        f"bib={or_none(bibs.survivor(line.placing.content(Field.BIB, 'r')))} "
        f"copies={copies(line.placing)} received={line.received} standing={standing} "
        f"amount={line.price} currency={line.currency} endedBy={or_none(by)}")


def or_none(content: object) -> str:
    return "-" if content is None else str(content)
