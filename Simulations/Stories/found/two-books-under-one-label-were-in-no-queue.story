# Main and east stick the same number on two books. Nobody would notice until one is scanned, which may be
# next year; whoever labelled later is told at the first sync (case 27), and the task is gone with the new
# label. It used to be in no queue.
branches main east
item 50011 "Kon-Tiki" at main
item 50012 "Silent Spring" at east
cut main east
describe main 50011 barcode 50999 at 09:00
describe east 50012 barcode 50999 at 09:10
heal at 10:00
sync east main
why main 50999
review main
expect conflict shared-barcode 50999 review east
----
08:01  cut main east
09:00  describe main 50011 barcode 50999: saved
09:10  describe east 50012 barcode 50999: saved
10:00  heal
10:01:00.160  sync east main: sent 1, received 1, digests equal
10:02  why main 50999
  It is at MAIN, available.
10:03  review main
  A case 27 EAST: 2 items bear barcode 50999.
    A Item main.5 of MAIN.
    B Item east.4 of EAST.
10:04  expect conflict shared-barcode 50999 review east: yes
