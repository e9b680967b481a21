# What is asked and said of an entry, on the pages of Today.

CRAMP = A cramp
TWINGE = A twinge
MUSCLE = Muscle
SIDE = Side
NOT_SAID = Not said
LASTED = How long?
UNDER_1 = under 1 min
TO_3 = 1 to 3 min
TO_10 = 3 to 10 min
OVER_10 = over 10 min
PAIN = Pain, from 0 to 10
EASED = What eased it?
SAVE = Save
replace_cramp = Replace the cramp of { $time }?
REPLACE_CRAMP = Replace the cramp of that night?
replace_cramps = Replace the { $n } cramps of that night?
REPLACE_HOW = Written down for that night:
REPLACE_NONE = Yes, there was no cramp
KEEP_CRAMP = No, keep the cramp
cramp_waits = For the night of { $night } a cramp is written down. Open that night in the diary to say which is right.
KEPT_FORM = Sign in, then send it
KEPT_FORM_HOW = What you typed is still on this page. Open Charley in another tab, then tap the button.
LOST_FILE = The file that you chose has to be chosen again on the page that follows.
SEND_AGAIN = Send it again
