# Long overdue: main marks a book as lost. The van had it back the day before and was out of reach,
# so the mark is dropped, and nobody is billed for a book on a shelf. Of another one the van hears
# first that it is lost, and then takes it back: that mark has ended. The third came back, was seen,
# and is lost since.
branches main
cart van
item 40075 "The Tin Drum" at main
item 40076 "Cat and Mouse" at main
item 40077 "Dog Years" at main
patron p24 at main
checkout main 40075 p24 at 09:00
checkout main 40076 p24
checkout main 40077 p24
sync van main
cut van main
checkin van 40075 at day 39 16:00
mark main 40075 lost at day 40 09:00
mark main 40076 lost
checkin main 40077
mark main 40077 lost
heal
sync van main
checkin van 40076 at day 41 10:00
sync van main
why main 40075
why main 40076
why main 40077
review main
expect place 40075 van
expect place 40076 van
expect no-loan 40077
expect no-conflict 40075
expect converged
----
09:00  checkout main 40075 p24: good: The Tin Drum, due 2026-03-23.
09:01  checkout main 40076 p24: good: Cat and Mouse, due 2026-03-23.
09:02  checkout main 40077 p24: good: Dog Years, due 2026-03-23.
09:03:00.227  sync van main: sent 0, received 3, digests equal
09:04  cut van main
day 39 16:00  checkin van 40075: warning: The Tin Drum: returned, 17 days overdue. It goes home to MAIN.
day 40 09:00  mark main 40075 lost: good: The Tin Drum: marked lost.
day 40 09:01  mark main 40076 lost: good: Cat and Mouse: marked lost.
day 40 09:02  checkin main 40077: good: Dog Years: returned, 18 days overdue.
day 40 09:03  mark main 40077 lost: good: Dog Years: marked lost.
day 40 09:04  heal
day 40 09:05:00.201  sync van main: sent 1, received 4, digests equal
day 41 10:00  checkin van 40076: warning: Cat and Mouse: returned, 19 days overdue. It was marked lost; it is found now. It goes home to MAIN.
day 41 10:01:00.151  sync van main: sent 1, received 0, digests equal
day 41 10:02  why main 40075
  The mark "lost" at MAIN at 2026-04-10T09:00:00Z (main.15) is dropped: the check-in at VAN at 2026-04-09T16:00:00Z (van.2) shows the item. Nobody need look.
  It is at VAN, available.
day 41 10:03  why main 40076
  The mark "lost" at MAIN at 2026-04-10T09:01:00Z (main.16) is ended: the check-in at VAN at 2026-04-11T10:00:00Z (van.3) shows the item. Nobody need look.
  It is at VAN, available.
day 41 10:04  why main 40077
  Where it is nobody knows, lost.
day 41 10:05  review main
  nothing to decide
day 41 10:06  expect place 40075 van: yes
day 41 10:07  expect place 40076 van: yes
day 41 10:08  expect no-loan 40077: yes
day 41 10:09  expect no-conflict 40075: yes
day 41 10:10  expect converged: yes
