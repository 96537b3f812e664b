# Main merges A into B, east at the same time B into A (case 30). The record with more items stands for both, on every
# replica and in whatever order it hears of the merges, and one entry in one queue shows both. When the
# merge of the survivor is taken back, nothing is left to decide.
branches main east west
item 60021 "Beloved" at main
item 60022 "Beloved : a novel" at east
item 60023 "Beloved : a novel" at east of 60022
patron p12 at main
cut main east
cut west main
cut west east
merge main bib 60022 into 60021 at 09:00
merge east bib 60021 into 60022 at 09:10
hold west p12 60021 at west at 09:20
heal at 10:00
sync west east
sync west main
sync east main
sync west main
expect title 60021 "Beloved : a novel"
expect conflict merged-in-circle 60021 review main
review west
unmerge west bib 60022 at 11:00
sync west main
sync east main
expect no-conflict 60021
expect title 60021 "Beloved : a novel"
expect hold p12 60022 waiting
expect converged
----
08:01  cut main east
08:02  cut west main
08:03  cut west east
09:00  merge main bib 60022 into 60021: saved
09:10  merge east bib 60021 into 60022: saved
09:20  hold west p12 60021 at west: good: Beloved: wished for, to be fetched at WEST, place 1 in the queue.
10:00  heal
10:01:00.166  sync west east: sent 1, received 1, digests equal
10:02:00.144  sync west main: sent 2, received 1, digests equal
10:03:00.173  sync east main: sent 0, received 1, digests equal
10:04:00.035  sync west main: sent 0, received 0, digests equal
10:05  expect title 60021 "Beloved : a novel": yes
10:06  expect conflict merged-in-circle 60021 review main: yes
10:07  review west
  B case 30 MAIN: 2 bibs were merged into each other; east.2 stands for all
    A Bib east.2 was merged into main.3.
    B Bib main.3 was merged into east.2.
11:00  unmerge west bib 60022: saved
11:01:00.108  sync west main: sent 1, received 0, digests equal
11:02:00.227  sync east main: sent 0, received 1, digests equal
11:03  expect no-conflict 60021: yes
11:04  expect title 60021 "Beloved : a novel": yes
11:05  expect hold p12 60022 waiting: yes
11:06  expect converged: yes
