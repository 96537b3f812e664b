# Both branches see the same misprint on the same morning and mend it alike. Two people who write
# the same do not disagree: no conflict comes of it. A third, who has seen the mended title, may
# change it again, and nobody is asked either.
branches main east
item 50003 "The Trail" at main
cut main east at 08:30
retitle main 50003 "The Trial" at 09:00
retitle east 50003 "The Trial" at 11:00
heal at 12:00
sync east main
review main
expect title 50003 "The Trial"
expect no-conflict 50003
retitle east 50003 "The Trial / Der Process" at 13:00
sync east main
review main
expect title 50003 "The Trial / Der Process"
expect no-conflict 50003
expect converged
----
08:30  cut main east
09:00  retitle main 50003 "The Trial": saved
11:00  retitle east 50003 "The Trial": saved
12:00  heal
12:01:00.230  sync east main: sent 1, received 1, digests equal
12:02  review main
  nothing to decide
12:03  expect title 50003 "The Trial": yes
12:04  expect no-conflict 50003: yes
13:00  retitle east 50003 "The Trial / Der Process": saved
13:01:00.166  sync east main: sent 1, received 0, digests equal
13:02  review main
  nothing to decide
13:03  expect title 50003 "The Trial / Der Process": yes
13:04  expect no-conflict 50003: yes
13:05  expect converged: yes
