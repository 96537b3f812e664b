# A reader of east wishes for a book that somebody has at home. It comes back at main, and main's
# desk says on the spot where it goes. East takes it out of the crate and puts it on its hold shelf;
# nobody else gets it there, and the reader fetches it. The second in the queue waits on.
branches main east
item 90001 "Excellent Women" at main
patron p12 p34 p56 at main
checkout main 90001 p12 at 09:00
hold main p34 90001 at east at 09:10
hold main p56 90001 at main at 09:20
sync east main at 10:00
checkin main 90001 at 14:00
sync east main at 14:05
expect hold p34 90001 captured
expect transit 90001 east
receive east 90001 at 18:00
checkout east 90001 p56 at 18:10
checkout east 90001 p34 at 18:20
sync east main at 18:30
why main 90001
expect hold p34 90001 filled
expect hold p56 90001 waiting
expect no-conflict 90001
expect converged
----
09:00  checkout main 90001 p12: good: Excellent Women, due 2026-03-23.
09:10  hold main p34 90001 at east: good: Excellent Women: wished for, to be fetched at EAST, place 1 in the queue.
09:20  hold main p56 90001 at main: good: Excellent Women: wished for, to be fetched at MAIN, place 2 in the queue.
10:00:00.230  sync east main: sent 0, received 3, digests equal
14:00  checkin main 90001: stop: Excellent Women: returned. It is for a hold; send it to EAST.
14:05:00.157  sync east main: sent 0, received 1, digests equal
14:06  expect hold p34 90001 captured: yes
14:07  expect transit 90001 east: yes
18:00  receive east 90001: stop: Excellent Women: received from MAIN. It goes to the hold shelf for card …p34.
18:10  checkout east 90001 p56: refused: Excellent Women is kept for another reader; put it back, or lend it with --override REASON.
18:20  checkout east 90001 p34: good: Excellent Women, due 2026-03-23.
18:30:00.124  sync east main: sent 2, received 0, digests equal
18:31  why main 90001
  It is with the borrower of loan east.3, on loan.
18:32  expect hold p34 90001 filled: yes
18:33  expect hold p56 90001 waiting: yes
18:34  expect no-conflict 90001: yes
18:35  expect converged: yes
