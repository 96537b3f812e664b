# The battery of the van dies in the middle of a sync, a moment after the news of the day has become
# certain and before its own loan has left. Nobody was told of either. In the morning the van has
# the loan at main whole; main lacks the loan of the van, and gets it at the next call.
branches main
cart van
item 70005 "Solaris" at main
item 70006 "The Futurological Congress" at main
patron p12 p34 at main
cut van main at 08:30
checkout main 70005 p12 at 09:00
checkout van 70006 p34 at 09:05
heal
disk van tear call 97
sync van main at 10:00
crash van torn
start van at day 2 08:00
why van 70005
why van 70006
why main 70006
status van
sync van main
why van 70005
why main 70006
review main
expect loan 70005 p12 open
expect loan 70006 p34 open
expect converged
----
08:30  cut van main
09:00  checkout main 70005 p12: good: Solaris, due 2026-03-23.
09:05  checkout van 70006 p34: good: The Futurological Congress, due 2026-03-23.
09:06  heal
09:07  disk van tear call 97
10:00:00.139  sync van main: the power went in the middle; nothing was acknowledged
10:01  crash van torn
day 2 08:00  start van: it is back
day 2 08:01  why van 70005
  It is with the borrower of loan main.9, on loan.
day 2 08:02  why van 70006
  It is with the borrower of loan van.2, on loan.
day 2 08:03  why main 70006
  It is at MAIN, available.
day 2 08:04  status van
  nothing is wrong
day 2 08:05:00.157  sync van main: sent 1, received 0, digests equal
day 2 08:06  why van 70005
  It is with the borrower of loan main.9, on loan.
day 2 08:07  why main 70006
  It is with the borrower of loan van.2, on loan.
day 2 08:08  review main
  nothing to decide
day 2 08:09  expect loan 70005 p12 open: yes
day 2 08:10  expect loan 70006 p34 open: yes
day 2 08:11  expect converged: yes
