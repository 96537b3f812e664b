"""The story of one item, told from its facts: loans, custody, eligibility, claims, conflicts.

Facts are taken in the fold order, and each thing is looked up in the story so far as the rules put
it: the open loan is the loan that is open, the last sighting is the last of the sightings. Nothing
is kept beside the story that would have to agree with it.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import conflicts
import money
import owing
from conflicts import Review, Subject
from facts import (
    Action, Fact, Mark, Verdict, day_of, in_fold_order, is_outranked, undone,
    verdict)
from history import Dot, RecordID

CLOSED_BY_HAND = ("checkin", "found", "claim")
LENDING = (Action.CHECKOUT, Action.RENEW)
# Packed by a desk that had it in hand, so nobody is asked whether it stands on a shelf.
CRATED = (Action.SEND, Action.RECEIVE)


@dataclass(frozen=True)
class Profile:
    """What of an item's description its story needs."""

    owner: str = ""
    home: str = ""
    is_for_library_use: bool = False


@dataclass(eq=False)
class Loan:
    id: RecordID
    patron: RecordID | None
    branch: str
    started: int
    due: int | None
    # What gave the borrower the item: the checkout, or the renewal that took the loan up again.
    given_by: Fact
    # The checkouts that speak of this loan; two to one borrower are one loan.
    checkouts: set[RecordID]
    # The borrower's word that it came back.
    claim: Fact | None = None
    renewals: int = 0
    standing: str = "open"
    closed_at: int | None = None
    closed_by: RecordID | None = None
    closed_how: str | None = None
    returned_on: int | None = None
    # Whether it is due by a clock that nobody trusted.
    is_due_in_doubt: bool = False


@dataclass(eq=False)
class Rivals:
    """Loans that did not know of each other and cannot all be true."""

    loans: list[Loan]
    is_impossible: bool
    conflict: bytes


@dataclass(eq=False)
class Encounter:
    """A loan that a sighting ended although nobody handed the item in (case 46)."""

    loan: Loan
    sighting: Fact
    conflict: bytes


@dataclass(eq=False)
class Journey:
    """From a dispatch to another branch until somebody sees the item again."""

    dispatch: Fact
    ended_by: Fact | None = None
    ending: str | None = None

    @property
    def ended_at(self) -> int | None:
        return max(self.ended_by.time, self.dispatch.time) if self.ended_by else None


@dataclass(eq=False)
class Keeping:
    """An item that was put aside for a hold, until somebody borrows it or takes it off the shelf."""

    capture: Fact
    # When it was first seen where it will be fetched.
    shelved: int | None = None
    ended_by: Fact | None = None
    ending: str | None = None


@dataclass
class Story:
    """What was told so far."""

    subject: Subject
    profile: Profile
    minimum_travel_seconds: int
    # All facts of known actions, in fold order; and those of them that were not taken back.
    order: list[Fact]
    standing: list[Fact] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    rivals: list[Rivals] = field(default_factory=list)
    encounters: list[Encounter] = field(default_factory=list)
    sightings: list[Fact] = field(default_factory=list)
    # With the loan that was open when the mark was made.
    marks: list[tuple[Fact, Loan | None]] = field(default_factory=list)
    # What was sent while nobody had it on loan, and the last mark by which nobody has the item.
    sent: list[Fact] = field(default_factory=list)
    loss: Fact | None = None
    journeys: list[Journey] = field(default_factory=list)
    keepings: list[Keeping] = field(default_factory=list)
    # ("branch", code), ("loan", id), ("transit", "FROM>TO") or ("unknown", "").
    custody: tuple[str, object] = ("unknown", "")
    since: int | None = None
    eligibility: str = "lendable"
    claims: list[str] = field(default_factory=list)
    charges: list[money.Charge] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)

    @property
    def open(self) -> Loan | None:
        return next((loan for loan in self.loans if loan.standing == "open"), None)

    def name(self, doubt: bytes) -> bytes:
        return conflicts.name(self.subject, doubt)

    def loan_of(self, checkout: RecordID | None) -> Loan | None:
        return next((loan for loan in self.loans if checkout in loan.checkouts), None)

    def place(self, id: RecordID) -> int | None:
        """Where in the fold order a fact stands, taken back or not."""
        return next((n for n, fact in enumerate(self.order) if fact.id == id), None)

    def is_before(self, loan: Loan, other: Loan) -> bool:
        return self.loans.index(loan) < self.loans.index(other)

    def fact_that_closed(self, loan: Loan) -> Fact | None:
        return next((fact for fact in self.sightings if fact.id == loan.closed_by), None)

    @property
    def uses(self) -> int:
        """Case 51: the scans of uses in the house that nobody took back."""
        return len({fact.id for fact in self.standing if fact.action == Action.IN_HOUSE_USE})

    @property
    def last_return(self) -> Fact | None:
        """The last sighting so far that lent nothing."""
        return next((f for f in reversed(self.sightings) if f.action not in LENDING), None)


