# The van scans an old label that no record bears any more, sees its mistake and undoes the scan, as the
# queue proposes. Nothing is left to decide, and nobody is sent after a scan that was taken back.
branches main
cart van
item 50010 "Where the Wild Things Are" at main
checkin van 59999 at 09:00
sync van main
review main
undo van 59999 at 09:10
sync van main
why main 59999
review main
expect no-conflict 59999
----
09:00  checkin van 59999: stop: Barcode 59999: checked in, no loan was open here. This replica does not know the item; put it aside for cataloguing.
09:01:00.120  sync van main: sent 1, received 0, digests equal
09:02  review main
  B case 102 VAN: Barcode 59999 was scanned and no item bears it.
    A The check-in at VAN at 2026-03-02T09:00:00Z (van.2).
09:10  undo van 59999: good: Barcode 59999: check-in undone.
09:11:00.119  sync van main: sent 1, received 0, digests equal
09:12  why main 59999
  The check-in at VAN at 2026-03-02T09:00:00Z (van.2) was undone at VAN (van.3): a wrong scan. Undo van.3 to bring it back.
09:13  review main
  nothing to decide
09:14  expect no-conflict 59999: yes
