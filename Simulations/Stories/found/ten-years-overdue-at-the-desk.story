# The van agreed with main on the time at six past eight. At twenty past, its wall clock jumps ten years
# ahead, and its monotonic clock knows it. A reader who brings a book back on the day on which she borrowed
# it is not late. The desk used to tell her that she was ten years late.
branches main
cart van
item 80001 "The Time Machine" at main
patron p34 at main
checkout main 80001 p34 at 08:05
sync van main at 08:06
clock van +10y at 08:20
checkin van 80001 at 10:00
----
08:05  checkout main 80001 p34: good: The Time Machine, due 2026-03-23.
08:06:00.223  sync van main: sent 0, received 1, digests equal
08:20  clock van +10y
10:00  checkin van 80001: warning: The Time Machine: returned. It goes home to MAIN.
