# Main and east keep their novels together: what comes back at one of them stays there, and nobody drives it
# home (case 48). While the line is down main gives the book another shelf of its own; who met it last says
# where it is. On the van, which is of no such group, it is a guest, and goes home to where it stood last.
# A book of the van goes home from everywhere.
branches main east
cart van
item 40131 "The Leopard" at main
item 40132 "The Garden of the Finzi-Continis" at van
patron p12 p34 at main
policy main 21 20 1000 floats main east at 08:10
sync east main at 08:20
sync van main at 08:25
checkout main 40131 p12 at 09:00
sync east main at 10:00
cut east main at 10:30
checkin east 40131 at day 3 10:00
describe main 40131 location "Reading room" at day 3 10:30
heal at day 3 17:00
sync east main at day 3 17:05
sync van main
why main 40131
expect place 40131 east
checkout east 40131 p34 at day 4 10:00
sync east main at day 4 11:00
sync van main at day 4 11:05
checkin van 40131 at day 8 10:00
checkin east 40132 at day 8 10:30
sync van main at day 8 17:00
sync east main at day 8 17:05
sync van main
expect place 40131 van
expect no-conflict 40131
expect converged
----
08:10  policy main 21 20 1000 floats main east: loaded
08:20:00.230  sync east main: sent 0, received 1, digests equal
08:25:00.160  sync van main: sent 0, received 1, digests equal
09:00  checkout main 40131 p12: good: The Leopard, due 2026-03-23.
10:00:00.227  sync east main: sent 0, received 1, digests equal
10:30  cut east main
day 3 10:00  checkin east 40131: good: The Leopard: returned. It stays here.
day 3 10:30  describe main 40131 location "Reading room": saved
day 3 17:00  heal
day 3 17:05:00.173  sync east main: sent 1, received 1, digests equal
day 3 17:06:00.184  sync van main: sent 0, received 3, digests equal
day 3 17:07  why main 40131
  It is at EAST, available.
day 3 17:08  expect place 40131 east: yes
day 4 10:00  checkout east 40131 p34: good: The Leopard, due 2026-03-26.
day 4 11:00:00.151  sync east main: sent 1, received 0, digests equal
day 4 11:05:00.164  sync van main: sent 0, received 1, digests equal
day 8 10:00  checkin van 40131: warning: The Leopard: returned. It goes home to EAST.
day 8 10:30  checkin east 40132: warning: The Garden of the Finzi-Continis: checked in, no loan was open here. It goes home to VAN.
day 8 17:00:00.144  sync van main: sent 1, received 0, digests equal
day 8 17:05:00.191  sync east main: sent 1, received 1, digests equal
day 8 17:06:00.181  sync van main: sent 0, received 1, digests equal
day 8 17:07  expect place 40131 van: yes
day 8 17:08  expect no-conflict 40131: yes
day 8 17:09  expect converged: yes
