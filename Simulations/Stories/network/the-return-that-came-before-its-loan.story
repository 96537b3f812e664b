# main lends a book, east takes it back. The van hears of the return first: the line to main breaks
# inside the loan, and the answer held the return before it. A return without its loan is put aside
# and not guessed at. In the afternoon the van meets west, which knows of the loan only; that is
# what was waited for, and nobody need type.
seed 22
branches main east west
cart van
item 60011 "Die Verwandlung" at main
patron p12 at main
checkout main 60011 p12 at 09:00
sync west main
sync east main
checkin east 60011 at 09:10
sync east main
line van main truncate skip 2
sync van main at 09:30
cut van main
cut van east
why van 60011
expect says van "for others"
sync van west at 15:00
why van 60011
status van
heal at 17:00
sync van main
sync west main
review van
expect loan 60011 p12 closed
expect place 60011 east
expect converged
----
09:00  checkout main 60011 p12: good: Die Verwandlung, due 2026-03-23.
09:01:00.196  sync west main: sent 0, received 1, digests equal
09:02:00.170  sync east main: sent 0, received 1, digests equal
09:10  checkin east 60011: warning: Die Verwandlung: returned. It goes home to MAIN.
09:11:00.135  sync east main: sent 1, received 0, digests equal
09:12  line van main truncate skip 2
09:30:00.128  sync van main: failed: the line broke inside a segment
09:31  cut van main
09:32  cut van east
09:33  why van 60011
  It is at MAIN, available.
09:34  expect says van "for others": yes
15:00:00.157  sync van west: sent 1, received 1, digests equal
15:01  why van 60011
  It is at EAST, available.
15:02  status van
  nothing is wrong
17:00  heal
17:01:00.028  sync van main: sent 0, received 0, digests equal
17:02:00.056  sync west main: sent 0, received 0, digests equal
17:03  review van
  nothing to decide
17:04  expect loan 60011 p12 closed: yes
17:05  expect place 60011 east: yes
17:06  expect converged: yes
