# A fund is over, and main approves that. An approval speaks of the orders that it had seen: one that east placed
# without having heard of it opens the entry again, until it is cancelled (case 53).
branches main east
item 70051 "The Nice and the Good" at main
item 70052 "Bruno's Dream" at east
item 70053 "An Accidental Man" at east
fund main BOOKS 3000 at 09:00
sync main east at 09:10
cut main east at 09:20
order main 70051 BOOKS 1 2000 at 10:00
order east 70052 BOOKS 1 2000 at 10:30
heal at 11:00
sync main east at 11:05
expect conflict fund-overcommitted BOOKS review MAIN
cut main east at 11:30
approve main BOOKS at 12:00
approve main BOOKS at 12:05
expect fund BOOKS -1000
order east 70053 BOOKS 1 500 anyway at 12:30
heal at 17:00
sync main east at 17:05
review main
expect conflict fund-overcommitted BOOKS review MAIN
expect fund BOOKS -1500
why main BOOKS
unorder east 70053 at 17:30
sync main east at 17:35
expect conflict fund-overcommitted BOOKS resolved
expect fund BOOKS -1000
unorder east 70052 at 17:40
sync main east at 17:45
review main
expect no-conflict BOOKS
expect fund BOOKS 1000
expect converged
----
09:00  fund main BOOKS 3000: good: Fund BOOKS of MAIN: USD 30.00.
09:10:00.161  sync main east: sent 1, received 0, digests equal
09:20  cut main east
10:00  order main 70051 BOOKS 1 2000: good: The Nice and the Good: 1 copy ordered for MAIN, USD 20.00 from BOOKS. USD 10.00 are left.
10:30  order east 70052 BOOKS 1 2000: good: Bruno's Dream: 1 copy ordered for EAST, USD 20.00 from BOOKS. USD 10.00 are left.
11:00  heal
11:05:00.177  sync main east: sent 1, received 1, digests equal
11:06  expect conflict fund-overcommitted BOOKS review MAIN: yes
11:30  cut main east
12:00  approve main BOOKS: good: Fund BOOKS: over by USD 10.00, approved.
12:05  approve main BOOKS: refused: Fund BOOKS is not over as far as this replica knows, or that is approved already.
12:06  expect fund BOOKS -1000: yes
12:30  order east 70053 BOOKS 1 500 anyway: warning: An Accidental Man: 1 copy ordered for EAST, USD 5.00 from BOOKS. BOOKS is over by USD 15.00; MAIN is to approve that.
17:00  heal
17:05:00.179  sync main east: sent 1, received 1, digests equal
17:06  review main
  A case 53 MAIN: Fund BOOKS is over by USD 15.00: USD 45.00 of USD 30.00 are spoken for.
    A The order of 1 copy at MAIN at 2026-03-02T10:00:00Z (main.7), USD 20.00.
    B The order of 1 copy at EAST at 2026-03-02T10:30:00Z (east.8), USD 20.00.
    C The order of 1 copy at EAST at 2026-03-02T12:30:00Z (east.9), USD 5.00, placed all the same: wanted all the same.
17:07  expect conflict fund-overcommitted BOOKS review MAIN: yes
17:08  expect fund BOOKS -1500: yes
17:09  why main BOOKS
  Fund BOOKS is over by USD 15.00: USD 45.00 of USD 30.00 are spoken for, by MAIN (main.7), EAST (east.8) and EAST (east.9). All orders stand (case 53); MAIN reviews, since the approval at MAIN at 2026-03-02T12:00:00Z (main.8) had not seen all of them.
17:30  unorder east 70053: good: An Accidental Man: 1 copy cancelled, USD 5.00 are free again.
17:35:00.191  sync main east: sent 0, received 1, digests equal
17:36  expect conflict fund-overcommitted BOOKS resolved: yes
17:37  expect fund BOOKS -1000: yes
17:40  unorder east 70052: good: Bruno's Dream: 1 copy cancelled, USD 20.00 are free again.
17:45:00.138  sync main east: sent 0, received 1, digests equal
17:46  review main
  nothing to decide
17:47  expect no-conflict BOOKS: yes
17:48  expect fund BOOKS 1000: yes
17:49  expect converged: yes
