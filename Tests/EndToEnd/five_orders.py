#!/usr/bin/env python3
"""Three replicas work apart and meet in five orders; every order must come to the same end.

MAIN, EAST and CART hold one catalogue and do 300 seeded desk actions each, offline, on few enough
items and patrons to collide. Each order starts from three fresh replicas and the same scripts. In
the end all hold exactly the commits that were acknowledged, digests and queues are equal, and the
queues of the five orders say the same.
"""
import json
import re
import shutil
import subprocess
import time
from collections import Counter
from contextlib import contextmanager

import harness
from catalogue import cards, found_library, join, largest
from harness import BAD_DATA, DONE, NOT_PERMITTED, Skipped, check, equal, say, seeded
from replicas import Desk, Journal, Replica, Server, acknowledged

NAMES = ("MAIN", "EAST", "CART")
ACTIONS, BLOCK = 300, 60
HOT_ITEMS, HOT_PATRONS = 40, 8


class Valley:
    """Three fresh replicas with one catalogue, and what they have done since."""

    def __init__(self, place, environments):
        self.place = place
        self.journal = Journal(place.path / "journal.jsonl")
        self.counts = Counter()
        self.replicas = {
            name: Replica(place, name, environments.get(name)) for name in NAMES}
        self.main, self.east, self.cart = self.replicas.values()
        found_library(self.main, largest())
        # A folder of its own for setting up, so that no order starts with anything in its own.
        for replica in (self.east, self.cart):
            role = "cart" if replica is self.cart else "branch"
            join(replica, self.main, place.folder("setup"), role)
        self.east.run("sync", "MAIN")
        self.check_digests()
        self.baseline = self.main.log()

    def call(self, dialler, answerer):
        """One dials, the other serves."""
        with Server(answerer) as server:
            dialler.peer(answerer.name, server.address)
            return traffic(dialler.sync(answerer.name))

    def drop(self, replica, folder):
        """Hands over and takes what lies in a folder."""
        replica.peer(folder.name, f"folder:{folder}")
        return traffic(replica.sync(folder.name))

    def check_digests(self):
        digests = {each.name: each.digest() for each in self.replicas.values()}
        for name, digest in digests.items():
            equal(digest, digests["MAIN"], f"digests and frontier at {name}, after MAIN's")


def traffic(report):
    peer = report["peers"][0]
    return peer["sent"]["commits"] + peer["received"]["commits"]


# Orders. Each returns how many commits a round of it moved, and is repeated until that is none.

def star(valley, folder):
    """MAIN in the middle; the second round brings EAST what CART had."""
    return valley.call(valley.east, valley.main) + valley.call(valley.cart, valley.main)


def ring(valley, folder):
    """Each serves the next in turn."""
    return (valley.call(valley.east, valley.main) + valley.call(valley.cart, valley.east)
            + valley.call(valley.main, valley.cart))


def chain(valley, folder):
    """EAST to MAIN, MAIN to CART, and back."""
    return (valley.call(valley.east, valley.main) + valley.call(valley.main, valley.cart)
            + valley.call(valley.east, valley.main))


def folder_only(valley, folder):
    """Nobody ever meets; a folder is all that they share."""
    return sum(valley.drop(each, folder) for each in (valley.cart, valley.east, valley.main))


def mixed(valley, folder):
    """CART hands EAST a stick, EAST dials MAIN, MAIN writes the stick, CART takes it back."""
    return (valley.drop(valley.cart, folder) + valley.drop(valley.east, folder)
            + valley.call(valley.east, valley.main) + valley.drop(valley.main, folder)
            + valley.drop(valley.cart, folder))


ORDERS = (star, ring, chain, folder_only, mixed)


# What is done at the desks.

def script(name, barcodes, people):
    """The same for every order: (`scan`, lines) or (`verb`, arguments)."""
    draw = seeded("actions", name)
    item = lambda: draw.choice(barcodes[:HOT_ITEMS] if draw.random() < 0.7 else barcodes)
    person = lambda: draw.choice(people[:HOT_PATRONS] if draw.random() < 0.7 else people)
    due = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 60 * 86_400))
    makers = {
        "checkout": (42, lambda: ("scan", [f"checkout {person()}", item()])),
        "checkin": (26, lambda: ("scan", ["checkin", item()])),
        "renew": (8, lambda: ("scan", ["renew", item()])),
        "inhouse": (5, lambda: ("scan", ["inhouse", item()])),
        "inventory": (5, lambda: ("scan", ["inventory FIC", item()])),
        "undo": (4, lambda: ("scan", ["undo"])),
        "bib edit": (4, lambda: ("verb", [
            "bib", "edit", item(), "--field", "245", "--set",
            f"10$aA title of {name} {draw.randrange(1000)}"])),
        "mark": (4, lambda: ("verb", [
            "mark", draw.choice(["lost", "missing", "damaged", "withdrawn", "found"]), item()])),
        "checkout due": (2, lambda: ("verb", ["checkout", person(), item(), "--due", due])),
    }
    weights = [weight for weight, _ in makers.values()]
    for _ in range(ACTIONS):
        kind = draw.choices(list(makers), weights)[0]
        yield (kind, *makers[kind][1]())


