# The van never sees a line: it meets main by a stick that somebody carries. Its disk is put back to an
# older copy, and the stick, which holds its own segments, tells it so.
branches main
cart van
item b1 "Lila" at main
item b2 "Home" at main
patron p1 p2 at main
backup van as garage
checkout van b1 p1 at 10:00
carry van usb at 12:00
carry main usb at 13:00
restore van garage at day 2 08:00
checkout van b2 p2 at day 2 10:00
carry van usb at day 2 12:00
carry main usb at day 2 13:00
carry van usb at day 2 14:00
status van
expect loan b1 p1 open
expect loan b2 p2 open
expect says van "restored from an older copy"
expect converged
----
08:01  backup van as garage
10:00  checkout van b1 p1: good: Lila, due 2026-03-23.
12:00  carry van usb: sent 11, received 0
13:00  carry main usb: sent 0, received 1
day 2 08:00  restore van garage
day 2 10:00  checkout van b2 p2: good: Home, due 2026-03-24.
day 2 12:00  carry van usb: sent 2, received 0
day 2 13:00  carry main usb: sent 0, received 2
day 2 14:00  carry van usb: sent 0, received 0
day 2 14:01  status van
  On 2026-03-03 12:00 UTC this replica found itself restored from an older copy: usb holds 1 commit of it that it had lost. It goes on as writer van, wrote 1 unsent commit again and took the lost ones back.
day 2 14:02  expect loan b1 p1 open: yes
day 2 14:03  expect loan b2 p2 open: yes
day 2 14:04  expect says van "restored from an older copy": yes
day 2 14:05  expect converged: yes
