# main decided about two loans of one book, and decided wrongly: the borrower whose loan was ended
# stands at east with the book in her bag. east takes the decision back, and so does west, where
# somebody read the same queue. To take a thing back twice is to take it back: the question is open,
# and one new decision is enough.
branches main east west
item 40063 "Season of Migration to the North" at main
patron p12 p34 at main
cut main east at 08:30
checkout main 40063 p12 at 09:00
checkout east 40063 p34 at 12:00
heal at 13:00
sync east main
resolve main 40063 keep A
sync east main
sync west main
expect conflict double-loan 40063 resolved
cut east main
cut west main
cut east west
reopen east 40063 at day 2 10:00
reopen west 40063 at day 2 10:30
heal
sync west main
sync east main
sync west main
review main
expect conflict double-loan 40063 review main
expect loan 40063 p34 open
resolve east 40063 keep B at day 2 12:00
sync east main
sync west main
review west
expect conflict double-loan 40063 resolved
expect loan 40063 p34 open
expect converged
----
08:30  cut main east
09:00  checkout main 40063 p12: good: Season of Migration to the North, due 2026-03-23.
12:00  checkout east 40063 p34: good: Season of Migration to the North, due 2026-03-23.
13:00  heal
13:01:00.160  sync east main: sent 1, received 1, digests equal
13:02  resolve main 40063 keep A: case 1 decided
13:03:00.227  sync east main: sent 0, received 1, digests equal
13:04:00.177  sync west main: sent 0, received 2, digests equal
13:05  expect conflict double-loan 40063 resolved: yes
13:06  cut east main
13:07  cut west main
13:08  cut east west
day 2 10:00  reopen east 40063: case 1 is open again
day 2 10:30  reopen west 40063: case 1 is open again
day 2 10:31  heal
day 2 10:32:00.140  sync west main: sent 1, received 0, digests equal
day 2 10:33:00.216  sync east main: sent 1, received 1, digests equal
day 2 10:34:00.164  sync west main: sent 0, received 1, digests equal
day 2 10:35  review main
  B case 1 MAIN: MAIN and EAST lent the item without knowing of each other.
    A MAIN lent the item at 2026-03-02T09:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T12:00:00Z (loan east.2).
day 2 10:36  expect conflict double-loan 40063 review main: yes
day 2 10:37  expect loan 40063 p34 open: yes
day 2 12:00  resolve east 40063 keep B: case 1 decided
day 2 12:01:00.111  sync east main: sent 1, received 0, digests equal
day 2 12:02:00.168  sync west main: sent 0, received 1, digests equal
day 2 12:03  review west
  B case 1 MAIN: MAIN and EAST lent the item without knowing of each other. (decided at EAST at 2026-03-03T12:00:00Z (east.4): looked at it)
    A MAIN lent the item at 2026-03-02T09:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T12:00:00Z (loan east.2).
day 2 12:04  expect conflict double-loan 40063 resolved: yes
day 2 12:05  expect loan 40063 p34 open: yes
day 2 12:06  expect converged: yes
