# The van, upgraded, notes where an atlas came from, and at the same hour main, on the old program,
# gives the same item a new call number and a note. The old program does not wipe out what it cannot
# read, and the new one does not ask about fields that nobody wrote twice. When main is upgraded at
# night it has the provenance already, and adds the year to it.
branches main
cart van
item 90002 "Atlas Maior" at main
patron p12 at main
upgrade van at 08:20
cut van main at 08:30
annotate van 90002 "gift of the college" at 09:00
describe main 90002 call-number "MAP 7" at 09:10
describe main 90002 note "Large: lies flat" at 09:11
describe van 90002 location "Map room" at 09:12
heal at 10:00
sync van main
review main
describe main 90002 call-number "MAP 8" at 11:00
sync van main
upgrade main at 22:00
annotate main 90002 "gift of the college, 1911" at 22:10
sync van main
why van 90002
review van
status van
status main
expect no-conflict 90002
expect converged
----
08:20  upgrade van
08:30  cut van main
09:00  annotate van 90002 "gift of the college": saved
09:10  describe main 90002 call-number "MAP 7": saved
09:11  describe main 90002 note "Large: lies flat": saved
09:12  describe van 90002 location "Map room": saved
10:00  heal
10:01:00.230  sync van main: sent 2, received 2, digests equal
10:02  review main
  nothing to decide
11:00  describe main 90002 call-number "MAP 8": saved
11:01:00.173  sync van main: sent 0, received 1, digests equal
22:00  upgrade main
22:10  annotate main 90002 "gift of the college, 1911": saved
22:11:00.201  sync van main: sent 0, received 1, digests equal
22:12  why van 90002
  It is at MAIN, available.
22:13  review van
  nothing to decide
22:14  status van
  nothing is wrong
22:15  status main
  nothing is wrong
22:16  expect no-conflict 90002: yes
22:17  expect converged: yes
