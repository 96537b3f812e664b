"""Malformed input, the command line, and the rules held against forged pictures."""
from __future__ import annotations

import contextlib
import io
import json
import pathlib
import tempfile
import unittest
from typing import Any

import catchword_oracle
import checks
from history import Malformed, read
from made_history import BIB_KIND, BOOK, ITEM_KIND, P, Q, WORK, Made, Ref

NOON = 20_000 * 86_400 + 43_200


class MalformedInput(unittest.TestCase):
    """Each case spoils one good history; the refusal names the line and the field."""

    def refusal(self, spoil: Any) -> str:
        made = Made()
        a, b = made.desks("EAST", "WEST")
        a.write(1, BIB_KIND, WORK, {1: "leader", 3: b"\x01", 6: 1})
        a.meet(b)
        b.write(2, BIB_KIND, WORK, {6: 1}, keeps=[(a, 1)])
        made.show("main", ["line"])
        lines = json.loads(json.dumps(made.lines))
        raw = spoil(lines)
        raw = raw if raw else [json.dumps(line).encode() for line in lines]
        with self.assertRaises(Malformed) as caught:
            read(raw)
        return str(caught.exception)

    def test_lines(self) -> None:
        cases = [
            ("line 1: the history is empty", lambda lines: [b"\n"]),
            ("line 1: no JSON", lambda lines: [b"{"]),
            ("line 1: no UTF-8", lambda lines: [b"\xff"]),
            ("line 1: a line is one JSON object", lambda lines: [b"[]"]),
            ("line 1, type: the first line is the network", lambda lines: lines.pop(0) and None),
            ("line 1, domain: 'shop'", lambda lines: lines[0].update(domain="shop")),
            ("line 1, minimum_travel_seconds: is missing",
             lambda lines: lines[0].pop("minimum_travel_seconds") and None),
            ("line 2, type: there is no line", lambda lines: lines[1].update(type="segment")),
            ("line 2, type: is missing", lambda lines: lines[1].pop("type") and None),
            ("line 5, type: a commit stands after", lambda lines: lines.append(lines[1])),
            ("line 3, number: aaaaaaaaaaaaaaaa/1 stands in line 2",
             lambda lines: lines.insert(2, lines[1])),
            ("line 4, lines: is a list", lambda lines: lines[3].update(lines="x")),
            ("line 4, lines[0]: is a text", lambda lines: lines[3].update(lines=[1])),
        ]
        for expected, spoil in cases:
            with self.subTest(expected):
                self.assertTrue(self.refusal(spoil).startswith(expected), self.refusal(spoil))

    def test_commits(self) -> None:
        cases: list[tuple[str, dict[str, Any]]] = [
            ("line 2, writer: a writer is 64", {"writer": "AA"}),
            ("line 2, lane: 'shelves' is no lane", {"lane": "shelves"}),
            ("line 2, operations[0].kind: kind 11 does not belong", {"lane": "circulation"}),
            ("line 2, number: 0 is not within", {"number": 0}),
            ("line 2, number: is a whole number", {"number": 1.0}),
            ("line 2, sequence: is a whole number", {"sequence": True}),
            ("line 2, time: 9223372036854775808 is not", {"time": 1 << 63}),
            ("line 2, seen.x: a log is called", {"seen": {"x": 1}}),
            ("line 2, seen: is an object", {"seen": []}),
            ("line 2, operations: is a list", {"operations": {}}),
            ("line 2, staff: is a text", {"staff": None}),
        ]
        for expected, change in cases:
            with self.subTest(expected):
                refused = self.refusal(lambda lines: lines[1].update(change))
                self.assertTrue(refused.startswith(expected), refused)

    def test_operations(self) -> None:
        cases: list[tuple[str, dict[str, Any]]] = [
            ("action: 'merge' is no action", {"action": "merge"}),
            ("action: fact does not fit kind 11", {"action": "fact"}),
            ("kind: 0 is not within", {"kind": 0}),
            ("record: a record id is", {"record": "koha"}),
            ("record: a source is named", {"record": "Koha.1"}),
            ("record: record numbers have 50 bits", {"record": f"koha.{1 << 50}"}),
            ("values[1][0]: 1 is not within 2 to 63", {"values": [[1, None], [1, None]]}),
            ("values[0]: is a list of a field and its value", {"values": [[1]]}),
            ("values[0][1]: a value is null or", {"values": [[1, "x"]]}),
            ("values[0][1].q: a value is null, i", {"values": [[1, {"q": "x"}]]}),
            ("values[0][1].i: an integer inside", {"values": [[1, {"i": 1}]]}),
            ("values[0][1].i: an integer inside", {"values": [[1, {"i": "-0"}]]}),
            ("values[0][1].i: 9223372036854775808 is", {"values": [[1, {"i": str(1 << 63)}]]}),
            ("values[0][1].x: bytes are pairs", {"values": [[1, {"x": "0"}]]}),
            ("values[0][1].r: a record id is", {"values": [[1, {"r": "koha.01"}]]}),
            ("values[0][1].t: holds half a surrogate", {"values": [[1, {"t": "\ud800"}]]}),
            ("keeps[0][0]: a writer is", {"keeps": [["ab", 1]]}),
        ]
        for expected, change in cases:
            with self.subTest(expected):
                refused = self.refusal(lambda lines: lines[1]["operations"][0].update(change))
                self.assertTrue(refused.startswith(f"line 2, operations[0].{expected}"), refused)

    def test_causality(self) -> None:
        other = {"b" * 64 + "/catalog": 1}
        refused = self.refusal(lambda lines: lines[1].update(seen=other))
        self.assertEqual(
            refused, "line 2, seen: it and line 3 claim to have seen each other")
        refused = self.refusal(
            lambda lines: lines.insert(2, lines[1] | {"number": 2, "sequence": 1}))
        self.assertTrue(refused.startswith("line 3, sequence: is not above"), refused)


