# Main lends a book to p12, then by mistake to p34, and undoes that. East, which saw the second loan only,
# takes the book back. Rightly the return ends p12's loan; no line used to say so (G9).
branches main east
item 40079 "Doctor Faustus" at main
patron p12 p34 at main
checkout main 40079 p12 at 09:00
checkout main 40079 p34 at 09:10
sync east main
cut main east
undo main 40079 at 09:20
checkin east 40079 at 10:00
heal
sync east main
why main 40079
expect loan 40079 p12 closed
----
09:00  checkout main 40079 p12: good: Doctor Faustus, due 2026-03-23.
09:10  checkout main 40079 p34: warning: Doctor Faustus, due 2026-03-23. It was still lent to another patron; that loan ends now.
09:11:00.223  sync east main: sent 0, received 2, digests equal
09:12  cut main east
09:20  undo main 40079: good: Doctor Faustus: checkout undone.
10:00  checkin east 40079: warning: Doctor Faustus: returned. It goes home to MAIN.
10:01  heal
10:02:00.177  sync east main: sent 1, received 1, digests equal
10:03  why main 40079
  The checkout at MAIN at 2026-03-02T09:10:00Z (main.7) was undone at MAIN (main.8): a wrong scan. The check-in at EAST at 2026-03-02T10:00:00Z (east.2) relied on it without knowing (case 101); MAIN reviews.
  Loan main.6 closed at 2026-03-02T10:00:00Z: the check-in at EAST at 2026-03-02T10:00:00Z (east.2) names main.7, which does not stand, and closes the loan before it. Nobody need look.
  It is at EAST, available.
10:04  expect loan 40079 p12 closed: yes
