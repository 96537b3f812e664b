"""Who is to be named no longer: loans that forget, and people who are shown nowhere."""
from __future__ import annotations

import unittest

from made_history import P, Q, Ref, operation
from test_circulation import DAY, HOUR, NOON, Circulation


class Oblivion(Circulation):
    def erasure(self, desk, time: int, patron: Ref | None = None, until: int | None = None) -> Ref:
        id = desk.mint()
        values = {1: 2 if until is None else 1, 4: desk.branch, 7: 1}
        values |= {2: patron} if patron else {}
        values |= {3: until} if until is not None else {}
        desk.commit("circulation", time, operation("fact", 33, id, values))
        return id

    def borrowers(self) -> list[str]:
        return [line.split("patron=")[1].split(" ")[0] for line in self.made.said("loan ")]

    def test_a_late_loan_is_stripped_on_arrival(self) -> None:
        self.erasure(self.a, NOON + 40 * DAY, until=(NOON + 10 * DAY) // DAY)
        loan = self.b.fact(NOON, "checkout", patron=P)
        self.assertEqual(self.borrowers(), [P])
        self.b.fact(NOON + DAY, "checkin", loan=loan)
        self.assertEqual(self.borrowers(), ["-"])

    def test_what_is_owed_keeps_the_borrower(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        bill = self.a.fact(
            NOON + HOUR, "charge", account=P, amount=400, currency="USD", kind=4, loan=loan)
        self.a.fact(NOON + DAY, "checkin", loan=loan)
        self.erasure(self.a, NOON + 40 * DAY, until=(NOON + 10 * DAY) // DAY)
        self.assertEqual(self.borrowers(), [P])
        self.a.fact(
            NOON + 41 * DAY, "pay", account=P, amount=400, currency="USD", kind=4, loan=loan,
            charge=bill, believed=400)
        self.assertEqual(self.borrowers(), ["-"])
        self.assertIn("patron=- amount=400", self.made.said("charge ")[0])

    def test_lent_to_somebody_who_was_erased(self) -> None:
        self.erasure(self.a, NOON, P)
        loan = self.b.fact(NOON + HOUR, "checkout", patron=P)
        self.assertEqual(self.borrowers(), [P])
        self.assertIn("case=50 severity=A", self.made.reviews[0])
        self.b.fact(NOON + DAY, "checkin", loan=loan)
        self.assertEqual((self.borrowers(), self.made.reviews), (["-"], []))

    def test_all_who_are_one_are_erased(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=Q)
        self.a.fact(NOON + DAY, "checkin", loan=loan)
        self.b.write(NOON, 20, Q, {8: P})
        self.erasure(self.a, NOON + 2 * DAY, P)
        self.assertEqual(self.borrowers(), ["-"])


if __name__ == "__main__":
    unittest.main()
