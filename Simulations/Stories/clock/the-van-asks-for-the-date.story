# The van met main in the morning. Then its battery dies, and it wakes up in March 2010, before anything
# that it knows (case 43). It takes books back, but tells no due date until somebody has looked at the
# calendar on the wall. What came back meanwhile costs nobody anything, though it seems to have come back
# sixteen years before it was lent. Main sees one entry about that clock, and not one for each book; it
# goes when the clock is set and they agree.
branches main
cart van
item 80001 "The Time Machine" at main
item 80002 "Rip Van Winkle" at main
item 80003 "A Connecticut Yankee" at main
patron p12 p34 at main
checkout main 80001 p12 at 08:05
checkout main 80002 p34 at 08:06
sync van main at 08:10
crash van at 09:00
clock van -16y at 09:30
start van at 10:00
checkin van 80001 at 10:05
checkin van 80002 at 10:10
checkout van 80003 p34 at 10:15
today van at 10:20
checkout van 80003 p34 at 10:25
review van at 10:30
sync van main at 17:00
review main at 17:05
expect loan 80001 p12 closed
expect loan 80003 p34 open
clock van correct at 17:30
today van at 17:35
sync van main at 17:40
review main at 17:45
expect converged
----
08:05  checkout main 80001 p12: good: The Time Machine, due 2026-03-23.
08:06  checkout main 80002 p34: good: Rip Van Winkle, due 2026-03-23.
08:10:00.157  sync van main: sent 0, received 2, digests equal
09:00  crash van
09:30  clock van -16y
10:00  start van: it is back
10:05  checkin van 80001: warning: The Time Machine: returned. It goes home to MAIN.
10:10  checkin van 80002: warning: Rip Van Winkle: returned. It goes home to MAIN.
10:15  checkout van 80003 p34: refused: This machine believes that it is 2010-03-06, and was last certain of the date on 2026-03-02. Look at a calendar and say `catchword today YYYY-MM-DD`, then lend; or lend with --override REASON.
10:20  today van: warning: Today is 2026-03-02. The clock of this machine is 5840 days behind; what is done from now on counts by your word. Set it when you can, then say once more what day it is.
10:25  checkout van 80003 p34: good: A Connecticut Yankee, due 2026-03-23.
10:30  review van
  A case 43 VAN: A clock at VAN is 5840 days behind.
    A The check-in at VAN at 2010-03-06T10:05:00Z (van.2).
    B The statement of the date at VAN at 2010-03-06T10:20:00Z (van.4).
17:00:00.140  sync van main: sent 4, received 0, digests equal, the clock here is behind by 16y
17:05  review main
  A case 43 VAN: A clock at VAN is 5840 days behind.
    A The check-in at VAN at 2026-03-02T10:05:00Z (van.2).
    B The statement of the date at VAN at 2026-03-02T10:20:00Z (van.4).
17:06  expect loan 80001 p12 closed: yes
17:07  expect loan 80003 p34 open: yes
17:30  clock van correct
17:35  today van: good: Today is 2026-03-02.
17:40:00.124  sync van main: sent 1, received 0, digests equal
17:45  review main
  nothing to decide
17:46  expect converged: yes
