# Main withdraws a guide that the van has lent, and decides after the return that it goes on circulating.
# `why` had a line for the doubt and none for the decision (G9).
branches main
cart van
item 40025 "Birds of Britain and Europe" at main
patron p71 at main
cut van main at 08:30
checkout van 40025 p71 at 10:00
mark main 40025 withdrawn at 11:00
checkin van 40025 at 12:00
heal
sync van main
why main 40025
resolve main 40025 keep B
why main 40025
----
08:30  cut van main
10:00  checkout van 40025 p71: good: Birds of Britain and Europe, due 2026-03-23.
11:00  mark main 40025 withdrawn: good: Birds of Britain and Europe: marked withdrawn.
12:00  checkin van 40025: warning: Birds of Britain and Europe: returned. It goes home to MAIN.
12:01  heal
12:02:00.227  sync van main: sent 2, received 1, digests equal
12:03  why main 40025
  The mark "withdrawn" at MAIN at 2026-03-02T11:00:00Z (main.6) had not seen the checkout at VAN at 2026-03-02T10:00:00Z (van.2): the item goes to cataloguing (case 12); MAIN reviews.
  It is at VAN, withdrawn pending.
12:04  resolve main 40025 keep B: case 12 decided
12:05  why main 40025
  The mark "withdrawn" at MAIN at 2026-03-02T11:00:00Z (main.6) is void, as the review decision at MAIN at 2026-03-02T12:04:00Z (main.7) says.
  It is at VAN, available.
