# main lent a book to p41, then found it on its own shelf and lent it to p42: the first loan must
# have ended somehow, so main wrote that it did. In truth the van had taken it back five days before
# and could not say so. When it does, p41's loan ends at the hour of the return, not at the hour of
# the guess (case 6).
branches main
cart van
item 40021 "Pedro Páramo" at main
patron p41 p42 at main
checkout main 40021 p41 at 09:00
sync van main
cut van main
checkin van 40021 at day 5 11:00
checkout main 40021 p42 at day 10 14:00
why main 40021 at day 10 14:01
heal at day 20 08:00
sync van main at day 20 09:00
why main 40021
review main
expect loan 40021 p41 closed
expect loan 40021 p42 open
expect no-conflict 40021
expect converged
----
09:00  checkout main 40021 p41: good: Pedro Páramo, due 2026-03-23.
09:01:00.223  sync van main: sent 0, received 1, digests equal
09:02  cut van main
day 5 11:00  checkin van 40021: warning: Pedro Páramo: returned. It goes home to MAIN.
day 10 14:00  checkout main 40021 p42: warning: Pedro Páramo, due 2026-04-01. It was still lent to another patron; that loan ends now.
day 10 14:01  why main 40021
  Loan main.6 closed as implied return at 2026-03-11T14:00:00Z: MAIN had the item in hand and lent it on (main.7). Nobody need look; undo main.7 takes it back.
  It is with the borrower of loan main.7, on loan.
day 20 08:00  heal
day 20 09:00:00.230  sync van main: sent 1, received 1, digests equal
day 20 09:01  why main 40021
  Loan main.6 closed at 2026-03-06T11:00:00Z by the check-in at VAN at 2026-03-06T11:00:00Z (van.2), not as implied return at 2026-03-11T14:00:00Z, when MAIN lent the item believing it still out (case 6). Nobody need look.
  It is with the borrower of loan main.7, on loan.
day 20 09:02  review main
  nothing to decide
day 20 09:03  expect loan 40021 p41 closed: yes
day 20 09:04  expect loan 40021 p42 open: yes
day 20 09:05  expect no-conflict 40021: yes
day 20 09:06  expect converged: yes
