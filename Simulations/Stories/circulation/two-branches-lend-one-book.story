# While the line was down, p77 borrowed a book at main, read a page and left it on the desk of a
# friend in the next town. The friend, p12, borrowed it at east in the afternoon, six hours later.
# east had the book in hand last, so p12 has it; the loan at main ends without a fine, and main
# looks at it once (case 1).
branches main east
item 31234 "Moby-Dick" at main
patron p77 p12 at main
cut main east at 08:30
checkout main 31234 p77 at 09:00
checkout east 31234 p12 at 15:00
heal
sync east main
why east 31234
review main
expect conflict double-loan 31234 review main
expect loan 31234 p77 closed
expect loan 31234 p12 open
expect converged
----
08:30  cut main east
09:00  checkout main 31234 p77: good: Moby-Dick, due 2026-03-23.
15:00  checkout east 31234 p12: good: Moby-Dick, due 2026-03-23.
15:01  heal
15:02:00.160  sync east main: sent 1, received 1, digests equal
15:03  why east 31234
  Loan main.6 closed as implied return at 2026-03-02T15:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loans main.6 and east.2 exclude each other (case 1): MAIN reviews.
  It is with the borrower of loan east.2, on loan.
15:04  review main
  B case 1 MAIN: MAIN and EAST lent the item without knowing of each other.
    A MAIN lent the item at 2026-03-02T09:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T15:00:00Z (loan east.2).
15:05  expect conflict double-loan 31234 review main: yes
15:06  expect loan 31234 p77 closed: yes
15:07  expect loan 31234 p12 open: yes
15:08  expect converged: yes
