# The crate for east is unpacked at west. West's screen knows that the book was to go to east, and
# says so; until somebody sends it on it stands in west's queue for today. West sends it on, which
# settles the matter without anybody deciding, and east receives it.
branches main east west
item 80003 "A Passage to India" at main
send main 80003 to east at 09:00
sync west main at 09:30
sync east main at 09:31
receive west 80003 at 11:00
why west 80003
review west
sync west main at 11:05
sync east main at 11:06
expect conflict received-elsewhere 80003 review west
expect place 80003 west
send west 80003 to east at 11:10
sync west main at 11:15
sync east main at 11:16
sync west main at 11:17
expect conflict received-elsewhere 80003 resolved
receive east 80003 at 15:00
sync east main at 15:05
sync west main at 15:06
why main 80003
review west
expect place 80003 east
expect converged
----
09:00  send main 80003 to east: good: A Passage to India: to EAST.
09:30:00.191  sync west main: sent 0, received 1, digests equal
09:31:00.165  sync east main: sent 0, received 1, digests equal
11:00  receive west 80003: stop: A Passage to India: received from MAIN. It was on its way from MAIN to EAST; send it on to EAST.
11:01  why west 80003
  WEST had the item in hand, which was on its way from MAIN to EAST (case 15); WEST reviews.
  It is at WEST, available.
11:02  review west
  A case 15 WEST: WEST had the item in hand, which was on its way from MAIN to EAST.
    A The dispatch at MAIN at 2026-03-02T09:00:00Z (main.6), to EAST.
    B The receipt at WEST at 2026-03-02T11:00:00Z (west.2).
11:05:00.133  sync west main: sent 1, received 0, digests equal
11:06:00.227  sync east main: sent 0, received 1, digests equal
11:07  expect conflict received-elsewhere 80003 review west: yes
11:08  expect place 80003 west: yes
11:10  send west 80003 to east: good: A Passage to India: to EAST.
11:15:00.094  sync west main: sent 1, received 0, digests equal
11:16:00.173  sync east main: sent 0, received 1, digests equal
11:17:00.035  sync west main: sent 0, received 0, digests equal
11:18  expect conflict received-elsewhere 80003 resolved: yes
15:00  receive east 80003: warning: A Passage to India: received from WEST. It goes home to MAIN.
15:05:00.140  sync east main: sent 1, received 0, digests equal
15:06:00.216  sync west main: sent 0, received 1, digests equal
15:07  why main 80003
  WEST had the item in hand, which was on its way from MAIN to EAST (case 15); WEST had it in hand at 2026-03-02T11:10:00Z (west.3). Nobody need look.
  It is at EAST, available.
15:08  review west
  A case 15 WEST: WEST had the item in hand, which was on its way from MAIN to EAST. (WEST had it in hand at 2026-03-02T11:10:00Z (west.3))
    A The dispatch at MAIN at 2026-03-02T09:00:00Z (main.6), to EAST.
    B The receipt at WEST at 2026-03-02T11:00:00Z (west.2).
15:09  expect place 80003 east: yes
15:10  expect converged: yes
