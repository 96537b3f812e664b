# The same reader asks for the same title at main and, since nothing happens, on the van. The earlier
# wish counts; nobody fetches twice, and staff ask where (case 19).
branches main
cart van
item 90031 "Jane and Prudence" at main
patron p12 p34 at main
checkout main 90031 p34 at 08:30
cut van main at 09:00
hold main p12 90031 at main at 10:00
hold van p12 90031 at van at 11:00
heal at 17:00
sync van main at 17:05
review main
expect hold p12 90031 merged
checkin main 90031 at 17:30
sync van main at 17:40
expect no-conflict 90031
expect converged
----
08:30  checkout main 90031 p34: good: Jane and Prudence, due 2026-03-23.
09:00  cut van main
10:00  hold main p12 90031 at main: good: Jane and Prudence: wished for, to be fetched at MAIN, place 1 in the queue.
11:00  hold van p12 90031 at van: good: Jane and Prudence: wished for, to be fetched at VAN, place 1 in the queue.
17:00  heal
17:05:00.227  sync van main: sent 1, received 2, digests equal
17:06  review main
  nothing to decide
17:07  expect hold p12 90031 merged: yes
17:30  checkin main 90031: stop: Jane and Prudence: returned. It goes to the hold shelf for card …p12.
17:40:00.144  sync van main: sent 0, received 1, digests equal
17:41  expect no-conflict 90031: yes
17:42  expect converged: yes
