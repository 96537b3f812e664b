# At noon the van has a telephone for two minutes. Loans are urgent and travel alone; the reader
# whom the van registered, and the titles that main mended, wait for the night. So main holds a loan
# of somebody whom it does not know yet, and keeps it; in the evening the name and the title come
# after.
branches main
cart van
item 60012 "The Metamorphosys" at main
item 60013 "Amerika" at main
patron p12 at main
cut van main at 08:30
register van p500 at 09:00
checkout van 60012 p500 at 09:05
retitle main 60012 "The Metamorphosis" at 10:00
checkout main 60013 p12 at 10:05
heal at 12:00
sync van main circulation
why main 60012
checkout main 60013 p500 at 12:10
checkin van 60013 at 12:20
sync van main patrons catalog at 20:00
checkout main 60013 p500 at 20:05
sync van main
why van 60012
why van 60013
review main
expect loan 60012 p500 open
expect loan 60013 p500 open
expect loan 60013 p12 closed
expect title 60012 "The Metamorphosis"
expect converged
----
08:30  cut van main
09:00  register van p500: saved
09:05  checkout van 60012 p500: good: The Metamorphosys, due 2026-03-23.
10:00  retitle main 60012 "The Metamorphosis": saved
10:05  checkout main 60013 p12: good: Amerika, due 2026-03-23.
12:00  heal
12:01:00.230  sync van main circulation: sent 1, received 1
12:02  why main 60012
  It is with the borrower of loan van.2, on loan.
12:10  checkout main 60013 p500: refused: That card is not in this replica; register the patron, or sync first.
12:20  checkin van 60013: warning: Amerika: returned. It goes home to MAIN.
20:00:00.184  sync van main patrons catalog: sent 1, received 1
20:05  checkout main 60013 p500: warning: Amerika, due 2026-03-23. It was still lent to another patron; that loan ends now.
20:06:00.201  sync van main: sent 1, received 1, digests equal
20:07  why van 60012
  It is with the borrower of loan van.2, on loan.
20:08  why van 60013
  Loan main.9 closed at 2026-03-02T12:20:00Z by the check-in at VAN at 2026-03-02T12:20:00Z (van.3), not as implied return at 2026-03-02T20:05:00Z, when MAIN lent the item believing it still out (case 6). Nobody need look.
  It is with the borrower of loan main.10, on loan.
20:09  review main
  nothing to decide
20:10  expect loan 60012 p500 open: yes
20:11  expect loan 60013 p500 open: yes
20:12  expect loan 60013 p12 closed: yes
20:13  expect title 60012 "The Metamorphosis": yes
20:14  expect converged: yes
