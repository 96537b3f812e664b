# She was sure that she had returned it, and it lay under the bed. She brings it back to the van: the
# return counts, the claim is settled, and nobody need look.
branches main
cart van
item 91002 "Offshore" at main
patron p12 at main
checkout main 91002 p12 at 09:00
mark main 91002 claims-returned at day 30 09:00
sync van main at day 30 09:30
checkin van 91002 at day 30 14:00
sync van main at day 30 18:00
why main 91002
expect loan 91002 p12 closed
expect no-conflict 91002
expect converged
----
09:00  checkout main 91002 p12: good: Offshore, due 2026-03-23.
day 30 09:00  mark main 91002 claims-returned: warning: Offshore: marked claims-returned. Look for it on the shelves; the loan ends when somebody finds it.
day 30 09:30:00.230  sync van main: sent 0, received 2, digests equal
day 30 14:00  checkin van 91002: warning: Offshore: returned, 8 days overdue. It was claimed returned; that is settled now. It goes home to MAIN.
day 30 18:00:00.133  sync van main: sent 1, received 0, digests equal
day 30 18:01  why main 91002
  The mark "claims-returned" at MAIN at 2026-03-31T09:00:00Z (main.7) is settled: the borrower returned it after all (case 11). Nobody need look.
  It is at VAN, available.
day 30 18:02  expect loan 91002 p12 closed: yes
day 30 18:03  expect no-conflict 91002: yes
day 30 18:04  expect converged: yes
