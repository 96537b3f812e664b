"""The queue of holds on one title: who waits, who is served by what, and what a person must settle.

Asked of the whole story: which loan filled a wish, which wish is one with another, what is kept for
whom. Positions are nowhere stored; they follow from priorities, times and what people ranked anew.
"""
from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

import conflicts
from circulation import Keeping, Story
from conflicts import Review, Subject
from facts import Fact, Verdict, undone, verdict
from history import HOLD, Dot, RecordID
from oblivion import Oblivion

BIB = 11


class Field(IntEnum):
    ACTION = 1
    HOLD = 2
    BIB = 3
    ITEM = 4
    PART = 5
    PATRON = 6
    PICKUP = 8
    PRIORITY = 10
    BEFORE = 11
    UNTIL = 13
    HAPPENED = 20


class Deed(IntEnum):
    PLACE = 1
    CANCEL = 2
    MOVE = 3
    RANK = 4
    SUSPEND = 5
    RESUME = 6


def deed(fact: Fact) -> int | None:
    return fact.content(Field.ACTION, "i")


@dataclass(eq=False)
class Hold:
    placing: Fact
    pickup: str
    rests: bool = False
    cancelled_by: Fact | None = None
    takes_any: bool = False
    # Which items are the part that is wanted; None where any is.
    of_the_part: set[RecordID] | None = None
    standing: str = "waiting"
    ended_by: RecordID | None = None
    position: int | None = None
    served_by: tuple[RecordID, Keeping] | None = None

    @property
    def id(self) -> RecordID:
        return self.placing.id

    @property
    def item(self) -> RecordID | None:
        return self.placing.content(Field.ITEM, "r")

    @property
    def patron(self) -> RecordID | None:
        return self.placing.survivor or self.placing.content(Field.PATRON, "r")

    @property
    def rank(self) -> tuple:
        placing = self.placing
        priority = placing.content(Field.PRIORITY, "i") or 0
        return (priority, placing.happened(Field.HAPPENED), *placing.order)

    @property
    def is_active(self) -> bool:
        return self.standing in ("waiting", "captured", "ready")

    @property
    def part(self) -> str | None:
        return label(self.placing.content(Field.PART, "t") or "") or None

    def wants(self, item: RecordID) -> bool:
        if self.of_the_part is not None and item not in self.of_the_part:
            return False
        return self.takes_any or self.item in (None, item)


def label(text: str) -> str:
    """Capitals and blanks make no other label."""
    capitals = {ord(letter): letter.lower() for letter in string.ascii_uppercase}
    return text.replace(" ", "").replace("\t", "").translate(capitals)


def labels(enumeration: str | None) -> set[str]:
    """What an item's label says that it is, whole and piece by piece."""
    if not enumeration:
        return set()
    return {label(piece) for piece in [enumeration, *enumeration.split(",")]} - {""}


@dataclass
class Queue:
    bib: RecordID
    # The stories of the title's living items, by id.
    items: dict[RecordID, Story]
    decide: Callable[[bytes, list[Dot]], Verdict]
    holds: list[Hold] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        return Subject(HOLD, self.bib)

    def name(self, hold: Hold, doubt: bytes) -> bytes:
        """The conflict bears the name of the bib that the reader asked for, whatever became of it."""
        return conflicts.name(Subject(HOLD, hold.placing.content(Field.BIB, "r")), doubt)

    def ask(
        self, hold: Hold, case: int, doubt: bytes, sides: list[Dot], owner: str,
        settled: bool = False
    ) -> None:
        conflict = self.name(hold, doubt)
        decided = self.decide(conflict, sides)
        self.reviews.append(Review(
            conflict, case, "A" if case == conflicts.CAPTURED_TWICE else "B", owner, self.subject, sides, settled or decided.is_resolved))


def queued(
    bib: RecordID, order: list[Fact], decisions: list[Fact], items: dict[RecordID, Story],
    parts: dict[RecordID, set[str]],
    erasures: Callable[[RecordID | None], list[Fact]] = lambda patron: []
) -> Queue:
    """`order` and `decisions` stand in fold order."""
    known = [fact for fact in decisions if fact.action is not None]
    subject = Subject(HOLD, bib)
    taken_back = undone(
        known, lambda fact: conflicts.name(subject, conflicts.doubted_undo(fact.id)))
    standing = [fact for fact in known if fact.id not in taken_back.ids]
    queue = Queue(bib, items, lambda conflict, sides: verdict(standing, conflict, sides))
    queue.holds = sorted(wishes(order), key=lambda hold: hold.rank)
    for hold in queue.holds:
        if hold.part is not None:
            hold.of_the_part = {item for item, names in parts.items() if hold.part in names}
    for hold in queue.holds:
        if hold.item in items:
            ask_for_its_item(queue, hold)
        end(queue, hold)
    for hold in queue.holds:
        # Case 50: who was erased waits for nothing.
        gone = erasures(hold.patron) if hold.is_active else []
        if gone:
            hold.standing, hold.ended_by = "cancelled", gone[0].id
    merge(queue)
    line = lined_up(queue, order)
    serve(queue, line)
    ask_who_was_first(queue, order)
    return queue


