# Found by ten thousand seeds of the fast sweep. The van's power goes with the very last thing that
# its disk is asked to do for a new card. The simulator took the van for running, since nothing had
# failed, and then found a dead machine on a sound evening. Nobody heard the beep, and the card is
# there all the same.
branches main
item b1 "Emma" at main
cart van
disk van cut-after call 38
register van n28
start van
checkout van b1 n28
sync van main
expect loan b1 n28 open
expect converged
----
08:01  disk van cut-after call 38
08:02  register van n28: the power went in the middle; nothing was acknowledged
08:03  start van: it is back
08:04  checkout van b1 n28: good: Emma, due 2026-03-23.
08:05:00.119  sync van main: sent 2, received 0, digests equal
08:06  expect loan b1 n28 open: yes
08:07  expect converged: yes
