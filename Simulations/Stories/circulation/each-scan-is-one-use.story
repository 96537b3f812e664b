# An atlas of main lies at east for the history week, and the pages scan it whenever a reader leaves
# it on the table. Once it was the dictionary beside it: that scan is taken back. The van brings the
# week to main on a stick; then the line is up again and brings every frame twice, and then the
# stick comes round once more. A scan is one use, however often it arrives, and one that was undone is
# none (case 51).
branches main east
cart van
item 40097 "Atlas of the Ancient World" at main
inhouse main 40097 at 09:00
send main 40097 to east at 10:00
sync east main at 12:00
sync van main at 12:05
cut east main at 18:00
receive east 40097 at day 2 09:00
inhouse east 40097 at day 2 11:00
inhouse east 40097 at day 2 11:00
undo east 40097 at day 2 11:05
inhouse east 40097 at day 2 16:00
why east 40097
carry east stick at day 3 09:00
carry van stick at day 3 10:00
carry main stick at day 3 12:00
expect uses 40097 3
inhouse main 40097 at day 3 14:00
heal at day 4 08:00
line east main duplicate
sync east main
carry main stick at day 4 10:00
carry east stick at day 4 11:00
carry van stick at day 4 12:00
sync van main
why main 40097
why van 40097
expect uses 40097 4
expect no-conflict 40097
expect converged
----
09:00  inhouse main 40097: good: Atlas of the Ancient World: used in the library.
10:00  send main 40097 to east: good: Atlas of the Ancient World: to EAST.
12:00:00.223  sync east main: sent 0, received 2, digests equal
12:05:00.230  sync van main: sent 0, received 2, digests equal
18:00  cut east main
day 2 09:00  receive east 40097: warning: Atlas of the Ancient World: received from MAIN. It goes home to MAIN.
day 2 11:00  inhouse east 40097: warning: Atlas of the Ancient World: used in the library, twice so far. It goes home to MAIN.
day 2 11:00  inhouse east 40097: warning: Atlas of the Ancient World: used in the library, 3 times so far. It goes home to MAIN.
day 2 11:05  undo east 40097: good: Atlas of the Ancient World: use in the house undone.
day 2 16:00  inhouse east 40097: warning: Atlas of the Ancient World: used in the library, 3 times so far. It goes home to MAIN.
day 2 16:01  why east 40097
  The use in the house at EAST at 2026-03-03T11:00:00Z (east.4) was undone at EAST (east.5): a wrong scan. Undo east.5 to bring it back.
  Used in the house 3 times, last by the scan at EAST at 2026-03-03T16:00:00Z (east.6): each scan that stands counts once, however often it arrives (case 51). Nobody need look.
  It is at EAST, available.
day 3 09:00  carry east stick: sent 15, received 0
day 3 10:00  carry van stick: sent 0, received 5
day 3 12:00  carry main stick: sent 0, received 5
day 3 12:01  expect uses 40097 3: yes
day 3 14:00  inhouse main 40097: good: Atlas of the Ancient World: used in the library, 4 times so far.
day 4 08:00  heal
day 4 08:01  line east main duplicate
day 4 08:02:00.223  sync east main: sent 0, received 1, digests equal
day 4 10:00  carry main stick: sent 1, received 0
day 4 11:00  carry east stick: sent 0, received 0
day 4 12:00  carry van stick: sent 0, received 1
day 4 12:01:00.034  sync van main: sent 0, received 0, digests equal
day 4 12:02  why main 40097
  The use in the house at EAST at 2026-03-03T11:00:00Z (east.4) was undone at EAST (east.5): a wrong scan. Undo east.5 to bring it back.
  Used in the house 4 times, last by the scan at MAIN at 2026-03-04T14:00:00Z (main.8): each scan that stands counts once, however often it arrives (case 51). Nobody need look.
  It is at MAIN, available.
day 4 12:03  why van 40097
  The use in the house at EAST at 2026-03-03T11:00:00Z (east.4) was undone at EAST (east.5): a wrong scan. Undo east.5 to bring it back.
  Used in the house 4 times, last by the scan at MAIN at 2026-03-04T14:00:00Z (main.8): each scan that stands counts once, however often it arrives (case 51). Nobody need look.
  It is at MAIN, available.
day 4 12:04  expect uses 40097 4: yes
day 4 12:05  expect no-conflict 40097: yes
day 4 12:06  expect converged: yes
