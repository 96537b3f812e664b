#!/usr/bin/env python3
"""What the network must stand: a bookmobile's five days, wrong clocks, sticks, power cuts, three
weeks without a line, a laptop set back to an old image. Every case counts: facts, open loans,
conflicts by case; and all replicas end with one digest.
"""
import datetime
import shutil
import signal
import subprocess

import harness
from catalogue import random_text
from harness import check, equal, say, seeded
from outing import CONCERTO, Outing, chunks, queue, titles, wait_for
from replicas import Replica, Server

DAYS, CHECKOUTS, CHECKINS, TRAPPED, PATRONS = 5, 200, 150, 12, 3
MAIN_LOANS, MAIN_RETURNS, PAYMENTS = 60, 40, 6

# A verb's arguments with {card} or {first} and {second} to fill.
PAYMENT = ["pay", "{card}", "1.00", "--drawer", "cart", "--keep-credit"]
TITLE_MERGE = ["bib", "merge", "{first}", "{second}", "--reason", "one work"]


class Trip:
    """The five days: who lends, takes back and marks what on which day."""

    def __init__(self, outing):
        self.outing, self.main, self.cart = outing, outing.main, outing.replicas["cart"]
        by_title = titles(outing.library.stock())
        wanted = list(by_title)[:TRAPPED]
        self.wanted = [by_title[title][0] for title in wanted]
        rest = [items for title, items in by_title.items() if title not in wanted]
        self.edited = rest[0][0]
        shelf = [barcode for items in rest for barcode in items[1:]]
        seeded("shelf").shuffle(shelf)
        self.twice_in_days, self.twice_in_minutes, self.withdrawn, self.deleted = shelf[:4]
        self.bus = shelf[4:CHECKOUTS]
        self.house = shelf[CHECKOUTS:CHECKOUTS + MAIN_LOANS]
        check(len(self.house) == MAIN_LOANS, "too few items for this trip")
        self.people = outing.people
        self.trapped = 0

    def reader(self, index):
        return self.people[index % len(self.people)]

    def prepare(self):
        """Twelve items are out, and twelve other readers want them from the bookmobile."""
        desk = self.outing.desk(self.main)
        for index, barcode in enumerate(self.wanted):
            self.outing.lend(desk, self.reader(index), barcode)
        desk.close()
        for index, barcode in enumerate(self.wanted):
            self.outing.do(self.main, "hold", "place", self.reader(index + TRAPPED), barcode,
                           "--pickup", self.cart.name)
        self.outing.call(self.cart, self.main)

    def at_main(self, day):
        desk = self.outing.desk(self.main)
        loans = chunks(self.house, DAYS)[day - 1]
        for index, barcode in enumerate(loans):
            self.outing.lend(desk, self.reader(index + day), barcode)
        for barcode in loans[:MAIN_RETURNS // DAYS]:
            self.outing.take_back(desk, barcode)
        if day == 2:
            self.outing.lend(desk, self.reader(40), self.twice_in_days)
        desk.close()
        if day == 2:
            self.outing.do(self.main, "mark", "withdrawn", self.withdrawn)
            self.outing.do(self.main, "mark", "deleted", self.deleted)
            self.outing.do(self.main, "bib", "edit", self.edited, "--field", "245", "--set",
                           "10$aA title that was corrected in the house")

    def on_board(self, day, desk, half):
        """Half a day's work; a day has two halves so that a clock can be put right between them."""
        loans = chunks(self.bus, DAYS)[day - 1]
        returns = loans[:28 if day < 4 else 27]
        for index, barcode in enumerate(loans[half::2]):
            self.outing.lend(desk, self.reader(index + 3 * day), barcode)
        for barcode in returns[half::2]:
            self.outing.take_back(desk, barcode)
        if day == 1 and half == 1:
            # News of the last two days is trapped at once; older would only be asked about.
            for barcode in self.wanted:
                answer = self.outing.take_back(desk, barcode)
                self.trapped += answer["signal"] == "stop"
        if day == 1 and half == 0:
            self.outing.lend(desk, self.reader(30), self.twice_in_days)
        if day == 4 and half == 0:
            for index, barcode in enumerate((self.withdrawn, self.deleted)):
                self.outing.lend(desk, self.reader(31 + index), barcode)

    def both_at_once(self):
        """Within a minute, farther apart than a van can drive."""
        for index, replica in enumerate((self.cart, self.main)):
            desk = self.outing.desk(replica)
            self.outing.lend(desk, self.reader(50 + index), self.twice_in_minutes)
            desk.close()

    def beside(self, day):
        """What is no scan."""
        if day == 3:
            self.outing.do(self.cart, "bib", "edit", self.edited, "--field", "245", "--set",
                           "10$aA title that was corrected on board")
        if day == 4:
            for number in range(PATRONS):
                self.outing.do(self.cart, "patron", "add", f"2999999900{number}", "--name",
                               f"Newcomer {number}", "--expiry", "2999-12-31")
        if day == 5:
            self.both_at_once()
            for card in self.people[:PAYMENTS]:
                self.outing.do(self.cart, *(each.format(card=card) for each in PAYMENT))


def five_days(outing, wrong_day=None, ahead_hours=0):
    """The trip; on `wrong_day` the bookmobile's clock is ahead until the middle of its batch."""
    trip = Trip(outing)
    trip.prepare()
    for day in range(1, DAYS + 1):
        outing.dawn(day)
        trip.at_main(day)
        if day == wrong_day:
            outing.dawn(day, ahead_hours, only=trip.cart)
        desk = outing.desk(trip.cart)
        trip.on_board(day, desk, 0)
        if day == wrong_day:
            desk.close()
            outing.dawn(day, only=trip.cart)
            desk = outing.desk(trip.cart)
        trip.on_board(day, desk, 1)
        desk.close()
        trip.beside(day)
    check(outing.call(trip.cart, trip.main) > CHECKOUTS, "the trip moved too few commits")
    equal(outing.call(trip.cart, trip.main), 0, "commits that a second sync moves")
    if wrong_day:
        check_hours_ahead(trip, wrong_day, ahead_hours)
    equal(trip.trapped, TRAPPED, "returns that the bookmobile's desk trapped")
    for replica in (trip.main, trip.cart):
        kept = replica.json("hold", "list", "--pickup", trip.cart.name)["holds"]
        equal([each["standing"] for each in kept], ["ready"] * TRAPPED, "holds on board")
        for number in range(PATRONS):
            replica.run("show", "patron", f"2999999900{number}")
    before, at_main = 2 * TRAPPED, MAIN_LOANS + MAIN_RETURNS + 4
    outing.check_end(
        facts=before + CHECKOUTS + CHECKINS + at_main + PAYMENTS,
        open_loans=TRAPPED + CHECKOUTS - CHECKINS + MAIN_LOANS - MAIN_RETURNS,
        cases={1: 1, 2: 1, 12: 1, 13: 1, 32: 1})
    say(f"{outing.library.name}: {CHECKOUTS} checkouts, {CHECKINS} check-ins, {TRAPPED} holds "
        f"trapped and {PATRONS} patrons on board; 5 planted conflicts, no other")


def check_hours_ahead(trip, day, hours):
    """The clock was really wrong, and what was lent then stays known as it was told: nothing moves
    a clock that was put right before anybody could measure it."""
    loans = chunks(trip.bus, DAYS)[day - 1]
    started = [
        datetime.datetime.fromisoformat(trip.main.json("show", "item", barcode)["loan"]["started"])
        for barcode in loans[-2:]]
    apart = abs(started[0] - started[1])
    check(abs(apart - datetime.timedelta(hours=hours)) < datetime.timedelta(minutes=10),
          f"two loans of a day's halves are {apart} apart")


def a_bookmobile_is_out_for_five_days(place):
    with Outing(place, last_day=DAYS) as outing:
        five_days(outing)


def its_clock_is_26_hours_ahead_for_a_day(place):
    with Outing(place, last_day=DAYS, ahead=[3 * 24 + 26]) as outing:
        five_days(outing, wrong_day=3, ahead_hours=26)


def two_laptops_meet_before_they_come_home(place):
    """And whoever reads what the three wrote down in other orders comes to the same."""
    with Outing(place, ("main", "cart", "laptop", "first", "second"), last_day=3) as outing:
        main, cart, laptop, *watchers = outing.replicas.values()
        shelf = [items[0] for items in titles(outing.library.stock()).values()]
        seeded("laptops").shuffle(shelf)
        hot = shelf.pop()
        for day, replica in enumerate((cart, laptop, main), 1):
            outing.dawn(day)
            desk = outing.desk(replica)
            for index in range(30):
                outing.lend(desk, outing.people[index], shelf[30 * day + index])
                if index < 10:
                    outing.take_back(desk, shelf[30 * day + index])
            outing.lend(desk, outing.people[30 + day], hot)
            desk.close()
        alone = {each: place.folder(f"alone {each.name}") for each in (main, cart, laptop)}
        for replica, stick in alone.items():
            outing.drop(replica, stick)
        for watcher, order in zip(watchers, ((main, laptop, cart), (laptop, cart, main))):
            for replica in order:
                copy = place.path / f"{watcher.name} reads {replica.name}"
                shutil.copytree(alone[replica], copy)
                outing.drop(watcher, copy)
        stick = place.folder("stick")
        for replica in (cart, laptop, cart):
            outing.drop(replica, stick)
        equal(cart.digest(), laptop.digest(), "digests of the two laptops after the stick")
        outing.call(laptop, main)
        outing.call(cart, main)
        # One item went from hand to hand three times unseen: one doubt with three sides.
        outing.check_end(facts=3 * 41, open_loans=3 * 20 + 1, cases={1: 1})


def a_power_cut_in_a_sync_an_import_and_a_scan(place):
    with Outing(place) as outing:
        main, cart = outing.replicas.values()
        shelf = [items[0] for items in titles(outing.library.stock()).values()]
        lent = power_cuts_while_scanning(outing, cart, shelf[:40])
        struck = power_cuts_while_syncing(outing, cart, main)
        outing.call(cart, main)
        outing.check_end(facts=outing.facts(), open_loans=lent, cases={})
        equal(outing.facts(), lent, "facts of as many loans")
        check(struck >= 4, f"only {struck} syncs were struck")
        say(f"{struck} syncs were killed, every other by its server; {lent} loans, each once")
    power_cuts_while_importing(place)


def power_cuts_while_scanning(outing, cart, shelf):
    """The scan that nobody was told of may be there or not; scanned again it is there once."""
    draw, left = seeded("power"), list(shelf)
    while left:
        desk = outing.desk(cart)
        for _ in range(min(len(left) - 1, draw.randrange(3, 9))):
            outing.lend(desk, outing.people[0], left.pop())
        # One more is under way when the lights go out.
        desk.mode(f"checkout {outing.people[0]}")
        desk.process.stdin.write(left[-1] + "\n")
        desk.process.stdin.flush()
        wait_for(desk.process, draw.uniform(0, 0.03))
        desk.process.send_signal(signal.SIGKILL)
        desk.process.communicate()
        held = cart.log()
        check(outing.journal.entries() <= held, "an acknowledged scan is gone")
        unheard = held - outing.journal.entries() - outing.baseline
        check(len(unheard) <= 1, f"{len(unheard)} commits for one scan under way")
        outing.journal.note_all(unheard)
        barcode = left.pop()
        if not unheard:
            desk = outing.desk(cart)
            outing.lend(desk, outing.people[0], barcode)
            desk.close()
        loan = cart.json("show", "item", barcode)["loan"]
        check(loan and loan["renewals"] == 0, f"{barcode} is not lent exactly once: {loan}")
    return len(shelf)


def power_cuts_while_syncing(outing, cart, main):
    draw, struck = seeded("line"), 0
    for attempt in range(6):
        # Some kilobytes that do not pack, so that there is a middle to be cut in.
        outing.do(cart, "bib", "add", "--title", f"Made up {attempt}", "--field",
                  f"520=##$a{random_text(draw, 6000)}")
        with Server(main) as server:
            cart.peer(main.name, server.address)
            sync = cart.start("sync", main.name, "--max-rate", "4k", stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            victim = (sync, server.process)[attempt % 2]
            if wait_for(sync, draw.uniform(0.1, 0.9)):
                struck += 1
                victim.send_signal(signal.SIGKILL)
                victim.wait()
            sync.wait(timeout=60)
        for replica in (cart, main):
            replica.doctor()
    return struck


def power_cuts_while_importing(place):
    """Cut off again and again, then run to its end: as if nothing had been."""
    if not (CONCERTO / "asset.copy.tsv").exists():
        say("NOT RUN: power cuts in an import of tables; evergreen-concerto is not here")
        return
    replica = Replica(place, "RPLS-WEPL")
    replica.found("West Emnet")
    cuts, draw = 0, seeded("import")
    for _ in range(8):
        run = replica.start("import", "evergreen", CONCERTO, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if not wait_for(run, draw.uniform(0.2, 3.0)):
            break
        run.send_signal(signal.SIGKILL)
        run.wait()
        cuts += 1
        replica.doctor()
    replica.run("import", "evergreen", CONCERTO)
    before = replica.digest()
    again = replica.json("import", "evergreen", CONCERTO)
    equal(replica.digest(), before, "digest after importing once more")
    figures = {each["file"]: each for each in again["tables"]}
    for file, rows in (("asset.copy.tsv", 4108), ("actor.usr.tsv", 377),
                       ("action.circulation.tsv", 419), ("action.hold_request.tsv", 218)):
        equal(figures[file]["skipped"], rows, f"rows of {file} that are here once")
    status = replica.json("status")
    equal((status["bibs"], status["items"], status["open_loans"]), (281, 4108, 419),
          "bibs, items and open loans after an import that was cut off")
    equal(queue(replica), {}, "conflicts after an import that was cut off")
    say(f"an import was cut off {cuts} times and came to the same end")


def the_line_is_down_for_three_weeks(place):
    """The house closes a day, loads a policy and merges titles meanwhile; on board work goes on."""
    weeks = 21
    with Outing(place, last_day=weeks) as outing:
        main, cart = outing.replicas.values()
        by_title = titles(outing.library.stock())
        shelf = [items[0] for items in by_title.values()][2:]
        lent = 0
        for day in range(1, weeks + 1, 4):
            outing.dawn(day)
            for side, replica in enumerate((main, cart)):
                desk = outing.desk(replica)
                for index in range(8):
                    outing.lend(desk, outing.people[index], shelf.pop(side))
                    lent += 1
                desk.close()
            if day == 5:
                closed = change_the_calendar(outing, main, cart)
            if day == 9:
                first, second = (items[0] for items in list(by_title.values())[:2])
                outing.do(main, *(each.format(first=first, second=second) for each in TITLE_MERGE))
        outing.dawn(weeks)
        outing.call(cart, main)
        outing.check_end(facts=lent, open_loans=lent, cases={})
        for replica in (main, cart):
            days = [each["from"] for each in replica.json("closure", "list")["closures"]]
            check(closed in days, f"{replica.name} does not know of the closed day: {days}")
        policies = [replica.json("policy", "history")["policies"] for replica in (main, cart)]
        equal(policies[1], policies[0], "policies, at the bookmobile and in the house")
        # A day on which nobody opens is no due date for whoever borrows now.
        fact = outing.do(cart, "checkout", outing.people[9], shelf.pop())
        due = fact["items"][0]["due"]
        check(due and due > closed, f"due on {due}; {closed} is closed")


def change_the_calendar(outing, main, cart):
    """A closed day three weeks ahead of the end, and another policy, both in the house alone."""
    day = (datetime.date.today() + datetime.timedelta(days=42)).isoformat()
    outing.do(main, "closure", "add", "--branch", cart.name, "--from", day, "--reason", "snow")
    toml = outing.place.path / "policy.toml"
    toml.write_text(main.run("policy", "show", "--toml").out)
    outing.do(main, "policy", "load", toml, "--reason", "as before, in writing")
    return day


def a_laptop_is_set_back_to_an_old_image(place):
    with Outing(place) as outing:
        main, cart = outing.replicas.values()
        shelf = [items[0] for items in titles(outing.library.stock()).values()]
        writer = cart.json("status")["writer"]

        def lend(count):
            desk = outing.desk(cart)
            for _ in range(count):
                outing.lend(desk, outing.people[0], shelf.pop())
            desk.close()

        lend(5)
        image = place.path / "image"
        shutil.copytree(cart.folder, image)
        lend(20)
        outing.call(cart, main)
        for each in cart.folder.iterdir():
            each.unlink()
        for each in image.iterdir():
            shutil.copy2(each, cart.folder)
        lend(10)
        outing.call(cart, main)
        outing.call(cart, main)
        status = cart.json("status")
        check(status["writer"] != writer, "the laptop goes on under numbers that were used")
        check(status["lives"], "nothing tells that the laptop was set back")
        equal(status["open_loans"] - outing.loans, 35, "open loans at the laptop")
        equal(main.json("status")["open_loans"] - outing.loans, 35, "open loans in the house")
        equal(cart.digest(), main.digest(), "digest and frontier at the laptop")
        for replica in (main, cart):
            equal(queue(replica), {}, f"conflicts by case at {replica.name}")
            replica.doctor()


CASES = [a_bookmobile_is_out_for_five_days, its_clock_is_26_hours_ahead_for_a_day,
         two_laptops_meet_before_they_come_home, a_power_cut_in_a_sync_an_import_and_a_scan,
         the_line_is_down_for_three_weeks, a_laptop_is_set_back_to_an_old_image]

if __name__ == "__main__":
    harness.main(CASES)
