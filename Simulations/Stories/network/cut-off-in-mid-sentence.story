# The van fetches the night's news on a line that breaks off inside the last word. The loan at main
# had come whole and is kept; the return at east came in half and is not believed. The next call
# brings the rest and only the rest.
seed 1
branches main east
cart van
item 60007 "If on a winter's night a traveler" at main
patron p12 at main
checkout main 60007 p12 at 09:00
sync east main
checkin east 60007 at 09:10
sync east main
line van main truncate skip 2
sync van main at 09:30
why van 60007
sync van main at 09:40
why van 60007
review van
expect loan 60007 p12 closed
expect place 60007 east
expect converged
----
09:00  checkout main 60007 p12: good: If on a winter's night a traveler, due 2026-03-23.
09:01:00.135  sync east main: sent 0, received 1, digests equal
09:10  checkin east 60007: warning: If on a winter's night a traveler: returned. It goes home to MAIN.
09:11:00.105  sync east main: sent 1, received 0, digests equal
09:12  line van main truncate skip 2
09:30:00.197  sync van main: failed: the line broke inside a segment
09:31  why van 60007
  It is with the borrower of loan main.6, on loan.
09:40:00.151  sync van main: sent 0, received 1, digests equal
09:41  why van 60007
  It is at EAST, available.
09:42  review van
  nothing to decide
09:43  expect loan 60007 p12 closed: yes
09:44  expect place 60007 east: yes
09:45  expect converged: yes
