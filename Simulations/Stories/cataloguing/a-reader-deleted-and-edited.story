# Main deletes the record of a reader while east corrects her name, and the record of a branch while east
# renames it. Who edited did not know: the records stay, and each stands in a queue (case 103). When main
# then erases the reader, the edit brings her back nowhere.
branches main east
patron p12 at main
item 90021 "Some Tame Gazelle" at main
delete main patron p12 at 09:00
rename east patron p12 "Mary Wren" at 09:05
delete main branch east at 09:10
rename east branch east "East End" at 09:15
sync east main at 10:00
expect conflict deleted-and-edited p12 review main
erase main p12 at 11:00
sync east main at 11:30
expect erased p12
expect no-conflict p12
expect converged
----
09:00  delete main patron p12: deleted
09:05  rename east patron p12 "Mary Wren": saved
09:10  delete main branch east: deleted
09:15  rename east branch east "East End": saved
10:00:00.160  sync east main: sent 2, received 2, digests equal
10:01  expect conflict deleted-and-edited p12 review main: yes
11:00  erase main p12: shown nowhere any longer
11:30:00.177  sync east main: sent 0, received 1, digests equal
11:31  expect erased p12: yes
11:32  expect no-conflict p12: yes
11:33  expect converged: yes