class CommandLine(unittest.TestCase):
    def setUp(self) -> None:
        self.made = Made()
        self.a, = self.made.desks("EAST")
        self.a.write(1, ITEM_KIND, BOOK, {2: "31234", 4: "EAST"})
        self.a.fact(NOON, "checkout", patron=P)

    def run_with(self, *words: str) -> tuple[int, str, str]:
        out, error = io.StringIO(), io.StringIO()
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "history.jsonl")
            path.write_bytes(b"".join(self.made.bytes))
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
                code = catchword_oracle.main([*words, str(path)])
        return code, out.getvalue(), error.getvalue()

    def test_equal_pictures_agree(self) -> None:
        self.made.show("main", self.made.picture)
        self.assertEqual(self.run_with("--check"), (0, "", ""))

    def test_each_difference_is_named_with_its_host(self) -> None:
        lines = self.made.picture
        self.made.show("main", lines)
        self.made.show("east", lines[1:] + ["record 13 x.1 dead", lines[-1]])
        code, out, _ = self.run_with()
        self.assertEqual(code, 2)
        self.assertEqual(out.splitlines(), [
            f"east: missing: {lines[0]}", "east: unexpected: record 13 x.1 dead",
            f"east: unexpected: {lines[-1]}"])

    def test_our_own_picture_goes_to_the_output_and_differences_do_not(self) -> None:
        self.made.show("main", [])
        code, out, error = self.run_with("--picture")
        self.assertEqual((code, out.splitlines()), (2, self.made.picture))
        self.assertEqual(len(error.splitlines()), len(self.made.picture))

    def test_a_history_without_pictures_says_that_nothing_was_compared(self) -> None:
        code, out, error = self.run_with()
        self.assertEqual((code, out), (0, ""))
        self.assertIn("nothing was compared", error)

    def test_malformed_input_ends_with_65(self) -> None:
        self.made.lines[1]["number"] = "1"
        code, _, error = self.run_with()
        self.assertEqual(code, 65)
        self.assertIn("line 2, number: is a whole number", error)

    def test_a_file_that_is_not_there_ends_with_66_and_a_wrong_call_with_64(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(catchword_oracle.main(["nowhere/history.jsonl"]), 66)
            with self.assertRaises(SystemExit) as caught:
                catchword_oracle.main(["--nothing"])
        self.assertEqual(caught.exception.code, 64)


class Rules(unittest.TestCase):
    """A picture is forged from the true one; the rule that it breaks is named."""

    def setUp(self) -> None:
        self.made = Made()
        self.a, self.b = self.made.desks("EAST", "WEST")
        self.a.write(1, ITEM_KIND, BOOK, {2: "31234", 4: "EAST"})
        self.a.meet(self.b)
        self.first = self.a.fact(NOON, "checkout", patron=P, due=20_021)
        self.second = self.b.fact(NOON + 3600, "checkout", patron=Q, due=20_021)

    def broken(self, old: str = "", new: str = "", lines: list[str] | None = None) -> list[str]:
        history = read(self.made.bytes)
        forged = lines or [line.replace(old, new) for line in self.made.picture]
        return [violation.rule for violation in checks.violations(history, "main", forged)]

    def test_the_true_picture_keeps_all(self) -> None:
        self.assertEqual(self.broken(), [])

    def test_L1_two_open_loans(self) -> None:
        self.assertEqual(self.broken("standing=closed", "standing=open"), ["L1"])

    def test_L2_a_side_that_vanished(self) -> None:
        picture = self.made.picture
        kept = [line for line in picture if not line.startswith(f"loan 13:{BOOK} {self.first}")]
        self.assertEqual(self.broken(lines=kept), ["L2", "L2"])
        self.assertEqual(self.broken(f"A:{self.a.dot(1)}", f"A:{self.a.dot(7)}"), ["L2"])

    def test_L3_a_checkin_that_closes_a_later_loan(self) -> None:
        self.a.meet(self.b)
        back = self.a.fact(NOON + 7200, "checkin", loan=self.first)
        line = next(each for each in self.made.picture if each.startswith("loan")
                    and f" {self.second} " in each)
        closed = line.replace("standing=open closedAt=- closedBy=- closedHow=-",
                              f"standing=closed closedAt={NOON + 7200} closedBy={back} "
                              "closedHow=checkin")
        self.assertNotEqual(line, closed)
        self.assertEqual(self.broken(line, closed), ["L3"])

    def test_L3_a_loan_that_closed_before_it_began(self) -> None:
        self.assertEqual(self.broken(f"closedAt={NOON + 3600}", "closedAt=5"), ["L3"])

    def test_L4_a_due_date_before_the_slip(self) -> None:
        self.assertEqual(self.broken("due=20021", "due=20020"), ["L4", "L4"])

    def test_L5_a_queue_with_a_gap_and_one_loan_for_two_holds(self) -> None:
        waiting = ("hold 11:a.1 w.5 patron=p.1 pickup=EAST standing=waiting position=1 server=- "
                   "capture=- endedBy=-")
        filled = waiting.replace("waiting position=1", "filled position=-").replace(
            "endedBy=-", "endedBy=w.8")
        kept = "capture 13:i.1 w.9 hold=w.5 pickup=EAST shelved=- endedBy=- ending=-"
        self.assertEqual(checks.one_order([waiting, filled, kept]), [])
        for lines in ([waiting.replace("position=1", "position=2")],
                      [waiting, waiting.replace("w.5", "w.6")],
                      [filled, filled.replace("w.5", "w.6")],
                      [kept, kept.replace("w.9", "w.10")]):
            self.assertEqual([rule for rule, _ in checks.one_order(lines)], ["L5"], lines)

    def test_L6_an_item_that_is_gone_or_made_up(self) -> None:
        picture = self.made.picture
        self.assertEqual(
            self.broken(lines=[line for line in picture if line[:4] != "item"]), ["L6"])
        item = next(line for line in picture if line[:4] == "item")
        made_up = item.replace(BOOK, Ref("koha:valley:item.9"))
        self.assertEqual(self.broken(lines=picture + [made_up]), ["L6"])

    def test_L10_a_conflict_in_two_queues(self) -> None:
        conflict = next(line for line in self.made.picture if line[:8] == "conflict")
        twice = self.made.picture + [conflict.replace("owner=EAST", "owner=WEST")]
        self.assertEqual(self.broken(lines=twice), ["L10"])


if __name__ == "__main__":
    unittest.main()
