"""Records: registers, deletions, sets, counters, and the conflicts of descriptions."""
from __future__ import annotations

import hashlib
import unittest

from made_history import (
    BIB_KIND, BOOK, BRANCH_KIND, FIELD_KIND, ITEM_KIND, OTHER_BOOK, P, PATRON_KIND, WORK, Desk,
    Made, Ref, operation)

TITLE = Ref("koha:bib-field.9")
MOBY, WHALE, AHAB = ("t" + name.encode().hex() for name in ("Moby", "Whale", "Ahab"))


class Registers(unittest.TestCase):
    def setUp(self) -> None:
        self.made = Made("board")
        self.a, self.b, self.c = self.made.desks("A", "B", "C")

    def title(self) -> str:
        said = self.made.said(f"register 11 {WORK} 1 ")
        self.assertEqual(len(said), 1)
        return said[0]

    def test_a_write_replaces_what_it_had_seen_whatever_the_clocks_say(self) -> None:
        self.a.write(20, BIB_KIND, WORK, {1: "Moby"})
        self.a.meet(self.b)
        self.b.write(10, BIB_KIND, WORK, {1: "Whale"})
        self.assertEqual(self.title(), f"{self.b.dot(1)}={WHALE}")

    def test_of_concurrent_writes_both_stand_and_the_later_is_shown(self) -> None:
        self.b.write(10, BIB_KIND, WORK, {1: "Whale"})
        self.a.write(20, BIB_KIND, WORK, {1: "Moby"})
        self.assertEqual(self.title(), f"{self.a.dot(1)}={MOBY} {self.b.dot(1)}={WHALE}")

    def test_at_one_time_the_greater_writer_is_shown(self) -> None:
        self.b.write(10, BIB_KIND, WORK, {1: "Whale"})
        self.a.write(10, BIB_KIND, WORK, {1: "Moby"})
        self.assertEqual(self.title(), f"{self.b.dot(1)}={WHALE} {self.a.dot(1)}={MOBY}")

    def test_what_is_kept_stands_behind_what_keeps_it(self) -> None:
        self.a.write(10, BIB_KIND, WORK, {1: "Moby"})
        self.b.write(20, BIB_KIND, WORK, {1: "Whale"})
        self.c.meet(self.a, self.b)
        self.c.write(5, BIB_KIND, WORK, {1: "Ahab"}, keeps=[(self.b, 1)])
        self.assertEqual(self.title(), f"{self.c.dot(1)}={AHAB} {self.b.dot(1)}={WHALE}")

    def test_what_was_not_seen_cannot_be_kept(self) -> None:
        self.b.write(20, BIB_KIND, WORK, {1: "Whale"})
        self.a.write(10, BIB_KIND, WORK, {1: "Moby"}, keeps=[(self.b, 1)])
        self.assertEqual(self.title(), f"{self.b.dot(1)}={WHALE} {self.a.dot(1)}={MOBY}")

    def test_equal_concurrent_values_stand_side_by_side(self) -> None:
        self.a.write(10, BIB_KIND, WORK, {1: "Moby"})
        self.b.write(20, BIB_KIND, WORK, {1: "Moby"})
        self.assertEqual(self.title(), f"{self.b.dot(1)}={MOBY} {self.a.dot(1)}={MOBY}")

    def test_a_write_that_saw_one_of_two_equal_values_leaves_the_other(self) -> None:
        self.a.write(10, BIB_KIND, WORK, {1: "Moby"})
        self.b.write(20, BIB_KIND, WORK, {1: "Moby"})
        self.c.meet(self.b)
        self.c.write(30, BIB_KIND, WORK, {1: None})
        self.assertEqual(self.title(), f"{self.c.dot(1)}=null {self.a.dot(1)}={MOBY}")

    def test_of_two_writes_in_one_commit_the_later_stands(self) -> None:
        first = operation("write", BIB_KIND, WORK, {1: "Moby"})
        second = operation("write", BIB_KIND, WORK, {1: "Whale"}, keeps=[(self.a, 1)])
        self.a.commit("catalog", 10, first, second)
        self.assertEqual(self.title(), f"{self.a.dot(1)}={WHALE}")

    def test_a_commit_seen_in_another_lane_is_not_seen_here(self) -> None:
        self.a.write(10, BIB_KIND, WORK, {1: "Moby"})
        self.b.seen = {f"{self.a.key}/circulation": 9}
        self.b.write(20, BIB_KIND, WORK, {1: "Whale"})
        self.assertEqual(self.title(), f"{self.b.dot(1)}={WHALE} {self.a.dot(1)}={MOBY}")

    def test_values_have_their_forms(self) -> None:
        values = {1: None, 2: -3, 3: "é", 4: b"\x00\xff", 5: Ref("koha:x.y.7")}
        self.a.write(10, 900, WORK, values)
        self.assertEqual(
            [line.split("=")[1] for line in self.made.said("register 900 ")],
            ["null", "i-3", "tc3a9", "x00ff", "rkoha:x.y.7"])


