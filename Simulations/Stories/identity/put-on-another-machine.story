# After a theft the van's backup is put on a new laptop. It knows at once that it stands in another
# place, begins as a new writer, and writes the loan again that nobody else had.
branches main
cart van
item b1 "Jack" at main
patron p1 at main
checkout van b1 p1 at 10:00
backup van as evening at 18:00
restore van evening elsewhere at day 2 09:00
sync van main at day 2 10:00
status van
expect loan b1 p1 open
expect says van "another place"
expect converged
----
10:00  checkout van b1 p1: good: Jack, due 2026-03-23.
18:00  backup van as evening
day 2 09:00  restore van evening elsewhere
day 2 10:00:00.119  sync van main: sent 2, received 0, digests equal
day 2 10:01  status van
  On 2026-03-03 09:00 UTC this replica found itself in another place than it was left in, moved or copied there. It goes on as writer van and wrote 1 unsent commit again.
day 2 10:02  expect loan b1 p1 open: yes
day 2 10:03  expect says van "another place": yes
day 2 10:04  expect converged: yes
