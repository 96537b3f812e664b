# Main sends a book to east. The line is down, so the van of the children's library, which stands in
# the yard, does not know of it, and when a reader takes the book out of the crate the van lends it.
# The loan stands, the way to east is over, and east is told in its queue not to wait.
branches main east
cart van
item 80002 "Swallows and Amazons" at main
patron p12 at main
cut van main at 08:30
send main 80002 to east at 09:00
sync east main at 09:05
why east 80002
checkout van 80002 p12 at 10:00
heal at 16:00
sync van main at 16:05
sync east main at 16:10
why east 80002
review east
expect loan 80002 p12 open
expect conflict lent-in-transit 80002 review east
resolve east 80002 keep B at 16:20
sync east main at 16:25
sync van main at 16:26
expect conflict lent-in-transit 80002 resolved
expect loan 80002 p12 open
----
08:30  cut van main
09:00  send main 80002 to east: good: Swallows and Amazons: to EAST.
09:05:00.230  sync east main: sent 0, received 1, digests equal
09:06  why east 80002
  It is on its way from MAIN to EAST, in transit.
10:00  checkout van 80002 p12: good: Swallows and Amazons, due 2026-03-23.
16:00  heal
16:05:00.177  sync van main: sent 1, received 1, digests equal
16:10:00.230  sync east main: sent 0, received 1, digests equal
16:11  why east 80002
  VAN lent the item, which was on its way from MAIN to EAST (case 14); EAST reviews.
  It is with the borrower of loan van.2, on loan.
16:12  review east
  B case 14 EAST: VAN lent the item, which was on its way from MAIN to EAST.
    A The dispatch at MAIN at 2026-03-02T09:00:00Z (main.6), to EAST.
    B The checkout at VAN at 2026-03-02T10:00:00Z (van.2).
16:13  expect loan 80002 p12 open: yes
16:14  expect conflict lent-in-transit 80002 review east: yes
16:20  resolve east 80002 keep B: case 14 decided
16:25:00.157  sync east main: sent 1, received 0, digests equal
16:26:00.179  sync van main: sent 0, received 1, digests equal
16:27  expect conflict lent-in-transit 80002 resolved: yes
16:28  expect loan 80002 p12 open: yes
