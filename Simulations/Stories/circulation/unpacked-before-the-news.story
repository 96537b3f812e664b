# A reader hands a book of main in at east, east checks it in and puts it into the crate, and its line
# is down for three nights. Main unpacks the crate in the morning and has never heard that the loan is
# over. Whoever packed the book had it in hand, so nobody is sent to look on a shelf; and once east's
# line is up, the loan has ended when the reader stood there.
branches main east
item 80003 "The Enchanted April" at main
patron p12 at main
checkout main 80003 p12 at 09:00
sync east main at 20:00
cut east main at day 3 08:00
checkin east 80003 at day 3 10:00
send east 80003 to main at day 3 10:01
receive main 80003 at day 4 09:00
review main
expect no-loan 80003
heal at day 6 08:00
sync east main at day 6 08:05
why main 80003
review main
expect loan 80003 p12 closed
expect place 80003 main
expect no-conflict 80003
expect converged
----
09:00  checkout main 80003 p12: good: The Enchanted April, due 2026-03-23.
20:00:00.165  sync east main: sent 0, received 1, digests equal
day 3 08:00  cut east main
day 3 10:00  checkin east 80003: warning: The Enchanted April: returned. It goes home to MAIN.
day 3 10:01  send east 80003 to main: good: The Enchanted April: to MAIN.
day 4 09:00  receive main 80003: warning: The Enchanted April: received. This replica did not know that it was on its way. It was on loan; the loan ends as found on the shelf.
day 4 09:01  review main
  nothing to decide
day 4 09:02  expect no-loan 80003: yes
day 6 08:00  heal
day 6 08:05:00.166  sync east main: sent 2, received 1, digests equal
day 6 08:06  why main 80003
  It is at MAIN, available.
day 6 08:07  review main
  nothing to decide
day 6 08:08  expect loan 80003 p12 closed: yes
day 6 08:09  expect place 80003 main: yes
day 6 08:10  expect no-conflict 80003: yes
day 6 08:11  expect converged: yes
