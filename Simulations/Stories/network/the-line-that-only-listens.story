# A modem half dies: what the van says does not reach main any more, what main says still reaches
# the van. Each side tries, neither gets a whole answer, and neither believes that it did. Nothing
# is half there. When the modem is replaced one call is enough.
branches main
cart van
item 60001 "The Odyssey" at main
item 60002 "Omeros" at main
patron p12 p34 at main
cut van main one-way at 08:30
checkout van 60001 p12 at 09:00
checkout main 60002 p34 at 09:05
sync van main at 09:10
sync main van at 09:20
why main 60001
why van 60002
heal at 12:00
sync van main
why main 60001
review main
expect loan 60001 p12 open
expect loan 60002 p34 open
expect converged
----
08:30  cut van main one-way
09:00  checkout van 60001 p12: good: The Odyssey, due 2026-03-23.
09:05  checkout main 60002 p34: good: Omeros, due 2026-03-23.
09:10:30  sync van main: failed: the line is down
09:20:30.035  sync main van: failed: the line is down
09:21  why main 60001
  It is at MAIN, available.
09:22  why van 60002
  It is at MAIN, available.
12:00  heal
12:01:00.144  sync van main: sent 1, received 1, digests equal
12:02  why main 60001
  It is with the borrower of loan van.2, on loan.
12:03  review main
  nothing to decide
12:04  expect loan 60001 p12 open: yes
12:05  expect loan 60002 p34 open: yes
12:06  expect converged: yes