def told(
    facts: list[Fact], profile: Profile, subject: Subject, minimum_travel_seconds: int
) -> Story:
    """The whole story of an item, or of a barcode that no item bears."""
    order = [fact for fact in in_fold_order(facts) if fact.action is not None]
    order = about_item(order, subject)
    story = Story(subject, profile, minimum_travel_seconds, order)
    taken_back = undone(order, lambda fact: story.name(conflicts.doubted_undo(fact.id)))
    story.standing = [fact for fact in order if fact.id not in taken_back.ids]
    for voids, target, relying, decided in taken_back.disputed:
        story.reviews.append(Review(
            story.name(conflicts.doubted_undo(target.id)), conflicts.UNDONE_IN_USE, "A",
            voids[0].branch, subject, [void.dot for void in voids] + [relying.dot],
            decided.is_resolved))
    story.charges = money.charges(story.standing)
    for fact in story.standing:
        take(story, fact)
    judge_marks(story)
    is_nowhere = story.since is None and story.custody[0] == "unknown"
    if is_nowhere and profile.home and not {"lost", "missing"} & set(story.claims):
        story.custody = "branch", profile.home
    follow_transits(story)
    follow_captures(story)
    owing.tell_charges(story)
    review_rivals(story)
    review_encounters(story)
    return story


def about_item(order: list[Fact], subject: Subject) -> list[Fact]:
    """Decisions about a bare barcode count for the item that bears it, where the doubt is the same."""
    bare = [fact for fact in order if fact.bare_barcode is not None]
    if isinstance(subject.name, str) or all(fact.action != Action.RESOLVE for fact in bare):
        return order
    names = {}
    for fact in bare:
        scanned = Subject(subject.kind, fact.bare_barcode)
        for doubted in (conflicts.doubted_loan, conflicts.doubted_sighting,
                        conflicts.doubted_mark, conflicts.doubted_undo,
                        conflicts.doubted_transit, conflicts.doubted_charge):
            names[conflicts.name(scanned, doubted(fact.id))] = conflicts.name(
                subject, doubted(fact.id))
        for currency in {fact.currency for fact in bare}:
            for doubted in (conflicts.doubted_payments, conflicts.doubted_fine):
                doubt = doubted(fact.id, currency)
                names[conflicts.name(scanned, doubt)] = conflicts.name(subject, doubt)
    return [
        replace(fact, renamed=names.get(fact.conflict)) if fact in bare else fact
        for fact in order]


def take(story: Story, fact: Fact) -> None:
    if fact.is_sighting:
        story.sightings.append(fact)
    if fact.action == Action.CHECKOUT:
        lend(story, fact)
    elif fact.action == Action.RENEW:
        renew(story, fact)
    elif fact.action == Action.RESOLVE:
        resolve(story, fact)
    elif fact.is_sighting:
        see(story, fact)
        if fact.action in (Action.SEND, Action.CAPTURE) and not story.open:
            story.sent.append(fact)
    elif fact.mark == Mark.CLAIMS_RETURNED:
        loan = story.loan_of(fact.loan) if fact.loan is not None else None
        if loan and loan.standing != "closed":
            loan.claim = loan.claim or fact
    elif fact.mark is not None:
        story.marks.append((fact, story.open))


# Lending: an item has at most one open loan (G4)


def lend(story: Story, checkout: Fact) -> None:
    current = story.open
    if current and checkout.patron is not None and checkout.patron == current.patron:
        current.checkouts.add(checkout.id)
        current.claim = None
        current.due = later(current.due, checkout.due)
        current.is_due_in_doubt |= checkout.is_doubted
        current.renewals += 1
        story.since = checkout.time
        return
    loan = Loan(
        checkout.id, checkout.patron, checkout.branch, checkout.time, checkout.due, checkout,
        {checkout.id}, is_due_in_doubt=checkout.is_doubted)
    if current:
        supersede(story, current, checkout, loan)
    story.loans.append(loan)
    give(story, loan, checkout.time)


