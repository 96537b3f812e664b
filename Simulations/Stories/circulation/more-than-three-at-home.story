# Nobody has more than three loans at home. p12 borrows two at main and, on the same day, two on the van,
# which has not heard of them. All four stand, since who left with a book keeps it, and nobody need look
# (case 22). From then on every desk that knows says stop, also when one of them is back; with two at
# home p12 may borrow again.
branches main
cart van
item 40101 "Jane and Prudence" at main
item 40102 "A Glass of Blessings" at main
item 40103 "Crampton Hodnet" at main
item 40104 "An Unsuitable Attachment" at main
item 40105 "Quartet in Autumn" at main
patron p12 at main
policy main 21 20 1000 loans 3 at 08:10
sync van main at 08:20
checkout main 40101 p12 at 09:00
checkout main 40102 p12 at 09:01
checkout van 40103 p12 at 10:00
checkout van 40104 p12 at 10:01
sync van main at 17:00
expect loan 40101 p12 open
expect loan 40102 p12 open
expect loan 40103 p12 open
expect loan 40104 p12 open
review main
checkout main 40105 p12 at 17:10
checkin main 40101 at 17:20
checkout main 40105 p12 at 17:21
checkin main 40103 at 17:30
checkout main 40105 p12 at 17:31
sync van main at 18:00
expect loan 40105 p12 open
expect no-conflict 40104
expect converged
----
08:10  policy main 21 20 1000 loans 3: loaded
08:20:00.227  sync van main: sent 0, received 1, digests equal
09:00  checkout main 40101 p12: good: Jane and Prudence, due 2026-03-23.
09:01  checkout main 40102 p12: good: A Glass of Blessings, due 2026-03-23.
10:00  checkout van 40103 p12: good: Crampton Hodnet, due 2026-03-23.
10:01  checkout van 40104 p12: good: An Unsuitable Attachment, due 2026-03-23.
17:00:00.173  sync van main: sent 2, received 2, digests equal
17:01  expect loan 40101 p12 open: yes
17:02  expect loan 40102 p12 open: yes
17:03  expect loan 40103 p12 open: yes
17:04  expect loan 40104 p12 open: yes
17:05  review main
  nothing to decide
17:10  checkout main 40105 p12: refused: The patron has 3 loans already, which is the limit; take something back, or lend with --override REASON.
17:20  checkin main 40101: good: Jane and Prudence: returned.
17:21  checkout main 40105 p12: refused: The patron has 3 loans already, which is the limit; take something back, or lend with --override REASON.
17:30  checkin main 40103: good: Crampton Hodnet: returned.
17:31  checkout main 40105 p12: good: Quartet in Autumn, due 2026-03-23.
18:00:00.181  sync van main: sent 0, received 3, digests equal
18:01  expect loan 40105 p12 open: yes
18:02  expect no-conflict 40104: yes
18:03  expect converged: yes
