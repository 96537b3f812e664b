"""The pages in Documentation that walk through a day: every command is run, every answer compared.

In a page, a block of the sort `console` holds lines such as `MAIN$ catchword checkin 37040000000409`:
a command at the replica MAIN, and below it what it answers. `…` on a line of its own stands for lines
that do not matter. Ids, days and times are other ones at every run: where a page and a run differ in
nothing else, the page's id means the run's from then on. Run by itself with --write, the script puts
the run's answers into the pages.
"""
import argparse
import os
import re
import shlex
import sys
import time

import harness
from harness import ROOT, check, equal

PAGES = ["ADayAtTheDesk.md", "ADayOnTheCart.md", "AMorningWithTheQueue.md"]
STICK = "/media/stick"
PROMPT = re.compile(r"^([A-Z]+)\$ catchword (.*)$")
# What differs from run to run: ids of facts, hashes, times, days.
VARIABLE = re.compile(
    r"\bcw1-[0-9a-f]+\b|\b[0-9a-f]{16}\.\d+\b|\b[0-9a-f]{12,64}\b|\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?Z?"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d+(?:\.\d+)? (?:ms|s)\b|\b\d+ bytes\b|\b\d+ seconds apart\b")
ID = re.compile(r"^(cw1-)?[0-9a-f]{12,}")


def blocks(text):
    """The console blocks of a page: (start, end) of their inside."""
    return [match.span(1) for match in re.finditer(r"```console\n(.*?)```", text, re.DOTALL)]


def steps(block):
    """Commands with their replica and the lines of the answer."""
    found = []
    for line in block.splitlines():
        match = PROMPT.match(line)
        if match:
            found.append((match.group(1), match.group(2), []))
        elif found:
            found[-1][2].append(line)
    return found


class Walk:
    """One page being walked: which of its ids mean which of the run's."""

    def __init__(self, place):
        self.place = place
        self.meant = {}
        self.shown = []
        self.desk = None
        os.symlink(ROOT / "Samples", place.path / "Samples")
        place.folder("stick")

    def do(self, replica, words):
        # Times are whole seconds: what happens at another desk happens later.
        if self.desk not in (None, replica):
            time.sleep(1.1)
        self.desk = replica
        for said, real in self.meant.items():
            words = words.replace(said, real)
        words = words.replace("TOKEN", self.last("cw1-")).replace("FIRST", self.last(""))
        stick = str(self.place.path / "stick")
        words = words.replace(STICK, stick)
        words, _, source = words.partition(" < ")
        text = (self.place.path / source.strip()).read_text() if source else None
        command = [harness.options.binary, "-C", replica, "--staff", "ann"] + shlex.split(words)
        run = self.place.run(command, input=text, expect=None)
        # A refusal is an answer; a command that nobody understands is a mistake of the page.
        check(run.code not in (harness.USAGE, 70), f"{run}\nthe page's command is not understood")
        ids = [each for each in VARIABLE.findall(run.text) if re.match("cw1-|[0-9a-f]{12}$", each)]
        self.shown = ids or self.shown
        return run.text.replace(stick, STICK).splitlines()

    def last(self, prefix):
        """The first id of a sort in the last answer that had any: what TOKEN and FIRST stand for."""
        return next((each for each in self.shown if each.startswith(prefix)), "")

    def compare(self, replica, words, expected, found):
        what = f"{replica}$ catchword {words}"
        rest = list(found)
        for number, line in enumerate(expected):
            if line == "…":
                following = expected[number + 1:number + 2]
                while rest and not (following and same(following[0], rest[0])):
                    rest.pop(0)
                continue
            check(rest, f"{what}\nsays nothing more where the page says {line!r}")
            equal(VARIABLE.sub("*", rest[0]), VARIABLE.sub("*", line), what)
            self.note([line], [rest.pop(0)])
        check(not rest, f"{what}\nsays besides: {rest}")


    def note(self, expected, found):
        """Where a page's line and a run's differ in ids alone, the page's ids mean the run's."""
        for line, real_line in zip(expected, found):
            if same(line, real_line):
                for said, real in zip(VARIABLE.findall(line), VARIABLE.findall(real_line)):
                    if ID.match(said):
                        self.meant[said] = real


def same(a, b):
    return VARIABLE.sub("*", a) == VARIABLE.sub("*", b)


def walk(place, page):
    text = (ROOT / "Documentation" / page).read_text()
    walking = Walk(place)
    count = 0
    for start, end in blocks(text):
        for replica, words, expected in steps(text[start:end]):
            walking.compare(replica, words, expected, walking.do(replica, words))
            count += 1
    check(count > 10, f"{page} has {count} commands")
    harness.say(f"{count} commands of {page}")


def write(page):
    """Puts what a run answers into a page. Whoever does this reads it afterwards."""
    path = ROOT / "Documentation" / page
    text = path.read_text()
    with harness.Place() as place:
        walking, out, last = Walk(place), [], 0
        for start, end in blocks(text):
            out.append(text[last:start])
            for replica, words, expected in steps(text[start:end]):
                filled = words.replace("TOKEN", walking.last("cw1-")).replace(
                    "FIRST", walking.last(""))
                answer = walking.do(replica, filled)
                for said, real in walking.meant.items():
                    filled = filled.replace(said, real)
                out.append(f"{replica}$ catchword {filled}\n")
                walking.note(expected, answer)
                out += [line + "\n" for line in (expected if "…" in expected else answer)]
            last = end
        path.write_text("".join(out) + text[last:])


def a_day_at_the_desk(place):
    walk(place, PAGES[0])


def a_day_on_the_cart(place):
    walk(place, PAGES[1])


def a_morning_with_the_queue(place):
    walk(place, PAGES[2])


CASES = [a_day_at_the_desk, a_day_on_the_cart, a_morning_with_the_queue]

if __name__ == "__main__":
    if "--write" in sys.argv:
        sys.argv.remove("--write")
        parser = argparse.ArgumentParser()
        parser.add_argument("pages", nargs="*", default=PAGES)
        for name in harness.parse(parser).pages:
            write(name)
    else:
        harness.main(CASES)
