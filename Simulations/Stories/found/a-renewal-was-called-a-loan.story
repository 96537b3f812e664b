# p23 renews at main with the book in hand, while west, which believed it back, has lent it to p34 that
# morning. The sentences used to say that main lent the book at six; it renewed a loan then.
branches main east west
item 40074 "Hopscotch" at main
patron p23 p34 at main
checkout main 40074 p23 at 09:00
sync east main
cut main east
checkin east 40074 at day 5 10:00
sync west east
checkout west 40074 p34 at day 5 11:00
renew main 40074 at day 5 18:00
heal at day 6 08:00
sync east main
sync west main
why main 40074
review main
----
09:00  checkout main 40074 p23: good: Hopscotch, due 2026-03-23.
09:01:00.165  sync east main: sent 0, received 1, digests equal
09:02  cut main east
day 5 10:00  checkin east 40074: warning: Hopscotch: returned. It goes home to MAIN.
day 5 10:01:00.160  sync west east: sent 0, received 2, digests equal
day 5 11:00  checkout west 40074 p34: good: Hopscotch, due 2026-03-27.
day 5 18:00  renew main 40074: good: Hopscotch: renewed until 2026-04-13.
day 6 08:00  heal
day 6 08:01:00.230  sync east main: sent 1, received 1, digests equal
day 6 08:02:00.166  sync west main: sent 1, received 1, digests equal
day 6 08:03  why main 40074
  Loan west.2 closed as implied return at 2026-03-06T18:00:00Z: MAIN renewed a loan with the item in hand at that time (case 1, facts west.2 and main.7).
  Loans west.2 and main.6 exclude each other (case 1): WEST reviews.
  It is with the borrower of loan main.6, on loan.
day 6 08:04  review main
  B case 1 WEST: WEST and MAIN lent the item without knowing of each other.
    A WEST lent the item at 2026-03-06T11:00:00Z (loan west.2).
    B MAIN renewed a loan with the item in hand at 2026-03-06T18:00:00Z (loan main.6).
