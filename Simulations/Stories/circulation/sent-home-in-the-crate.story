# A reader hands a book of east in at main, and main puts it into the crate. All afternoon it is
# nowhere but on its way, and everybody who looks for it reads that. East takes it out in the
# evening. On the next day it is sent again, nobody at main ever unpacks it, and main, which knows
# that it was sent, marks it missing: then main stops waiting for it.
branches main east
item 80001 "The Go-Between" at east
patron p12 at main
checkout main 80001 p12 at 09:00
checkin main 80001 at 14:00
send main 80001 to east at 14:05
sync east main at 14:10
why east 80001
expect transit 80001 east
receive east 80001 at 18:00
sync east main at 18:05
why main 80001
expect place 80001 east
send east 80001 to main at day 2 09:00
sync east main at day 2 09:05
mark main 80001 missing at day 4 17:00
sync main east at day 4 17:05
why east 80001
review east
expect no-conflict 80001
expect converged
----
09:00  checkout main 80001 p12: good: The Go-Between, due 2026-03-23.
14:00  checkin main 80001: warning: The Go-Between: returned. It goes home to EAST.
14:05  send main 80001 to east: good: The Go-Between: to EAST.
14:10:00.230  sync east main: sent 0, received 3, digests equal
14:11  why east 80001
  It is on its way from MAIN to EAST, in transit.
14:12  expect transit 80001 east: yes
18:00  receive east 80001: good: The Go-Between: received from MAIN.
18:05:00.139  sync east main: sent 1, received 0, digests equal
18:06  why main 80001
  It is at EAST, available.
18:07  expect place 80001 east: yes
day 2 09:00  send east 80001 to main: good: The Go-Between: to MAIN.
day 2 09:05:00.124  sync east main: sent 1, received 0, digests equal
day 4 17:00  mark main 80001 missing: good: The Go-Between: marked missing.
day 4 17:05:00.131  sync main east: sent 1, received 0, digests equal
day 4 17:06  why east 80001
  The way to MAIN (east.6) is over: the mark "missing" at MAIN at 2026-03-05T17:00:00Z (main.6) says so. Nobody need look.
  Where it is nobody knows, missing.
day 4 17:07  review east
  nothing to decide
day 4 17:08  expect no-conflict 80001: yes
day 4 17:09  expect converged: yes
