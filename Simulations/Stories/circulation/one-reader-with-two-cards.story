# A reader was registered at main and again on the van (case 25). The van, which has not heard that main
# merged the two, renews a book on the other card. Nobody else had it: it is one loan, with the later due
# date, of one person, who also waits only once for the next book.
branches main
cart van
item 90041 "Excellent Women" at main
item 90042 "Less Than Angels" at main
patron p12 p34 p56 at main
checkout main 90042 p56 at 08:30
hold main p12 90042 at main at 08:40
checkout main 90041 p12 at 08:50
sync van main at 08:55
cut van main at 09:00
merge main patron p34 into p12 at 09:30
checkout van 90041 p34 at 09:05
hold van p34 90042 at van at 10:10
heal at 17:00
sync van main at 17:05
expect loan 90041 p12 open
expect hold p34 90042 merged
checkout main 90041 p34 at 17:30
sync van main at 17:40
review main
expect loan 90041 p12 open
expect no-conflict 90041
expect converged
----
08:30  checkout main 90042 p56: good: Less Than Angels, due 2026-03-23.
08:40  hold main p12 90042 at main: good: Less Than Angels: wished for, to be fetched at MAIN, place 1 in the queue.
08:50  checkout main 90041 p12: good: Excellent Women, due 2026-03-23.
08:55:00.157  sync van main: sent 0, received 3, digests equal
09:00  cut van main
09:05  checkout van 90041 p34: warning: Excellent Women, due 2026-03-23. It was still lent to another patron; that loan ends now.
09:30  merge main patron p34 into p12: saved
10:10  hold van p34 90042 at van: good: Less Than Angels: wished for, to be fetched at VAN, place 2 in the queue.
17:00  heal
17:05:00.173  sync van main: sent 2, received 1, digests equal
17:06  expect loan 90041 p12 open: yes
17:07  expect hold p34 90042 merged: yes
17:30  checkout main 90041 p34: good: Excellent Women: lent to this borrower already, renewed until 2026-04-13.
17:40:00.179  sync van main: sent 0, received 1, digests equal
17:41  review main
  nothing to decide
17:42  expect loan 90041 p12 open: yes
17:43  expect no-conflict 90041: yes
17:44  expect converged: yes
