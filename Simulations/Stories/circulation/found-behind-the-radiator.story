# A reader says that he brought it back weeks ago. The desk at main writes down what he says and lets
# the loan stand. East, which has not heard of it, finds the book behind a radiator when it reads its
# shelves. He was right: the loan ended on the day of his claim, and nobody has to decide anything.
branches main east
item 91001 "The Bookshop" at main
patron p12 at main
checkout main 91001 p12 at 09:00
sync east main at 10:00
mark main 91001 claims-returned at day 30 09:00
why main 91001
inventory east 91001 at day 30 15:00
sync east main at day 30 18:00
why main 91001
expect loan 91001 p12 closed
expect place 91001 east
expect no-conflict 91001
expect converged
----
09:00  checkout main 91001 p12: good: The Bookshop, due 2026-03-23.
10:00:00.165  sync east main: sent 0, received 1, digests equal
day 30 09:00  mark main 91001 claims-returned: warning: The Bookshop: marked claims-returned. Look for it on the shelves; the loan ends when somebody finds it.
day 30 09:01  why main 91001
  It is with the borrower of loan main.6, claimed returned.
day 30 15:00  inventory east 91001: warning: The Bookshop: seen. It was on loan; the loan ends as found on the shelf. It goes home to MAIN.
day 30 18:00:00.157  sync east main: sent 1, received 1, digests equal
day 30 18:01  why main 91001
  Loan main.6 closed at 2026-03-31T09:00:00Z, as the mark "claims-returned" at MAIN at 2026-03-31T09:00:00Z (main.7) says: the inventory scan at EAST at 2026-03-31T15:00:00Z (east.2) found the item in the library; no fine, and the claim was right (case 10). Nobody need look.
  It is at EAST, available.
day 30 18:02  expect loan 91001 p12 closed: yes
day 30 18:03  expect place 91001 east: yes
day 30 18:04  expect no-conflict 91001: yes
day 30 18:05  expect converged: yes
