#!/usr/bin/env python3
"""The demo a newcomer runs first: it ends well, within a minute, and leaves nothing behind."""
import os
import subprocess
import time
from pathlib import Path

import harness
from harness import DONE, Failed, check, equal, say

LIMIT_SECONDS = 60


def session_members(session):
    """Processes of a session that still run; zombies that nobody has asked about do not count."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            # The name in parentheses may hold anything, blanks too.
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found.append((int(entry.name), (entry / "cmdline").read_text().replace("\0", " ")))
        except (OSError, ValueError):
            continue
    return found


def the_demo_runs_and_cleans_up(place):
    scratch = place.folder("scratch")
    began = time.monotonic()
    # A session of its own, so that whatever it leaves running can be told from all else.
    process = place.start(
        [harness.ROOT / "Samples" / "demo.sh", harness.options.binary],
        {"TMPDIR": str(scratch)}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        out, _ = process.communicate(timeout=4 * LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        left = session_members(process.pid)
        for pid, _ in left:
            os.kill(pid, 9)
        raise Failed(f"the demo did not end; running: {left}") from None
    seconds = time.monotonic() - began
    left = session_members(process.pid)
    for pid, _ in left:
        os.kill(pid, 9)
    check(process.returncode == DONE, f"exit {process.returncode}\n{out[-3000:]}")
    check(not left, f"still running: {left}")
    equal([each.name for each in scratch.iterdir()], [], "what is left in the temporary folder")
    check("hold the same commits" in out, f"it does not say that digests are equal:\n{out[-3000:]}")
    check("Every replica shows the same queue." in out, "the queues were not compared")
    check(seconds < LIMIT_SECONDS, f"it took {seconds:.1f} s; {LIMIT_SECONDS} s is the limit")
    say(f"exit 0 after {seconds:.1f} s, nothing left running, nothing left on disk")


CASES = [the_demo_runs_and_cleans_up]

if __name__ == "__main__":
    harness.main(CASES)
