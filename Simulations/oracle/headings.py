"""Authorities: how headings are compared and shown, and what needs a person of them."""
from __future__ import annotations

import unicodedata
from collections import defaultdict

import conflicts
from conflicts import Review, Subject
from history import RecordID
from registers import Record

BIB, BIB_FIELD, AUTHORITY, AUTHORITY_FIELD = 11, 12, 16, 17
TAG, HEADING, KEY, STATUS = 7, 8, 9, 10
CHILD_OF, CHILD_TAG, CHILD_CONTENT, CHILD_KEY, SUCCESSOR = 1, 3, 4, 7, 8
FIELD_OF, FIELD_TAG, FIELD_CONTENT, LINK = 1, 3, 4, 7

SORTS = ("00", "10", "11", "30", "48", "50", "51", "55")
LISTED_BIBS = 100
DIVISIONS = set("vxyz")
LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Mn", "Mc", "Me", "Co"}
SPECIAL = {
    "ß": "ss", "ẞ": "ss", "Þ": "th", "þ": "th", "Ð": "d", "ð": "d", "ı": "i", "ſ": "s"}
BASES = {
    "\u03ac": "\u03b1", "\u03ad": "\u03b5", "\u03ae": "\u03b7", "\u03af": "\u03b9",
    "\u03ca": "\u03b9", "\u0390": "\u03b9", "\u03cc": "\u03bf", "\u03cd": "\u03c5",
    "\u03cb": "\u03c5", "\u03b0": "\u03c5", "\u03ce": "\u03c9", "\u03c2": "\u03c3",
    "\u0451": "\u0435"}
FALLING_AWAY = set("'[]\u02b9\u02ba\u02bb\u02bc\u2018\u2019")


def sort_of(tag: str | None) -> str | None:
    """The last two digits of a tag that holds a heading in some record."""
    is_tag = tag is not None and len(tag.encode()) == 3 and "1" <= tag[0] <= "8"
    return tag[1:] if is_tag and tag[1:] in SORTS else None


def is_controlled(tag: str | None) -> bool:
    sort = sort_of(tag)
    return sort is not None and (tag[0] == "6" or tag[0] in "178" and sort in SORTS[:4])


def counts(code: str, tag: str) -> bool:
    """Whether a subfield is part of the heading."""
    if code == "e":
        return sort_of(tag) == "11"
    if code == "j":
        return sort_of(tag) != "11"
    if code == "x":
        return tag[0] < "7"
    if code == "v":
        return tag[0] < "8"
    return "a" <= code <= "z" and code not in "iuw"


def parts(content: str) -> list[tuple[str, str]]:
    return [(piece[0], piece[1:]) for piece in content.split("\x1f")[1:] if piece]


def indicator(content: str, place: int) -> str:
    return content[place] if len(content) > place and content[place] != "\x1f" else " "


def letters(character: str) -> str | None:
    """None for what parts words; nothing for what is not seen."""
    value = ord(character)
    if 0x300 <= value <= 0x36F:
        return ""
    for zero in (0xFF10, 0x660, 0x6F0):
        if zero <= value <= zero + 9:
            return chr(value - zero + 0x30)
    for first in (0xFF21, 0xFF41):
        if first <= value <= first + 25:
            return chr(value - first + 0x61)
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category not in LETTERS:
        return None
    if character in SPECIAL:
        return SPECIAL[character]
    if 0xAA <= value <= 0x24F or 0x1E00 <= value <= 0x1EFF:
        words = unicodedata.name(character, "").split(" ")
        if len(words) > 3 and words[0] == "LATIN" and len(words[3]) <= 2:
            return words[3].lower()
    return "".join(BASES.get(each, each) for each in character.lower())


def folded(text: str, keeps_comma: bool) -> str:
    said, is_gap, is_comma, may_have_comma = "", False, False, keeps_comma
    for character in text:
        if character in FALLING_AWAY:
            continue
        if character == "," and may_have_comma and said:
            is_gap, is_comma, may_have_comma = True, True, False
            continue
        found = letters(character)
        if found is None:
            is_gap = True
        elif found:
            said += ("," if is_comma else "") + (" " if is_gap and said else "") + found
            is_gap = is_comma = False
    return said


