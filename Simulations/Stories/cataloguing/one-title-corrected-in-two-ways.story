# A title page without an author, and two cataloguers without a line. main follows the cover, east
# the spine. The later edit is shown, the earlier one is kept beside it and never lost; main, which
# owns the book, compares the two and settles it, for everybody (case 32).
branches main east west
item 50002 "Thousand and one nights" at main
cut main east at 08:30
retitle main 50002 "The Thousand and One Nights" at 09:00
retitle east 50002 "The Arabian Nights" at 11:00
heal at 12:00
sync east main
sync west main
review west
expect title 50002 "The Arabian Nights"
expect conflict edited-twice 50002 review main
resolve main 50002 keep A at 14:00
sync east main
sync west main
review west
expect title 50002 "The Thousand and One Nights"
expect no-conflict 50002
expect converged
----
08:30  cut main east
09:00  retitle main 50002 "The Thousand and One Nights": saved
11:00  retitle east 50002 "The Arabian Nights": saved
12:00  heal
12:01:00.230  sync east main: sent 1, received 1, digests equal
12:02:00.160  sync west main: sent 0, received 2, digests equal
12:03  review west
  B case 32 MAIN: Field 245's content was edited in 2 ways at once
    A 10$aThe Thousand and One Nights
    B 10$aThe Arabian Nights (shown)
12:04  expect title 50002 "The Arabian Nights": yes
12:05  expect conflict edited-twice 50002 review main: yes
14:00  resolve main 50002 keep A: case 32 decided
14:01:00.166  sync east main: sent 0, received 1, digests equal
14:02:00.144  sync west main: sent 0, received 1, digests equal
14:03  review west
  nothing to decide
14:04  expect title 50002 "The Thousand and One Nights": yes
14:05  expect no-conflict 50002: yes
14:06  expect converged: yes
