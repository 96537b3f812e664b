# main weeds an outdated textbook, copy and record. east, which never heard of it, has just
# corrected the title of the same record. An edit outlives a deletion that had not seen it: the
# record returns whole, corrected, and main decides again. This time it has seen the edit, and the
# record goes.
branches main east
item 50007 "Physics for beginers" at main
cut main east at 08:30
weed main 50007 at 08:50
mark main 50007 deleted
weed main 50007
retitle east 50007 "Physics for Beginners" at 09:30
heal at 10:00
sync east main
why east 50007
review main
expect title 50007 "Physics for Beginners"
expect conflict bib-deleted-in-use 50007
resolve main 50007 keep B at 11:00
sync east main
review east
retitle east 50007 "Physics" at 12:00
expect no-conflict 50007
expect converged
----
08:30  cut main east
08:50  weed main 50007: refused: 1 item(s) still name this bib; delete or move them first.
08:51  mark main 50007 deleted: good: Physics for beginers: marked deleted.
08:52  weed main 50007: saved
09:30  retitle east 50007 "Physics for Beginners": saved
10:00  heal
10:01:00.157  sync east main: sent 1, received 2, digests equal
10:02  why east 50007
  It is at MAIN, deleted.
10:03  review main
  B case 34 MAIN: The bib was deleted and edited at once; it stays
    A It was edited: keep it.
    B It was deleted: delete it.
10:04  expect title 50007 "Physics for Beginners": yes
10:05  expect conflict bib-deleted-in-use 50007: yes
11:00  resolve main 50007 keep B: case 34 decided
11:01:00.173  sync east main: sent 0, received 1, digests equal
11:02  review east
  nothing to decide
12:00  retitle east 50007 Physics: refused: The bib main.3 is deleted; restore it before editing.
12:01  expect no-conflict 50007: yes
12:02  expect converged: yes