def supersede(story: Story, current: Loan, fact: Fact, loan: Loan) -> None:
    """The open loan gives way to `loan`, because somebody else now has the item.

    Cases 1 and 2, where the two did not know of each other: closed as returned by implication, or
    disputed where the item could not have been carried from one branch to the other in time.
    """
    before = current.given_by
    if fact.had_seen(before):
        return close(current, fact.time, fact, "implied")
    apart = abs(fact.time - before.time)
    is_impossible = fact.branch != before.branch and apart < story.minimum_travel_seconds
    if is_impossible:
        current.standing = "disputed"
    else:
        close(current, fact.time, fact, "implied")
    group = next((r for r in reversed(story.rivals) if current in r.loans), None)
    if group is None:
        conflict = story.name(conflicts.doubted_loan(current.id))
        story.rivals.append(Rivals([current, loan], is_impossible, conflict))
        return
    if loan not in group.loans:
        group.loans.append(loan)
    group.is_impossible = group.is_impossible or is_impossible


def renew(story: Story, renewal: Fact) -> None:
    """Case 3: a loan that was closed goes on only where the item was in hand."""
    loan = story.loan_of(renewal.loan)
    if loan is None:
        return
    if loan.standing == "closed":
        if not renewal.is_present:
            return
        current = story.open
        if current:
            supersede(story, current, renewal, loan)
        loan.given_by = renewal
        reopen(story, loan)
    if renewal.is_present:
        loan.claim = None
    loan.due = later(loan.due, renewal.due)
    loan.is_due_in_doubt |= renewal.is_doubted
    loan.renewals += 1
    if renewal.is_present and loan.standing == "open":
        story.since = renewal.time


def close(loan: Loan, time: int, fact: Fact, how: str) -> None:
    loan.standing = "closed"
    loan.closed_at = max(time, loan.started)
    loan.closed_by = fact.id
    loan.closed_how = how


def reopen(story: Story, loan: Loan) -> None:
    loan.standing = "open"
    loan.closed_at = loan.closed_by = loan.closed_how = loan.returned_on = None
    give(story, loan, loan.given_by.time)


def give(story: Story, loan: Loan, time: int) -> None:
    story.custody = "loan", loan.id
    story.since = time


def later(a: int | None, b: int | None) -> int | None:
    return max((day for day in (a, b) if day is not None), default=None)


# Returning: a sighting closes the loan that it names or an earlier one (G2)


def see(story: Story, sighting: Fact) -> None:
    loan = closable(story, sighting)
    if loan and loan.standing == "closed":
        correct(story, loan, sighting)
    elif loan:
        end(story, loan, sighting)
    if not story.open:
        story.custody = "branch", sighting.branch
        story.since = sighting.time


def closable(story: Story, sighting: Fact) -> Loan | None:
    """The loan that is named, or the open one that the desk had not heard of; if the named one was
    taken back, or a person decided that it never was, the latest unclosed before it; if none is
    named, the open one, else the latest."""
    if sighting.loan is None:
        return story.open or (story.loans[-1] if story.loans else None)
    named = story.loan_of(sighting.loan)
    limit = story.place(sighting.loan)
    if named and named.closed_how != "review":
        missed = story.open and is_news(story, sighting, named, story.open)
        return story.open if missed else named
    if limit is None:
        return named
    unclosed = [loan for loan in story.loans if loan.standing != "closed"]
    return next((l for l in reversed(unclosed) if story.place(l.id) < limit), None)


def is_news(story: Story, sighting: Fact, named: Loan, loan: Loan) -> bool:
    """Whether the item was met, not returned, by who knew of a loan that is over, not of this one.

    As if they had known of none (case 46); but not where there may be two books (case 2).
    """
    if sighting.action == Action.CHECKIN or named.standing != "closed":
        return False
    if any(r.is_impossible and named in r.loans and loan in r.loans for r in story.rivals):
        return False
    return not sighting.had_seen(loan.given_by)


def end(story: Story, loan: Loan, sighting: Fact) -> None:
    is_return = sighting.action == Action.CHECKIN
    if not is_return and loan.claim:
        return close(loan, loan.claim.time, loan.claim, "claim")  # Case 10
    payment = owing.settlement(story, loan, sighting)
    if not is_return and payment:
        return close(loan, payment.time, payment, "paid")
    close(loan, sighting.time, sighting, "checkin" if is_return else "found")
    loan.returned_on = returned_on(loan, sighting)
    if not is_return and sighting.action not in CRATED:
        conflict = story.name(conflicts.doubted_sighting(sighting.id))
        story.encounters.append(Encounter(loan, sighting, conflict))


