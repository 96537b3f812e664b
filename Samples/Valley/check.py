"""Checks the Valley sample library and prints its counts; ends with 1 if anything is wrong.

Usage: check.py [folder]      (without a folder: the one this file lies in)
Needs nothing but the Python 3 standard library.
"""
import csv
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from pathlib import Path

NS = "{http://www.loc.gov/MARC21/slim}"
TYPES = {"BK", "DVD", "CD", "MAP", "MAG", "LP", "JBK"}
CATEGORIES = {"ADULT", "JUVENILE", "TEACHER", "HOMEBOUND", "INSTITUTION"}
SCRIPTS = {"CJK": "Han-Kana", "HIRAGANA": "Han-Kana", "KATAKANA": "Han-Kana"}
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
problems = []


def claim(truth, text):
    if not truth:
        problems.append(text)


def codabar(number, first):
    if not re.fullmatch(first + r"[0-9]{13}", number):
        return False
    doubled = (int(c) * (2 if i % 2 == 0 else 1) for i, c in enumerate(number))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def isbn13(s):
    return bool(re.fullmatch(r"97[89][0-9]{10}", s)) and (
        sum(int(c) * (1, 3)[i % 2] for i, c in enumerate(s)) % 10 == 0)


def issn(s):
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", s)) and (
        sum((8 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(s.replace("-", ""))) % 11 == 0)


def is_date(s):
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", s)) and bool(date.fromisoformat(s))
    except ValueError:
        return False


def script(text):
    for c in text:
        if c.isalpha():
            name = unicodedata.name(c).split(" ")[0]
            if name != "LATIN" and name != "MODIFIER":
                return SCRIPTS.get(name, name.capitalize())
    return None


def table(name, columns):
    text = (folder / name).read_text(encoding="utf-8")
    claim(unicodedata.is_normalized("NFC", text), f"{name}: not NFC")
    rows = list(csv.DictReader(text.splitlines()))
    claim(rows and list(rows[0]) == columns, f"{name}: columns are not {columns}")
    return rows


branches = table("branches.csv", ["code", "name", "kind"])
codes = {b["code"] for b in branches}
claim(len(codes) == len(branches), "branches.csv: a code twice")
claim({b["kind"] for b in branches} <= {"branch", "bookmobile"}, "branches.csv: unknown kind")

