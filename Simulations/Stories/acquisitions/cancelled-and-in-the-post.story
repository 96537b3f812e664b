# Main cancels an order that the vendor is late with, while the parcel is being unpacked on the van. Neither
# knows of the other. The van had the book in hand, so the receipt counts and the order is open again; the
# invoice is checked by main, which placed the order (case 52).
branches main east
cart van
item 70011 "The Bell" at main
fund main BOOKS 10000 at 09:00
order main 70011 BOOKS 2 1500 at 09:05
sync van main at 09:10
cut van main at 10:00
unorder main 70011 at 11:00
deliver van 70011 70012 at 12:00
heal at 17:00
sync van main at 17:05
sync east main at 17:10
review main
expect conflict received-though-cancelled BOOKS review MAIN
expect order 70011 open
expect fund BOOKS 7000
why main BOOKS
# The other copy is still to come; main finds that it wants it after all.
resolve main BOOKS keep A at day 2 09:00
sync van main at day 2 09:10
sync east main at day 2 09:20
expect conflict received-though-cancelled BOOKS resolved
expect order 70011 open
deliver main 70011 70013 at day 2 10:00
sync van main at day 2 10:10
sync east main at day 2 10:20
expect order 70011 received
expect fund BOOKS 7000
expect converged
----
09:00  fund main BOOKS 10000: good: Fund BOOKS of MAIN: USD 100.00.
09:05  order main 70011 BOOKS 2 1500: good: The Bell: 2 copies ordered for MAIN, USD 30.00 from BOOKS. USD 70.00 are left.
09:10:00.223  sync van main: sent 0, received 2, digests equal
10:00  cut van main
11:00  unorder main 70011: good: The Bell: 2 copies cancelled, USD 30.00 are free again.
12:00  deliver van 70011 70012: warning: The Bell: 1 copy received, 1 of 2. 1 item added for MAIN. Send it to MAIN.
17:00  heal
17:05:00.177  sync van main: sent 2, received 1, digests equal
17:10:00.230  sync east main: sent 0, received 3, digests equal
17:11  review main
  A case 52 MAIN: MAIN cancelled an order that VAN received; check the invoice.
    A The receipt of 70012 at VAN at 2026-03-02T12:00:00Z (van.3).
    B The cancellation at MAIN at 2026-03-02T11:00:00Z (main.8): not delivered in time.
17:12  expect conflict received-though-cancelled BOOKS review MAIN: yes
17:13  expect order 70011 open: yes
17:14  expect fund BOOKS 7000: yes
17:15  why main BOOKS
  The receipt of 70012 at VAN at 2026-03-02T12:00:00Z (van.3) and the cancellation at MAIN at 2026-03-02T11:00:00Z (main.8) did not know of each other: what came counts, and the order is not cancelled (case 52); MAIN reviews.
day 2 09:00  resolve main BOOKS keep A: case 52 decided
day 2 09:10:00.179  sync van main: sent 0, received 1, digests equal
day 2 09:20:00.216  sync east main: sent 0, received 1, digests equal
day 2 09:21  expect conflict received-though-cancelled BOOKS resolved: yes
day 2 09:22  expect order 70011 open: yes
day 2 10:00  deliver main 70011 70013: good: The Bell: 1 copy received, 2 of 2. 1 item added for MAIN.
day 2 10:10:00.193  sync van main: sent 0, received 2, digests equal
day 2 10:20:00.191  sync east main: sent 0, received 2, digests equal
day 2 10:21  expect order 70011 received: yes
day 2 10:22  expect fund BOOKS 7000: yes
day 2 10:23  expect converged: yes
