# Found by the simulator, in a month of a library. West knows that p51 has a book. Far from any line, the
# school takes it back and lends it to p52, who hands it in at west. West's check-in names the only loan
# that it knows, which is over, so p52's is none of its business (G2). But the same desk then packs the
# book for p53, who waits for it at main: it was in hand, and not with p52 (G3). It used to stay on
# loan to p52 until somebody with the news unpacked it, and p53's hold got nothing. Now the find ends the
# loan, and west is asked (case 46).
branches main west
cart school
item 40193 "The Wind in the Willows" at school
patron p51 p52 at school
patron p53 at main
checkout school 40193 p51 at 13:30
sync school main at 17:00
sync west main
checkin school 40193 at day 15 10:15
checkout school 40193 p52 at day 15 10:35
hold west p53 40193 at main at day 20 12:40
checkin west 40193 at day 20 15:45
sync west main at day 20 20:00
sync school main
sync west main
why main 40193
review main
expect loan 40193 p51 closed
expect loan 40193 p52 closed
expect transit 40193 main
expect hold p53 40193 captured
receive main 40193 at day 21 09:00
sync west main
sync school main
expect hold p53 40193 ready
expect conflict found-on-shelf 40193 review west
resolve west 40193 keep B at day 21 10:00
sync west main
sync school main
expect no-conflict 40193
expect converged
----
13:30  checkout school 40193 p51: good: The Wind in the Willows, due 2026-03-23.
17:00:00.173  sync school main: sent 1, received 0, digests equal
17:01:00.160  sync west main: sent 0, received 1, digests equal
day 15 10:15  checkin school 40193: good: The Wind in the Willows: returned.
day 15 10:35  checkout school 40193 p52: good: The Wind in the Willows, due 2026-04-06.
day 20 12:40  hold west p53 40193 at main: good: The Wind in the Willows: wished for, to be fetched at MAIN, place 1 in the queue.
day 20 15:45  checkin west 40193: stop: The Wind in the Willows: returned. It is for a hold; send it to MAIN.
day 20 20:00:00.125  sync west main: sent 2, received 0, digests equal
day 20 20:01:00.144  sync school main: sent 2, received 2, digests equal
day 20 20:02:00.173  sync west main: sent 0, received 2, digests equal
day 20 20:03  why main 40193
  Loan school.5 was checked in twice, at SCHOOL (school.6) and at WEST (west.3); the earlier closes it at 2026-03-16T10:15:00Z, the other is a sighting (case 7). Nobody need look.
  Loan school.7 closed as found on the shelf at 2026-03-21T15:45:00Z: the capture for a hold at WEST at 2026-03-21T15:45:00Z (west.4) though it was on loan from SCHOOL; fines stop then or at the due date (case 46).
  Whether the capture for a hold at WEST at 2026-03-21T15:45:00Z (west.4) ended loan school.7 (case 46): WEST reviews.
  It is on its way from WEST to MAIN, in transit.
day 20 20:04  review main
  B case 46 WEST: WEST met the item in the library though it was on loan from SCHOOL.
    A It is on loan since the checkout at SCHOOL at 2026-03-16T10:35:00Z (school.7).
    B It was here: the capture for a hold at WEST at 2026-03-21T15:45:00Z (west.4).
day 20 20:05  expect loan 40193 p51 closed: yes
day 20 20:06  expect loan 40193 p52 closed: yes
day 20 20:07  expect transit 40193 main: yes
day 20 20:08  expect hold p53 40193 captured: yes
day 21 09:00  receive main 40193: stop: The Wind in the Willows: received from WEST. It goes to the hold shelf for card …p53.
day 21 09:01:00.111  sync west main: sent 0, received 1, digests equal
day 21 09:02:00.193  sync school main: sent 0, received 1, digests equal
day 21 09:03  expect hold p53 40193 ready: yes
day 21 09:04  expect conflict found-on-shelf 40193 review west: yes
day 21 10:00  resolve west 40193 keep B: case 46 decided
day 21 10:01:00.144  sync west main: sent 1, received 0, digests equal
day 21 10:02:00.138  sync school main: sent 0, received 1, digests equal
day 21 10:03  expect no-conflict 40193: yes
day 21 10:04  expect converged: yes
