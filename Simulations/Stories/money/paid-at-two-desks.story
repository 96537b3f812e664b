# A reader pays for a torn page at main, and her daughter pays for it at east before east hears of that.
# Both drawers have the money, so both payments count; what is too much is hers, and east, which took it
# last, is asked to give it back (case 37).
branches main east
item 90021 "Some Tame Gazelle" at main
patron p12 at main
charge main p12 damage 700 90021 at 09:00
sync main east at 09:30
expect owed p12 700
cut main east at 10:00
pay main p12 700 at 11:00
pay east p12 700 at 12:00
heal at 17:00
sync main east at 17:05
review east
expect conflict paid-twice 90021 review east
expect owed p12 0
expect credit p12 700
refund east p12 at 17:30
sync main east at 17:35
expect conflict paid-twice 90021 resolved
expect credit p12 0
expect converged
----
09:00  charge main p12 damage 700 90021: good: Some Tame Gazelle: charged USD 7.00, damage.
09:30:00.120  sync main east: sent 1, received 0, digests equal
09:31  expect owed p12 700: yes
10:00  cut main east
11:00  pay main p12 700: good: Paid USD 7.00 by cash. Nothing is owed any longer. Receipt 55df56da5670691c.7.
12:00  pay east p12 700: good: Paid USD 7.00 by cash. Nothing is owed any longer. Receipt 5a26be5c3526a03c.2.
17:00  heal
17:05:00.177  sync main east: sent 1, received 1, digests equal
17:06  review east
  A case 37 EAST: One charge was paid at MAIN and EAST, more than is owed.
    A The payment at MAIN at 2026-03-02T11:00:00Z (main.7).
    B The payment at EAST at 2026-03-02T12:00:00Z (east.2).
17:07  expect conflict paid-twice 90021 review east: yes
17:08  expect owed p12 0: yes
17:09  expect credit p12 700: yes
17:30  refund east p12: good: Given back: USD 7.00 by cash.
17:35:00.204  sync main east: sent 0, received 1, digests equal
17:36  expect conflict paid-twice 90021 resolved: yes
17:37  expect credit p12 0: yes
17:38  expect converged: yes
