# A laptop from the attic believes that it is 2010, and knows from this morning's sync that it is sixteen
# years behind. It lends a book at two, and the due date counts from the day that it is (cases 41 and 43).
# It used to be in March 2010, and the reader sixteen years overdue on the day after.
branches main
cart laptop
item 80003 "Rip Van Winkle" at main
patron p12 at main
clock laptop -16y at 08:10
sync laptop main at 09:00
checkout laptop 80003 p12 at 14:00
sync laptop main at 17:00
checkin main 80003 at day 2 09:00
----
08:10  clock laptop -16y
09:00:00.066  sync laptop main: sent 0, received 0, digests equal, the clock here is behind by 16y
14:00  checkout laptop 80003 p12: good: Rip Van Winkle, due 2026-03-23.
17:00:00.119  sync laptop main: sent 1, received 0, digests equal, the clock here is behind by 16y
day 2 09:00  checkin main 80003: good: Rip Van Winkle: returned.
