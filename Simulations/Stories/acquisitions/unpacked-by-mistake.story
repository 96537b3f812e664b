# The parcel on the van was for another order: the wrong line was taken from the list. The van takes the
# receipt back as soon as it is seen. Main, which has the news of the receipt and not yet of the undo, has
# cancelled the other copy meanwhile: it believes that one is there. Nobody may find out by chance that now
# none comes, so whoever undid it is asked (case 101). The label that was stuck on stays in the catalogue.
branches main
cart van
item 70041 "Under the Net" at main
fund main BOOKS 10000 at 09:00
order main 70041 BOOKS 2 1500 at 09:05
sync van main at 09:10
deliver van 70041 70042 at 10:00
sync van main at 10:05
expect order 70041 open
cut van main at 10:10
undo van 70041 delivery at 11:00
unorder main 70041 at 11:30
heal at 17:00
sync van main at 17:05
expect order 70041 cancelled
expect fund BOOKS 10000
expect conflict undone-in-use BOOKS review VAN
review van
why main BOOKS
# The van looks again. The copy is not there, so the undo stays; and main, which wanted one copy, takes its
# cancellation back.
resolve van BOOKS keep A at day 2 09:00
sync van main at day 2 09:05
undo main 70041 cancellation at day 2 09:30
sync van main at day 2 09:40
expect order 70041 open
expect fund BOOKS 7000
deliver main 70041 70042 at day 3 10:00
unorder main 70041 at day 3 10:05
sync van main at day 3 10:30
expect order 70041 received
expect fund BOOKS 8500
expect no-conflict BOOKS
expect converged
----
09:00  fund main BOOKS 10000: good: Fund BOOKS of MAIN: USD 100.00.
09:05  order main 70041 BOOKS 2 1500: good: Under the Net: 2 copies ordered for MAIN, USD 30.00 from BOOKS. USD 70.00 are left.
09:10:00.223  sync van main: sent 0, received 2, digests equal
10:00  deliver van 70041 70042: warning: Under the Net: 1 copy received, 1 of 2. 1 item added for MAIN. Send it to MAIN.
10:05:00.119  sync van main: sent 2, received 0, digests equal
10:06  expect order 70041 open: yes
10:10  cut van main
11:00  undo van 70041 delivery: warning: Under the Net: receipt of 1 copy undone. 70042 stays in the catalogue; if there is no such item, mark it deleted.
11:30  unorder main 70041: good: Under the Net: 1 copy cancelled, USD 15.00 are free again.
17:00  heal
17:05:00.144  sync van main: sent 1, received 1, digests equal
17:06  expect order 70041 cancelled: yes
17:07  expect fund BOOKS 10000: yes
17:08  expect conflict undone-in-use BOOKS review VAN: yes
17:09  review van
  A case 101 VAN: VAN undid a receipt that MAIN relied on.
    A The undo at VAN at 2026-03-02T11:00:00Z (van.4): a wrong scan.
    B The cancellation at MAIN at 2026-03-02T11:30:00Z (main.8).
17:10  why main BOOKS
  The receipt of 70042 at VAN at 2026-03-02T10:00:00Z (van.3) was undone at VAN (van.4): a wrong scan. The cancellation at MAIN at 2026-03-02T11:30:00Z (main.8) relied on it without knowing (case 101); VAN reviews.
  The cancellation at MAIN at 2026-03-02T11:30:00Z (main.8) ends order main.7: nothing came of it.
day 2 09:00  resolve van BOOKS keep A: case 101 decided
day 2 09:05:00.108  sync van main: sent 1, received 0, digests equal
day 2 09:30  undo main 70041 cancellation: good: Under the Net: cancellation undone, 2 copies to come, USD 30.00.
day 2 09:40:00.111  sync van main: sent 0, received 1, digests equal
day 2 09:41  expect order 70041 open: yes
day 2 09:42  expect fund BOOKS 7000: yes
day 3 10:00  deliver main 70041 70042: good: Under the Net: 1 copy received, 1 of 2.
day 3 10:05  unorder main 70041: good: Under the Net: 1 copy cancelled, USD 15.00 are free again.
day 3 10:30:00.196  sync van main: sent 0, received 2, digests equal
day 3 10:31  expect order 70041 received: yes
day 3 10:32  expect fund BOOKS 8500: yes
day 3 10:33  expect no-conflict BOOKS: yes
day 3 10:34  expect converged: yes