def wishes(order: list[Fact]) -> list[Hold]:
    """Each placing, with what was said of it later."""
    found: dict[RecordID, Hold] = {}
    for fact in order:
        if deed(fact) == Deed.PLACE:
            found[fact.id] = Hold(fact, fact.content(Field.PICKUP, "t") or "")
        hold = found.get(fact.content(Field.HOLD, "r"))
        if hold is None:
            continue
        if deed(fact) == Deed.CANCEL:
            hold.cancelled_by = hold.cancelled_by or fact
        elif deed(fact) == Deed.MOVE:
            hold.pickup = fact.content(Field.PICKUP, "t") or ""
        elif deed(fact) == Deed.SUSPEND:
            hold.rests = fact.content(Field.UNTIL, "i") is not None
        elif deed(fact) == Deed.RESUME:
            hold.rests = False
    return list(found.values())


def lendings(queue: Queue, item: RecordID):
    """The loans of an item that count, with the checkouts that opened them."""
    story = queue.items[item]
    for loan in story.loans:
        if loan.closed_how != "review":
            yield loan, next(fact for fact in story.order if fact.id == loan.id)


def ask_for_its_item(queue: Queue, hold: Hold) -> None:
    """Case 20: its one item was lent to another reader, neither knowing of the other."""
    taken = [
        (loan, fact) for loan, fact in lendings(queue, hold.item)
        if loan.patron != hold.patron and fact.is_concurrent_with(hold.placing)]
    if not taken:
        return
    loan, fact = next(((l, f) for l, f in taken if l.standing == "open"), taken[0])
    hold.takes_any = loan.standing == "open"
    queue.ask(
        hold, conflicts.WANTED_AND_LENT, conflicts.doubted_lending(hold.id),
        [hold.placing.dot, fact.dot], hold.pickup, settled=not hold.takes_any)


def end(queue: Queue, hold: Hold) -> None:
    """A loan to the reader after the wish fills it; else a cancellation ends it (case 17)."""
    used = {other.ended_by for other in queue.holds if other.standing == "filled"}
    gone = hold.cancelled_by
    filling = [
        fact for item in queue.items if hold.wants(item)
        for loan, fact in lendings(queue, item)
        if hold.patron is not None and loan.patron == hold.patron and fact.id not in used
        and comes_after(fact, hold.placing) and not (gone and fact.had_seen(gone))]
    if filling:
        first = min(filling, key=lambda fact: fact.order)
        hold.standing, hold.ended_by = "filled", first.id
        if gone and not gone.had_seen(first):
            queue.ask(
                hold, conflicts.CANCELLED_WHILE_FETCHED, conflicts.doubted_cancellation(gone.id),
                [gone.dot, first.dot], hold.pickup)
    elif gone:
        hold.standing, hold.ended_by = "cancelled", gone.id


def comes_after(fact: Fact, other: Fact) -> bool:
    if fact.had_seen(other) or other.had_seen(fact):
        return fact.had_seen(other)
    return other.order < fact.order


def merge(queue: Queue) -> None:
    """Case 19: of one reader's wishes for one thing the first counts."""
    for place, hold in enumerate(queue.holds):
        twin = next(
            (other for other in queue.holds[:place]
             if other.is_active and other.patron == hold.patron and other.item == hold.item
             and other.part == hold.part), None)
        if hold.is_active and hold.patron is not None and twin:
            hold.standing, hold.ended_by = "merged", twin.id


def lined_up(queue: Queue, order: list[Fact]) -> list[Hold]:
    line = [hold for hold in queue.holds if hold.is_active]
    for first, second in ties(line):
        name = queue.name(second, conflicts.doubted_place(second.id))
        if queue.decide(name, [first.placing.dot, second.placing.dot]).kept == second.placing.dot:
            line.remove(second)
            line.insert(line.index(first), second)
    placed: set[RecordID] = set()
    for fact in order:
        if deed(fact) == Deed.PLACE:
            placed.add(fact.id)
        if deed(fact) != Deed.RANK or fact.content(Field.HOLD, "r") not in placed:
            continue
        hold = next((h for h in line if h.id == fact.content(Field.HOLD, "r")), None)
        other = next((h for h in line if h.id == fact.content(Field.BEFORE, "r")), None)
        if hold and other and hold is not other:
            line.remove(hold)
            line.insert(line.index(other), hold)
    for place, hold in enumerate(line):
        hold.position = place + 1
    return line


