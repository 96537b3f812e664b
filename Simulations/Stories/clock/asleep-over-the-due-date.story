# The lid of the laptop is closed on a Friday and opened again on a Tuesday more than three weeks
# later, eight days after a book was due. Asleep it does not answer anybody, but its clock goes on:
# the book that comes back is late by eight days, and a loan that starts today starts today.
branches main
cart laptop
item 80009 "Oblomov" at main
item 80010 "The Sleepwalkers" at main
patron p12 p34 at main
checkout laptop 80009 p12 at 09:00
sync laptop main
sleep laptop 24d at day 5 17:00
checkin laptop 80009 at day 20 10:00
sync main laptop at day 20 11:00
checkin laptop 80009 at day 30 09:00
checkout laptop 80010 p34
sync laptop main
why main 80009
why main 80010
review main
status laptop
expect loan 80009 p12 closed
expect loan 80010 p34 open
expect converged
----
09:00  checkout laptop 80009 p12: good: Oblomov, due 2026-03-23.
09:01:00.173  sync laptop main: sent 1, received 0, digests equal
day 5 17:00  sleep laptop 24d
day 20 10:00  checkin laptop 80009: nobody can, laptop is asleep
day 20 11:00:00.035  sync main laptop: failed: nobody answers
day 30 09:00  checkin laptop 80009: warning: Oblomov: returned, 8 days overdue. It goes home to MAIN.
day 30 09:01  checkout laptop 80010 p34: good: The Sleepwalkers, due 2026-04-21.
day 30 09:02:00.125  sync laptop main: sent 2, received 0, digests equal
day 30 09:03  why main 80009
  It is at LAPTOP, available.
day 30 09:04  why main 80010
  It is with the borrower of loan laptop.4, on loan.
day 30 09:05  review main
  nothing to decide
day 30 09:06  status laptop
  nothing is wrong
day 30 09:07  expect loan 80009 p12 closed: yes
day 30 09:08  expect loan 80010 p34 open: yes
day 30 09:09  expect converged: yes
