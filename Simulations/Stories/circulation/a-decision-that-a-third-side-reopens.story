# main and east have lent one book each, and main, who knows both borrowers, decides that p12 still
# has it: p34 was read a wrong number. Two days later the van comes home and has lent it as well.
# Whoever decided had not seen that, so the question is open again, with three sides. main decides
# anew; and takes that back when p78 brings another title in. What was decided first must not come
# back by the back door.
branches main east
cart van
item 40061 "Independent People" at main
patron p12 p34 p78 at main
cut main east at 08:30
cut main van
cut east van
checkout main 40061 p12 at 09:00
checkout east 40061 p34 at 12:00
checkout van 40061 p78 at day 2 10:00
heal main east at day 2 12:00
sync east main
resolve main 40061 keep A
sync east main
why east 40061
heal at day 3 18:00
sync van main
sync east main
why main 40061
review main
expect conflict double-loan 40061 review main
expect loan 40061 p12 closed
expect loan 40061 p34 closed
expect loan 40061 p78 open
resolve main 40061 keep A at day 3 19:00
sync east main
sync van main
why van 40061
expect conflict double-loan 40061 resolved
expect loan 40061 p12 open
expect loan 40061 p78 closed
reopen east 40061 at day 4 09:00
sync east main
sync van main
why van 40061
review van
expect conflict double-loan 40061 review main
expect loan 40061 p78 open
expect converged
----
08:30  cut main east
08:31  cut main van
08:32  cut east van
09:00  checkout main 40061 p12: good: Independent People, due 2026-03-23.
12:00  checkout east 40061 p34: good: Independent People, due 2026-03-23.
day 2 10:00  checkout van 40061 p78: good: Independent People, due 2026-03-24.
day 2 12:00  heal main east
day 2 12:01:00.230  sync east main: sent 1, received 1, digests equal
day 2 12:02  resolve main 40061 keep A: case 1 decided
day 2 12:03:00.144  sync east main: sent 0, received 1, digests equal
day 2 12:04  why east 40061
  Loan main.6 closed as implied return at 2026-03-02T12:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loan main.6 stands, as the review decision at MAIN at 2026-03-03T12:02:00Z (main.7) says.
  It is with the borrower of loan main.6, on loan.
day 3 18:00  heal
day 3 18:01:00.204  sync van main: sent 1, received 2, digests equal
day 3 18:02:00.201  sync east main: sent 0, received 1, digests equal
day 3 18:03  why main 40061
  Loan main.6 closed as implied return at 2026-03-02T12:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loan east.2 closed as implied return at 2026-03-03T10:00:00Z: VAN lent the item at that time (case 1, facts east.2 and van.2).
  Loans main.6, east.2 and van.2 exclude each other (case 1): MAIN reviews, since decision main.7 had not seen all of it.
  It is with the borrower of loan van.2, on loan.
day 3 18:04  review main
  B case 1 MAIN: MAIN, EAST and VAN lent the item without knowing of each other. (decided at MAIN at 2026-03-03T12:02:00Z (main.7): looked at it; not all of this was known then)
    A MAIN lent the item at 2026-03-02T09:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T12:00:00Z (loan east.2).
    C VAN lent the item at 2026-03-03T10:00:00Z (loan van.2).
day 3 18:05  expect conflict double-loan 40061 review main: yes
day 3 18:06  expect loan 40061 p12 closed: yes
day 3 18:07  expect loan 40061 p34 closed: yes
day 3 18:08  expect loan 40061 p78 open: yes
day 3 19:00  resolve main 40061 keep A: case 1 decided
day 3 19:01:00.181  sync east main: sent 0, received 1, digests equal
day 3 19:02:00.168  sync van main: sent 0, received 1, digests equal
day 3 19:03  why van 40061
  Loan main.6 closed as implied return at 2026-03-02T12:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loan east.2 closed as implied return at 2026-03-03T10:00:00Z: VAN lent the item at that time (case 1, facts east.2 and van.2).
  Loan main.6 stands, as the review decision at MAIN at 2026-03-04T19:00:00Z (main.8) says.
  It is with the borrower of loan main.6, on loan.
day 3 19:04  expect conflict double-loan 40061 resolved: yes
day 3 19:05  expect loan 40061 p12 open: yes
day 3 19:06  expect loan 40061 p78 closed: yes
day 4 09:00  reopen east 40061: case 1 is open again
day 4 09:01:00.140  sync east main: sent 1, received 0, digests equal
day 4 09:02:00.156  sync van main: sent 0, received 1, digests equal
day 4 09:03  why van 40061
  The review decision at MAIN at 2026-03-04T19:00:00Z (main.8) was undone at EAST (east.3): decided too soon. Undo east.3 to bring it back.
  Loan main.6 closed as implied return at 2026-03-02T12:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loan east.2 closed as implied return at 2026-03-03T10:00:00Z: VAN lent the item at that time (case 1, facts east.2 and van.2).
  Loans main.6, east.2 and van.2 exclude each other (case 1): MAIN reviews, since decision main.7 had not seen all of it.
  It is with the borrower of loan van.2, on loan.
day 4 09:04  review van
  B case 1 MAIN: MAIN, EAST and VAN lent the item without knowing of each other. (decided at MAIN at 2026-03-03T12:02:00Z (main.7): looked at it; not all of this was known then)
    A MAIN lent the item at 2026-03-02T09:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T12:00:00Z (loan east.2).
    C VAN lent the item at 2026-03-03T10:00:00Z (loan van.2).
day 4 09:05  expect conflict double-loan 40061 review main: yes
day 4 09:06  expect loan 40061 p78 open: yes
day 4 09:07  expect converged: yes
