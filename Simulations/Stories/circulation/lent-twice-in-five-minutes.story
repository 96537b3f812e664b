# The desk at main scans a label for p31 while the line is down; five minutes later west, an hour's
# drive away, scans the same number for p32. No van drives that fast: it is a wrong scan, or two
# books bear one number. Neither borrower may be chased until somebody has read both spines (case 2,
# urgent). p31 brings hers: it is another title. The decision leaves the loan with p32.
branches main west
item 40017 "The Left Hand of Darkness" at main
patron p31 p32 at main
cut main west at 09:30
checkout main 40017 p31 at 10:00
checkout west 40017 p32 at 10:05
heal at 10:30
sync west main
why main 40017
review main
expect conflict impossible-travel 40017 review west
expect loan 40017 p31 disputed
expect loan 40017 p32 open
resolve main 40017 keep B at 11:00
sync west main
why west 40017
review west
expect conflict impossible-travel 40017 resolved
expect no-conflict 40017
expect loan 40017 p31 closed
expect loan 40017 p32 open
expect converged
----
09:30  cut main west
10:00  checkout main 40017 p31: good: The Left Hand of Darkness, due 2026-03-23.
10:05  checkout west 40017 p32: good: The Left Hand of Darkness, due 2026-03-23.
10:30  heal
10:31:00.160  sync west main: sent 1, received 1, digests equal
10:32  why main 40017
  Loan main.6 is disputed: WEST lent the same barcode 300 seconds apart from MAIN, too soon to carry it there (case 2, facts main.6 and west.2).
  Loans main.6 and west.2 exclude each other (case 2): WEST reviews, MAIN watches.
  It is with the borrower of loan west.2, disputed.
10:33  review main
  A case 2 WEST: MAIN and WEST lent one barcode too close in time: a wrong scan, or two books.
    A MAIN lent the item at 2026-03-02T10:00:00Z (loan main.6).
    B WEST lent the item at 2026-03-02T10:05:00Z (loan west.2).
10:34  expect conflict impossible-travel 40017 review west: yes
10:35  expect loan 40017 p31 disputed: yes
10:36  expect loan 40017 p32 open: yes
11:00  resolve main 40017 keep B: case 2 decided
11:01:00.173  sync west main: sent 0, received 1, digests equal
11:02  why west 40017
  Loan main.6 is disputed: WEST lent the same barcode 300 seconds apart from MAIN, too soon to carry it there (case 2, facts main.6 and west.2).
  Loan west.2 stands, as the review decision at MAIN at 2026-03-02T11:00:00Z (main.7) says.
  It is with the borrower of loan west.2, on loan.
11:03  review west
  A case 2 WEST: MAIN and WEST lent one barcode too close in time: a wrong scan, or two books. (decided at MAIN at 2026-03-02T11:00:00Z (main.7): looked at it)
    A MAIN lent the item at 2026-03-02T10:00:00Z (loan main.6).
    B WEST lent the item at 2026-03-02T10:05:00Z (loan west.2).
11:04  expect conflict impossible-travel 40017 resolved: yes
11:05  expect no-conflict 40017: yes
11:06  expect loan 40017 p31 closed: yes
11:07  expect loan 40017 p32 open: yes
11:08  expect converged: yes
