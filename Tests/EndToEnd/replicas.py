"""Replicas as their users meet them: directories, `catchword` processes, and what those answer."""
import json
import re
import signal
import subprocess
import threading

import harness
from harness import BAD_DATA, DONE, Failed, check, equal


class Replica:
    """One replica's directory, driven through the command line only."""

    def __init__(self, place, name, environment=None):
        self.place, self.name = place, name
        self.folder = place.path / name
        self.environment = environment or {}

    def command(self, *arguments):
        return [harness.options.binary, "-C", str(self.folder), *map(str, arguments)]

    def run(self, *arguments, **how):
        return self.place.run(self.command(*arguments), self.environment, **how)

    def json(self, *arguments, **how):
        return self.run(*arguments, "--json", **how).json

    def start(self, *arguments, **pipes):
        return self.place.start(self.command(*arguments), self.environment, **pipes)

    def found(self, name):
        return self.run(
            "init", "--branch", self.name, "--name", name, "--network", "Valley Libraries")

    def invite(self, address, branch, role="branch"):
        run = self.run("invite", "--at", address, "--for", branch, "--role", role)
        return run.out.strip().splitlines()[-1]

    def digest(self):
        found = self.json("digest")
        return {"frontier": found["frontier"], "digest": found["digest"]}

    def peer(self, name, address):
        self.run("peer", "add", name, address)

    def sync(self, *arguments, expect=DONE):
        return self.run("sync", *arguments, "--json", expect=expect).json

    def log(self):
        """Every commit that this replica holds, as the journals name them."""
        return {journal_entry(each) for each in self.json("log", "--limit", 0)["commits"]}

    def doctor(self):
        self.run("doctor")


def acknowledged(answer):
    """All acknowledgements in what a verb answered, wherever they stand."""
    if isinstance(answer, list):
        return [each for part in answer for each in acknowledged(part)]
    if not isinstance(answer, dict):
        return []
    own = answer.get("acknowledged") or []
    return own + [each for key, part in answer.items() if key != "acknowledged"
                  for each in acknowledged(part)]


def journal_entry(commit):
    return (commit["writer"], commit["lane"], commit["number"], commit["hash"])


class Journal:
    """Acknowledgements, written down outside of every replica the moment each is read."""

    def __init__(self, path):
        self.path, self.lock = path, threading.Lock()
        self.file = open(path, "a", encoding="utf-8")

    def note(self, acknowledgements):
        self.note_all(map(journal_entry, acknowledgements))

    def note_all(self, entries):
        with self.lock:
            for entry in entries:
                self.file.write(json.dumps(entry) + "\n")
            self.file.flush()

    def entries(self):
        with self.lock, open(self.path, encoding="utf-8") as lines:
            return {tuple(json.loads(line)) for line in lines}


class Desk:
    """One `scan --json` process: a scan in, a durable answer out, noted in a journal."""

    def __init__(self, replica, journal):
        self.replica, self.journal = replica, journal
        self.done = self.refused = 0
        self.process = replica.start(
            "scan", "--json", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, bufsize=1)

    def mode(self, line):
        """Says what the next barcodes are; no answer comes before the first of them."""
        self.process.stdin.write(line + "\n")

    def scan(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        check(answer, f"scan at {self.replica.name} ended at {line!r}")
        answer = json.loads(answer)
        self.journal.note(answer["acknowledged"])
        check(bool(answer["acknowledged"]) == (answer["error"] is None),
              f"neither acknowledged nor refused, or both: {answer}")
        self.done += answer["error"] is None
        self.refused += answer["error"] is not None
        return answer

    def close(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        equal(code, BAD_DATA if self.refused else DONE, f"exit code of scan at {self.replica.name}")


class Server:
    """`serve` on a port of its own choice."""

    def __init__(self, replica):
        self.replica = replica
        self.process = replica.start(
            "serve", "--listen", "127.0.0.1:0", stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.lines, self.heard = [], threading.Event()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        check(self.heard.wait(30) and self.lines, f"serve of {replica.name} did not come up")
        found = re.match(r"listening on (http://127\.0\.0\.1:(\d+)) for (\S+)", self.lines[0])
        check(found, f"serve of {replica.name} said {self.lines[0]!r}")
        self.address, self.port = found[1], int(found[2])
        equal(found[3], replica.name, "branch that serve names")

    def _read(self):
        # Read to the end, so that a talkative server never waits for a full pipe.
        for line in self.process.stderr:
            self.lines.append(line.rstrip("\n"))
            if line.startswith("listening on "):
                self.lines.insert(0, self.lines.pop())
                self.heard.set()
        self.heard.set()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            code = self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failed(f"serve of {self.replica.name} outlived SIGTERM by 15 s") from None
        self.reader.join(timeout=5)
        if kind is None and code != -signal.SIGKILL:
            equal(code, DONE, f"exit code of serve of {self.replica.name}")

    def kill(self):
        self.process.kill()
        self.process.wait()
