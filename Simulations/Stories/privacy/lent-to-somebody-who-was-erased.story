# A reader asks to be forgotten, and is, at main. The van has not heard of it: it lends her a book, and
# places a hold. The loan stands, and for as long as the book is out one entry stands in her branch's queue,
# since somebody must get it back. When it is back nothing is left of her, and the entry is gone (case 50).
branches main east
cart van
item 90021 "Some Tame Gazelle" at main
item 90022 "Excellent Women" at main
patron p12 at east
checkout main 90021 p12 at 08:30
checkin main 90021 at 08:40
settle at 09:00
erase main p12 at 09:30
checkout van 90021 p12 at 10:00
hold van p12 90022 at main at 10:05
sync van main at 12:00
sync east main at 12:10
expect loan 90021 p12 open
expect conflict lent-to-erased 90021 review east
checkout main 90022 p12 at 12:30
review east
checkin van 90021 at day 2 09:00
sync van main at day 2 12:00
sync east main at day 2 12:10
expect no-conflict 90021
expect anonymous 90021
expect erased p12
why main 90021
register main p12 at day 2 13:00
checkout main 90022 p12 at day 2 13:10
sync van main at day 2 14:00
sync east main at day 2 14:10
expect loan 90022 p12 open
expect anonymous 90021
expect converged
----
08:30  checkout main 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
08:40  checkin main 90021: good: Some Tame Gazelle: returned.
09:00:00.380  settle: all agree
09:30  erase main p12: shown nowhere any longer
10:00  checkout van 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
10:05  hold van p12 90022 at main: good: Excellent Women: wished for, to be fetched at MAIN, place 1 in the queue.
12:00:00.230  sync van main: sent 2, received 1, digests equal
12:10:00.166  sync east main: sent 0, received 3, digests equal
12:11  expect loan 90021 p12 open: yes
12:12  expect conflict lent-to-erased 90021 review east: yes
12:30  checkout main 90022 p12: refused: That card is no longer valid; register its bearer, or ask for another.
12:31  review east
  A case 50 EAST: VAN lent to a reader who was erased elsewhere.
    A The erasure at MAIN at 2026-03-02T09:30:00Z (main.11).
    B The checkout at VAN at 2026-03-02T10:00:00Z (van.2).
day 2 09:00  checkin van 90021: warning: Some Tame Gazelle: returned. It goes home to MAIN.
day 2 12:00:00.140  sync van main: sent 1, received 0, digests equal
day 2 12:10:00.216  sync east main: sent 0, received 1, digests equal
day 2 12:11  expect no-conflict 90021: yes
day 2 12:12  expect anonymous 90021: yes
day 2 12:13  expect erased p12: yes
day 2 12:14  why main 90021
  Loan main.9 was by somebody no longer known (erased). Nobody need look.
  Loan van.2 was by somebody no longer known (erased). Nobody need look.
  It is at VAN, available.
day 2 13:00  register main p12: saved
day 2 13:10  checkout main 90022 p12: good: Excellent Women, due 2026-03-24.
day 2 14:00:00.168  sync van main: sent 0, received 2, digests equal
day 2 14:10:00.196  sync east main: sent 0, received 2, digests equal
day 2 14:11  expect loan 90022 p12 open: yes
day 2 14:12  expect anonymous 90021: yes
day 2 14:13  expect converged: yes
