# One of three discs is not in the case when it comes back at main, so it is marked incomplete. The
# van has not heard and lends what it carries of it; the reader keeps it. Nobody else is lent it until
# the disc turns up in somebody's player.
branches main
cart van
item 40055 "The Complete Sea Symphonies" at main
patron p71 p72 at main
checkout main 40055 p71 at 09:00
sync van main at 09:10
cut van main at 09:30
checkin main 40055 at 10:00
mark main 40055 incomplete
checkout main 40055 p72
checkout van 40055 p72 at 11:00
heal at 17:00
sync van main
why main 40055
expect loan 40055 p72 open
checkin van 40055 at day 3 10:00
checkout van 40055 p71
mark van 40055 complete at day 4 09:00
checkout van 40055 p71
sync van main
expect loan 40055 p71 open
expect converged
----
09:00  checkout main 40055 p71: good: The Complete Sea Symphonies, due 2026-03-23.
09:10:00.223  sync van main: sent 0, received 1, digests equal
09:30  cut van main
10:00  checkin main 40055: good: The Complete Sea Symphonies: returned.
10:01  mark main 40055 incomplete: good: The Complete Sea Symphonies: marked incomplete.
10:02  checkout main 40055 p72: refused: The Complete Sea Symphonies is marked incomplete; look for the rest and mark it complete, or lend it with --override REASON.
11:00  checkout van 40055 p72: warning: The Complete Sea Symphonies, due 2026-03-23. It was still lent to another patron; that loan ends now.
17:00  heal
17:01:00.166  sync van main: sent 1, received 2, digests equal
17:02  why main 40055
  Loan main.6 closed at 2026-03-02T10:00:00Z by the check-in at MAIN at 2026-03-02T10:00:00Z (main.7), not as implied return at 2026-03-02T11:00:00Z, when VAN lent the item believing it still out (case 6). Nobody need look.
  It is with the borrower of loan van.2, on loan.
17:03  expect loan 40055 p72 open: yes
day 3 10:00  checkin van 40055: stop: The Complete Sea Symphonies: returned. It is marked incomplete; put it aside until the rest is found. It goes home to MAIN.
day 3 10:01  checkout van 40055 p71: refused: The Complete Sea Symphonies is marked incomplete; look for the rest and mark it complete, or lend it with --override REASON.
day 4 09:00  mark van 40055 complete: good: The Complete Sea Symphonies: marked complete.
day 4 09:01  checkout van 40055 p71: good: The Complete Sea Symphonies, due 2026-03-26.
day 4 09:02:00.151  sync van main: sent 3, received 0, digests equal
day 4 09:03  expect loan 40055 p71 open: yes
day 4 09:04  expect converged: yes
