# Stocktaking at main misses two books on their shelf and marks them. One was checked in at the van
# in the morning, the other has been out with p81 since yesterday, as the screen at main says
# itself. Neither is missing: a sighting and an open loan count for more than an empty place on a
# shelf (case 45). A third one was seen by nobody; its mark stands until somebody finds it.
branches main
cart van
item 40031 "The Periodic Table" at main
item 40032 "Se questo è un uomo" at main
item 40033 "The Drowned and the Saved" at main
patron p81 at main
checkout main 40032 p81 at 09:00
sync van main
cut van main
checkin van 40031 at day 2 09:00
mark main 40031 missing at day 2 10:00
mark main 40032 missing at day 2 10:05
mark main 40033 missing at day 2 10:10
heal at day 2 17:00
sync van main
why main 40031
why main 40032
why main 40033
expect place 40031 van
expect loan 40032 p81 open
mark van 40033 found at day 3 09:00
sync van main
why main 40033
review main
expect place 40033 van
expect no-conflict 40031
expect converged
----
09:00  checkout main 40032 p81: good: Se questo è un uomo, due 2026-03-23.
09:01:00.160  sync van main: sent 0, received 1, digests equal
09:02  cut van main
day 2 09:00  checkin van 40031: warning: The Periodic Table: checked in, no loan was open here. It goes home to MAIN.
day 2 10:00  mark main 40031 missing: good: The Periodic Table: marked missing.
day 2 10:05  mark main 40032 missing: warning: Se questo è un uomo: marked missing. It is on loan, so it cannot be missing; the mark will not count.
day 2 10:10  mark main 40033 missing: good: The Drowned and the Saved: marked missing.
day 2 17:00  heal
day 2 17:01:00.173  sync van main: sent 1, received 3, digests equal
day 2 17:02  why main 40031
  The mark "missing" at MAIN at 2026-03-03T10:00:00Z (main.13) is dropped: the check-in at VAN at 2026-03-03T09:00:00Z (van.2) shows the item (case 45). Nobody need look.
  It is at VAN, available.
day 2 17:03  why main 40032
  The mark "missing" at MAIN at 2026-03-03T10:05:00Z (main.14) is dropped: the item was on loan (main.12) and could not be on the shelf (case 45). Nobody need look.
  It is with the borrower of loan main.12, on loan.
day 2 17:04  why main 40033
  Where it is nobody knows, missing.
day 2 17:05  expect place 40031 van: yes
day 2 17:06  expect loan 40032 p81 open: yes
day 3 09:00  mark van 40033 found: good: The Drowned and the Saved: marked found.
day 3 09:01:00.153  sync van main: sent 1, received 0, digests equal
day 3 09:02  why main 40033
  The mark "missing" at MAIN at 2026-03-03T10:10:00Z (main.15) is ended: the mark "found" at VAN at 2026-03-04T09:00:00Z (van.3) shows the item. Nobody need look.
  It is at VAN, available.
day 3 09:03  review main
  nothing to decide
day 3 09:04  expect place 40033 van: yes
day 3 09:05  expect no-conflict 40031: yes
day 3 09:06  expect converged: yes
