# main corrects a title that had lost its article; east, at the same hour and without a line, gives
# the same record a subject heading and the book a shelf. The unit of an edit is one field, so both
# hands did different things: nothing is overwritten, and nobody is asked (case 31).
branches main east
item 50001 "Name of the Rose" at main
cut main east at 08:30
retitle main 50001 "The Name of the Rose" at 09:00
subject east 50001 add "Monasteries -- Fiction" at 09:10
describe east 50001 location "Tower room"
describe main 50001 call-number "F ECO"
heal at 10:00
sync east main
subject main 50001 set "Monasteries -- Italy -- Fiction"
sync east main
review east
expect title 50001 "The Name of the Rose"
expect no-conflict 50001
expect converged
----
08:30  cut main east
09:00  retitle main 50001 "The Name of the Rose": saved
09:10  subject east 50001 add "Monasteries -- Fiction": saved
09:11  describe east 50001 location "Tower room": saved
09:12  describe main 50001 call-number "F ECO": saved
10:00  heal
10:01:00.157  sync east main: sent 2, received 2, digests equal
10:02  subject main 50001 set "Monasteries -- Italy -- Fiction": saved
10:03:00.177  sync east main: sent 0, received 1, digests equal
10:04  review east
  nothing to decide
10:05  expect title 50001 "The Name of the Rose": yes
10:06  expect no-conflict 50001: yes
10:07  expect converged: yes
