"""Scans by a clock that whoever took them in found wrong."""
from __future__ import annotations

import unittest

from made_history import P, Ref, operation
from test_circulation import DAY, HOUR, NOON, Circulation


class Clocks(Circulation):
    def note(self, desk, time: int, about, first: int, last: int, supposed: int) -> Ref:
        id = desk.mint()
        values = {
            1: bytes.fromhex(about.key), 2: first, 3: last, 4: supposed, 5: DAY, 6: about.branch,
            7: desk.branch, 8: 1}
        desk.commit("circulation", time, operation("fact", 34, id, values))
        return id

    def loan(self) -> str:
        return self.made.said("loan ")[0]

    def test_a_scan_counts_by_the_last_certain_moment(self) -> None:
        self.b.fact(NOON + 9 * DAY, "inventory")
        self.a.fact(NOON + DAY, "inventory")
        self.assertIn("custody=branch:" + self.b.branch, self.made.said("item ")[0])
        self.note(self.a, NOON + 2 * DAY, self.b, 1, 1, NOON)
        self.assertIn("custody=branch:" + self.a.branch, self.made.said("item ")[0])
        self.assertIn(f"since={NOON + DAY} ", self.made.said("item ")[0])

    def test_a_loan_is_due_as_many_days_after_it(self) -> None:
        behind, slip = NOON - 30 * DAY, (NOON - 9 * DAY) // DAY
        self.b.fact(behind, "checkout", patron=P, due=slip)
        self.assertIn(f" due={slip} ", self.loan())
        self.note(self.a, NOON + DAY, self.b, 1, 1, NOON)
        self.assertIn(f"started={NOON} due={slip + 30} ", self.loan())

    def test_a_date_given_by_hand_stays(self) -> None:
        slip = (NOON - 9 * DAY) // DAY
        self.b.fact(NOON - 30 * DAY, "checkout", patron=P, due=slip, due_rule=2)
        self.note(self.a, NOON + DAY, self.b, 1, 1, NOON)
        self.assertIn(f" due={slip} ", self.loan())

    def test_of_two_notes_that_of_the_least_writer_counts(self) -> None:
        self.b.fact(NOON + 9 * DAY, "inventory")
        self.note(self.b, NOON + DAY, self.b, 1, 1, NOON + HOUR)
        self.note(self.a, NOON + 2 * DAY, self.b, 1, 5, NOON)
        self.assertIn(f"since={NOON} ", self.made.said("item ")[0])

    def test_one_entry_a_device_until_its_clock_agrees(self) -> None:
        self.b.fact(NOON + 9 * DAY, "inventory")
        self.note(self.a, NOON + DAY, self.b, 1, 1, NOON)
        self.note(self.a, NOON + 2 * DAY, self.b, 7, 8, NOON)
        review, = self.made.reviews
        self.assertIn("case=43 severity=A owner=" + self.b.branch, review)
        self.assertIn(f"sides=A:{self.a.dot(1)},B:{self.a.dot(2)}", review)
        today = (NOON + 3 * DAY) // DAY
        self.b.fact(NOON + 3 * DAY, "today", clock=1, day=today, claimed=today)
        self.assertEqual(self.made.reviews, [])


if __name__ == "__main__":
    unittest.main()