def work_offline(valley):
    """All three in turn, a block each, so that days interleave and later ones collide with earlier.

    Between blocks the clock reaches another second: what two desks do in one and the same second is
    ordered by writer keys, which are random, and the five orders would then rightly differ.
    """
    barcodes, people = largest().barcodes(), cards()
    seeded("items").shuffle(barcodes)
    scripts = {name: script(name, barcodes, people) for name in NAMES}
    desks = {name: Desk(replica, valley.journal) for name, replica in valley.replicas.items()}
    for _ in range(ACTIONS // BLOCK):
        for name in NAMES:
            for _ in range(BLOCK):
                act(valley, desks[name], *next(scripts[name]))
            now = time.time()
            time.sleep(1.05 - now % 1)
    for desk in desks.values():
        desk.close()


def act(valley, desk, kind, how, what):
    if how == "scan":
        # Modes are changed by lines of their own; the last line is the action.
        for line in what[:-1]:
            desk.mode(line)
        done = desk.scan(what[-1])["error"] is None
    else:
        run = desk.replica.run(*what, "--json", expect=(DONE, BAD_DATA, NOT_PERMITTED))
        noted = acknowledged(run.json)
        equal(bool(noted), run.code == DONE, f"{run}\nwhether it acknowledged anything")
        valley.journal.note(noted)
        done = bool(noted)
    valley.counts[f"{kind} {'done' if done else 'refused'}"] += 1


# What must hold afterwards.

def review_list(replica):
    lists = replica.json("review", "list", "--all")
    return lists["open"] + lists["resolved"]


def without_writers(entries, valley):
    """What must be alike in all orders. Keys of writers are drawn afresh for each set of replicas,
    so they become the names of their branches; ids of conflicts are hashes over such keys, and the
    clock went on between the orders, so both are left out. Left to compare: which conflicts there
    are, about what, how urgent, whose, with what sides in what order, and what is proposed."""
    text = json.dumps(entries, ensure_ascii=False)
    for replica in valley.replicas.values():
        writer = replica.json("status")["writer"]
        text = text.replace(writer, replica.name).replace(writer[:16], replica.name)
    text = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?", "@", text)
    text = re.sub(r"\b[0-9a-f]{16,64}\b", "#", text)
    return sorted(json.dumps(each, sort_keys=True) for each in json.loads(text))


def check_same_end(valley):
    valley.check_digests()
    lists = {name: review_list(replica) for name, replica in valley.replicas.items()}
    for name, entries in lists.items():
        equal(entries, lists["MAIN"], f"review list at {name}, after MAIN's")
    promised = valley.baseline | valley.journal.entries()
    for name, replica in valley.replicas.items():
        held = replica.log()
        check(held >= promised, f"{name} lacks {len(promised - held)} acknowledged commits")
        check(held <= promised, f"{name} holds {len(held - promised)} commits nobody was told of: "
              f"{sorted(held - promised)[:3]}")
        replica.doctor()
    return lists["MAIN"]


def in_five_orders(place, environments):
    ends = {}
    for order in ORDERS:
        began = time.monotonic()
        with harness.Place() as fresh:
            valley = Valley(fresh, environments)
            work_offline(valley)
            worked = time.monotonic() - began
            rounds = 0
            while moved := order(valley, fresh.folder("stick")):
                rounds += 1
                check(rounds < 6, f"{order.__name__}: round {rounds} still moved {moved} commits")
            entries = check_same_end(valley)
            ends[order.__name__] = without_writers(entries, valley)
            cases = Counter(f"case {each['case']}" for each in entries)
            done = sum(n for kind, n in valley.counts.items() if kind.endswith("done"))
            say(f"{order.__name__}: {sum(valley.counts.values())} actions, {done} done, "
                f"{sum(valley.counts.values()) - done} refused by the desk, "
                f"{len(valley.journal.entries())} commits; quiet after {rounds} rounds; "
                f"{worked:.0f} s of work, {time.monotonic() - began - worked:.0f} s of meeting")
            say(f"  {len(entries)} conflicts: "
                + ", ".join(f"{n} of {case}" for case, n in sorted(cases.items())))
    say("  " + ", ".join(f"{kind} {n}" for kind, n in sorted(valley.counts.items())))
    for name, end in ends.items():
        if end != ends["star"]:
            odd = sorted(set(end) ^ set(ends["star"]))
            raise harness.Failed(
                f"{name} and star end in other queues; {len(odd)} entries differ:\n"
                + "\n".join(odd[:4]))


def clocks_right(place):
    in_five_orders(place, {})


@contextmanager
def fake_clock(place, offset):
    """The environment that `faketime` gives its child, for as long as that child lives.

    Replicas are then started with it and without `faketime` before them, so that the process we
    start is the one we can end. The child must live on, since the variables name memory that
    `faketime` shares and takes back at its end."""
    if not shutil.which("faketime"):
        raise Skipped("faketime is not installed")
    # Only the wall clock is wrong; waiting takes as long as it takes.
    monotonic = {"FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}
    holder = place.start(
        ["faketime", "-f", offset, "sh", "-c", "env; echo; exec cat"], monotonic,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        lines = iter(holder.stdout.readline, "\n")
        told = dict(line.rstrip("\n").split("=", 1) for line in lines if "=" in line)
        names = ("LD_PRELOAD", "FAKETIME", "FAKETIME_SHARED")
        yield {**monotonic, **{name: told[name] for name in names if name in told}}
    finally:
        holder.stdin.close()
        holder.wait(timeout=10)


def the_bookmobile_clock_is_26_hours_ahead(place):
    with fake_clock(place, "+26h") as environment:
        in_five_orders(place, {"CART": environment})


CASES = [clocks_right, the_bookmobile_clock_is_26_hours_ahead]

if __name__ == "__main__":
    harness.main(CASES)
