"""Facts of circulation: what they state, their order, and what people took back or decided.

Every question is asked of the whole set: which decisions did no later one see, which undo does no
undo take back. Only judging undos goes step by step, because an undo that a person overruled
brings its fact back before the next one is judged.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Any, Callable, Iterable

from history import CIRCULATION, Commit, Dot, Malformed, RecordID, Value

# Days of the years 1 to 9999; a day beyond becomes the nearest of them.
FIRST_DAY, LAST_DAY = -719_162, 2_932_896
DAY_SECONDS = 86_400
SIDE_BYTES = 40


class Field(IntEnum):
    ACTION = 1
    ITEM = 2
    BARCODE = 3
    PATRON = 4
    BRANCH = 5
    LOAN = 6
    DUE = 7
    PRESENCE = 9
    BACKDATE = 10
    TARGET = 11
    MARK = 12
    DUE_RULE = 16
    CONFLICT = 20
    KEPT = 21
    SIDES = 22
    DESTINATION = 23
    HOLD = 24
    QUEUE = 25
    FUND = 26
    ACCOUNT = 40
    CHARGE = 41
    CHARGE_KIND = 42
    AMOUNT = 43
    CURRENCY = 44
    BELIEVED = 47
    UNTIL = 48
    BLOCK = 49
    CLOCK = 50
    DAY = 51
    CLAIMED = 52
    HAPPENED = 30


class Action(IntEnum):
    CHECKOUT = 1
    CHECKIN = 2
    RENEW = 3
    IN_HOUSE_USE = 4
    INVENTORY = 5
    MARK = 6
    VOID = 7
    RESOLVE = 8
    SEND = 9
    RECEIVE = 10
    CAPTURE = 11
    RELEASE = 12
    CHARGE = 13
    PAY = 14
    WAIVE = 15
    REFUND = 16
    COUNT = 17
    BLOCK = 18
    UNBLOCK = 19
    TODAY = 20


class Mark(IntEnum):
    LOST = 1
    MISSING = 2
    FOUND = 3
    DAMAGED = 4
    WITHDRAWN = 5
    DELETED = 6
    REPAIRED = 7
    REINSTATED = 8
    REFERENCE = 9
    CLAIMS_RETURNED = 10
    INCOMPLETE = 11
    CIRCULATING = 12
    COMPLETE = 13
    PRESERVATION = 14
    PRESERVATION_RELEASED = 15


class ChargeKind(IntEnum):
    OVERDUE = 1
    REPLACEMENT = 2
    PROCESSING = 3
    DAMAGE = 4
    CARD = 5
    OTHER = 6
    DEPOSIT = 7


REMOTE = 2
# Why a loan is due then: because staff said so.
BY_HAND = 2
# No amount counts for more.
MOST = 1_000_000_000


@dataclass(frozen=True, eq=False)
class Fact:
    """One thing that happened, with the commit that says so."""

    id: RecordID
    commit: Commit
    values: dict[int, Value]
    # The name that what was decided about a bare barcode has for the item which bears it.
    renamed: bytes | None = None
    # Who stands for the patron that the fact names, where somebody else does.
    survivor: RecordID | None = None
    # When it counts, where its clock was found wrong by whoever took it in.
    noted: int | None = None

    def content(self, number: int, tag: str) -> Any:
        """What the field holds; None unless it is of that type."""
        value = self.values.get(number)
        return value.content if value is not None and value.tag == tag else None

    @cached_property
    def action(self) -> Action | None:
        """None for an action that is defined nowhere: such a fact is kept and not folded."""
        return known(Action, self.content(Field.ACTION, "i"))

    @cached_property
    def mark(self) -> Mark | None:
        marked = self.action == Action.MARK
        return known(Mark, self.content(Field.MARK, "i")) if marked else None

    @property
    def dot(self) -> Dot:
        return self.commit.dot

    @property
    def time(self) -> int:
        """When it happened; what was taken over from another system, when it did there."""
        return self.happened(Field.HAPPENED)

    def happened(self, number: int) -> int:
        """By the field of that number, and never after the commit."""
        said = self.content(number, "i")
        return self.counts_at if said is None else min(said, self.counts_at)

    @property
    def counts_at(self) -> int:
        """When its commit was made, as far as anybody knows."""
        return self.commit.time if self.noted is None else self.noted

    @property
    def branch(self) -> str:
        return self.content(Field.BRANCH, "t") or ""

    @property
    def patron(self) -> RecordID | None:
        return self.survivor or self.content(Field.PATRON, "r")

    @property
    def loan(self) -> RecordID | None:
        return self.content(Field.LOAN, "r")

    @property
    def target(self) -> RecordID | None:
        return self.content(Field.TARGET, "r")

    @property
    def due(self) -> int | None:
        """A clock in doubt gives as many days as it said, from when it was (case 43)."""
        slip = within_years(self.content(Field.DUE, "i"))
        since = within_years(self.content(Field.CLAIMED, "i"))
        by_hand = self.content(Field.DUE_RULE, "i") == BY_HAND
        if since is None and self.noted is not None and not by_hand:
            since = day_of(self.commit.time)
        if slip is None or since is None or not self.is_doubted:
            return slip
        return max(slip, within_years(day_of(self.time) + slip - since))

    @property
    def backdate(self) -> int | None:
        return within_years(self.content(Field.BACKDATE, "i"))

    @property
    def is_present(self) -> bool:
        return self.content(Field.PRESENCE, "i") != REMOTE

    @property
    def is_sighting(self) -> bool:
        """Whether somebody had the item in hand (G3)."""
        if self.action == Action.RENEW:
            return self.is_present
        return self.mark == Mark.FOUND or self.action in (
            Action.CHECKOUT, Action.CHECKIN, Action.IN_HOUSE_USE, Action.INVENTORY,
            Action.SEND, Action.RECEIVE, Action.CAPTURE, Action.RELEASE)

    @property
    def is_scan(self) -> bool:
        """Whether it says something of the item itself."""
        return self.action not in (
            Action.VOID, Action.RESOLVE, Action.CHARGE, Action.PAY, Action.WAIVE, Action.REFUND,
            Action.COUNT, Action.BLOCK, Action.UNBLOCK, Action.TODAY)

    @property
    def is_doubted(self) -> bool:
        """Whether nobody trusted the clock by which it was scanned (case 43)."""
        is_noted = self.noted is not None and Field.CLOCK not in self.values
        return is_noted or self.content(Field.CLOCK, "i") == 2

    @property
    def agrees_with_clock(self) -> bool:
        """Whether it states the date that the device's own clock said too."""
        stated = (self.content(Field.DAY, "i") or 0, self.content(Field.CLAIMED, "i") or 0)
        return self.content(Field.CLOCK, "i") == 1 and stated[0] == stated[1]

    @property
    def destination(self) -> str:
        """Where an item was sent to or will be fetched; empty where neither was said."""
        sent = self.action in (Action.SEND, Action.CAPTURE)
        return (self.content(Field.DESTINATION, "t") or "") if sent else ""

    @property
    def hold(self) -> RecordID | None:
        return self.content(Field.HOLD, "r")

    @property
    def account(self) -> RecordID | None:
        return self.content(Field.ACCOUNT, "r")

    @property
    def charge(self) -> RecordID | None:
        return self.content(Field.CHARGE, "r")

    @property
    def charge_kind(self) -> ChargeKind:
        return known(ChargeKind, self.content(Field.CHARGE_KIND, "i")) or ChargeKind.OTHER

    @property
    def amount(self) -> int:
        return min(max(self.content(Field.AMOUNT, "i") or 0, 0), MOST)

    @property
    def believed(self) -> int:
        return min(max(self.content(Field.BELIEVED, "i") or 0, 0), MOST)

    @property
    def currency(self) -> str:
        return self.content(Field.CURRENCY, "t") or ""

    @property
    def until(self) -> int | None:
        return within_years(self.content(Field.UNTIL, "i"))

    @property
    def conflict(self) -> bytes | None:
        return self.renamed or self.content(Field.CONFLICT, "x")

    @property
    def bare_barcode(self) -> str | None:
        item = self.values.get(Field.ITEM)
        is_named = item is not None and item.content is not None
        return None if is_named else self.content(Field.BARCODE, "t")

    @property
    def kept(self) -> Dot | None:
        return next(iter(dots(self.content(Field.KEPT, "x"))), None)

    @property
    def sides(self) -> list[Dot]:
        return dots(self.content(Field.SIDES, "x"))

    @property
    def order(self) -> tuple[int, bytes, int, RecordID]:
        return self.counts_at, self.commit.writer, self.commit.sequence, self.id

    def had_seen(self, other: Fact) -> bool:
        """Whether the other was known where and when this one was made."""
        mine, its = self.commit, other.commit
        if mine.writer == its.writer:
            return (its.sequence, other.id) < (mine.sequence, self.id)
        return mine.had_seen(its.dot)

    def is_concurrent_with(self, other: Fact) -> bool:
        return self is not other and not self.had_seen(other) and not other.had_seen(self)


