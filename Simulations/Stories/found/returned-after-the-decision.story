# Two loans of one book; main decides that p12 has it. An hour later, without the line, p34 hands the
# book in at east. A loan that a person set aside is like one that was undone: the scan ends the one before
# it, and the book is at east. It used to close nothing, say nothing and move nothing.
branches main east
item 40064 "Hopscotch" at main
patron p12 p34 at main
cut main east at 08:30
checkout main 40064 p12 at 09:00
checkout east 40064 p34 at 12:00
heal at 13:00
sync east main
cut main east
resolve main 40064 keep A at day 2 09:00
checkin east 40064 at day 2 10:00
heal at day 3 10:00
sync east main
why main 40064
review main
expect place 40064 east
expect no-loan 40064
----
08:30  cut main east
09:00  checkout main 40064 p12: good: Hopscotch, due 2026-03-23.
12:00  checkout east 40064 p34: good: Hopscotch, due 2026-03-23.
13:00  heal
13:01:00.160  sync east main: sent 1, received 1, digests equal
13:02  cut main east
day 2 09:00  resolve main 40064 keep A: case 1 decided
day 2 10:00  checkin east 40064: warning: Hopscotch: returned. It goes home to MAIN.
day 3 10:00  heal
day 3 10:01:00.166  sync east main: sent 1, received 1, digests equal
day 3 10:02  why main 40064
  Loan main.6 closed as implied return at 2026-03-02T12:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loan main.6 stands, as the review decision at MAIN at 2026-03-03T09:00:00Z (main.7) says.
  Loan main.6 closed at 2026-03-03T10:00:00Z: the check-in at EAST at 2026-03-03T10:00:00Z (east.3) names east.2, which does not stand, and closes the loan before it. Nobody need look.
  It is at EAST, available.
day 3 10:03  review main
  B case 1 MAIN: MAIN and EAST lent the item without knowing of each other. (decided at MAIN at 2026-03-03T09:00:00Z (main.7): looked at it)
    A MAIN lent the item at 2026-03-02T09:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T12:00:00Z (loan east.2).
day 3 10:04  expect place 40064 east: yes
day 3 10:05  expect no-loan 40064: yes
