# The van met main in the morning. Then its battery dies, and it wakes up in March 2010, before anything
# that it knows (case 43). It takes books back, but tells no due date until somebody has looked at the
# calendar on the wall. What came back meanwhile costs nobody anything, though it seems to have come back
# sixteen years before it was lent. Main sees one entry about that clock, and not one for each book; it
# goes when the clock is set and they agree.
branches main
cart van
item 80001 "The Time Machine" at main
item 80002 "Rip Van Winkle" at main
item 80003 "A Connecticut Yankee" at main
patron p12 p34 at main
checkout main 80001 p12 at 08:05
checkout main 80002 p34 at 08:06
sync van main at 08:10
crash van at 09:00
clock van -16y at 09:30
start van at 10:00
checkin van 80001 at 10:05
checkin van 80002 at 10:10
checkout van 80003 p34 at 10:15
today van at 10:20
checkout van 80003 p34 at 10:25
review van at 10:30
sync van main at 17:00
review main at 17:05
expect loan 80001 p12 closed
expect loan 80003 p34 open
clock van +16y at 17:30
today van at 17:35
sync van main at 17:40
review main at 17:45
expect converged
----
