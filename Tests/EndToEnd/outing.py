"""Days out: libraries to work in, clocks that go from day to day, desks that note every answer.

Concerto is a whole consortium with a bookmobile, taken over from another system's tables where
these lie beside the checkout; elsewhere the sample library stands in for it.
"""
import csv
import time
import xml.etree.ElementTree as ET
from collections import Counter
from contextlib import ExitStack

from catalogue import SLIM, VALLEY, branch_name, cards, found_library
from five_orders import fake_clock, review_list
from harness import DATA, check, equal, seeded
from replicas import Desk, Journal, Replica, Server, acknowledged

CONCERTO = DATA / "evergreen-concerto"


class Valley:
    """The sample library."""

    name = "the sample library"
    main, cart, laptop = "MAIN", "CART", "EAST"

    def found(self, replica):
        found_library(replica, VALLEY)

    def stock(self):
        """(title, barcode) of what is on the shelf."""
        for record in ET.parse(VALLEY.path).iterfind(f".//{{{SLIM}}}record"):
            title = record.find(f"{{{SLIM}}}controlfield[@tag='001']").text
            for field in record.iterfind(f"{{{SLIM}}}datafield[@tag='952']"):
                codes = {each.get("code"): each.text for each in field}
                if "p" in codes and not any(codes.get(code, "0") != "0" for code in "0147"):
                    yield title, codes["p"]

    def people(self):
        return cards()


class Concerto:
    """Evergreen's tables; its readers' cards have expired long since, so others are registered. Its
    own holds stay out: nearly every title has some, and each would catch a return."""

    name = "Concerto"
    main, cart, laptop = "SPLS-HPL", "SPLS-BKM", "SPLS-BPL"

    def export(self, place, *left_out):
        folder = place.folder("export" + "".join(left_out))
        for each in CONCERTO.iterdir():
            link = folder / each.name
            if each.name not in left_out and not link.exists():
                link.symlink_to(each)
        return folder

    def found(self, replica):
        place = replica.place
        replica.found("Hobbiton Public Library")
        replica.run("import", "evergreen", self.export(place, "action.hold_request.tsv"))
        readers = place.path / "readers.csv"
        rows = [f"{card},Reader {card[-2:]},,{self.main},,2999-12-31" for card in self.people()]
        readers.write_text("card,name,category,branch,birth_date,expiry\n" + "\n".join(rows) + "\n")
        replica.run("import", "patrons", readers)

    def stock(self):
        labels = {row["id"]: row["record"] for row in table("asset.call_number")}
        lent = {row["target_copy"] for row in table("action.circulation")}
        closed = {row["id"] for row in table("asset.copy_location") if row["circulate"] != "1"}
        dead = {row["id"] for row in table("biblio.record_entry") if row["deleted"] == "1"}
        for row in table("asset.copy"):
            title = labels[row["call_number"]]
            if (row["deleted"] == "0" and row["status"] == "0" and row["id"] not in lent
                    and row["location"] not in closed and title not in dead):
                yield title, row["barcode"]

    def people(self):
        return [f"29999999{number:06}" for number in range(60)]


