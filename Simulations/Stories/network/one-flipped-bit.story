# A loose plug on the van flips a single bit now and then: once in the loans that main sends, once
# in those that the van sends. Whatever is signed and does not match its signature is refused whole;
# not one letter of it is believed, and the rest goes on. Then the plug is pushed in.
seed 3
branches main
cart van
item 60024 "A Bit of a Shunt Up the River" at main
item 60025 "Flatland" at main
item 60026 "The Code Book" at main
patron p12 p34 p56 at main
cut van main at 08:30
checkout van 60024 p12 at 09:00
checkout main 60025 p34 at 09:05
heal at 09:10
line van main corrupt-reply skip 2
sync van main at 09:15
why main 60024
why van 60025
checkout van 60026 p56 at 09:20
line van main corrupt skip 3
sync van main at 09:25
why main 60026
why van 60025
sync van main at 09:45
why main 60026
review main
status main
status van
expect loan 60024 p12 open
expect loan 60025 p34 open
expect loan 60026 p56 open
expect converged
----
08:30  cut van main
09:00  checkout van 60024 p12: good: A Bit of a Shunt Up the River, due 2026-03-23.
09:05  checkout main 60025 p34: good: Flatland, due 2026-03-23.
09:10  heal
09:11  line van main corrupt-reply skip 2
09:15:00.194  sync van main: here are missing 1 of circulation; the body is not the one that was signed: fetch the segment again
09:16  why main 60024
  It is with the borrower of loan van.2, on loan.
09:17  why van 60025
  It is at MAIN, available.
09:20  checkout van 60026 p56: good: The Code Book, due 2026-03-23.
09:21  line van main corrupt skip 3
09:25:00.173  sync van main: the peer lacks 1 of circulation
09:26  why main 60026
  It is at MAIN, available.
09:27  why van 60025
  It is with the borrower of loan main.12, on loan.
09:45:00.138  sync van main: sent 1, received 0, digests equal
09:46  why main 60026
  It is with the borrower of loan van.3, on loan.
09:47  review main
  nothing to decide
09:48  status main
  nothing is wrong
09:49  status van
  nothing is wrong
09:50  expect loan 60024 p12 open: yes
09:51  expect loan 60025 p34 open: yes
09:52  expect loan 60026 p56 open: yes
09:53  expect converged: yes
