# Both branches weed the same silly heading on the same day, and east gives the book a better one in
# its place. To delete a thing twice is to delete it, and the new heading is nobody's old one:
# nothing is in doubt. What is deleted stays deleted, also when the other's deletion comes in late.
branches main east
item 50013 "The Peregrine" at main
subject main 50013 add "Birds -- Humor" at 08:10
sync east main
cut main east
subject main 50013 delete at 09:00
subject east 50013 delete at 09:10
subject east 50013 add "Falcons -- England" at 09:11
heal at 10:00
sync east main
why main 50013
review main
subject main 50013 set "Peregrine falcon -- England" at 11:00
subject main 50013 delete at 11:05
subject main 50013 delete at 11:06
sync east main
subject east 50013 delete at 11:10
expect no-conflict 50013
expect converged
----
08:10  subject main 50013 add "Birds -- Humor": saved
08:11:00.191  sync east main: sent 0, received 1, digests equal
08:12  cut main east
09:00  subject main 50013 delete: saved
09:10  subject east 50013 delete: saved
09:11  subject east 50013 add "Falcons -- England": saved
10:00  heal
10:01:00.227  sync east main: sent 2, received 1, digests equal
10:02  why main 50013
  It is at MAIN, available.
10:03  review main
  nothing to decide
11:00  subject main 50013 set "Peregrine falcon -- England": saved
11:05  subject main 50013 delete: saved
11:06  subject main 50013 delete: no field 650 here
11:07:00.184  sync east main: sent 0, received 2, digests equal
11:10  subject east 50013 delete: no field 650 here
11:11  expect no-conflict 50013: yes
11:12  expect converged: yes
