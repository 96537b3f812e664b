# Main and east scan one number five minutes apart, west five hours later. One person is asked, whoever
# scanned last, and `why` names the same one as the queue (G9, L10). It used to name east for the first two.
branches main east west
item 40019 "The Word for World Is Forest" at main
patron p12 p34 p56 at main
cut main east at 08:30
cut main west
cut east west
checkout main 40019 p12 at 10:00
checkout east 40019 p34 at 10:05
checkout west 40019 p56 at 15:00
heal
sync east main
sync west main
sync east main
why main 40019
review main
----
08:30  cut main east
08:31  cut main west
08:32  cut east west
10:00  checkout main 40019 p12: good: The Word for World Is Forest, due 2026-03-23.
10:05  checkout east 40019 p34: good: The Word for World Is Forest, due 2026-03-23.
15:00  checkout west 40019 p56: good: The Word for World Is Forest, due 2026-03-23.
15:01  heal
15:02:00.177  sync east main: sent 1, received 1, digests equal
15:03:00.230  sync west main: sent 1, received 2, digests equal
15:04:00.166  sync east main: sent 0, received 1, digests equal
15:05  why main 40019
  Loan main.6 is disputed: EAST lent the same barcode 300 seconds apart from MAIN, too soon to carry it there (case 2, facts main.6 and east.2).
  Loan east.2 closed as implied return at 2026-03-02T15:00:00Z: WEST lent the item at that time (case 1, facts east.2 and west.2).
  Loans main.6, east.2 and west.2 exclude each other (case 2): WEST reviews, MAIN watches, EAST watches.
  It is with the borrower of loan west.2, disputed.
15:06  review main
  A case 2 WEST: MAIN, EAST and WEST lent one barcode, some of them too close in time: a wrong scan, or two books.
    A MAIN lent the item at 2026-03-02T10:00:00Z (loan main.6).
    B EAST lent the item at 2026-03-02T10:05:00Z (loan east.2).
    C WEST lent the item at 2026-03-02T15:00:00Z (loan west.2).
