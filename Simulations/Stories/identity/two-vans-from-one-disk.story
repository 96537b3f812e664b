# Somebody copies the van's disk to make a second laptop the easy way. The copy notices and goes on as
# itself; both lend, and nothing of either is lost.
branches main
cart van
item b1 "Paradise" at main
item b2 "Love" at main
patron p1 p2 at main
sync van main at 09:00
clone van as copy at 10:00
checkout van b1 p1 at 11:00
checkout copy b2 p2 at 12:00
sync van main at 18:00
sync copy main at 18:10
sync van main at 18:20
status copy
expect loan b1 p1 open
expect loan b2 p2 open
expect converged
----
09:00:00.066  sync van main: sent 0, received 0, digests equal
10:00  clone van as copy
11:00  checkout van b1 p1: good: Paradise, due 2026-03-23.
12:00  checkout copy b2 p2: good: Love, due 2026-03-23.
18:00:00.178  sync van main: sent 1, received 0, digests equal
18:10:00.177  sync copy main: sent 2, received 1, digests equal
18:20:00.230  sync van main: sent 0, received 2, digests equal
18:21  status copy
  On 2026-03-02 10:00 UTC this replica found itself in another place than it was left in, moved or copied there. It goes on as writer copy.
18:22  expect loan b1 p1 open: yes
18:23  expect loan b2 p2 open: yes
18:24  expect converged: yes
