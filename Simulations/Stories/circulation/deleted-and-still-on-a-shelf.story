# main deletes the record of a volume that a stocktaking two years ago did not find. The volume
# stands at east, where a reader uses it in the reading room on the same day. A thing that somebody
# had in hand is not deleted: it is back, and is not lent until cataloguing has looked (case 13).
# main looks, and keeps it.
branches main east
item 40026 "Flora of the Alps" at main
patron p12 at main
cut main east at 08:30
mark main 40026 deleted at 09:00
inhouse east 40026 at 15:00
heal
sync east main
why east 40026
review main
checkout east 40026 p12 at 16:00
expect conflict found-after-delete 40026 review main
expect no-loan 40026
resolve main 40026 keep B at 16:30
sync east main
checkout east 40026 p12 at 17:00
sync east main
why east 40026
review east
expect conflict found-after-delete 40026 resolved
expect loan 40026 p12 open
expect converged
----
08:30  cut main east
09:00  mark main 40026 deleted: good: Flora of the Alps: marked deleted.
15:00  inhouse east 40026: warning: Flora of the Alps: used in the library. It goes home to MAIN.
15:01  heal
15:02:00.160  sync east main: sent 1, received 1, digests equal
15:03  why east 40026
  The mark "deleted" at MAIN at 2026-03-02T09:00:00Z (main.6) had not seen the use in the house at EAST at 2026-03-02T15:00:00Z (east.2): the item is back as found after delete and is not lent until somebody has looked (case 13); MAIN reviews.
  Used in the house once, by the scan at EAST at 2026-03-02T15:00:00Z (east.2): each scan that stands counts once, however often it arrives (case 51). Nobody need look.
  It is at EAST, found after delete.
15:04  review main
  A case 13 MAIN: MAIN marked the item deleted; EAST had it in hand.
    A The mark "deleted" at MAIN at 2026-03-02T09:00:00Z (main.6): it is deleted.
    B The use in the house at EAST at 2026-03-02T15:00:00Z (east.2): it stays.
16:00  checkout east 40026 p12: refused: Flora of the Alps was deleted from the catalogue; put it aside for cataloguing, or lend it with --override REASON.
16:01  expect conflict found-after-delete 40026 review main: yes
16:02  expect no-loan 40026: yes
16:30  resolve main 40026 keep B: case 13 decided
16:31:00.173  sync east main: sent 0, received 1, digests equal
17:00  checkout east 40026 p12: good: Flora of the Alps, due 2026-03-23.
17:01:00.131  sync east main: sent 1, received 0, digests equal
17:02  why east 40026
  The mark "deleted" at MAIN at 2026-03-02T09:00:00Z (main.6) is void, as the review decision at MAIN at 2026-03-02T16:30:00Z (main.7) says.
  Used in the house once, by the scan at EAST at 2026-03-02T15:00:00Z (east.2): each scan that stands counts once, however often it arrives (case 51). Nobody need look.
  It is with the borrower of loan east.3, on loan.
17:03  review east
  A case 13 MAIN: MAIN marked the item deleted; EAST had it in hand. (decided at MAIN at 2026-03-02T16:30:00Z (main.7): looked at it)
    A The mark "deleted" at MAIN at 2026-03-02T09:00:00Z (main.6): it is deleted.
    B The use in the house at EAST at 2026-03-02T15:00:00Z (east.2): it stays.
17:04  expect conflict found-after-delete 40026 resolved: yes
17:05  expect loan 40026 p12 open: yes
17:06  expect converged: yes
