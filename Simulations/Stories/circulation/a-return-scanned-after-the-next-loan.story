# Main lends a book on that had come back without a scan. A day later the van, which knows of the first loan
# alone, finds its slip in the book drop's list and scans the return. That closes the first loan and not the
# second, and ends it no later than the second began: what somebody scanned takes the place of what was
# only implied (cases 5 and 6).
branches main
cart van
item 90021 "Some Tame Gazelle" at main
patron p12 p34 at main
checkout main 90021 p12 at 09:00
sync van main at 09:30
cut van main at 10:00
checkout main 90021 p34 at day 3 09:00
checkin van 90021 at day 4 09:00
heal at day 5 09:00
sync van main
why main 90021
expect loan 90021 p12 closed
expect loan 90021 p34 open
expect converged
----
09:00  checkout main 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
09:30:00.223  sync van main: sent 0, received 1, digests equal
10:00  cut van main
day 3 09:00  checkout main 90021 p34: warning: Some Tame Gazelle, due 2026-03-25. It was still lent to another patron; that loan ends now.
day 4 09:00  checkin van 90021: warning: Some Tame Gazelle: returned. It goes home to MAIN.
day 5 09:00  heal
day 5 09:01:00.177  sync van main: sent 1, received 1, digests equal
day 5 09:02  why main 90021
  Loan main.6 closed as implied return at 2026-03-04T09:00:00Z: MAIN had the item in hand and lent it on (main.7). Nobody need look; undo main.7 takes it back.
  Loan main.6 closed at 2026-03-04T09:00:00Z by the check-in at VAN at 2026-03-05T09:00:00Z (van.2), in place of the implied return at 2026-03-04T09:00:00Z (main.7) (case 6). Loan main.7 started later and is untouched. Nobody need look.
  It is with the borrower of loan main.7, on loan.
day 5 09:03  expect loan 90021 p12 closed: yes
day 5 09:04  expect loan 90021 p34 open: yes
day 5 09:05  expect converged: yes
