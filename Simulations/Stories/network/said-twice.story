# A proxy on the way is clever: where an answer is slow it sends the question again. So main gets
# the loans of the van twice. A loan has an id; the second one is the first.
branches main
cart van
item 60006 "Doppelgänger" at main
patron p12 at main
checkout van 60006 p12 at 09:00
checkin van 60006
checkout van 60006 p12
line van main duplicate
line van main duplicate
line van main duplicate
sync van main at 09:10
why main 60006
review main
sync van main
expect loan 60006 p12 open
expect converged
----
09:00  checkout van 60006 p12: good: Doppelgänger, due 2026-03-23.
09:01  checkin van 60006: warning: Doppelgänger: returned. It goes home to MAIN.
09:02  checkout van 60006 p12: good: Doppelgänger, due 2026-03-23.
09:03  line van main duplicate
09:04  line van main duplicate
09:05  line van main duplicate
09:10:00.120  sync van main: sent 3, received 0, digests equal
09:11  why main 60006
  It is with the borrower of loan van.4, on loan.
09:12  review main
  nothing to decide
09:13:00.017  sync van main: sent 0, received 0, digests equal
09:14  expect loan 60006 p12 open: yes
09:15  expect converged: yes
