# Solange Charley nicht erreichbar ist, und der erste Bildschirm eines Handys.

DESCRIPTION = Was mit Ihren Beinkrämpfen einhergeht, und was Sie im Krampf tun.
QUIET_NIGHT = Kein Krampf letzte Nacht
HEADING = Charley antwortet gerade nicht
WHY = Vielleicht schläft der Rechner, auf dem es läuft, oder dieses Gerät ist in einem anderen Netz.
NOTHING_LOST = Nichts geht verloren: Was Sie hier tippen, wird aufgehoben und einmal gesendet.
TYPED = Haben Sie gerade ein Formular gesendet? „Noch einmal“ sendet es so, wie Sie es geschrieben haben.
LAST_NIGHT = Wie war die Nacht?
NIGHT_OF = Nacht
A_CRAMP = Ein Krampf: Wo war er?
TAKEN = In diesem Browser aufgehoben. Es wird gesendet, sobald Charley antwortet.
ANSWERS = Charley antwortet wieder.
AGAIN = Noch einmal
NOTHING = Nichts
TWINGE = Ein Ziehen
UNSURE = Nicht sicher
SIGNS_FIRST = Ein Ja genügt. „Nicht sicher“ zählt wie Ja: Sagen Sie das am Telefon.
SIGNS_KEEP = Diese Seite hebt keine Antworten auf. Charley fragt noch einmal, sobald es erreichbar ist.
signs_see = Es hängt davon ab: { $question }
RELIEF_HERE = Charley antwortet gerade nicht. Das hier geht ohne Charley, und was Sie tippen, wird aufgehoben und einmal gesendet.
TO = auf
