# main checks in a book that lay under another one and was not coming back at all. Before the clerk
# notices, east has heard that the book is free, has it on its desk, and lends it to p94. Then the
# undo arrives. Somebody built upon what is being taken back: main must look, and finds that its
# first scan was right after all (101).
branches main east
item 40042 "Wide Sargasso Sea" at main
patron p93 p94 at main
checkout main 40042 p93 at 09:00
checkin main 40042 at day 2 10:00
sync east main
cut main east
checkout east 40042 p94 at day 2 11:00
undo main 40042 at day 2 11:30
heal at day 2 12:00
sync east main
why main 40042
review main
expect conflict undone-in-use 40042 review main
resolve main 40042 keep B at day 2 14:00
sync east main
why main 40042
review main
expect conflict undone-in-use 40042 resolved
expect loan 40042 p93 closed
expect loan 40042 p94 open
expect converged
----
09:00  checkout main 40042 p93: good: Wide Sargasso Sea, due 2026-03-23.
day 2 10:00  checkin main 40042: good: Wide Sargasso Sea: returned.
day 2 10:01:00.223  sync east main: sent 0, received 2, digests equal
day 2 10:02  cut main east
day 2 11:00  checkout east 40042 p94: good: Wide Sargasso Sea, due 2026-03-24.
day 2 11:30  undo main 40042: good: Wide Sargasso Sea: check-in undone.
day 2 12:00  heal
day 2 12:01:00.177  sync east main: sent 1, received 1, digests equal
day 2 12:02  why main 40042
  The check-in at MAIN at 2026-03-03T10:00:00Z (main.7) was undone at MAIN (main.8): a wrong scan. The checkout at EAST at 2026-03-03T11:00:00Z (east.2) relied on it without knowing (case 101); MAIN reviews.
  Loan main.6 closed as implied return at 2026-03-03T11:00:00Z: EAST had the item in hand and lent it on (east.2). Nobody need look; undo east.2 takes it back.
  It is with the borrower of loan east.2, on loan.
day 2 12:03  review main
  A case 101 MAIN: MAIN undid a check-in that EAST relied on.
    A The undo at MAIN at 2026-03-03T11:30:00Z (main.8): a wrong scan.
    B The checkout at EAST at 2026-03-03T11:00:00Z (east.2).
day 2 12:04  expect conflict undone-in-use 40042 review main: yes
day 2 14:00  resolve main 40042 keep B: case 101 decided
day 2 14:01:00.184  sync east main: sent 0, received 1, digests equal
day 2 14:02  why main 40042
  The check-in at MAIN at 2026-03-03T10:00:00Z (main.7) was undone at MAIN (main.8): a wrong scan. The checkout at EAST at 2026-03-03T11:00:00Z (east.2) relied on it without knowing (case 101); the undo is overruled, as the review decision at MAIN at 2026-03-03T14:00:00Z (main.9) says.
  It is with the borrower of loan east.2, on loan.
day 2 14:03  review main
  A case 101 MAIN: MAIN undid a check-in that EAST relied on. (decided at MAIN at 2026-03-03T14:00:00Z (main.9): looked at it)
    A The undo at MAIN at 2026-03-03T11:30:00Z (main.8): a wrong scan.
    B The checkout at EAST at 2026-03-03T11:00:00Z (east.2).
day 2 14:04  expect conflict undone-in-use 40042 resolved: yes
day 2 14:05  expect loan 40042 p93 closed: yes
day 2 14:06  expect loan 40042 p94 open: yes
day 2 14:07  expect converged: yes
