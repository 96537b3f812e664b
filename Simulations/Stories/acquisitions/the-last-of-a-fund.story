# Main and east each order for what is left of a fund, and do not know of each other. Both orders stand, the fund
# is over, and main, which answers for it, is asked once (case 53). It goes away when the fund gets more money.
branches main east
item 70041 "Henry and Cato" at main
item 70042 "The Unicorn" at east
fund main BOOKS 5000 at 09:00
order main 70041 BOOKS 1 2000 at 09:05
sync main east at 09:10
cut main east at 10:00
order main 70041 BOOKS 2 1500 at 11:00
order east 70042 BOOKS 1 2500 at 12:00
heal at 17:00
sync main east at 17:05
review main
expect conflict fund-overcommitted BOOKS review MAIN
expect fund BOOKS -2500
# No desk orders more without a reason.
order east 70042 BOOKS 1 500 at 17:30
fund main BOOKS 8000 at day 2 09:00
sync main east at day 2 09:10
expect no-conflict BOOKS
expect fund BOOKS 500
expect converged
----
09:00  fund main BOOKS 5000: good: Fund BOOKS of MAIN: USD 50.00.
09:05  order main 70041 BOOKS 1 2000: good: Henry and Cato: 1 copy ordered for MAIN, USD 20.00 from BOOKS. USD 30.00 are left.
09:10:00.161  sync main east: sent 2, received 0, digests equal
10:00  cut main east
11:00  order main 70041 BOOKS 2 1500: good: Henry and Cato: 2 copies ordered for MAIN, USD 30.00 from BOOKS. USD 0.00 are left.
12:00  order east 70042 BOOKS 1 2500: good: The Unicorn: 1 copy ordered for EAST, USD 25.00 from BOOKS. USD 5.00 are left.
17:00  heal
17:05:00.177  sync main east: sent 1, received 1, digests equal
17:06  review main
  A case 53 MAIN: Fund BOOKS is over by USD 25.00: USD 75.00 of USD 50.00 are spoken for.
    A The order of 2 copies at MAIN at 2026-03-02T11:00:00Z (main.8), USD 30.00.
    B The order of 1 copy at EAST at 2026-03-02T12:00:00Z (east.5), USD 25.00.
17:07  expect conflict fund-overcommitted BOOKS review MAIN: yes
17:08  expect fund BOOKS -2500: yes
17:30  order east 70042 BOOKS 1 500: refused: Fund BOOKS has USD -25.00 left and this costs USD 5.00; order less, ask for more money, or order with --override REASON.
day 2 09:00  fund main BOOKS 8000: good: Fund BOOKS: changed. USD 5.00 of USD 80.00 are left.
day 2 09:10:00.131  sync main east: sent 1, received 0, digests equal
day 2 09:11  expect no-conflict BOOKS: yes
day 2 09:12  expect fund BOOKS 500: yes
day 2 09:13  expect converged: yes
