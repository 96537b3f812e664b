"""Histories made by hand, for the tests: desks that write, part and meet.

What a desk had seen is kept by the desk itself, as a replica would, so that a test only says who
met whom. The history goes through its JSON lines and is read back, so every test reads too.
"""
from __future__ import annotations

import json
from typing import Any

import judge
from history import read

BIB_KIND, FIELD_KIND, ITEM_KIND, PATRON_KIND, BRANCH_KIND = 11, 12, 13, 20, 10
LANE_OF = {20: "patrons", 30: "circulation"}
ACTIONS = {
    "checkout": 1, "checkin": 2, "renew": 3, "use": 4, "inventory": 5, "mark": 6, "void": 7,
    "resolve": 8, "send": 9, "receive": 10, "charge": 13, "pay": 14, "waive": 15, "refund": 16,
    "block": 18, "unblock": 19,
    "today": 20,
}
MARKS = {
    "lost": 1, "missing": 2, "found": 3, "damaged": 4, "withdrawn": 5, "deleted": 6, "repaired": 7,
    "reinstated": 8, "reference": 9, "incomplete": 11, "circulating": 12, "complete": 13,
    "preservation": 14, "released": 15,
}
FIELDS = {
    "item": 2, "barcode": 3, "patron": 4, "branch": 5, "loan": 6, "due": 7, "presence": 9,
    "backdate": 10, "target": 11, "mark": 12, "conflict": 20, "kept": 21, "sides": 22,
    "destination": 23, "account": 40, "charge": 41, "kind": 42, "amount": 43, "currency": 44,
    "believed": 47, "until": 48, "block": 49,
    "happened": 30, "due_rule": 16, "clock": 50, "day": 51, "claimed": 52,
}


class Ref(str):
    """A record id, where plain text would be text."""


BOOK, OTHER_BOOK, WORK = Ref("koha:valley:item.1"), Ref("koha:valley:item.2"), Ref("koha:bib.7")
P, Q, R = (Ref(f"koha:patron.{n}") for n in (1, 2, 3))


class Desk:
    """One writer at one branch."""

    def __init__(self, made: Made, letter: str, branch: str) -> None:
        self.made, self.branch = made, branch
        self.key = (letter * 64)[:64]
        self.numbers: dict[str, int] = {}
        self.sequence = 0
        self.minted = 0
        self.seen: dict[str, int] = {}

    def dot(self, number: int) -> str:
        return f"{self.key[:16]}/{number}"

    def side(self, number: int) -> bytes:
        return bytes.fromhex(self.key) + number.to_bytes(8, "big")

    def mint(self) -> Ref:
        self.minted += 1
        return Ref(f"{self.key}.{self.minted}")

    def commit(self, lane: str, time: int, *operations: dict[str, Any]) -> int:
        """Returns the commit's number in its lane."""
        self.sequence += 1
        number = self.numbers[lane] = self.numbers.get(lane, 0) + 1
        self.made.lines.append({
            "type": "commit", "writer": self.key, "lane": lane, "number": number,
            "sequence": self.sequence, "time": time, "staff": "", "seen": dict(self.seen),
            "operations": list(operations)})
        return number

    def write(
        self, time: int, kind: int, record: str, values: dict[int, Any], keeps: Any = (),
        action: str = "write"
    ) -> int:
        change = operation(action, kind, record, values, keeps)
        return self.commit(LANE_OF.get(kind, "catalog"), time, change)

    def delete(self, time: int, kind: int, record: str) -> int:
        return self.write(time, kind, record, {}, action="delete")

    def fact(self, time: int, action: str | int, id: Ref | None = None, **fields: Any) -> Ref:
        """States something about BOOK, unless told of what. Returns the fact's id."""
        id = id or self.mint()
        fields.setdefault("branch", self.branch)
        if "barcode" not in fields:
            fields.setdefault("item", BOOK)
        if "mark" in fields:
            fields["mark"] = MARKS[fields["mark"]]
        values = {1: ACTIONS.get(action, action)}
        values |= {FIELDS[name]: content for name, content in fields.items()}
        self.commit("circulation", time, operation("fact", 30, id, values))
        return id

    def meet(self, *others: Desk) -> None:
        """All come to know what any of them knows."""
        for desk in (self, *others):
            for other in (self, *others):
                if other is not desk:
                    desk.learn(other)
        for desk in (self, *others):
            desk.seen = {log: n for log, n in desk.seen.items() if not log.startswith(desk.key)}

    def learn(self, other: Desk) -> None:
        known = other.seen | {f"{other.key}/{lane}": n for lane, n in other.numbers.items()}
        for log, number in known.items():
            self.seen[log] = max(number, self.seen.get(log, 0))


class Made:
    """A history in the making."""

    def __init__(self, domain: str = "library") -> None:
        self.lines: list[dict[str, Any]] = [
            {"type": "network", "domain": domain, "minimum_travel_seconds": 1200}]

    def desks(self, *branches: str) -> list[Desk]:
        """Writers a, b, c … at the branches."""
        return [Desk(self, "abcdef"[n], branch) for n, branch in enumerate(branches)]

    def show(self, host: str, lines: list[str]) -> None:
        self.lines.append({"type": "picture", "host": host, "lines": lines})

    @property
    def bytes(self) -> list[bytes]:
        return [json.dumps(line).encode() + b"\n" for line in self.lines]

    @property
    def picture(self) -> list[str]:
        return judge.picture(read(self.bytes))

    def said(self, start: str) -> list[str]:
        """What follows `start` in the lines of the picture that begin with it."""
        return [line[len(start):] for line in self.picture if line.startswith(start)]

    @property
    def item(self) -> str:
        return self.said(f"item 13:{BOOK} ")[0]

    @property
    def reviews(self) -> list[str]:
        """All conflicts without their ids and subjects."""
        lines = [line.split(" ") for line in self.said("conflict ")]
        return sorted(" ".join(w for w in words[1:] if w[:8] != "subject=") for words in lines)

    @property
    def conflict(self) -> bytes:
        """The id of the only conflict there is."""
        line, = self.said("conflict ")
        return bytes.fromhex(line[:64])

    def loan(self, id: Ref) -> str:
        """What is said of a loan, without patron, branch and start."""
        line, = [each for each in self.said("loan ") if each.split(" ")[1] == id]
        return line[line.index("due="):]


def operation(
    action: str, kind: int, record: str, values: dict[int, Any], keeps: Any = ()
) -> dict[str, Any]:
    pairs = [[number, value(content)] for number, content in sorted(values.items())]
    named = [[desk.key, number] for desk, number in keeps]
    return {
        "action": action, "kind": kind, "record": record, "values": pairs, "keeps": named}


def value(content: Any) -> dict[str, str] | None:
    if content is None:
        return None
    if isinstance(content, Ref):
        return {"r": content}
    if isinstance(content, str):
        return {"t": content}
    return {"x": content.hex()} if isinstance(content, bytes) else {"i": str(content)}