def table(name):
    with open(CONCERTO / f"{name}.tsv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def library():
    return Concerto() if (CONCERTO / "asset.copy.tsv").exists() else Valley()


class Outing:
    """A network whose clocks all go together, but for those that are set ahead."""

    def __init__(self, place, names=("main", "cart"), last_day=0, ahead=()):
        self.place, self.library = place, library()
        self.journal = Journal(place.path / "journal.jsonl")
        self.clocks = ExitStack()
        self.days = {
            hours: self.clocks.enter_context(fake_clock(place, f"+{hours}h"))
            for hours in {24 * day for day in range(1, last_day + 1)} | set(ahead)}
        self.days[0] = {}
        self.replicas = {}
        for name in names:
            self.replicas[name] = Replica(place, getattr(self.library, name, name))
        self.main = self.replicas["main"]
        self.library.found(self.main)
        for name, replica in self.replicas.items():
            if replica is not self.main:
                self.join(replica, "cart" if name == "cart" else "branch")
        for replica in self.replicas.values():
            if replica is not self.main:
                self.call(replica, self.main)
        self.baseline = self.main.log()
        self.loans = self.main.json("status")["open_loans"]
        self.people = self.library.people()
        seeded("people").shuffle(self.people)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.clocks.close()

    def join(self, replica, role):
        stick = self.place.folder("setup")
        self.main.peer("setup", f"folder:{stick}")
        self.main.run("sync", "setup")
        token = self.main.invite(f"folder:{stick}", replica.name, role)
        replica.run("join", token, "--branch", replica.name, "--name", branch_name(replica.name))
        self.main.run("sync", "setup")

    def dawn(self, day, ahead_hours=0, only=None):
        """Sets clocks to that day, all or one replica's."""
        for replica in [only] if only else self.replicas.values():
            replica.environment = self.days[24 * day + ahead_hours]

    # What is done at a desk; each is acknowledged and noted.

    def desk(self, replica):
        return Desk(replica, self.journal)

    def note(self, answer):
        noted = acknowledged(answer)
        check(noted, f"nothing was acknowledged: {answer}")
        self.journal.note(noted)
        return answer

    def do(self, replica, *arguments):
        return self.note(replica.json(*arguments))

    def lend(self, desk, card, barcode):
        desk.mode(f"checkout {card}")
        return done(desk.scan(barcode))

    def take_back(self, desk, barcode):
        desk.mode("checkin")
        return done(desk.scan(barcode))

    # Meetings.

    def call(self, dialler, answerer):
        with Server(answerer) as server:
            dialler.peer(answerer.name, server.address)
            return self.whole(dialler.sync(answerer.name))

    def drop(self, replica, folder):
        replica.peer(folder.name, f"folder:{folder}")
        return self.whole(replica.sync(folder.name))

    def whole(self, report):
        peer = report["peers"][0]
        check(peer["durable"], f"a sync said not durable: {report}")
        return peer["sent"]["commits"] + peer["received"]["commits"]

    # What must hold when all have met.

    def facts(self):
        """How many commits of circulation were acknowledged since the outing began."""
        return sum(entry[1] == "circulation" for entry in self.journal.entries())

    def check_end(self, facts, open_loans, cases, replicas=None):
        """No fact lost and none made up, equal digests, these loans and exactly these conflicts."""
        replicas = replicas or list(self.replicas.values())
        equal(self.facts(), facts, "facts acknowledged")
        promised = self.baseline | self.journal.entries()
        digests = [replica.digest() for replica in replicas]
        for replica, digest in zip(replicas, digests):
            held = replica.log()
            check(held >= promised, f"{replica.name} lacks {sorted(promised - held)[:3]}")
            check(held <= promised, f"{replica.name} made up {sorted(held - promised)[:3]}")
            equal(digest, digests[0], f"digest and frontier at {replica.name}")
            equal(replica.json("status")["open_loans"] - self.loans, open_loans,
                  f"open loans at {replica.name}, beyond those at the beginning")
            equal(queue(replica), cases, f"conflicts by case at {replica.name}")
            replica.doctor()


def done(answer):
    check(answer["error"] is None, f"refused: {answer}")
    return answer


def queue(replica):
    """How many entries of each case the queue holds, settled ones too."""
    return dict(sorted(Counter(int(each["case"]) for each in review_list(replica)).items()))


def titles(stock):
    """Barcodes by title, titles with most items first, always in the same order."""
    by_title = {}
    for title, barcode in stock:
        by_title.setdefault(title, []).append(barcode)
    return dict(sorted(by_title.items(), key=lambda each: (-len(each[1]), each[0])))


def chunks(things, count):
    """`count` parts, as even as can be."""
    return [things[index::count] for index in range(count)]


def wait_for(process, seconds):
    """Whether it lived that long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return False
        time.sleep(0.005)
    return True