bibs = ET.parse(folder / "bibs.marcxml").getroot()
claim(bibs.tag == NS + "collection", "bibs.marcxml: the root is not a MARCXML collection")
claim(unicodedata.is_normalized("NFC", "".join(bibs.itertext())), "bibs.marcxml: not NFC")
numbers, barcodes, item_numbers, control = [], [], [], []
owners, holders, kinds, scripts, isbns, titles = Counter(), Counter(), Counter(), Counter(), [], 0
for record in bibs:
    controls = {f.get("tag"): f.text for f in record.findall(NS + "controlfield")}
    me = controls.get("001", "?")
    control.append(me)
    leader = record.findtext(NS + "leader") or ""
    claim(len(leader) == 24 and leader[9] == "a" and leader[20:] == "4500", f"{me}: leader {leader!r}")
    claim(controls.get("003") == "VALLEY", f"{me}: 003")
    claim(len(controls.get("008", "")) == 40, f"{me}: 008 is not 40 characters")
    fields = record.findall(NS + "datafield")
    out, back, written = [], [], set()
    counts = Counter(f.get("tag") for f in fields)
    claim(counts["245"] == 1 and counts["999"] == 1 and counts["952"] >= 1, f"{me}: 245, 999 or 952")
    claim(sum(counts[t] for t in ("100", "110", "111", "130")) <= 1, f"{me}: two main entries")
    for f in fields:
        tag, i1, i2 = f.get("tag"), f.get("ind1"), f.get("ind2")
        claim(len(i1) == len(i2) == 1 and len(f) > 0, f"{me}: indicators or subfields of {tag}")
        for s in f:
            claim((s.text or "").strip() != "" and s.text == s.text.strip(), f"{me}: {tag} ${s.get('code')} empty")
        sub = {s.get("code"): s.text or "" for s in f}
        if tag == "020":
            isbns.append(sub["a"])
            claim(isbn13(sub["a"]), f"{me}: ISBN {sub['a']}")
        elif tag == "022":
            claim(issn(sub["a"]), f"{me}: ISSN {sub['a']}")
        elif tag == "245":
            main = any(counts[t] for t in ("100", "110", "111", "130"))
            claim(i1 == ("1" if main else "0") and i2.isdigit(), f"{me}: indicators of 245")
            claim(sub["a"][max(int(i2) - 1, 0)] in " -'" or i2 == "0", f"{me}: nonfiling {i2} of {sub['a']!r}")
        elif tag == "880":
            back.append(sub["6"].split("/")[0])
            written.add(script("".join(s.text for s in f if s.get("code") in "ab")))
        elif tag == "999":
            claim(sub["c"] == sub["d"], f"{me}: 999")
            numbers.append(int(sub["c"]))
        elif tag == "952":
            claim({"a", "b", "c", "o", "2", "p", "9", "y", "d", "g"} <= set(sub), f"{me}: a 952 lacks a subfield")
            claim(sub["a"] in codes and sub["b"] in codes, f"{me}: unknown branch")
            claim(sub["2"] in ("ddc", "lcc") and sub["y"] in TYPES, f"{me}: scheme or item type")
            claim(codabar(sub["p"], "3"), f"{me}: barcode {sub['p']}")
            claim(is_date(sub["d"]) and bool(re.fullmatch(r"\d+\.\d\d", sub["g"])), f"{me}: date or price")
            claim(sub.get("7", "1") == "1", f"{me}: $7")
            barcodes.append(sub["p"])
            item_numbers.append(int(sub["9"]))
            for counter, code in ((owners, "a"), (holders, "b"), (kinds, "y")):
                counter[sub[code]] += 1
        if tag != "880" and "6" in sub:
            out.append(f"{tag}-{sub['6'].partition('-')[2]}")
    claim(sorted(out) == sorted(back), f"{me}: 880 links {out} and {back}")
    scripts.update(written - {None})
    titles += bool(written - {None})

for what, values in (("control number", control), ("barcode", barcodes), ("item number", item_numbers), ("ISBN", isbns)):
    claim(len(values) == len(set(values)), f"bibs.marcxml: a {what} twice")
claim(sorted(numbers) == list(range(1, len(numbers) + 1)), "bibs.marcxml: biblionumbers are not 1..n")

patrons = table("patrons.csv", ["card", "name", "category", "branch", "birth_date", "expiry"])
claim(len({p["card"] for p in patrons}) == len(patrons), "patrons.csv: a card twice")
for p in patrons:
    claim(codabar(p["card"], "2"), f"patrons.csv: card {p['card']}")
    claim(p["branch"] in codes and p["category"] in CATEGORIES and p["name"] != "", f"patrons.csv: {p['card']}")
    claim(is_date(p["expiry"]) and (is_date(p["birth_date"]) or p["category"] == "INSTITUTION"),
          f"patrons.csv: dates of {p['card']}")

show = lambda c: ", ".join(f"{k} {n}" for k, n in sorted(c.items()))
print(f"bibs      {len(numbers)} ({titles} with another script; {len(isbns)} ISBNs)")
print(f"items     {len(barcodes)}\n  owned   {show(owners)}\n  held    {show(holders)}\n  types   {show(kinds)}")
print(f"scripts   {show(scripts)}")
print(f"patrons   {len(patrons)} ({show(Counter(p['category'] for p in patrons))})")
print("".join(f"WRONG: {problem}\n" for problem in problems), end="")
sys.exit(1 if problems else 0)
