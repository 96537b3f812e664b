# A reader brought a book back with wine on it and has not paid. Anonymising leaves that loan alone, since
# somebody must know who owes; when she pays at the van the loan forgets her by itself, everywhere, and the
# money stays in the books (case 49, L7).
branches main
cart van
item 90021 "Some Tame Gazelle" at main
patron p12 at main
checkout main 90021 p12 at 09:00
charge main p12 damage 400 90021 at 09:30
checkin main 90021 at 10:00
sync van main at 10:30
anonymise main 1 at day 20 09:00
expect loan 90021 p12 closed
expect owed p12 400
sync van main at day 20 09:30
pay van p12 400 at day 21 09:00
sync van main at day 21 17:00
expect anonymous 90021
expect owed p12 0
expect credit p12 0
expect converged
----
09:00  checkout main 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
09:30  charge main p12 damage 400 90021: good: Some Tame Gazelle: charged USD 4.00, damage.
10:00  checkin main 90021: good: Some Tame Gazelle: returned.
10:30:00.160  sync van main: sent 0, received 3, digests equal
day 20 09:00  anonymise main 1: loans that ended by 2026-03-20 name nobody
day 20 09:01  expect loan 90021 p12 closed: yes
day 20 09:02  expect owed p12 400: yes
day 20 09:30:00.230  sync van main: sent 0, received 1, digests equal
day 21 09:00  pay van p12 400: good: Paid USD 4.00 by cash. Nothing is owed any longer. Receipt 2c011b7ab15b7fd8.2.
day 21 17:00:00.094  sync van main: sent 1, received 0, digests equal
day 21 17:01  expect anonymous 90021: yes
day 21 17:02  expect owed p12 0: yes
day 21 17:03  expect credit p12 0: yes
day 21 17:04  expect converged: yes
