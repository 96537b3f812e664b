# Found by the simulator's nightly sweep. The van's disk is put back, whole, and nothing tells it; it
# gives a number again that east holds already, and burns before it meets anybody. The second commit
# was on that disk alone, so nobody can have it; east has the first one, and agrees with itself.
branches main east
cart van
item b3 "Beloved" at east
item b8 "Jazz" at east
patron p1 at east
backup van as backup164
checkin van b3
sync east van
restore van backup164
checkin van b8
lose van
sync main east
checkin main b8 at 10:00
sync main east
expect place b8 main
expect converged
----
08:01  backup van as backup164
08:02  checkin van b3: warning: Beloved: checked in, no loan was open here. It goes home to EAST.
08:03:00.160  sync east van: sent 0, received 1, digests equal
08:04  restore van backup164
08:05  checkin van b8: warning: Jazz: checked in, no loan was open here. It goes home to EAST.
08:06  lose van
08:07:00.230  sync main east: sent 0, received 1, digests equal
10:00  checkin main b8: warning: Jazz: checked in, no loan was open here. It goes home to EAST.
10:01:00.094  sync main east: sent 1, received 0, digests equal
10:02  expect place b8 main: yes
10:03  expect converged: yes
