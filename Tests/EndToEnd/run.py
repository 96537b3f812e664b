#!/usr/bin/env python3
"""Runs the end-to-end tests of a built catchword: run.py [names] [--binary PATH] [--seed N].

A name is a script's (`kill`) or a script's and a part of a case's (`desk:secret`). The last line
says `N passed, N failed, N skipped`; the exit code is 1 if any failed.
"""
import argparse
import importlib
import sys

sys.dont_write_bytecode = True

import harness

SCRIPTS = ["demo_check", "walkthroughs", "real_input", "desk", "five_orders", "kill", "acceptance"]


def chosen(names):
    for script in SCRIPTS:
        wanted = [name for name in names if name.split(":")[0] == script]
        if names and not wanted:
            continue
        for case in importlib.import_module(script).CASES:
            parts = [name.partition(":")[2].replace(" ", "_") for name in wanted]
            if not parts or any(part in case.__name__ for part in parts):
                yield case


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(SCRIPTS))
    options = harness.parse(parser)
    unknown = [name for name in options.names if name.split(":")[0] not in SCRIPTS]
    if unknown:
        parser.error(f"no such script: {', '.join(unknown)}; there are {', '.join(SCRIPTS)}")
    outcomes = [harness.run(case) for case in chosen(options.names)]
    sys.exit(harness.report(outcomes))


main()
