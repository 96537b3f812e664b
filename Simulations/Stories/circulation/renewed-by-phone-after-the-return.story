# p77 drops the book at east on Monday evening. main does not know yet: on Tuesday p77 phones there
# and asks for three more weeks, and main, glad to help, grants them. But east saw the book come
# back: nothing is left to renew, the new due date does not count, and nobody need be told (case 3).
branches main east
item 31234 "Der Zauberberg" at main
patron p77 at main
checkout main 31234 p77 at 09:00
sync east main
cut main east at 12:00
checkin east 31234 at 18:00
renew main 31234 phone at day 2 10:00
heal
sync east main
why main 31234
review main
expect no-loan 31234
expect loan 31234 p77 closed
expect place 31234 east
expect no-conflict 31234
expect converged
----
09:00  checkout main 31234 p77: good: Der Zauberberg, due 2026-03-23.
09:01:00.165  sync east main: sent 0, received 1, digests equal
12:00  cut main east
18:00  checkin east 31234: warning: Der Zauberberg: returned. It goes home to MAIN.
day 2 10:00  renew main 31234 phone: good: Der Zauberberg: renewed until 2026-04-13.
day 2 10:01  heal
day 2 10:02:00.227  sync east main: sent 1, received 1, digests equal
day 2 10:03  why main 31234
  The renewal without the item at MAIN at 2026-03-03T10:00:00Z (main.7) is void: loan main.6 was closed at 2026-03-02T18:00:00Z (east.2); no fee, the new due date does not count (case 3). Tell the borrower only if asked.
  It is at EAST, available.
day 2 10:04  review main
  nothing to decide
day 2 10:05  expect no-loan 31234: yes
day 2 10:06  expect loan 31234 p77 closed: yes
day 2 10:07  expect place 31234 east: yes
day 2 10:08  expect no-conflict 31234: yes
day 2 10:09  expect converged: yes
