# Found by the simulator. Main and west lent one book without knowing of each other; main took its own
# loan back. When a person decided that west's loan stands, that loan was closed by main's check-in,
# which had named the other loan (L3). It had ended when west itself lent the book on, and still does.
branches main east west
cart van
item b3 "Middlemarch" at west
patron p2 p3 at west
checkout main b3 p3
checkout west b3 p2
checkout west b3 p3
checkin van b3
sync west van
sync west main
checkin main b3
resolve main b3 keep B
sync west main
sync van main
sync east main
sync west main
why main b3
review main
expect no-loan b3
----
08:01  checkout main b3 p3: good: Middlemarch, due 2026-03-23.
08:02  checkout west b3 p2: good: Middlemarch, due 2026-03-23.
08:03  checkout west b3 p3: warning: Middlemarch, due 2026-03-23. It was still lent to another patron; that loan ends now.
08:04  checkin van b3: warning: Middlemarch: checked in, no loan was open here. It goes home to WEST.
08:05:00.157  sync west van: sent 2, received 1, digests equal
08:06:00.227  sync west main: sent 3, received 1, digests equal
08:07  checkin main b3: warning: Middlemarch: returned. Two loans of this barcode are in dispute; look at the spine. It goes home to WEST.
08:08  resolve main b3 keep B: case 2 decided
08:09:00.166  sync west main: sent 0, received 2, digests equal
08:10:00.144  sync van main: sent 0, received 3, digests equal
08:11:00.173  sync east main: sent 0, received 6, digests equal
08:12:00.035  sync west main: sent 0, received 0, digests equal
08:13  why main b3
  Loan main.3 is disputed: WEST lent the same barcode 60 seconds apart from MAIN, too soon to carry it there (case 2, facts main.3 and west.5).
  Loan west.5 closed as implied return at 2026-03-02T08:03:00Z: WEST had the item in hand and lent it on (west.6). Nobody need look; undo west.6 takes it back.
  Loan west.6 closed at 2026-03-02T08:04:00Z: the check-in at VAN at 2026-03-02T08:04:00Z (van.2) saw no loan and closes the latest before it, made at WEST. Nobody need look.
  Loan west.5 stands, as the review decision at MAIN at 2026-03-02T08:08:00Z (main.5) says.
  It ended as implied return at 2026-03-02T08:03:00Z: WEST lent the item (west.6). Nobody need look.
  It is at MAIN, available.
08:14  review main
  A case 2 WEST: MAIN and WEST lent one barcode too close in time: a wrong scan, or two books. (decided at MAIN at 2026-03-02T08:08:00Z (main.5): looked at it)
    A MAIN lent the item at 2026-03-02T08:01:00Z (loan main.3).
    B WEST lent the item at 2026-03-02T08:02:00Z (loan west.5).
08:15  expect no-loan b3: yes
