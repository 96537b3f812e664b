# The van's clock gains seven minutes a day. After two weeks without a line it is more than an hour
# and a half ahead. The van lends a book half an hour before main does; by its own clock it would
# have been an hour after. The line tells by how much it is off now, and the loans are sorted by
# that.
branches main
cart van
item 80006 "Slaughterhouse-Five" at main
patron p12 p34 at main
cut van main at 08:10
clock van drift 5000 at 08:15
checkout van 80006 p12 at day 15 10:00
checkout main 80006 p34 at day 15 10:30
heal at day 15 11:00
sync van main
why main 80006
review main
status van
expect loan 80006 p12 closed
expect loan 80006 p34 open
expect conflict double-loan 80006 review van
expect converged
----
08:10  cut van main
08:15  clock van drift 5000
day 15 10:00  checkout van 80006 p12: good: Slaughterhouse-Five, due 2026-04-06.
day 15 10:30  checkout main 80006 p34: good: Slaughterhouse-Five, due 2026-04-06.
day 15 11:00  heal
day 15 11:01:00.227  sync van main: sent 1, received 1, digests equal, the clock here is ahead by 6097s
day 15 11:02  why main 80006
  Loan van.2 closed as implied return at 2026-03-16T10:30:00Z: MAIN lent the item at that time (case 1, facts van.2 and main.6).
  Loans van.2 and main.6 exclude each other (case 1): VAN reviews.
  It is with the borrower of loan main.6, on loan.
day 15 11:03  review main
  B case 1 VAN: VAN and MAIN lent the item without knowing of each other.
    A VAN lent the item at 2026-03-16T10:00:00Z (loan van.2).
    B MAIN lent the item at 2026-03-16T10:30:00Z (loan main.6).
day 15 11:04  status van
  nothing is wrong
day 15 11:05  expect loan 80006 p12 closed: yes
day 15 11:06  expect loan 80006 p34 open: yes
day 15 11:07  expect conflict double-loan 80006 review van: yes
day 15 11:08  expect converged: yes
