# The label on a picture book is worn, and main sticks on a new one. The record on the van still has
# the old number when a child borrows the book there, by the old label that nobody had scratched off
# the inside. The loan names the book and not the number: it is the book's under either label, and
# the return by the new one ends it.
branches main
cart van
item 50010 "Where the Wild Things Are" at main
patron p12 at main
cut van main at 08:30
describe main 50010 barcode 50910 at 09:00
checkout main 50010 p12 at 09:10
checkout van 50010 p12 at 10:00
heal at 17:00
sync van main
why van 50910
expect loan 50910 p12 open
checkin main 50910 at day 2 10:00
sync van main
why van 50910
review van
expect loan 50910 p12 closed
expect place 50910 main
expect no-conflict 50910
expect converged
----
08:30  cut van main
09:00  describe main 50010 barcode 50910: saved
09:10  checkout main 50010 p12: refused: Barcode 50010 is not in this replica; lend anyway with --unknown.
10:00  checkout van 50010 p12: good: Where the Wild Things Are, due 2026-03-23.
17:00  heal
17:01:00.227  sync van main: sent 1, received 1, digests equal
17:02  why van 50910
  It is with the borrower of loan van.2, on loan.
17:03  expect loan 50910 p12 open: yes
day 2 10:00  checkin main 50910: good: Where the Wild Things Are: returned.
day 2 10:01:00.144  sync van main: sent 0, received 1, digests equal
day 2 10:02  why van 50910
  It is at MAIN, available.
day 2 10:03  review van
  nothing to decide
day 2 10:04  expect loan 50910 p12 closed: yes
day 2 10:05  expect place 50910 main: yes
day 2 10:06  expect no-conflict 50910: yes
day 2 10:07  expect converged: yes
