#!/usr/bin/env python3
"""Judges a history of a Catchword network by the numbered rules, independently of the engine.

    catchword_oracle.py [FILE]             compare every picture of the history with our own
    catchword_oracle.py --picture [FILE]   print our own; differences go to the error output
    catchword_oracle.py --check [FILE]     hold every picture against L1, L2, L3, L4, L6, L10 too

Without FILE, or with -, the history is read from the standard input. Ends with 0 where all agree, 2
where a picture differs or a rule is broken, 64 where it was called wrongly, 65 where the input is
malformed, 66 where there is none. Standard library only.
"""
from __future__ import annotations

import argparse
import sys
from typing import NoReturn, TextIO

import checks
import judge
from history import History, Malformed, read

AGREED, DIFFERED, USAGE, BAD_DATA, NO_INPUT = 0, 2, 64, 65, 66
OURS = "oracle"


class Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """2 says that pictures differ, so a wrong call needs a code of its own."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def arguments() -> Arguments:
    parser = Arguments(description="Judge a history of a Catchword network.")
    parser.add_argument("file", nargs="?", default="-", help="JSON lines; - is standard input")
    parser.add_argument("--picture", action="store_true", help="print our own picture")
    parser.add_argument("--check", action="store_true", help="hold pictures against the L rules")
    return parser


def load(path: str) -> History:
    if path == "-":
        return read(sys.stdin.buffer)
    with open(path, "rb") as file:
        return read(file)


def judged(history: History, own: list[str], is_checking: bool, out: TextIO) -> bool:
    """Prints what differs and what is broken. Returns whether nothing is."""
    findings: list[object] = []
    for host, lines in history.pictures:
        findings += judge.differences(own, host, lines)
    if is_checking:
        findings += checks.violations(history, OURS, own)
        for host, lines in history.pictures:
            if sorted(lines, key=str.encode) != own:
                findings += checks.violations(history, host, lines)
    for finding in findings:
        print(finding, file=out)
    return not findings


def main(words: list[str] | None = None) -> int:
    options = arguments().parse_args(words)
    try:
        history = load(options.file)
        own = judge.picture(history)
    except Malformed as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return BAD_DATA
    except OSError as error:
        print(f"{options.file}: {error.strerror}", file=sys.stderr)
        return NO_INPUT
    if options.picture:
        sys.stdout.writelines(line + "\n" for line in own)
    elif not history.pictures:
        print("The history holds no picture; nothing was compared.", file=sys.stderr)
    out = sys.stderr if options.picture else sys.stdout
    return AGREED if judged(history, own, options.check, out) else DIFFERED


if __name__ == "__main__":
    sys.exit(main())
