# Was auf den Seiten von Heute zu einem Eintrag gefragt und gesagt wird.

CRAMP = Ein Krampf
TWINGE = Ein Ziehen
MUSCLE = Muskel
SIDE = Seite
NOT_SAID = Nicht gesagt
LASTED = Wie lange?
UNDER_1 = unter 1 min
TO_3 = 1 bis 3 min
TO_10 = 3 bis 10 min
OVER_10 = über 10 min
PAIN = Schmerz, von 0 bis 10
EASED = Was hat geholfen?
SAVE = Speichern
replace_cramp = Den Krampf von { $time } ersetzen?
REPLACE_CRAMP = Den Krampf dieser Nacht ersetzen?
replace_cramps = Die { $n } Krämpfe dieser Nacht ersetzen?
REPLACE_HOW = Für diese Nacht ist eingetragen:
REPLACE_NONE = Ja, es war kein Krampf
KEEP_CRAMP = Nein, den Krampf behalten
cramp_waits = Für die Nacht { $night } ist ein Krampf eingetragen. Öffnen Sie diese Nacht im Tagebuch und sagen Sie, was stimmt.
KEPT_FORM = Anmelden, dann senden
KEPT_FORM_HOW = Was Sie geschrieben haben, steht noch auf dieser Seite. Öffnen Sie Charley in einem anderen Tab und tippen Sie dann auf den Knopf.
LOST_FILE = Die Datei, die Sie gewählt hatten, müssen Sie auf der nächsten Seite noch einmal wählen.
SEND_AGAIN = Noch einmal senden
