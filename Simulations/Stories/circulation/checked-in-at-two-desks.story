# A book lies in the drop box at main, and the box is emptied in the morning. The courier takes the
# crate along, and in the afternoon the desk at east, whose line is down, scans the book as returned
# once more. It came back once, in the morning; the second scan says where it is now (case 7).
branches main east
item 40022 "Things Fall Apart" at main
patron p51 at main
checkout main 40022 p51 at 09:00
sync east main
cut main east at day 3 08:00
checkin main 40022 at day 3 09:00
checkin east 40022 at day 3 15:00
heal
sync east main
why east 40022
review main
expect loan 40022 p51 closed
expect place 40022 east
expect no-conflict 40022
expect converged
----
09:00  checkout main 40022 p51: good: Things Fall Apart, due 2026-03-23.
09:01:00.165  sync east main: sent 0, received 1, digests equal
day 3 08:00  cut main east
day 3 09:00  checkin main 40022: good: Things Fall Apart: returned.
day 3 15:00  checkin east 40022: warning: Things Fall Apart: returned. It goes home to MAIN.
day 3 15:01  heal
day 3 15:02:00.227  sync east main: sent 1, received 1, digests equal
day 3 15:03  why east 40022
  Loan main.6 was checked in twice, at MAIN (main.7) and at EAST (east.2); the earlier closes it at 2026-03-04T09:00:00Z, the other is a sighting (case 7). Nobody need look.
  It is at EAST, available.
day 3 15:04  review main
  nothing to decide
day 3 15:05  expect loan 40022 p51 closed: yes
day 3 15:06  expect place 40022 east: yes
day 3 15:07  expect no-conflict 40022: yes
day 3 15:08  expect converged: yes
