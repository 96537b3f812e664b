# One single write fails on the laptop in the middle of a loan; the next one would have done. The
# loan is not saved and the clerk is told. She scans once more: the laptop looks at its disk first,
# and then keeps the loan, once, without a restart.
branches main
cart van
item 70014 "The Unbearable Lightness of Being" at main
patron p12 at main
disk van fail call 20 at 09:00
checkout van 70014 p12 at 09:01
why van 70014
checkout van 70014 p12 at 09:02
why van 70014
status van
crash van drop at 09:08
start van at 09:10
sync van main
why main 70014
review main
expect loan 70014 p12 open
expect converged
----
09:00  disk van fail call 20
09:01  checkout van 70014 p12: not saved: van/catchword.sqlite: disk I/O error; check the disk, then repeat what was not acknowledged
09:02  why van 70014
  It is at MAIN, available.
09:02  checkout van 70014 p12: good: The Unbearable Lightness of Being, due 2026-03-23.
09:03  why van 70014
  It is with the borrower of loan van.2, on loan.
09:04  status van
  nothing is wrong
09:08  crash van
09:10  start van: it is back
09:11:00.125  sync van main: sent 1, received 0, digests equal
09:12  why main 70014
  It is with the borrower of loan van.2, on loan.
09:13  review main
  nothing to decide
09:14  expect loan 70014 p12 open: yes
09:15  expect converged: yes
