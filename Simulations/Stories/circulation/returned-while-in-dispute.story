# main and west have scanned one number within four minutes. Before anybody could look, p31 brings
# her book back to main, which knows of no dispute: the return ends her loan, and never the one at
# west that is a little younger (case 5). The dispute stays in the queue: one of the two labels is
# still on the wrong book.
branches main west
item 40018 "The Dispossessed" at main
patron p31 p32 at main
cut main west at 09:30
checkout main 40018 p31 at 10:00
checkout west 40018 p32 at 10:04
checkin main 40018 at 12:00
heal at 12:30
sync west main
why west 40018
review west
expect loan 40018 p31 closed
expect loan 40018 p32 open
expect conflict impossible-travel 40018 review west
expect converged
----
09:30  cut main west
10:00  checkout main 40018 p31: good: The Dispossessed, due 2026-03-23.
10:04  checkout west 40018 p32: good: The Dispossessed, due 2026-03-23.
12:00  checkin main 40018: good: The Dispossessed: returned.
12:30  heal
12:31:00.157  sync west main: sent 1, received 2, digests equal
12:32  why west 40018
  Loan main.6 is disputed: WEST lent the same barcode 240 seconds apart from MAIN, too soon to carry it there (case 2, facts main.6 and west.2).
  The check-in at MAIN at 2026-03-02T12:00:00Z (main.7) closes loan main.6 only; loan west.2 started later and is untouched (case 5). Nobody need look.
  Loans main.6 and west.2 exclude each other (case 2): WEST reviews, MAIN watches.
  It is with the borrower of loan west.2, on loan.
12:33  review west
  A case 2 WEST: MAIN and WEST lent one barcode too close in time: a wrong scan, or two books.
    A MAIN lent the item at 2026-03-02T10:00:00Z (loan main.6).
    B WEST lent the item at 2026-03-02T10:04:00Z (loan west.2).
12:34  expect loan 40018 p31 closed: yes
12:35  expect loan 40018 p32 open: yes
12:36  expect conflict impossible-travel 40018 review west: yes
12:37  expect converged: yes
