# Dictionaries stay in the house. For the court interpreter, p22, east makes an exception and says
# why; the loan is a loan like any other. Later main decides that one of the two dictionaries may go
# out to anybody, and that a travel guide may not: from then on the desks say so, everywhere.
branches main east
item 40071 "Duden" at east reference
item 40072 "Le Petit Robert" at main reference
item 40073 "Lisboa a pé" at main
patron p22 at main
checkout east 40071 p22 at 09:00
checkout east 40071 p22 override at 09:01
sync east main
why main 40071
expect loan 40071 p22 open
mark main 40072 circulating at day 2 09:00
mark main 40073 reference at day 2 09:01
sync east main
checkout east 40072 p22 at day 2 10:00
checkout east 40073 p22 at day 2 10:01
checkin east 40071 at day 2 10:02
sync east main
why main 40071
why main 40073
review main
expect place 40071 east
expect loan 40072 p22 open
expect no-loan 40073
expect converged
----
09:00  checkout east 40071 p22: refused: Duden is for use in the library only; lend it with --override REASON.
09:01  checkout east 40071 p22 override: good: Duden, due 2026-03-23.
09:02:00.119  sync east main: sent 1, received 0, digests equal
09:03  why main 40071
  It is with the borrower of loan east.5, on loan.
09:04  expect loan 40071 p22 open: yes
day 2 09:00  mark main 40072 circulating: good: Le Petit Robert: marked circulating.
day 2 09:01  mark main 40073 reference: good: Lisboa a pé: marked reference.
day 2 09:02:00.166  sync east main: sent 0, received 2, digests equal
day 2 10:00  checkout east 40072 p22: good: Le Petit Robert, due 2026-03-24.
day 2 10:01  checkout east 40073 p22: refused: Lisboa a pé is for use in the library only; lend it with --override REASON.
day 2 10:02  checkin east 40071: good: Duden: returned.
day 2 10:03:00.131  sync east main: sent 2, received 0, digests equal
day 2 10:04  why main 40071
  It is at EAST, reference.
day 2 10:05  why main 40073
  It is at MAIN, reference.
day 2 10:06  review main
  nothing to decide
day 2 10:07  expect place 40071 east: yes
day 2 10:08  expect loan 40072 p22 open: yes
day 2 10:09  expect no-loan 40073: yes
day 2 10:10  expect converged: yes
