# Two readers ask for one book at two desks that do not hear of each other, two minutes apart. Clocks do
# not tell who was first: the queue goes by them, and somebody at the later one's branch is asked, who
# decides for that one: the book that comes back at main goes to the van.
branches main
cart van
item 90041 "Excellent Women" at main
patron p12 p34 p56 p78 at main
checkout main 90041 p56 at 08:30
cut van main at 09:00
hold main p12 90041 at main at 10:00
hold van p34 90041 at van at 10:02
hold van p78 90041 at van at 10:30
heal at 17:00
sync van main at 17:05
review main
review van
expect conflict placed-at-once 90041 review VAN
resolve van 90041 keep B at 17:10
sync van main at 17:15
checkin main 90041 at 17:20
sync van main at 17:30
review van
expect no-conflict 90041
expect converged
----
08:30  checkout main 90041 p56: good: Excellent Women, due 2026-03-23.
09:00  cut van main
10:00  hold main p12 90041 at main: good: Excellent Women: wished for, to be fetched at MAIN, place 1 in the queue.
10:02  hold van p34 90041 at van: good: Excellent Women: wished for, to be fetched at VAN, place 1 in the queue.
10:30  hold van p78 90041 at van: good: Excellent Women: wished for, to be fetched at VAN, place 2 in the queue.
17:00  heal
17:05:00.177  sync van main: sent 2, received 2, digests equal
17:06  review main
  B case 18 VAN: Two readers asked at once, and the clocks of both desks cannot tell who was first.
    A The hold placed at MAIN at 2026-03-02T10:00:00Z (main.7).
    B The hold placed at VAN at 2026-03-02T10:02:00Z (van.2).
17:07  review van
  B case 18 VAN: Two readers asked at once, and the clocks of both desks cannot tell who was first.
    A The hold placed at MAIN at 2026-03-02T10:00:00Z (main.7).
    B The hold placed at VAN at 2026-03-02T10:02:00Z (van.2).
17:08  expect conflict placed-at-once 90041 review VAN: yes
17:10  resolve van 90041 keep B: case 18 decided
17:15:00.114  sync van main: sent 1, received 0, digests equal
17:20  checkin main 90041: stop: Excellent Women: returned. It is for a hold; send it to VAN.
17:30:00.201  sync van main: sent 0, received 1, digests equal
17:31  review van
  nothing to decide
17:32  expect no-conflict 90041: yes
17:33  expect converged: yes
