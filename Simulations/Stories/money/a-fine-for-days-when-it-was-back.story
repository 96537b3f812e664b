# The van takes a book back a day late and is out of reach. Main goes on reckoning, and its reader pays
# for four days. When the van comes home three of them are to be given back (cases 5 and 40).
branches main
cart van
item 90021 "Some Tame Gazelle" at main
patron p12 at main
policy main 1 50 5000 at 08:30
checkout main 90021 p12 at 09:00
sync van main at 09:30
cut van main at 10:00
checkin van 90021 at day 3 11:00
pay main p12 200 at day 6 10:00
heal at day 6 17:00
sync van main at day 6 17:05
review main
expect conflict fine-paid-too-far 90021 review main
expect owed p12 0
expect credit p12 150
refund main p12 at day 6 17:30
sync van main at day 6 17:40
expect conflict fine-paid-too-far 90021 resolved
expect credit p12 0
expect converged
----
08:30  policy main 1 50 5000: loaded
09:00  checkout main 90021 p12: good: Some Tame Gazelle, due 2026-03-03.
09:30:00.230  sync van main: sent 0, received 2, digests equal
10:00  cut van main
day 3 11:00  checkin van 90021: warning: Some Tame Gazelle: returned, 1 day overdue. It goes home to MAIN.
day 6 10:00  pay main p12 200: good: Paid USD 2.00 by cash. Nothing is owed any longer. Receipt 55df56da5670691c.8.
day 6 17:00  heal
day 6 17:05:00.230  sync van main: sent 1, received 1, digests equal
day 6 17:06  review main
  A case 5 MAIN: MAIN took a fine for days after the item had come back at VAN.
    A The payment at MAIN at 2026-03-07T10:00:00Z (main.8).
    B The check-in at VAN at 2026-03-04T11:00:00Z (van.2).
day 6 17:07  expect conflict fine-paid-too-far 90021 review main: yes
day 6 17:08  expect owed p12 0: yes
day 6 17:09  expect credit p12 150: yes
day 6 17:30  refund main p12: good: Given back: USD 1.50 by cash.
day 6 17:40:00.201  sync van main: sent 0, received 1, digests equal
day 6 17:41  expect conflict fine-paid-too-far 90021 resolved: yes
day 6 17:42  expect credit p12 0: yes
day 6 17:43  expect converged: yes
