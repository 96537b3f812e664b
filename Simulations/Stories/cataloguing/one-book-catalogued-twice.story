# East and main each catalogued the same book (case 28). Readers wait for either record; main merges the
# one into the other, and who asked first is served first, by whichever copy comes back first, under one
# title. A week later somebody finds that they are two editions after all, and each record has its own
# again.
branches main east
item 60001 "Middlemarch" at main
item 60002 "Middlemarch : a study" at east
patron p12 p34 p56 at main
checkout main 60001 p56 at 08:30
checkout main 60002 p56 at 08:31
hold east p12 60002 at main at 09:00
hold main p34 60001 at main at 09:30
sync east main at 10:00
merge main bib 60002 into 60001 at 10:30
sync east main at 11:00
expect title 60002 "Middlemarch"
checkin east 60002 at 12:00
sync east main at 12:10
expect hold p12 60001 captured
expect hold p34 60002 waiting
unmerge east bib 60002 at 14:00
sync east main at 14:10
expect title 60002 "Middlemarch : a study"
expect hold p12 60002 captured
expect hold p34 60001 waiting
expect no-conflict 60001
expect no-conflict 60002
expect converged
----
08:30  checkout main 60001 p56: good: Middlemarch, due 2026-03-23.
08:31  checkout main 60002 p56: good: Middlemarch : a study, due 2026-03-23.
09:00  hold east p12 60002 at main: good: Middlemarch : a study: wished for, to be fetched at MAIN, place 1 in the queue.
09:30  hold main p34 60001 at main: good: Middlemarch: wished for, to be fetched at MAIN, place 1 in the queue.
10:00:00.157  sync east main: sent 1, received 3, digests equal
10:30  merge main bib 60002 into 60001: saved
11:00:00.177  sync east main: sent 0, received 1, digests equal
11:01  expect title 60002 Middlemarch: yes
12:00  checkin east 60002: stop: Middlemarch: returned. It is for a hold; send it to MAIN.
12:10:00.094  sync east main: sent 1, received 0, digests equal
12:11  expect hold p12 60001 captured: yes
12:12  expect hold p34 60002 waiting: yes
14:00  unmerge east bib 60002: saved
14:10:00.157  sync east main: sent 1, received 0, digests equal
14:11  expect title 60002 "Middlemarch : a study": yes
14:12  expect hold p12 60002 captured: yes
14:13  expect hold p34 60001 waiting: yes
14:14  expect no-conflict 60001: yes
14:15  expect no-conflict 60002: yes
14:16  expect converged: yes
