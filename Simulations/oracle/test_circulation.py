"""The story of an item: loans, returns, marks, undos, decisions, barcodes."""
from __future__ import annotations

import hashlib
import unittest

from made_history import BOOK, ITEM_KIND, OTHER_BOOK, P, Q, R, Desk, Made, Ref

HOUR, DAY = 3600, 86_400
NOON = 20_000 * DAY + 12 * HOUR
ONE_LOAN = "closedAt=- closedBy=- closedHow=- returnedOn=-"


class Circulation(unittest.TestCase):
    """A book of EAST, known to three desks that have parted."""

    def setUp(self) -> None:
        self.made = Made()
        self.a, self.b, self.c = self.made.desks("EAST", "WEST", "NORTH")
        self.a.write(1, ITEM_KIND, BOOK, {2: "31234", 4: "EAST"})
        self.a.meet(self.b, self.c)

    def closed(self, id: Ref, at: int, by: Ref, how: str) -> None:
        self.assertIn(f"standing=closed closedAt={at} closedBy={by} closedHow={how} ",
                      self.made.loan(id))

    def is_open(self, id: Ref) -> None:
        self.assertIn(f"standing=open {ONE_LOAN}", self.made.loan(id))

    def decide(self, desk: Desk, time: int, kept: bytes, *sides: bytes, conflict: bytes) -> Ref:
        return desk.fact(
            time, "resolve", conflict=conflict, kept=kept, sides=b"".join(sides))