def known(names: type[IntEnum], number: int | None) -> Any:
    return names(number) if number in tuple(names) else None


def within_years(day: int | None) -> int | None:
    return None if day is None else min(max(day, FIRST_DAY), LAST_DAY)


def day_of(seconds: int) -> int:
    """The civil day of an instant, in UTC."""
    return min(max(seconds // DAY_SECONDS, FIRST_DAY), LAST_DAY)


def dots(content: bytes | None) -> list[Dot]:
    """The dots of as many whole names as there are: a key and eight bytes of a number each."""
    content = content or b""
    starts = range(0, len(content) - len(content) % SIDE_BYTES, SIDE_BYTES)
    return [
        Dot(content[s:s + 32], int.from_bytes(content[s + 32:s + SIDE_BYTES], "big", signed=True))
        for s in starts
    ]


def stated(commits: Iterable[Commit], kind: int = CIRCULATION) -> list[Fact]:
    """Every fact of one kind, those of circulation as a rule, ascending by id.

    Two branches that import one file state one fact twice; the copy with the lesser dot counts.
    """
    copies: dict[RecordID, list[Fact]] = {}
    for commit in commits:
        for operation in commit.operations:
            if operation.action == "fact" and operation.kind == kind:
                values = {n: value for n, value in operation.values.items() if value.tag}
                fact = Fact(operation.record, commit, values)
                copies.setdefault(fact.id, []).append(fact)
    return [min(copies[id], key=lambda fact: fact.dot) for id in sorted(copies)]


def in_fold_order(facts: Iterable[Fact]) -> list[Fact]:
    """G8: again and again the least of those with no unplaced causal predecessor.

    Facts of unknown actions take part: what had seen them waits for them.
    """
    waiting = sorted(facts, key=lambda fact: fact.order)
    order = []
    while waiting:
        for fact in waiting:
            if not any(fact.had_seen(other) for other in waiting if other is not fact):
                break
        else:
            raise Malformed(
                f"line {waiting[0].commit.line}, seen: facts claim to have seen each other")
        waiting.remove(fact)
        order.append(fact)
    return order


# Decisions


@dataclass(frozen=True)
class Verdict:
    """What people decided about one conflict."""

    kept: Dot | None = None
    is_resolved: bool = False
    fact: Fact | None = None


def standing_decisions(order: list[Fact], conflict: bytes) -> list[Fact]:
    """The decisions about a conflict that no later decision about it had seen."""
    about = [f for f in order if f.action == Action.RESOLVE and f.conflict == conflict]
    return [f for f in about if not any(other.had_seen(f) for other in about)]


def rank(decision: Fact) -> tuple[int, Dot, RecordID]:
    return decision.commit.time, decision.dot, decision.id


def verdict(order: list[Fact], conflict: bytes, sides: list[Dot] | None) -> Verdict:
    """The greatest of the standing decisions, if it saw all sides; settled if none differs.

    Without sides the caller judges for itself whether the decision had seen enough.
    """
    standing = standing_decisions(order, conflict)
    if not standing:
        return Verdict()
    greatest = max(standing, key=rank)
    saw_all = sides is None or (set(sides) <= set(greatest.sides) and greatest.kept in sides)
    agreed = all(decision.kept == greatest.kept for decision in standing)
    return Verdict(greatest.kept if saw_all else None, saw_all and agreed, greatest)


def is_outranked(order: list[Fact], decision: Fact) -> bool:
    """Whether a decision stands back because a concurrent greater one was made."""
    if decision.conflict is None:
        return True
    return any(
        other.is_concurrent_with(decision) and rank(decision) < rank(other)
        for other in standing_decisions(order, decision.conflict))


# Undos


@dataclass
class Undone:
    """Which facts were taken back, and the undos that somebody relied against."""

    ids: set[RecordID] = field(default_factory=set)
    # The undos of one fact, that fact, the first fact that relied on it, and what was decided.
    disputed: list[tuple[list[Fact], Fact, Fact, Verdict]] = field(default_factory=list)


def undone(order: list[Fact], conflict_of: Callable[[Fact], bytes]) -> Undone:
    """What is taken back among the facts of one subject, in fold order.

    `conflict_of` names the conflict about the undo of a fact.
    """
    facts = {fact.id: fact for fact in order}
    pairs = [
        (void, facts[void.target]) for void in order
        if void.action == Action.VOID and void.target in facts
        and void.had_seen(facts[void.target])
    ]
    # An undo sorts after what it takes back, so the last ones are known first.
    effective: set[RecordID] = set()
    for void, _ in reversed(pairs):
        if not any(other.id in effective for other, target in pairs if target is void):
            effective.add(void.id)
    pairs = [(void, target) for void, target in pairs if void.id in effective]
    found = Undone({target.id for _, target in pairs})
    decisions = [fact for fact in order if fact.id not in found.ids]
    # Two desks may take back one fact without knowing of each other: one conflict, settled where
    # the last of them stands in the order.
    for place, (_, target) in enumerate(pairs):
        if any(other is target for _, other in pairs[place + 1:]):
            continue
        voids = [void for void, other in pairs if other is target]
        relying = next(
            (f for f in order
             if f.id not in found.ids and any(relies(f, target, void) for void in voids)), None)
        if relying is None:
            continue
        sides = [void.dot for void in voids] + [relying.dot]
        decided = verdict(decisions, conflict_of(target), sides)
        if decided.kept == relying.dot:
            found.ids.discard(target.id)
        found.disputed.append((voids, target, relying, decided))
    return found


def relies(fact: Fact, target: Fact, void: Fact) -> bool:
    """Whether a fact built on another one while it did not know of its undo."""
    if not fact.had_seen(target) or not fact.is_concurrent_with(void):
        return False
    if target.id in (fact.loan, fact.charge):
        return True
    lent_anew = fact.action == Action.CHECKOUT and fact.loan is None
    return target.action == Action.CHECKIN and lent_anew