def correct(story: Story, loan: Loan, sighting: Fact) -> None:
    """Cases 6 and 7: the true return in place of the implied one; the earlier of two returns."""
    if sighting.action != Action.CHECKIN or sighting.loan is None:
        return
    if loan.closed_at is None:
        return
    credible = max(loan.started, min(loan.closed_at, sighting.time))
    if loan.closed_how == "implied":
        close(loan, credible, sighting, "checkin")
        loan.returned_on = returned_on(loan, sighting)
        return
    closer = story.fact_that_closed(loan)
    if closer and not sighting.had_seen(closer) and credible < loan.closed_at:
        close(loan, credible, sighting, "checkin")


def returned_on(loan: Loan, sighting: Fact) -> int | None:
    """A day that staff backdated to, never before the loan."""
    day = sighting.backdate
    return None if day is None else max(day, day_of(loan.started))


# Decisions


def resolve(story: Story, decision: Fact) -> None:
    """A decision does its work at its place in the order, on the sides that it had seen."""
    conflict, kept = decision.conflict, decision.kept
    if conflict is None or len(conflict) != 32 or kept is None:
        return
    if is_outranked(story.standing, decision):
        return
    group = next((r for r in story.rivals if r.conflict == conflict), None)
    if group:
        member = next((loan for loan in group.loans if loan.given_by.dot == kept), None)
        if member and set(side_dots(group)) <= set(decision.sides):
            keep(story, member, group, decision)
        return
    met = next((e for e in story.encounters if e.conflict == conflict), None)
    if met and met.loan.given_by.dot == kept and not story.open:
        if not {kept, met.sighting.dot} <= set(decision.sides):
            return
        if met.loan.closed_by == met.sighting.id:
            restore(story, met.loan, met.sighting, [], lambda seen: (
                seen.action != Action.CHECKIN and decision.had_seen(seen)))


def side_dots(group: Rivals) -> list[Dot]:
    return [loan.given_by.dot for loan in group.loans]


def keep(story: Story, member: Loan, group: Rivals, decision: Fact) -> None:
    for other in group.loans:
        if other is member or other.closed_how in CLOSED_BY_HAND:
            continue
        if not story.is_before(other, member):
            close(other, other.started, decision, "review")
        elif other.standing != "closed" or other.closed_how == "review":
            close(other, member.given_by.time, decision, "implied")
    if member.closed_how not in CLOSED_BY_HAND and member.standing != "open":
        others = [loan for loan in group.loans if loan is not member]
        restore(story, member, member.given_by, others, lambda seen: False)
    if not story.open and story.custody[0] == "loan":
        seen = story.last_return
        story.custody = ("branch", seen.branch) if seen else ("unknown", "")
        story.since = seen.time if seen else None


def restore(
    story: Story, member: Loan, doubt: Fact, losers: list[Loan],
    is_overruled: Callable[[Fact], bool]
) -> None:
    """Gives the item back to a loan, as far as what was seen after the doubt allows."""
    start = story.place(doubt.id)
    for seen in story.sightings:
        if story.place(seen.id) <= start or is_overruled(seen):
            continue
        if seen.action in LENDING:
            other = story.loan_of(seen.id if seen.action == Action.CHECKOUT else seen.loan)
            if other in [None, member, *losers] or other.closed_how == "review":
                continue
            return close(member, seen.time, seen, "implied")
        if closes(story, seen, member):
            met = [encounter.sighting.id for encounter in story.encounters]
            is_over = member.claim or owing.settlement(story, member, seen)
            if seen.action != Action.CHECKIN and (is_over or seen.id not in met):
                return end(story, member, seen)
            close(member, seen.time, seen, "checkin" if seen.action == Action.CHECKIN else "found")
            member.returned_on = returned_on(member, seen)
            return
    if story.open:
        return close(member, story.open.started, story.open.given_by, "implied")
    reopen(story, member)


def closes(story: Story, seen: Fact, loan: Loan) -> bool:
    """G2, of a sighting after the loan: it named this loan, a later one or none, or missed it."""
    if seen.loan is None:
        return True
    named = story.loan_of(seen.loan)
    if named:
        return (named is loan or story.is_before(loan, named)
                or is_news(story, seen, named, loan))
    place = story.place(seen.loan)
    return place is not None and place > story.place(loan.id)


