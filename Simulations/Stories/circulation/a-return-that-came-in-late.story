# The van took a book back in the first week and then broke down, its laptop in the boot. main never
# knew of the loan that east had made, so when the book turned up in its crate it simply lent it
# again. Three weeks later the van's return arrives. It may end the loan that it saw, and never the
# newer one (case 5).
branches main east
cart van
item 40020 "Kristin Lavransdatter" at east
patron p41 p42 at main
cut main east at 08:30
checkout east 40020 p41 at 09:00
sync van east
cut van main
checkin van 40020 at day 5 11:00
checkout main 40020 p42 at day 10 14:00
heal at day 20 08:00
sync van main at day 20 09:00
sync east main
why main 40020
review main
expect loan 40020 p41 closed
expect loan 40020 p42 open
expect no-conflict 40020
expect converged
----
08:30  cut main east
09:00  checkout east 40020 p41: good: Kristin Lavransdatter, due 2026-03-23.
09:01:00.230  sync van east: sent 0, received 1, digests equal
09:02  cut van main
day 5 11:00  checkin van 40020: warning: Kristin Lavransdatter: returned. It goes home to EAST.
day 10 14:00  checkout main 40020 p42: good: Kristin Lavransdatter, due 2026-04-01.
day 20 08:00  heal
day 20 09:00:00.230  sync van main: sent 2, received 1, digests equal
day 20 09:01:00.166  sync east main: sent 0, received 2, digests equal
day 20 09:02  why main 40020
  The check-in at VAN at 2026-03-06T11:00:00Z (van.2) closes loan east.5 only; the loan of MAIN at 2026-03-11T14:00:00Z (main.3) did not know of it and is untouched (case 5). Nobody need look.
  It is with the borrower of loan main.3, on loan.
day 20 09:03  review main
  nothing to decide
day 20 09:04  expect loan 40020 p41 closed: yes
day 20 09:05  expect loan 40020 p42 open: yes
day 20 09:06  expect no-conflict 40020: yes
day 20 09:07  expect converged: yes
