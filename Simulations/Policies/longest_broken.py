#!/usr/bin/env python3
"""Broken on purpose: the longest text is shown, and whoever wrote another is never heard.

`policy check` finds two flaws: of two equally long texts it shows the one that is listed first, and
the other one is lost.
"""

import json
import sys


def length(side):
    return len((side["value"] or {}).get("t", ""))


for line in sys.stdin:
    conflict = json.loads(line)
    sides = conflict["sides"]
    shown = max(range(len(sides)), key=lambda index: length(sides[index]))
    answer = {"id": conflict["id"], "shows": shown, "reason": "the longest text says most"}
    print(json.dumps(answer), flush=True)