def review_rivals(story: Story) -> None:
    for group in story.rivals:
        sides = side_dots(group)
        decided = verdict(story.standing, group.conflict, sides)
        first, last = group.loans[0].given_by, group.loans[-1].given_by
        story.reviews.append(Review(
            group.conflict,
            conflicts.IMPOSSIBLE_TRAVEL if group.is_impossible else conflicts.DOUBLE_LOAN,
            "A" if group.is_impossible else "B",
            last.branch if group.is_impossible else first.branch,
            story.subject, sides, decided.is_resolved))


def review_encounters(story: Story) -> None:
    for met in story.encounters:
        sides = [met.loan.given_by.dot, met.sighting.dot]
        decided = verdict(story.standing, met.conflict, sides)
        story.reviews.append(Review(
            met.conflict, conflicts.FOUND_ON_SHELF, "B", met.sighting.branch, story.subject, sides,
            decided.is_resolved))


# Journeys: what was sent is on its way until somebody sees it again


def follow_transits(story: Story) -> None:
    for sent in story.sent:
        if sent.destination in ("", sent.branch):
            continue
        journey = Journey(sent)
        story.journeys.append(journey)
        later_on = story.sightings[story.sightings.index(sent) + 1:]
        if later_on:
            journey.ended_by = later_on[0]
            journey.ending = how_ended(sent, later_on[0])
            review_journey(story, journey)
        elif story.open:
            journey.ended_by, journey.ending = story.open.given_by, "lent"
        elif story.loss:
            journey.ended_by, journey.ending = story.loss, "lost"
        else:
            story.custody = "transit", f"{sent.branch}>{sent.destination}"
            story.since = sent.time


def how_ended(sent: Fact, seen: Fact) -> str:
    if seen.action in LENDING:
        return "lent"
    return "received" if seen.branch == sent.destination else "elsewhere"


def review_journey(story: Story, journey: Journey) -> None:
    """Case 14, lent without knowing of the journey; case 15, seen at a third branch."""
    sent, seen = journey.dispatch, journey.ended_by
    has_arrived = seen.action == Action.CHECKOUT and seen.branch == sent.destination
    if journey.ending == "lent" and not seen.had_seen(sent) and not has_arrived:
        case, severity, owner, seen_to = conflicts.LENT_IN_TRANSIT, "B", sent.destination, False
    elif journey.ending == "elsewhere" and seen.branch != sent.branch:
        case, severity, owner = conflicts.RECEIVED_ELSEWHERE, "A", seen.branch
        seen_to = any(other.had_seen(seen) for other in story.sightings)
    else:
        return
    conflict = story.name(conflicts.doubted_transit(sent.id))
    sides = [sent.dot, seen.dot]
    decided = verdict(story.standing, conflict, sides)
    story.reviews.append(Review(
        conflict, case, severity, owner, story.subject, sides, decided.is_resolved or seen_to))


# Captures: what was put aside for a hold


ENDINGS = {
    Action.CHECKOUT: "lent", Action.RENEW: "lent", Action.RELEASE: "released",
    Action.CAPTURE: "recaptured"}


def follow_captures(story: Story) -> None:
    for capture in story.sent:
        if capture.action != Action.CAPTURE or capture.hold is None or not capture.destination:
            continue
        keeping = Keeping(capture)
        story.keepings.append(keeping)
        seen = story.sightings[story.sightings.index(capture):]
        over = next((fact for fact in seen[1:] if fact.action in ENDINGS), None)
        until = seen[:seen.index(over)] if over else seen
        keeping.shelved = next(
            (fact.time for fact in until if fact.branch == capture.destination), None)
        if over:
            keeping.ended_by, keeping.ending = over, ENDINGS[over.action]
        elif story.open:
            keeping.ended_by, keeping.ending = story.open.given_by, "lent"
        elif story.loss:
            keeping.ended_by, keeping.ending = story.loss, "lost"


# Marks: a sighting beats those that had not seen it (G3)


def judge_marks(story: Story) -> None:
    claims = {"disputed" for loan in story.loans if loan.standing == "disputed"}
    if story.open and story.open.claim:
        claims.add("claimed returned")
    for fact, loan in story.marks:
        if fact.mark not in (Mark.LOST, Mark.MISSING):
            continue
        if fact.mark == Mark.MISSING and loan:
            continue  # Case 45: on loan, so it could not be on the shelf.
        if not all(fact.had_seen(sighting) for sighting in story.sightings):
            continue
        claims.add(fact.mark.name.lower())
        if not story.open:
            story.custody = "unknown", ""
            story.since = fact.time
            story.loss = fact
    story.claims = sorted(claims)
    owing.judge_losses(story)
    story.eligibility = eligibility(story)


