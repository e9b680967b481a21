# Was ein Browser aufhob und Charley noch nicht angenommen hat.

REFUSED = Noch nicht angenommen
REFUSED_HOW = Das steht nur in diesem Browser, bis Sie es senden oder löschen.
night_of = Nacht { $night }
WHEN = Wann war das?
SEND = Senden
DELETE = Löschen
DELETE_SURE = Ja, für immer löschen
NO_TIME = Wann das war, ist nicht lesbar. Sagen Sie es bitte: Charley rät nicht.
clocks_says = Die Uhren dieses Geräts und von Charley gehen { $span } auseinander. Sagen Sie, wann es war: Charley rät nicht.
ahead_says = Diese Zeit liegt { $span } in der Zukunft. Sagen Sie, wann es war: Charley rät nicht.
days_ago = { $days } Tage
long_ago_says = Das hat { $days } Tage gewartet. Stimmt die Zeit? Dann senden Sie es so.
WAITING = Wartet aufs Senden
