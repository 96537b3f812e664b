# There is mould on this atlas, so main keeps it back for preservation. The van, which has no line,
# lends it to p71 an hour later. The loan stands, and main is to recall it today (case 54). When it
# comes back, the desk is told to put it into a bag; nobody is lent it until the binder lets it go.
branches main
cart van
item 40054 "Atlas of the Upper Valley" at main
patron p71 p72 at main
cut van main at 08:30
mark main 40054 preservation-hold at 09:00
checkout van 40054 p71 at 10:00
heal at 17:00
sync van main
why van 40054
review main
expect conflict lent-in-quarantine 40054 review main
expect loan 40054 p71 open
resolve main 40054 keep A
sync van main
checkin van 40054 at day 2 10:00
checkout van 40054 p72 at day 2 10:05
why van 40054
sync van main
expect conflict lent-in-quarantine 40054 resolved
mark main 40054 preservation-released at day 30 09:00
sync van main
checkout van 40054 p72 at day 30 10:00
sync van main
expect no-conflict 40054
expect loan 40054 p72 open
expect converged
----
08:30  cut van main
09:00  mark main 40054 preservation-hold: stop: Atlas of the Upper Valley: marked preservation-hold. Put it into a quarantine bag; to preservation.
10:00  checkout van 40054 p71: good: Atlas of the Upper Valley, due 2026-03-23.
17:00  heal
17:01:00.157  sync van main: sent 1, received 1, digests equal
17:02  why van 40054
  The mark "preservation-hold" at MAIN at 2026-03-02T09:00:00Z (main.6) had not seen the checkout at VAN at 2026-03-02T10:00:00Z (van.2): the loan stands, the item is to be recalled (case 54); MAIN reviews.
  It is with the borrower of loan van.2, on loan, quarantine on return.
17:03  review main
  A case 54 MAIN: MAIN kept the item back for preservation; VAN lent the item.
    A The mark "preservation-hold" at MAIN at 2026-03-02T09:00:00Z (main.6): it must not go out.
    B The checkout at VAN at 2026-03-02T10:00:00Z (van.2): it circulates.
17:04  expect conflict lent-in-quarantine 40054 review main: yes
17:05  expect loan 40054 p71 open: yes
17:06  resolve main 40054 keep A: case 54 decided
17:07:00.173  sync van main: sent 0, received 1, digests equal
day 2 10:00  checkin van 40054: stop: Atlas of the Upper Valley: returned. Put it into a quarantine bag; to preservation.
day 2 10:05  checkout van 40054 p72: refused: Atlas of the Upper Valley must not go out, for its preservation; put it into a quarantine bag, or lend it with --override REASON.
day 2 10:06  why van 40054
  The mark "preservation-hold" at MAIN at 2026-03-02T09:00:00Z (main.6) stands, as the review decision at MAIN at 2026-03-02T17:06:00Z (main.7) says.
  It is at VAN, preservation hold.
day 2 10:07:00.140  sync van main: sent 1, received 0, digests equal
day 2 10:08  expect conflict lent-in-quarantine 40054 resolved: yes
day 30 09:00  mark main 40054 preservation-released: good: Atlas of the Upper Valley: marked preservation-released.
day 30 09:01:00.227  sync van main: sent 0, received 1, digests equal
day 30 10:00  checkout van 40054 p72: good: Atlas of the Upper Valley, due 2026-04-21.
day 30 10:01:00.144  sync van main: sent 1, received 0, digests equal
day 30 10:02  expect no-conflict 40054: yes
day 30 10:03  expect loan 40054 p72 open: yes
day 30 10:04  expect converged: yes