def key(tag: str | None, content: str) -> str | None:
    """How two headings are compared; None where the field holds none."""
    sort = sort_of(tag)
    if sort is None:
        return None
    said, keeps_comma = "", True
    for code, text in parts(content):
        if counts(code, tag):
            fold = folded(text, keeps_comma and code == "a")
            keeps_comma = keeps_comma and code != "a"
            said += f"\x1f{code}{fold}" if fold else ""
    return sort + said if said else None


def bare(text: str) -> str:
    return text.rstrip(" .,;:/")


def shown(tag: str | None, content: str, other_tag: str, heading: str) -> str | None:
    """A bib's field with a heading in it; None where that does not fit."""
    if not is_controlled(tag) or sort_of(tag) != sort_of(other_tag):
        return None
    said = [part for part in parts(heading) if counts(part[0], other_tag)]
    if not said:
        return None
    codes = {code for code, _ in said}
    tail = (set() if codes & DIVISIONS else set(DIVISIONS)) | (set() if "t" in codes else {"t"})
    own, kept, replaced, is_tail = parts(content), [], [], False
    place = None
    for part in own:
        is_tail = is_tail or counts(part[0], tag) and part[0] in tail
        if counts(part[0], tag) and not is_tail:
            place = len(kept) if place is None else place
            replaced.append(part)
        else:
            kept.append(part)
    if [(c, bare(t)) for c, t in replaced] == [(c, bare(t)) for c, t in said]:
        return content
    kept[place or 0:place or 0] = said
    first = heading if sort_of(tag) in ("00", "10", "11") else content
    return indicator(first, 0) + indicator(content, 1) + "".join(f"\x1f{c}{t}" for c, t in kept)


