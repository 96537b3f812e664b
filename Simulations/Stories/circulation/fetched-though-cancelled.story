# A reader rings main and cancels what waits for her at east, and her husband fetches it there an hour
# later, before east hears of it. The loan stands, the cancellation is void, and east is told.
branches main east
item 90021 "Some Tame Gazelle" at east
patron p12 at main
hold east p12 90021 at east at 09:00
capture east 90021 at 09:10
sync main east at 09:30
expect hold p12 90021 ready
cut main east at 10:00
unhold main p12 90021 at 11:00
checkout east 90021 p12 at 12:00
heal at 17:00
sync main east at 17:05
review east
expect conflict cancelled-while-fetched 90021 review east
expect hold p12 90021 filled
expect loan 90021 p12 open
expect converged
----
09:00  hold east p12 90021 at east: good: Some Tame Gazelle: wished for, to be fetched at EAST, place 1 in the queue.
09:10  capture east 90021: stop: Some Tame Gazelle: in hand. It goes to the hold shelf for card …p12.
09:30:00.223  sync main east: sent 0, received 2, digests equal
09:31  expect hold p12 90021 ready: yes
10:00  cut main east
11:00  unhold main p12 90021: good: Some Tame Gazelle: cancelled.
12:00  checkout east 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
17:00  heal
17:05:00.230  sync main east: sent 1, received 1, digests equal
17:06  review east
  B case 17 EAST: A reader fetched what was cancelled elsewhere at the same time.
    A The cancellation at MAIN at 2026-03-02T11:00:00Z (main.3).
    B The checkout at EAST at 2026-03-02T12:00:00Z (east.7).
17:07  expect conflict cancelled-while-fetched 90021 review east: yes
17:08  expect hold p12 90021 filled: yes
17:09  expect loan 90021 p12 open: yes
17:10  expect converged: yes
