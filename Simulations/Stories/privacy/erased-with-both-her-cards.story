# A reader has two cards, and staff at east declared both one person. Main erases her by the one; the other
# is no longer good either, and a van that merges a third record into hers afterwards, since it has not
# heard, only adds to what is gone.
branches main east
cart van
item 90021 "Some Tame Gazelle" at main
patron p12 p13 p14 at main
checkout main 90021 p13 at 08:30
checkin main 90021 at 08:45
merge east patron p13 into p12 at 09:00
settle at 09:30
erase main p12 at 10:00
merge van patron p14 into p12 at 10:30
settle at 12:00
expect erased p12
expect erased p13
expect erased p14
expect anonymous 90021
checkout east 90021 p13 at 13:00
expect converged
----
08:30  checkout main 90021 p13: good: Some Tame Gazelle, due 2026-03-23.
08:45  checkin main 90021: good: Some Tame Gazelle: returned.
09:00  merge east patron p13 into p12: saved
09:30:00.380  settle: all agree
10:00  erase main p12: shown nowhere any longer
10:30  merge van patron p14 into p12: saved
12:00:00.538  settle: all agree
12:01  expect erased p12: yes
12:02  expect erased p13: yes
12:03  expect erased p14: yes
12:04  expect anonymous 90021: yes
13:00  checkout east 90021 p13: refused: That card is no longer valid; register its bearer, or ask for another.
13:01  expect converged: yes