class Authorities:
    """All authorities of a library, with who names them."""

    def __init__(self, records: dict[tuple[int, RecordID], Record]) -> None:
        self.living: dict[RecordID, Record] = {}
        self.children: dict[RecordID, list[Record]] = defaultdict(list)
        self.fields: list[Record] = []
        self.dead_bibs: set[RecordID] = set()
        self.bibs: set[RecordID] = set()
        for record in records.values():
            if record.kind == BIB:
                self.bibs.add(record.id)
                if record.is_dead:
                    self.dead_bibs.add(record.id)
            if record.is_dead:
                continue
            if record.kind == AUTHORITY:
                self.living[record.id] = record
            elif record.kind == AUTHORITY_FIELD and record.shown(CHILD_OF).tag == "r":
                self.children[record.shown(CHILD_OF).content].append(record)
            elif record.kind == BIB_FIELD:
                self.fields.append(record)
        self.fields.sort(key=lambda field: field.id)

    def end(self, id: RecordID) -> tuple[str, RecordID | None]:
        """Where a link leads: to an established authority, to one that waits, or nowhere."""
        path: list[RecordID] = []
        while True:
            record = self.living.get(id)
            if record is None:
                return "nowhere", None
            if record.text(STATUS) != "retired":
                return "established", id
            if id in path:
                return "open", min(path[path.index(id):])
            path.append(id)
            heirs = {
                child.shown(SUCCESSOR).content for child in self.children[id]
                if child.shown(SUCCESSOR).tag == "r"}
            if len(heirs) != 1:
                return "open", id
            id = heirs.pop()

    def lines(self, owners: dict[RecordID, str]) -> list[str]:
        """What fields of bibs show that name an authority."""
        said = []
        for field in self.fields:
            bib, link = record_in(field, FIELD_OF), record_in(field, LINK)
            if bib not in owners or link is None:
                continue
            how, end = self.end(link)
            authority = self.living.get(end if how == "established" else link)
            content, form = field.text(FIELD_CONTENT) or "", "-"
            if authority and None not in (authority.text(TAG), authority.text(HEADING)):
                result = shown(
                    field.text(FIELD_TAG), content, authority.text(TAG), authority.text(HEADING))
                if result is not None and result != content:
                    form = "t" + result.encode().hex()
            said.append(f"heading {BIB}:{bib} {field.id} authority={link} shows={form}")
        return said

    def reviews(self, owners: dict[RecordID, str]) -> list[Review]:
        found = []
        for id, record in self.living.items():
            subject = Subject(AUTHORITY, id)
            found += conflicts.of_record(record, subject, "", conflicts.AUTHORITY)
            for child in self.children[id]:
                found += conflicts.of_record(child, subject, "", conflicts.AUTHORITY_FIELD)
        return found + self.former(owners) + self.retired()

    def former(self, owners: dict[RecordID, str]) -> list[Review]:
        """Case 35: bare text that was a heading once and is none now."""
        bearers, once = defaultdict(list), defaultdict(list)
        for id, record in self.living.items():
            bearers[record.text(KEY)].append(id)
        for id, children in self.children.items():
            for child in children:
                if is_former(child):
                    once[child.text(CHILD_KEY)].append(id)
        reviews = []
        for field in self.fields:
            bib, tag = record_in(field, FIELD_OF), field.text(FIELD_TAG)
            if bib not in owners or is_decided(field) or not is_controlled(tag):
                continue
            said = key(tag, field.text(FIELD_CONTENT) or "")
            if said is None or any(
                    self.living[id].text(STATUS) != "retired" for id in bearers[said]):
                continue
            ends = [self.end(id) for id in bearers[said] + once[said]]
            targets = sorted({
                end for how, end in ends
                if how == "established" and self.living[end].registers.get(HEADING)})
            if not targets or not field.registers.get(FIELD_CONTENT):
                continue
            sides = [self.living[id].registers[HEADING][0].dot for id in targets]
            subject = Subject(BIB, bib)
            reviews.append(Review(
                conflicts.name(subject, conflicts.doubted_heading(field.id)),
                conflicts.FORMER_HEADING, "B", owners[bib], subject,
                sides + [field.registers[FIELD_CONTENT][0].dot]))
        return reviews

    def retired(self) -> list[Review]:
        """Case 36: a retired authority that bibs name, and nobody can say what they mean."""
        lists: dict[RecordID, dict[RecordID, Record]] = defaultdict(dict)
        for field in self.fields:
            bib, link = record_in(field, FIELD_OF), record_in(field, LINK)
            if link is None or bib not in self.bibs or bib in self.dead_bibs:
                continue
            how, end = self.end(link)
            if how == "open":
                lists[end].setdefault(bib, field)
        reviews = []
        for id, bibs in lists.items():
            subject = Subject(AUTHORITY, id)
            sides = [bibs[bib].registers[LINK][0].dot for bib in sorted(bibs)[:LISTED_BIBS]]
            reviews.append(Review(
                conflicts.name(subject, conflicts.doubted_authority(id)),
                conflicts.LINK_TO_RETIRED, "B", "", subject, sides))
        return reviews


def record_in(field: Record, number: int) -> RecordID | None:
    value = field.shown(number)
    return value.content if value.tag == "r" else None


def is_decided(field: Record) -> bool:
    """Whether it names an authority, or somebody said that it names none.

    A null that came with the text says nothing.
    """
    links = field.registers.get(LINK)
    if not links:
        return False
    texts = field.registers.get(FIELD_CONTENT)
    return links[0].value.tag != "" or not texts or links[0].dot != texts[0].dot


def is_former(child: Record) -> bool:
    """Whether a field 4XX was the heading once: the third character of $w."""
    if not (child.text(CHILD_TAG) or "").startswith("4"):
        return False
    control = next((t for c, t in parts(child.text(CHILD_CONTENT) or "") if c == "w"), "")
    return len(control) > 2 and control[2] in "aeo"
