# Main orders two copies of the wrong title, is over with its fund, and has that approved. Then it sees the
# mistake and takes the order back: nothing is awaited, and the fund has its money again. It was no mistake
# after all, so the undo is undone; the approval, which knew of no such change, does not cover that. Once a
# copy came the order is not taken back any longer, the rest of it is cancelled.
branches main east
item 70051 "The Sea, the Sea" at main
item 70052 "The Good Apprentice" at main
fund main BOOKS 5000 at 09:00
order main 70051 BOOKS 2 1000 at 09:05
order main 70052 BOOKS 2 2000 anyway at 09:10
approve main BOOKS at 09:15
sync east main at 09:30
expect fund BOOKS -1000
undo main 70052 order at 10:05
sync east main at 10:30
expect order 70052 undone
expect fund BOOKS 3000
# East knows of that, and asks before it takes in a parcel that came all the same.
deliver east 70052 70053 at 11:00
# Then it was no mistake after all.
undo main 70052 undo at 12:00
sync east main at 12:10
expect order 70052 open
expect conflict fund-overcommitted BOOKS
deliver east 70052 70053 at 12:20
sync east main at 12:30
undo main 70052 order at 13:00
approve main BOOKS at 13:10
# The approval was for another fund.
undo main BOOKS approval at 13:20
expect conflict fund-overcommitted BOOKS
unorder main 70052 at 13:30
sync east main at 14:00
expect order 70052 received
expect fund BOOKS 1000
expect no-conflict BOOKS
expect converged
----
09:00  fund main BOOKS 5000: good: Fund BOOKS of MAIN: USD 50.00.
09:05  order main 70051 BOOKS 2 1000: good: The Sea, the Sea: 2 copies ordered for MAIN, USD 20.00 from BOOKS. USD 30.00 are left.
09:10  order main 70052 BOOKS 2 2000 anyway: warning: The Good Apprentice: 2 copies ordered for MAIN, USD 40.00 from BOOKS. BOOKS is over by USD 10.00; MAIN is to approve that.
09:15  approve main BOOKS: good: Fund BOOKS: over by USD 10.00, approved.
09:30:00.160  sync east main: sent 0, received 4, digests equal
09:31  expect fund BOOKS -1000: yes
10:05  undo main 70052 order: good: The Good Apprentice: order undone, USD 40.00 are free again.
10:30:00.177  sync east main: sent 0, received 1, digests equal
10:31  expect order 70052 undone: yes
10:32  expect fund BOOKS 3000: yes
11:00  deliver east 70052 70053: refused: That order was taken back (undo at MAIN at 2026-03-02T10:05:00Z (main.13)); send the parcel back, or take it in with --reason.
12:00  undo main 70052 undo: good: The Good Apprentice: undo undone.
12:10:00.184  sync east main: sent 0, received 1, digests equal
12:11  expect order 70052 open: yes
12:12  expect conflict fund-overcommitted BOOKS: yes
12:20  deliver east 70052 70053: warning: The Good Apprentice: 1 copy received, 1 of 2. 1 item added for MAIN. Send it to MAIN.
12:30:00.151  sync east main: sent 2, received 0, digests equal
13:00  undo main 70052 order: refused: 1 copy of that order came; undo the receipts first, or cancel the rest.
13:10  approve main BOOKS: good: Fund BOOKS: over by USD 10.00, approved.
13:20  undo main BOOKS approval: warning: Fund BOOKS: approval undone. BOOKS is over by USD 10.00; MAIN is to look at it again.
13:21  expect conflict fund-overcommitted BOOKS: yes
13:30  unorder main 70052: good: The Good Apprentice: 1 copy cancelled, USD 20.00 are free again.
14:00:00.181  sync east main: sent 0, received 3, digests equal
14:01  expect order 70052 received: yes
14:02  expect fund BOOKS 1000: yes
14:03  expect no-conflict BOOKS: yes
14:04  expect converged: yes
