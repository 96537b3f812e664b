"""Clocks that were found wrong when what was scanned by them was taken in (case 43)."""
from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Iterable

from facts import Fact, stated
from history import CLOCK_NOTE, Commit, Dot


class Field(IntEnum):
    WRITER = 1
    FIRST = 2
    LAST = 3
    SUPPOSED = 4
    PLACE = 6
    BRANCH = 7
    NETWORK = 8


@dataclass(frozen=True, eq=False)
class Note:
    """That some commits of one writer count by another time than their own."""

    fact: Fact
    writer: bytes
    first: int
    last: int
    supposed: int

    @property
    def owner(self) -> str:
        """Whose clock it is, or who took its scans in."""
        return self.fact.content(Field.PLACE, "t") or self.fact.content(Field.BRANCH, "t") or ""

    @property
    def rank(self) -> tuple:
        """Of several notes about one commit the least counts."""
        return self.fact.commit.writer, self.fact.commit.sequence, self.fact.id


def notes(commits: Iterable[Commit]) -> list[Note]:
    found = []
    for fact in stated(commits, CLOCK_NOTE):
        writer = fact.content(Field.WRITER, "x")
        numbers = [fact.content(number, "i") for number in (Field.FIRST, Field.LAST, Field.SUPPOSED)]
        if writer is None or len(writer) != 32 or None in numbers or numbers[0] > numbers[1]:
            continue
        found.append(Note(fact, writer, *numbers))
    return found


def heeded(facts: list[Fact], notes: list[Note]) -> list[Fact]:
    """The facts, each at the time by which it counts."""
    counting = sorted(
        (note for note in notes if note.fact.content(Field.NETWORK, "i") == 1),
        key=lambda note: note.rank)

    def at(dot: Dot) -> int | None:
        for note in counting:
            if note.writer == dot.writer and note.first <= dot.number <= note.last:
                return note.supposed
        return None

    return [fact if at(fact.dot) is None else replace(fact, noted=at(fact.dot)) for fact in facts]
