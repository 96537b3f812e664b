# p61 borrowed a book at main, and on the way home, unsure whether the scanner had beeped, let the
# van scan it again; the van was out of reach and lent it as if for the first time. It is one reader
# with one book: the second loan is a renewal of the first, and nothing needs looking at. At one
# desk it is the same.
branches main
cart van
item 40023 "El ingenioso hidalgo don Quijote de la Mancha" at main
item 40024 "Novelas ejemplares" at main
patron p61 at main
cut van main at 08:30
checkout main 40023 p61 at 10:00
checkout van 40023 p61 at day 3 16:00
checkout main 40024 p61 at day 3 16:10
checkout main 40024 p61 at day 4 10:00
heal at day 4 11:00
sync van main
why main 40023
why main 40024
review main
expect loan 40023 p61 open
expect loan 40024 p61 open
expect no-conflict 40023
expect converged
checkin main 40023 at day 30 09:00
sync van main
expect no-loan 40023
expect place 40023 main
----
08:30  cut van main
10:00  checkout main 40023 p61: good: El ingenioso hidalgo don Quijote de la Mancha, due 2026-03-23.
day 3 16:00  checkout van 40023 p61: good: El ingenioso hidalgo don Quijote de la Mancha, due 2026-03-25.
day 3 16:10  checkout main 40024 p61: good: Novelas ejemplares, due 2026-03-25.
day 4 10:00  checkout main 40024 p61: good: Novelas ejemplares: lent to this borrower already, renewed until 2026-04-15.
day 4 11:00  heal
day 4 11:01:00.230  sync van main: sent 1, received 3, digests equal
day 4 11:02  why main 40023
  The checkout at VAN at 2026-03-04T16:00:00Z (van.2) lends to the same borrower as loan main.9 and renews it, the later due date holds. Nobody need look.
  It is with the borrower of loan main.9, on loan.
day 4 11:03  why main 40024
  The checkout at MAIN at 2026-03-05T10:00:00Z (main.11) lends to the same borrower as loan main.10 and renews it, the later due date holds. Nobody need look.
  It is with the borrower of loan main.10, on loan.
day 4 11:04  review main
  nothing to decide
day 4 11:05  expect loan 40023 p61 open: yes
day 4 11:06  expect loan 40024 p61 open: yes
day 4 11:07  expect no-conflict 40023: yes
day 4 11:08  expect converged: yes
day 30 09:00  checkin main 40023: good: El ingenioso hidalgo don Quijote de la Mancha: returned, 6 days overdue.
day 30 09:01:00.164  sync van main: sent 0, received 1, digests equal
day 30 09:02  expect no-loan 40023: yes
day 30 09:03  expect place 40023 main: yes