def serve(queue: Queue, line: list[Hold]) -> None:
    """What was put aside for a hold serves it (case 16); what is left serves the next."""
    kept = sorted(
        ((item, keeping) for item, story in queue.items.items()
         for keeping in story.keepings if keeping.ending is None), key=goodness)
    merged = {hold.id: hold.ended_by for hold in queue.holds if hold.standing == "merged"}
    meant = {id(keeping): merged.get(keeping.capture.hold, keeping.capture.hold)
             for _, keeping in kept}
    waiting_for = {hold.id for hold in line}
    spare = [each for each in kept if meant[id(each[1])] not in waiting_for]
    for hold in line:
        own = [each for each in kept if meant[id(each[1])] == hold.id]
        if not own:
            continue
        put(hold, own[0])
        spare += own[1:]
        if len(own) > 1:
            queue.ask(
                hold, conflicts.CAPTURED_TWICE, conflicts.doubted_captures(hold.id),
                [keeping.capture.dot for _, keeping in own], whereabouts(queue, own[1]))
    for each in sorted(spare, key=goodness):
        item, keeping = each
        following = next(
            (hold for hold in line if not hold.served_by and not hold.rests and hold.wants(item)
             and hold.pickup == keeping.capture.destination), None)
        if following:
            put(following, each)


# Clocks of two devices that were both measured may differ by so many seconds.
INDISTINCT = 240


def ties(active: list[Hold]) -> list[tuple[Hold, Hold]]:
    """Case 18: wishes for one thing, placed too close together to tell whose was first."""
    def kind(hold: Hold) -> tuple:
        return hold.rank[0], hold.item, hold.part
    found = []
    for place, second in enumerate(active):
        rivals = [hold for hold in active[:place] if kind(hold) == kind(second)]
        if rivals and second.rank[1] - rivals[-1].rank[1] <= INDISTINCT and (
                rivals[-1].placing.is_concurrent_with(second.placing)):
            found.append((rivals[-1], second))
    return found


def ask_who_was_first(queue: Queue, order: list[Fact]) -> None:
    ranks = [fact for fact in order if deed(fact) == Deed.RANK]
    for first, second in ties([hold for hold in queue.holds if hold.is_active]):
        ordered = any(
            {rank.content(Field.HOLD, "r"), rank.content(Field.BEFORE, "r")} & {first.id, second.id}
            and rank.had_seen(first.placing) and rank.had_seen(second.placing) for rank in ranks)
        if not ordered and {first.standing, second.standing} == {"waiting"}:
            queue.ask(
                second, conflicts.PLACED_AT_ONCE, conflicts.doubted_place(second.id),
                [first.placing.dot, second.placing.dot], second.pickup)


def goodness(kept: tuple[RecordID, Keeping]) -> tuple:
    """On the shelf first, then by when it was put aside."""
    shelved = kept[1].shelved
    return (shelved is None, shelved or 0, *kept[1].capture.order)


def put(hold: Hold, kept: tuple[RecordID, Keeping]) -> None:
    hold.served_by = kept
    hold.standing = "captured" if kept[1].shelved is None else "ready"


def whereabouts(queue: Queue, kept: tuple[RecordID, Keeping]) -> str:
    where, name = queue.items[kept[0]].custody
    if where == "branch":
        return name
    return name.split(">", 1)[1] if where == "transit" else kept[1].capture.branch


def lines(queue: Queue, oblivion: Oblivion) -> list[str]:
    return [line_of(queue, hold, reader_of(queue, hold, oblivion)) for hold in queue.holds]


def reader_of(queue: Queue, hold: Hold, oblivion: Oblivion) -> RecordID | None:
    """Nobody, where they were erased or had the title on a loan that names nobody."""
    if oblivion.is_erased(hold.patron):
        return None
    for story in queue.items.values():
        loan = story.loan_of(hold.ended_by) if hold.standing == "filled" else None
        if loan and oblivion.is_forgotten(story, loan):
            return None
    return hold.patron


def line_of(queue: Queue, hold: Hold, patron: RecordID | None) -> str:
    item, keeping = hold.served_by or (None, None)
    return (
        f"hold {BIB}:{queue.bib} {hold.id} patron={or_none(patron)} pickup={hold.pickup} "
        f"standing={hold.standing} position={or_none(hold.position)} server={or_none(item)} "
        f"capture={or_none(keeping and keeping.capture.id)} endedBy={or_none(hold.ended_by)}")


def or_none(content: object) -> str:
    return "-" if content is None else str(content)
