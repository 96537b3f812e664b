# Main merges two records of one book while the van is out and orders a copy under the record that gives way
# (case 29). The order follows: it stands under the record that is left, and so does the copy that comes.
branches main
cart van
item 70061 "A Severed Head" at main
item 70062 "A severed head" at main
fund main BOOKS 10000 at 08:30
order main 70061 BOOKS 1 1000 at 08:35
sync van main at 08:40
cut van main at 09:00
merge main bib 70062 into 70061 at 09:30
order van 70062 BOOKS 1 1200 at 10:00
heal at 17:00
sync van main at 17:05
expect fund BOOKS 7800
expect title 70062 "A Severed Head"
# Both orders are of one title now: the older comes first.
deliver main 70061 70063 at day 2 09:00
deliver main 70061 70064 at day 2 09:05
sync van main at day 2 09:10
expect order 70061 received
expect order 70062 received
expect title 70064 "A Severed Head"
expect fund BOOKS 7800
expect no-conflict BOOKS
expect converged
----
08:30  fund main BOOKS 10000: good: Fund BOOKS of MAIN: USD 100.00.
08:35  order main 70061 BOOKS 1 1000: good: A Severed Head: 1 copy ordered for MAIN, USD 10.00 from BOOKS. USD 90.00 are left.
08:40:00.230  sync van main: sent 0, received 2, digests equal
09:00  cut van main
09:30  merge main bib 70062 into 70061: saved
10:00  order van 70062 BOOKS 1 1200: good: A severed head: 1 copy ordered for VAN, USD 12.00 from BOOKS. USD 78.00 are left.
17:00  heal
17:05:00.230  sync van main: sent 1, received 1, digests equal
17:06  expect fund BOOKS 7800: yes
17:07  expect title 70062 "A Severed Head": yes
day 2 09:00  deliver main 70061 70063: good: A Severed Head: 1 copy received, 1 of 1. 1 item added for MAIN.
day 2 09:05  deliver main 70061 70064: warning: A Severed Head: 1 copy received, 1 of 1. 1 item added for VAN. Send it to VAN.
day 2 09:10:00.204  sync van main: sent 0, received 4, digests equal
day 2 09:11  expect order 70061 received: yes
day 2 09:12  expect order 70062 received: yes
day 2 09:13  expect title 70064 "A Severed Head": yes
day 2 09:14  expect fund BOOKS 7800: yes
day 2 09:15  expect no-conflict BOOKS: yes
day 2 09:16  expect converged: yes
