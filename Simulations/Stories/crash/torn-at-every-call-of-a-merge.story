# The power goes at the branch in the middle of a merge, again and again: at the first call to the disk,
# at the second, at the third, and so on through the whole merge, and each time the write under way is
# torn. Every time the branch starts whole, and the next sync brings what is missing.
branches main east
item b1 "The Long Way to a Small, Angry Planet" at main
patron p1 at main
checkin main b1
disk east tear call 1
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 2
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 3
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 4
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 5
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 6
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 7
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 8
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 9
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 10
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 11
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 12
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 13
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 14
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 15
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 16
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 17
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 18
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 19
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 20
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 21
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 22
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 23
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 24
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 25
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 26
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 27
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 28
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 29
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 30
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 31
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 32
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 33
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 34
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 35
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 36
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 37
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 38
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 39
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 40
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 41
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 42
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 43
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 44
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 45
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 46
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 47
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 48
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 49
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 50
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 51
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 52
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 53
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 54
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 55
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 56
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 57
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 58
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 59
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 60
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 61
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 62
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 63
sync east main
crash east torn
start east
sync east main
checkin main b1
disk east tear call 64
sync east main
crash east torn
start east
sync east main
expect converged
expect place b1 main
----
08:01  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:02  disk east tear call 1
08:03  sync east main: the power went in the middle; nothing was acknowledged
08:04  crash east torn
08:05  start east: it is back
08:06:00.157  sync east main: sent 0, received 1, digests equal
08:07  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:08  disk east tear call 2
08:09:00.058  sync east main: the power went in the middle; nothing was acknowledged
08:10  crash east torn
08:11  start east: it is back
08:12:00.173  sync east main: sent 0, received 1, digests equal
08:13  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:14  disk east tear call 3
08:15:00.057  sync east main: the power went in the middle; nothing was acknowledged
08:16  crash east torn
08:17  start east: it is back
08:18:00.164  sync east main: sent 0, received 1, digests equal
08:19  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:20  disk east tear call 4
08:21:00.043  sync east main: the power went in the middle; nothing was acknowledged
08:22  crash east torn
08:23  start east: it is back
08:24:00.168  sync east main: sent 0, received 1, digests equal
08:25  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:26  disk east tear call 5
08:27:00.054  sync east main: the power went in the middle; nothing was acknowledged
08:28  crash east torn
08:29  start east: it is back
08:30:00.177  sync east main: sent 0, received 1, digests equal
08:31  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:32  disk east tear call 6
08:33:00.049  sync east main: the power went in the middle; nothing was acknowledged
08:34  crash east torn
08:35  start east: it is back
08:36:00.213  sync east main: sent 0, received 1, digests equal
08:37  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:38  disk east tear call 7
08:39:00.032  sync east main: the power went in the middle; nothing was acknowledged
08:40  crash east torn
08:41  start east: it is back
08:42:00.084  sync east main: sent 0, received 1, digests equal
08:43  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:44  disk east tear call 8
08:45:00.028  sync east main: the power went in the middle; nothing was acknowledged
08:46  crash east torn
08:47  start east: it is back
08:48:00.180  sync east main: sent 0, received 1, digests equal
08:49  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:50  disk east tear call 9
08:51:00.027  sync east main: the power went in the middle; nothing was acknowledged
08:52  crash east torn
08:53  start east: it is back
08:54:00.192  sync east main: sent 0, received 1, digests equal
08:55  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
08:56  disk east tear call 10
08:57:00.048  sync east main: the power went in the middle; nothing was acknowledged
08:58  crash east torn
08:59  start east: it is back
09:00:00.186  sync east main: sent 0, received 1, digests equal
09:01  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:02  disk east tear call 11
09:03:00.021  sync east main: the power went in the middle; nothing was acknowledged
09:04  crash east torn
09:05  start east: it is back
09:06:00.169  sync east main: sent 0, received 1, digests equal
09:07  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:08  disk east tear call 12
09:09:00.043  sync east main: the power went in the middle; nothing was acknowledged
09:10  crash east torn
09:11  start east: it is back
09:12:00.166  sync east main: sent 0, received 1, digests equal
09:13  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:14  disk east tear call 13
09:15:00.109  sync east main: the power went in the middle; nothing was acknowledged
09:16  crash east torn
09:17  start east: it is back
09:18:00.179  sync east main: sent 0, received 1, digests equal
09:19  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:20  disk east tear call 14
09:21:00.093  sync east main: the power went in the middle; nothing was acknowledged
09:22  crash east torn
09:23  start east: it is back
09:24:00.201  sync east main: sent 0, received 1, digests equal
09:25  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:26  disk east tear call 15
09:27:00.123  sync east main: the power went in the middle; nothing was acknowledged
09:28  crash east torn
09:29  start east: it is back
09:30:00.184  sync east main: sent 0, received 1, digests equal
09:31  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:32  disk east tear call 16
09:33:00.065  sync east main: the power went in the middle; nothing was acknowledged
09:34  crash east torn
09:35  start east: it is back
09:36:00.180  sync east main: sent 0, received 1, digests equal
09:37  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:38  disk east tear call 17
09:39:00.115  sync east main: the power went in the middle; nothing was acknowledged
09:40  crash east torn
09:41  start east: it is back
09:42:00.164  sync east main: sent 0, received 1, digests equal
09:43  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:44  disk east tear call 18
09:45:00.129  sync east main: the power went in the middle; nothing was acknowledged
09:46  crash east torn
09:47  start east: it is back
09:48:00.126  sync east main: sent 0, received 1, digests equal
09:49  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:50  disk east tear call 19
09:51:00.155  sync east main: the power went in the middle; nothing was acknowledged
09:52  crash east torn
09:53  start east: it is back
09:54:00.184  sync east main: sent 0, received 1, digests equal
09:55  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
09:56  disk east tear call 20
09:57:00.107  sync east main: the power went in the middle; nothing was acknowledged
09:58  crash east torn
09:59  start east: it is back
10:00:00.139  sync east main: sent 0, received 1, digests equal
10:01  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:02  disk east tear call 21
10:03:00.161  sync east main: the power went in the middle; nothing was acknowledged
10:04  crash east torn
10:05  start east: it is back
10:06:00.119  sync east main: sent 0, received 1, digests equal
10:07  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:08  disk east tear call 22
10:09:00.155  sync east main: the power went in the middle; nothing was acknowledged
10:10  crash east torn
10:11  start east: it is back
10:12:00.172  sync east main: sent 0, received 1, digests equal
10:13  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:14  disk east tear call 23
10:15:00.158  sync east main: the power went in the middle; nothing was acknowledged
10:16  crash east torn
10:17  start east: it is back
10:18:00.186  sync east main: sent 0, received 1, digests equal
10:19  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:20  disk east tear call 24
10:21:00.086  sync east main: the power went in the middle; nothing was acknowledged
10:22  crash east torn
10:23  start east: it is back
10:24:00.179  sync east main: sent 0, received 1, digests equal
10:25  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:26  disk east tear call 25
10:27:00.200  sync east main: the power went in the middle; nothing was acknowledged
10:28  crash east torn
10:29  start east: it is back
10:30:00.200  sync east main: sent 0, received 1, digests equal
10:31  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:32  disk east tear call 26
10:33:00.171  sync east main: the power went in the middle; nothing was acknowledged
10:34  crash east torn
10:35  start east: it is back
10:36:00.149  sync east main: sent 0, received 1, digests equal
10:37  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:38  disk east tear call 27
10:39:00.175  sync east main: the power went in the middle; nothing was acknowledged
10:40  crash east torn
10:41  start east: it is back
10:42:00.130  sync east main: sent 0, received 1, digests equal
10:43  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:44  disk east tear call 28
10:45:00.112  sync east main: the power went in the middle; nothing was acknowledged
10:46  crash east torn
10:47  start east: it is back
10:48:00.202  sync east main: sent 0, received 1, digests equal
10:49  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:50  disk east tear call 29
10:51:00.128  sync east main: the power went in the middle; nothing was acknowledged
10:52  crash east torn
10:53  start east: it is back
10:54:00.188  sync east main: sent 0, received 1, digests equal
10:55  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
10:56  disk east tear call 30
10:57:00.150  sync east main: the power went in the middle; nothing was acknowledged
10:58  crash east torn
10:59  start east: it is back
11:00:00.141  sync east main: sent 0, received 1, digests equal
11:01  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:02  disk east tear call 31
11:03:00.167  sync east main: the power went in the middle; nothing was acknowledged
11:04  crash east torn
11:05  start east: it is back
11:06:00.154  sync east main: sent 0, received 1, digests equal
11:07  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:08  disk east tear call 32
11:09:00.162  sync east main: the power went in the middle; nothing was acknowledged
11:10  crash east torn
11:11  start east: it is back
11:12:00.196  sync east main: sent 0, received 1, digests equal
11:13  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:14  disk east tear call 33
11:15:00.124  sync east main: the power went in the middle; nothing was acknowledged
11:16  crash east torn
11:17  start east: it is back
11:18:00.195  sync east main: sent 0, received 1, digests equal
11:19  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:20  disk east tear call 34
11:21:00.127  sync east main: the power went in the middle; nothing was acknowledged
11:22  crash east torn
11:23  start east: it is back
11:24:00.166  sync east main: sent 0, received 1, digests equal
11:25  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:26  disk east tear call 35
11:27:00.139  sync east main: the power went in the middle; nothing was acknowledged
11:28  crash east torn
11:29  start east: it is back
11:30:00.154  sync east main: sent 0, received 1, digests equal
11:31  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:32  disk east tear call 36
11:33:00.164  sync east main: the power went in the middle; nothing was acknowledged
11:34  crash east torn
11:35  start east: it is back
11:36:00.146  sync east main: sent 0, received 1, digests equal
11:37  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:38  disk east tear call 37
11:39:00.167  sync east main: the power went in the middle; nothing was acknowledged
11:40  crash east torn
11:41  start east: it is back
11:42:00.199  sync east main: sent 0, received 1, digests equal
11:43  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:44  disk east tear call 38
11:45:00.126  sync east main: the power went in the middle; nothing was acknowledged
11:46  crash east torn
11:47  start east: it is back
11:48:00.191  sync east main: sent 0, received 1, digests equal
11:49  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:50  disk east tear call 39
11:51:00.137  sync east main: the power went in the middle; nothing was acknowledged
11:52  crash east torn
11:53  start east: it is back
11:54:00.133  sync east main: sent 0, received 1, digests equal
11:55  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
11:56  disk east tear call 40
11:57:00.148  sync east main: the power went in the middle; nothing was acknowledged
11:58  crash east torn
11:59  start east: it is back
12:00:00.207  sync east main: sent 0, received 1, digests equal
12:01  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:02  disk east tear call 41
12:03:00.138  sync east main: the power went in the middle; nothing was acknowledged
12:04  crash east torn
12:05  start east: it is back
12:06:00.020  sync east main: sent 0, received 0, digests equal
12:07  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:08  disk east tear call 42
12:09:00.171  sync east main: the power went in the middle; nothing was acknowledged
12:10  crash east torn
12:11  start east: it is back
12:12:00.192  sync east main: sent 0, received 1, digests equal
12:13  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:14  disk east tear call 43
12:15:00.179  sync east main: the power went in the middle; nothing was acknowledged
12:16  crash east torn
12:17  start east: it is back
12:18:00.064  sync east main: sent 0, received 0, digests equal
12:19  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:20  disk east tear call 44
12:21:00.151  sync east main: the power went in the middle; nothing was acknowledged
12:22  crash east torn
12:23  start east: it is back
12:24:00.193  sync east main: sent 0, received 1, digests equal
12:25  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:26  disk east tear call 45
12:27:00.145  sync east main: the power went in the middle; nothing was acknowledged
12:28  crash east torn
12:29  start east: it is back
12:30:00.046  sync east main: sent 0, received 0, digests equal
12:31  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:32  disk east tear call 46
12:33:00.147  sync east main: the power went in the middle; nothing was acknowledged
12:34  crash east torn
12:35  start east: it is back
12:36:00.042  sync east main: sent 0, received 0, digests equal
12:37  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:38  disk east tear call 47
12:39:00.172  sync east main: the power went in the middle; nothing was acknowledged
12:40  crash east torn
12:41  start east: it is back
12:42:00.048  sync east main: sent 0, received 0, digests equal
12:43  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:44  disk east tear call 48
12:45:00.155  sync east main: the power went in the middle; nothing was acknowledged
12:46  crash east torn
12:47  start east: it is back
12:48:00.064  sync east main: sent 0, received 0, digests equal
12:49  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:50  disk east tear call 49
12:51:00.154  sync east main: the power went in the middle; nothing was acknowledged
12:52  crash east torn
12:53  start east: it is back
12:54:00.052  sync east main: sent 0, received 0, digests equal
12:55  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
12:56  disk east tear call 50
12:57:00.105  sync east main: the power went in the middle; nothing was acknowledged
12:58  crash east torn
12:59  start east: it is back
13:00:00.033  sync east main: sent 0, received 0, digests equal
13:01  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:02  disk east tear call 51
13:03:00.115  sync east main: the power went in the middle; nothing was acknowledged
13:04  crash east torn
13:05  start east: it is back
13:06:00.048  sync east main: sent 0, received 0, digests equal
13:07  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:08  disk east tear call 52
13:09:00.088  sync east main: the power went in the middle; nothing was acknowledged
13:10  crash east torn
13:11  start east: it is back
13:12:00.050  sync east main: sent 0, received 0, digests equal
13:13  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:14  disk east tear call 53
13:15:00.221  sync east main: the power went in the middle; nothing was acknowledged
13:16  crash east torn
13:17  start east: it is back
13:18:00.045  sync east main: sent 0, received 0, digests equal
13:19  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:20  disk east tear call 54
13:21:00.138  sync east main: the power went in the middle; nothing was acknowledged
13:22  crash east torn
13:23  start east: it is back
13:24:00.046  sync east main: sent 0, received 0, digests equal
13:25  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:26  disk east tear call 55
13:27:00.157  sync east main: the power went in the middle; nothing was acknowledged
13:28  crash east torn
13:29  start east: it is back
13:30:00.054  sync east main: sent 0, received 0, digests equal
13:31  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:32  disk east tear call 56
13:33:00.154  sync east main: sent 0, received 1, digests equal
13:34  crash east torn
13:35  start east: it is back
13:36:00.051  sync east main: sent 0, received 0, digests equal
13:37  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:38  disk east tear call 57
13:39:00.228  sync east main: sent 0, received 1, digests equal
13:40  crash east torn
13:41  start east: it is back
13:42:00.058  sync east main: sent 0, received 0, digests equal
13:43  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:44  disk east tear call 58
13:45:00.177  sync east main: sent 0, received 1, digests equal
13:46  crash east torn
13:47  start east: it is back
13:48:00.049  sync east main: sent 0, received 0, digests equal
13:49  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:50  disk east tear call 59
13:51:00.241  sync east main: sent 0, received 1, digests equal
13:52  crash east torn
13:53  start east: it is back
13:54:00.020  sync east main: sent 0, received 0, digests equal
13:55  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
13:56  disk east tear call 60
13:57:00.123  sync east main: sent 0, received 1, digests equal
13:58  crash east torn
13:59  start east: it is back
14:00:00.034  sync east main: sent 0, received 0, digests equal
14:01  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
14:02  disk east tear call 61
14:03:00.168  sync east main: sent 0, received 1, digests equal
14:04  crash east torn
14:05  start east: it is back
14:06:00.049  sync east main: sent 0, received 0, digests equal
14:07  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
14:08  disk east tear call 62
14:09:00.158  sync east main: sent 0, received 1, digests equal
14:10  crash east torn
14:11  start east: it is back
14:12:00.026  sync east main: sent 0, received 0, digests equal
14:13  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
14:14  disk east tear call 63
14:15:00.180  sync east main: sent 0, received 1, digests equal
14:16  crash east torn
14:17  start east: it is back
14:18:00.028  sync east main: sent 0, received 0, digests equal
14:19  checkin main b1: good: The Long Way to a Small, Angry Planet: checked in, no loan was open here.
14:20  disk east tear call 64
14:21:00.171  sync east main: sent 0, received 1, digests equal
14:22  crash east torn
14:23  start east: it is back
14:24:00.044  sync east main: sent 0, received 0, digests equal
14:25  expect converged: yes
14:26  expect place b1 main: yes
