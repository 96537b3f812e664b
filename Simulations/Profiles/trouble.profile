# What goes wrong: lines, power, clocks, disks, and disks that are put back or copied.
weigh cut 4
weigh one-way-cut 1
weigh line 4
weigh busy-sync 2
weigh weather 2
weigh crash 3
weigh sleep 2
weigh clock 4
weigh disk 3
weigh restore 2
weigh clone 1
weigh lose 1
