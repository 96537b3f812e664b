# The van's clock is right, only nobody keeps it. It greets main over a line that is slow and busy: the
# answer takes minutes, most of them on one half of the way. Taken in the middle, main's time was two
# minutes off, and the van stamped its loan with it (C8). Such an answer says nothing of a clock that may
# be right by it.
seed 406
branches main east west id 1
cart van id 2
item b6 "Book 6" at west id 8
patron p2 at east id 10
line west main latency 17762ms at 08:00 id 36
cut van east one-way at 08:00 id 32
sync van main at 08:01:04 id 26
sync west main at 08:01:04 id 48
sync main west at 08:01:08 id 62
checkin west b2 at 08:01:10 id 38
sync west main at 08:01:11 id 46
checkout van b6 p2 at 08:01:18 id 31
line van east latency 13478ms at 08:01:18 id 52
sync east van at 08:01:18 id 61
sync van east at 08:01:19 id 53
checkin main b3 at 08:01:21 id 39
----
08:00  line west main latency 17762ms
08:00  cut van east one-way
08:01:10  checkin west b2: stop: Barcode b2: checked in, no loan was open here. This replica does not know the item; put it aside for cataloguing.
08:01:18  checkout van b6 p2: good: Book 6, due 2026-03-23.
08:01:18  line van east latency 13478ms
08:01:21  checkin main b3: stop: Barcode b3: checked in, no loan was open here. This replica does not know the item; put it aside for cataloguing.
08:01:49  sync van east: failed: the line is down
08:02:19  sync east van: failed: the line is down
08:03:13.820  sync west main: sent 1, received 1, digests equal
08:04:16.568  sync main west: sent 0, received 0, digests equal
08:05:06.847  sync west main: sent 0, received 0, digests equal
08:05:07.022  sync van main: sent 1, received 2, digests equal
