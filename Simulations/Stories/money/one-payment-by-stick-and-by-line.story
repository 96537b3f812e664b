# A payment reaches main on a stick, and once more over the line. It is one payment (case 39).
branches main
cart van
item 90021 "Some Tame Gazelle" at main
patron p12 at main
charge main p12 card 300 at 09:00
sync van main at 09:30
pay van p12 300 at 11:00
carry van usb at 12:00
carry main usb at 13:00
expect owed p12 0
sync van main at 14:00
expect owed p12 0
expect credit p12 0
expect converged
----
09:00  charge main p12 card 300: good: Charged USD 3.00, card.
09:30:00.223  sync van main: sent 0, received 1, digests equal
11:00  pay van p12 300: good: Paid USD 3.00 by cash. Nothing is owed any longer. Receipt 2c011b7ab15b7fd8.2.
12:00  carry van usb: sent 9, received 0
13:00  carry main usb: sent 0, received 1
13:01  expect owed p12 0: yes
14:00:00.023  sync van main: sent 0, received 0, digests equal
14:01  expect owed p12 0: yes
14:02  expect credit p12 0: yes
14:03  expect converged: yes
