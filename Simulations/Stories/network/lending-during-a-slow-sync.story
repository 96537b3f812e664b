# The line at the mountain stop does two hundred bytes a second. While the laptop still talks to
# main, readers come with books: the desk lends at once and does not wait for the line. The first
# loan is made while the two greet and goes along; the second is too late for a letter already
# sealed, and goes with the next call.
branches main
cart van
item 60009 "The Snow Leopard" at main
item 60010 "Into Thin Air" at main
item 60020 "Annapurna" at main
patron p12 p34 p56 at main
checkout van 60009 p12 at 09:00
line van main speed 200
sync van main at 09:10
checkout van 60010 p34 at 09:10:02
checkout van 60020 p56 at 09:10:07
why van 60020 at 09:10:08
why main 60010 at 09:15
why main 60020
line van main speed 0 at 10:00
sync van main
why main 60020
review main
expect loan 60009 p12 open
expect loan 60010 p34 open
expect loan 60020 p56 open
expect converged
----
09:00  checkout van 60009 p12: good: The Snow Leopard, due 2026-03-23.
09:01  line van main speed 200
09:10:02  checkout van 60010 p34: good: Into Thin Air, due 2026-03-23.
09:10:07  checkout van 60020 p56: good: Annapurna, due 2026-03-23.
09:10:08  why van 60020
  It is with the borrower of loan van.4, on loan.
09:10:08.913  sync van main: sent 2, received 0
09:15  why main 60010
  It is with the borrower of loan van.3, on loan.
09:16  why main 60020
  It is at MAIN, available.
10:00  line van main speed 0
10:01:00.114  sync van main: sent 1, received 0, digests equal
10:02  why main 60020
  It is with the borrower of loan van.4, on loan.
10:03  review main
  nothing to decide
10:04  expect loan 60009 p12 open: yes
10:05  expect loan 60010 p34 open: yes
10:06  expect loan 60020 p56 open: yes
10:07  expect converged: yes
