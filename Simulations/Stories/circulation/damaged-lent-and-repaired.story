# A score comes back at main with its spine off and is marked damaged; then a page puts it into the
# crate of the van all the same, and the van, which has not heard, lends it in the afternoon. The
# reader keeps it, and the mark waits for the return. Then the van is told to put it aside and not
# to lend it, until the binder has had it.
branches main
cart van
item 40070 "Das wohltemperierte Clavier" at main
patron p21 at main
cut van main at 08:30
mark main 40070 damaged at 09:00
checkout van 40070 p21 at 15:00
heal at 17:00
sync van main
why main 40070
expect loan 40070 p21 open
checkin van 40070 at day 10 09:00
checkout van 40070 p21
sync van main
why main 40070
expect no-loan 40070
mark main 40070 repaired at day 20 09:00
sync van main
checkout van 40070 p21 at day 20 10:00
sync van main
why main 40070
review main
expect loan 40070 p21 open
expect no-conflict 40070
expect converged
----
08:30  cut van main
09:00  mark main 40070 damaged: good: Das wohltemperierte Clavier: marked damaged.
15:00  checkout van 40070 p21: good: Das wohltemperierte Clavier, due 2026-03-23.
17:00  heal
17:01:00.157  sync van main: sent 1, received 1, digests equal
17:02  why main 40070
  It is with the borrower of loan van.2, on loan.
17:03  expect loan 40070 p21 open: yes
day 10 09:00  checkin van 40070: stop: Das wohltemperierte Clavier: returned. It is marked damaged; put it aside for repair. It goes home to MAIN.
day 10 09:01  checkout van 40070 p21: refused: Das wohltemperierte Clavier is marked damaged; lend it with --override REASON.
day 10 09:02:00.094  sync van main: sent 1, received 0, digests equal
day 10 09:03  why main 40070
  It is at VAN, damaged.
day 10 09:04  expect no-loan 40070: yes
day 20 09:00  mark main 40070 repaired: good: Das wohltemperierte Clavier: marked repaired.
day 20 09:01:00.201  sync van main: sent 0, received 1, digests equal
day 20 10:00  checkout van 40070 p21: good: Das wohltemperierte Clavier, due 2026-04-11.
day 20 10:01:00.151  sync van main: sent 1, received 0, digests equal
day 20 10:02  why main 40070
  It is with the borrower of loan van.4, on loan.
day 20 10:03  review main
  nothing to decide
day 20 10:04  expect loan 40070 p21 open: yes
day 20 10:05  expect no-conflict 40070: yes
day 20 10:06  expect converged: yes
