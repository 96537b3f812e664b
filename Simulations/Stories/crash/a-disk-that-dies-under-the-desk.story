# From one moment to the next no sector of main's disk can be read or written any more. Whatever the
# clerk scans is not saved, and she is told so each time. What was acknowledged before is on the
# platters; with a new controller main starts, and the scans that were refused are done again from
# the pile.
branches main east
item 70011 "Hard Times" at main
item 70012 "Bleak House" at main
item 70013 "Little Dorrit" at main
patron p12 p34 at main
checkout main 70011 p12 at 09:00
disk main fail call 3 for-good
checkout main 70012 p34 at 09:05
checkin main 70011 at 09:06
sync east main at 09:07
crash main keep at 09:30
start main at 11:00
why main 70011
why main 70012
status main
checkin main 70011 at 11:05
checkout main 70012 p34
sync east main
why east 70011
why east 70012
review east
expect loan 70011 p12 closed
expect loan 70012 p34 open
expect converged
----
09:00  checkout main 70011 p12: good: Hard Times, due 2026-03-23.
09:01  disk main fail call 3 for-good
09:05  checkout main 70012 p34: not saved: main/catchword.sqlite: disk I/O error; check the disk, then repeat what was not acknowledged
09:06  checkin main 70011: not saved: main/catchword.sqlite: disk I/O error; check the disk, then repeat what was not acknowledged
09:07:00.035  sync east main: failed: 500 the peer's replica failed
09:30  crash main keep
11:00  start main: it is back
11:01  why main 70011
  It is with the borrower of loan main.12, on loan.
11:02  why main 70012
  It is at MAIN, available.
11:03  status main
  nothing is wrong
11:05  checkin main 70011: good: Hard Times: returned.
11:06  checkout main 70012 p34: good: Bleak House, due 2026-03-23.
11:07:00.201  sync east main: sent 0, received 3, digests equal
11:08  why east 70011
  It is at MAIN, available.
11:09  why east 70012
  It is with the borrower of loan main.14, on loan.
11:10  review east
  nothing to decide
11:11  expect loan 70011 p12 closed: yes
11:12  expect loan 70012 p34 open: yes
11:13  expect converged: yes
