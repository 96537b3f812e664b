# Three branches without lines pass one book on: main lends it to p12, it comes back at east and
# goes on to p34, it comes back at west and goes on to p56. Nobody knew of the loans before. The
# van, five other couriers and a handful of sticks bring the news home, each in another order:
# whoever has heard all three tells the same story, a chain of loans without a quarrel, ended by
# returns and not by guesses.
branches main east west
cart van laptop bus boat mule tram
item 40080 "The Leopard" at main
patron p12 p34 p56 at main
cut main east at 08:30
cut main west
cut east west
checkout main 40080 p12 at 10:00
checkin east 40080 at day 2 11:00
checkout east 40080 p34 at day 2 11:30
checkin west 40080 at day 3 12:00
checkout west 40080 p56 at day 3 12:30
carry main main-first at day 4 08:00
carry east east-first
carry west west-first
carry east east-for-van
carry west west-for-laptop
carry main main-for-bus
carry west west-for-boat
carry main main-for-mule
carry east east-for-tram
carry van main-first
carry laptop main-first
carry bus east-first
carry boat east-first
carry mule west-first
carry tram west-first
carry van east-for-van
carry laptop west-for-laptop
carry bus main-for-bus
carry boat west-for-boat
carry mule main-for-mule
carry tram east-for-tram
carry van west-first
carry laptop east-first
carry bus west-first
carry boat main-first
carry mule east-first
carry tram main-first
why van 40080
why mule 40080
why tram 40080
heal
sync east main
sync west main
sync east main
review main
expect loan 40080 p12 closed
expect loan 40080 p34 closed
expect loan 40080 p56 open
expect no-conflict 40080
expect converged
----
08:30  cut main east
08:31  cut main west
08:32  cut east west
10:00  checkout main 40080 p12: good: The Leopard, due 2026-03-23.
day 2 11:00  checkin east 40080: warning: The Leopard: checked in, no loan was open here. It goes home to MAIN.
day 2 11:30  checkout east 40080 p34: good: The Leopard, due 2026-03-24.
day 3 12:00  checkin west 40080: warning: The Leopard: checked in, no loan was open here. It goes home to MAIN.
day 3 12:30  checkout west 40080 p56: good: The Leopard, due 2026-03-25.
day 4 08:00  carry main main-first: sent 24, received 0
day 4 08:01  carry east east-first: sent 25, received 0
day 4 08:02  carry west west-first: sent 25, received 0
day 4 08:03  carry east east-for-van: sent 25, received 0
day 4 08:04  carry west west-for-laptop: sent 25, received 0
day 4 08:05  carry main main-for-bus: sent 24, received 0
day 4 08:06  carry west west-for-boat: sent 25, received 0
day 4 08:07  carry main main-for-mule: sent 24, received 0
day 4 08:08  carry east east-for-tram: sent 25, received 0
day 4 08:09  carry van main-first: sent 0, received 1
day 4 08:10  carry laptop main-first: sent 0, received 1
day 4 08:11  carry bus east-first: sent 0, received 2
day 4 08:12  carry boat east-first: sent 0, received 2
day 4 08:13  carry mule west-first: sent 0, received 2
day 4 08:14  carry tram west-first: sent 0, received 2
day 4 08:15  carry van east-for-van: sent 1, received 2
day 4 08:16  carry laptop west-for-laptop: sent 1, received 2
day 4 08:17  carry bus main-for-bus: sent 2, received 1
day 4 08:18  carry boat west-for-boat: sent 2, received 2
day 4 08:19  carry mule main-for-mule: sent 2, received 1
day 4 08:20  carry tram east-for-tram: sent 2, received 2
day 4 08:21  carry van west-first: sent 3, received 2
day 4 08:22  carry laptop east-first: sent 3, received 2
day 4 08:23  carry bus west-first: sent 0, received 2
day 4 08:24  carry boat main-first: sent 4, received 1
day 4 08:25  carry mule east-first: sent 0, received 2
day 4 08:26  carry tram main-first: sent 0, received 1
day 4 08:27  why van 40080
  Loan main.6 closed at 2026-03-03T11:00:00Z: the check-in at EAST at 2026-03-03T11:00:00Z (east.2) saw no loan and closes the latest before it, made at MAIN. Nobody need look.
  Loan east.3 closed at 2026-03-04T12:00:00Z: the check-in at WEST at 2026-03-04T12:00:00Z (west.2) saw no loan and closes the latest before it, made at EAST. Nobody need look.
  It is with the borrower of loan west.3, on loan.
day 4 08:28  why mule 40080
  Loan main.6 closed at 2026-03-03T11:00:00Z: the check-in at EAST at 2026-03-03T11:00:00Z (east.2) saw no loan and closes the latest before it, made at MAIN. Nobody need look.
  Loan east.3 closed at 2026-03-04T12:00:00Z: the check-in at WEST at 2026-03-04T12:00:00Z (west.2) saw no loan and closes the latest before it, made at EAST. Nobody need look.
  It is with the borrower of loan west.3, on loan.
day 4 08:29  why tram 40080
  Loan main.6 closed at 2026-03-03T11:00:00Z: the check-in at EAST at 2026-03-03T11:00:00Z (east.2) saw no loan and closes the latest before it, made at MAIN. Nobody need look.
  Loan east.3 closed at 2026-03-04T12:00:00Z: the check-in at WEST at 2026-03-04T12:00:00Z (west.2) saw no loan and closes the latest before it, made at EAST. Nobody need look.
  It is with the borrower of loan west.3, on loan.
day 4 08:30  heal
day 4 08:31:00.146  sync east main: sent 2, received 1, digests equal
day 4 08:32:00.084  sync west main: sent 2, received 3, digests equal
day 4 08:33:00.182  sync east main: sent 0, received 2, digests equal
day 4 08:34  review main
  nothing to decide
day 4 08:35  expect loan 40080 p12 closed: yes
day 4 08:36  expect loan 40080 p34 closed: yes
day 4 08:37  expect loan 40080 p56 open: yes
day 4 08:38  expect no-conflict 40080: yes
day 4 08:39  expect converged: yes
