"""Rules of the library that every picture must keep, whoever made it (L1 to L6, L10).

A picture that agrees with the judge's can still break a rule, where both tell the same wrong story.
So the rules are held against the lines of the picture and the facts of the history alone.
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import conflicts
import library
import registers
from conflicts import Subject
from facts import Action, Fact, in_fold_order, undone
from history import History
from library import ITEM, Library

LOAN = re.compile(
    r"loan (?P<subject>\S+) (?P<id>\S+) patron=(?P<patron>\S+) branch=.* started=(?P<started>\S+) "
    r"due=(?P<due>\S+) renewals=\S+ standing=(?P<standing>\S+) closedAt=(?P<closed_at>\S+) "
    r"closedBy=(?P<closed_by>\S+) closedHow=(?P<closed_how>\S+) returnedOn=\S+", re.DOTALL)
CONFLICT = re.compile(
    r"conflict (?P<id>[0-9a-f]{64}) case=(?P<case>\d+) severity=(?P<severity>[ABC]) owner=.* "
    r"subject=(?P<subject>\S+) sides=(?P<sides>\S+) resolved=[01]", re.DOTALL)
HOLD = re.compile(
    r"hold (?P<bib>\S+) (?P<id>\S+) patron=\S+ pickup=.* standing=(?P<standing>\S+) "
    r"position=(?P<position>\S+) server=(?P<server>\S+) capture=\S+ endedBy=(?P<ended_by>\S+)",
    re.DOTALL)
KEPT = re.compile(r"capture (?P<subject>\S+) .* ending=-", re.DOTALL)
ITEM_LINE = re.compile(r"item (?P<subject>\S+) custody=")

# The named parts of a line.
Line = dict[str, str]
# The rule and what breaks it.
Broken = list[tuple[str, str]]


@dataclass(frozen=True)
class Violation:
    host: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.host}: {self.rule}: {self.text}"


@dataclass
class Account:
    """The facts about one subject, as its lines are held against them."""

    subject: str
    order: list[Fact]
    # Those that were not taken back.
    standing: list[Fact]
    loans: list[Line]

    def fact(self, id: str) -> Fact | None:
        return next((fact for fact in self.order if str(fact.id) == id), None)

    def place(self, id: str) -> int:
        """Where in the fold order the fact stands; -1 where none is known."""
        return next((n for n, fact in enumerate(self.order) if str(fact.id) == id), -1)

    def loan(self, id: object) -> Line | None:
        return next((loan for loan in self.loans if loan["id"] == str(id)), None)

    def loans_to(self, patron: object) -> list[Line]:
        return [loan for loan in self.loans if loan["patron"] == str(patron)]


def violations(history: History, host: str, lines: list[str]) -> list[Violation]:
    """What a picture breaks; nothing of a domain that knows no items."""
    if history.domain != "library":
        return []
    whole = library.gathered(
        registers.records(history.commits), history.commits, history.minimum_travel_seconds)
    loans, reviews = matched(LOAN, lines), matched(CONFLICT, lines)
    found: Broken = []
    for account in accounts(whole, loans):
        found += one_open_loan(account) + evidence(account, reviews)
        found += closed_by_its_own(account) + not_before_the_slip(account)
    found += one_order(lines) + items_conserved(whole, lines) + one_queue(reviews)
    return [Violation(host, rule, text) for rule, text in found]


def matched(pattern: re.Pattern[str], lines: list[str]) -> list[Line]:
    return [match.groupdict() for match in map(pattern.fullmatch, lines) if match]


def accounts(whole: Library, loans: list[Line]) -> list[Account]:
    """One for each item and each barcode, also where the picture names a loan of neither."""
    facts: dict[str, tuple[Subject, list[Fact]]] = {}
    for id in sorted({id for kind, id in whole.records if kind == ITEM} | set(whole.about)):
        subject = Subject(ITEM, id)
        about = library.facts_about_item(whole, id, whole.records.get((ITEM, id)))
        facts[str(subject)] = subject, about
    for barcode in sorted(whole.unbound):
        if len(whole.bearers[barcode]) != 1:
            subject = Subject(ITEM, barcode)
            facts[str(subject)] = subject, whole.unbound[barcode]
    by_subject = defaultdict(list)
    for loan in loans:
        by_subject[loan["subject"]].append(loan)
    found = []
    for name in sorted(set(facts) | set(by_subject)):
        subject, about = facts.get(name, (Subject(ITEM, ""), []))
        order = [fact for fact in in_fold_order(about) if fact.action is not None]
        gone = undone(
            order, lambda f: conflicts.name(subject, conflicts.doubted_undo(f.id))).ids
        standing = [fact for fact in order if fact.id not in gone]
        found.append(Account(name, order, standing, by_subject[name]))
    return found


def one_open_loan(account: Account) -> Broken:
    """L1: an item has at most one open loan."""
    open = [loan["id"] for loan in account.loans if loan["standing"] == "open"]
    text = f"{account.subject} has {len(open)} open loans: {' '.join(open)}"
    return [("L1", text)] if len(open) > 1 else []


def evidence(account: Account, reviews: list[Line]) -> Broken:
    """L2: every checkout that stands is a loan, or renews one of the same borrower; and each side
    of a double loan is a fact that is at hand."""
    broken: Broken = []
    for fact in account.standing:
        if fact.action != Action.CHECKOUT or account.loan(fact.id):
            continue
        # A loan that was anonymised does not say whose it was.
        named = account.loans_to(fact.patron) or account.loans_to("-")
        if fact.patron is None or not named:
            broken.append(("L2", f"{account.subject}: checkout {fact.id} left no loan"))
    known = {str(fact.dot) for fact in account.standing}
    double = str(conflicts.DOUBLE_LOAN), str(conflicts.IMPOSSIBLE_TRAVEL)
    for review in reviews:
        if review["subject"] != account.subject or review["case"] not in double:
            continue
        sides = [side.split(":", 1)[-1] for side in review["sides"].split(",")]
        if len(sides) < 2 or not set(sides) <= known or len(account.loans) < 2:
            broken.append(("L2", f"{account.subject}: a side of {review['id']} is not at hand"))
    return broken


def closed_by_its_own(account: Account) -> Broken:
    """L3: a check-in closes the loan that it names or an earlier one, never before it began.

    Where a person decided which loan stands, a return may end that one although it named another;
    only that it was lent before stays required.
    """
    broken: Broken = []
    is_decided = any(fact.action == Action.RESOLVE for fact in account.standing)
    for loan in account.loans:
        name = f"{account.subject}: loan {loan['id']}"
        if loan["closed_at"] != "-" and int(loan["closed_at"]) < int(loan["started"]):
            broken.append(("L3", f"{name} closed before it began"))
        if loan["closed_how"] not in ("checkin", "found"):
            continue
        closer = account.fact(loan["closed_by"])
        if not closer or not closer.is_sighting:
            broken.append(("L3", f"{name} was closed by {loan['closed_by']}, which saw nothing"))
        elif account.place(loan["id"]) > account.place(loan["closed_by"]):
            broken.append(("L3", f"{name} was closed by {closer.id}, an earlier scan"))
        elif loan["closed_how"] == "found" or is_decided:
            continue  # Whoever met the item may not have heard of the loan.
        elif closer.loan and account.fact(str(closer.loan)):
            if account.place(loan["id"]) > account.place(str(closer.loan)):
                broken.append((
                    "L3", f"{name} was closed by {closer.id}, which named the earlier loan "
                    f"{closer.loan}"))
    return broken


def not_before_the_slip(account: Account) -> Broken:
    """L4: a due date never falls before one that was told to the borrower."""
    broken: Broken = []
    for fact in account.standing:
        loans: list[Line] = []
        if fact.action == Action.CHECKOUT:
            own = account.loan(fact.id)
            # What it renewed may name nobody by now, and a later loan of that reader is another one.
            loans = [own] if own else [
                loan for loan in account.loans_to(fact.patron) if int(loan["started"]) <= fact.time]
        elif fact.action == Action.RENEW and fact.is_present and fact.loan:
            lent, own = account.fact(str(fact.loan)), account.loan(fact.loan)
            loans = [own] if own and lent and fact.had_seen(lent) else []
        dues = [int(loan["due"]) for loan in loans if loan["due"] != "-"]
        if loans and fact.due is not None and max(dues, default=fact.due - 1) < fact.due:
            broken.append((
                "L4", f"{account.subject}: loan {loans[0]['id']} is due before {fact.due}, which "
                f"{fact.id} promised"))
    return broken


def one_order(lines: list[str]) -> Broken:
    """L5: a queue has one order without gaps; a loan fills one hold, an item serves one."""
    holds = [match.groupdict() for match in map(HOLD.match, lines) if match]
    broken: Broken = []
    for bib in sorted({hold["bib"] for hold in holds}):
        places = [
            hold["position"] for hold in holds
            if hold["bib"] == bib and hold["standing"] in ("waiting", "captured", "ready")]
        if sorted(places, key=int) != [str(n + 1) for n in range(len(places))]:
            broken.append(("L5", f"the queue of {bib} has the places {sorted(places)}"))
    claims = Counter(f"{hold['server']} serves" for hold in holds if hold["server"] != "-")
    claims += Counter(
        f"{hold['bib']}: {hold['ended_by']} fills" for hold in holds
        if hold["standing"] == "filled")
    claims += Counter(
        f"{match['subject']} is kept for" for match in map(KEPT.fullmatch, lines) if match)
    return broken + [
        ("L5", f"{name} {count} holds") for name, count in sorted(claims.items()) if count > 1]


def items_conserved(whole: Library, lines: list[str]) -> Broken:
    """L6: every item that was ever written has its line, once, and there are no others."""
    shown = Counter(
        match["subject"] for match in map(ITEM_LINE.match, lines) if match)
    written = Counter(str(Subject(ITEM, id)) for kind, id in whole.records if kind == ITEM)
    lost, made_up = written - shown, shown - written
    return [("L6", f"{name} was written and is not shown") for name in sorted(lost)] + [
        ("L6", f"{name} is shown more often than it was written") for name in sorted(made_up)]


def one_queue(reviews: list[Line]) -> Broken:
    """L10: a conflict that needs a person stands in exactly one queue, once."""
    counts = Counter(review["id"] for review in reviews if review["severity"] != "C")
    return [
        ("L10", f"conflict {id} stands in {count} queues or twice in one")
        for id, count in sorted(counts.items()) if count > 1]
