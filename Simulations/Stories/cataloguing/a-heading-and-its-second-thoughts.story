# An authority is merged into another, whose heading changes afterwards: bibs follow both. Then somebody
# has second thoughts: established again, it shows its own heading. A field that is left to itself
# shows its own text, and a heading changed at once in two ways is for a person, as a title is.
branches main east
item 50015 "Moby-Dick" at main
authority main add "Whales" at 08:00
authority main add "Sea mammals"
subject main 50015 add "Whales"
authority main link 50015 "Whales"
authority main retire "Whales" into "Sea mammals"
sync east main
expect heading 50015 "Sea mammals"
authority east rename "Sea mammals" "Marine mammals" at 09:00
sync east main
expect heading 50015 "Marine mammals"
authority main establish "Whales" at 10:00
sync east main
expect heading 50015 "Whales"
cut main east
authority main rename "Whales" "Cetaceans" at 11:00
authority east rename "Whales" "Great whales" at 12:00
heal
sync east main
expect heading 50015 "Great whales"
expect conflict edited-twice 50015
resolve main 50015 keep A at 13:00
sync east main
expect heading 50015 "Cetaceans"
expect no-conflict 50015
authority main unlink 50015 at 14:00
sync east main
expect heading 50015 "Whales"
expect converged
----
08:00  authority main add Whales: saved
08:01  authority main add "Sea mammals": saved
08:02  subject main 50015 add Whales: saved
08:03  authority main link 50015 Whales: saved
08:04  authority main retire Whales into "Sea mammals": saved
08:05:00.160  sync east main: sent 0, received 5, digests equal
08:06  expect heading 50015 "Sea mammals": yes
09:00  authority east rename "Sea mammals" "Marine mammals": saved
09:01:00.139  sync east main: sent 1, received 0, digests equal
09:02  expect heading 50015 "Marine mammals": yes
10:00  authority main establish Whales: saved
10:01:00.144  sync east main: sent 0, received 1, digests equal
10:02  expect heading 50015 Whales: yes
10:03  cut main east
11:00  authority main rename Whales Cetaceans: saved
12:00  authority east rename Whales "Great whales": saved
12:01  heal
12:02:00.216  sync east main: sent 1, received 1, digests equal
12:03  expect heading 50015 "Great whales": yes
12:04  expect conflict edited-twice 50015: yes
13:00  resolve main 50015 keep A: case 32 decided
13:01:00.193  sync east main: sent 0, received 1, digests equal
13:02  expect heading 50015 Cetaceans: yes
13:03  expect no-conflict 50015: yes
14:00  authority main unlink 50015: saved
14:01:00.196  sync east main: sent 0, received 1, digests equal
14:02  expect heading 50015 Whales: yes
14:03  expect converged: yes
