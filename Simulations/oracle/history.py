"""The history that is judged: reading it, and who had seen what.

A history is a file of JSON lines: the network, every commit that was ever acknowledged with what
it had seen, and the picture that each host makes of it. Nothing here knows how a replica merges;
causality stands in the commits themselves.
"""
from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Iterable, NamedTuple

LANES = ("members", "circulation", "patrons", "catalog")
ACTIONS = ("write", "delete", "fact", "add", "remove", "increment")
POLICY, CIRCULATION, HOLD, ORDER, ERASURE, CLOCK_NOTE = 14, 30, 31, 32, 33, 34
FACT_KINDS = (POLICY, CIRCULATION, HOLD, ORDER, CLOCK_NOTE)
# Kinds of the library and the lanes they live in: a commit elsewhere would be judged by the wrong
# causality.
LIBRARY_LANES = {
    1: "members", 2: "members", 10: "catalog", 11: "catalog", 12: "catalog", 13: "catalog",
    POLICY: "catalog", 15: "catalog", 20: "patrons", CIRCULATION: "circulation",
    HOLD: "circulation", ORDER: "circulation", CLOCK_NOTE: "circulation",
}
LEAST, GREATEST = -(1 << 63), (1 << 63) - 1
MAXIMUM_RECORD_NUMBER = (1 << 50) - 1
MAXIMUM_FIELD, MAXIMUM_KIND = 63, 1_023


class Malformed(Exception):
    """The input is no history; the text names the line and the field."""


@dataclass(frozen=True)
class Place:
    """Where in the input something stands, so that a refusal can name it."""

    line: int
    path: str = ""

    def at(self, name: str) -> Place:
        return Place(self.line, f"{self.path}.{name}" if self.path else name)

    def item(self, index: int) -> Place:
        return Place(self.line, f"{self.path}[{index}]")

    def refused(self, reason: str) -> Malformed:
        where = f"line {self.line}" + (f", {self.path}" if self.path else "")
        return Malformed(f"{where}: {reason}")


class RecordID(NamedTuple):
    """Identity of a record or fact. Tuples compare as ids do: writers come before sources."""

    is_source: bool
    space: bytes
    number: int

    def __str__(self) -> str:
        space = self.space.decode() if self.is_source else self.space.hex()
        return f"{space}.{self.number}"


class Dot(NamedTuple):
    """Names one commit within a lane."""

    writer: bytes
    number: int

    def __str__(self) -> str:
        return f"{self.writer.hex()[:16]}/{self.number}"


class Value(NamedTuple):
    """What a field holds: the letter of its form, and the content as Python has it."""

    tag: str
    content: Any = None

    @property
    def form(self) -> str:
        """As it stands in a picture."""
        if self.tag == "":
            return "null"
        if self.tag == "t":
            return "t" + self.content.encode().hex()
        if self.tag == "x":
            return "x" + self.content.hex()
        return f"{self.tag}{self.content}"

    @property
    def order(self) -> tuple[int, Any]:
        """A total order: null, integers, texts by bytes, bytes, records."""
        content = self.content.encode() if self.tag == "t" else self.content
        return ("", "i", "t", "x", "r").index(self.tag), content


NULL = Value("")


@dataclass(frozen=True)
class Operation:
    """One change of one record."""

    action: str
    kind: int
    record: RecordID
    values: dict[int, Value]
    keeps: frozenset[Dot] = frozenset()


@dataclass(frozen=True, eq=False)
class Commit:
    """What one transaction did to one lane, and what was known when it did."""

    writer: bytes
    lane: str
    number: int
    sequence: int
    # Corrected seconds since 1970.
    time: int
    # Foreign logs, by writer and lane: the last commit that was applied.
    seen: dict[tuple[bytes, str], int]
    operations: list[Operation]
    staff: str = ""
    line: int = 0

    @property
    def dot(self) -> Dot:
        return Dot(self.writer, self.number)

    @property
    def stamp(self) -> tuple[int, Dot]:
        return self.time, self.dot

    def had_seen(self, dot: Dot) -> bool:
        """Whether a commit of the same lane was known when this one was made."""
        if dot.writer == self.writer:
            return dot.number < self.number
        return self.seen.get((dot.writer, self.lane), 0) >= dot.number


@dataclass
class History:
    """Everything that a judge may know."""

    domain: str
    minimum_travel_seconds: int
    commits: list[Commit] = field(default_factory=list)
    # Host and lines, in the order of the file.
    pictures: list[tuple[str, list[str]]] = field(default_factory=list)


