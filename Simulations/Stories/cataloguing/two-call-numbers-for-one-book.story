# Headquarters re-classes its philosophers. At the same time east, where the book stands, prints a
# label with a call number of its own and moves the book upstairs. The location is nobody's quarrel.
# Of the call numbers the later is shown, and the owning branch, main, is asked; it proposes nothing
# new and keeps its own (case 47).
branches main east
item 50008 "Tractatus Logico-Philosophicus" at main
describe main 50008 call-number "193" at 08:10
sync east main
cut main east
describe main 50008 call-number "192 WIT" at 09:00
describe east 50008 call-number "PHIL W 12" at 09:30
describe east 50008 location "Upstairs"
heal at 10:00
sync east main
why east 50008
review main
expect conflict edited-twice 50008 review main
resolve main 50008 keep A at 11:00
sync east main
why east 50008
review main
expect no-conflict 50008
expect converged
----
08:10  describe main 50008 call-number 193: saved
08:11:00.191  sync east main: sent 0, received 1, digests equal
08:12  cut main east
09:00  describe main 50008 call-number "192 WIT": saved
09:30  describe east 50008 call-number "PHIL W 12": saved
09:31  describe east 50008 location Upstairs: saved
10:00  heal
10:01:00.227  sync east main: sent 2, received 1, digests equal
10:02  why east 50008
  The item's call number was edited in 2 ways at once (case 47, commits main/5 and east/2); MAIN reviews.
  It is at MAIN, available.
10:03  review main
  B case 47 MAIN: The item's call number was edited in 2 ways at once
    A 192 WIT
    B PHIL W 12 (shown)
10:04  expect conflict edited-twice 50008 review main: yes
11:00  resolve main 50008 keep A: case 47 decided
11:01:00.173  sync east main: sent 0, received 1, digests equal
11:02  why east 50008
  It is at MAIN, available.
11:03  review main
  nothing to decide
11:04  expect no-conflict 50008: yes
11:05  expect converged: yes
