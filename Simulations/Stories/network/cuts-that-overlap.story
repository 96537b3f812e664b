# A storm takes the lines one after another: main and east at nine, east and west at ten, main and
# west at eleven. They come back one by one too. As soon as there is any way, by whatever corner,
# the news takes it: east hears of the loan at main from west, an hour before the direct line is
# mended.
branches main east west
item 60003 "The Tempest" at main
patron p12 at main
cut main east at 09:00
checkout main 60003 p12 at 09:30
cut east west at 10:00
sync west main at 10:30
cut main west at 11:00
sync east main at 11:10
sync east west
sync west main
heal east west at 13:00
sync east west
why east 60003
checkin east 60003 at 13:30
heal main west at 14:00
sync east west
sync main west
expect place 60003 east
sync east main
heal main east at 15:00
sync east main
why main 60003
review main
expect loan 60003 p12 closed
expect converged
----
09:00  cut main east
09:30  checkout main 60003 p12: good: The Tempest, due 2026-03-23.
10:00  cut east west
10:30:00.230  sync west main: sent 0, received 1, digests equal
11:00  cut main west
11:10:30  sync east main: failed: the line is down
11:11:30  sync east west: failed: the line is down
11:12:30  sync west main: failed: the line is down
13:00  heal east west
13:01:00.166  sync east west: sent 0, received 1, digests equal
13:02  why east 60003
  It is with the borrower of loan main.6, on loan.
13:30  checkin east 60003: warning: The Tempest: returned. It goes home to MAIN.
14:00  heal main west
14:01:00.131  sync east west: sent 1, received 0, digests equal
14:02:00.201  sync main west: sent 0, received 1, digests equal
14:03  expect place 60003 east: yes
14:04:30  sync east main: failed: the line is down
15:00  heal main east
15:01:00.048  sync east main: sent 0, received 0, digests equal
15:02  why main 60003
  It is at EAST, available.
15:03  review main
  nothing to decide
15:04  expect loan 60003 p12 closed: yes
15:05  expect converged: yes
