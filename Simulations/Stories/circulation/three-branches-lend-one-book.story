# On a day without lines three branches lend the same number: main in the morning, east at noon,
# west in the evening. It is one conflict with three sides, not three conflicts, in whatever order
# they hear of each other. The last borrower has the book; the others' loans ended, and are kept as
# evidence.
branches main east west
item 40060 "One Hundred Years of Solitude" at main
patron p12 p34 p56 at main
cut main east at 08:30
cut main west
cut east west
checkout main 40060 p12 at 09:00
checkout east 40060 p34 at 12:00
checkout west 40060 p56 at 18:00
heal east west
sync west east at 18:30
review west
heal
sync main east
sync west main
why main 40060
review main
expect conflict double-loan 40060 review main
expect loan 40060 p12 closed
expect loan 40060 p34 closed
expect loan 40060 p56 open
expect converged
----
08:30  cut main east
08:31  cut main west
08:32  cut east west
09:00  checkout main 40060 p12: good: One Hundred Years of Solitude, due 2026-03-23.
12:00  checkout east 40060 p34: good: One Hundred Years of Solitude, due 2026-03-23.
18:00  checkout west 40060 p56: good: One Hundred Years of Solitude, due 2026-03-23.
18:01  heal east west
18:30:00.177  sync west east: sent 1, received 1, digests equal
18:31  review west
  B case 1 EAST: EAST and WEST lent the item without knowing of each other.
    A EAST lent the item at 2026-03-02T12:00:00Z (loan east.2).
    B WEST lent the item at 2026-03-02T18:00:00Z (loan west.2).
18:32  heal
18:33:00.144  sync main east: sent 1, received 2, digests equal
18:34:00.173  sync west main: sent 0, received 1, digests equal
18:35  why main 40060
  Loan main.6 closed as implied return at 2026-03-02T12:00:00Z: EAST lent the item at that time (case 1, facts main.6 and east.2).
  Loan east.2 closed as implied return at 2026-03-02T18:00:00Z: WEST lent the item at that time (case 1, facts east.2 and west.2).
  Loans main.6, east.2 and west.2 exclude each other (case 1): MAIN reviews.
  It is with the borrower of loan west.2, on loan.
18:36  review main
  B case 1 MAIN: MAIN, EAST and WEST lent the item without knowing of each other.
    A MAIN lent the item at 2026-03-02T09:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T12:00:00Z (loan east.2).
    C WEST lent the item at 2026-03-02T18:00:00Z (loan west.2).
18:37  expect conflict double-loan 40060 review main: yes
18:38  expect loan 40060 p12 closed: yes
18:39  expect loan 40060 p34 closed: yes
18:40  expect loan 40060 p56 open: yes
18:41  expect converged: yes
