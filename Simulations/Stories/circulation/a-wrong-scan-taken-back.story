# The clerk at main lends a book to p91 although p92 stands before her; the cards lay side by side.
# She says so at once: the loan to p91 is undone and leaves no trace on that account but the
# evidence. Later she undoes a return that was scanned from the wrong pile, and the loan goes on as
# if nothing had been scanned.
branches main east
item 40041 "Beloved" at main
patron p91 p92 at main
checkout main 40041 p91 at 09:00
undo main 40041
checkout main 40041 p92
sync east main
why east 40041
expect loan 40041 p92 open
checkin main 40041 at day 2 09:00
undo main 40041
sync east main
why east 40041
review east
expect loan 40041 p92 open
expect no-conflict 40041
undo main 40041 at day 3 09:00
undo main 40041
sync east main
why main 40041
expect no-loan 40041
expect place 40041 main
expect converged
----
09:00  checkout main 40041 p91: good: Beloved, due 2026-03-23.
09:01  undo main 40041: good: Beloved: checkout undone.
09:02  checkout main 40041 p92: good: Beloved, due 2026-03-23.
09:03:00.230  sync east main: sent 0, received 3, digests equal
09:04  why east 40041
  The checkout at MAIN at 2026-03-02T09:00:00Z (main.6) was undone at MAIN (main.7): a wrong scan. Undo main.7 to bring it back.
  It is with the borrower of loan main.8, on loan.
09:05  expect loan 40041 p92 open: yes
day 2 09:00  checkin main 40041: good: Beloved: returned.
day 2 09:01  undo main 40041: good: Beloved: check-in undone.
day 2 09:02:00.230  sync east main: sent 0, received 2, digests equal
day 2 09:03  why east 40041
  The checkout at MAIN at 2026-03-02T09:00:00Z (main.6) was undone at MAIN (main.7): a wrong scan. Undo main.7 to bring it back.
  The check-in at MAIN at 2026-03-03T09:00:00Z (main.9) was undone at MAIN (main.10): a wrong scan. Undo main.10 to bring it back.
  It is with the borrower of loan main.8, on loan.
day 2 09:04  review east
  nothing to decide
day 2 09:05  expect loan 40041 p92 open: yes
day 2 09:06  expect no-conflict 40041: yes
day 3 09:00  undo main 40041: good: Beloved: checkout undone.
day 3 09:01  undo main 40041: refused: There is nothing of this branch to undo; name the fact.
day 3 09:02:00.179  sync east main: sent 0, received 1, digests equal
day 3 09:03  why main 40041
  The checkout at MAIN at 2026-03-02T09:00:00Z (main.6) was undone at MAIN (main.7): a wrong scan. Undo main.7 to bring it back.
  The check-in at MAIN at 2026-03-03T09:00:00Z (main.9) was undone at MAIN (main.10): a wrong scan. Undo main.10 to bring it back.
  The checkout at MAIN at 2026-03-02T09:02:00Z (main.8) was undone at MAIN (main.11): a wrong scan. Undo main.11 to bring it back.
  It is at MAIN, available.
day 3 09:04  expect no-loan 40041: yes
day 3 09:05  expect place 40041 main: yes
day 3 09:06  expect converged: yes