# Reading


def read(lines: Iterable[bytes]) -> History:
    """Reads a whole history. Raises Malformed where it is none."""
    history: History | None = None
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        place = Place(number)
        entry = parsed(raw, place)
        sort = text(member(entry, "type", place), place.at("type"))
        if history is None:
            if sort != "network":
                raise place.at("type").refused("the first line is the network")
            history = network(entry, place)
        elif sort == "commit":
            if history.pictures:
                raise place.at("type").refused("a commit stands after a picture")
            history.commits.append(commit(entry, place, history.domain))
        elif sort == "picture":
            history.pictures.append(picture(entry, place))
        else:
            raise place.at("type").refused(f"there is no line of the type {sort!r} here")
    if history is None:
        raise Malformed("line 1: the history is empty; its first line is the network")
    check_logs(history.commits)
    return history


def parsed(raw: bytes, place: Place) -> dict[str, Any]:
    try:
        entry = json.loads(raw.decode())
    except UnicodeDecodeError as error:
        raise place.refused(f"no UTF-8: {error.reason} at byte {error.start}") from None
    except (ValueError, RecursionError) as error:
        raise place.refused(f"no JSON: {error}") from None
    if not isinstance(entry, dict):
        raise place.refused("a line is one JSON object")
    return entry


def network(entry: dict[str, Any], place: Place) -> History:
    domain = text(member(entry, "domain", place), place.at("domain"))
    if domain not in ("library", "board"):
        raise place.at("domain").refused(f"{domain!r} is neither library nor board")
    name = "minimum_travel_seconds"
    return History(domain, whole(member(entry, name, place), place.at(name), 0))


def commit(entry: dict[str, Any], place: Place, domain: str) -> Commit:
    lane = text(member(entry, "lane", place), place.at("lane"))
    if lane not in LANES:
        raise place.at("lane").refused(f"{lane!r} is no lane")
    operations = []
    where = place.at("operations")
    for index, each in enumerate(array(member(entry, "operations", place), where)):
        operations.append(operation(each, where.item(index), lane, domain))
    return Commit(
        writer=writer(member(entry, "writer", place), place.at("writer")),
        lane=lane,
        number=whole(member(entry, "number", place), place.at("number"), 1),
        sequence=whole(member(entry, "sequence", place), place.at("sequence"), 1),
        time=whole(member(entry, "time", place), place.at("time")),
        seen=seen(member(entry, "seen", place), place.at("seen")),
        operations=operations,
        staff=text(entry.get("staff", ""), place.at("staff")),
        line=place.line,
    )


def seen(entry: Any, place: Place) -> dict[tuple[bytes, str], int]:
    if not isinstance(entry, dict):
        raise place.refused("is an object of logs and numbers")
    logs = {}
    for name, number in entry.items():
        key, slash, lane = name.partition("/")
        if not slash or lane not in LANES:
            raise place.at(name).refused("a log is called <writer>/<lane>")
        logs[writer(key, place.at(name)), lane] = whole(number, place.at(name), 0)
    return logs


def operation(entry: Any, place: Place, lane: str, domain: str) -> Operation:
    if not isinstance(entry, dict):
        raise place.refused("an operation is an object")
    action = text(member(entry, "action", place), place.at("action"))
    if action not in ACTIONS:
        raise place.at("action").refused(f"{action!r} is no action")
    kind = whole(member(entry, "kind", place), place.at("kind"), 1, MAXIMUM_KIND)
    if domain == "library" and kind in LIBRARY_LANES:
        if LIBRARY_LANES[kind] != lane:
            raise place.at("kind").refused(f"kind {kind} does not belong into lane {lane}")
        if (kind in FACT_KINDS) != (action == "fact"):
            raise place.at("action").refused(f"{action} does not fit kind {kind}")
    values: dict[int, Value] = {}
    last = 0
    where = place.at("values")
    for index, pair in enumerate(array(entry.get("values", []), where)):
        number, content = couple(pair, where.item(index), "a field and its value")
        last = whole(number, where.item(index).item(0), last + 1, MAXIMUM_FIELD)
        values[last] = value(content, where.item(index).item(1))
    keeps = []
    where = place.at("keeps")
    for index, pair in enumerate(array(entry.get("keeps", []), where)):
        key, number = couple(pair, where.item(index), "a writer and a number")
        dot_writer = writer(key, where.item(index).item(0))
        keeps.append(Dot(dot_writer, whole(number, where.item(index).item(1), 0)))
    record = record_id(member(entry, "record", place), place.at("record"))
    return Operation(action, kind, record, values, frozenset(keeps))


