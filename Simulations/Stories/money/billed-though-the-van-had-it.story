# Main declares a long overdue book lost and bills its reader, who pays. The van had taken the book back
# the day before. The book is available, nothing is owed for its loss, and the money is the reader's
# (case 8).
branches main
cart van
item 90021 "Some Tame Gazelle" at main
patron p12 at main
checkout main 90021 p12 at 09:00
sync van main at 09:30
cut van main at 10:00
checkin van 90021 at day 3 11:00
bill main 90021 2500 at day 4 10:00
pay main p12 2500 at day 4 11:00
expect credit p12 0
heal at day 4 17:00
sync van main at day 4 17:05
review main
expect conflict billed-though-back 90021 review main
expect place 90021 van
expect owed p12 0
expect credit p12 2500
refund main p12 at day 4 17:30
resolve main 90021 keep B at day 4 17:35
sync van main at day 4 17:40
expect conflict billed-though-back 90021 resolved
expect credit p12 0
expect converged
----
09:00  checkout main 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
09:30:00.223  sync van main: sent 0, received 1, digests equal
10:00  cut van main
day 3 11:00  checkin van 90021: warning: Some Tame Gazelle: returned. It goes home to MAIN.
day 4 10:00  bill main 90021 2500: good: Some Tame Gazelle: marked lost. Charged: replacement USD 25.00.
day 4 11:00  pay main p12 2500: good: Paid USD 25.00 by cash. Nothing is owed any longer. Receipt 55df56da5670691c.9.
day 4 11:01  expect credit p12 0: yes
day 4 17:00  heal
day 4 17:05:00.166  sync van main: sent 1, received 2, digests equal
day 4 17:06  review main
  A case 8 MAIN: MAIN charged for a lost item that VAN had in hand.
    A The charge at MAIN at 2026-03-05T10:00:00Z (main.8): it is owed.
    B The check-in at VAN at 2026-03-04T11:00:00Z (van.2): nothing is owed for it.
day 4 17:07  expect conflict billed-though-back 90021 review main: yes
day 4 17:08  expect place 90021 van: yes
day 4 17:09  expect owed p12 0: yes
day 4 17:10  expect credit p12 2500: yes
day 4 17:30  refund main p12: good: Given back: USD 25.00 by cash.
day 4 17:35  resolve main 90021 keep B: case 8 decided
day 4 17:40:00.164  sync van main: sent 0, received 2, digests equal
day 4 17:41  expect conflict billed-though-back 90021 resolved: yes
day 4 17:42  expect credit p12 0: yes
day 4 17:43  expect converged: yes
