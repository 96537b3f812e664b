"""What the tests lend and borrow: the sample library, real records where present, made-up ones."""
import csv
import datetime
import re
import xml.etree.ElementTree as ET

from harness import DATA, SAMPLE

SLIM = "http://www.loc.gov/MARC21/slim"


class Catalogue:
    """A file of bibs with items, and how to import it."""

    def __init__(self, path, profile, bibs, items):
        self.path, self.profile, self.bibs, self.items = path, profile, bibs, items

    def importing(self):
        return ["import", "marc", self.path, "--profile", self.profile]

    def barcodes(self):
        """As they stand in 952 $p, in the order of the file."""
        if self.path.suffix == ".mrc":
            return re.findall(r"\x1fp(\d+)", self.path.read_bytes().decode("latin-1"))
        return [field.text for field in ET.parse(self.path).iterfind(
            f".//{{{SLIM}}}datafield[@tag='952']/{{{SLIM}}}subfield[@code='p']")]


VALLEY = Catalogue(SAMPLE / "bibs.marcxml", "koha-952", 388, 902)
KOHA = Catalogue(DATA / "koha" / "bibs_with_952.mrc", "koha-952", 350, 763)
BRANCHES, PATRONS = SAMPLE / "branches.csv", SAMPLE / "patrons.csv"


def branch_name(code):
    """As it stands in the sample, so that founding and importing say the same of a branch."""
    with open(BRANCHES, encoding="utf-8") as file:
        return next((row["name"] for row in csv.DictReader(file) if row["code"] == code), code)


def found_library(replica, catalogue):
    """A network's first member, with branches, a catalogue and patrons."""
    replica.found(branch_name(replica.name))
    replica.run("import", "branches", BRANCHES)
    replica.run(*catalogue.importing())
    replica.run("import", "patrons", PATRONS)


def join(replica, inviter, folder, role="branch"):
    """By a folder, in which afterwards all lies that the inviter and the joiner have to say."""
    inviter.peer("stick", f"folder:{folder}")
    inviter.run("sync", "stick")
    token = inviter.invite(f"folder:{folder}", replica.name, role)
    replica.run("join", token, "--branch", replica.name, "--name", branch_name(replica.name))
    inviter.run("sync", "stick")


def largest():
    return KOHA if KOHA.path.exists() else VALLEY


def first_of_valley(path, count):
    """The sample's first bibs alone, where a test is about many small steps."""
    parts = VALLEY.path.read_text(encoding="utf-8").split("</record>")
    path.write_text("</record>".join(parts[:count]) + "</record></collection>", encoding="utf-8")
    short = Catalogue(path, VALLEY.profile, count, 0)
    short.items = len(short.barcodes())
    return short


def cards():
    """Cards that are valid for as long as anybody will run this test today."""
    today = datetime.date.today() + datetime.timedelta(days=7)
    with open(PATRONS, encoding="utf-8") as file:
        return [row["card"] for row in csv.DictReader(file) if row["expiry"] > today.isoformat()]


def random_text(generator, letters):
    """Hardly compresses, so that little of it makes a segment worth cutting."""
    return " ".join("".join(generator.choices("abcdefghijklmnopqrstuvwxyz", k=8))
                    for _ in range(letters // 9))


def random_bibs(path, generator, count, letters=900):
    """A file of made-up bibs."""
    records = []
    for _ in range(count):
        records.append(
            "<record><leader>00000nam a2200000 a 4500</leader>"
            f'<controlfield tag="001">e2e{generator.getrandbits(48):012x}</controlfield>'
            '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">'
            f"{random_text(generator, 18)}</subfield></datafield>"
            '<datafield tag="520" ind1=" " ind2=" "><subfield code="a">'
            f"{random_text(generator, letters)}</subfield></datafield></record>")
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><collection xmlns="{SLIM}">'
        + "".join(records) + "</collection>", encoding="utf-8")
    return path
