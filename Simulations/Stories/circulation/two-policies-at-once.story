# Main and east each load a policy while the line is down. One of them is in force, the same everywhere, and
# people are asked whether it is the one that they meant (case 110).
branches main east
item 90021 "Some Tame Gazelle" at main
patron p12 at main
cut main east at 08:30
policy main 7 50 1000 at 09:00
policy east 14 20 1000 at 10:00
heal at 17:00
sync main east at 17:05
review main
checkout main 90021 p12 at 17:30
sync main east
expect converged
----
08:30  cut main east
09:00  policy main 7 50 1000: loaded
10:00  policy east 14 20 1000: loaded
17:00  heal
17:05:00.160  sync main east: sent 1, received 1, digests equal
17:06  review main
  B case 110 cataloguing: 2 policies were loaded without knowing of each other; the latest is in force
    A Loaded at MAIN at 2026-03-02T09:00:00Z.
    B Loaded at EAST at 2026-03-02T10:00:00Z: in force.
17:30  checkout main 90021 p12: good: Some Tame Gazelle, due 2026-03-16.
17:31:00.139  sync main east: sent 1, received 0, digests equal
17:32  expect converged: yes
