# On Wednesday main's disk is put back as it was on Monday. Nothing in the folder can tell, for all of it
# is equally old; so main goes on scanning. East holds what main has forgotten and says so when they
# meet: main goes on as a new writer, takes the lost scans back, and writes again what only it has.
branches main east
item b1 "Beloved" at main
item b2 "Housekeeping" at east
patron p1 p2 at main
backup main as monday
checkout main b1 p1 at day 2 09:00
sync east main at day 2 18:00
restore main monday at day 3 08:00
checkout main b2 p2 at day 3 09:00
sync main east at day 3 18:00
status main
expect loan b1 p1 open
expect loan b2 p2 open
expect says main "restored from an older copy"
sync east main
expect converged
----
08:01  backup main as monday
day 2 09:00  checkout main b1 p1: good: Beloved, due 2026-03-24.
day 2 18:00:00.230  sync east main: sent 0, received 1, digests equal
day 3 08:00  restore main monday
day 3 09:00  checkout main b2 p2: good: Housekeeping, due 2026-03-25.
day 3 18:00:00.227  sync main east: sent 2, received 0, digests equal
day 3 18:01  status main
  On 2026-03-04 18:00 UTC this replica found itself restored from an older copy: east holds 1 commit of it that it had lost. It goes on as writer main, wrote 1 unsent commit again and took the lost ones back.
day 3 18:02  expect loan b1 p1 open: yes
day 3 18:03  expect loan b2 p2 open: yes
day 3 18:04  expect says main "restored from an older copy": yes
day 3 18:05:00.028  sync east main: sent 0, received 0, digests equal
day 3 18:06  expect converged: yes
