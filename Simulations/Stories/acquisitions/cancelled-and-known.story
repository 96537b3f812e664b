# The van has heard that an order is cancelled when the parcel comes all the same. Its desk says so, and takes the
# book in with a reason: it counts, and nobody is asked anything.
branches main
cart van
item 70031 "Under the Net" at main
fund main BOOKS 10000 at 09:00
order main 70031 BOOKS 1 1500 at 09:05
unorder main 70031 at 09:30
sync van main at 09:40
deliver van 70031 70032 at 11:00
deliver van 70031 70032 anyway at 11:01
sync van main at 12:00
review main
expect no-conflict BOOKS
expect order 70031 received
expect fund BOOKS 8500
why main BOOKS
# What is here cannot be cancelled any longer.
unorder main 70031 at 13:00
expect converged
----
09:00  fund main BOOKS 10000: good: Fund BOOKS of MAIN: USD 100.00.
09:05  order main 70031 BOOKS 1 1500: good: Under the Net: 1 copy ordered for MAIN, USD 15.00 from BOOKS. USD 85.00 are left.
09:30  unorder main 70031: good: Under the Net: 1 copy cancelled, USD 15.00 are free again.
09:40:00.230  sync van main: sent 0, received 3, digests equal
11:00  deliver van 70031 70032: refused: That order is cancelled (cancellation at MAIN at 2026-03-02T09:30:00Z (main.8)); send the parcel back, or take it in with --reason.
11:01  deliver van 70031 70032 anyway: warning: Under the Net: 1 copy received, 1 of 1. 1 item added for MAIN. The order was cancelled; tell MAIN, which placed it. Send it to MAIN.
12:00:00.178  sync van main: sent 2, received 0, digests equal
12:01  review main
  nothing to decide
12:02  expect no-conflict BOOKS: yes
12:03  expect order 70031 received: yes
12:04  expect fund BOOKS 8500: yes
12:05  why main BOOKS
  With the receipt of 70032 at VAN at 2026-03-02T11:01:00Z (van.3) all copies of order main.7 are here.
  The receipt of 70032 at VAN at 2026-03-02T11:01:00Z (van.3) knew of the cancellation at MAIN at 2026-03-02T09:30:00Z (main.8): the copy is here and counts.
13:00  unorder main 70031: refused: All of that order was received already; a copy that goes back is the vendor's credit note.
13:01  expect converged: yes
