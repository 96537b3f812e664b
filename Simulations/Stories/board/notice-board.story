# A village's notice board: the engine without a library.
# Three houses hold one board; the line is down, and everybody goes on.
domain board
branches hill lake mill
post hill dance "Dance on Friday" at 09:00
post hill goat "Goat lost"
visit hill goat Ada
sync lake hill
sync mill hill
cut hill lake at 10:00
cut hill mill
cut lake mill
post hill dance "Dance on Friday at eight" at 10:30
post lake dance "Dance on Saturday"
tag hill dance music
tag lake dance weekend
vote hill dance 2
vote lake dance 3
move mill dance door
pin mill dance 2
takedown hill goat at 11:00
remark lake goat "I saw it at the mill"
visit mill goat Ben 5
settle at 12:00
expect converged
review hill
why lake dance
expect title goat "Goat lost"
resolve mill dance keep A at 13:00
resolve mill goat keep B
untag mill dance weekend
pin mill dance out
settle
expect no-conflict dance
expect no-conflict goat
why hill dance
why hill goat
expect converged
----
09:00  post hill dance "Dance on Friday": done
09:01  post hill goat "Goat lost": done
09:02  visit hill goat Ada: done
09:03:00.223  sync lake hill: sent 0, received 3, digests equal
09:04:00.230  sync mill hill: sent 0, received 3, digests equal
10:00  cut hill lake
10:01  cut hill mill
10:02  cut lake mill
10:30  post hill dance "Dance on Friday at eight": done
10:31  post lake dance "Dance on Saturday": done
10:32  tag hill dance music: done
10:33  tag lake dance weekend: done
10:34  vote hill dance 2: done
10:35  vote lake dance 3: done
10:36  move mill dance door: done
10:37  pin mill dance 2: done
11:00  takedown hill goat: done
11:01  remark lake goat "I saw it at the mill": done
11:02  visit mill goat Ben 5: done
12:00:00.538  settle: all agree
12:01  expect converged: yes
12:02  review hill
  B case 0 cataloguing: The note's title was written in 2 ways at once
    A "Dance on Saturday"
    B "Dance on Friday at eight"
  B case 0 cataloguing: The note was deleted and its title written at once
    A "Goat lost"
    B It was deleted.
12:03  why lake dance
  The note's title was written in 2 ways at once (commits lake/1 and hill/3): A is shown: an edit stays before a deletion, and the latest edit before the others; whoever looks after all reviews.
  It says "Dance on Saturday", hangs door, is pinned at 2, is about music and weekend, has 5 votes.
12:04  expect title goat "Goat lost": yes
13:00  resolve mill dance keep A: case 0 decided
13:01  resolve mill goat keep B: case 0 decided
13:02  untag mill dance weekend: done
13:03  pin mill dance out: done
13:04:00.332  settle: all agree
13:05  expect no-conflict dance: yes
13:06  expect no-conflict goat: yes
13:07  why hill dance
  It says "Dance on Saturday", hangs door, is about music, has 5 votes.
13:08  why hill goat
  Ada stood before it for 1 min.
  Ben stood before it for 5 min.
  It was taken down.
13:09  expect converged: yes
