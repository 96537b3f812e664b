# East and main catalogue the same book, each with its OCLC number in its own spelling; two more records
# share an ISBN alone, which a set and its volumes may do. The report of duplicates tells both, the strong
# likeness first, and merges nothing by itself (case 28). When a person has merged the first two, only
# the weak one is left.
branches main east
item 60011 "The Makioka Sisters" at main
item 60012 "Makioka sisters" at east
item 60013 "The Forsyte Saga" at main
item 60014 "In Chancery" at east
item 60015 "To Let" at east
identify main 60011 oclc 00365425 at 08:30
identify east 60012 oclc 365425 at 08:31
identify main 60013 isbn 0-306-40615-2 at 08:32
identify east 60014 isbn 9780306406157 at 08:33
identify east 60015 isbn 9780747532743 at 08:34
sync east main at 09:00
duplicates main bibs
duplicates east bibs
expect title 60012 "Makioka sisters"
review main
merge main bib 60012 into 60011 at 09:30
sync east main at 10:00
duplicates east bibs
expect title 60012 "The Makioka Sisters"
expect converged
----
08:30  identify main 60011 oclc 00365425: saved
08:31  identify east 60012 oclc 365425: saved
08:32  identify main 60013 isbn 0-306-40615-2: saved
08:33  identify east 60014 isbn 9780306406157: saved
08:34  identify east 60015 isbn 9780747532743: saved
09:00:00.230  sync east main: sent 3, received 2, digests equal
09:01  duplicates main bibs
  strong, OCLC 365425: 60011, 60012
  weak, ISBN 9780306406157: 60013, 60014
09:02  duplicates east bibs
  strong, OCLC 365425: 60011, 60012
  weak, ISBN 9780306406157: 60013, 60014
09:03  expect title 60012 "Makioka sisters": yes
09:04  review main
  nothing to decide
09:30  merge main bib 60012 into 60011: saved
10:00:00.201  sync east main: sent 0, received 1, digests equal
10:01  duplicates east bibs
  weak, ISBN 9780306406157: 60013, 60014
10:02  expect title 60012 "The Makioka Sisters": yes
10:03  expect converged: yes
