"""What the end-to-end tests share: places, real processes, and what came of the cases.

A script lists its cases in CASES and ends with `harness.main(CASES)`; run.py runs the cases of all
scripts. A case is a function that takes a Place: an empty temporary folder that vanishes with
everything started in it. A case fails by `check`, is left out by raising Skipped, and otherwise
passed. Python's standard library alone; nothing here knows how a replica works inside.
"""
import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "Samples" / "Valley"
DATA = ROOT.parent / "shared" / "data"

DONE, FOUND, USAGE, BAD_DATA, NO_INPUT, TEMPORARY, NOT_PERMITTED = 0, 2, 64, 65, 66, 75, 77

options = argparse.Namespace()


class Failed(Exception):
    """Something that was expected did not happen."""


class Skipped(Exception):
    """A case that cannot run here; its text says what is missing."""


def check(truth, text):
    if not truth:
        raise Failed(text)


def equal(found, expected, what):
    check(found == expected, f"{what}: expected {expected!r}, found {found!r}")


def say(text):
    print(f"    {text}", flush=True)


def need_data(*parts):
    """Real records, where they lie beside the checkout; they are not ours to keep in it."""
    path = DATA.joinpath(*parts)
    if not path.exists():
        raise Skipped(f"{'/'.join(parts)} is not here")
    return path


def seeded(*names):
    """A generator of its own for each purpose, so that one more draw here moves nothing there."""
    return random.Random("/".join(map(str, (options.seed, *names))))


class Run:
    """A finished process."""

    def __init__(self, command, code, out, err, seconds):
        self.command, self.code, self.out, self.err = command, code, out, err
        self.seconds = seconds

    @property
    def text(self):
        return self.out + self.err

    @property
    def json(self):
        try:
            return json.loads(self.out)
        except ValueError:
            raise Failed(f"{self}\nno JSON on standard output") from None

    def __str__(self):
        def shown(text):
            return text if len(text) < 1500 else text[:1000] + "\n[…]\n" + text[-400:]

        return (f"$ {' '.join(self.command)}\n(exit {self.code}, {self.seconds:.2f} s)\n"
                f"{shown(self.out)}{shown(self.err)}")


class Place:
    """An empty folder; leaving it ends what was started in it and removes it."""

    def __init__(self):
        self.path = Path(tempfile.mkdtemp(prefix="catchword-e2e-"))
        self.started = []
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith("CATCHWORD")}
        # Nothing of the person who runs the tests is read or touched.
        self.environment.update(
            HOME=str(self.path), XDG_STATE_HOME=str(self.path / "state"), TZ="UTC", NO_COLOR="1",
            LC_ALL="C.UTF-8", TMPDIR=str(self.path))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe and not pipe.closed:
                    try:
                        pipe.close()
                    except OSError:
                        pass
        shutil.rmtree(self.path, ignore_errors=True)

    def folder(self, name):
        path = self.path / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def start(self, command, environment=None, **pipes):
        process = subprocess.Popen(
            [str(part) for part in command], env={**self.environment, **(environment or {})},
            cwd=self.path, **pipes)
        self.started.append(process)
        return process

    def run(self, command, environment=None, input=None, expect=DONE, timeout=180):
        """Runs to the end. `expect` is an exit code, several, or None for any."""
        command = [str(part) for part in command]
        began = time.monotonic()
        source = subprocess.DEVNULL if input is None else subprocess.PIPE
        process = self.start(
            command, environment, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True)
        try:
            out, err = process.communicate(input, timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Failed(f"$ {' '.join(command)}\ndid not end within {timeout} s") from None
        self.started.remove(process)
        run = Run(command, process.returncode, out, err, time.monotonic() - began)
        expected = (expect,) if isinstance(expect, int) else expect
        check(expected is None or run.code in expected, f"{run}\nexpected exit {expect}")
        return run


def main(cases, arguments=None):
    """Runs one script's cases from the command line."""
    parse(argparse.ArgumentParser(), arguments)
    sys.exit(report([run(case) for case in cases]))


def parse(parser, arguments=None):
    parser.add_argument("--binary", default=ROOT / ".build" / "debug" / "catchword", type=Path)
    parser.add_argument("--seed", default=20261, type=int)
    parser.parse_args(arguments, options)
    options.binary = str(options.binary.resolve())
    if not os.access(options.binary, os.X_OK):
        sys.exit(f"{options.binary} is not there; build it, or name one with --binary")
    # An ordinary end, so that `with` and `finally` clean up; once, or they would break off.
    def end(*_):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(143)

    signal.signal(signal.SIGTERM, end)
    print(f"binary {options.binary}, seed {options.seed}", flush=True)
    return options


def run(case):
    """Runs one case in a place of its own; returns passed, failed or skipped."""
    name = f"{Path(case.__code__.co_filename).stem}: {case.__name__.replace('_', ' ')}"
    print(f"-- {name}", flush=True)
    began = time.monotonic()
    try:
        with Place() as place:
            case(place)
        outcome, detail = "passed", ""
    except Skipped as reason:
        outcome, detail = "skipped", f": {reason}"
    except Failed as reason:
        outcome, detail = "failed", f": {reason}"
    except Exception:
        outcome, detail = "failed", f":\n{traceback.format_exc()}"
    print(f"   {outcome}{detail} ({time.monotonic() - began:.1f} s)", flush=True)
    return outcome


def report(outcomes):
    count = outcomes.count
    print(f"{count('passed')} passed, {count('failed')} failed, {count('skipped')} skipped")
    return 1 if "failed" in outcomes else 0
