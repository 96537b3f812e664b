# The van and the laptop of the school round never see a line, and they meet on a car park on
# Fridays. A stick goes from the one to the other and back: what the van lent in the valley, the
# laptop takes back on the hill, and knows whose it was. At the end of the month the stick comes to
# main, and brings both.
branches main
cart van laptop
item 60014 "Heidi" at main
item 60015 "Krabat" at main
patron p12 p34 at main
cut van main at 08:30
cut laptop main
cut van laptop
checkout van 60014 p12 at 09:00
checkout laptop 60015 p34 at 09:05
carry van stick at day 5 12:00
carry laptop stick
carry van stick
why van 60015
why laptop 60014
checkin laptop 60014 at day 8 10:00
checkin van 60015 at day 8 10:05
carry laptop stick at day 12 12:00
carry van stick
carry main stick at day 30 09:00
carry laptop stick
carry van stick
why main 60014
why main 60015
review main
expect loan 60014 p12 closed
expect loan 60015 p34 closed
expect place 60014 laptop
expect place 60015 van
expect converged
----
08:30  cut van main
08:31  cut laptop main
08:32  cut van laptop
09:00  checkout van 60014 p12: good: Heidi, due 2026-03-23.
09:05  checkout laptop 60015 p34: good: Krabat, due 2026-03-23.
day 5 12:00  carry van stick: sent 13, received 0
day 5 12:01  carry laptop stick: sent 1, received 1
day 5 12:02  carry van stick: sent 0, received 1
day 5 12:03  why van 60015
  It is with the borrower of loan laptop.2, on loan.
day 5 12:04  why laptop 60014
  It is with the borrower of loan van.2, on loan.
day 8 10:00  checkin laptop 60014: warning: Heidi: returned. It goes home to MAIN.
day 8 10:05  checkin van 60015: warning: Krabat: returned. It goes home to MAIN.
day 12 12:00  carry laptop stick: sent 1, received 0
day 12 12:01  carry van stick: sent 1, received 1
day 30 09:00  carry main stick: sent 0, received 3
day 30 09:01  carry laptop stick: sent 0, received 1
day 30 09:02  carry van stick: sent 0, received 0
day 30 09:03  why main 60014
  It is at LAPTOP, available.
day 30 09:04  why main 60015
  It is at VAN, available.
day 30 09:05  review main
  nothing to decide
day 30 09:06  expect loan 60014 p12 closed: yes
day 30 09:07  expect loan 60015 p34 closed: yes
day 30 09:08  expect place 60014 laptop: yes
day 30 09:09  expect place 60015 van: yes
day 30 09:10  expect converged: yes
