# The van sells what the school wants: a box of new paperbacks, not in any catalogue yet. It lends
# one by its number alone. In the queue stands: a number that nobody knows. When main catalogues the
# book, the loan is the book's, and the return ends it (102).
branches main
cart van
item 40050 "Nada" at main
patron p12 at main
cut van main at 08:30
checkout van 77001 p12 at 10:00
checkout van 77001 p12 unknown at 10:01
heal at 17:00
sync van main
why main 77001
review main
expect conflict unknown-barcode 77001 review van
item 77001 "La plaza del Diamante" at main at day 2 09:00
sync van main at day 2 09:10
why van 77001
review van
expect no-conflict 77001
expect loan 77001 p12 open
checkin main 77001 at day 9 10:00
sync van main
why van 77001
expect loan 77001 p12 closed
expect place 77001 main
expect converged
----
08:30  cut van main
10:00  checkout van 77001 p12: refused: Barcode 77001 is not in this replica; lend anyway with --unknown.
10:01  checkout van 77001 p12 unknown: warning: Barcode 77001, due 2026-03-23. This replica does not know the item; it is catalogued later.
17:00  heal
17:01:00.133  sync van main: sent 1, received 0, digests equal
17:02  why main 77001
  1 scan named barcode 77001, which no living item bears; that counts for the item that will bear it. VAN reviews.
17:03  review main
  B case 102 VAN: Barcode 77001 was scanned and no item bears it.
    A The checkout at VAN at 2026-03-02T10:01:00Z (van.2).
17:04  expect conflict unknown-barcode 77001 review van: yes
day 2 09:10:00.144  sync van main: sent 0, received 2, digests equal
day 2 09:11  why van 77001
  The checkout at VAN at 2026-03-02T10:01:00Z (van.2) named barcode 77001 alone; it counts for this item, the only living one that bears it. Nobody need look.
  It is with the borrower of loan van.2, on loan.
day 2 09:12  review van
  nothing to decide
day 2 09:13  expect no-conflict 77001: yes
day 2 09:14  expect loan 77001 p12 open: yes
day 9 10:00  checkin main 77001: good: La plaza del Diamante: returned.
day 9 10:01:00.216  sync van main: sent 0, received 1, digests equal
day 9 10:02  why van 77001
  The checkout at VAN at 2026-03-02T10:01:00Z (van.2) named barcode 77001 alone; it counts for this item, the only living one that bears it. Nobody need look.
  It is at MAIN, available.
day 9 10:03  expect loan 77001 p12 closed: yes
day 9 10:04  expect place 77001 main: yes
day 9 10:05  expect converged: yes
