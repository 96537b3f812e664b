# The hub is put back as it was, and nobody asks it to call anyone: the branches call it. The first
# caller is the witness, and hands back what the hub had lost.
branches main east west
item b1 "Gilead" at main
patron p1 at east
backup main as before
checkout main b1 p1 at 10:00
sync east main at 11:00
restore main before at 12:00
inventory main b1 at 13:00
sync east main at 14:00
sync west main at 15:00
sync east main at 16:00
status main
review main
expect says main "goes on as writer"
settle
expect converged
----
08:01  backup main as before
10:00  checkout main b1 p1: good: Gilead, due 2026-03-23.
11:00:00.223  sync east main: sent 0, received 1, digests equal
12:00  restore main before
13:00  inventory main b1: good: Gilead: seen.
14:00:00.195  sync east main: sent 0, received 2, digests equal
15:00:00.227  sync west main: sent 0, received 3, digests equal
16:00:00.023  sync east main: sent 0, received 0, digests equal
16:01  status main
  On 2026-03-02 14:00 UTC this replica found itself restored from an older copy: a peer holds 1 commit of it that it had lost. It goes on as writer main, wrote 1 unsent commit again and took the lost ones back.
16:02  review main
  B case 46 MAIN: MAIN met the item in the library though it was on loan from MAIN.
    A It is on loan since the checkout at MAIN at 2026-03-02T10:00:00Z (main.6).
    B It was here: the inventory scan at MAIN at 2026-03-02T13:00:00Z (af58ffd63cac6355.603424819286139).
16:03  expect says main "goes on as writer": yes
16:04:00.096  settle: all agree
16:05  expect converged: yes
