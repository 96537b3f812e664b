# The line is slow, and while the van hands its day to main somebody sets its clock back by an hour,
# and lends a book. What was said before keeps its time; what comes after is an hour early by the
# clock and not by the line. So the loan on the van at four minutes past ten is later than the one
# that main made of the same book at half past nine.
branches main
cart van
item 80007 "The Clock Winder" at main
item 80008 "Ticket to Ride" at main
patron p12 p34 at main
line van main latency 60s
checkout van 80007 p12 at 09:00
checkout main 80008 p12 at 09:30
sync van main at 10:00
clock van -1h at 10:02:30
checkout van 80008 p34 at 10:02:40
line van main latency 10ms at 11:00
sync van main
why main 80007
why main 80008
review main
status van
expect loan 80007 p12 open
expect loan 80008 p12 closed
expect loan 80008 p34 open
expect converged
----
08:01  line van main latency 1m
09:00  checkout van 80007 p12: good: The Clock Winder, due 2026-03-23.
09:30  checkout main 80008 p12: good: Ticket to Ride, due 2026-03-23.
10:02:30  clock van -1h
10:02:40  checkout van 80008 p34: good: Ticket to Ride, due 2026-03-23.
10:05:15.245  sync van main: sent 2, received 1, digests equal
11:00  line van main latency 10ms
11:01:00.014  sync van main: sent 0, received 0, digests equal, the clock here is behind by 1h
11:02  why main 80007
  It is with the borrower of loan van.2, on loan.
11:03  why main 80008
  Loan main.9 closed as implied return at 2026-03-02T10:02:40Z: VAN lent the item at that time (case 1, facts main.9 and van.3).
  Loans main.9 and van.3 exclude each other (case 1): MAIN reviews.
  It is with the borrower of loan van.3, on loan.
11:04  review main
  B case 1 MAIN: MAIN and VAN lent the item without knowing of each other.
    A MAIN lent the item at 2026-03-02T09:30:00Z (loan main.9).
    B VAN lent the item at 2026-03-02T10:02:40Z (loan van.3).
11:05  status van
  nothing is wrong
11:06  expect loan 80007 p12 open: yes
11:07  expect loan 80008 p12 closed: yes
11:08  expect loan 80008 p34 open: yes
11:09  expect converged: yes