def picture(entry: dict[str, Any], place: Place) -> tuple[str, list[str]]:
    host = text(member(entry, "host", place), place.at("host"))
    where = place.at("lines")
    lines = array(member(entry, "lines", place), where)
    return host, [text(line, where.item(index)) for index, line in enumerate(lines)]


def check_logs(commits: list[Commit]) -> None:
    """No number of a log stands twice, and a writer's sequence rises along each of its logs."""
    logs: dict[tuple[bytes, str], dict[int, Commit]] = {}
    for each in commits:
        log = logs.setdefault((each.writer, each.lane), {})
        if each.number in log:
            twin = log[each.number].line
            raise Place(each.line, "number").refused(f"{each.dot} stands in line {twin} already")
        log[each.number] = each
    for log in logs.values():
        ordered = [log[number] for number in sorted(log)]
        for before, after in zip(ordered, ordered[1:]):
            if after.sequence <= before.sequence:
                reason = f"is not above that of {before.dot}, line {before.line}"
                raise Place(after.line, "sequence").refused(reason)
    for each in commits:
        for (key, lane), number in each.seen.items():
            other = logs.get((key, lane), {}).get(number)
            if other is None or lane != each.lane or key == each.writer:
                continue
            if other.had_seen(each.dot):
                reason = f"it and line {other.line} claim to have seen each other"
                raise Place(each.line, "seen").refused(reason)


# Parts of lines


def member(entry: dict[str, Any], name: str, place: Place) -> Any:
    if name not in entry:
        raise place.at(name).refused("is missing")
    return entry[name]


def text(entry: Any, place: Place) -> str:
    if not isinstance(entry, str):
        raise place.refused("is a text")
    try:
        entry.encode()
    except UnicodeEncodeError:
        raise place.refused("holds half a surrogate pair, which is no text") from None
    return entry


def whole(entry: Any, place: Place, low: int = LEAST, high: int = GREATEST) -> int:
    if type(entry) is not int:
        raise place.refused("is a whole number")
    if not low <= entry <= high:
        raise place.refused(f"{entry} is not within {low} to {high}")
    return entry


def array(entry: Any, place: Place) -> list[Any]:
    if not isinstance(entry, list):
        raise place.refused("is a list")
    return entry


def couple(entry: Any, place: Place, what: str) -> tuple[Any, Any]:
    if not isinstance(entry, list) or len(entry) != 2:
        raise place.refused(f"is a list of {what}")
    return entry[0], entry[1]


def writer(entry: Any, place: Place) -> bytes:
    if not isinstance(entry, str) or not re.fullmatch("[0-9a-f]{64}", entry):
        raise place.refused("a writer is 64 lower-case hexadecimal digits")
    return bytes.fromhex(entry)


def record_id(entry: Any, place: Place) -> RecordID:
    space, dot, digits = text(entry, place).rpartition(".")
    if not dot or not re.fullmatch("0|[1-9][0-9]{0,15}", digits):
        raise place.refused("a record id is <writer>.<number> or <source>.<number>")
    number = int(digits)
    if number > MAXIMUM_RECORD_NUMBER:
        raise place.refused("record numbers have 50 bits")
    if re.fullmatch("[0-9a-f]{64}", space):
        return RecordID(False, bytes.fromhex(space), number)
    if not re.fullmatch("[a-z0-9.:_-]{1,64}", space):
        raise place.refused("a source is named with 1 to 64 of a-z 0-9 . : _ -")
    return RecordID(True, space.encode(), number)


def value(entry: Any, place: Place) -> Value:
    if entry is None:
        return NULL
    if not isinstance(entry, dict) or len(entry) != 1:
        raise place.refused("a value is null or an object of one member: i, t, x or r")
    (tag, content), = entry.items()
    where = place.at(tag)
    if tag == "r":
        return Value("r", record_id(content, where))
    if tag == "t":
        return Value("t", text(content, where))
    if tag == "x":
        if not isinstance(content, str) or not re.fullmatch("(?:[0-9a-f]{2})*", content):
            raise where.refused("bytes are pairs of lower-case hexadecimal digits")
        return Value("x", bytes.fromhex(content))
    if tag == "i":
        if not isinstance(content, str) or not re.fullmatch("0|-?[1-9][0-9]{0,18}", content):
            raise where.refused("an integer inside a value is a text of decimal digits")
        return Value("i", whole(int(content), where))
    raise where.refused("a value is null, i, t, x or r")
