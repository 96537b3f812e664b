# One reader waits for a title of which main and east have a copy each. Both copies come back while
# the line is down, and both desks put theirs aside. When they hear of each other the one that stands
# on the pickup shelf serves the reader, and whoever has the other decides: it serves the next who
# fetches there, and here nobody does.
branches main east
item 90011 "Quartet in Autumn" at main
item 90012 "Quartet in Autumn" at east of 90011
patron p12 p34 p56 at main
checkout main 90011 p34 at 09:00
checkout main 90012 p56 at 09:05
hold main p12 90011 at main at 09:10
sync east main at 09:30
cut main east at 10:00
checkin main 90011 at 11:00
checkin east 90012 at 11:30
heal at 17:00
sync east main at 17:05
review east
expect conflict captured-twice 90011 review main
expect hold p12 90011 ready
release main 90012 at day 2 09:00
sync main east at day 2 09:05
expect no-conflict 90011
expect hold p12 90011 ready
expect converged
----
09:00  checkout main 90011 p34: good: Quartet in Autumn, due 2026-03-23.
09:05  checkout main 90012 p56: good: Quartet in Autumn, due 2026-03-23.
09:10  hold main p12 90011 at main: good: Quartet in Autumn: wished for, to be fetched at MAIN, place 1 in the queue.
09:30:00.160  sync east main: sent 0, received 3, digests equal
10:00  cut main east
11:00  checkin main 90011: stop: Quartet in Autumn: returned. It goes to the hold shelf for card …p12.
11:30  checkin east 90012: stop: Quartet in Autumn: returned. It is for a hold; send it to MAIN.
17:00  heal
17:05:00.166  sync east main: sent 1, received 1, digests equal
17:06  review east
  A case 16 MAIN: 2 items are put aside for one hold.
    A The capture for a hold at MAIN at 2026-03-02T11:00:00Z (main.11), to be fetched at MAIN.
    B The capture for a hold at EAST at 2026-03-02T11:30:00Z (east.3), to be fetched at MAIN.
17:07  expect conflict captured-twice 90011 review main: yes
17:08  expect hold p12 90011 ready: yes
day 2 09:00  release main 90012: warning: Quartet in Autumn: kept for nobody any longer; check it in. It goes home to EAST.
day 2 09:05:00.157  sync main east: sent 1, received 0, digests equal
day 2 09:06  expect no-conflict 90011: yes
day 2 09:07  expect hold p12 90011 ready: yes
day 2 09:08  expect converged: yes
