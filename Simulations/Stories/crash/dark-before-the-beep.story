# Twice the power goes before the beep. The first time the loan had not reached the disk, the second
# time it had, by a hair. Nobody was told anything either time, so both may be: the clerk looks the
# books up when the light is back. One is in the house and is lent again, one is lent already, once,
# and whole.
branches main
cart van
item 70003 "Night Flight" at main
item 70004 "Wind, Sand and Stars" at main
patron p12 p34 at main
cut van main at 08:30
disk van cut call 10
checkout van 70003 p12 at 09:00
crash van subset
start van at 09:10
why van 70003
checkout van 70003 p12 at 09:15
disk van cut-after call 29
checkout van 70004 p34 at 09:30
crash van drop
start van at 09:40
why van 70004
heal at 18:00
sync van main
why main 70003
why main 70004
review main
expect loan 70003 p12 open
expect loan 70004 p34 open
expect converged
----
08:30  cut van main
08:31  disk van cut call 10
09:00  checkout van 70003 p12: the power went in the middle; nothing was acknowledged
09:01  crash van subset
09:10  start van: it is back
09:11  why van 70003
  It is at MAIN, available.
09:15  checkout van 70003 p12: good: Night Flight, due 2026-03-23.
09:16  disk van cut-after call 29
09:30  checkout van 70004 p34: the power went in the middle; nothing was acknowledged
09:31  crash van
09:40  start van: it is back
09:41  why van 70004
  It is with the borrower of loan van.3, on loan.
18:00  heal
18:01:00.140  sync van main: sent 2, received 0, digests equal
18:02  why main 70003
  It is with the borrower of loan van.2, on loan.
18:03  why main 70004
  It is with the borrower of loan van.3, on loan.
18:04  review main
  nothing to decide
18:05  expect loan 70003 p12 open: yes
18:06  expect loan 70004 p34 open: yes
18:07  expect converged: yes
