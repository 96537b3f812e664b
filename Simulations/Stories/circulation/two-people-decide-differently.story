# Two loans of one book stand in the queue. On the same morning, without the line, main looks at its
# copy of the facts and keeps p12, and east, on the telephone with p34, keeps hers. Two decisions
# are none: the question is open again. Until somebody settles it the later decision holds,
# everywhere the same one.
branches main east west
item 40062 "The Master and Margarita" at main
patron p12 p34 at main
cut main east at 08:30
checkout main 40062 p12 at 09:00
checkout east 40062 p34 at 12:00
heal at 13:00
sync east main
sync west main
cut main east
cut west main
cut west east
resolve main 40062 keep A at day 2 09:00
resolve east 40062 keep B at day 2 09:30
heal at day 2 12:00
# west hears of the later decision first.
sync west east
sync west main
sync east main
why west 40062
review west
expect conflict double-loan 40062 review main
expect loan 40062 p12 closed
expect loan 40062 p34 open
resolve main 40062 keep A at day 2 14:00
sync east main
sync west main
why west 40062
review west
expect conflict double-loan 40062 resolved
expect loan 40062 p12 open
expect loan 40062 p34 closed
expect converged
----
08:30  cut main east
09:00  checkout main 40062 p12: good: The Master and Margarita, due 2026-03-23.
12:00  checkout east 40062 p34: good: The Master and Margarita, due 2026-03-23.
13:00  heal
13:01:00.160  sync east main: sent 1, received 1, digests equal
13:02:00.157  sync west main: sent 0, received 2, digests equal
13:03  cut main east
13:04  cut west main
13:05  cut west east
day 2 09:00  resolve main 40062 keep A: case 1 decided
day 2 09:30  resolve east 40062 keep B: case 1 decided
day 2 12:00  heal
day 2 12:01:00.184  sync west east: sent 0, received 1, digests equal
day 2 12:02:00.204  sync west main: sent 1, received 1, digests equal
day 2 12:03:00.201  sync east main: sent 0, received 1, digests equal
day 2 12:04  why west 40062
  Loan main.6 closed as implied return at 2026-03-02T12:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loan east.2 stands, as the review decision at EAST at 2026-03-03T09:30:00Z (east.3) says.
  Loans main.6 and east.2 exclude each other (case 1): MAIN reviews, since decisions main.7 and east.3 differ.
  It is with the borrower of loan east.2, on loan.
day 2 12:05  review west
  B case 1 MAIN: MAIN and EAST lent the item without knowing of each other. (decided differently at MAIN (main.7) and EAST (east.3); the latest, east.3, holds until somebody settles it)
    A MAIN lent the item at 2026-03-02T09:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T12:00:00Z (loan east.2).
day 2 12:06  expect conflict double-loan 40062 review main: yes
day 2 12:07  expect loan 40062 p12 closed: yes
day 2 12:08  expect loan 40062 p34 open: yes
day 2 14:00  resolve main 40062 keep A: case 1 decided
day 2 14:01:00.191  sync east main: sent 0, received 1, digests equal
day 2 14:02:00.181  sync west main: sent 0, received 1, digests equal
day 2 14:03  why west 40062
  Loan main.6 closed as implied return at 2026-03-02T12:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loan main.6 stands, as the review decision at MAIN at 2026-03-03T09:00:00Z (main.7) says.
  Loan east.2 stands, as the review decision at EAST at 2026-03-03T09:30:00Z (east.3) says.
  Loan main.6 stands, as the review decision at MAIN at 2026-03-03T14:00:00Z (main.8) says.
  It is with the borrower of loan main.6, on loan.
day 2 14:04  review west
  B case 1 MAIN: MAIN and EAST lent the item without knowing of each other. (decided at MAIN at 2026-03-03T14:00:00Z (main.8): looked at it)
    A MAIN lent the item at 2026-03-02T09:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T12:00:00Z (loan east.2).
day 2 14:05  expect conflict double-loan 40062 resolved: yes
day 2 14:06  expect loan 40062 p12 open: yes
day 2 14:07  expect loan 40062 p34 closed: yes
day 2 14:08  expect converged: yes
