# The van parks at a hotel and gets its guest network. A page that asks for a room number is no
# answer of main, and the van does not take it for one; the laptop says so and loses nothing. A
# gateway without a server, a redirect, a proxy that lets no large body through and a certificate of
# the wrong year end no differently.
branches main
cart van
item 60004 "Grand Hotel" at main
patron p12 at main
checkout van 60004 p12 at 09:00
line van main portal
sync van main at 09:10
line van main bad-gateway skip 1
sync van main
line van main redirect
sync van main
line van main bad-certificate
sync van main
line van main too-large skip 2
sync van main
why van 60004
why main 60004
sync van main at 18:00
why main 60004
review main
expect loan 60004 p12 open
expect converged
----
09:00  checkout van 60004 p12: good: Grand Hotel, due 2026-03-23.
09:01  line van main portal
09:10  sync van main: failed: a page, not an answer
09:11  line van main bad-gateway skip 1
09:12:00.050  sync van main: failed: 502 no server
09:13  line van main redirect
09:14  sync van main: failed: 302 sent elsewhere
09:15  line van main bad-certificate
09:16  sync van main: failed: its certificate is not valid now
09:17  line van main too-large skip 2
09:18:00.074  sync van main: failed: 413 a proxy bounds bodies
09:19  why van 60004
  It is with the borrower of loan van.2, on loan.
09:20  why main 60004
  It is at MAIN, available.
18:00:00.157  sync van main: sent 1, received 0, digests equal
18:01  why main 60004
  It is with the borrower of loan van.2, on loan.
18:02  review main
  nothing to decide
18:03  expect loan 60004 p12 open: yes
18:04  expect converged: yes
