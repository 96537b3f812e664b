# Main lets a reader off a charge; an hour later he pays it at east, which does not know. The payment is
# honoured, the charge stays waived, and the money is his (case 38).
branches main east
item 90021 "Some Tame Gazelle" at main
patron p12 at main
charge main p12 damage 500 90021 at 09:00
sync main east at 09:30
cut main east at 10:00
waive main p12 at 11:00
pay east p12 500 at 12:00
heal at 17:00
sync main east at 17:05
expect conflict paid-and-waived 90021 review east
expect credit p12 500
why main 90021
resolve east 90021 keep A at 17:30
sync main east at 17:40
expect conflict paid-and-waived 90021 resolved
expect credit p12 500
expect converged
----
09:00  charge main p12 damage 500 90021: good: Some Tame Gazelle: charged USD 5.00, damage.
09:30:00.120  sync main east: sent 1, received 0, digests equal
10:00  cut main east
11:00  waive main p12: good: Waived USD 5.00.
12:00  pay east p12 500: good: Paid USD 5.00 by cash. Nothing is owed any longer. Receipt 5a26be5c3526a03c.2.
17:00  heal
17:05:00.227  sync main east: sent 1, received 1, digests equal
17:06  expect conflict paid-and-waived 90021 review east: yes
17:07  expect credit p12 500: yes
17:08  why main 90021
  The damage charge main.6 was settled more than once, by waiver at MAIN (main.7) and payment at EAST (east.2): all of it counts, what is too much is credit (case 38); EAST reviews.
  It is at MAIN, available.
17:30  resolve east 90021 keep A: case 38 decided
17:40:00.173  sync main east: sent 0, received 1, digests equal
17:41  expect conflict paid-and-waived 90021 resolved: yes
17:42  expect credit p12 500: yes
17:43  expect converged: yes
