"""Records that were merged: what stands for them, and what follows."""
from __future__ import annotations

import unittest

from made_history import BOOK, P, Q, Made, Ref

NOON = 1_730_000_000
HOUR = 3_600
X, Y, Z = (Ref(f"koha:bib.{n}") for n in (1, 2, 3))
COPY = Ref("koha:item.9")


class Merges(unittest.TestCase):
    def setUp(self) -> None:
        self.made = Made()
        self.a, self.b = self.made.desks("EAST", "WEST")
        self.write(self.a, NOON - 9 * HOUR, 11, X, {1: "x"})
        self.write(self.a, NOON - 8 * HOUR, 11, Y, {1: "y"})
        self.write(self.a, NOON - 7 * HOUR, 11, Z, {1: "z"})
        self.write(self.a, NOON - 7 * HOUR, 13, BOOK, {1: X, 4: "EAST"})
        self.write(self.a, NOON - 7 * HOUR, 13, COPY, {1: Y, 4: "WEST"})
        for patron in (P, Q):
            self.write(self.a, NOON - 6 * HOUR, 20, patron, {4: "WEST"})
        self.a.meet(self.b)

    def write(self, desk, time: int, kind: int, record: Ref, values: dict) -> None:
        desk.write(time, kind, record, values)

    def test_two_lendings_to_one_person_are_one_loan(self) -> None:
        loan = self.a.fact(NOON, "checkout", patron=P)
        self.b.fact(NOON + 60, "checkout", patron=Q)
        self.assertEqual(len(self.made.said("loan ")), 2)
        self.write(self.b, NOON + HOUR, 20, Q, {8: P})
        line, = self.made.said("loan ")
        self.assertTrue(line.startswith(f"13:{BOOK} {loan} patron={P} "))
        self.assertEqual(self.made.reviews, [])

    def test_of_a_circle_the_record_with_more_items_stands(self) -> None:
        self.write(self.a, NOON, 11, X, {7: Y})
        self.write(self.b, NOON, 11, Y, {7: Z})
        self.write(self.b, NOON, 11, Z, {7: X})
        self.write(self.b, NOON, 13, COPY, {1: Z})
        self.write(self.a, NOON, 13, Ref("koha:item.10"), {1: Z, 4: "HILL"})
        review, = self.made.reviews
        self.assertTrue(review.startswith("case=30 severity=B owner=WEST sides=A:"))
        self.assertEqual(review.count("/"), 3)

    def test_of_two_patrons_merged_into_each_other_the_lesser_stands_if_neither_is_older(self) -> None:
        self.write(self.a, NOON, 20, P, {8: Q})
        self.write(self.b, NOON, 20, Q, {8: P})
        self.a.fact(NOON, "checkout", patron=Q)
        line, = self.made.said("loan ")
        self.assertIn(f" patron={P} ", line)
        review, = self.made.reviews
        self.assertTrue(review.startswith("case=111 severity=B owner=WEST "))

    def test_a_record_led_to_itself_stands_for_itself(self) -> None:
        self.write(self.a, NOON, 20, P, {8: P})
        self.a.fact(NOON, "checkout", patron=P)
        self.assertIn(f" patron={P} ", self.made.said("loan ")[0])
        self.assertEqual(self.made.reviews, [])

    def test_a_card_is_shared_by_persons_and_not_by_records(self) -> None:
        self.write(self.a, NOON, 20, P, {1: "2700"})
        self.write(self.b, NOON + 60, 20, Q, {1: "2700"})
        self.assertTrue(self.made.reviews[0].startswith("case=26 "))
        self.write(self.b, NOON + HOUR, 20, Q, {8: P})
        self.assertEqual(self.made.reviews, [])

    def test_a_retired_card_is_shared_with_nobody(self) -> None:
        self.write(self.a, NOON, 20, P, {1: "2700"})
        self.write(self.b, NOON + 60, 20, Q, {1: "2700", 9: 1})
        self.assertEqual(self.made.reviews, [])


if __name__ == "__main__":
    unittest.main()
