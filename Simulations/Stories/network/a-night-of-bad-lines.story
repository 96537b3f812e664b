# All night the lines crackle: of a hundred frames fifteen are lost, many come twice, some are
# damaged or cut short. The carts try again and again, and a try that fails is only a try. What
# comes through is whole. In the morning, on sound lines, everybody agrees, and each loan stands
# once.
seed 34
branches main
cart van boat
item 60021 "The Perfect Storm" at main
item 60022 "In Hazard" at main
item 60023 "Typhoon" at main
patron p12 p34 p56 at main
line van main loss 150 at 20:00
line van main duplicate 300
line van main corrupt 100
line van main truncate 100
line boat van loss 150
line boat van corrupt 200
checkout van 60021 p12 at 20:10
checkout boat 60022 p34
checkout main 60023 p56
sync van main at 21:00
sync boat van at 21:10
sync van main at 22:00
sync boat van at 22:10
sync van main at 23:00
sync boat van at 23:10
sync van main at day 2 00:00
sync boat van at day 2 00:10
settle at day 2 07:00
why main 60021
why boat 60023
review main
status main
expect loan 60021 p12 open
expect loan 60022 p34 open
expect loan 60023 p56 open
expect converged
----
20:00  line van main loss 150
20:01  line van main duplicate 300
20:02  line van main corrupt 100
20:03  line van main truncate 100
20:04  line boat van loss 150
20:05  line boat van corrupt 200
20:10  checkout van 60021 p12: good: The Perfect Storm, due 2026-03-23.
20:11  checkout boat 60022 p34: good: In Hazard, due 2026-03-23.
20:12  checkout main 60023 p56: good: Typhoon, due 2026-03-23.
21:00:00.096  sync van main: failed: the line broke inside a segment
21:10:30.029  sync boat van: failed: the line is down
22:00:30  sync van main: failed: the line is down
22:10:00.005  sync boat van: failed: a frame did not verify
23:00:00.213  sync van main: here are missing 1 of circulation; the body is not the one that was signed: fetch the segment again
23:10:30.190  sync boat van: failed: the line is down
day 2 00:00:30.031  sync van main: failed: the line is down
day 2 00:10:30  sync boat van: failed: the line is down
day 2 07:00:00.320  settle: all agree
day 2 07:01  why main 60021
  It is with the borrower of loan van.2, on loan.
day 2 07:02  why boat 60023
  It is with the borrower of loan main.12, on loan.
day 2 07:03  review main
  nothing to decide
day 2 07:04  status main
  nothing is wrong
day 2 07:05  expect loan 60021 p12 open: yes
day 2 07:06  expect loan 60022 p34 open: yes
day 2 07:07  expect loan 60023 p56 open: yes
day 2 07:08  expect converged: yes
