"""Funds and orders: what is committed and spent, and what desks did that did not know of each other."""
from __future__ import annotations

import unittest
from typing import Any

from made_history import Ref, WORK, operation
from test_circulation import DAY, HOUR, NOON, Circulation

FUND = Ref("koha:valley:fund.1")
PLACE, RECEIVE, CANCEL, APPROVE = 1, 2, 3, 4


class Orders(Circulation):
    def fund(self, desk, time: int, amount: int) -> None:
        desk.write(time, 18, FUND, {1: "BOOKS", 3: "MAIN", 4: amount, 5: "EUR"})

    def state(self, desk, time: int, action: int, **values: Any) -> Ref:
        fields = {"order": 2, "bib": 3, "quantity": 5, "amount": 6, "currency": 7, "barcode": 11}
        said = {1: action, 4: FUND, 8: desk.branch} | {
            fields[name]: content for name, content in values.items()}
        id = desk.mint()
        desk.commit("circulation", time, operation("fact", 32, id, said))
        return id

    def place(self, desk, time: int, copies: int = 1, amount: int = 1000, bib: Ref = WORK) -> Ref:
        return self.state(
            desk, time, PLACE, bib=bib, quantity=copies, amount=amount, currency="EUR")

    def undo(self, desk, time: int, target: Ref) -> Ref:
        id = desk.mint()
        said = {1: 7, 5: desk.branch, 11: target, 13: "a mistake", 26: FUND}
        desk.commit("circulation", time, operation("fact", 30, id, said))
        return id

    @property
    def left(self) -> str:
        return self.made.said("fund ")[0].split(" ", 1)[1]

    def order(self, id: Ref) -> str:
        return next(line for line in self.made.said("order ") if line.split(" ")[1] == id)

    def open(self) -> list[str]:
        return [
            line.split("case=")[1].split(" ")[0] for line in self.made.said("conflict ")
            if "resolved=0" in line]

    def test_what_is_open_is_committed_and_what_came_is_spent(self) -> None:
        self.fund(self.a, NOON, 5000)
        order = self.place(self.a, NOON, copies=3)
        self.assertEqual(self.left, "committed=3000 spent=0 free=2000")
        self.state(self.a, NOON + HOUR, RECEIVE, order=order)
        self.assertEqual(self.left, "committed=2000 spent=1000 free=2000")
        self.state(self.a, NOON + 2 * HOUR, CANCEL, order=order)
        self.assertEqual(self.left, "committed=0 spent=1000 free=4000")
        self.assertIn("received=1 standing=received", self.order(order))
        self.assertEqual(self.open(), [])

    def test_cancelled_here_and_received_there(self) -> None:
        self.fund(self.a, NOON, 5000)
        order = self.place(self.a, NOON, copies=2)
        self.a.meet(self.b)
        self.state(self.a, NOON + HOUR, CANCEL, order=order)
        self.state(self.b, NOON + HOUR, RECEIVE, order=order, barcode="x1")
        self.assertIn("received=1 standing=open", self.order(order))
        self.assertEqual(self.open(), ["52"])
        self.assertIn("committed=1000 spent=1000", self.left)

    def test_received_by_somebody_who_knew_of_the_cancellation(self) -> None:
        self.fund(self.a, NOON, 5000)
        order = self.place(self.a, NOON)
        self.state(self.a, NOON + HOUR, CANCEL, order=order)
        self.assertIn("standing=cancelled", self.order(order))
        self.a.meet(self.b)
        self.state(self.b, NOON + 2 * HOUR, RECEIVE, order=order)
        self.assertIn("received=1 standing=received", self.order(order))
        self.assertEqual(self.open(), [])

    def test_one_copy_unpacked_twice(self) -> None:
        self.fund(self.a, NOON, 5000)
        order = self.place(self.a, NOON, copies=2)
        self.a.meet(self.b)
        for desk in (self.a, self.b):
            self.state(desk, NOON + HOUR, RECEIVE, order=order, barcode="x1")
        self.assertIn("received=1 standing=open", self.order(order))

    def test_the_last_of_a_fund_is_approved_until_the_next_order(self) -> None:
        self.fund(self.a, NOON, 1500)
        self.a.meet(self.b)
        for desk in (self.a, self.b):
            self.place(desk, NOON + HOUR)
        self.assertEqual(self.left, "committed=2000 spent=0 free=-500")
        self.assertEqual(self.open(), ["53"])
        self.a.meet(self.b)
        self.state(self.a, NOON + 2 * HOUR, APPROVE, amount=500, currency="EUR")
        self.assertEqual(self.open(), [])
        self.place(self.b, NOON + DAY, amount=1)
        self.assertEqual(self.open(), ["53"])
        self.fund(self.a, NOON + 2 * DAY, 9000)
        self.assertEqual(self.open(), [])

    def test_orders_follow_a_merged_bib(self) -> None:
        other = Ref("koha:bib.8")
        self.fund(self.a, NOON, 5000)
        order = self.place(self.a, NOON, bib=other)
        self.assertIn(f"bib={other} ", self.order(order))
        self.b.write(NOON, 11, other, {7: WORK})
        self.assertIn(f"bib={WORK} ", self.order(order))

    def test_an_undone_receipt_counts_nothing_until_the_undo_is_undone(self) -> None:
        self.fund(self.a, NOON, 5000)
        order = self.place(self.a, NOON, copies=2)
        receipt = self.state(self.a, NOON + HOUR, RECEIVE, order=order)
        undo = self.undo(self.a, NOON + 2 * HOUR, receipt)
        self.assertIn("received=0 standing=open", self.order(order))
        self.assertEqual(self.left, "committed=2000 spent=0 free=3000")
        self.undo(self.a, NOON + 3 * HOUR, undo)
        self.assertEqual(self.left, "committed=1000 spent=1000 free=3000")

    def test_an_undone_cancellation_and_an_undone_order(self) -> None:
        self.fund(self.a, NOON, 5000)
        order = self.place(self.a, NOON)
        cancellation = self.state(self.a, NOON + HOUR, CANCEL, order=order)
        self.undo(self.a, NOON + 2 * HOUR, cancellation)
        self.assertIn("standing=open", self.order(order))
        undo = self.undo(self.a, NOON + 3 * HOUR, order)
        self.assertIn("received=0 standing=undone", self.order(order))
        self.assertIn(f"endedBy={undo}", self.order(order))
        self.assertEqual(self.left, "committed=0 spent=0 free=5000")
        self.state(self.a, NOON + 4 * HOUR, RECEIVE, order=order)
        self.assertIn("received=1 standing=received", self.order(order))
        self.assertEqual(self.open(), [])

    def test_an_undone_receipt_takes_no_part_in_a_dispute(self) -> None:
        self.fund(self.a, NOON, 5000)
        order = self.place(self.a, NOON, copies=2)
        self.a.meet(self.b)
        self.state(self.a, NOON + HOUR, CANCEL, order=order)
        receipt = self.state(self.b, NOON + HOUR, RECEIVE, order=order)
        self.assertEqual(self.open(), ["52"])
        self.undo(self.b, NOON + 2 * HOUR, receipt)
        self.assertEqual(self.open(), [])
        self.assertIn("received=0 standing=cancelled", self.order(order))

    def test_somebody_built_on_what_was_being_undone(self) -> None:
        self.fund(self.a, NOON, 5000)
        order = self.place(self.a, NOON, copies=2)
        receipt = self.state(self.a, NOON + HOUR, RECEIVE, order=order)
        other = self.place(self.a, NOON + HOUR)
        cancellation = self.state(self.a, NOON + HOUR, CANCEL, order=other, bib=WORK)
        last = self.place(self.a, NOON + HOUR)
        self.a.meet(self.b)
        for target in (receipt, cancellation, last):
            self.undo(self.a, NOON + 2 * HOUR, target)
        self.state(self.b, NOON + 2 * HOUR, CANCEL, order=order)
        self.place(self.b, NOON + 2 * HOUR)
        self.state(self.b, NOON + 2 * HOUR, RECEIVE, order=last)
        self.assertEqual(self.open(), ["101", "101", "101"])
        self.assertIn("received=0 standing=cancelled", self.order(order))
        self.assertIn("received=1 standing=received", self.order(last))

    def test_an_approval_does_not_cover_what_is_brought_back(self) -> None:
        self.fund(self.a, NOON, 1500)
        order = self.place(self.a, NOON)
        cancellation = self.state(self.a, NOON, CANCEL, order=order)
        self.place(self.a, NOON, amount=2000)
        approval = self.state(self.a, NOON + HOUR, APPROVE)
        self.assertEqual(self.open(), [])
        self.undo(self.a, NOON + 2 * HOUR, cancellation)
        self.assertEqual(self.open(), ["53"])
        second = self.state(self.a, NOON + 3 * HOUR, APPROVE)
        self.assertEqual(self.open(), [])
        self.undo(self.a, NOON + 4 * HOUR, approval)
        self.assertEqual(self.open(), [])
        self.undo(self.a, NOON + 5 * HOUR, second)
        self.assertEqual(self.open(), ["53"])

    def test_what_cannot_be_counts_for_nothing(self) -> None:
        self.fund(self.a, NOON, 5000)
        self.place(self.a, NOON, copies=0)
        self.place(self.a, NOON, amount=1 << 62)
        self.assertEqual(self.made.said("order "), [])
        self.assertEqual(self.left, "committed=0 spent=0 free=5000")


if __name__ == "__main__":
    unittest.main()
