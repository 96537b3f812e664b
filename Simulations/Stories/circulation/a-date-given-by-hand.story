# Main lends a book to p12 for a long journey, until the twentieth of April, and one to p34 for the weekend
# only; what the policy says is three weeks. East, which knows main's calendar, enters that main is closed
# from the sixth of March through the twenty-fourth. Of the date that staff gave and the closure the later
# counts (case 42): p12 has time until April, p34 until main opens again.
branches main east
item 40121 "The Towers of Trebizond" at main
item 40122 "A Time of Gifts" at main
item 40123 "The Way of the World" at main
patron p12 p34 p56 at main
checkout main 40121 p12 due 2026-04-20 at 09:00
checkout main 40122 p34 due 2026-03-06 at 09:05
checkout main 40123 p56 at 09:10
close east main 2026-03-06 2026-03-24 at 09:30
sync east main at 10:00
expect due 40121 2026-04-20
expect due 40122 2026-03-25
expect due 40123 2026-03-25
checkin east 40122 at day 20 10:00
checkin east 40121 at day 30 10:00
sync east main at day 30 11:00
review main
expect converged
----
09:00  checkout main 40121 p12 due 2026-04-20: good: The Towers of Trebizond, due 2026-04-20.
09:05  checkout main 40122 p34 due 2026-03-06: good: A Time of Gifts, due 2026-03-06.
09:10  checkout main 40123 p56: good: The Way of the World, due 2026-03-23.
09:30  close east main 2026-03-06 2026-03-24: closed
10:00:00.227  sync east main: sent 1, received 3, digests equal
10:01  expect due 40121 2026-04-20: yes
10:02  expect due 40122 2026-03-25: yes
10:03  expect due 40123 2026-03-25: yes
day 20 10:00  checkin east 40122: warning: A Time of Gifts: returned. It goes home to MAIN.
day 30 10:00  checkin east 40121: warning: The Towers of Trebizond: returned. It goes home to MAIN.
day 30 11:00:00.114  sync east main: sent 2, received 0, digests equal
day 30 11:01  review main
  nothing to decide
day 30 11:02  expect converged: yes
