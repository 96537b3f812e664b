# A bag is stolen on the train at nine, and main is told. At two somebody borrows with the card on the van,
# which has not heard. The loan stands, nobody is charged for it, and main is asked who it was (case 23).
branches main
cart van
item 90021 "Some Tame Gazelle" at main
patron p12 at main
cut van main at 08:30
block main p12 stolen at 09:00
checkout van 90021 p12 at 14:00
checkout main 90021 p12 at 15:00
heal at 17:00
sync van main at 17:05
review main
expect conflict lent-on-stolen-card p12 review main
expect loan 90021 p12 open
resolve main p12 keep B at day 2 09:00
unblock main p12
sync van main at day 2 10:00
expect conflict lent-on-stolen-card p12 resolved
expect converged
----
08:30  cut van main
09:00  block main p12 stolen: good: The patron is blocked from now on.
14:00  checkout van 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
15:00  checkout main 90021 p12: refused: This card was reported stolen at 2026-03-02T09:00:00Z. Keep it and ask for a proof of who this is, or lend with --override REASON.
17:00  heal
17:05:00.227  sync van main: sent 1, received 1, digests equal
17:06  review main
  A case 23 MAIN: A card was reported stolen at MAIN and used at VAN.
    A The report of a stolen card at MAIN at 2026-03-02T09:00:00Z (main.6).
    B The checkout at VAN at 2026-03-02T14:00:00Z (van.2).
17:07  expect conflict lent-on-stolen-card p12 review main: yes
17:08  expect loan 90021 p12 open: yes
day 2 09:00  resolve main p12 keep B: case 23 decided
day 2 09:01  unblock main p12: good: The patron may borrow again.
day 2 10:00:00.184  sync van main: sent 0, received 2, digests equal
day 2 10:01  expect conflict lent-on-stolen-card p12 resolved: yes
day 2 10:02  expect converged: yes
