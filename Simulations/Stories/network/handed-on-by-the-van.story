# The boat calls at no harbour with a line. Twice a week it lies beside the van, and the van drives
# home to main. So main knows by evening what the boat lent at noon, as the boat said it: the van
# hands it on and is nowhere in it.
branches main
cart van boat
item 60016 "The Old Man and the Sea" at main
item 60017 "To the Lighthouse" at main
patron p12 p34 at main
cut boat main at 08:30
checkout boat 60016 p12 at 12:00
sync van boat at 12:30
sync van main at 18:00
why main 60016
checkout main 60017 p34 at 18:30
sync van main at 19:00
sync boat van at day 2 12:00
why boat 60017
review boat
expect loan 60016 p12 open
expect loan 60017 p34 open
expect converged
----
08:30  cut boat main
12:00  checkout boat 60016 p12: good: The Old Man and the Sea, due 2026-03-23.
12:30:00.160  sync van boat: sent 0, received 1, digests equal
18:00:00.133  sync van main: sent 1, received 0, digests equal
18:01  why main 60016
  It is with the borrower of loan boat.2, on loan.
18:30  checkout main 60017 p34: good: To the Lighthouse, due 2026-03-23.
19:00:00.230  sync van main: sent 0, received 1, digests equal
day 2 12:00:00.166  sync boat van: sent 0, received 1, digests equal
day 2 12:01  why boat 60017
  It is with the borrower of loan main.9, on loan.
day 2 12:02  review boat
  nothing to decide
day 2 12:03  expect loan 60016 p12 open: yes
day 2 12:04  expect loan 60017 p34 open: yes
day 2 12:05  expect converged: yes
