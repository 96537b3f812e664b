# A teacher wants the very copy with the notes in it. The van, which does not know, lends it. The loan
# stands; until it comes back any other copy may serve her, and main, where she fetches, is told.
branches main
cart van
item 90041 "No Fond Return of Love" at main
item 90042 "No Fond Return of Love" at main of 90041
patron p12 p34 at main
cut van main at 09:00
hold main p12 90041 at main only at 10:00
checkout van 90041 p34 at 10:30
heal at 17:00
sync van main at 17:05
review main
expect conflict wanted-and-lent 90041 review main
capture main 90042 at 17:10
sync van main at 17:15
expect hold p12 90041 ready
expect converged
----
09:00  cut van main
10:00  hold main p12 90041 at main only: good: No Fond Return of Love: wished for, to be fetched at MAIN, place 1 in the queue.
10:30  checkout van 90041 p34: good: No Fond Return of Love, due 2026-03-23.
17:00  heal
17:05:00.227  sync van main: sent 1, received 1, digests equal
17:06  review main
  B case 20 MAIN: VAN lent an item that a reader at MAIN waits for.
    A The hold placed at MAIN at 2026-03-02T10:00:00Z (main.7).
    B The checkout at VAN at 2026-03-02T10:30:00Z (van.2).
17:07  expect conflict wanted-and-lent 90041 review main: yes
17:10  capture main 90042: stop: No Fond Return of Love: in hand. It goes to the hold shelf for card …p12.
17:15:00.144  sync van main: sent 0, received 1, digests equal
17:16  expect hold p12 90041 ready: yes
17:17  expect converged: yes
