# main deletes the last copy of a guide and then its record: nobody has it. But east has it in its
# reading room, and a reader uses it there that day. The copy is back, and a copy without a record
# is no use to anybody, so the record is shown again too, until cataloguing decides about both
# (cases 13 and 34).
branches main east
item 50006 "A Field Guide to the Mosses" at main
cut main east at 08:30
mark main 50006 deleted at 09:00
weed main 50006
inhouse east 50006 at 15:00
heal at 16:00
sync east main
why east 50006
review main
expect title 50006 "A Field Guide to the Mosses"
expect conflict found-after-delete 50006 review main
expect conflict bib-deleted-in-use 50006 review main
resolve main 50006 keep B at day 2 09:00
resolve main 50006 keep A
sync east main
why east 50006
review east
expect no-conflict 50006
expect title 50006 "A Field Guide to the Mosses"
expect place 50006 east
expect converged
----
08:30  cut main east
09:00  mark main 50006 deleted: good: A Field Guide to the Mosses: marked deleted.
09:01  weed main 50006: saved
15:00  inhouse east 50006: warning: A Field Guide to the Mosses: used in the library. It goes home to MAIN.
16:00  heal
16:01:00.160  sync east main: sent 1, received 2, digests equal
16:02  why east 50006
  The mark "deleted" at MAIN at 2026-03-02T09:00:00Z (main.6) had not seen the use in the house at EAST at 2026-03-02T15:00:00Z (east.2): the item is back as found after delete and is not lent until somebody has looked (case 13); MAIN reviews.
  Used in the house once, by the scan at EAST at 2026-03-02T15:00:00Z (east.2): each scan that stands counts once, however often it arrives (case 51). Nobody need look.
  It is at EAST, found after delete.
16:03  review main
  A case 13 MAIN: MAIN marked the item deleted; EAST had it in hand.
    A The mark "deleted" at MAIN at 2026-03-02T09:00:00Z (main.6): it is deleted.
    B The use in the house at EAST at 2026-03-02T15:00:00Z (east.2): it stays.
  B case 34 MAIN: The bib was deleted and items name it; it is shown until somebody decides
    A Item 50006 names it: keep it.
    B It was deleted: delete it.
16:04  expect title 50006 "A Field Guide to the Mosses": yes
16:05  expect conflict found-after-delete 50006 review main: yes
16:06  expect conflict bib-deleted-in-use 50006 review main: yes
day 2 09:00  resolve main 50006 keep B: case 13 decided
day 2 09:01  resolve main 50006 keep A: case 34 decided
day 2 09:02:00.184  sync east main: sent 0, received 2, digests equal
day 2 09:03  why east 50006
  The mark "deleted" at MAIN at 2026-03-02T09:00:00Z (main.6) is void, as the review decision at MAIN at 2026-03-03T09:00:00Z (main.7) says.
  Used in the house once, by the scan at EAST at 2026-03-02T15:00:00Z (east.2): each scan that stands counts once, however often it arrives (case 51). Nobody need look.
  It is at EAST, available.
day 2 09:04  review east
  A case 13 MAIN: MAIN marked the item deleted; EAST had it in hand. (decided at MAIN at 2026-03-03T09:00:00Z (main.7): looked at it)
    A The mark "deleted" at MAIN at 2026-03-02T09:00:00Z (main.6): it is deleted.
    B The use in the house at EAST at 2026-03-02T15:00:00Z (east.2): it stays.
day 2 09:05  expect no-conflict 50006: yes
day 2 09:06  expect title 50006 "A Field Guide to the Mosses": yes
day 2 09:07  expect place 50006 east: yes
day 2 09:08  expect converged: yes
