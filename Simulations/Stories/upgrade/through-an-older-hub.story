# The van and the laptop run the new program, which knows where a book came from; main is still on
# the old one. What the van writes about the provenance means nothing to main. It keeps it, counts
# it into its sums and hands it on as it is. The laptop, which never meets the van, has read it when
# it adds the lot, or else somebody would be asked about two values. Meanwhile main lends the same
# book, as old programs do.
branches main
cart van laptop
item 90001 "The Book of Hours" at main
patron p12 at main
cut van laptop at 08:30
upgrade van
upgrade laptop
annotate main 90001 "from the castle" at 09:00
annotate van 90001 "from the castle" at 09:01
checkout main 90001 p12 at 09:10
sync van main at 10:00
sync laptop main
status main
annotate laptop 90001 "from the castle, lot 12" at 11:00
sync laptop main
sync van main
checkin van 90001 at 12:00
sync van main
sync laptop main
why main 90001
review laptop
expect loan 90001 p12 closed
expect place 90001 van
expect no-conflict 90001
expect converged
----
08:30  cut van laptop
08:31  upgrade van
08:32  upgrade laptop
09:00  annotate main 90001 "from the castle": the program there does not know such a field
09:01  annotate van 90001 "from the castle": saved
09:10  checkout main 90001 p12: good: The Book of Hours, due 2026-03-23.
10:00:00.177  sync van main: sent 1, received 1, digests equal
10:01:00.230  sync laptop main: sent 0, received 2, digests equal
10:02  status main
  nothing is wrong
11:00  annotate laptop 90001 "from the castle, lot 12": saved
11:01:00.124  sync laptop main: sent 1, received 0, digests equal
11:02:00.184  sync van main: sent 0, received 1, digests equal
12:00  checkin van 90001: warning: The Book of Hours: returned. It goes home to MAIN.
12:01:00.157  sync van main: sent 1, received 0, digests equal
12:02:00.179  sync laptop main: sent 0, received 1, digests equal
12:03  why main 90001
  It is at VAN, available.
12:04  review laptop
  nothing to decide
12:05  expect loan 90001 p12 closed: yes
12:06  expect place 90001 van: yes
12:07  expect no-conflict 90001: yes
12:08  expect converged: yes
