# Main and the van hand out the same new card number on one day. Both loans stand, the desks refuse the card
# as ambiguous, and the branch of the later reader is told to give out another one (case 26). The entry
# names nobody. It used to be in no queue.
branches main
cart van
item 50011 "Kon-Tiki" at main
item 50012 "Silent Spring" at main
cut main van
register main p900 at 09:00
register van p900 at 09:10
checkout main 50011 p900 at 09:20
checkout van 50012 p900 at 09:30
heal at 10:00
sync van main
checkout main 50011 p900
why main 50012
review main
----
08:01  cut main van
09:00  register main p900: saved
09:10  register van p900: saved
09:20  checkout main 50011 p900: good: Kon-Tiki, due 2026-03-23.
09:30  checkout van 50012 p900: good: Silent Spring, due 2026-03-23.
10:00  heal
10:01:00.177  sync van main: sent 2, received 2, digests equal
10:02  checkout main 50011 p900: refused: 2 patrons bear that card: catchword:patron.562551420184953 of MAIN; catchword:patron.439387794777898 of VAN (who had it first comes first). Ask which it is, say so with --patron-id, and give the others new cards.
10:03  why main 50012
  It is with the borrower of loan van.2, on loan.
10:04  review main
  A case 26 VAN: Two patrons have one card.
    A A patron of MAIN had it before.
    B A patron of VAN got it later.
