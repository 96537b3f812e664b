# The van burns on the motorway. What it had told the boat that noon is safe, and reaches main by
# the boat; what it lent in the last hour only it knew, and that is gone. The library goes on
# without it: the book it lent last comes back to main, which never knew that it was out.
branches main
cart van boat
item 60018 "Fahrenheit 451" at main
item 60019 "The Martian Chronicles" at main
patron p12 p34 at main
cut van main at 08:30
checkout van 60018 p12 at 11:00
sync boat van at 12:00
why boat 60018
checkout van 60019 p34 at 15:00
lose van at 16:00
heal at 17:00
sync boat main at 18:00
sync main van
why main 60018
why main 60019
expect loan 60018 p12 open
expect no-loan 60019
checkin main 60019 at day 10 10:00
checkin main 60018
sync boat main
why boat 60018
why boat 60019
review main
status main
expect loan 60018 p12 closed
expect place 60019 main
expect converged
----
08:30  cut van main
11:00  checkout van 60018 p12: good: Fahrenheit 451, due 2026-03-23.
12:00:00.160  sync boat van: sent 0, received 1, digests equal
12:01  why boat 60018
  It is with the borrower of loan van.2, on loan.
15:00  checkout van 60019 p34: good: The Martian Chronicles, due 2026-03-23.
16:00  lose van
17:00  heal
18:00:00.125  sync boat main: sent 1, received 0, digests equal
18:01:00.006  sync main van: failed: nobody answers
18:02  why main 60018
  It is with the borrower of loan van.2, on loan.
18:03  why main 60019
  It is at MAIN, available.
18:04  expect loan 60018 p12 open: yes
18:05  expect no-loan 60019: yes
day 10 10:00  checkin main 60019: good: The Martian Chronicles: checked in, no loan was open here.
day 10 10:01  checkin main 60018: good: Fahrenheit 451: returned.
day 10 10:02:00.164  sync boat main: sent 0, received 2, digests equal
day 10 10:03  why boat 60018
  It is at MAIN, available.
day 10 10:04  why boat 60019
  It is at MAIN, available.
day 10 10:05  review main
  nothing to decide
day 10 10:06  status main
  nothing is wrong
day 10 10:07  expect loan 60018 p12 closed: yes
day 10 10:08  expect place 60019 main: yes
day 10 10:09  expect converged: yes
