#!/usr/bin/env python3
"""The desk goes first: quick during a sync, and a refusal says what to do and does nothing."""
import shutil
import signal
import subprocess
import time

import harness
from catalogue import VALLEY, cards, found_library, join, random_bibs
from harness import (BAD_DATA, DONE, NO_INPUT, NOT_PERMITTED, TEMPORARY, USAGE, check, equal, say,
                     seeded)
from replicas import Journal, Replica, Server, acknowledged

CHECKOUTS, LIMIT_SECONDS = 15, 1.0
RATE = "20k"


def branch(place):
    main = Replica(place, "MAIN")
    found_library(main, VALLEY)
    return main


def joined(place, main, name):
    """By a folder, so that no server need run."""
    replica = Replica(place, name)
    join(replica, main, place.folder("stick"))
    return replica


def a_checkout_takes_less_than_a_second_during_a_sync(place):
    main = branch(place)
    east = joined(place, main, "EAST")
    # Some hundred kilobytes that do not compress: a quarter of a minute at this rate.
    bibs = random_bibs(place.path / "bibs.marcxml", seeded("desk"), 700)
    equal(east.json("import", "marc", bibs, "--source", "made:up")["bibs"], 700, "bibs at EAST")
    journal = Journal(place.path / "journal.jsonl")
    barcodes, people = VALLEY.barcodes(), cards()
    with Server(main) as server:
        east.peer("MAIN", server.address)
        sync = east.start(
            "sync", "MAIN", "--max-rate", RATE, "--json", stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(2)
        seconds = []
        for index in range(CHECKOUTS):
            run = main.run("checkout", people[index % len(people)], barcodes[index], "--json")
            seconds.append(run.seconds)
            noted = acknowledged(run.json)
            equal(len(noted), 1, "commits of a checkout")
            journal.note(noted)
            check(sync.poll() is None, f"the sync ended before checkout {index + 1}; slow it down")
            time.sleep(0.3)
        out, err = sync.communicate(timeout=120)
        equal(sync.returncode, DONE, f"exit code of the sync\n{out}{err}")
        east.sync("MAIN")
    say(f"{CHECKOUTS} checkouts during a sync: {min(seconds):.2f} to {max(seconds):.2f} s, "
        f"median {sorted(seconds)[len(seconds) // 2]:.2f} s")
    check(max(seconds) < LIMIT_SECONDS, f"a checkout took {max(seconds):.2f} s")
    equal(east.digest(), main.digest(), "EAST's digest and frontier, after MAIN's")
    check(journal.entries() <= east.log(), "EAST lacks checkouts made during the sync")


def a_peer_that_is_down_leaves_work_unsent_and_says_so(place):
    main = branch(place)
    east = joined(place, main, "EAST")
    with Server(main) as server:
        east.peer("MAIN", server.address)
        east.sync("MAIN")
    east.run("checkout", cards()[0], VALLEY.barcodes()[0])
    run = east.run("sync", "MAIN", expect=TEMPORARY)
    check("MAIN" in run.text, f"the peer is not named: {run}")
    check("1 commit" in run.text, f"what is unsent is not said: {run}")
    run = east.run("sync", "MAIN", "--json", expect=TEMPORARY)
    peer = run.json["peers"][0]
    check(peer["ok"] is False and peer["durable"] is False and peer["error"], f"{peer}")
    equal(peer["unsent_commits"], 1, "unsent commits that sync names")
    equal(east.json("status")["unsent_commits"], 1, "unsent commits")
    with Server(main) as server:
        east.peer("MAIN", server.address)
        east.sync("MAIN")
    equal(east.json("status")["unsent_commits"], 0, "unsent commits after a sync")


def a_wrong_secret_is_not_permitted(place):
    main = branch(place)
    east = joined(place, main, "EAST")
    stranger = Replica(place, "STRANGER")
    shutil.copytree(east.folder, stranger.folder)
    secret = bytearray((stranger.folder / "network.secret").read_bytes())
    secret[0] ^= 1
    (stranger.folder / "network.secret").write_bytes(secret)
    before = main.digest()
    with Server(main) as server:
        stranger.peer("MAIN", server.address)
        run = stranger.run("sync", "MAIN", expect=NOT_PERMITTED)
    check("MAIN" in run.text, f"the peer is not named: {run}")
    check(secret.hex() not in run.text, "the secret was printed")
    equal(main.digest(), before, "MAIN's digest after a stranger called")


def refusals_name_the_thing_and_the_remedy_and_change_nothing(place):
    main = branch(place)
    card, barcode = cards()[0], VALLEY.barcodes()[0]
    before = main.digest()
    missing = place.path / "missing.mrc"
    page = place.path / "page.html"
    page.write_text("<!DOCTYPE html><html><body>Please log in</body></html>")
    refused = [
        # arguments, exit codes, what the sentence must name, words of a remedy
        (["checkout", card, "39999999999999"], (BAD_DATA,), ["39999999999999"], ["--unknown"]),
        (["checkout", "29999999999999", barcode], None, [], ["register", "sync"]),
        (["renew", barcode], None, [], ["check it out", "checkout"]),
        (["import", "marc", VALLEY.path, "--profile", "koha-953"], (USAGE, BAD_DATA),
         ["koha-953"], ["koha-952"]),
        (["import", "marc", missing, "--profile", "koha-952"], (NO_INPUT,), ["missing.mrc"],
         ["path", "name", "check"]),
        (["import", "marc", page, "--profile", "koha-952"], (BAD_DATA,), ["page.html"], ["MARC"]),
        (["checkout", card, barcode, "--due", "2026-02-30"], (USAGE, BAD_DATA), ["2026-02-30"],
         ["YYYY-MM-DD", "2026-"]),
        (["checkout", card, barcode, "--due", "2001-01-01"], None, ["2001-01-01"], ["today"]),
        (["checkin", barcode, "--backdate", "2999-01-01"], None, ["2999-01-01"], ["today"]),
        (["sync", "NOWHERE"], None, ["NOWHERE"], ["peer add", "peer list", "peers"]),
        (["peer", "add", "far", "http://example.org:8700"], None, ["example.org"], ["https"]),
        (["review", "resolve", "ffffffffffffffff", "--keep", "A", "--note", "x"], None,
         ["ffffffffffffffff"], ["review list"]),
        (["show", "item", "39999999999999"], None, ["39999999999999"], ["sync", "check", "search"]),
    ]
    wrong = []
    for arguments, codes, named, remedies in refused:
        for flags in ([], ["--json"]):
            run = main.run(*arguments, *flags, expect=None)
            text = run.text
            if run.code == DONE or (codes and run.code not in codes) or run.code < 0:
                wrong.append(f"{run}\nexit code")
            elif not all(name in text for name in named):
                wrong.append(f"{run}\ndoes not name {named}")
            elif not flags and not any(word in text for word in remedies):
                wrong.append(f"{run}\nnames no remedy ({' / '.join(remedies)})")
            elif main.digest() != before:
                wrong.append(f"{run}\nchanged the digest")
                before = main.digest()
    say(f"{len(refused) * 2 - len(wrong)} of {len(refused) * 2} refusals as they should be")
    check(not wrong, "\n\n".join(wrong))


def sigterm_ends_serve_and_leaves_nothing(place):
    main = branch(place)
    east = joined(place, main, "EAST")
    files = {each.name for each in main.folder.iterdir()}
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        server = Server(main)
        east.peer("MAIN", server.address)
        east.sync("MAIN")
        began = time.monotonic()
        server.process.send_signal(signal_number)
        try:
            code = server.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            raise harness.Failed(f"serve outlived {signal_number.name} by 15 s") from None
        seconds = time.monotonic() - began
        equal(code, DONE, f"exit code of serve after {signal_number.name}")
        check(seconds < 5, f"serve took {seconds:.1f} s to end after {signal_number.name}")
        say(f"{signal_number.name}: exit 0 after {seconds:.2f} s")
        equal({each.name for each in main.folder.iterdir()}, files, "files of the replica")
        east.run("sync", "MAIN", expect=TEMPORARY)


def put_back(replica, copy):
    """All files as they were, in the same directory: nothing beside the database tells."""
    for each in replica.folder.iterdir():
        each.unlink()
    for each in copy.iterdir():
        shutil.copy2(each, replica.folder)


def what_a_restored_replica_had_sent_comes_back(place):
    main = branch(place)
    east = joined(place, main, "EAST")
    barcodes, card = iter(VALLEY.barcodes()), cards()[0]

    def lend(replica):
        return acknowledged(replica.json("checkout", card, next(barcodes)))

    def meet():
        with Server(main) as server:
            east.peer("MAIN", server.address)
            return east.sync("MAIN")

    meet()
    for restored, witness in ((east, "MAIN"), (main, "a peer")):
        writer = restored.json("status")["writer"]
        copy = place.path / f"copy of {restored.name}"
        shutil.copytree(restored.folder, copy)
        sent = lend(restored)
        meet()
        put_back(restored, copy)
        unsent = lend(restored)
        equal(restored.json("status")["writer"], writer, "writer before it met a witness")
        meet()
        status = restored.json("status")
        check(status["writer"] != writer, f"{restored.name} goes on as itself")
        check(f"{witness} holds 1 commit of it that it had lost" in status["lives"][-1],
              f"{status['lives']}")
        check("took the lost ones back" in status["lives"][-1], f"{status['lives']}")
        meet()
        equal(east.digest(), main.digest(), "EAST's digest and frontier, after MAIN's")
        for replica in (east, main):
            held = {commit["hash"] for commit in replica.json("log", "--limit", 0)["commits"]}
            check({each["hash"] for each in sent} <= held, f"{replica.name} lacks what was sent")
            equal(replica.json("status")["open_loans"], 2 if restored is east else 4, "open loans")
            replica.doctor()
        check(unsent, "nothing was acknowledged")


def what_must_not_go_out_is_recalled_when_it_was_lent_apart(place):
    main = branch(place)
    east = joined(place, main, "EAST")
    card, barcode = cards()[0], VALLEY.barcodes()[0]
    main.run("mark", "preservation-hold", barcode)
    lent = east.run("checkout", card, barcode, "--slip")
    check(card not in lent.text and card[-4:] in lent.text, f"the slip names the card: {lent}")
    east.run("checkout", card, "38888888888888", "--title", "A gift")
    with Server(main) as server:
        east.peer("MAIN", server.address)
        east.sync("MAIN")
        east.sync("MAIN")
    for replica in (main, east):
        opened = [each for each in replica.json("review", "list")["open"] if each["case"] == 54]
        equal([each["severity"] for each in opened], ["A"], f"recalls at {replica.name}")
        gifts = replica.json("item", "list", "--fast-add")["items"]
        equal([each["barcode"] for each in gifts], ["38888888888888"], "to be catalogued")
    back = main.json("checkin", barcode)["items"][0]
    equal(back["signal"], "stop", "signal of the return")
    check(any("quarantine bag" in line for line in back["lines"]), f"{back['lines']}")


CASES = [a_checkout_takes_less_than_a_second_during_a_sync,
         a_peer_that_is_down_leaves_work_unsent_and_says_so, a_wrong_secret_is_not_permitted,
         refusals_name_the_thing_and_the_remedy_and_change_nothing,
         sigterm_ends_serve_and_leaves_nothing, what_a_restored_replica_had_sent_comes_back,
         what_must_not_go_out_is_recalled_when_it_was_lent_apart]

if __name__ == "__main__":
    harness.main(CASES)
