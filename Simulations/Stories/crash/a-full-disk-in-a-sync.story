# The laptop on the van is full of somebody's photographs. The news of main does not fit, and the
# laptop says so and keeps nothing of it half. Nor does it promise a return that it cannot write
# down: the clerk is told, and keeps the book at hand. When the photographs are gone, both are done,
# and nothing was lost in between.
branches main
cart van
item 70009 "Camera Lucida" at main
item 70010 "On Photography" at main
patron p12 p34 at main
cut van main at 08:30
checkout main 70009 p12 at 09:00
checkout van 70010 p34 at 09:05
heal
disk van room 4000
sync van main at 10:00
checkin van 70010
why van 70009
why van 70010
disk van sound at 12:00
checkin van 70010
sync van main
why van 70009
why main 70010
review main
status van
expect loan 70009 p12 open
expect loan 70010 p34 closed
expect place 70010 van
expect converged
----
08:30  cut van main
09:00  checkout main 70009 p12: good: Camera Lucida, due 2026-03-23.
09:05  checkout van 70010 p34: good: On Photography, due 2026-03-23.
09:06  heal
09:07  disk van room 4000
10:00:00.023  sync van main: not saved: van/catchword.sqlite: database or disk is full; check the disk, then repeat what was not acknowledged
10:01  checkin van 70010: not saved: van/catchword.sqlite: database or disk is full; check the disk, then repeat what was not acknowledged
10:02  why van 70009
  It is at MAIN, available.
10:03  why van 70010
  It is with the borrower of loan van.2, on loan.
12:00  disk van sound
12:01  checkin van 70010: warning: On Photography: returned. It goes home to MAIN.
12:02:00.204  sync van main: sent 2, received 1, digests equal
12:03  why van 70009
  It is with the borrower of loan main.9, on loan.
12:04  why main 70010
  It is at VAN, available.
12:05  review main
  nothing to decide
12:06  status van
  nothing is wrong
12:07  expect loan 70009 p12 open: yes
12:08  expect loan 70010 p34 closed: yes
12:09  expect place 70010 van: yes
12:10  expect converged: yes
