# The van hands its loans over; main writes them down, and its answer is lost in a tunnel. The van
# cannot know that they are safe and does not say so. It asks again at the next stop: main has them
# already, each once.
branches main
cart van
item 60005 "Frankenstein" at main
patron p12 at main
checkout van 60005 p12 at 09:00
line van main lost-reply skip 2
sync van main at 09:10
why main 60005
sync van main at 09:30
why main 60005
review main
expect loan 60005 p12 open
expect converged
----
09:00  checkout van 60005 p12: good: Frankenstein, due 2026-03-23.
09:01  line van main lost-reply skip 2
09:10:30.136  sync van main: failed: no answer came
09:11  why main 60005
  It is with the borrower of loan van.2, on loan.
09:30:00.050  sync van main: sent 0, received 0, digests equal
09:31  why main 60005
  It is with the borrower of loan van.2, on loan.
09:32  review main
  nothing to decide
09:33  expect loan 60005 p12 open: yes
09:34  expect converged: yes
