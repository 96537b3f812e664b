# The van's clock woke up in March 2010. A reader cannot wait for somebody with a calendar, and staff lend
# with a reason. The slip says 2010, and nobody is sixteen years overdue for that: once a peer has measured
# the clock, the loan is due as many days after the true day as it was given (cases 41 and 43).
branches main
cart van
item 80011 "The Time Machine" at main
patron p12 at main
sync van main at 08:10
crash van at 09:00
clock van -16y at 09:30
start van at 10:00
checkout van 80011 p12 at 10:15
checkout van 80011 p12 override at 10:20
sync van main at 17:00
expect due 80011 2026-03-23
expect converged
----
08:10:00.055  sync van main: sent 0, received 0, digests equal
09:00  crash van
09:30  clock van -16y
10:00  start van: it is back
10:15  checkout van 80011 p12: refused: This machine believes that it is 2010-03-06, and was last certain of the date on 2026-03-02. Look at a calendar and say `catchword today YYYY-MM-DD`, then lend; or lend with --override REASON.
10:20  checkout van 80011 p12 override: good: The Time Machine, due 2010-03-27.
17:00:00.139  sync van main: sent 1, received 0, digests equal, the clock here is behind by 16y
17:01  expect due 80011 2026-03-23: yes
17:02  expect converged: yes