class Deletions(unittest.TestCase):
    def setUp(self) -> None:
        self.made = Made("board")
        self.a, self.b, self.c = self.made.desks("A", "B", "C")

    def fate(self) -> list[str]:
        return self.made.said(f"record 11 {WORK} ")

    def test_a_deletion_that_saw_all_leaves_the_record_dead_with_its_content(self) -> None:
        self.a.write(10, BIB_KIND, WORK, {1: "Moby"})
        self.a.delete(20, BIB_KIND, WORK)
        self.assertEqual(self.fate(), ["dead"])
        self.assertEqual(self.made.said(f"register 11 {WORK} 1 "), [f"{self.a.dot(1)}={MOBY}"])

    def test_a_record_that_nobody_wrote_can_be_dead(self) -> None:
        self.a.delete(20, BIB_KIND, WORK)
        self.assertEqual(self.made.picture, [f"record 11 {WORK} dead"])

    def test_an_edit_outlives_a_deletion_in_whichever_order_they_are_listed(self) -> None:
        for first, second in (("write", "delete"), ("delete", "write")):
            with self.subTest(first):
                made = Made("board")
                a, b = made.desks("A", "B")
                for desk, action in ((a, first), (b, second)):
                    values = {1: "Moby"} if action == "write" else {}
                    desk.write(10, BIB_KIND, WORK, values, action=action)
                deleter = a if first == "delete" else b
                self.assertEqual(
                    made.said(f"record 11 {WORK} "), [f"survived {deleter.dot(1)}"])

    def test_two_deletions_of_which_one_was_outlived_leave_it_dead(self) -> None:
        self.a.write(10, BIB_KIND, WORK, {1: "Moby"})
        self.b.delete(20, BIB_KIND, WORK)
        self.c.meet(self.a)
        self.c.delete(30, BIB_KIND, WORK)
        self.assertEqual(self.fate(), ["dead"])

    def test_survived_deletions_are_listed_by_time(self) -> None:
        self.a.write(10, BIB_KIND, WORK, {1: "Moby"})
        self.b.delete(30, BIB_KIND, WORK)
        self.c.delete(20, BIB_KIND, WORK)
        self.assertEqual(self.fate(), [f"survived {self.c.dot(1)} {self.b.dot(1)}"])

    def test_a_write_that_saw_the_deletion_takes_it_away(self) -> None:
        self.a.delete(20, BIB_KIND, WORK)
        self.a.meet(self.b)
        self.b.write(10, BIB_KIND, WORK, {1: "Moby"})
        self.assertEqual(self.fate(), [])

    def test_a_write_that_keeps_the_deletion_leaves_it(self) -> None:
        self.a.delete(20, BIB_KIND, WORK)
        self.a.meet(self.b)
        self.b.write(10, BIB_KIND, WORK, {1: "Moby"}, keeps=[(self.a, 1)])
        self.assertEqual(self.fate(), ["dead"])

    def test_deleting_again_with_all_seen_settles_a_survived_deletion(self) -> None:
        self.a.delete(10, BIB_KIND, WORK)
        self.b.write(20, BIB_KIND, WORK, {1: "Moby"})
        self.c.meet(self.a, self.b)
        self.c.delete(30, BIB_KIND, WORK)
        self.assertEqual(self.fate(), ["dead"])

    def test_within_one_commit_the_later_of_deletion_and_write_prevails(self) -> None:
        write, delete = (operation(action, BIB_KIND, WORK, {}) for action in ("write", "delete"))
        self.a.commit("catalog", 10, write, delete)
        self.assertEqual(self.fate(), ["dead"])
        self.a.commit("catalog", 20, delete, write)
        self.assertEqual(self.fate(), [])

    def test_removing_from_a_set_is_an_edit_that_outlives_a_deletion(self) -> None:
        self.a.write(10, BIB_KIND, WORK, {1: "x"}, action="remove")
        self.b.delete(20, BIB_KIND, WORK)
        self.assertEqual(self.fate(), [f"survived {self.b.dot(1)}"])


