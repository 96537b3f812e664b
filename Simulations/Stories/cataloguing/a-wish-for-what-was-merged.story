# Main merges two records of one book while the van is out. On the van a reader, who has asked for the one
# record at main already, asks for the other one (case 29). The late wish follows the merge and is one with
# the earlier; nobody need look.
branches main
cart van
item 60011 "The Sea, The Sea" at main
item 60012 "The sea, the sea" at main
patron p12 p34 at main
checkout main 60011 p34 at 08:30
checkout main 60012 p34 at 08:31
hold main p12 60011 at main at 08:40
cut van main at 09:00
merge main bib 60012 into 60011 at 09:30
hold van p12 60012 at van at 10:00
heal at 17:00
sync van main at 17:05
expect title 60012 "The Sea, The Sea"
expect hold p12 60012 merged
checkin van 60012 at 17:30
sync van main at 17:40
review main
expect no-conflict 60012
expect converged
----
08:30  checkout main 60011 p34: good: The Sea, The Sea, due 2026-03-23.
08:31  checkout main 60012 p34: good: The sea, the sea, due 2026-03-23.
08:40  hold main p12 60011 at main: good: The Sea, The Sea: wished for, to be fetched at MAIN, place 1 in the queue.
09:00  cut van main
09:30  merge main bib 60012 into 60011: saved
10:00  hold van p12 60012 at van: good: The sea, the sea: wished for, to be fetched at VAN, place 1 in the queue.
17:00  heal
17:05:00.166  sync van main: sent 1, received 4, digests equal
17:06  expect title 60012 "The Sea, The Sea": yes
17:07  expect hold p12 60012 merged: yes
17:30  checkin van 60012: warning: The Sea, The Sea: returned. Somebody at MAIN waits for it; hand it in when the cart is back. It goes home to MAIN.
17:40:00.131  sync van main: sent 1, received 0, digests equal
17:41  review main
  nothing to decide
17:42  expect no-conflict 60012: yes
17:43  expect converged: yes
