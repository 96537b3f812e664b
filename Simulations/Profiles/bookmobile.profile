# A cart out for days: it lends and takes back, meets nobody, carries a stick, and its clock is wrong.
weigh checkout 40
weigh checkin 30
weigh renew 4
weigh register 3
weigh undo 4
weigh carry 6
weigh sync 6
weigh sleep 4
weigh clock 5
weigh crash 3
