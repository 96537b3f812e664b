# The van's clock battery is dead, and its laptop wakes up ten years from now. It meets a book on
# its shelf at ten, and main lends that book at three. It mends a title at eleven, and main mends it
# otherwise at four. A clock of 2036 must not win for ten years, nor end a loan with a look from the
# future: the line sets it right, and main was later.
branches main
cart van
item 80001 "The Time Machin" at main
patron p12 p34 at main
cut van main at 08:10
clock van +10y at 08:20
inventory van 80001 at 10:00
retitle van 80001 "The Time Machines" at 11:00
checkout main 80001 p12 at 15:00
retitle main 80001 "The Time Machine" at 16:00
heal at 17:00
sync van main
why van 80001
review van
expect loan 80001 p12 open
expect title 80001 "The Time Machine"
expect conflict edited-twice 80001 review main
resolve main 80001 keep B at 18:00
checkin main 80001 at day 2 10:00
sync van main
inventory van 80001 at day 2 11:00
sync van main
checkout main 80001 p34 at day 2 12:00
sync van main
why main 80001
review main
expect no-conflict 80001
expect loan 80001 p12 closed
expect loan 80001 p34 open
expect title 80001 "The Time Machine"
expect converged
----
08:10  cut van main
08:20  clock van +10y
10:00  inventory van 80001: warning: The Time Machin: seen. It goes home to MAIN.
11:00  retitle van 80001 "The Time Machines": saved
15:00  checkout main 80001 p12: good: The Time Machin, due 2026-03-23.
16:00  retitle main 80001 "The Time Machine": saved
17:00  heal
17:01:00.230  sync van main: sent 2, received 2, digests equal, the clock here is ahead by 10y
17:02  why van 80001
  It is with the borrower of loan main.6, on loan.
17:03  review van
  B case 32 MAIN: Field 245's content was edited in 2 ways at once
    A 10$aThe Time Machines
    B 10$aThe Time Machine (shown)
17:04  expect loan 80001 p12 open: yes
17:05  expect title 80001 "The Time Machine": yes
17:06  expect conflict edited-twice 80001 review main: yes
18:00  resolve main 80001 keep B: case 32 decided
day 2 10:00  checkin main 80001: good: The Time Machine: returned.
day 2 10:01:00.216  sync van main: sent 0, received 2, digests equal, the clock here is ahead by 10y
day 2 11:00  inventory van 80001: warning: The Time Machine: seen. It goes home to MAIN.
day 2 11:01:00.153  sync van main: sent 1, received 0, digests equal, the clock here is ahead by 10y
day 2 12:00  checkout main 80001 p34: good: The Time Machine, due 2026-03-24.
day 2 12:01:00.193  sync van main: sent 0, received 1, digests equal, the clock here is ahead by 10y
day 2 12:02  why main 80001
  It is with the borrower of loan main.8, on loan.
day 2 12:03  review main
  nothing to decide
day 2 12:04  expect no-conflict 80001: yes
day 2 12:05  expect loan 80001 p12 closed: yes
day 2 12:06  expect loan 80001 p34 open: yes
day 2 12:07  expect title 80001 "The Time Machine": yes
day 2 12:08  expect converged: yes
