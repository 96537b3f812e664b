# Found by the simulator's nightly sweep. The power of main goes, and somebody puts yesterday's disk in
# before switching it on again. What was only on the old disk is gone, and main works.
branches main east
item b1 "Paradise" at main
patron p2 p3 at east
backup main as backup241
checkout main b1 p2
crash main subset
restore main backup241
checkout main b1 p3
sync east main
expect loan b1 p3 open
expect converged
----
08:01  backup main as backup241
08:02  checkout main b1 p2: good: Paradise, due 2026-03-23.
08:03  crash main subset
08:04  restore main backup241
08:05  checkout main b1 p3: good: Paradise, due 2026-03-23.
08:06:00.157  sync east main: sent 0, received 1, digests equal
08:07  expect loan b1 p3 open: yes
08:08  expect converged: yes
