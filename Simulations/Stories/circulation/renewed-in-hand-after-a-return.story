# east takes a book for returned: it lay in the box, and the box is scanned in one go. But p23 had
# only put it down there, took it home, and stood at main with it in the evening to have it renewed.
# main had the book in hand after east did, so the loan goes on; a telephone call would not have
# been enough.
branches main east
item 40074 "Hopscotch" at main
patron p23 at main
checkout main 40074 p23 at 09:00
sync east main
cut main east
checkin east 40074 at day 5 10:00
renew main 40074 at day 5 18:00
heal at day 6 08:00
sync east main
why east 40074
review main
expect loan 40074 p23 open
expect no-conflict 40074
checkin main 40074 at day 60 10:00
sync east main
expect no-loan 40074
expect place 40074 main
expect converged
----
09:00  checkout main 40074 p23: good: Hopscotch, due 2026-03-23.
09:01:00.165  sync east main: sent 0, received 1, digests equal
09:02  cut main east
day 5 10:00  checkin east 40074: warning: Hopscotch: returned. It goes home to MAIN.
day 5 18:00  renew main 40074: good: Hopscotch: renewed until 2026-04-13.
day 6 08:00  heal
day 6 08:01:00.227  sync east main: sent 1, received 1, digests equal
day 6 08:02  why east 40074
  Loan main.6 goes on: MAIN had the item in hand when renewing it at 2026-03-06T18:00:00Z (main.7), after east.2 had closed it. Nobody need look.
  It is with the borrower of loan main.6, on loan.
day 6 08:03  review main
  nothing to decide
day 6 08:04  expect loan 40074 p23 open: yes
day 6 08:05  expect no-conflict 40074: yes
day 60 10:00  checkin main 40074: good: Hopscotch: returned, 17 days overdue.
day 60 10:01:00.184  sync east main: sent 0, received 1, digests equal
day 60 10:02  expect no-loan 40074: yes
day 60 10:03  expect place 40074 main: yes
day 60 10:04  expect converged: yes
