# main weeds its subject headings and deletes one. Meanwhile east, which had it on the screen, makes
# it better. Somebody wanted it: the field stays, as east wrote it, and main is told (case 33). main
# agrees. Of another record the deletion was right, and main deletes the heading once more, this
# time having seen the edit.
branches main east
item 50004 "The Origin of Species" at main
item 50005 "On Growth and Form" at main
subject main 50004 add "Natural history" at 08:10
subject main 50005 add "Shape"
sync east main
cut main east
subject main 50004 delete at 09:00
subject main 50005 delete
subject east 50004 set "Evolution (Biology)" at 09:30
subject east 50005 set "Shapes"
heal at 10:00
sync east main
review main
expect conflict deleted-and-edited 50004 review main
expect conflict deleted-and-edited 50005 review main
resolve main 50004 keep A at 11:00
resolve main 50005 keep B
sync east main
review east
expect no-conflict 50004
expect no-conflict 50005
subject east 50004 set "Evolution" at 12:00
subject east 50005 set "Shape, again"
sync east main
expect converged
----
08:10  subject main 50004 add "Natural history": saved
08:11  subject main 50005 add Shape: saved
08:12:00.223  sync east main: sent 0, received 2, digests equal
08:13  cut main east
09:00  subject main 50004 delete: saved
09:01  subject main 50005 delete: saved
09:30  subject east 50004 set "Evolution (Biology)": saved
09:31  subject east 50005 set Shapes: saved
10:00  heal
10:01:00.166  sync east main: sent 2, received 2, digests equal
10:02  review main
  B case 33 MAIN: Field 650 was deleted and edited at once; it stays
    A It was edited: keep it.
    B It was deleted: delete it.
  B case 33 MAIN: Field 650 was deleted and edited at once; it stays
    A It was edited: keep it.
    B It was deleted: delete it.
10:03  expect conflict deleted-and-edited 50004 review main: yes
10:04  expect conflict deleted-and-edited 50005 review main: yes
11:00  resolve main 50004 keep A: case 33 decided
11:01  resolve main 50005 keep B: case 33 decided
11:02:00.179  sync east main: sent 0, received 2, digests equal
11:03  review east
  nothing to decide
11:04  expect no-conflict 50004: yes
11:05  expect no-conflict 50005: yes
12:00  subject east 50004 set Evolution: saved
12:01  subject east 50005 set "Shape, again": no field 650 here
12:02:00.124  sync east main: sent 1, received 0, digests equal
12:03  expect converged: yes
