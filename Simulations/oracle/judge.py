"""The picture that the judge makes of a history, and how the hosts' pictures differ from it."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import library
import registers
from history import History


@dataclass(frozen=True)
class Difference:
    """A line that a host's picture lacks, or has and should not have."""

    host: str
    is_missing: bool
    line: str

    def __str__(self) -> str:
        return f"{self.host}: {'missing' if self.is_missing else 'unexpected'}: {self.line}"


def picture(history: History) -> list[str]:
    """What every replica must show that holds all commits; ascending by bytes, each line once."""
    records = registers.records(history.commits)
    lines = {line for record in records.values() for line in registers.lines(record)}
    if history.domain == "library":
        whole = library.gathered(records, history.commits, history.minimum_travel_seconds)
        lines.update(library.lines(whole))
    return sorted(lines, key=str.encode)


def differences(own: list[str], host: str, lines: list[str]) -> list[Difference]:
    """A line that stands twice is unexpected the second time."""
    expected, found = Counter(own), Counter(lines)
    missing = [Difference(host, True, line) for line in (expected - found).elements()]
    unexpected = [Difference(host, False, line) for line in (found - expected).elements()]
    return sorted(missing + unexpected, key=lambda each: each.line.encode())
