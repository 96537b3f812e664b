# Taking stock, east meets a book on its shelf that main lent to p82 a week ago. It was put back
# unscanned. The loan ends when it was seen, no fine runs on, and east is asked to look (case 46).
# p82 comes with the real copy in her bag: the label on the shelf was on the wrong book. east
# decides that the loan stands.
branches main east
item 40034 "Zen and the Art of Motorcycle Maintenance" at east
patron p82 at main
checkout main 40034 p82 at 09:00
sync east main
inventory east 40034 at day 8 10:00
sync east main
why main 40034
review main
expect conflict found-on-shelf 40034 review east
expect loan 40034 p82 closed
expect place 40034 east
resolve east 40034 keep A at day 8 16:00
sync east main
why main 40034
review main
expect conflict found-on-shelf 40034 resolved
expect loan 40034 p82 open
expect converged
----
09:00  checkout main 40034 p82: good: Zen and the Art of Motorcycle Maintenance, due 2026-03-23.
09:01:00.165  sync east main: sent 0, received 1, digests equal
day 8 10:00  inventory east 40034: warning: Zen and the Art of Motorcycle Maintenance: seen. It was on loan; the loan ends as found on the shelf.
day 8 10:01:00.173  sync east main: sent 1, received 0, digests equal
day 8 10:02  why main 40034
  Loan main.3 closed as found on the shelf at 2026-03-09T10:00:00Z: the inventory scan at EAST at 2026-03-09T10:00:00Z (east.5) though it was on loan from MAIN; fines stop then or at the due date (case 46).
  Whether the inventory scan at EAST at 2026-03-09T10:00:00Z (east.5) ended loan main.3 (case 46): EAST reviews.
  It is at EAST, available.
day 8 10:03  review main
  B case 46 EAST: EAST met the item in the library though it was on loan from MAIN.
    A It is on loan since the checkout at MAIN at 2026-03-02T09:00:00Z (main.3).
    B It was here: the inventory scan at EAST at 2026-03-09T10:00:00Z (east.5).
day 8 10:04  expect conflict found-on-shelf 40034 review east: yes
day 8 10:05  expect loan 40034 p82 closed: yes
day 8 10:06  expect place 40034 east: yes
day 8 16:00  resolve east 40034 keep A: case 46 decided
day 8 16:01:00.094  sync east main: sent 1, received 0, digests equal
day 8 16:02  why main 40034
  Loan main.3 closed as found on the shelf at 2026-03-09T10:00:00Z: the inventory scan at EAST at 2026-03-09T10:00:00Z (east.5) though it was on loan from MAIN; fines stop then or at the due date (case 46).
  Loan main.3 stands, as the review decision at EAST at 2026-03-09T16:00:00Z (east.6) says.
  It is with the borrower of loan main.3, on loan.
day 8 16:03  review main
  B case 46 EAST: EAST met the item in the library though it was on loan from MAIN. (decided at EAST at 2026-03-09T16:00:00Z (east.6): looked at it)
    A It is on loan since the checkout at MAIN at 2026-03-02T09:00:00Z (main.3).
    B It was here: the inventory scan at EAST at 2026-03-09T10:00:00Z (east.5).
day 8 16:04  expect conflict found-on-shelf 40034 resolved: yes
day 8 16:05  expect loan 40034 p82 open: yes
day 8 16:06  expect converged: yes
