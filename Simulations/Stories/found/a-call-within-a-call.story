# Found by the simulator, against its own checker. Main called van over a slow line, and while it waited
# it called west too. When van's answer came, main was told that all it had is at van, which was true
# of what it had when it asked; the checker counted west's deed among it.
branches main east west
cart van
item b2 "Book 2" at east
subject west b2 add "Subject Café" at 08:00
sync main van
sync main west at 08:01
sync main van
sync main east
expect converged
----
08:00  subject west b2 add "Subject Café": saved
08:01:00.223  sync main west: sent 0, received 1, digests equal
08:01:00.241  sync main van: sent 0, received 0, digests equal
08:02:00.173  sync main van: sent 1, received 0, digests equal
08:03:00.119  sync main east: sent 1, received 0, digests equal
08:04  expect converged: yes
