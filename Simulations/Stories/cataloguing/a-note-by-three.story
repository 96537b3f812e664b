# Three people write into the note of one copy: main that it is signed, east that it lacks a map,
# west that its spine is loose. One note is shown, and none is thrown away: all three stand in the
# queue of the owner, who writes one note that says it all, having read the three.
branches main east west
item 50009 "The Worst Journey in the World" at west
cut main east at 08:30
cut main west
cut east west
describe main 50009 note "Signed by the author" at 09:00
describe east 50009 note "Lacks the map" at 09:30
describe west 50009 note "Spine loose" at 09:15
heal at 10:00
sync east main
sync west main
sync east main
why main 50009
review main
expect conflict edited-twice 50009 review west
resolve west 50009 keep C at 11:00
describe west 50009 note "Signed; map missing; spine loose"
sync west main
sync east main
why main 50009
review main
expect no-conflict 50009
expect converged
----
08:30  cut main east
08:31  cut main west
08:32  cut east west
09:00  describe main 50009 note "Signed by the author": saved
09:15  describe west 50009 note "Spine loose": saved
09:30  describe east 50009 note "Lacks the map": saved
10:00  heal
10:01:00.227  sync east main: sent 1, received 1, digests equal
10:02:00.177  sync west main: sent 1, received 2, digests equal
10:03:00.230  sync east main: sent 0, received 1, digests equal
10:04  why main 50009
  The item's note public was edited in 3 ways at once (case 47, commits main/2 and west/4 and east/2); WEST reviews.
  It is at WEST, available.
10:05  review main
  B case 47 WEST: The item's note public was edited in 3 ways at once
    A Signed by the author
    B Spine loose
    C Lacks the map (shown)
10:06  expect conflict edited-twice 50009 review west: yes
11:00  resolve west 50009 keep C: case 47 decided
11:01  describe west 50009 note "Signed; map missing; spine loose": saved
11:02:00.157  sync west main: sent 2, received 0, digests equal
11:03:00.179  sync east main: sent 0, received 2, digests equal
11:04  why main 50009
  It is at WEST, available.
11:05  review main
  nothing to decide
11:06  expect no-conflict 50009: yes
11:07  expect converged: yes
