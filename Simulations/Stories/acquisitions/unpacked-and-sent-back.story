# The same the other way round: the van unpacks first, and main cancels hours later without having heard of it.
# The receipt counts meanwhile; main finds that the book was not wanted and sends it back: the cancellation
# stands, and the money is free again (case 52).
branches main
cart van
item 70021 "The Sandcastle" at main
fund main BOOKS 10000 at 09:00
order main 70021 BOOKS 1 1500 at 09:05
sync van main at 09:10
cut van main at 10:00
deliver van 70021 70022 at 11:00
unorder main 70021 at 12:00
heal at 17:00
sync van main at 17:05
review main
expect conflict received-though-cancelled BOOKS review MAIN
expect order 70021 received
resolve main BOOKS keep B at day 2 09:00
sync van main at day 2 09:10
expect conflict received-though-cancelled BOOKS resolved
expect order 70021 cancelled
expect fund BOOKS 10000
# Somebody thinks better of it.
reopen main BOOKS at day 2 10:00
sync van main at day 2 10:10
expect conflict received-though-cancelled BOOKS review MAIN
expect order 70021 received
expect fund BOOKS 8500
expect converged
----
09:00  fund main BOOKS 10000: good: Fund BOOKS of MAIN: USD 100.00.
09:05  order main 70021 BOOKS 1 1500: good: The Sandcastle: 1 copy ordered for MAIN, USD 15.00 from BOOKS. USD 85.00 are left.
09:10:00.223  sync van main: sent 0, received 2, digests equal
10:00  cut van main
11:00  deliver van 70021 70022: warning: The Sandcastle: 1 copy received, 1 of 1. 1 item added for MAIN. Send it to MAIN.
12:00  unorder main 70021: good: The Sandcastle: 1 copy cancelled, USD 15.00 are free again.
17:00  heal
17:05:00.177  sync van main: sent 2, received 1, digests equal
17:06  review main
  A case 52 MAIN: MAIN cancelled an order that VAN received; check the invoice.
    A The receipt of 70022 at VAN at 2026-03-02T11:00:00Z (van.3).
    B The cancellation at MAIN at 2026-03-02T12:00:00Z (main.8): not delivered in time.
17:07  expect conflict received-though-cancelled BOOKS review MAIN: yes
17:08  expect order 70021 received: yes
day 2 09:00  resolve main BOOKS keep B: case 52 decided
day 2 09:10:00.184  sync van main: sent 0, received 1, digests equal
day 2 09:11  expect conflict received-though-cancelled BOOKS resolved: yes
day 2 09:12  expect order 70021 cancelled: yes
day 2 09:13  expect fund BOOKS 10000: yes
day 2 10:00  reopen main BOOKS: case 52 is open again
day 2 10:10:00.164  sync van main: sent 0, received 1, digests equal
day 2 10:11  expect conflict received-though-cancelled BOOKS review MAIN: yes
day 2 10:12  expect order 70021 received: yes
day 2 10:13  expect fund BOOKS 8500: yes
day 2 10:14  expect converged: yes
