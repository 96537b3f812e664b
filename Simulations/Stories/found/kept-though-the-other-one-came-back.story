# Main and east lend one number five minutes apart; p12 brings a book to main. Without the line, main
# decides that p34's loan was the right one and east, later, that p12's was. Spine in hand, both agree
# on p34. The return had named p12's loan and does not end p34's, which began later (L3): whether p34
# still has a book is what somebody must see.
branches main east
item 40066 "The Left Hand of Darkness" at main
patron p12 p34 at main
cut main east at 08:30
checkout main 40066 p12 at 10:00
checkout east 40066 p34 at 10:05
checkin main 40066 at 12:00
heal at 13:00
sync east main
cut main east
resolve main 40066 keep B at 14:00
resolve east 40066 keep A at 14:30
heal at 15:00
sync east main
expect no-loan 40066
resolve main 40066 keep B at 16:00
sync east main
why main 40066
review main
expect loan 40066 p12 closed
expect loan 40066 p34 open
expect converged
----
08:30  cut main east
10:00  checkout main 40066 p12: good: The Left Hand of Darkness, due 2026-03-23.
10:05  checkout east 40066 p34: good: The Left Hand of Darkness, due 2026-03-23.
12:00  checkin main 40066: good: The Left Hand of Darkness: returned.
13:00  heal
13:01:00.157  sync east main: sent 1, received 2, digests equal
13:02  cut main east
14:00  resolve main 40066 keep B: case 2 decided
14:30  resolve east 40066 keep A: case 2 decided
15:00  heal
15:01:00.144  sync east main: sent 1, received 1, digests equal
15:02  expect no-loan 40066: yes
16:00  resolve main 40066 keep B: case 2 decided
16:01:00.204  sync east main: sent 0, received 1, digests equal
16:02  why main 40066
  Loan main.6 is disputed: EAST lent the same barcode 300 seconds apart from MAIN, too soon to carry it there (case 2, facts main.6 and east.2).
  The check-in at MAIN at 2026-03-02T12:00:00Z (main.7) closes loan main.6 only; loan east.2 started later and is untouched (case 5). Nobody need look.
  Loan east.2 stands, as the review decision at MAIN at 2026-03-02T14:00:00Z (main.8) says.
  Loan main.6 stands, as the review decision at EAST at 2026-03-02T14:30:00Z (east.3) says.
  Loan east.2 stands, as the review decision at MAIN at 2026-03-02T16:00:00Z (main.9) says.
  It is with the borrower of loan east.2, on loan.
16:03  review main
  A case 2 EAST: MAIN and EAST lent one barcode too close in time: a wrong scan, or two books. (decided at MAIN at 2026-03-02T16:00:00Z (main.9): looked at it)
    A MAIN lent the item at 2026-03-02T10:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T10:05:00Z (loan east.2).
16:04  expect loan 40066 p12 closed: yes
16:05  expect loan 40066 p34 open: yes
16:06  expect converged: yes
