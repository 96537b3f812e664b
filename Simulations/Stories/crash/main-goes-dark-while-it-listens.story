# main is in the middle of writing down what the van tells it when the cellar floods. The van is
# told that main's replica failed, keeps its loans as unsent, and goes on lending. When main is up
# again, it has all of the merge or nothing of it, and the van tells it once more.
branches main
cart van
item 70007 "The Waves" at main
item 70008 "Jacob's Room" at main
patron p12 p34 at main
checkout van 70007 p12 at 09:00
disk main cut call 60
sync van main at 10:00
checkout van 70008 p34 at 10:05
sync van main at 10:10
crash main prefix
start main at 14:00
why main 70007
status main
sync van main
why main 70007
why main 70008
review main
expect loan 70007 p12 open
expect loan 70008 p34 open
expect converged
----
09:00  checkout van 70007 p12: good: The Waves, due 2026-03-23.
09:01  disk main cut call 60
10:00:00.114  sync van main: failed: it went down before it answered
10:05  checkout van 70008 p34: good: Jacob's Room, due 2026-03-23.
10:10:00.035  sync van main: failed: nobody answers
10:11  crash main prefix
14:00  start main: it is back
14:01  why main 70007
  It is at MAIN, available.
14:02  status main
  nothing is wrong
14:03:00.124  sync van main: sent 2, received 0, digests equal
14:04  why main 70007
  It is with the borrower of loan van.2, on loan.
14:05  why main 70008
  It is with the borrower of loan van.3, on loan.
14:06  review main
  nothing to decide
14:07  expect loan 70007 p12 open: yes
14:08  expect loan 70008 p34 open: yes
14:09  expect converged: yes
