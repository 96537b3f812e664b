# One reader was registered at main and again on the van, her names the other way round. The report of
# duplicates says so, and no machine makes one person of them: the two cards stay two readers, each with
# her own loan, and a namesake who was born on another day is in nobody's way (case 25). When a person has
# looked and merged them, there is nothing left to report.
branches main
cart van
item 40141 "The Enchanted April" at main
item 40142 "Elizabeth and Her German Garden" at main
register main p12 named "Wren Alderbrook" born 1990-05-17 at 08:30
register van p34 named "Alderbrook, Wren" born 1990-05-17 at 08:40
register main p56 named "Wren Alderbrook" born 1961-01-30 at 08:50
checkout main 40141 p12 at 09:00
checkout van 40142 p34 at 09:10
sync van main at 10:00
duplicates main patrons
duplicates van patrons
expect loan 40141 p12 open
expect loan 40142 p34 open
review main
merge main patron p34 into p12 at 11:00
sync van main at 11:10
duplicates van patrons
expect converged
----
08:30  register main p12 named "Wren Alderbrook" born 1990-05-17: saved
08:40  register van p34 named "Alderbrook, Wren" born 1990-05-17: saved
08:50  register main p56 named "Wren Alderbrook" born 1961-01-30: saved
09:00  checkout main 40141 p12: good: The Enchanted April, due 2026-03-23.
09:10  checkout van 40142 p34: good: Elizabeth and Her German Garden, due 2026-03-23.
10:00:00.227  sync van main: sent 2, received 3, digests equal
10:01  duplicates main patrons
  strong: p12, p34
10:02  duplicates van patrons
  strong: p12, p34
10:03  expect loan 40141 p12 open: yes
10:04  expect loan 40142 p34 open: yes
10:05  review main
  nothing to decide
11:00  merge main patron p34 into p12: saved
11:10:00.204  sync van main: sent 0, received 1, digests equal
11:11  duplicates van patrons
  none are alike
11:12  expect converged: yes
