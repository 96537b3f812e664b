#!/usr/bin/env python3
"""A conflict policy in Python: the longest text is shown, and whoever wrote another is heard.

One conflict a line comes in, one decision a line goes out; README.md tells the format.
"""

import json
import sys


def rank(side):
    """Orders sides totally: two that differ are never equally good."""
    value = side["value"]
    text = value.get("t") if value else None
    if side["deletes"]:
        length = -2
    elif text is not None:
        length = len(text.encode("utf-8"))
    else:
        length = -1 if value is None else 0
    # The value comes last, as a tie between two writes of one writer in one second.
    return (length, side["time"], side["writer"], json.dumps(value, sort_keys=True))


def decide(conflict):
    sides = conflict["sides"]
    shown = max(range(len(sides)), key=lambda index: rank(sides[index]))
    says = lambda side: (json.dumps(side["value"], sort_keys=True), side["deletes"])
    answer = {
        "id": conflict["id"],
        "shows": shown,
        "reason": "the longest text says most; of equally long ones the latest is shown",
    }
    if any(says(side) != says(sides[shown]) for side in sides):
        answer["review"] = {"severity": "C"}
    return answer


for line in sys.stdin:
    print(json.dumps(decide(json.loads(line))), flush=True)
