# A laptop from the attic believes that it is 2010. It takes back at noon what main lent in the
# morning, and meets another book on a shelf at two, which main marked as missing at one. By its own
# clock both happened years before; by the line they did not. The return ends the loan of that
# morning, and the missing book is found.
branches main
cart laptop
item 80003 "Rip Van Winkle" at main
item 80012 "The Legend of Sleepy Hollow" at main
patron p12 at main
clock laptop -16y at 08:10
checkout main 80003 p12 at 09:00
sync laptop main
cut laptop main
checkin laptop 80003 at 12:00
mark main 80012 missing at 13:00
inventory laptop 80012 at 14:00
renew main 80003 phone at 15:00
heal at 17:00
sync laptop main
why main 80003
why main 80012
review main
expect loan 80003 p12 closed
expect place 80003 laptop
expect place 80012 laptop
expect converged
----
08:10  clock laptop -16y
09:00  checkout main 80003 p12: good: Rip Van Winkle, due 2026-03-23.
09:01:00.160  sync laptop main: sent 0, received 1, digests equal, the clock here is behind by 16y
09:02  cut laptop main
12:00  checkin laptop 80003: warning: Rip Van Winkle: returned. It goes home to MAIN.
13:00  mark main 80012 missing: good: The Legend of Sleepy Hollow: marked missing.
14:00  inventory laptop 80012: warning: The Legend of Sleepy Hollow: seen. It goes home to MAIN.
15:00  renew main 80003 phone: good: Rip Van Winkle: renewed until 2026-04-13.
17:00  heal
17:01:00.173  sync laptop main: sent 2, received 2, digests equal, the clock here is behind by 16y
17:02  why main 80003
  The renewal without the item at MAIN at 2026-03-02T15:00:00Z (main.11) is void: loan main.9 was closed at 2026-03-02T12:00:00Z (laptop.2); no fee, the new due date does not count (case 3). Tell the borrower only if asked.
  It is at LAPTOP, available.
17:03  why main 80012
  The mark "missing" at MAIN at 2026-03-02T13:00:00Z (main.10) is dropped: the inventory scan at LAPTOP at 2026-03-02T14:00:00Z (laptop.3) shows the item (case 45). Nobody need look.
  It is at LAPTOP, available.
17:04  review main
  nothing to decide
17:05  expect loan 80003 p12 closed: yes
17:06  expect place 80003 laptop: yes
17:07  expect place 80012 laptop: yes
17:08  expect converged: yes
