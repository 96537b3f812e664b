"""Conflicts: their names, their sides, and those that records make without any fact.

A name is a hash of the subject and of what is in doubt, over the same bytes as a replica's, so that
both speak of one conflict alike.
"""
from __future__ import annotations

import hashlib
from dataclasses import dataclass

from history import Dot, RecordID, Value
from registers import Record

DOUBLE_LOAN, IMPOSSIBLE_TRAVEL = 1, 2
FINE_PAID_TOO_FAR, BILLED_THOUGH_BACK, PAID_AND_FOUND = 5, 8, 9
WITHDRAWN_IN_USE, FOUND_AFTER_DELETE = 12, 13
LENT_IN_TRANSIT, RECEIVED_ELSEWHERE = 14, 15
CAPTURED_TWICE, CANCELLED_WHILE_FETCHED, PLACED_AT_ONCE, WANTED_AND_LENT = 16, 17, 18, 20
LENT_ON_STOLEN_CARD = 23
SHARED_CARD, SHARED_BARCODE = 26, 27
FIELD_EDITED_TWICE, FIELD_DELETED_AND_EDITED, BIB_DELETED_IN_USE = 32, 33, 34
PAID_TWICE, PAID_AND_WAIVED = 37, 38
FORMER_HEADING, LINK_TO_RETIRED = 35, 36
MERGED_IN_CIRCLE, PATRONS_MERGED_IN_CIRCLE = 30, 111
DOUBTED_CLOCK = 43
FOUND_ON_SHELF, DESCRIPTION_EDITED_TWICE = 46, 47
RECEIVED_THOUGH_CANCELLED, FUND_OVERCOMMITTED = 52, 53
LENT_IN_QUARANTINE = 54
LENT_TO_ERASED = 50
UNDONE_IN_USE, UNKNOWN_BARCODE, RECORD_DELETED_AND_EDITED = 101, 102, 103
POLICIES_AT_ONCE = 110


@dataclass(frozen=True)
class Subject:
    """A record, or a text that facts name while no record bears it."""

    kind: int
    name: RecordID | str

    def __str__(self) -> str:
        if isinstance(self.name, str):
            return f'{self.kind}:"{self.name.encode().hex()}"'
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True)
class Review:
    """What needs a person."""

    conflict: bytes
    case: int
    severity: str
    owner: str
    subject: Subject
    sides: list[Dot]
    is_resolved: bool = False

    @property
    def line(self) -> str:
        sides = ",".join(f"{letter(index)}:{dot}" for index, dot in enumerate(self.sides))
        return (
            f"conflict {self.conflict.hex()} case={self.case} severity={self.severity} "
            f"owner={self.owner or '-'} subject={self.subject} sides={sides} "
            f"resolved={int(self.is_resolved)}")


