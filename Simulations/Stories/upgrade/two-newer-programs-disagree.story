# Two upgraded carts write different provenances for one book on the same day. The old program at
# main, through which both of them pass, cannot tell what they disagree about, and it must not
# decide it: both values stay. On the carts the question stands in the queue of main, who owns the
# book; answered on a cart, it is answered everywhere.
branches main
cart van laptop
item 90003 "Codex Seraphinianus" at main
patron p12 at main
cut van laptop at 08:30
upgrade van
upgrade laptop
cut van main
cut laptop main
annotate van 90003 "bought in 1984" at 09:00
annotate laptop 90003 "a legacy" at 10:00
heal
cut van laptop
sync van main
sync laptop main
sync van main
review main
review van
why van 90003
resolve van 90003 keep A at 12:00
sync van main
sync laptop main
review van
review main
expect no-conflict 90003
expect converged
----
08:30  cut van laptop
08:31  upgrade van
08:32  upgrade laptop
08:33  cut van main
08:34  cut laptop main
09:00  annotate van 90003 "bought in 1984": saved
10:00  annotate laptop 90003 "a legacy": saved
10:01  heal
10:02  cut van laptop
10:03:00.094  sync van main: sent 1, received 0, digests equal
10:04:00.173  sync laptop main: sent 1, received 1, digests equal
10:05:00.184  sync van main: sent 0, received 1, digests equal
10:06  review main
  B case 47 MAIN: The item's field 40 was edited in 2 ways at once
    A bought in 1984
    B a legacy (shown)
10:07  review van
  B case 47 MAIN: The item's field 40 was edited in 2 ways at once
    A bought in 1984
    B a legacy (shown)
10:08  why van 90003
  The item's field 40 was edited in 2 ways at once (case 47, commits van/2 and laptop/2); MAIN reviews.
  It is at MAIN, available.
12:00  resolve van 90003 keep A: case 47 decided
12:01:00.108  sync van main: sent 1, received 0, digests equal
12:02:00.227  sync laptop main: sent 0, received 1, digests equal
12:03  review van
  nothing to decide
12:04  review main
  nothing to decide
12:05  expect no-conflict 90003: yes
12:06  expect converged: yes
