# What a browser kept and Charley has not taken yet.

REFUSED = Not taken yet
REFUSED_HOW = These are kept in this browser alone, until you send or delete them.
night_of = Night of { $night }
WHEN = When was it?
SEND = Send it
DELETE = Delete it
DELETE_SURE = Yes, delete it for good
NO_TIME = When this was kept cannot be read. Say when it was: Charley does not guess.
clocks_says = This device's clock and Charley's are { $span } apart. Say when it was: Charley does not guess.
ahead_says = This time is { $span } from now. Say when it was: Charley does not guess.
days_ago = { $days } days
long_ago_says = It waited for { $days } days. Is the time right? Then send it as it is.
WAITING = Waiting to be sent
