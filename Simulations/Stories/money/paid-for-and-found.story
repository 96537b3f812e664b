# A reader pays for a book that he lost; weeks later the cleaner finds it behind a radiator at east.
# Whether he gets his money back is for the policy and a person: it is proposed, not done (case 9).
branches main east
item 90021 "Some Tame Gazelle" at main
patron p12 at main
checkout main 90021 p12 at 09:00
bill main 90021 2500 at day 2 10:00
pay main p12 2500 at day 2 11:00
sync main east at day 2 12:00
expect loan 90021 p12 closed
mark east 90021 found at day 5 10:00
sync main east at day 5 11:00
review main
expect conflict paid-and-found 90021 review main
expect credit p12 0
expect place 90021 east
resolve main 90021 keep B at day 5 12:00
sync main east at day 5 12:05
expect conflict paid-and-found 90021 resolved
expect credit p12 2500
refund main p12 at day 5 12:10
sync main east at day 5 12:15
expect credit p12 0
----
09:00  checkout main 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
day 2 10:00  bill main 90021 2500: good: Some Tame Gazelle: marked lost. Charged: replacement USD 25.00.
day 2 11:00  pay main p12 2500: good: Paid USD 25.00 by cash. Nothing is owed any longer. Receipt 55df56da5670691c.9.
day 2 12:00:00.173  sync main east: sent 3, received 0, digests equal
day 2 12:01  expect loan 90021 p12 closed: yes
day 5 10:00  mark east 90021 found: good: Some Tame Gazelle: marked found.
day 5 11:00:00.227  sync main east: sent 0, received 1, digests equal
day 5 11:01  review main
  B case 9 MAIN: MAIN was paid for a lost item, and EAST found it.
    A The charge at MAIN at 2026-03-03T10:00:00Z (main.8): it is owed.
    B The mark "found" at EAST at 2026-03-06T10:00:00Z (east.2): nothing is owed for it.
day 5 11:02  expect conflict paid-and-found 90021 review main: yes
day 5 11:03  expect credit p12 0: yes
day 5 11:04  expect place 90021 east: yes
day 5 12:00  resolve main 90021 keep B: case 9 decided
day 5 12:05:00.114  sync main east: sent 1, received 0, digests equal
day 5 12:06  expect conflict paid-and-found 90021 resolved: yes
day 5 12:07  expect credit p12 2500: yes
day 5 12:10  refund main p12: good: Given back: USD 25.00 by cash.
day 5 12:15:00.151  sync main east: sent 1, received 0, digests equal
day 5 12:16  expect credit p12 0: yes
