# Two desks lend a number that no record bears; main decides that p12's loan stands. Then main catalogues
# the book. The decision was about the number, and the item's conflict has another name; it counts all the
# same. It used to be gone: the question was open again and the other loan stood.
branches main
cart van bus
item 1 "Nada" at main
patron p12 p34 at main
cut van bus at 08:30
checkout van 77001 p12 unknown at 10:00
checkout bus 77001 p34 unknown at 12:00
sync van main
sync bus main
resolve main 77001 keep A at 13:00
sync van main
sync bus main
expect loan 77001 p12 open
expect conflict double-loan 77001 resolved
item 77001 "La plaza del Diamante" at main at day 2 09:00
sync van main at day 2 09:10
sync bus main
why main 77001
review main
expect conflict double-loan 77001 resolved
expect loan 77001 p12 open
----
08:30  cut van bus
10:00  checkout van 77001 p12 unknown: warning: Barcode 77001, due 2026-03-23. This replica does not know the item; it is catalogued later.
12:00  checkout bus 77001 p34 unknown: warning: Barcode 77001, due 2026-03-23. This replica does not know the item; it is catalogued later.
12:01:00.119  sync van main: sent 1, received 0, digests equal
12:02:00.157  sync bus main: sent 1, received 1, digests equal
13:00  resolve main 77001 keep A: case 1 decided
13:01:00.177  sync van main: sent 0, received 1, digests equal
13:02:00.230  sync bus main: sent 0, received 1, digests equal
13:03  expect loan 77001 p12 open: yes
13:04  expect conflict double-loan 77001 resolved: yes
day 2 09:10:00.184  sync van main: sent 0, received 2, digests equal
day 2 09:11:00.204  sync bus main: sent 0, received 2, digests equal
day 2 09:12  why main 77001
  The checkout at VAN at 2026-03-02T10:00:00Z (van.2) named barcode 77001 alone; it counts for this item, the only living one that bears it. Nobody need look.
  The checkout at BUS at 2026-03-02T12:00:00Z (bus.2) named barcode 77001 alone; it counts for this item, the only living one that bears it. Nobody need look.
  Loan van.2 closed as implied return at 2026-03-02T12:00:00Z: BUS lent the item at that time (case 1, facts van.2 and bus.2).
  Loan van.2 stands, as the review decision at MAIN at 2026-03-02T13:00:00Z (main.6) says.
  It is with the borrower of loan van.2, on loan.
day 2 09:13  review main
  B case 1 VAN: VAN and BUS lent the item without knowing of each other. (decided at MAIN at 2026-03-02T13:00:00Z (main.6): looked at it)
    A VAN lent the item at 2026-03-02T10:00:00Z (loan van.2).
    B BUS lent the item at 2026-03-02T12:00:00Z (loan bus.2).
day 2 09:14  expect conflict double-loan 77001 resolved: yes
day 2 09:15  expect loan 77001 p12 open: yes
