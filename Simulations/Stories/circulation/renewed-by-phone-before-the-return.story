# p77 phones main in the morning of the last day and gets three more weeks. east hears nothing of
# it, and when the book comes back there on the day after, its screen says that it is late. Both are
# true, and in either order of arrival the loan was renewed first and returned in time afterwards:
# nobody is fined (case 4).
branches main east west
item 31234 "Middlemarch" at main
patron p77 at main
checkout main 31234 p77 at 09:00
sync east main
cut main east at 12:00
renew main 31234 phone at day 22 09:00
checkin east 31234 at day 23 17:00
# west hears of the return before it hears of the renewal.
sync west east at day 23 18:00
sync west main
heal
sync east main
why west 31234
review west
expect loan 31234 p77 closed
expect place 31234 east
expect no-conflict 31234
expect converged
----
09:00  checkout main 31234 p77: good: Middlemarch, due 2026-03-23.
09:01:00.165  sync east main: sent 0, received 1, digests equal
12:00  cut main east
day 22 09:00  renew main 31234 phone: good: Middlemarch: renewed until 2026-04-13.
day 23 17:00  checkin east 31234: warning: Middlemarch: returned, 1 day overdue. It goes home to MAIN.
day 23 18:00:00.157  sync west east: sent 0, received 2, digests equal
day 23 18:01:00.227  sync west main: sent 1, received 1, digests equal
day 23 18:02  heal
day 23 18:03:00.230  sync east main: sent 0, received 1, digests equal
day 23 18:04  why west 31234
  It is at EAST, available.
day 23 18:05  review west
  nothing to decide
day 23 18:06  expect loan 31234 p77 closed: yes
day 23 18:07  expect place 31234 east: yes
day 23 18:08  expect no-conflict 31234: yes
day 23 18:09  expect converged: yes
