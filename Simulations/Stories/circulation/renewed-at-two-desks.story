# A reader rings main for longer, and her son brings the book to east for longer. Both count, the later
# date holds, and the third renewal of two is nobody's fault (case 21).
branches main east
item 90021 "Some Tame Gazelle" at main
patron p12 at main
checkout main 90021 p12 at 09:00
sync main east at 10:00
cut main east at 11:00
renew main 90021 phone at day 3 09:00
renew east 90021 at day 4 09:00
heal at day 5 09:00
sync main east at day 5 10:00
why main 90021
expect no-conflict 90021
expect loan 90021 p12 open
expect converged
----
09:00  checkout main 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
10:00:00.120  sync main east: sent 1, received 0, digests equal
11:00  cut main east
day 3 09:00  renew main 90021 phone: good: Some Tame Gazelle: renewed until 2026-04-13.
day 4 09:00  renew east 90021: good: Some Tame Gazelle: renewed until 2026-04-13.
day 5 09:00  heal
day 5 10:00:00.227  sync main east: sent 1, received 1, digests equal
day 5 10:01  why main 90021
  The renewal with the item in hand at EAST at 2026-03-05T09:00:00Z (east.2) and the renewal without the item at MAIN at 2026-03-04T09:00:00Z (main.7) did not know of each other: both count, the later due date holds, and what is over the limit stands (case 21). Nobody need look.
  It is with the borrower of loan main.6, on loan.
day 5 10:02  expect no-conflict 90021: yes
day 5 10:03  expect loan 90021 p12 open: yes
day 5 10:04  expect converged: yes
