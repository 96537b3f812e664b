# Two rolls of labels were printed with the same numbers. main sticks 50999 on one book and east on
# another, on the same morning. Whoever scans it afterwards is told both titles, and is not given
# one by chance. The loan that east made under the old label stays with its book. When main has
# relabelled its own, both can be scanned again.
branches main east
item 50011 "Kon-Tiki" at main
item 50012 "Silent Spring" at east
patron p12 p13 at main
checkout east 50012 p13 at 08:20
sync east main
cut main east
describe main 50011 barcode 50999 at 09:00
describe east 50012 barcode 50999 at 09:10
heal at 10:00
sync east main
checkout main 50999 p12 at 10:30
describe main 50999 barcode 50998 at 11:00
sync east main
checkin main 50999 at 12:00
checkout main 50998 p12
sync east main
why main 50999
why main 50998
expect loan 50999 p13 closed
expect loan 50998 p12 open
expect place 50999 main
expect title 50998 "Kon-Tiki"
expect converged
----
08:20  checkout east 50012 p13: good: Silent Spring, due 2026-03-23.
08:21:00.161  sync east main: sent 1, received 0, digests equal
08:22  cut main east
09:00  describe main 50011 barcode 50999: saved
09:10  describe east 50012 barcode 50999: saved
10:00  heal
10:01:00.177  sync east main: sent 1, received 1, digests equal
10:30  checkout main 50999 p12: refused: Barcode 50999 is on 2 items: Kon-Tiki; Silent Spring. Relabel all but one.
11:00  describe main 50999 barcode 50998: saved
11:01:00.144  sync east main: sent 0, received 1, digests equal
12:00  checkin main 50999: warning: Silent Spring: returned. It goes home to EAST.
12:01  checkout main 50998 p12: good: Kon-Tiki, due 2026-03-23.
12:02:00.204  sync east main: sent 0, received 2, digests equal
12:03  why main 50999
  It is at MAIN, available.
12:04  why main 50998
  It is with the borrower of loan main.7, on loan.
12:05  expect loan 50999 p13 closed: yes
12:06  expect loan 50998 p12 open: yes
12:07  expect place 50999 main: yes
12:08  expect title 50998 Kon-Tiki: yes
12:09  expect converged: yes
