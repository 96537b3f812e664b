# The lock of the drop box at main was stuck since Monday, when the book was due, and is forced on
# Wednesday. The clerk dates the return back to Monday, so that p25 is not charged for the lock. A
# slip of the finger that dates it before the loan began, or into tomorrow, is refused.
branches main east
item 40078 "Gösta Berlings saga" at main
patron p25 at main
checkout main 40078 p25 at 09:00
checkin main 40078 backdate 24 at day 24 08:55
checkin main 40078 backdate -1
checkin main 40078 backdate 2 at day 24 09:00
sync east main
why east 40078
review east
expect loan 40078 p25 closed
expect place 40078 main
expect converged
----
09:00  checkout main 40078 p25: good: Gösta Berlings saga, due 2026-03-23.
day 24 08:55  checkin main 40078 backdate 24: refused: The item was lent on 2026-03-02 and cannot have come back on 2026-03-01; check the date.
day 24 08:56  checkin main 40078 backdate -1: refused: 2026-03-26 is still to come; backdate to today at the latest.
day 24 09:00  checkin main 40078 backdate 2: good: Gösta Berlings saga: returned.
day 24 09:01:00.160  sync east main: sent 0, received 2, digests equal
day 24 09:02  why east 40078
  It is at MAIN, available.
day 24 09:03  review east
  nothing to decide
day 24 09:04  expect loan 40078 p25 closed: yes
day 24 09:05  expect place 40078 main: yes
day 24 09:06  expect converged: yes