class Loans(Circulation):
    def test_a_book_that_nobody_saw_is_where_its_description_says(self) -> None:
        self.assertEqual(
            self.made.item, "custody=branch:EAST since=- eligibility=lendable claims=- uses=-")

    def test_a_loan_has_its_line_and_the_custody(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P, due=20_021)
        self.assertEqual(self.made.said("loan "), [
            f"13:{BOOK} {loan} patron={P} branch=EAST started={NOON} due=20021 renewals=0 "
            f"standing=open {ONE_LOAN}"])
        self.assertEqual(
            self.made.item,
            f"custody=loan:{loan} since={NOON} eligibility=lendable claims=- uses=-")

    def test_a_loan_that_is_taken_over_began_when_it_did(self) -> None:
        self.a.fact(NOON, "checkout", patron=P, happened=NOON - HOUR)
        self.assertIn(f"started={NOON - HOUR} ", self.made.said("loan ")[0])
        self.assertIn(f"since={NOON - HOUR}", self.made.item)

    def test_nothing_happened_after_its_commit(self) -> None:
        self.a.fact(NOON, "checkout", patron=P, happened=NOON + HOUR)
        self.assertIn(f"started={NOON} ", self.made.said("loan ")[0])

    def test_a_checkin_closes_the_loan_that_it_names(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b)
        back = self.b.fact(NOON + HOUR, "checkin", loan=loan)
        self.closed(loan, NOON + HOUR, back, "checkin")
        self.assertIn(f"custody=branch:WEST since={NOON + HOUR}", self.made.item)

    def test_a_checkin_that_saw_no_loan_closes_the_latest_before_it(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        back = self.b.fact(NOON + HOUR, "checkin")
        self.closed(loan, NOON + HOUR, back, "checkin")

    def test_a_backdate_is_never_before_the_loan(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.fact(NOON + 3 * DAY, "checkin", loan=loan, backdate=19_000)
        self.assertTrue(self.made.loan(loan).endswith("returnedOn=20000"))

    def test_lending_again_to_the_same_borrower_is_a_renewal(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P, due=20_030)
        self.b.fact(NOON + DAY, "checkout", patron=P, due=20_022)
        self.assertEqual(len(self.made.said("loan ")), 1)
        self.assertIn("due=20030 renewals=1 standing=open", self.made.loan(loan))
        self.assertIn(f"since={NOON + DAY}", self.made.item)

    def test_lending_on_what_was_seen_on_loan_closes_by_implication_without_review(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b)
        second = self.b.fact(NOON + 60, "checkout", patron=Q, loan=loan)
        self.closed(loan, NOON + 60, second, "implied")
        self.assertEqual(self.made.reviews, [])

    def test_a_due_day_beyond_the_years_becomes_the_last_of_them(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P, due=1 << 60)
        self.assertIn("due=2932896 ", self.made.loan(loan))


class DoubleLoans(Circulation):
    def test_case_1_the_later_borrower_has_the_item(self) -> None:
        first = self.a.fact(NOON, "checkout", patron=P)
        second = self.b.fact(NOON + HOUR, "checkout", patron=Q)
        self.closed(first, NOON + HOUR, second, "implied")
        self.is_open(second)
        self.assertEqual(self.made.reviews, [
            f"case=1 severity=B owner=EAST sides=A:{self.a.dot(1)},B:{self.b.dot(1)} resolved=0"])

    def test_its_name_is_the_hash_of_the_item_and_the_first_checkout(self) -> None:
        self.a.fact(NOON, "checkout", patron=P)
        self.b.fact(NOON + HOUR, "checkout", patron=Q)
        subject = b"\x00\x0d" + b"\x01\x10koha:valley:item\x01"
        doubt = b"\x00" + b"\x00" + b"\xaa" * 32 + b"\x01"
        expected = hashlib.sha256(b"\x12catchword conflict" + subject + doubt).digest()
        self.assertEqual(self.made.conflict, expected)

    def test_case_2_too_close_in_time_to_be_carried_there(self) -> None:
        first = self.a.fact(NOON, "checkout", patron=P)
        second = self.b.fact(NOON + 1199, "checkout", patron=Q)
        self.assertIn(f"standing=disputed {ONE_LOAN}", self.made.loan(first))
        self.is_open(second)
        self.assertIn("claims=disputed", self.made.item)
        self.assertEqual(self.made.reviews, [
            f"case=2 severity=A owner=WEST sides=A:{self.a.dot(1)},B:{self.b.dot(1)} resolved=0"])

    def test_the_travel_time_itself_is_long_enough(self) -> None:
        self.a.fact(NOON, "checkout", patron=P)
        self.b.fact(NOON + 1200, "checkout", patron=Q)
        self.assertEqual(self.made.reviews[0].split(" ")[0], "case=1")

    def test_two_desks_of_one_branch_need_no_travel(self) -> None:
        self.a.fact(NOON, "checkout", patron=P)
        self.b.fact(NOON + 60, "checkout", patron=Q, branch="EAST")
        self.assertEqual(self.made.reviews[0].split(" ")[0], "case=1")

    def test_a_third_side_joins_the_conflict_and_keeps_its_name(self) -> None:
        self.a.fact(NOON, "checkout", patron=P)
        self.b.fact(NOON + HOUR, "checkout", patron=Q)
        name = self.made.conflict
        self.c.fact(NOON + HOUR + 60, "checkout", patron=R)
        self.assertEqual(self.made.conflict, name)
        sides = f"A:{self.a.dot(1)},B:{self.b.dot(1)},C:{self.c.dot(1)}"
        self.assertEqual(
            self.made.reviews, [f"case=2 severity=A owner=NORTH sides={sides} resolved=0"])


class Returns(Circulation):
    def test_case_5_a_late_checkin_leaves_the_newer_loan_alone(self) -> None:
        first = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b, self.c)
        back = self.b.fact(NOON + HOUR, "checkin", loan=first)
        second = self.c.fact(NOON + DAY, "checkout", patron=Q)
        self.closed(first, NOON + HOUR, back, "checkin")
        self.is_open(second)

    def test_case_6_the_true_return_replaces_the_implied_one(self) -> None:
        first = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b, self.c)
        second = self.c.fact(NOON + HOUR, "checkout", patron=Q, loan=first)
        self.closed(first, NOON + HOUR, second, "implied")
        back = self.b.fact(NOON + 2 * HOUR, "checkin", loan=first, backdate=20_000)
        self.closed(first, NOON + HOUR, back, "checkin")
        self.assertTrue(self.made.loan(first).endswith("returnedOn=20000"))
        self.is_open(second)

    def test_case_7_the_earlier_of_two_checkins_closes(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b, self.c)
        early = self.b.fact(NOON + HOUR, "checkin", loan=loan)
        self.c.fact(NOON + 2 * HOUR, "checkin", loan=loan)
        self.closed(loan, NOON + HOUR, early, "checkin")
        self.assertIn(f"custody=branch:NORTH since={NOON + 2 * HOUR}", self.made.item)

    def test_a_checkin_never_closes_a_loan_that_began_after_the_one_it_names(self) -> None:
        first = self.a.fact(NOON, "checkout", patron=P)
        back = self.a.fact(NOON + HOUR, "checkin", loan=first)
        second = self.a.fact(NOON + 2 * HOUR, "checkout", patron=Q)
        self.a.fact(NOON + 3 * HOUR, "checkin", loan=first)
        self.closed(first, NOON + HOUR, back, "checkin")
        self.is_open(second)

    def test_case_46_an_inventory_ends_a_loan_as_found(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        scan = self.b.fact(NOON + HOUR, "inventory", loan=loan)
        self.closed(loan, NOON + HOUR, scan, "found")
        self.assertEqual(self.made.reviews, [
            f"case=46 severity=B owner=WEST sides=A:{self.a.dot(1)},B:{self.b.dot(1)} resolved=0"])

    def test_case_46_who_knew_only_of_a_loan_that_is_over_ends_the_one_they_missed(self) -> None:
        known = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b, self.c)
        self.a.fact(NOON + HOUR, "checkin", loan=known)
        missed = self.a.fact(NOON + 2 * HOUR, "checkout", patron=Q)
        self.b.fact(NOON + 3 * HOUR, "checkin", loan=known)
        self.is_open(missed)
        scan = self.c.fact(NOON + 4 * HOUR, "inventory", loan=known)
        self.closed(missed, NOON + 4 * HOUR, scan, "found")
        self.assertIn("custody=branch:NORTH", self.made.item)
        self.assertEqual(len(self.made.reviews), 1)

    def test_case_46_decided_for_the_loan_gives_the_item_back(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.b.fact(NOON + HOUR, "use")
        self.a.meet(self.b)
        sides = self.a.side(1), self.b.side(1)
        self.decide(self.a, NOON + DAY, sides[0], *sides, conflict=self.made.conflict)
        self.is_open(loan)
        self.assertIn(f"custody=loan:{loan} since={NOON} ", self.made.item)
        self.assertTrue(self.made.reviews[0].endswith("resolved=1"))

    def test_nobody_is_asked_about_what_was_met_in_a_crate(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b)
        receipt = self.b.fact(NOON + HOUR, "receive", loan=loan)
        self.closed(loan, NOON + HOUR, receipt, "found")
        self.assertEqual(self.made.reviews, [])

    def test_what_is_lent_where_it_was_to_arrive_has_arrived(self) -> None:
        self.a.fact(NOON, "send", destination="WEST")
        loan = self.b.fact(NOON + DAY, "checkout", patron=P)
        self.is_open(loan)
        self.assertEqual(self.made.reviews, [])

    def test_a_found_mark_is_a_sighting(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b)
        found = self.b.fact(NOON + HOUR, "mark", mark="found", loan=loan)
        self.closed(loan, NOON + HOUR, found, "found")

    def test_causality_comes_before_time(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b)
        back = self.b.fact(NOON - DAY, "checkin", loan=loan)
        self.closed(loan, NOON, back, "checkin")


class Renewals(Circulation):
    def setUp(self) -> None:
        super().setUp()
        self.loan = self.a.fact(NOON, "checkout", patron=P, due=20_021)
        self.a.meet(self.b, self.c)

    def test_a_renewal_moves_the_due_day_and_never_back(self) -> None:
        self.a.fact(NOON + HOUR, "renew", loan=self.loan, due=20_040, presence=2)
        self.b.fact(NOON + DAY, "renew", loan=self.loan, due=20_030, presence=1)
        self.assertIn("due=20040 renewals=2 standing=open", self.made.loan(self.loan))
        self.assertIn(f"since={NOON + DAY}", self.made.item)

    def test_case_3_a_renewal_by_telephone_after_the_return_is_void(self) -> None:
        back = self.b.fact(NOON + HOUR, "checkin", loan=self.loan)
        self.a.fact(NOON + DAY, "renew", loan=self.loan, due=20_040, presence=2)
        self.closed(self.loan, NOON + HOUR, back, "checkin")
        self.assertIn("due=20021 renewals=0 ", self.made.loan(self.loan))

    def test_case_4_a_renewal_before_the_return_counts(self) -> None:
        self.a.fact(NOON + HOUR, "renew", loan=self.loan, due=20_040, presence=2)
        self.b.fact(NOON + DAY, "checkin", loan=self.loan)
        self.assertIn("due=20040 renewals=1 standing=closed", self.made.loan(self.loan))

    def test_a_renewal_with_the_item_in_hand_takes_the_loan_up_again(self) -> None:
        self.b.fact(NOON + HOUR, "checkin", loan=self.loan)
        self.a.fact(NOON + DAY, "renew", loan=self.loan, due=20_040, presence=1)
        self.is_open(self.loan)
        self.assertIn(f"custody=loan:{self.loan} since={NOON + DAY}", self.made.item)

    def test_taken_up_again_it_rivals_the_loan_that_is_open(self) -> None:
        self.b.fact(NOON + HOUR, "checkin", loan=self.loan)
        second = self.b.fact(NOON + 2 * HOUR, "checkout", patron=Q)
        renewal = self.a.fact(NOON + DAY, "renew", loan=self.loan, presence=1)
        self.closed(second, NOON + DAY, renewal, "implied")
        self.is_open(self.loan)
        self.assertEqual(self.made.reviews, [
            f"case=1 severity=B owner=WEST sides=A:{self.b.dot(2)},B:{self.a.dot(2)} resolved=0"])

    def test_a_renewal_of_no_known_loan_is_void(self) -> None:
        self.a.fact(NOON + DAY, "renew", loan=Ref("koha:loan.5"), due=20_040)
        self.assertIn("renewals=0 ", self.made.loan(self.loan))


class Marks(Circulation):
    def test_case_8_a_sighting_unknown_to_it_ends_a_lost_mark(self) -> None:
        self.a.fact(NOON, "mark", mark="lost")
        self.b.fact(NOON - DAY, "checkin")
        self.assertEqual(
            self.made.item,
            f"custody=branch:WEST since={NOON - DAY} eligibility=lendable claims=- uses=-")

    def test_a_mark_that_had_seen_the_sighting_stands(self) -> None:
        self.b.fact(NOON - DAY, "checkin")
        self.a.meet(self.b)
        self.a.fact(NOON, "mark", mark="lost")
        self.assertEqual(
            self.made.item,
            f"custody=unknown since={NOON} eligibility=lendable claims=lost uses=-")

    def test_case_45_what_is_on_loan_cannot_be_missing(self) -> None:
        self.a.fact(NOON, "checkout", patron=P)
        self.a.fact(NOON + HOUR, "mark", mark="missing")
        self.assertIn("claims=-", self.made.item)

    def test_a_loan_can_be_lost_and_stays_with_its_borrower(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.fact(NOON + HOUR, "mark", mark="lost")
        self.assertIn(f"custody=loan:{loan} ", self.made.item)
        self.assertIn("claims=lost", self.made.item)

    def test_case_12_a_withdrawal_waits_for_the_return(self) -> None:
        self.a.fact(NOON, "mark", mark="withdrawn")
        self.b.fact(NOON - HOUR, "checkout", patron=P)
        self.assertIn("eligibility=withdrawn pending", self.made.item)
        self.assertEqual(self.made.reviews, [
            f"case=12 severity=B owner=EAST sides=A:{self.a.dot(1)},B:{self.b.dot(1)} resolved=0"])

    def test_case_12_decided_for_the_withdrawal_until_somebody_sees_the_item_again(self) -> None:
        self.a.fact(NOON, "mark", mark="withdrawn")
        self.b.fact(NOON - HOUR, "inventory")
        self.a.meet(self.b)
        sides = self.a.side(1), self.b.side(1)
        self.decide(self.a, NOON + DAY, sides[0], *sides, conflict=self.made.conflict)
        self.assertIn("eligibility=withdrawn claims", self.made.item)
        self.assertTrue(self.made.reviews[0].endswith("resolved=1"))
        self.c.fact(NOON + 2 * DAY, "inventory")
        self.assertIn("eligibility=withdrawn pending", self.made.item)
        self.assertTrue(self.made.reviews[0].endswith(f"B:{self.c.dot(1)} resolved=0"))

    def test_case_12_decided_for_the_item_lets_it_circulate(self) -> None:
        self.a.fact(NOON, "mark", mark="withdrawn")
        self.b.fact(NOON - HOUR, "inventory")
        self.a.meet(self.b)
        sides = self.a.side(1), self.b.side(1)
        self.decide(self.a, NOON + DAY, sides[1], *sides, conflict=self.made.conflict)
        self.assertIn("eligibility=lendable", self.made.item)

    def test_a_withdrawal_that_knew_of_the_loan_waits_without_review(self) -> None:
        self.a.fact(NOON, "checkout", patron=P)
        self.a.fact(NOON + HOUR, "mark", mark="withdrawn")
        self.assertIn("eligibility=withdrawn pending", self.made.item)
        self.assertEqual(self.made.reviews, [])

    def test_case_13_the_deleted_that_is_seen_is_found_after_delete(self) -> None:
        self.a.fact(NOON, "mark", mark="deleted")
        self.b.fact(NOON + HOUR, "checkin")
        self.assertIn("eligibility=found after delete", self.made.item)
        self.assertEqual(self.made.reviews, [
            f"case=13 severity=A owner=EAST sides=A:{self.a.dot(1)},B:{self.b.dot(1)} resolved=0"])

    def test_a_reinstated_item_circulates(self) -> None:
        for mark in ("deleted", "withdrawn", "reinstated"):
            self.a.fact(NOON, "mark", mark=mark)
        self.assertIn("eligibility=lendable", self.made.item)

    def test_the_last_of_opposite_marks_holds(self) -> None:
        self.a.fact(NOON, "mark", mark="reference")
        self.assertIn("eligibility=reference", self.made.item)
        self.a.fact(NOON, "mark", mark="damaged")
        self.assertIn("eligibility=damaged", self.made.item)
        for mark in ("repaired", "circulating"):
            self.a.fact(NOON, "mark", mark=mark)
        self.assertIn("eligibility=lendable", self.made.item)

    def test_what_is_incomplete_is_so_until_it_is_complete(self) -> None:
        self.a.fact(NOON, "mark", mark="incomplete")
        self.assertIn("eligibility=incomplete", self.made.item)
        self.a.fact(NOON, "mark", mark="damaged")
        self.assertIn("eligibility=damaged", self.made.item)
        for mark in ("repaired", "complete"):
            self.a.fact(NOON, "mark", mark=mark)
        self.assertIn("eligibility=lendable", self.made.item)

    def test_case_54_lent_by_somebody_who_had_not_heard(self) -> None:
        self.a.fact(NOON, "mark", mark="preservation")
        loan = self.b.fact(NOON - HOUR, "checkout", patron=P)
        self.is_open(loan)
        self.assertIn("eligibility=preservation hold", self.made.item)
        self.assertEqual(self.made.reviews, [
            f"case=54 severity=A owner=EAST sides=A:{self.a.dot(1)},B:{self.b.dot(1)} resolved=0"])
        self.a.fact(NOON + HOUR, "mark", mark="released")
        self.assertIn("eligibility=lendable", self.made.item)
        self.assertEqual(self.made.reviews, [])

    def test_case_54_a_loan_that_was_known_is_no_conflict_and_a_sighting_changes_nothing(
            self) -> None:
        self.a.fact(NOON, "checkout", patron=P)
        self.a.fact(NOON + HOUR, "mark", mark="preservation")
        self.b.fact(NOON + HOUR, "inventory")
        self.assertIn("eligibility=preservation hold", self.made.item)
        self.assertNotIn("case=54", "".join(self.made.reviews))

    def test_case_54_decided_for_the_loan_lets_it_out_and_for_the_mark_keeps_it(self) -> None:
        for kept, word in ((0, "preservation hold"), (1, "lendable")):
            self.setUp()
            self.a.fact(NOON, "mark", mark="preservation")
            self.b.fact(NOON + HOUR, "checkout", patron=P)
            self.a.meet(self.b)
            sides = self.a.side(1), self.b.side(1)
            self.decide(self.a, NOON + DAY, sides[kept], *sides, conflict=self.made.conflict)
            self.assertIn(f"eligibility={word} claims", self.made.item)
            self.assertTrue(self.made.reviews[0].endswith("resolved=1"))

    def test_a_description_can_keep_an_item_in_the_library(self) -> None:
        self.a.write(2, ITEM_KIND, BOOK, {5: "WEST", 19: 1})
        self.assertIn("custody=branch:WEST since=- eligibility=reference", self.made.item)


class Undos(Circulation):
    def test_a_checkin_taken_back_leaves_the_loan_open(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        back = self.a.fact(NOON + HOUR, "checkin", loan=loan)
        void = self.a.fact(NOON + 2 * HOUR, "void", target=back)
        self.is_open(loan)
        self.a.fact(NOON + 3 * HOUR, "void", target=void)
        self.closed(loan, NOON + HOUR, back, "checkin")

    def test_an_undo_of_what_it_had_not_seen_takes_back_nothing(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.b.fact(NOON + HOUR, "void", target=loan)
        self.is_open(loan)

    def test_a_checkin_of_a_loan_taken_back_closes_the_latest_before_it(self) -> None:
        first = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b)
        second = self.b.fact(NOON + HOUR, "checkout", patron=Q)
        self.b.meet(self.c)
        self.b.fact(NOON + 2 * HOUR, "void", target=second)
        back = self.c.fact(NOON + DAY, "checkin", loan=second)
        self.assertEqual(len(self.made.said("loan ")), 1)
        self.closed(first, NOON + DAY, back, "checkin")

    def test_case_101_what_relied_on_it_without_knowing_goes_to_review(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b)
        self.a.fact(NOON + HOUR, "void", target=loan)
        self.b.fact(NOON + 2 * HOUR, "renew", loan=loan, presence=2)
        self.assertEqual(self.made.said("loan "), [])
        sides = f"A:{self.a.dot(2)},B:{self.b.dot(1)}"
        self.assertEqual(
            self.made.reviews, [f"case=101 severity=A owner=EAST sides={sides} resolved=0"])

    def test_case_101_a_person_may_overrule_the_undo(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b)
        self.a.fact(NOON + HOUR, "void", target=loan)
        self.b.fact(NOON + 2 * HOUR, "renew", loan=loan, due=20_050, presence=2)
        self.a.meet(self.b)
        sides = self.a.side(2), self.b.side(1)
        self.decide(self.a, NOON + DAY, sides[1], *sides, conflict=self.made.conflict)
        self.assertIn("due=20050 renewals=1 standing=open", self.made.loan(loan))
        self.assertTrue(self.made.reviews[0].endswith("resolved=1"))

    def test_lending_in_reliance_on_an_undone_checkin_goes_to_review(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        back = self.a.fact(NOON + HOUR, "checkin", loan=loan)
        self.a.meet(self.b)
        self.a.fact(NOON + 2 * HOUR, "void", target=back)
        second = self.b.fact(NOON + 3 * HOUR, "checkout", patron=Q)
        self.closed(loan, NOON + 3 * HOUR, second, "implied")
        self.assertEqual([review.split(" ")[0] for review in self.made.reviews], ["case=101"])


class Decisions(Circulation):
    def setUp(self) -> None:
        super().setUp()
        self.first = self.a.fact(NOON, "checkout", patron=P)
        self.second = self.b.fact(NOON + HOUR, "checkout", patron=Q)
        self.conflict = self.made.conflict
        self.sides = self.a.side(1), self.b.side(1)
        self.a.meet(self.b)

    def for_first(self, desk: Desk, time: int) -> Ref:
        return self.decide(desk, time, self.sides[0], *self.sides, conflict=self.conflict)

    def for_second(self, desk: Desk, time: int) -> Ref:
        return self.decide(desk, time, self.sides[1], *self.sides, conflict=self.conflict)

    def test_keeping_the_later_loan_settles_it_as_it_is(self) -> None:
        self.for_second(self.a, NOON + DAY)
        self.is_open(self.second)
        self.closed(self.first, NOON + HOUR, self.second, "implied")
        self.assertTrue(self.made.reviews[0].endswith("resolved=1"))

    def test_keeping_the_earlier_loan_gives_the_item_back(self) -> None:
        decision = self.for_first(self.a, NOON + DAY)
        self.is_open(self.first)
        self.closed(self.second, NOON + HOUR, decision, "review")
        self.assertIn(f"custody=loan:{self.first} since={NOON} ", self.made.item)

    def test_keeping_the_earlier_loan_after_a_return_closes_it_there(self) -> None:
        back = self.b.fact(NOON + 2 * HOUR, "checkin", loan=self.second)
        self.a.meet(self.b)
        self.for_first(self.a, NOON + DAY)
        self.closed(self.second, NOON + 2 * HOUR, back, "checkin")
        self.closed(self.first, NOON + 2 * HOUR, back, "checkin")

    def test_a_return_of_the_earlier_loan_leaves_the_later_one_that_is_kept_open(self) -> None:
        back = self.a.fact(NOON + 2 * HOUR, "checkin", loan=self.first)
        self.a.meet(self.b)
        self.for_first(self.a, NOON + DAY)
        self.a.meet(self.b)
        self.for_second(self.b, NOON + 2 * DAY)
        self.closed(self.first, NOON + HOUR, back, "checkin")
        self.is_open(self.second)

    def test_a_return_of_the_loan_set_aside_ends_the_one_that_was_kept(self) -> None:
        decision = self.for_first(self.a, NOON + DAY)
        back = self.b.fact(NOON + 2 * DAY, "checkin", loan=self.second)
        self.closed(self.second, NOON + HOUR, decision, "review")
        self.closed(self.first, NOON + 2 * DAY, back, "checkin")

    def test_a_third_side_reopens_it(self) -> None:
        self.for_first(self.a, NOON + DAY)
        third = self.c.fact(NOON + 2 * DAY, "checkout", patron=R)
        self.is_open(third)
        self.closed(self.first, NOON + 2 * DAY, third, "implied")
        sides = f"A:{self.a.dot(1)},B:{self.b.dot(1)},C:{self.c.dot(1)}"
        self.assertEqual(
            self.made.reviews, [f"case=1 severity=B owner=EAST sides={sides} resolved=0"])

    def test_concurrent_different_decisions_reopen_it_and_the_greatest_holds(self) -> None:
        self.for_first(self.a, NOON + DAY)
        self.for_second(self.b, NOON + 2 * DAY)
        self.is_open(self.second)
        self.assertTrue(self.made.reviews[0].endswith("resolved=0"))

    def test_a_decision_that_had_seen_the_other_settles_it(self) -> None:
        self.for_second(self.b, NOON + 2 * DAY)
        self.a.meet(self.b)
        self.for_first(self.a, NOON + DAY)
        self.is_open(self.first)
        self.assertTrue(self.made.reviews[0].endswith("resolved=1"))

    def test_equal_concurrent_decisions_agree(self) -> None:
        self.for_first(self.a, NOON + DAY)
        self.for_first(self.b, NOON + 2 * DAY)
        self.assertTrue(self.made.reviews[0].endswith("resolved=1"))

    def test_a_decision_that_did_not_see_all_sides_decides_nothing(self) -> None:
        self.decide(self.a, NOON + DAY, self.sides[0], self.sides[0], conflict=self.conflict)
        self.is_open(self.second)
        self.assertTrue(self.made.reviews[0].endswith("resolved=0"))

    def test_an_undone_decision_leaves_it_open(self) -> None:
        decision = self.for_first(self.a, NOON + DAY)
        self.a.fact(NOON + 2 * DAY, "void", target=decision)
        self.is_open(self.second)
        self.assertTrue(self.made.reviews[0].endswith("resolved=0"))


class Barcodes(Circulation):
    def scan(self) -> Ref:
        return self.b.fact(NOON, "checkout", barcode="31234", patron=P)

    def test_a_barcode_binds_to_the_one_living_item_that_bears_it(self) -> None:
        loan = self.scan()
        self.assertIn(f"custody=loan:{loan} ", self.made.item)
        self.assertEqual(self.made.reviews, [])

    def test_a_barcode_that_two_items_bear_counts_for_neither(self) -> None:
        loan = self.scan()
        self.a.write(2, ITEM_KIND, OTHER_BOOK, {2: "31234"})
        self.assertIn("custody=branch:EAST", self.made.item)
        self.assertTrue(self.made.said("loan ")[0].startswith(f'13:"3331323334" {loan} '))
        sides = f"A:{self.a.dot(1)},B:{self.a.dot(2)}"
        self.assertEqual(
            self.made.reviews, [f"case=27 severity=A owner=- sides={sides} resolved=0"])

    def test_case_102_a_barcode_that_no_living_item_bears_goes_to_review(self) -> None:
        self.scan()
        self.a.delete(2, ITEM_KIND, BOOK)
        self.assertEqual(self.made.reviews, [
            f"case=102 severity=B owner=WEST sides=A:{self.b.dot(1)} resolved=0"])
        subject = b"\x01\x0d" + b"\x0531234"
        expected = hashlib.sha256(b"\x12catchword conflict" + subject + b"\x04").digest()
        self.assertEqual(self.made.conflict, expected)

    def test_the_shown_barcode_is_the_one_that_binds(self) -> None:
        loan = self.scan()
        self.b.write(5, ITEM_KIND, BOOK, {2: "31999"})
        self.a.write(6, ITEM_KIND, BOOK, {2: "31234"})
        self.assertIn(f"custody=loan:{loan} ", self.made.item)
        self.assertEqual([review.split(" ")[0] for review in self.made.reviews], ["case=47"])

    def test_loans_of_an_item_that_nobody_described_have_lines_and_the_item_none(self) -> None:
        loan = self.a.fact(NOON, "checkout", item=OTHER_BOOK, patron=P)
        self.assertEqual(self.made.said(f"item 13:{OTHER_BOOK}"), [])
        self.assertTrue(self.made.said(f"loan 13:{OTHER_BOOK} ")[0].startswith(loan))


class Uses(Circulation):
    """Case 51: uses in the house are counted by their scans."""

    def counted(self, uses: int | str) -> None:
        self.assertTrue(self.made.item.endswith(f" uses={uses}"), self.made.item)

    def test_each_scan_is_a_use_wherever_it_was_made(self) -> None:
        self.a.fact(NOON, "use")
        self.a.fact(NOON, "use")
        self.b.fact(NOON + HOUR, "use", barcode="31234")
        self.a.fact(NOON + DAY, "inventory")
        self.counted(3)

    def test_a_scan_that_came_in_two_commits_is_one_use(self) -> None:
        self.a.fact(NOON, "use", id=Ref("koha:valley:use.1"))
        self.b.fact(NOON + HOUR, "use", id=Ref("koha:valley:use.1"))
        self.counted(1)

    def test_a_scan_taken_back_is_none_and_an_undo_taken_back_is_one_again(self) -> None:
        use = self.a.fact(NOON, "use")
        undo = self.a.fact(NOON + 60, "void", target=use)
        self.counted("-")
        self.a.fact(NOON + 120, "void", target=undo)
        self.counted(1)

    def test_an_undo_of_what_it_had_not_seen_leaves_it_counted(self) -> None:
        use = self.a.fact(NOON, "use")
        self.b.fact(NOON + 60, "void", target=use)
        self.counted(1)

    def test_a_use_of_a_label_that_nothing_bears_is_counted_for_what_will_bear_it(self) -> None:
        self.a.fact(NOON, "use", barcode="777")
        self.counted("-")
        self.a.write(NOON + HOUR, ITEM_KIND, BOOK, {2: "777"})
        self.counted(1)


class FoldOrder(Circulation):
    def test_a_fact_of_an_unknown_action_is_not_folded_and_keeps_its_place(self) -> None:
        self.b.fact(NOON + DAY, 99)
        self.b.meet(self.c)
        second = self.c.fact(NOON - HOUR, "checkout", patron=Q)
        first = self.a.fact(NOON, "checkout", patron=P)
        # Without the unknown fact, the checkout at NORTH would come first.
        self.closed(first, NOON, second, "implied")
        self.is_open(second)

    def test_of_a_fact_stated_twice_the_copy_with_the_lesser_dot_counts(self) -> None:
        loan = Ref("koha:loan.1")
        self.b.fact(NOON, "checkout", loan, patron=Q)
        self.a.fact(NOON + HOUR, "checkout", loan, patron=P)
        self.assertIn(f"patron={P} branch=EAST started={NOON + HOUR} ", self.made.said("loan ")[0])

    def test_facts_of_one_commit_are_taken_by_their_ids(self) -> None:
        ids = Ref(f"{self.a.key}.10"), Ref(f"{self.a.key}.9")
        for id, patron in zip(ids, (P, Q)):
            self.a.fact(NOON, "checkout", id, patron=patron)
        last = self.made.lines.pop()
        self.made.lines[-1]["operations"] += last["operations"]
        self.closed(ids[1], NOON, ids[0], "implied")


if __name__ == "__main__":
    unittest.main()
