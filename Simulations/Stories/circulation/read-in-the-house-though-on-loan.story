# p83 returned an atlas by leaving it on a table. A reader at main used it there, and the pages who
# clear the tables scan everything as used in the house. With that the loan is over, at that hour;
# the desk looks and agrees. The same holds for a book that its own branch finds behind a radiator.
branches main east
item 40035 "Atlas of the Roman World" at main
item 40036 "The Makioka Sisters" at east
patron p83 p84 at main
checkout main 40035 p83 at 09:00
checkout east 40036 p84 at 09:05
sync east main
inhouse main 40035 at day 6 19:00
mark east 40036 found at day 6 19:05
sync east main
why main 40035
why main 40036
review main
expect conflict found-on-shelf 40035 review main
expect conflict found-on-shelf 40036 review east
resolve main 40035 keep B at day 7 09:00
resolve east 40036 keep B at day 7 09:05
sync east main
review east
expect no-conflict 40035
expect no-conflict 40036
expect place 40035 main
expect place 40036 east
expect converged
----
09:00  checkout main 40035 p83: good: Atlas of the Roman World, due 2026-03-23.
09:05  checkout east 40036 p84: good: The Makioka Sisters, due 2026-03-23.
09:06:00.230  sync east main: sent 1, received 1, digests equal
day 6 19:00  inhouse main 40035: warning: Atlas of the Roman World: used in the library. It was on loan; the loan ends as found on the shelf.
day 6 19:05  mark east 40036 found: warning: The Makioka Sisters: marked found. It was on loan; the loan ends as found on the shelf.
day 6 19:06:00.227  sync east main: sent 1, received 1, digests equal
day 6 19:07  why main 40035
  Loan main.6 closed as found on the shelf at 2026-03-07T19:00:00Z: the use in the house at MAIN at 2026-03-07T19:00:00Z (main.7) though it was on loan from MAIN; fines stop then or at the due date (case 46).
  Whether the use in the house at MAIN at 2026-03-07T19:00:00Z (main.7) ended loan main.6 (case 46): MAIN reviews.
  Used in the house once, by the scan at MAIN at 2026-03-07T19:00:00Z (main.7): each scan that stands counts once, however often it arrives (case 51). Nobody need look.
  It is at MAIN, available.
day 6 19:08  why main 40036
  Loan east.5 closed as found on the shelf at 2026-03-07T19:05:00Z: the mark "found" at EAST at 2026-03-07T19:05:00Z (east.6) though it was on loan from EAST; fines stop then or at the due date (case 46).
  Whether the mark "found" at EAST at 2026-03-07T19:05:00Z (east.6) ended loan east.5 (case 46): EAST reviews.
  It is at EAST, available.
day 6 19:09  review main
  B case 46 EAST: EAST met the item in the library though it was on loan from EAST.
    A It is on loan since the checkout at EAST at 2026-03-02T09:05:00Z (east.5).
    B It was here: the mark "found" at EAST at 2026-03-07T19:05:00Z (east.6).
  B case 46 MAIN: MAIN met the item in the library though it was on loan from MAIN.
    A It is on loan since the checkout at MAIN at 2026-03-02T09:00:00Z (main.6).
    B It was here: the use in the house at MAIN at 2026-03-07T19:00:00Z (main.7).
day 6 19:10  expect conflict found-on-shelf 40035 review main: yes
day 6 19:11  expect conflict found-on-shelf 40036 review east: yes
day 7 09:00  resolve main 40035 keep B: case 46 decided
day 7 09:05  resolve east 40036 keep B: case 46 decided
day 7 09:06:00.201  sync east main: sent 1, received 1, digests equal
day 7 09:07  review east
  B case 46 EAST: EAST met the item in the library though it was on loan from EAST. (decided at EAST at 2026-03-08T09:05:00Z (east.7): looked at it)
    A It is on loan since the checkout at EAST at 2026-03-02T09:05:00Z (east.5).
    B It was here: the mark "found" at EAST at 2026-03-07T19:05:00Z (east.6).
  B case 46 MAIN: MAIN met the item in the library though it was on loan from MAIN. (decided at MAIN at 2026-03-08T09:00:00Z (main.8): looked at it)
    A It is on loan since the checkout at MAIN at 2026-03-02T09:00:00Z (main.6).
    B It was here: the use in the house at MAIN at 2026-03-07T19:00:00Z (main.7).
day 7 09:08  expect no-conflict 40035: yes
day 7 09:09  expect no-conflict 40036: yes
day 7 09:10  expect place 40035 main: yes
day 7 09:11  expect place 40036 east: yes
day 7 09:12  expect converged: yes
