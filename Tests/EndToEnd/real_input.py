#!/usr/bin/env python3
"""Real catalogues: imported whole, imported twice for nothing, imported apart at two branches."""
import harness
from catalogue import KOHA, VALLEY, join
from harness import equal, need_data, say
from replicas import Replica, Server


def take_in(replica, catalogue):
    """Imports and holds the totals against what is in the file."""
    report = replica.json(*catalogue.importing())
    equal(report["bibs"], catalogue.bibs, "bibs imported")
    equal(report["items"], catalogue.items, "items imported")
    check_sum(report)
    say(f"{replica.name}: {counts(report)}")
    return report


def check_sum(report):
    parts = sum(report[part] for part in ("accepted", "warned", "rejected", "skipped"))
    equal(parts, report["read"], "accepted + warned + rejected + skipped")


def counts(report):
    names = ("read", "accepted", "warned", "rejected", "skipped", "bibs", "items")
    return ", ".join(f"{name} {report[name]}" for name in names)


def check_holds(replica, catalogue):
    status = replica.json("status")
    equal(status["bibs"], catalogue.bibs, f"bibs at {replica.name}")
    equal(status["items"], catalogue.items, f"items at {replica.name}")


def imported_apart(place, catalogue):
    """Both branches take in the same file before they ever exchanged a record of it."""
    main, east = Replica(place, "MAIN"), Replica(place, "EAST")
    main.found("Valley Main Library")
    join(east, main, place.folder("stick"))
    equal(east.json("status")["bibs"], 0, "bibs at EAST before any import")

    take_in(main, catalogue)
    before = main.digest()
    again = main.json(*catalogue.importing())
    check_sum(again)
    equal(main.digest(), before, "digest and frontier of MAIN after a second import")

    take_in(east, catalogue)
    with Server(main) as server:
        east.peer("MAIN", server.address)
        east.sync("MAIN")
        second = east.sync("MAIN")["peers"][0]
        equal(second["sent"]["commits"] + second["received"]["commits"], 0,
              "commits that a second sync exchanged")
    for replica in (main, east):
        check_holds(replica, catalogue)
        equal(replica.json("review", "list")["open"], [], f"open conflicts at {replica.name}")
        replica.doctor()
    equal(east.digest(), main.digest(), "EAST's digest and frontier, after MAIN's")
    for replica in (main, east):
        again = replica.json(*catalogue.importing())
        equal(replica.digest(), main.digest(), f"digest after importing again at {replica.name}")


def valley_imported_apart(place):
    imported_apart(place, VALLEY)


def koha_imported_apart(place):
    need_data("koha", KOHA.path.name)
    imported_apart(place, KOHA)


def bibs_alone(place, path, read):
    replica = Replica(place, "MAIN")
    replica.found("Valley Main Library")
    report = replica.json("import", "marc", path)
    say(f"{path.name}: {counts(report)}")
    check_sum(report)
    equal(report["read"], read, "records read")
    equal(report["rejected"], 0, "records rejected")
    equal(report["items"], 0, "items of an import without a profile")
    equal(replica.json("status")["bibs"], report["bibs"], "bibs in the replica")
    before = replica.digest()
    replica.json("import", "marc", path)
    equal(replica.digest(), before, "digest and frontier after a second import")


def evergreen_bibs_in_marcxml(place):
    bibs_alone(place, need_data("evergreen-concerto", "biblio.record_entry.marcxml"), 283)


def virginia_bibs_in_marc8(place):
    bibs_alone(place, need_data("bibs", "uva_2000_sirsi999.mrc"), 1630)


def two_branches_take_over_one_export(place):
    """Apart, each all of it: their facts and records are the same ones, and nothing is in doubt."""
    tables = need_data("evergreen-concerto")
    main, east = Replica(place, "RPLS-WEPL"), Replica(place, "RPLS-HDPL")
    main.found("West Emnet")
    join(east, main, place.folder("stick"))
    for replica in (main, east):
        check_sum(replica.json("import", "evergreen", tables))
    with Server(main) as server:
        east.peer(main.name, server.address)
        east.sync(main.name)
    equal(east.digest(), main.digest(), "digest and frontier of the second branch")
    status = main.json("status")
    equal((status["bibs"], status["items"], status["open_loans"]), (281, 4108, 419),
          "bibs, items and open loans after both had taken them over")
    equal(len(main.json("hold", "list")["holds"]), 218, "holds that wait")
    equal(main.json("review", "list", "--all")["open"], [], "open conflicts")
    before = east.digest()
    east.run("import", "evergreen", tables)
    equal(east.digest(), before, "digest after another import")


CASES = [valley_imported_apart, koha_imported_apart, evergreen_bibs_in_marcxml,
         virginia_bibs_in_marc8, two_branches_take_over_one_export]

if __name__ == "__main__":
    harness.main(CASES)
