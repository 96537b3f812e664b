#!/usr/bin/env python3
"""`kill -9` in the middle of a sync, fifty times, most of them inside a segment.

A proxy of our own stands on the line and holds it still between the first and the last byte of a
segment; then client or server dies. Whatever was acknowledged before must be there afterwards, on
both sides, after one ordinary sync.
"""
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import harness
from catalogue import cards, first_of_valley, found_library, join, random_text
from harness import DONE, TEMPORARY, check, equal, say, seeded
from replicas import Desk, Journal, Replica, Server, acknowledged
from wiretap import Cut, Wiretap

KILLS, INSIDE = 50, 40
MOST_ROUNDS = 60
RATE = "40k"
OVER = "over"


class Line:
    """MAIN serves, EAST dials, the wiretap stands between; MAIN rises again under another port."""

    def __init__(self, place):
        self.journal = Journal(place.path / "journal.jsonl")
        self.main, self.east = Replica(place, "MAIN"), Replica(place, "EAST")
        catalogue = first_of_valley(place.path / "bibs.marcxml", 60)
        found_library(self.main, catalogue)
        join(self.east, self.main, place.folder("stick"))
        self.server = Server(self.main)
        self.tap = Wiretap(self.server.port)
        self.east.peer("MAIN", self.tap.address)
        self.east.sync("MAIN")
        self.check_whole()
        # What setting up wrote is not in the journal; it must stay all the same.
        self.baseline = self.main.log()
        self.barcodes, self.people = catalogue.barcodes(), cards()

    def revive(self):
        self.server = Server(self.main)
        self.tap.upstream = self.server.port

    def check_whole(self):
        """Equal, sound, and with everything acknowledged: numbers of a log have no gaps, so the
        highest of each says so, cheaper than reading all of it."""
        ours, theirs = self.both(Replica.digest)
        equal(theirs, ours, "EAST's digest and frontier, after MAIN's")
        for writer, lane, number, _ in self.journal.entries():
            held = ours["frontier"].get(f"{writer}/{lane}", 0)
            check(held >= number, f"{lane} is held to {held}; {number} was acknowledged")
        self.both(Replica.doctor)

    def check_nothing_lost(self):
        acknowledged = self.baseline | self.journal.entries()
        for replica, held in zip((self.main, self.east), self.both(Replica.log)):
            lost, extra = acknowledged - held, held - acknowledged
            check(not lost, f"{replica.name} lost {len(lost)} acknowledged commits: "
                  f"{sorted(lost)[:3]}")
            check(not extra, f"{replica.name} holds {len(extra)} commits that nobody was told of: "
                  f"{sorted(extra)[:3]}")

    def both(self, do):
        """At MAIN, beside its own server, and at EAST at once."""
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(do, (self.main, self.east)))


def work(replica, line, number):
    """A batch of scans, and bibs of some size, so that there are segments worth cutting."""
    generator = seeded("work", replica.name, number)
    desk = Desk(replica, line.journal)
    for _ in range(generator.randint(20, 35)):
        barcode = generator.choice(line.barcodes)
        desk.mode(f"checkout {generator.choice(line.people)}")
        desk.scan(barcode)
        desk.mode("checkin")
        desk.scan(barcode)
    desk.close()
    for _ in range(2):
        text = random_text(generator, generator.randint(2000, 8000))
        added = replica.json("bib", "add", "--title", text[:17], "--field", f"520=##$a{text}")
        line.journal.note(acknowledged(added))
    return desk.done


def kill_once(line, victim, cut, seconds):
    """Starts a slow sync and kills one side of it, at the cut or after so many seconds.

    Returns OVER if the sync was done before, else where the kill struck: (direction, bytes, length)
    of the segment on the line, or None between segments."""
    line.tap.cut = cut
    client = line.east.start(
        "sync", "MAIN", "--max-rate", RATE, "--json", stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + (30 if cut else seconds)
    while time.monotonic() < deadline and client.poll() is None:
        if cut and cut.reached.wait(0.01):
            # Long enough that what was passed on is read, too short for anything to time out.
            time.sleep(0.03)
            break
        if not cut:
            time.sleep(0.005)
    struck = line.tap.position()
    ended = client.poll()
    (client if victim == "client" else line.server.process).send_signal(signal.SIGKILL)
    if victim == "server":
        line.server.process.wait()
    line.tap.hang_up()
    line.tap.cut = None
    code = client.wait(timeout=60)
    if line.tap.error:
        raise line.tap.error
    if ended is not None:
        equal(ended, DONE, "exit code of a sync that nobody disturbed")
        return OVER
    if victim == "server" and not cut and code == DONE:
        # Struck behind the last answer, while the client wrote down what it had: it did not notice.
        return OVER
    if victim == "server":
        check(code == TEMPORARY, f"sync whose server was killed ended with {code}, not {TEMPORARY}")
    return struck


def fifty_kills_lose_nothing(place):
    line = Line(place)
    struck = {"client": 0, "server": 0}
    inside = {"fetch": 0, "push": 0}
    kills = actions = rounds = 0
    seconds = []
    while kills < KILLS:
        rounds += 1
        check(rounds <= MOST_ROUNDS, f"only {kills} kills in {MOST_ROUNDS} rounds")
        generator = seeded("kill", rounds)
        actions += sum(line.both(lambda replica: work(replica, line, rounds)))
        victim = ("client", "server")[rounds % 2]
        # One in seven anywhere at all: between requests, in a hello, in an answer.
        cut = None
        if rounds % 7:
            # Any segment, or one of those that hold the new bibs: the last ones of their transfer.
            cut = Cut(("fetch", "push")[rounds // 2 % 2], generator.choice((0, 1800)),
                      generator.uniform(0.02, 0.98))
        where = kill_once(line, victim, cut, generator.uniform(0.05, 1.5))
        if where != OVER:
            kills += 1
            struck[victim] += 1
        if where and where != OVER:
            inside[where[0]] += 1
        say(f"{rounds:2} kill {victim:6} " + (
            f"too late: {cut or 'at random'}" if where == OVER
            else f"at byte {where[1]} of {where[2]} of a segment in a {where[0]}" if where
            else "outside of segments"))
        if line.server.process.poll() is not None:
            line.revive()
        began = time.monotonic()
        report = line.east.sync("MAIN")
        seconds.append(time.monotonic() - began)
        check(report["peers"][0]["durable"], f"sync said not durable: {report}")
        line.check_whole()
        if rounds % 10 == 0:
            line.check_nothing_lost()
    line.check_nothing_lost()
    line.server.__exit__(None)
    line.tap.close()
    say(f"{kills} kills ({struck['client']} of clients, {struck['server']} of servers), "
        f"{sum(inside.values())} inside a segment ({inside['fetch']} fetched, "
        f"{inside['push']} pushed)")
    say(f"{actions} scans and {len(line.journal.entries())} commits acknowledged, none lost; "
        f"the sync after a kill took {max(seconds):.1f} s at most")
    check(sum(inside.values()) >= INSIDE, f"only {sum(inside.values())} kills inside a segment")


CASES = [fifty_kills_lose_nothing]

if __name__ == "__main__":
    harness.main(CASES)
