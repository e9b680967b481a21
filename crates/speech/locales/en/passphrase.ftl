# The passphrase.

ASKED = This diary asks for its passphrase.
NEVER = It never stands before relief and warning signs.
WRONG = That is not the passphrase. Nothing was shown.
too_many_says = That was not the passphrase several times. Try again in { $wait }.
FORGOTTEN = Forgotten? It can be taken away on the machine itself, where the diary lies.
PASSPHRASE = Passphrase
SHOW_DIARY = Show the diary
CRAMP_NOW = A cramp, now
