"""Money: charges, payments, waivers, and what desks took that did not know of each other."""
from __future__ import annotations

import unittest

from made_history import P, Q, Ref
from test_circulation import DAY, HOUR, NOON, Circulation

REPLACEMENT, DAMAGE, OVERDUE = 2, 4, 1


class Money(Circulation):
    def state(self, desk, time: int, action: str, amount: int, **values) -> Ref:
        return desk.fact(time, action, account=P, amount=amount, currency="USD", **values)

    def charge(self, id: Ref) -> str:
        return next(line for line in self.made.said("charge ") if f" {id} " in f" {line} ")

    def cases(self) -> list[str]:
        return [
            line.split("case=")[1].split(" ")[0] for line in self.made.said("conflict ")
            if "resolved=0" in line]

    def test_payments_of_two_desks_both_count(self) -> None:
        bill = self.state(self.a, NOON, "charge", 700, kind=DAMAGE)
        self.a.meet(self.b)
        for desk in (self.a, self.b):
            self.state(desk, NOON + HOUR, "pay", 700, kind=DAMAGE, charge=bill, believed=700)
        self.assertIn("paid=1400", self.charge(bill))
        self.assertEqual(self.cases(), ["37"])
        self.a.meet(self.b)
        self.b.meet(self.a)
        self.state(self.b, NOON + 2 * HOUR, "refund", 700, kind=DAMAGE, charge=bill)
        self.assertEqual(self.cases(), [])

    def test_parts_of_a_charge_are_no_conflict(self) -> None:
        bill = self.state(self.a, NOON, "charge", 700, kind=DAMAGE)
        self.a.meet(self.b)
        self.state(self.a, NOON + HOUR, "pay", 300, kind=DAMAGE, charge=bill, believed=700)
        self.state(self.b, NOON + HOUR, "pay", 400, kind=DAMAGE, charge=bill, believed=700)
        self.assertEqual(self.cases(), [])

    def test_waived_here_and_paid_there(self) -> None:
        bill = self.state(self.a, NOON, "charge", 700, kind=DAMAGE)
        self.a.meet(self.b)
        self.state(self.a, NOON + HOUR, "waive", 700, kind=DAMAGE, charge=bill, believed=700)
        self.state(self.b, NOON + HOUR, "pay", 700, kind=DAMAGE, charge=bill, believed=700)
        self.assertEqual(self.cases(), ["38"])

    def test_billed_though_it_was_back(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.meet(self.b)
        back = self.b.fact(NOON + DAY, "checkin", loan=loan)
        bill = self.state(
            self.a, NOON + 2 * DAY, "charge", 2500, kind=REPLACEMENT, loan=loan)
        self.assertIn(f"standing=reversed endedBy={back}", self.charge(bill))
        self.assertEqual(self.cases(), ["8"])

    def test_paid_as_lost_and_found(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.a.fact(NOON + DAY, "mark", mark="lost", loan=loan)
        bill = self.state(self.a, NOON + DAY, "charge", 2500, kind=REPLACEMENT, loan=loan)
        paid = self.state(
            self.a, NOON + 2 * DAY, "pay", 2500, kind=REPLACEMENT, loan=loan, charge=bill,
            believed=2500)
        self.closed(loan, NOON + 2 * DAY, paid, "paid")
        self.a.meet(self.b)
        self.b.fact(NOON + 9 * DAY, "inventory")
        self.closed(loan, NOON + 2 * DAY, paid, "paid")
        self.assertIn("standing=owed", self.charge(bill))
        self.assertEqual(self.cases(), ["9"])

    def test_a_fine_paid_for_days_after_the_return(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P, due=20_001)
        self.a.meet(self.b)
        self.b.fact(NOON + 3 * DAY, "checkin", loan=loan)
        self.state(
            self.a, NOON + 9 * DAY, "pay", 800, kind=OVERDUE, loan=loan, charge=loan,
            believed=800, until=20_009)
        self.assertEqual(self.cases(), ["5"])
        self.assertIn("due=20001 returned=20003", self.charge(loan))

    def test_lent_on_a_card_that_was_stolen(self) -> None:
        self.a.fact(NOON, "block", account=P, block=1, item=None)
        self.b.fact(NOON + HOUR, "checkout", patron=P)
        self.c.fact(NOON + HOUR, "checkout", patron=Q)
        self.assertEqual(sorted(self.cases()), ["2", "23"])


if __name__ == "__main__":
    unittest.main()
