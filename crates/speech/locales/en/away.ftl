# While Charley cannot be reached, and the first screen of a phone.

DESCRIPTION = What goes along with your leg cramps, and what to do in one.
QUIET_NIGHT = No cramp last night
HEADING = Charley does not answer just now
WHY = The machine it runs on may be asleep, or this device is in another network.
NOTHING_LOST = Nothing is lost: what you tap here is kept, and sent once.
TYPED = Had you just sent a form? Try again sends it as you typed it.
LAST_NIGHT = How was the night?
NIGHT_OF = Night of
A_CRAMP = A cramp: where was it?
TAKEN = Kept in this browser. It is sent once Charley answers.
ANSWERS = Charley answers again.
AGAIN = Try again
NOTHING = Nothing
TWINGE = A twinge
UNSURE = Not sure
SIGNS_FIRST = One yes is enough. Not sure counts as yes: say so when you call.
SIGNS_KEEP = This page keeps no answers. Charley asks again once it can be reached.
signs_see = It depends on this: { $question }
RELIEF_HERE = Charley does not answer just now. This works without it, and what you tap is kept and sent once.
TO = to
