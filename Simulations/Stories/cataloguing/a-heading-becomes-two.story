# A heading becomes two. Whoever merges it into one alone lets all bibs follow; but main and east, out
# of reach of each other, have different ones in mind, so together they have split it. No machine can
# say which of the two a bib means: one entry lists the bibs, which show the retired heading meanwhile
# (case 36). It is gone once a person has given each its own.
branches main east
item 50013 "Moby-Dick" at main
item 50014 "Dolphins I have known" at east
authority main add "Whales" at 08:00
authority main add "Baleen whales"
authority main add "Toothed whales"
subject main 50013 add "Whales"
authority main link 50013 "Whales"
subject main 50014 add "Whales"
authority main link 50014 "Whales"
sync east main
cut main east at 08:30
authority main retire "Whales" into "Baleen whales" at 09:00
authority east retire "Whales" into "Toothed whales" at 10:00
heal at 11:00
sync east main
review main
expect heading 50013 "Whales"
expect conflict link-to-retired 50013
expect conflict link-to-retired 50014
authority main link 50013 "Toothed whales" at 12:00
sync east main
review east
expect no-conflict 50013
expect conflict link-to-retired 50014
authority east link 50014 "Baleen whales" at 13:00
sync east main
expect heading 50013 "Toothed whales"
expect heading 50014 "Baleen whales"
expect no-conflict 50014
expect converged
----
08:00  authority main add Whales: saved
08:01  authority main add "Baleen whales": saved
08:02  authority main add "Toothed whales": saved
08:03  subject main 50013 add Whales: saved
08:04  authority main link 50013 Whales: saved
08:05  subject main 50014 add Whales: saved
08:06  authority main link 50014 Whales: saved
08:07:00.177  sync east main: sent 0, received 7, digests equal
08:30  cut main east
09:00  authority main retire Whales into "Baleen whales": saved
10:00  authority east retire Whales into "Toothed whales": saved
11:00  heal
11:01:00.184  sync east main: sent 1, received 1, digests equal
11:02  review main
  B case 36 cataloguing: Whales was retired, 2 took its place, and 2 bibs name it
    A Bib main.3: 650  0$aWhales
    B Bib east.2: 650  0$aWhales
11:03  expect heading 50013 Whales: yes
11:04  expect conflict link-to-retired 50013: yes
11:05  expect conflict link-to-retired 50014: yes
12:00  authority main link 50013 "Toothed whales": saved
12:01:00.227  sync east main: sent 0, received 1, digests equal
12:02  review east
  B case 36 cataloguing: Whales was retired, 2 took its place, and 1 bib names it
    A Bib east.2: 650  0$aWhales
12:03  expect no-conflict 50013: yes
12:04  expect conflict link-to-retired 50014: yes
13:00  authority east link 50014 "Baleen whales": saved
13:01:00.124  sync east main: sent 1, received 0, digests equal
13:02  expect heading 50013 "Toothed whales": yes
13:03  expect heading 50014 "Baleen whales": yes
13:04  expect no-conflict 50014: yes
13:05  expect converged: yes
