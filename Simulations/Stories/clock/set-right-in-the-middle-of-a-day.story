# The van's clock is 26 hours ahead, and nobody notices until lunch, when a driver sets it right by
# his watch. Half of its day bears tomorrow's times, the other half today's. Both halves are sorted
# where they belong: the return at ten before main's loan at eleven, the loan at three after main's
# return at two, and the day has no hole in it.
branches main
cart van
item 80004 "Around the World in Eighty Days" at main
item 80005 "The Mysterious Island" at main
patron p12 p34 p56 at main
checkout main 80004 p12 at 08:10
checkout main 80005 p12
sync van main
cut van main
clock van +26h at 08:30
checkin van 80004 at 10:00
checkout main 80004 p34 at 11:00
clock van correct at 12:30
checkin main 80005 at 14:00
checkout van 80005 p56 at 15:00
heal at 18:00
sync van main
why main 80004
why main 80005
review main
expect loan 80004 p12 closed
expect loan 80004 p34 open
expect loan 80005 p12 closed
expect loan 80005 p56 open
expect converged
----
08:10  checkout main 80004 p12: good: Around the World in Eighty Days, due 2026-03-23.
08:11  checkout main 80005 p12: good: The Mysterious Island, due 2026-03-23.
08:12:00.160  sync van main: sent 0, received 2, digests equal
08:13  cut van main
08:30  clock van +26h
10:00  checkin van 80004: warning: Around the World in Eighty Days: returned. It goes home to MAIN.
11:00  checkout main 80004 p34: warning: Around the World in Eighty Days, due 2026-03-23. It was still lent to another patron; that loan ends now.
12:30  clock van correct
14:00  checkin main 80005: good: The Mysterious Island: returned.
15:00  checkout van 80005 p56: warning: The Mysterious Island, due 2026-03-23. It was still lent to another patron; that loan ends now.
18:00  heal
18:01:00.204  sync van main: sent 2, received 2, digests equal
18:02  why main 80004
  Loan main.9 closed at 2026-03-02T10:00:00Z by the check-in at VAN at 2026-03-02T10:00:00Z (van.2), not as implied return at 2026-03-02T11:00:00Z, when MAIN lent the item believing it still out (case 6). Nobody need look.
  It is with the borrower of loan main.11, on loan.
18:03  why main 80005
  Loan main.10 closed at 2026-03-02T14:00:00Z by the check-in at MAIN at 2026-03-02T14:00:00Z (main.12), not as implied return at 2026-03-02T15:00:00Z, when VAN lent the item believing it still out (case 6). Nobody need look.
  It is with the borrower of loan van.3, on loan.
18:04  review main
  nothing to decide
18:05  expect loan 80004 p12 closed: yes
18:06  expect loan 80004 p34 open: yes
18:07  expect loan 80005 p12 closed: yes
18:08  expect loan 80005 p56 open: yes
18:09  expect converged: yes
