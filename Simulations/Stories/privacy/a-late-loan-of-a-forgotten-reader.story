# Headquarters lets all closed loans forget who had them. The van, out for days, lent a book and took it
# back before that, and comes home later: the loan is there, and says no longer whose it was. What is
# still on loan keeps its reader until it comes back (case 49).
branches main
cart van
item 90021 "Some Tame Gazelle" at main
item 90022 "Excellent Women" at main
patron p12 p13 at main
checkout main 90022 p13 at 09:00
checkin main 90022 at 10:00
sync van main at 10:30
cut van main at 11:00
checkout van 90021 p12 at 12:00
checkout van 90022 p13 at 12:30
checkin van 90021 at day 2 09:00
anonymise main 10 at day 30 09:00
heal at day 31 09:00
sync van main at day 31 09:05
expect anonymous 90021
expect loan 90022 p13 open
why main 90021
checkin main 90022 at day 32 09:00
sync van main at day 32 09:30
expect loan 90022 p13 closed
anonymise main 0 at day 40 09:00
sync van main at day 40 09:30
expect anonymous 90022
expect no-conflict 90021
expect converged
----
09:00  checkout main 90022 p13: good: Excellent Women, due 2026-03-23.
10:00  checkin main 90022: good: Excellent Women: returned.
10:30:00.160  sync van main: sent 0, received 2, digests equal
11:00  cut van main
12:00  checkout van 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
12:30  checkout van 90022 p13: good: Excellent Women, due 2026-03-23.
day 2 09:00  checkin van 90021: warning: Some Tame Gazelle: returned. It goes home to MAIN.
day 30 09:00  anonymise main 10: loans that ended by 2026-03-21 name nobody
day 31 09:00  heal
day 31 09:05:00.173  sync van main: sent 3, received 1, digests equal
day 31 09:06  expect anonymous 90021: yes
day 31 09:07  expect loan 90022 p13 open: yes
day 31 09:08  why main 90021
  Loan van.2 was by somebody no longer known (anonymised until 2026-03-21). Nobody need look.
  It is at VAN, available.
day 32 09:00  checkin main 90022: good: Excellent Women: returned, 10 days overdue.
day 32 09:30:00.216  sync van main: sent 0, received 1, digests equal
day 32 09:31  expect loan 90022 p13 closed: yes
day 40 09:00  anonymise main 0: loans that ended by 2026-04-10 name nobody
day 40 09:30:00.111  sync van main: sent 0, received 1, digests equal
day 40 09:31  expect anonymous 90022: yes
day 40 09:32  expect no-conflict 90021: yes
day 40 09:33  expect converged: yes
