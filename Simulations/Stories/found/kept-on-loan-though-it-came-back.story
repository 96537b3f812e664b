# West meets a book on its shelf although it is on loan; two hours later, not knowing, east takes it back
# from the reader. Main decides that the look at west was wrong. The return at east was real all the same,
# and ends the loan. The decision used to give the book to the reader again.
branches main east west
item 40065 "Rayuela" at main
patron p12 at main
checkout main 40065 p12 at 09:00
sync east main
sync west main
cut main east
cut west east
inventory west 40065 at day 2 10:00
checkin east 40065 at day 2 12:00
heal at day 3 10:00
sync west main
sync east main
resolve main 40065 keep A
sync east main
sync west main
why main 40065
review main
expect no-loan 40065
expect place 40065 east
----
09:00  checkout main 40065 p12: good: Rayuela, due 2026-03-23.
09:01:00.165  sync east main: sent 0, received 1, digests equal
09:02:00.223  sync west main: sent 0, received 1, digests equal
09:03  cut main east
09:04  cut west east
day 2 10:00  inventory west 40065: warning: Rayuela: seen. It was on loan; the loan ends as found on the shelf. It goes home to MAIN.
day 2 12:00  checkin east 40065: warning: Rayuela: returned. It goes home to MAIN.
day 3 10:00  heal
day 3 10:01:00.166  sync west main: sent 1, received 0, digests equal
day 3 10:02:00.166  sync east main: sent 1, received 1, digests equal
day 3 10:03  resolve main 40065 keep A: case 46 decided
day 3 10:04:00.173  sync east main: sent 0, received 1, digests equal
day 3 10:05:00.184  sync west main: sent 0, received 1, digests equal
day 3 10:06  why main 40065
  Loan main.6 closed as found on the shelf at 2026-03-03T10:00:00Z: the inventory scan at WEST at 2026-03-03T10:00:00Z (west.2) though it was on loan from MAIN; fines stop then or at the due date (case 46).
  Loan main.6 was checked in twice, at WEST (west.2) and at EAST (east.2); the earlier closes it at 2026-03-03T10:00:00Z, the other is a sighting (case 7). Nobody need look.
  Loan main.6 stands, as the review decision at MAIN at 2026-03-04T10:03:00Z (main.7) says.
  It ended at 2026-03-03T12:00:00Z by the check-in at EAST at 2026-03-03T12:00:00Z (east.2). Nobody need look.
  It is at EAST, available.
day 3 10:07  review main
  B case 46 WEST: WEST met the item in the library though it was on loan from MAIN. (decided at MAIN at 2026-03-04T10:03:00Z (main.7): looked at it)
    A It is on loan since the checkout at MAIN at 2026-03-02T09:00:00Z (main.6).
    B It was here: the inventory scan at WEST at 2026-03-03T10:00:00Z (west.2).
day 3 10:08  expect no-loan 40065: yes
day 3 10:09  expect place 40065 east: yes