def letter(index: int) -> str:
    """A, B … Z, then A1, B1 …"""
    return chr(ord("A") + index % 26) + (str(index // 26) if index >= 26 else "")


# Names


def varint(number: int) -> bytes:
    """LEB128, shortest form."""
    encoded = bytearray()
    while number >= 0x80:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(encoded) + bytes([number])


def counted(content: bytes) -> bytes:
    return varint(len(content)) + content


def id_bytes(id: RecordID) -> bytes:
    space = b"\x01" + counted(id.space) if id.is_source else b"\x00" + id.space
    return space + varint(id.number)


def name(subject: Subject, doubt: bytes) -> bytes:
    kind = varint(subject.kind)
    if isinstance(subject.name, str):
        about = b"\x01" + kind + counted(subject.name.encode())
    else:
        about = b"\x00" + kind + id_bytes(subject.name)
    return hashlib.sha256(counted(b"catchword conflict") + about + doubt).digest()


def doubted_loan(checkout: RecordID) -> bytes:
    return b"\x00" + id_bytes(checkout)


def doubted_sighting(fact: RecordID) -> bytes:
    return b"\x01" + id_bytes(fact)


def doubted_mark(fact: RecordID) -> bytes:
    return b"\x02" + id_bytes(fact)


def doubted_undo(target: RecordID) -> bytes:
    return b"\x03" + id_bytes(target)


def doubted_charge(statement: RecordID) -> bytes:
    return b"\x15" + id_bytes(statement)


def doubted_payments(charge: RecordID, currency: str) -> bytes:
    return b"\x16" + id_bytes(charge) + counted(currency.encode())


def doubted_fine(loan: RecordID, currency: str) -> bytes:
    return b"\x17" + id_bytes(loan) + counted(currency.encode())


def doubted_block(report: RecordID) -> bytes:
    return b"\x18" + id_bytes(report)


def doubted_transit(dispatch: RecordID) -> bytes:
    return b"\x08" + id_bytes(dispatch)


def doubted_captures(hold: RecordID) -> bytes:
    return b"\x09" + id_bytes(hold)


def doubted_cancellation(cancellation: RecordID) -> bytes:
    return b"\x0a" + id_bytes(cancellation)


def doubted_lending(hold: RecordID) -> bytes:
    return b"\x0b" + id_bytes(hold)


def doubted_place(hold: RecordID) -> bytes:
    return b"\x0f" + id_bytes(hold)


def doubted_heading(field: RecordID) -> bytes:
    return b"\x0d" + id_bytes(field)


def doubted_authority(authority: RecordID) -> bytes:
    return b"\x0e" + id_bytes(authority)


def doubted_order(placing: RecordID) -> bytes:
    return b"\x19" + id_bytes(placing)
def doubted_erasure(erasure: RecordID) -> bytes:
    return b"\x1b" + id_bytes(erasure)


UNKNOWN = b"\x04"
BEARERS = b"\x07"
CIRCLE = b"\x0c"
POLICIES = b"\x14"
CLOCK = b"\x1c"
FUND_DOUBT = b"\x1a"


def doubted_field(record: Record, field: int) -> bytes:
    return b"\x05" + varint(record.kind) + id_bytes(record.id) + varint(field)


def doubted_deletion(record: Record) -> bytes:
    return b"\x06" + varint(record.kind) + id_bytes(record.id)


# Records


@dataclass(frozen=True)
class Telling:
    """Under which cases a kind's conflicts stand, and about which fields no person decides."""

    edited: int
    deleted: int
    silent: frozenset[int] = frozenset()


ITEM = Telling(DESCRIPTION_EDITED_TWICE, RECORD_DELETED_AND_EDITED, frozenset({22}))
BIB = Telling(FIELD_EDITED_TWICE, BIB_DELETED_IN_USE, frozenset({3, 6}))
BIB_FIELD = Telling(FIELD_EDITED_TWICE, FIELD_DELETED_AND_EDITED, frozenset({2, 5, 6}))
AUTHORITY = Telling(FIELD_EDITED_TWICE, RECORD_DELETED_AND_EDITED, frozenset({3, 6, 9}))
AUTHORITY_FIELD = Telling(
    FIELD_EDITED_TWICE, FIELD_DELETED_AND_EDITED, frozenset({2, 5, 6, 7}))
PATRON = Telling(DESCRIPTION_EDITED_TWICE, RECORD_DELETED_AND_EDITED)
BRANCH = Telling(DESCRIPTION_EDITED_TWICE, RECORD_DELETED_AND_EDITED)
FUND = Telling(DESCRIPTION_EDITED_TWICE, RECORD_DELETED_AND_EDITED)


def of_record(record: Record, subject: Subject, owner: str, telling: Telling) -> list[Review]:
    """What was edited twice, or deleted and edited, without one knowing of the other."""
    reviews = []
    for field, siblings in sorted(record.registers.items()):
        values = {sibling.value for sibling in siblings}
        if len(values) < 2 or field in telling.silent:
            continue
        sides = [dot for _, dot in sorted(latest(record, field, value) for value in values)]
        conflict = name(subject, doubted_field(record, field))
        reviews.append(Review(conflict, telling.edited, "B", owner, subject, sides))
    if record.survived and not record.is_dead:
        deletion = record.survived[-1].dot
        writes = [s for siblings in record.registers.values() for s in siblings]
        write = max(((s.time, s.dot) for s in writes), default=(0, deletion))[1]
        conflict = name(subject, doubted_deletion(record))
        reviews.append(Review(conflict, telling.deleted, "B", owner, subject, [write, deletion]))
    return reviews


def latest(record: Record, field: int, value: Value) -> tuple[int, Dot]:
    """Of equal values that stand side by side, the latest write speaks; sides stand by time."""
    return max((s.time, s.dot) for s in record.registers[field] if s.value == value)
