"""What a library makes of its records and facts: items, loans and conflicts, as picture lines.

The whole history is at hand, so each thing is looked up in it: who bears a barcode, which items
name a bib, what was stated about an item.
"""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

import clocks
import conflicts
import headings
import holds
import money
import merges
import orders
from circulation import Journey, Keeping, Loan, Profile, Story, told
from conflicts import Review, Subject
from facts import Action, Fact, Field, in_fold_order, stated
from history import CIRCULATION, ERASURE, HOLD, ORDER, POLICY, Commit, RecordID
from merges import Merges
from oblivion import Oblivion, is_settled
from registers import Record

BRANCH, BIB, BIB_FIELD, ITEM, PATRON = 10, 11, 12, 13, 20
ITEM_BIB, ITEM_BARCODE, ITEM_OWNER, ITEM_PLACE, ITEM_ENUMERATION, ITEM_NOT_FOR_LOAN = 1, 2, 4, 5, 10, 19
BIB_FIELD_BIB = 1
PATRON_CARD, PATRON_BRANCH, PATRON_RETIRED, BRANCH_CODE = 1, 4, 9, 1
POLICY_CONTENT, POLICY_NETWORK = 1, 4


@dataclass
class Library:
    """All records and facts, with what is asked of them by name."""

    records: dict[tuple[int, RecordID], Record]
    facts: list[Fact]
    minimum_travel_seconds: int
    policies: list[Fact] = field(default_factory=list)
    # What was said of clocks by others than their devices.
    notes: list[clocks.Note] = field(default_factory=list)
    # By the item that they name; ascending by id, as everything below.
    about: dict[RecordID, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    # By the barcode that they name, where they name no item.
    unbound: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    # Living items by the barcode that they show.
    bearers: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    # Living items, and fields dead or alive, by the bib that they show.
    items_of: dict[RecordID, list[Record]] = field(default_factory=lambda: defaultdict(list))
    fields_of: dict[RecordID, list[Record]] = field(default_factory=lambda: defaultdict(list))
    # Which records people declared one.
    bibs: Merges = field(default_factory=lambda: Merges(BIB))
    patrons: Merges = field(default_factory=lambda: Merges(PATRON))
    # Facts about holds, and decisions about their queues, by the bib that stands for theirs.
    wished: dict[RecordID, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    # Who is to be named no longer.
    oblivion: Oblivion = field(default_factory=Oblivion)
    # What concerns no item, by patron.
    accounts: dict[RecordID, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    decided: dict[RecordID, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    # Facts about orders, by the fund that they name.
    ordered: dict[RecordID, list[Fact]] = field(default_factory=lambda: defaultdict(list))


def gathered(
    records: dict[tuple[int, RecordID], Record], commits: list[Commit],
    minimum_travel_seconds: int
) -> Library:
    bibs, patrons = merges.merged(records, BIB), merges.merged(records, PATRON)
    notes = clocks.notes(commits)
    facts = [
        standing(fact, Field.PATRON, patrons) for fact in clocks.heeded(stated(commits), notes)]
    found = Library(
        records, facts, minimum_travel_seconds, bibs=bibs, patrons=patrons, notes=notes)
    homes = {
        id: record.text(PATRON_BRANCH) or "" for (kind, id), record in records.items()
        if kind == PATRON}
    found.oblivion = Oblivion(stated(commits, ERASURE), patrons, homes)
    found.policies = [
        fact for fact in stated(commits, POLICY) if fact.content(POLICY_NETWORK, "i") == 1]
    for fact in found.facts:
        item, barcode = fact.content(Field.ITEM, "r"), fact.content(Field.BARCODE, "t")
        if item is not None:
            found.about[item].append(fact)
        elif Field.ITEM not in fact.values and barcode is not None:
            found.unbound[barcode].append(fact)
        elif Field.ITEM not in fact.values and fact.account is not None:
            found.accounts[fact.account].append(fact)
        bib = fact.content(Field.QUEUE, "r")
        if item is None and bib is not None:
            found.decided[bibs.survivor(bib)].append(fact)
    for fact in stated(commits, ORDER):
        fund = fact.content(orders.Field.FUND, "r")
        if fund is not None:
            found.ordered[fund].append(fact)
    for fact in clocks.heeded(stated(commits, HOLD), notes):
        fact = standing(fact, holds.Field.PATRON, patrons)
        bib = fact.content(holds.Field.BIB, "r")
        if bib is not None:
            found.wished[bibs.survivor(bib)].append(fact)
    for record in records.values():
        if record.kind == ITEM and not record.is_dead:
            barcode, bib = record.text(ITEM_BARCODE), record.shown(ITEM_BIB)
            if barcode is not None:
                found.bearers[barcode].append(record)
            if bib.tag == "r":
                found.items_of[bib.content].append(record)
        elif record.kind == BIB_FIELD and record.shown(BIB_FIELD_BIB).tag == "r":
            found.fields_of[record.shown(BIB_FIELD_BIB).content].append(record)
    return found


def standing(fact: Fact, number: int, patrons: Merges) -> Fact:
    """The fact as it is about whoever stands for the patron that it names."""
    named = fact.content(number, "r")
    survivor = patrons.survivor(named)
    return fact if survivor == named else replace(fact, survivor=survivor)


def lines(library: Library) -> list[str]:
    """What a picture says of items, loans and conflicts, in no order."""
    said = []
    items = {id for kind, id in library.records if kind == ITEM}
    for id in sorted(items | set(library.about)):
        record = library.records.get((ITEM, id))
        story = story_of_item(library, id, record)
        if record:
            said.append(item_line(story))
        said += thing_lines(library, story)
        said += [keeping_line(story, each) for each in story.keepings]
        said += charge_lines(library, story, str(story.subject))
        said += [review.line for review in story.reviews + library.oblivion.reviews(story)]
        if record and not record.is_dead:
            said += [review.line for review in item_reviews(record, story.subject)]
    for barcode in sorted(library.unbound):
        if len(library.bearers[barcode]) != 1:
            story = story_of_barcode(library, barcode)
            said += thing_lines(library, story) + charge_lines(library, story, "-")
            said += [review.line for review in story.reviews + library.oblivion.reviews(story)]
    for account, facts in library.accounts.items():
        lent = [
            fact for fact in library.facts
            if fact.action == Action.CHECKOUT and fact.content(Field.PATRON, "r") == account]
        is_erased = library.oblivion.is_erased(account)
        said += money.account_lines(
            account, facts, lent,
            lambda charge, is_erased=is_erased: is_erased and is_settled(None, charge), is_erased)
    for bib in library.wished:
        queue = queue_of(library, bib)
        said += holds.lines(queue, library.oblivion) + [review.line for review in queue.reviews]
    funds = {id for kind, id in library.records if kind == orders.FUND}
    for id in sorted(funds | set(library.ordered)):
        said += purse_lines(library, id)
    said += [review.line for review in shared_numbers(library)]
    said += [review.line for review in policies_at_once(library)]
    said += [review.line for review in wrong_clocks(library)]
    authorities, owners = headings.Authorities(library.records), standing_bibs(library)
    said += authorities.lines(owners)
    said += [review.line for review in authorities.reviews(owners)]
    said += [review.line for review in circles(library)]
    for (kind, id), record in library.records.items():
        if kind == BIB:
            said += [review.line for review in bib_reviews(library, record)]
        elif kind == PATRON and library.oblivion.is_erased(id):
            continue
        elif kind in (PATRON, BRANCH) and not record.is_dead:
            said += [review.line for review in other_reviews(record)]
    return said


# Items


def facts_about_item(library: Library, id: RecordID, record: Record | None) -> list[Fact]:
    """Facts that name the item, and those that its barcode alone binds to it.

    A barcode binds facts only while exactly one living item bears it.
    """
    named = library.about.get(id, [])
    barcode = record.text(ITEM_BARCODE) if record and not record.is_dead else None
    is_bound = barcode is not None and len(library.bearers[barcode]) == 1
    return named + library.unbound.get(barcode, []) if is_bound else named


def story_of_item(library: Library, id: RecordID, record: Record | None) -> Story:
    facts, subject = facts_about_item(library, id, record), Subject(ITEM, id)
    if record is None:
        return told(facts, Profile(), subject, library.minimum_travel_seconds)
    owner, place = record.text(ITEM_OWNER) or "", record.text(ITEM_PLACE)
    profile = Profile(
        owner, owner if place is None else place, bool(record.integer(ITEM_NOT_FOR_LOAN)))
    return told(facts, profile, subject, library.minimum_travel_seconds)


def item_reviews(record: Record | None, subject: Subject) -> list[Review]:
    if record is None:
        return []
    owner = record.text(ITEM_OWNER) or ""
    return conflicts.of_record(record, subject, owner, conflicts.ITEM)


def story_of_barcode(library: Library, barcode: str) -> Story:
    """Facts that name a barcode which no living item bears, or several do."""
    facts, subject = library.unbound[barcode], Subject(ITEM, barcode)
    story = told(facts, Profile(), subject, library.minimum_travel_seconds)
    # A scan that was taken back asks nobody to catalogue anything.
    first = next((f for f in story.standing if f.is_scan), None)
    if first and not library.bearers[barcode]:
        conflict = conflicts.name(subject, conflicts.UNKNOWN)
        story.reviews.append(Review(
            conflict, conflicts.UNKNOWN_BARCODE, "B", first.branch, subject, [first.dot]))
    return story


def item_line(story: Story) -> str:
    where, name = story.custody
    custody = where if where == "unknown" else f"{where}:{name}"
    return (
        f"item {story.subject} custody={custody} since={or_none(story.since)} "
        f"eligibility={story.eligibility} claims={','.join(story.claims) or '-'} "
        f"uses={story.uses or '-'}")


def charge_lines(library: Library, story: Story, item: str) -> list[str]:
    return [
        money.line(charge, item, library.oblivion.debtor(story, charge))
        for charge in story.charges]


def thing_lines(library: Library, story: Story) -> list[str]:
    """Of the loans and the journeys of an item, or of a barcode that no item bears."""
    loans = [
        loan_line(story, loan, library.oblivion.borrower(story, loan)) for loan in story.loans]
    return loans + [journey_line(story, journey) for journey in story.journeys]


def keeping_line(story: Story, keeping: Keeping) -> str:
    capture = keeping.capture
    return (
        f"capture {story.subject} {capture.id} hold={or_none(capture.hold)} "
        f"pickup={capture.destination} shelved={or_none(keeping.shelved)} "
        f"endedBy={or_none(keeping.ended_by and keeping.ended_by.id)} "
        f"ending={or_none(keeping.ending)}")


def queue_of(library: Library, bib: RecordID) -> holds.Queue:
    records = items_of_all(library, bib)
    items = {item.id: story_of_item(library, item.id, item) for item in records}
    parts = {item.id: holds.labels(item.text(ITEM_ENUMERATION)) for item in records}
    erasures = library.oblivion.erasures
    order = [fact for fact in in_fold_order(library.wished[bib]) if holds.deed(fact) is not None]
    return holds.queued(bib, order, in_fold_order(library.decided[bib]), items, parts, erasures)


def purse_lines(library: Library, id: RecordID) -> list[str]:
    """A fund and its orders, with what a person must settle about them."""
    record = library.records.get((orders.FUND, id))
    record = None if record is None or record.is_dead else record
    decided = [fact for fact in library.facts if fact.content(Field.FUND, "r") == id]
    purse = orders.told(
        id, record, in_fold_order(library.ordered.get(id, [])), in_fold_order(decided))
    said = orders.lines(purse, library.bibs) + [review.line for review in purse.reviews]
    if record is not None:
        reviews = conflicts.of_record(record, purse.subject, purse.owner, conflicts.FUND)
        said += [review.line for review in reviews]
    return said


def items_of_all(library: Library, bib: RecordID) -> list[Record]:
    """Living items of a bib and of all that are one with it, ascending by id."""
    items = [i for each in library.bibs.one_with(bib) for i in library.items_of[each]]
    return sorted(items, key=lambda item: item.id)


def journey_line(story: Story, journey: Journey) -> str:
    sent = journey.dispatch
    return (
        f"transit {story.subject} {sent.id} from={sent.branch} to={sent.destination} "
        f"sent={sent.time} endedAt={or_none(journey.ended_at)} "
        f"endedBy={or_none(journey.ended_by and journey.ended_by.id)} "
        f"ending={or_none(journey.ending)}")


def loan_line(story: Story, loan: Loan, patron: RecordID | None) -> str:
    return (
        f"loan {story.subject} {loan.id} patron={or_none(patron)} branch={loan.branch} "
        f"started={loan.started} due={or_none(loan.due)} renewals={loan.renewals} "
        f"standing={loan.standing} closedAt={or_none(loan.closed_at)} "
        f"closedBy={or_none(loan.closed_by)} closedHow={or_none(loan.closed_how)} "
        f"returnedOn={or_none(loan.returned_on)}")


def or_none(content: object) -> str:
    return "-" if content is None else str(content)


# Bibs, patrons, branches


def bib_reviews(library: Library, bib: Record) -> list[Review]:
    """Conflicts of the bib and of its living fields; and, where it is dead, its use (case 34)."""
    is_merged = library.bibs.survivor(bib.id) != bib.id
    items = library.items_of[bib.id] if is_merged else items_of_all(library, bib.id)
    in_use = [
        i for i in items
        if bib.is_dead and not is_merged and not is_marked_deleted(library, i)]
    if bib.is_dead and not in_use:
        return []
    owner = next((code for code in (item.text(ITEM_OWNER) for item in items) if code), "")
    subject = Subject(BIB, bib.id)
    reviews = conflicts.of_record(bib, subject, owner, conflicts.BIB)
    for each in library.fields_of[bib.id]:
        if not each.is_dead:
            reviews += conflicts.of_record(each, subject, owner, conflicts.BIB_FIELD)
    if bib.is_dead:
        reviews.append(used_after_deletion(bib, in_use[0], subject, owner))
    return reviews


def standing_bibs(library: Library) -> dict[RecordID, str]:
    """The bibs that are there, alive or in use, each with whose queue its conflicts stand in."""
    owners = {}
    for (kind, id), bib in library.records.items():
        if kind != BIB:
            continue
        is_merged = library.bibs.survivor(id) != id
        items = library.items_of[id] if is_merged else items_of_all(library, id)
        is_used = not is_merged and any(not is_marked_deleted(library, item) for item in items)
        if bib.is_dead and not is_used:
            continue
        owners[id] = next((code for code in (item.text(ITEM_OWNER) for item in items) if code), "")
    return owners


def used_after_deletion(bib: Record, item: Record, subject: Subject, owner: str) -> Review:
    """Case 34 where nobody wrote to the bib itself, and an item names it all the same."""
    deletion = [stone for stone in bib.stones if not stone.survived][-1].dot
    naming = item.registers[ITEM_BIB][0].dot
    conflict = conflicts.name(subject, conflicts.doubted_deletion(bib))
    return Review(
        conflict, conflicts.BIB_DELETED_IN_USE, "B", owner, subject, [naming, deletion])


def is_marked_deleted(library: Library, item: Record) -> bool:
    """Whether the facts about the item say that it is deleted."""
    return story_of_item(library, item.id, item).eligibility == "deleted"


def policies_at_once(library: Library) -> list[Review]:
    """Case 110: policies that no other load had seen, if they say different things."""
    loads = in_fold_order(library.policies)
    latest = [load for load in loads if not any(other.had_seen(load) for other in loads)]
    if len({load.values.get(POLICY_CONTENT) for load in latest}) < 2:
        return []
    subject = Subject(POLICY, "policy")
    return [Review(
        conflicts.name(subject, conflicts.POLICIES), conflicts.POLICIES_AT_ONCE, "B", "", subject,
        [load.dot for load in latest])]


def wrong_clocks(library: Library) -> list[Review]:
    """Case 43: devices whose clock was wrong when staff last looked, or is in doubt since."""
    devices = defaultdict(list)
    for fact in library.facts:
        if fact.action is not None and not fact.id.is_source and Field.CLOCK in fact.values:
            devices[fact.id.space.hex()].append(fact)
    owners = {}
    for note in library.notes:
        devices[note.writer.hex()].append(note.fact)
        owners[note.fact.id] = note.owner
    reviews = []
    for device, remarks in devices.items():
        waiting = []
        for fact in in_fold_order(remarks):
            waiting = [] if fact.agrees_with_clock else waiting + [fact]
        if waiting:
            sides = [fact.dot for fact in (waiting[0], waiting[-1])]
            subject = Subject(CIRCULATION, device)
            reviews.append(Review(
                conflicts.name(subject, conflicts.CLOCK), conflicts.DOUBTED_CLOCK, "A",
                owners.get(waiting[0].id, waiting[0].branch), subject,
                sides if len(waiting) > 1 else sides[:1]))
    return reviews


def shared_numbers(library: Library) -> list[Review]:
    """Cases 26 and 27: whoever got a number after somebody else is to get another one."""
    reviews = []
    for barcode, items in library.bearers.items():
        if len(items) > 1:
            items = by_age(
                [item for item in items if not is_marked_deleted(library, item)], ITEM_BARCODE)
        if len(items) > 1:
            subject = Subject(ITEM, barcode)
            reviews.append(Review(
                conflicts.name(subject, conflicts.BEARERS), conflicts.SHARED_BARCODE, "A",
                items[-1].text(ITEM_OWNER) or "", subject,
                [item.registers[ITEM_BARCODE][0].dot for item in items]))
    patrons = defaultdict(list)
    for record in library.records.values():
        is_good = not record.is_dead and record.integer(PATRON_RETIRED) != 1
        is_good = is_good and not (
            record.kind == PATRON and library.oblivion.is_erased(record.id))
        if record.kind == PATRON and is_good and record.text(PATRON_CARD) is not None:
            patrons[record.text(PATRON_CARD)].append(record)
    for sharing in patrons.values():
        # Who are one person have one card; the first of them speaks for all.
        persons: dict[RecordID, Record] = {}
        for record in by_age(sharing, PATRON_CARD):
            persons.setdefault(library.patrons.survivor(record.id), record)
        first, *others = persons.values()
        for later in others:
            subject = Subject(PATRON, later.id)
            reviews.append(Review(
                conflicts.name(subject, conflicts.BEARERS), conflicts.SHARED_CARD, "A",
                later.text(PATRON_BRANCH) or "", subject,
                [each.registers[PATRON_CARD][0].dot for each in (first, later)]))
    return reviews


def circles(library: Library) -> list[Review]:
    """Cases 30 and 111: records that were merged into each other, all merges side by side."""
    reviews = []
    for merged, case in (
        (library.bibs, conflicts.MERGED_IN_CIRCLE),
        (library.patrons, conflicts.PATRONS_MERGED_IN_CIRCLE)
    ):
        for circle in merged.circles:
            subject, survivor = Subject(merged.kind, circle[0]), merged.survivor(circle[0])
            if merged.kind == PATRON and library.oblivion.is_erased(survivor):
                continue
            if merged.kind == PATRON:
                owner = library.records[PATRON, survivor].text(PATRON_BRANCH) or ""
            else:
                owners = [item.text(ITEM_OWNER) for item in items_of_all(library, survivor)]
                owner = next((code for code in owners if code), "")
            shown = [
                library.records[merged.kind, id].registers[merged.field_number][0]
                for id in circle]
            sides = [dot for _, dot in sorted((each.time, each.dot) for each in shown)]
            reviews.append(Review(
                conflicts.name(subject, conflicts.CIRCLE), case, "B", owner, subject, sides))
    return reviews


def by_age(records: list[Record], field: int) -> list[Record]:
    """Who got the number first; of one commit, by id."""
    def age(record: Record) -> tuple:
        shown = record.registers[field][0]
        return shown.time, shown.dot, record.id
    return sorted(records, key=age)


def other_reviews(record: Record) -> list[Review]:
    is_patron = record.kind == PATRON
    owner = record.text(PATRON_BRANCH if is_patron else BRANCH_CODE) or ""
    telling = conflicts.PATRON if is_patron else conflicts.BRANCH
    return conflicts.of_record(record, Subject(record.kind, record.id), owner, telling)
