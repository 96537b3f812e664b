# Main sends a book home to east, whose line is down. East empties the crate in a hurry, and a reader
# takes the book to the desk before anybody has scanned it in. It was lent where it was to arrive, so
# it has arrived, and nobody need look.
branches main east
item 80004 "The Fortnight in September" at east
patron p12 p34 at main
checkout east 80004 p12 at 09:00
sync east main at 20:00
cut east main at day 2 08:00
checkin main 80004 at day 2 10:00
send main 80004 to east at day 2 10:01
checkout east 80004 p34 at day 3 10:00
heal at day 3 20:00
sync east main at day 3 20:05
why east 80004
review east
expect loan 80004 p34 open
expect loan 80004 p12 closed
expect no-conflict 80004
expect converged
----
09:00  checkout east 80004 p12: good: The Fortnight in September, due 2026-03-23.
20:00:00.120  sync east main: sent 1, received 0, digests equal
day 2 08:00  cut east main
day 2 10:00  checkin main 80004: warning: The Fortnight in September: returned. It goes home to EAST.
day 2 10:01  send main 80004 to east: good: The Fortnight in September: to EAST.
day 3 10:00  checkout east 80004 p34: warning: The Fortnight in September, due 2026-03-25. It was still lent to another patron; that loan ends now.
day 3 20:00  heal
day 3 20:05:00.177  sync east main: sent 1, received 2, digests equal
day 3 20:06  why east 80004
  Loan east.5 closed at 2026-03-03T10:00:00Z by the check-in at MAIN at 2026-03-03T10:00:00Z (main.3), not as implied return at 2026-03-04T10:00:00Z, when EAST lent the item believing it still out (case 6). Nobody need look.
  The way to EAST ended at 2026-03-04T10:00:00Z: EAST lent the item (east.6). Nobody need look.
  It is with the borrower of loan east.6, on loan.
day 3 20:07  review east
  nothing to decide
day 3 20:08  expect loan 80004 p34 open: yes
day 3 20:09  expect loan 80004 p12 closed: yes
day 3 20:10  expect no-conflict 80004: yes
day 3 20:11  expect converged: yes
