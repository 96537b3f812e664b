# Main merges one record of a reader into the other, the van the other into the one. The older record
# stands for the person; one entry says that there are two merges too many.
branches main
cart van
item 90051 "Quartet in Autumn" at main
patron p12 at main
register main p34 at 08:30
sync van main
cut van main
merge main patron p34 into p12 at 09:00
merge van patron p12 into p34 at 09:10
checkout van 90051 p34 at 09:20
heal at 10:00
sync van main
expect conflict merged-in-circle p12 review main
expect loan 90051 p12 open
review main
unmerge main patron p12 at 11:00
sync van main
expect no-conflict p12
expect loan 90051 p12 open
expect converged
----
08:30  register main p34: saved
08:31:00.223  sync van main: sent 0, received 1, digests equal
08:32  cut van main
09:00  merge main patron p34 into p12: saved
09:10  merge van patron p12 into p34: saved
09:20  checkout van 90051 p34: good: Quartet in Autumn, due 2026-03-23.
10:00  heal
10:01:00.230  sync van main: sent 2, received 1, digests equal
10:02  expect conflict merged-in-circle p12 review main: yes
10:03  expect loan 90051 p12 open: yes
10:04  review main
  B case 111 MAIN: 2 patrons were merged into each other; catchword:patron.759738100412332 stands for all
    A Patron catchword:patron.562551420184953 was merged into catchword:patron.759738100412332.
    B Patron catchword:patron.759738100412332 was merged into catchword:patron.562551420184953.
11:00  unmerge main patron p12: saved
11:01:00.204  sync van main: sent 0, received 1, digests equal
11:02  expect no-conflict p12: yes
11:03  expect loan 90051 p12 open: yes
11:04  expect converged: yes
