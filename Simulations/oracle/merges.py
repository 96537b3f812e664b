"""Which bibs and which patrons people declared one, and who stands for them.

Redirects are peeled from their beginnings: what nothing leads to is taken away, until only ends and
circles are left.
"""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from history import RecordID
from registers import Record

BIB, ITEM, PATRON = 11, 13, 20
ITEM_BIB = 1
REDIRECT = {BIB: 7, PATRON: 8}
LAST = 1 << 63


@dataclass
class Merges:
    """Of one kind of records."""

    kind: int
    target: dict[RecordID, RecordID] = field(default_factory=dict)
    # Only of records that redirects lead from or to.
    survivors: dict[RecordID, RecordID] = field(default_factory=dict)
    # Ascending, their members too.
    circles: list[list[RecordID]] = field(default_factory=list)
    groups: dict[RecordID, list[RecordID]] = field(default_factory=lambda: defaultdict(list))

    @property
    def field_number(self) -> int:
        return REDIRECT[self.kind]

    def survivor(self, id: RecordID | None) -> RecordID | None:
        return self.survivors.get(id, id) if id is not None else None

    def one_with(self, id: RecordID) -> list[RecordID]:
        return self.groups.get(self.survivor(id), [id])


def merged(records: dict[tuple[int, RecordID], Record], kind: int) -> Merges:
    found = Merges(kind)
    for (of_kind, id), record in records.items():
        shown = record.shown(REDIRECT[kind])
        if of_kind == kind and shown.tag == "r" and shown.content != id:
            found.target[id] = shown.content
    rest = dict(found.target)
    while beginnings := set(rest) - set(rest.values()):
        for id in beginnings:
            del rest[id]
    seen: set[RecordID] = set()
    for start in sorted(rest):
        circle = []
        while start not in seen:
            seen.add(start)
            circle.append(start)
            start = rest[start]
        if circle:
            found.circles.append(sorted(circle))
    counts = items_by_bib(records) if kind == BIB else {}
    first = {
        id: min(circle, key=lambda each: keep_order(records.get((kind, each)), each, counts))
        for circle in found.circles for id in circle}
    for id in sorted(set(found.target) | set(found.target.values())):
        end = id
        while end not in first and end in found.target:
            end = found.target[end]
        found.survivors[id] = first.get(end, end)
        found.groups[found.survivors[id]].append(id)
    return found


def items_by_bib(records: dict[tuple[int, RecordID], Record]) -> dict[RecordID, int]:
    counts: dict[RecordID, int] = defaultdict(int)
    for (kind, _), record in records.items():
        if kind == ITEM and not record.is_dead and record.shown(ITEM_BIB).tag == "r":
            counts[record.shown(ITEM_BIB).content] += 1
    return counts


def keep_order(record: Record | None, id: RecordID, counts: dict[RecordID, int]) -> tuple:
    """More items first, then what was written earlier, then the lesser id."""
    siblings = record.registers.values() if record else ()
    since = min((each.time for standing in siblings for each in standing), default=LAST)
    return -counts.get(id, 0), since, id