class SetsAndCounters(unittest.TestCase):
    def setUp(self) -> None:
        self.made = Made("board")
        self.a, self.b = self.made.desks("A", "B")

    def add(self, desk: object, *elements: object) -> None:
        for element in elements:
            desk.write(10, 900, WORK, {2: element}, action="add")

    def test_elements_ascend_by_the_bytes_of_their_forms(self) -> None:
        self.add(self.a, "b", 10, 9, "a")
        self.assertEqual(self.made.said(f"set 900 {WORK} 2 "), ["i10 i9 t61 t62"])

    def test_a_removal_takes_what_it_had_seen_and_nothing_else(self) -> None:
        self.add(self.a, "x", "y")
        self.a.meet(self.b)
        self.add(self.a, "x")
        self.b.write(20, 900, WORK, {2: "x"}, action="remove")
        self.b.write(21, 900, WORK, {2: "y"}, action="remove")
        self.assertEqual(self.made.said(f"set 900 {WORK} 2 "), ["t78"])
        self.a.meet(self.b)
        self.b.write(30, 900, WORK, {2: "x"}, action="remove")
        self.assertEqual(self.made.picture, [])

    def test_a_counter_is_the_sum_of_all_increments(self) -> None:
        for desk, amount in ((self.a, 5), (self.b, -7), (self.a, 1)):
            desk.write(10, 900, WORK, {3: amount}, action="increment")
        self.assertEqual(self.made.said("counter "), [f"900 {WORK} 3 -1"])

    def test_a_counter_wraps_within_64_bits(self) -> None:
        for desk in (self.a, self.b):
            desk.write(10, 900, WORK, {3: (1 << 63) - 1}, action="increment")
        self.assertEqual(self.made.said("counter "), [f"900 {WORK} 3 -2"])


