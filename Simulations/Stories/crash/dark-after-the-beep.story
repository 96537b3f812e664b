# Somebody trips over the cable of the van in the very second in which the beep says that a book is
# lent. The beep is a promise: whatever was still on its way to the platter, the loan was there
# before it. The reader keeps her book, main hears of it in the evening, and the next number that
# the van uses is a new one.
branches main
cart van
item 70001 "The Power and the Glory" at main
item 70002 "Our Man in Havana" at main
patron p12 p34 at main
cut van main at 08:30
checkout van 70001 p12 at 09:00
crash van drop at 09:00
start van at 09:20
why van 70001
checkout van 70002 p34 at 09:30
crash van torn at 09:30
start van at 09:40
why van 70002
checkin van 70001 at 10:00
heal at 18:00
sync van main
why main 70001
why main 70002
review main
status van
expect loan 70001 p12 closed
expect loan 70002 p34 open
expect converged
----
08:30  cut van main
09:00  checkout van 70001 p12: good: The Power and the Glory, due 2026-03-23.
09:00  crash van
09:20  start van: it is back
09:21  why van 70001
  It is with the borrower of loan van.2, on loan.
09:30  checkout van 70002 p34: good: Our Man in Havana, due 2026-03-23.
09:30  crash van torn
09:40  start van: it is back
09:41  why van 70002
  It is with the borrower of loan van.3, on loan.
10:00  checkin van 70001: warning: The Power and the Glory: returned. It goes home to MAIN.
18:00  heal
18:01:00.131  sync van main: sent 3, received 0, digests equal
18:02  why main 70001
  It is at VAN, available.
18:03  why main 70002
  It is with the borrower of loan van.3, on loan.
18:04  review main
  nothing to decide
18:05  status van
  nothing is wrong
18:06  expect loan 70001 p12 closed: yes
18:07  expect loan 70002 p34 open: yes
18:08  expect converged: yes
