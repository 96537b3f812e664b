"""What became of each record, said of the whole set of its edits at once.

There is no order of arrival here and no merging. Each thing that might stand is held against every
other edit of the record: it stands unless one of them took it away.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable

from history import NULL, Commit, Dot, Operation, RecordID, Value


@dataclass(frozen=True, eq=False)
class Edit:
    """One operation on a record, with the commit that holds it."""

    commit: Commit
    # Where in the commit it stands: of two edits in one commit the later prevails.
    place: int
    operation: Operation

    @property
    def dot(self) -> Dot:
        return self.commit.dot

    def had_seen(self, other: Edit) -> bool:
        return self.commit.had_seen(other.dot)

    def replaces(self, other: Edit) -> bool:
        """Whether it takes away what the other left: it had seen it and did not keep it.

        A deletion keeps nothing. What stands earlier in the same commit cannot be kept either.
        """
        if self.dot == other.dot:
            return other.place < self.place
        if not self.had_seen(other):
            return False
        return self.operation.action == "delete" or other.dot not in self.operation.keeps


@dataclass(frozen=True)
class Sibling:
    """One value that stands in a register."""

    value: Value
    time: int
    dot: Dot
    keeps: frozenset[Dot]


@dataclass(frozen=True)
class Stone:
    """A deletion that stands."""

    time: int
    dot: Dot
    # Whether some edit and this deletion did not know of each other.
    survived: bool


@dataclass
class Record:
    """One record that was ever written, dead or alive."""

    kind: int
    id: RecordID
    # By field; shown first.
    registers: dict[int, list[Sibling]]
    # By field; only where elements stand.
    sets: dict[int, list[Value]]
    counters: dict[int, int]
    # Ascending by time, writer, number.
    stones: list[Stone]

    @property
    def is_dead(self) -> bool:
        return any(not stone.survived for stone in self.stones)

    @property
    def survived(self) -> list[Stone]:
        return [stone for stone in self.stones if stone.survived]

    def shown(self, field: int) -> Value:
        siblings = self.registers.get(field)
        return siblings[0].value if siblings else NULL

    def text(self, field: int) -> str | None:
        shown = self.shown(field)
        return shown.content if shown.tag == "t" else None

    def integer(self, field: int) -> int | None:
        shown = self.shown(field)
        return shown.content if shown.tag == "i" else None


def records(commits: Iterable[Commit]) -> dict[tuple[int, RecordID], Record]:
    """Every record that any commit named, ascending by kind and id. Facts are none."""
    edits: dict[tuple[int, RecordID], list[Edit]] = {}
    for commit in commits:
        for place, operation in enumerate(commit.operations):
            if operation.action != "fact":
                name = operation.kind, operation.record
                edits.setdefault(name, []).append(Edit(commit, place, operation))
    return {name: record(*name, edits[name]) for name in sorted(edits)}


def record(kind: int, id: RecordID, edits: list[Edit]) -> Record:
    fields = {
        join: sorted({
            field for edit in edits if edit.operation.action in actions
            for field in edit.operation.values
        })
        for join, actions in
        (("register", ("write",)), ("set", ("add", "remove")), ("counter", ("increment",)))
    }
    sets = {field: elements(field, edits) for field in fields["set"]}
    return Record(
        kind, id,
        registers={field: siblings(field, edits) for field in fields["register"]},
        sets={field: standing for field, standing in sets.items() if standing},
        counters={field: total(field, edits) for field in fields["counter"]},
        stones=stones(edits),
    )


def siblings(field: int, edits: list[Edit]) -> list[Sibling]:
    """The writes of the field that no other write of it replaces, shown first.

    What another standing write names as kept comes after all that is not kept; among equals the
    greatest (time, writer, number) comes first.
    """
    writes = [e for e in edits if e.operation.action == "write" and field in e.operation.values]
    standing = [
        Sibling(
            write.operation.values[field], write.commit.time, write.dot,
            frozenset(dot for dot in write.operation.keeps if write.commit.had_seen(dot)))
        for write in writes
        if not any(other is not write and other.replaces(write) for other in writes)
    ]
    kept = {dot for sibling in standing for dot in sibling.keeps}
    standing.sort(key=lambda sibling: (sibling.time, sibling.dot), reverse=True)
    return [s for s in standing if s.dot not in kept] + [s for s in standing if s.dot in kept]


def elements(field: int, edits: list[Edit]) -> list[Value]:
    """The elements of which some addition stands that no other edit of the element replaces."""
    changes: dict[Value, list[Edit]] = {}
    for edit in edits:
        if edit.operation.action in ("add", "remove") and field in edit.operation.values:
            changes.setdefault(edit.operation.values[field], []).append(edit)
    standing = [
        element for element, of_element in changes.items()
        if any(
            addition.operation.action == "add"
            and not any(other is not addition and other.replaces(addition) for other in of_element)
            for addition in of_element)
    ]
    return sorted(standing, key=lambda element: element.form.encode())


def total(field: int, edits: list[Edit]) -> int:
    """The sum of all increments, within 64 bits as a replica has it."""
    amounts = [
        edit.operation.values[field] for edit in edits
        if edit.operation.action == "increment" and field in edit.operation.values
    ]
    total = sum(amount.content for amount in amounts if amount.tag == "i")
    return (total + (1 << 63)) % (1 << 64) - (1 << 63)


def stones(edits: list[Edit]) -> list[Stone]:
    """The deletions that no other edit or deletion replaces, and whether an edit outlived each."""
    standing = {}
    for deletion in edits:
        if deletion.operation.action != "delete":
            continue
        if any(other is not deletion and other.replaces(deletion) for other in edits):
            continue
        outlived = any(
            edit.operation.action != "delete" and edit.dot != deletion.dot
            and not edit.had_seen(deletion) and not deletion.had_seen(edit)
            for edit in edits)
        standing[deletion.dot] = Stone(deletion.commit.time, deletion.dot, outlived)
    return sorted(standing.values(), key=lambda stone: (stone.time, stone.dot))


def lines(record: Record) -> list[str]:
    """What a picture says of a record as such."""
    name = f"{record.kind} {record.id}"
    said = []
    for field, standing in record.registers.items():
        if standing:
            values = " ".join(f"{sibling.dot}={sibling.value.form}" for sibling in standing)
            said.append(f"register {name} {field} {values}")
    for field, standing in record.sets.items():
        said.append(f"set {name} {field} " + " ".join(element.form for element in standing))
    for field, sum_ in record.counters.items():
        said.append(f"counter {name} {field} {sum_}")
    if record.is_dead:
        said.append(f"record {name} dead")
    elif record.survived:
        dots = " ".join(str(stone.dot) for stone in record.survived)
        said.append(f"record {name} survived {dots}")
    return said
