# The van's laptop starts in the morning ten days ahead. That is possible for all it knows, so it does not
# doubt itself; it takes a book back and lends another one. The book goes to main by hand and is put on its
# shelf there; then the scans come by stick. Main knows what time it is: nothing can have been scanned next
# week (case 43). It notes that, and whoever hears of the note reads the scans alike, as made at the last
# moment that was certain: the book is where it was seen last, nobody is charged for a return that only
# seems late, and one entry asks the van to set its clock. It goes when that is done.
branches main
cart van
item 80031 "The Sirens of Titan" at main
item 80032 "Slaughterhouse-Five" at main
patron p12 p34 at main
checkout main 80031 p12 at 09:00
sync van main at day 17 17:00
crash van at day 18 08:00
clock van +10d at day 18 08:10
start van at day 18 08:20
checkin van 80031 at day 18 10:00
checkout van 80032 p34 at day 18 11:00
carry van usb at day 18 17:00
inventory main 80031 at day 19 12:00
carry main usb at day 19 17:30
why main 80031
review main
carry main usb
carry van usb at day 20 08:00
review van
clock van correct at day 20 08:10
today van at day 20 08:11
carry van usb
carry main usb
review main
expect loan 80031 p12 closed
expect loan 80032 p34 open
expect place 80031 main
expect due 80032 2026-04-19
expect converged
----
09:00  checkout main 80031 p12: good: The Sirens of Titan, due 2026-03-23.
day 17 17:00:00.230  sync van main: sent 0, received 1, digests equal
day 18 08:00  crash van
day 18 08:10  clock van +10d
day 18 08:20  start van: it is back
day 18 10:00  checkin van 80031: warning: The Sirens of Titan: returned, 6 days overdue. It goes home to MAIN.
day 18 11:00  checkout van 80032 p34: good: Slaughterhouse-Five, due 2026-04-19.
day 18 17:00  carry van usb: sent 13, received 0
day 19 12:00  inventory main 80031: warning: The Sirens of Titan: seen. It was on loan; the loan ends as found on the shelf.
day 19 17:30  carry main usb: sent 2, received 2
day 19 17:31  why main 80031
  It is at MAIN, available.
day 19 17:32  review main
  A case 43 VAN: A clock at VAN is 8 days or more ahead.
    A The note at MAIN at 2026-03-20T17:30:00Z that the clock of commits 1 to 2 was 8 days or more ahead (main.11).
day 19 17:33  carry main usb: sent 0, received 0
day 20 08:00  carry van usb: sent 0, received 2
day 20 08:01  review van
  A case 43 VAN: A clock at VAN is 8 days or more ahead.
    A The note at MAIN at 2026-03-20T17:30:00Z that the clock of commits 1 to 2 was 8 days or more ahead (main.11).
day 20 08:10  clock van correct
day 20 08:11  today van: good: Today is 2026-03-21.
day 20 08:12  carry van usb: sent 1, received 0
day 20 08:13  carry main usb: sent 0, received 1
day 20 08:14  review main
  nothing to decide
day 20 08:15  expect loan 80031 p12 closed: yes
day 20 08:16  expect loan 80032 p34 open: yes
day 20 08:17  expect place 80031 main: yes
day 20 08:18  expect due 80032 2026-04-19: yes
day 20 08:19  expect converged: yes
