# The laptop says that a reader owes too much; she paid at main an hour ago. Staff lend with a reason,
# and when the two meet nobody is asked anything (case 24).
branches main
cart van
item 90021 "Some Tame Gazelle" at main
patron p12 at main
policy main 7 50 100 at 08:30
charge main p12 other 300 at 09:00
sync van main at 09:30
pay main p12 300 at 10:00
checkout van 90021 p12 at 11:00
checkout van 90021 p12 override at 11:01
sync van main at 17:00
expect loan 90021 p12 open
expect owed p12 0
expect no-conflict 90021
expect converged
----
08:30  policy main 7 50 100: loaded
09:00  charge main p12 other 300: good: Charged USD 3.00, other.
09:30:00.230  sync van main: sent 0, received 2, digests equal
10:00  pay main p12 300: good: Paid USD 3.00 by cash. Nothing is owed any longer. Receipt 55df56da5670691c.8.
11:00  checkout van 90021 p12: refused: The patron owes USD 3.00 and may owe USD 1.00; take a payment, or lend with --override REASON.
11:01  checkout van 90021 p12 override: good: Some Tame Gazelle, due 2026-03-09.
17:00:00.177  sync van main: sent 1, received 1, digests equal
17:01  expect loan 90021 p12 open: yes
17:02  expect owed p12 0: yes
17:03  expect no-conflict 90021: yes
17:04  expect converged: yes