def eligibility(story: Story) -> str:
    """The strongest of what stands."""
    deletion, withdrawal = exclusion(story, Mark.DELETED), exclusion(story, Mark.WITHDRAWN)
    kept_back = is_kept_back(story)
    if deletion == "stands":
        return "deleted"
    if deletion == "pending":
        return "found after delete"
    if withdrawal == "stands" and not story.open:
        return "withdrawn"
    if withdrawal:
        return "withdrawn pending"
    if kept_back:
        return "preservation hold"
    if last_mark(story, Mark.DAMAGED, Mark.REPAIRED) == Mark.DAMAGED:
        return "damaged"
    if last_mark(story, Mark.INCOMPLETE, Mark.COMPLETE) == Mark.INCOMPLETE:
        return "incomplete"
    use = last_mark(story, Mark.REFERENCE, Mark.CIRCULATING)
    is_reference = story.profile.is_for_library_use if use is None else use == Mark.REFERENCE
    return "reference" if is_reference else "lendable"


def last_mark(story: Story, *marks: Mark) -> Mark | None:
    return next((fact.mark for fact, _ in reversed(story.marks) if fact.mark in marks), None)


def exclusion(story: Story, mark: Mark) -> str | None:
    """Cases 12 and 13: what a withdrawal or deletion comes to; None where it comes to nothing."""
    marks = [fact for fact, _ in story.marks]
    reinstated = [n for n, fact in enumerate(marks) if fact.mark == Mark.REINSTATED]
    since = marks[reinstated[-1] + 1:] if reinstated else marks
    excluding = [fact for fact in since if fact.mark == mark]
    if not excluding:
        return None
    if any(all(fact.had_seen(s) for s in story.sightings) for fact in excluding):
        return "stands"
    fact = excluding[-1]
    unseen = [sighting for sighting in story.sightings if not fact.had_seen(sighting)]
    conflict = story.name(conflicts.doubted_mark(fact.id))
    decided = verdict(story.standing, conflict, None)
    is_kept = decided.kept == fact.dot
    # A decision for the mark stands like a mark of its own against what it had seen.
    news = [s for s in unseen if not (is_kept and decided.fact.had_seen(s))]
    review_mark(story, fact, news[0] if news else unseen[0], conflict, decided, not news)
    if decided.kept is not None and not is_kept:
        return None
    return "stands" if is_kept and not news else "pending"


def review_mark(
    story: Story, fact: Fact, sighting: Fact, conflict: bytes, decided: Verdict, knew_all: bool
) -> None:
    is_deletion = fact.mark == Mark.DELETED
    is_kept = decided.kept == fact.dot
    story.reviews.append(Review(
        conflict,
        conflicts.FOUND_AFTER_DELETE if is_deletion else conflicts.WITHDRAWN_IN_USE,
        "A" if is_deletion else "B", story.profile.owner or fact.branch, story.subject,
        [fact.dot, sighting.dot], decided.is_resolved and (not is_kept or knew_all)))


# Quarantine: what must not go out, and was lent by somebody who had not heard (case 54)


def is_kept_back(story: Story) -> bool:
    flags: list[Fact] = []
    for fact, _ in story.marks:
        if fact.mark == Mark.PRESERVATION_RELEASED:
            flags = []
        elif fact.mark == Mark.PRESERVATION:
            flags.append(fact)
    if not flags or any(not unaware(story, flag) for flag in flags):
        return bool(flags)
    flag = flags[-1]
    conflict = story.name(conflicts.doubted_mark(flag.id))
    decided = verdict(story.standing, conflict, None)
    is_kept = decided.kept == flag.dot
    loans = unaware(story, flag)
    news = [loan for loan in loans if not (is_kept and decided.fact.had_seen(loan))]
    story.reviews.append(Review(
        conflict, conflicts.LENT_IN_QUARANTINE, "A", story.profile.owner or flag.branch,
        story.subject, [flag.dot, (news or loans)[0].dot],
        decided.is_resolved and (not is_kept or not news)))
    return is_kept or decided.kept is None


def unaware(story: Story, flag: Fact) -> list[Fact]:
    """Those who handed the item out, where neither side had seen the other."""
    return [
        seen for seen in story.sightings
        if seen.action in LENDING and not flag.had_seen(seen) and not seen.had_seen(flag)]
