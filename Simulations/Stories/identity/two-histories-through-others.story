# Two machines run from one image and never meet. West takes one history, east the other, and main
# passes on what these bring, so that north, which meets nobody but main, gets both histories from a
# third. A loan of one history is returned at north, and a loan that both lives had made before they
# parted stands once.
branches main east west north
cart van
item b1 "Dubliners" at main
item b2 "Ulysses" at main
item b3 "Exiles" at main
patron p1 p2 p3 at main
checkout van b3 p3 at 08:30
clone van as copy unnoticed at 09:00
checkout van b1 p1 at 10:00
checkout copy b2 p2 at 10:05
sync van east at 11:00
sync copy west at 11:10
sync east main at 12:00
sync north main at 12:10
sync west main at 13:00
sync north main at 13:10
expect says north "two histories of van/circulation"
checkin north b2 at 14:00
sync north main at 15:00
sync west main at 15:10
sync copy west at 16:00
sync van east at 16:10
sync west main at 17:00
sync east main at 17:10
sync west main at 17:20
sync north main at 17:30
sync van east at 17:40
sync east main at 17:45
sync north main at 17:46
sync west main at 17:47
sync copy west at 17:50
status copy
expect loan b1 p1 open
expect loan b2 p2 closed
expect loan b3 p3 open
expect no-conflict b2
expect no-conflict b3
expect converged
----
08:30  checkout van b3 p3: good: Exiles, due 2026-03-23.
09:00  clone van as copy unnoticed
10:00  checkout van b1 p1: good: Dubliners, due 2026-03-23.
10:05  checkout copy b2 p2: good: Ulysses, due 2026-03-23.
11:00:00.139  sync van east: sent 2, received 0, digests equal
11:10:00.166  sync copy west: sent 2, received 0, digests equal
12:00:00.125  sync east main: sent 2, received 0, digests equal
12:10:00.144  sync north main: sent 0, received 2, digests equal
13:00:00.173  sync west main: sent 4, received 2, digests equal
13:10:00.184  sync north main: sent 0, received 2, digests equal
13:11  expect says north "two histories of van/circulation": yes
14:00  checkin north b2: warning: Ulysses: returned. It goes home to MAIN.
15:00:00.140  sync north main: sent 1, received 0, digests equal
15:10:00.216  sync west main: sent 0, received 1, digests equal
16:00:00.164  sync copy west: sent 1, received 0, digests equal
16:10:00.048  sync van east: sent 0, received 0, digests equal
17:00:00.095  sync west main: sent 1, received 0, digests equal
17:10:00.193  sync east main: sent 0, received 4, digests equal
17:20:00.063  sync west main: sent 0, received 0, digests equal
17:30:00.181  sync north main: sent 0, received 1, digests equal
17:40:00.168  sync van east: sent 1, received 2, digests equal
17:45:00.144  sync east main: sent 1, received 0, digests equal
17:46:00.138  sync north main: sent 0, received 1, digests equal
17:47:00.172  sync west main: sent 0, received 1, digests equal
17:50:00.152  sync copy west: sent 0, received 1, digests equal
17:51  status copy
  On 2026-03-02 16:00 UTC this replica found itself to have two lives at once, as a copy of a whole machine has: a peer holds other commits under its numbers. It goes on as writer copy and took the lost ones back.
  two histories of van/circulation part at commit 1 (6d288748e8099f26, e2cde30e1b026041): its machine was put back or copied whole, and both lives sent commits before anybody could know; all of both is kept, and each goes on as a new writer when it meets the other history
17:52  expect loan b1 p1 open: yes
17:53  expect loan b2 p2 closed: yes
17:54  expect loan b3 p3 open: yes
17:55  expect no-conflict b2: yes
17:56  expect no-conflict b3: yes
17:57  expect converged: yes
