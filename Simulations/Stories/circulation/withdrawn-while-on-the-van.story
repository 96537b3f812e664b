# Nobody at main has seen this guide for two years, so cataloguing withdraws it. It was not gone:
# the van has lent it to p71 an hour before. p71 keeps the book until the loan is over; the
# withdrawal waits. When it comes back, the desk is told not to shelve it, and main decides that it
# goes on circulating (case 12).
branches main
cart van
item 40025 "Birds of Britain and Europe" at main
patron p71 p72 at main
cut van main at 08:30
checkout van 40025 p71 at 10:00
mark main 40025 withdrawn at 11:00
heal at 17:00
sync van main
why van 40025
review main
expect conflict withdrawn-in-use 40025 review main
expect loan 40025 p71 open
checkin van 40025 at day 8 10:00
why van 40025
checkout van 40025 p72 at day 8 10:05
sync van main at day 8 17:00
resolve main 40025 keep B
sync van main
checkout van 40025 p72 at day 9 10:00
sync van main
why van 40025
review van
expect conflict withdrawn-in-use 40025 resolved
expect loan 40025 p72 open
expect converged
----
08:30  cut van main
10:00  checkout van 40025 p71: good: Birds of Britain and Europe, due 2026-03-23.
11:00  mark main 40025 withdrawn: good: Birds of Britain and Europe: marked withdrawn.
17:00  heal
17:01:00.157  sync van main: sent 1, received 1, digests equal
17:02  why van 40025
  The mark "withdrawn" at MAIN at 2026-03-02T11:00:00Z (main.6) had not seen the checkout at VAN at 2026-03-02T10:00:00Z (van.2): the loan stands, the withdrawal waits for the return (case 12); MAIN reviews.
  It is with the borrower of loan van.2, on loan, withdraw on return.
17:03  review main
  B case 12 MAIN: MAIN marked the item withdrawn; VAN had it in hand.
    A The mark "withdrawn" at MAIN at 2026-03-02T11:00:00Z (main.6): it is withdrawn.
    B The checkout at VAN at 2026-03-02T10:00:00Z (van.2): it stays.
17:04  expect conflict withdrawn-in-use 40025 review main: yes
17:05  expect loan 40025 p71 open: yes
day 8 10:00  checkin van 40025: stop: Birds of Britain and Europe: returned. It is withdrawn; it goes to cataloguing.
day 8 10:01  why van 40025
  The mark "withdrawn" at MAIN at 2026-03-02T11:00:00Z (main.6) had not seen the checkout at VAN at 2026-03-02T10:00:00Z (van.2): the item goes to cataloguing (case 12); MAIN reviews.
  It is at VAN, withdrawn pending.
day 8 10:05  checkout van 40025 p72: refused: Birds of Britain and Europe is withdrawn; put it aside for cataloguing, or lend it with --override REASON.
day 8 17:00:00.131  sync van main: sent 1, received 0, digests equal
day 8 17:01  resolve main 40025 keep B: case 12 decided
day 8 17:02:00.179  sync van main: sent 0, received 1, digests equal
day 9 10:00  checkout van 40025 p72: good: Birds of Britain and Europe, due 2026-03-31.
day 9 10:01:00.108  sync van main: sent 1, received 0, digests equal
day 9 10:02  why van 40025
  The mark "withdrawn" at MAIN at 2026-03-02T11:00:00Z (main.6) is void, as the review decision at MAIN at 2026-03-09T17:01:00Z (main.7) says.
  It is with the borrower of loan van.4, on loan.
day 9 10:03  review van
  B case 12 MAIN: MAIN marked the item withdrawn; VAN had it in hand. (decided at MAIN at 2026-03-09T17:01:00Z (main.7): looked at it)
    A The mark "withdrawn" at MAIN at 2026-03-02T11:00:00Z (main.6): it is withdrawn.
    B The checkout at VAN at 2026-03-02T10:00:00Z (van.2): it stays.
day 9 10:04  expect conflict withdrawn-in-use 40025 resolved: yes
day 9 10:05  expect loan 40025 p72 open: yes
day 9 10:06  expect converged: yes
