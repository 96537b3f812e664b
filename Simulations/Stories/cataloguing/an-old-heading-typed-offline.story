# Headquarters changes a heading, and every bib that names it shows the new one. east was out of reach
# and catalogues with what it knows: its field names no authority, and its text is the earlier heading.
# No machine links that by itself; the branch that owns the book is asked (case 35) and links one. Of
# the other it says that the text is meant as it stands.
branches main east
item 50010 "Moby-Dick" at main
item 50011 "The Whale Road" at east
item 50012 "Whales, a pub" at east
authority main add "Whales" at 08:00
subject main 50010 add "Whales"
authority main link 50010 "Whales"
sync east main
cut main east at 08:30
authority main rename "Whales" "Cetaceans" at 09:00
subject east 50011 add "WHALES." at 10:00
subject east 50012 add "Whales"
heal at 11:00
sync east main
review main
expect heading 50010 "Cetaceans"
expect heading 50011 "WHALES."
expect no-conflict 50010
expect conflict former-heading 50011 review east
resolve east 50011 keep A at 12:00
resolve east 50012 keep B
sync east main
expect heading 50011 "Cetaceans"
expect heading 50012 "Whales"
expect no-conflict 50011
expect no-conflict 50012
expect converged
----
08:00  authority main add Whales: saved
08:01  subject main 50010 add Whales: saved
08:02  authority main link 50010 Whales: saved
08:03:00.160  sync east main: sent 0, received 3, digests equal
08:30  cut main east
09:00  authority main rename Whales Cetaceans: saved
10:00  subject east 50011 add WHALES.: saved
10:01  subject east 50012 add Whales: saved
11:00  heal
11:01:00.144  sync east main: sent 2, received 1, digests equal
11:02  review main
  B case 35 EAST: Field 650 has what was a heading once: Whales
    A Link it to Cetaceans (main.6).
    B Leave 650  0$aWhales as it is.
  B case 35 EAST: Field 650 has what was a heading once: WHALES.
    A Link it to Cetaceans (main.6).
    B Leave 650  0$aWHALES. as it is.
11:03  expect heading 50010 Cetaceans: yes
11:04  expect heading 50011 WHALES.: yes
11:05  expect no-conflict 50010: yes
11:06  expect conflict former-heading 50011 review east: yes
12:00  resolve east 50011 keep A: case 35 decided
12:01  resolve east 50012 keep B: case 35 decided
12:02:00.153  sync east main: sent 2, received 0, digests equal
12:03  expect heading 50011 Cetaceans: yes
12:04  expect heading 50012 Whales: yes
12:05  expect no-conflict 50011: yes
12:06  expect no-conflict 50012: yes
12:07  expect converged: yes