class Descriptions(unittest.TestCase):
    def setUp(self) -> None:
        self.made = Made()
        self.a, self.b, self.c = self.made.desks("A", "B", "C")

    def catalogue(self) -> None:
        self.a.write(1, BIB_KIND, WORK, {1: "leader"})
        self.a.write(2, FIELD_KIND, TITLE, {1: WORK, 2: 1024, 3: "245", 4: "Moby"})
        self.a.write(3, ITEM_KIND, OTHER_BOOK, {1: WORK, 4: "WEST"})
        self.a.write(4, ITEM_KIND, BOOK, {1: WORK, 2: "31234", 4: "EAST"})
        self.a.meet(self.b, self.c)

    def test_a_field_edited_twice_goes_to_the_owner_of_the_first_item(self) -> None:
        self.catalogue()
        self.a.write(20, FIELD_KIND, TITLE, {4: "Whale"})
        self.b.write(30, FIELD_KIND, TITLE, {4: "Ahab"})
        self.assertEqual(self.made.reviews, [
            f"case=32 severity=B owner=EAST sides=A:{self.a.dot(5)},B:{self.b.dot(1)} resolved=0"])

    def test_its_name_is_the_hash_of_subject_and_doubt(self) -> None:
        self.catalogue()
        self.a.write(20, FIELD_KIND, TITLE, {4: "Whale"})
        self.b.write(30, FIELD_KIND, TITLE, {4: "Ahab"})
        subject = b"\x00\x0b" + b"\x01\x08koha:bib\x07"
        doubt = b"\x05\x0c" + b"\x01\x0ekoha:bib-field\x09" + b"\x04"
        expected = hashlib.sha256(b"\x12catchword conflict" + subject + doubt).digest()
        self.assertEqual(self.made.conflict, expected)

    def test_positions_marks_of_imports_and_touches_are_no_conflict(self) -> None:
        self.catalogue()
        for desk, place in ((self.a, 1), (self.b, 2)):
            desk.write(20, FIELD_KIND, TITLE, {2: place, 5: bytes([place]), 6: bytes([place])})
            desk.write(21, BIB_KIND, WORK, {3: bytes([place]), 6: place})
            desk.write(22, ITEM_KIND, BOOK, {22: bytes([place])})
        self.assertEqual(self.made.reviews, [])

    def test_three_sides_are_lettered_by_their_values_and_equal_ones_are_one(self) -> None:
        self.a.write(10, ITEM_KIND, BOOK, {7: "PZ3"})
        self.b.write(30, ITEM_KIND, BOOK, {7: "PZ3"})
        self.c.write(20, ITEM_KIND, BOOK, {7: None, 4: "EAST"})
        self.assertEqual(self.made.reviews, [
            f"case=47 severity=B owner=EAST sides=A:{self.c.dot(1)},B:{self.b.dot(1)} resolved=0"])

    def test_a_field_deleted_and_edited_stays_and_is_flagged(self) -> None:
        self.catalogue()
        self.a.delete(20, FIELD_KIND, TITLE)
        self.b.write(30, FIELD_KIND, TITLE, {4: "Ahab"})
        self.assertEqual(self.made.reviews, [
            f"case=33 severity=B owner=EAST sides=A:{self.b.dot(1)},B:{self.a.dot(5)} resolved=0"])

    def test_an_item_deleted_and_edited_stays_and_is_flagged(self) -> None:
        self.catalogue()
        self.a.delete(20, ITEM_KIND, BOOK)
        self.b.write(30, ITEM_KIND, BOOK, {7: "PZ3"})
        self.assertEqual(self.made.reviews, [
            f"case=103 severity=B owner=EAST sides=A:{self.b.dot(1)},B:{self.a.dot(5)} resolved=0"])

    def test_a_bib_deleted_and_touched_stays_and_is_flagged(self) -> None:
        self.catalogue()
        self.a.delete(20, BIB_KIND, WORK)
        self.b.write(30, BIB_KIND, WORK, {6: 1})
        self.assertEqual(self.made.reviews, [
            f"case=34 severity=B owner=EAST sides=A:{self.b.dot(1)},B:{self.a.dot(5)} resolved=0"])

    def test_a_bib_deleted_while_an_item_names_it_is_flagged(self) -> None:
        self.a.write(1, BIB_KIND, WORK, {1: "leader"})
        self.a.delete(2, BIB_KIND, WORK)
        self.b.write(3, ITEM_KIND, BOOK, {1: WORK})
        self.assertEqual(self.made.reviews, [
            f"case=34 severity=B owner=- sides=A:{self.b.dot(1)},B:{self.a.dot(2)} resolved=0"])

    def test_items_that_are_marked_deleted_do_not_use_a_bib(self) -> None:
        self.a.write(1, BIB_KIND, WORK, {1: "leader"})
        self.a.write(2, ITEM_KIND, BOOK, {1: WORK})
        self.a.fact(3, "mark", mark="deleted")
        self.a.delete(4, BIB_KIND, WORK)
        self.assertEqual(self.made.reviews, [])

    def test_a_deleted_bib_is_in_use_again_when_its_deleted_item_is_seen(self) -> None:
        self.a.write(1, BIB_KIND, WORK, {1: "leader"})
        self.a.write(2, ITEM_KIND, BOOK, {1: WORK, 4: "EAST"})
        self.a.fact(3, "mark", mark="deleted")
        self.a.delete(4, BIB_KIND, WORK)
        self.b.fact(5, "inventory")
        self.assertEqual([review.split(" ")[0] for review in self.made.reviews], [
            "case=13", "case=34"])

    def test_a_patron_edited_twice_goes_to_the_branch_of_the_patron(self) -> None:
        self.a.write(10, PATRON_KIND, P, {2: "Ishmael", 4: "EAST"})
        self.b.write(20, PATRON_KIND, P, {2: "Queequeg"})
        self.assertEqual(self.made.reviews, [
            f"case=47 severity=B owner=EAST sides=A:{self.a.dot(1)},B:{self.b.dot(1)} resolved=0"])

    def test_a_branch_deleted_and_edited_goes_to_itself(self) -> None:
        east = Ref("koha:branch.1")
        self.a.write(10, BRANCH_KIND, east, {1: "EAST"})
        self.b.delete(20, BRANCH_KIND, east)
        self.assertEqual(self.made.reviews, [
            f"case=103 severity=B owner=EAST sides=A:{self.a.dot(1)},B:{self.b.dot(1)} resolved=0"])

    def test_dead_patrons_are_in_no_queue(self) -> None:
        self.a.write(10, PATRON_KIND, P, {2: "Ishmael"})
        self.b.write(20, PATRON_KIND, P, {2: "Queequeg"})
        self.a.meet(self.b)
        self.a.delete(30, PATRON_KIND, P)
        self.assertEqual(self.made.reviews, [])


class Policies(unittest.TestCase):
    """What a network decides about lending, loaded as a whole."""

    def load(self, desk: Desk, time: int, content: bytes) -> None:
        desk.commit(
            "catalog", time,
            operation("fact", 14, desk.mint(), {1: content, 2: desk.branch, 4: 1}))

    def test_policies_loaded_at_once_are_a_conflict_until_one_load_has_seen_both(self) -> None:
        made = Made()
        a, b = made.desks("EAST", "WEST")
        self.load(a, 20, b"one")
        self.load(b, 10, b"two")
        review, = made.reviews
        self.assertIn("case=110 severity=B owner=-", review)
        self.assertIn(f"sides=A:{b.dot(1)},B:{a.dot(1)}", review)
        a.meet(b)
        self.load(b, 5, b"two")
        self.assertEqual(made.reviews, [])

    def test_the_same_policy_twice_is_no_conflict(self) -> None:
        made = Made()
        a, b = made.desks("EAST", "WEST")
        self.load(a, 20, b"one")
        self.load(b, 10, b"one")
        self.assertEqual(made.reviews, [])


if __name__ == "__main__":
    unittest.main()
