# Main's decision about two loans is taken back at east and, without the line, at west too. Either undo
# would do; to bring the decision back both must be undone. Only one used to be named.
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
cut east main
cut west main
cut east west
reopen east 40063 at day 2 10:00
reopen west 40063 at day 2 10:30
heal
sync west main
sync east main
why main 40063
----
08:30  cut main east
09:00  checkout main 40063 p12: good: Season of Migration to the North, due 2026-03-23.
12:00  checkout east 40063 p34: good: Season of Migration to the North, due 2026-03-23.
13:00  heal
13:01:00.160  sync east main: sent 1, received 1, digests equal
13:02  resolve main 40063 keep A: case 1 decided
13:03:00.227  sync east main: sent 0, received 1, digests equal
13:04:00.177  sync west main: sent 0, received 2, digests equal
13:05  cut east main
13:06  cut west main
13:07  cut east west
day 2 10:00  reopen east 40063: case 1 is open again
day 2 10:30  reopen west 40063: case 1 is open again
day 2 10:31  heal
day 2 10:32:00.157  sync west main: sent 1, received 0, digests equal
day 2 10:33:00.179  sync east main: sent 1, received 1, digests equal
day 2 10:34  why main 40063
  The review decision at MAIN at 2026-03-02T13:02:00Z (main.7) was undone at EAST (east.3): decided too soon, and at WEST (west.2): decided too soon. Undo east.3 and west.2 to bring it back.
  Loan main.6 closed as implied return at 2026-03-02T12:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loans main.6 and east.2 exclude each other (case 1): MAIN reviews.
  It is with the borrower of loan east.2, on loan.
