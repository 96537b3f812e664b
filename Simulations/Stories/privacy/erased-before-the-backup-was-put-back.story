# A laptop is set up anew from an image that was taken before a reader was erased. It still knows her, until
# it meets the others: then she is gone there too, and what it lent her meanwhile is asked about like any
# other loan to somebody who was erased (L9).
branches main
cart van
item 90021 "Some Tame Gazelle" at main
item 90022 "Excellent Women" at main
patron p12 at main
checkout main 90021 p12 at 09:00
checkin main 90021 at 09:30
sync van main at 10:00
backup van as monday at 10:30
erase main p12 at 11:00
sync van main at 12:00
expect erased p12
restore van monday at 13:00
checkout van 90022 p12 at 13:30
sync van main at 15:00
expect conflict lent-to-erased 90022 review main
checkin van 90022 at 16:00
sync van main at 16:30
expect erased p12
expect anonymous 90021
expect converged
----
09:00  checkout main 90021 p12: good: Some Tame Gazelle, due 2026-03-23.
09:30  checkin main 90021: good: Some Tame Gazelle: returned.
10:00:00.160  sync van main: sent 0, received 2, digests equal
10:30  backup van as monday
11:00  erase main p12: shown nowhere any longer
12:00:00.177  sync van main: sent 0, received 1, digests equal
12:01  expect erased p12: yes
13:00  restore van monday
13:30  checkout van 90022 p12: good: Excellent Women, due 2026-03-23.
15:00:00.173  sync van main: sent 1, received 1, digests equal
15:01  expect conflict lent-to-erased 90022 review main: yes
16:00  checkin van 90022: warning: Excellent Women: returned. It goes home to MAIN.
16:30:00.157  sync van main: sent 1, received 0, digests equal
16:31  expect erased p12: yes
16:32  expect anonymous 90021: yes
16:33  expect converged: yes
