# main lends a book to p95, thinks better of it, and undoes the loan: p95 had left it on the
# counter, the clerk believed. In fact p95 went home past east and gave it back there. east checked
# in a loan that main says never was. The book is at east all the same; main decides whether the
# loan happened (101).
branches main east
item 40043 "Austerlitz" at main
patron p95 at main
checkout main 40043 p95 at 09:00
sync east main
cut main east
undo main 40043 at 10:00
checkin east 40043 at 11:00
heal at 12:00
sync east main
why east 40043
review main
expect conflict undone-in-use 40043 review main
expect no-loan 40043
expect place 40043 east
resolve main 40043 keep B at 13:00
sync east main
why east 40043
review main
expect loan 40043 p95 closed
expect conflict undone-in-use 40043 resolved
expect place 40043 east
expect converged
----
09:00  checkout main 40043 p95: good: Austerlitz, due 2026-03-23.
09:01:00.165  sync east main: sent 0, received 1, digests equal
09:02  cut main east
10:00  undo main 40043: good: Austerlitz: checkout undone.
11:00  checkin east 40043: warning: Austerlitz: returned. It goes home to MAIN.
12:00  heal
12:01:00.227  sync east main: sent 1, received 1, digests equal
12:02  why east 40043
  The checkout at MAIN at 2026-03-02T09:00:00Z (main.6) was undone at MAIN (main.7): a wrong scan. The check-in at EAST at 2026-03-02T11:00:00Z (east.2) relied on it without knowing (case 101); MAIN reviews.
  It is at EAST, available.
12:03  review main
  A case 101 MAIN: MAIN undid a checkout that EAST relied on.
    A The undo at MAIN at 2026-03-02T10:00:00Z (main.7): a wrong scan.
    B The check-in at EAST at 2026-03-02T11:00:00Z (east.2).
12:04  expect conflict undone-in-use 40043 review main: yes
12:05  expect no-loan 40043: yes
12:06  expect place 40043 east: yes
13:00  resolve main 40043 keep B: case 101 decided
13:01:00.204  sync east main: sent 0, received 1, digests equal
13:02  why east 40043
  The checkout at MAIN at 2026-03-02T09:00:00Z (main.6) was undone at MAIN (main.7): a wrong scan. The check-in at EAST at 2026-03-02T11:00:00Z (east.2) relied on it without knowing (case 101); the undo is overruled, as the review decision at MAIN at 2026-03-02T13:00:00Z (main.8) says.
  It is at EAST, available.
13:03  review main
  A case 101 MAIN: MAIN undid a checkout that EAST relied on. (decided at MAIN at 2026-03-02T13:00:00Z (main.8): looked at it)
    A The undo at MAIN at 2026-03-02T10:00:00Z (main.7): a wrong scan.
    B The check-in at EAST at 2026-03-02T11:00:00Z (east.2).
13:04  expect loan 40043 p95 closed: yes
13:05  expect conflict undone-in-use 40043 resolved: yes
13:06  expect place 40043 east: yes
13:07  expect converged: yes
