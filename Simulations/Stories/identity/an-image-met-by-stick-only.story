# The van's laptop runs from an image, and somebody starts the image a second time: nothing tells the
# copy that it is one. Neither ever has a line; each brings its day to main on a stick of its own. Main
# keeps both histories, and by its sticks each of the two learns that it is not alone.
branches main
cart van
item b1 "Villette" at main
item b2 "Shirley" at main
item b3 "Emma" at main
item b4 "The Professor" at main
patron p1 p2 p3 p4 at main
clone van as copy unnoticed at 08:30
checkout van b1 p1 at 10:00
checkout copy b2 p2 at 10:01
carry van red at 12:00
carry copy blue at 12:01
carry main red at 18:00
carry main blue at 18:10
expect says main "two histories of van/circulation"
checkout van b3 p3 at day 2 10:00
checkout copy b4 p4 at day 2 10:01
carry main red at day 2 17:00
carry van red at day 2 18:00
carry copy blue at day 2 18:10
carry main red at day 3 09:00
carry main blue at day 3 09:10
carry van red at day 3 10:00
carry copy red at day 3 10:10
carry main red at day 3 10:20
carry van red at day 3 10:30
status van
status copy
expect loan b1 p1 open
expect loan b2 p2 open
expect loan b3 p3 open
expect loan b4 p4 open
expect converged
----
08:30  clone van as copy unnoticed
10:00  checkout van b1 p1: good: Villette, due 2026-03-23.
10:01  checkout copy b2 p2: good: Shirley, due 2026-03-23.
12:00  carry van red: sent 17, received 0
12:01  carry copy blue: sent 17, received 0
18:00  carry main red: sent 0, received 1
18:10  carry main blue: sent 2, received 1
18:11  expect says main "two histories of van/circulation": yes
day 2 10:00  checkout van b3 p3: good: Emma, due 2026-03-24.
day 2 10:01  checkout copy b4 p4: good: The Professor, due 2026-03-24.
day 2 17:00  carry main red: sent 2, received 0
day 2 18:00  carry van red: sent 2, received 0
day 2 18:10  carry copy blue: sent 2, received 0
day 3 09:00  carry main red: sent 0, received 2
day 3 09:10  carry main blue: sent 2, received 2
day 3 10:00  carry van red: sent 0, received 0
day 3 10:10  carry copy red: sent 2, received 2
day 3 10:20  carry main red: sent 0, received 0
day 3 10:30  carry van red: sent 0, received 2
day 3 10:31  status van
  On 2026-03-03 18:00 UTC this replica found itself to have two lives at once, as a copy of a whole machine has: a peer holds other commits under its numbers. It goes on as writer van, wrote 1 unsent commit again and took the lost ones back.
  two histories of van/circulation part at commit 1 (118445ac537e495d, 778d1617cb5b53d3): its machine was put back or copied whole, and both lives sent commits before anybody could know; all of both is kept, and each goes on as a new writer when it meets the other history
day 3 10:32  status copy
  On 2026-03-03 18:10 UTC this replica found itself to have two lives at once, as a copy of a whole machine has: a peer holds other commits under its numbers. It goes on as writer copy, wrote 1 unsent commit again and took the lost ones back.
  two histories of van/circulation part at commit 1 (118445ac537e495d, 778d1617cb5b53d3): its machine was put back or copied whole, and both lives sent commits before anybody could know; all of both is kept, and each goes on as a new writer when it meets the other history
day 3 10:33  expect loan b1 p1 open: yes
day 3 10:34  expect loan b2 p2 open: yes
day 3 10:35  expect loan b3 p3 open: yes
day 3 10:36  expect loan b4 p4 open: yes
day 3 10:37  expect converged: yes
