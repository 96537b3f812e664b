# The van's machine is put back to its image of the morning, whole, so nothing on it can tell. Both
# before and after it lends and sends under one number, to peers that have not met since: nobody could
# witness. When these two meet, the van's log has two histories. Both loans stand everywhere, an alarm
# says so, and the van goes on as a new writer as soon as it hears of it (case 44).
branches main east
cart van
item b1 "Persuasion" at main
item b2 "Emma" at main
item b3 "Sanditon" at main
patron p1 p2 p3 at main
backup van as morning
checkout van b1 p1 at 10:00
sync van east at 11:00
restore van morning at 12:00
checkout van b2 p2 at 13:00
sync van main at 14:00
sync east main at 15:00
expect says main "two histories of van/circulation"
checkin main b1 at 15:30
checkout van b3 p3 at 16:00
sync van main at 17:00
sync east main at 17:10
status van
expect says van "two histories of van/circulation"
expect says east "two histories of van/circulation"
expect loan b1 p1 closed
expect loan b2 p2 open
expect loan b3 p3 open
expect no-conflict b1
expect no-conflict b2
expect converged
----
08:01  backup van as morning
10:00  checkout van b1 p1: good: Persuasion, due 2026-03-23.
11:00:00.133  sync van east: sent 1, received 0, digests equal
12:00  restore van morning
13:00  checkout van b2 p2: good: Emma, due 2026-03-23.
14:00:00.166  sync van main: sent 1, received 0, digests equal
15:00:00.166  sync east main: sent 2, received 1, digests equal
15:01  expect says main "two histories of van/circulation": yes
15:30  checkin main b1: good: Persuasion: returned.
16:00  checkout van b3 p3: good: Sanditon, due 2026-03-23.
17:00:00.204  sync van main: sent 2, received 1, digests equal
17:10:00.201  sync east main: sent 0, received 3, digests equal
17:11  status van
  On 2026-03-02 17:00 UTC this replica found itself to have two lives at once, as a copy of a whole machine has: a peer holds other commits under its numbers. It goes on as writer van, wrote 1 unsent commit again and took the lost ones back.
  two histories of van/circulation part at commit 1 (188991e12e63f787, fad04783d2f28c90): its machine was put back or copied whole, and both lives sent commits before anybody could know; all of both is kept, and each goes on as a new writer when it meets the other history
17:12  expect says van "two histories of van/circulation": yes
17:13  expect says east "two histories of van/circulation": yes
17:14  expect loan b1 p1 closed: yes
17:15  expect loan b2 p2 open: yes
17:16  expect loan b3 p3 open: yes
17:17  expect no-conflict b1: yes
17:18  expect no-conflict b2: yes
17:19  expect converged: yes
