# Found by the oracle. Main marked a book deleted and then met it at the desk; so did the van. A person
# decided the deletion against main's check-in, and the closed entry suddenly showed the van's scan in
# its place. Once decided, it goes on showing what was decided about.
branches main
cart van
item b1 "Cranford" at main
mark main b1 deleted
checkin main b1
checkin van b1
sync van main
review main
resolve main b1 keep A
review main
sync van main
expect conflict found-after-delete b1 resolved review main
----
08:01  mark main b1 deleted: good: Cranford: marked deleted.
08:02  checkin main b1: stop: Cranford: checked in, no loan was open here. It was deleted from the catalogue; it goes to cataloguing.
08:03  checkin van b1: warning: Cranford: checked in, no loan was open here. It goes home to MAIN.
08:04:00.230  sync van main: sent 1, received 2, digests equal
08:05  review main
  A case 13 MAIN: MAIN marked the item deleted; MAIN had it in hand.
    A The mark "deleted" at MAIN at 2026-03-02T08:01:00Z (main.6): it is deleted.
    B The check-in at MAIN at 2026-03-02T08:02:00Z (main.7): it stays.
08:06  resolve main b1 keep A: case 13 decided
08:07  review main
  A case 13 MAIN: MAIN marked the item deleted; MAIN had it in hand. (decided at MAIN at 2026-03-02T08:06:00Z (main.8): looked at it)
    A The mark "deleted" at MAIN at 2026-03-02T08:01:00Z (main.6): it is deleted.
    B The check-in at MAIN at 2026-03-02T08:02:00Z (main.7): it stays.
08:08:00.177  sync van main: sent 0, received 1, digests equal
08:09  expect conflict found-after-delete b1 resolved review main: yes
