# The van lends three books until Thursday and Friday, and drives on. At main, snow is forecast: the van
# will not go out on Thursday and Friday. What is due on one of these days is due on Saturday now, what is
# due before stays so, and no day of the snow costs anything (case 41). Nobody need look: the van hears of
# it days later, and says the same.
branches main
cart van
item 40111 "Snow Country" at van
item 40112 "The Snow Queen" at van
item 40113 "Smilla's Sense of Snow" at van
patron p12 p34 p56 at main
policy main 3 50 2000 at 08:10
sync van main at 08:20
checkout van 40111 p12 at 09:00
checkout van 40112 p34 due 2026-03-04 at 09:05
checkout van 40113 p56 at day 2 09:10
sync van main at day 2 12:00
expect due 40111 2026-03-05
close main van 2026-03-05 2026-03-06 at day 3 08:00
sync van main at day 6 08:00
expect due 40111 2026-03-07
expect due 40112 2026-03-04
expect due 40113 2026-03-07
expect owed p12 0
expect owed p34 50
checkin van 40113 at day 6 10:00
checkin van 40111 at day 7 10:00
checkin main 40112 at day 7 10:10
sync van main at day 7 11:00
expect owed p56 0
expect owed p12 50
expect owed p34 100
review main
expect converged
----
08:10  policy main 3 50 2000: loaded
08:20:00.160  sync van main: sent 0, received 1, digests equal
09:00  checkout van 40111 p12: good: Snow Country, due 2026-03-05.
09:05  checkout van 40112 p34 due 2026-03-04: good: The Snow Queen, due 2026-03-04.
day 2 09:10  checkout van 40113 p56: good: Smilla's Sense of Snow, due 2026-03-06.
day 2 12:00:00.166  sync van main: sent 3, received 0, digests equal
day 2 12:01  expect due 40111 2026-03-05: yes
day 3 08:00  close main van 2026-03-05 2026-03-06: closed
day 6 08:00:00.173  sync van main: sent 0, received 1, digests equal
day 6 08:01  expect due 40111 2026-03-07: yes
day 6 08:02  expect due 40112 2026-03-04: yes
day 6 08:03  expect due 40113 2026-03-07: yes
day 6 08:04  expect owed p12 0: yes
day 6 08:05  expect owed p34 50: yes
day 6 10:00  checkin van 40113: good: Smilla's Sense of Snow: returned.
day 7 10:00  checkin van 40111: good: Snow Country: returned, 1 day overdue.
day 7 10:10  checkin main 40112: warning: The Snow Queen: returned, 4 days overdue. It goes home to VAN.
day 7 11:00:00.193  sync van main: sent 2, received 1, digests equal
day 7 11:01  expect owed p56 0: yes
day 7 11:02  expect owed p12 50: yes
day 7 11:03  expect owed p34 100: yes
day 7 11:04  review main
  nothing to decide
day 7 11:05  expect converged: yes
