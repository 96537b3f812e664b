# A film on two discs, one barcode each. One reader wants the second disc alone, another one whatever
# comes: the first disc passes the first reader by. A desk that has not heard of the label is told that
# there is no such part, and places the wish when it has.
branches main east
item 80001 "The Ring" at main
item 80002 "The Ring" at main of 80001
patron p1 p2 at main
checkin main 80001
checkin main 80002
sync east main
describe main 80001 part "Disc 1"
describe main 80002 part "Disc 2"
hold east p1 80001 at east part "disc 2"
sync east main
hold east p1 80001 at east part "disc 2"
hold main p2 80001 at main
sync east main
checkin main 80001
checkin main 80002
sync east main
receive east 80002
sync east main
expect hold p2 80001 ready
expect hold p1 80002 ready
expect converged
----
08:01  checkin main 80001: good: The Ring: checked in, no loan was open here.
08:02  checkin main 80002: good: The Ring: checked in, no loan was open here.
08:03:00.230  sync east main: sent 0, received 2, digests equal
08:04  describe main 80001 part "Disc 1": saved
08:05  describe main 80002 part "Disc 2": saved
08:06  hold east p1 80001 at east part "disc 2": refused: The Ring has no parts as far as this replica knows; leave disc 2 out.
08:07:00.177  sync east main: sent 0, received 2, digests equal
08:08  hold east p1 80001 at east part "disc 2": good: The Ring, disc 2: wished for, to be fetched at EAST, place 1 in the queue.
08:09  hold main p2 80001 at main: good: The Ring: wished for, to be fetched at MAIN, place 1 in the queue.
08:10:00.144  sync east main: sent 1, received 1, digests equal
08:11  checkin main 80001: stop: The Ring: checked in, no loan was open here. It goes to the hold shelf for card …p2.
08:12  checkin main 80002: stop: The Ring: checked in, no loan was open here. It is for a hold; send it to EAST.
08:13:00.204  sync east main: sent 0, received 2, digests equal
08:14  receive east 80002: stop: The Ring: received from MAIN. It goes to the hold shelf for card …p1.
08:15:00.140  sync east main: sent 1, received 0, digests equal
08:16  expect hold p2 80001 ready: yes
08:17  expect hold p1 80002 ready: yes
08:18  expect converged: yes
