# Der Morgen, Pausen, offene Nächte, schnelle Runden, die Erinnerung. Niemand wird getadelt oder gelobt.

LAST_NIGHT = Letzte Nacht?
SO_FAR = Bisher ein Krampf in dieser Nacht?
SO_FAR_HOW = Diese Nacht ist noch nicht vorbei. Ab vier Uhr früh können Sie sagen, wie sie war.
NOT_OVER = ist eine Nacht, die noch nicht vorbei ist: ab vier Uhr früh können Sie sagen, dass sie ruhig war
CRAMP_LAST_NIGHT = Ein Krampf letzte Nacht
CRAMP_TONIGHT = Ein Krampf in dieser Nacht
no_cramp_in = Kein Krampf in der Nacht { $night }.
a_cramp_in = Ein Krampf in der Nacht { $night }.
a_twinge_in = Ein Ziehen, aber kein Krampf in der Nacht { $night }.
A_TWINGE = Ein Ziehen, das von selbst verging
ONLY_A_TWINGE = Verging von selbst: nur ein Ziehen
AND_A_TWINGE = {", und ein Ziehen"}
HOW_MANY = Wie viele?
RESTING = Heute gibt es nichts zu beantworten.
RESTING_HOW = Vorerst ist genug bekannt. Charley fragt seltener: nach dem Sport und einmal in der Woche.
TELL_ANYWAY = Trotzdem antworten
paused = Pause bis { $day }.
PAUSED_HOW = Es wird nichts gefragt. Die Nächte dazwischen bleiben unbekannt.
PAUSE_UNTIL = Pause bis
PAUSE_HOW = Ein Urlaub, eine volle Woche: Bis dahin wird nichts gefragt.
RESUME = Ab heute wieder fragen
open_nights =
    { $n ->
        [one] { $n } Nacht der letzten Woche ist offen
       *[other] { $n } Nächte der letzten Woche sind offen
    }
OPEN_HOW = Nur wenn Sie es noch wissen. Was niemand weiß, bleibt unbekannt.
card = { $site }, { $time }
CARD_HOW = So viel Sie mögen. Was schon dasteht, kommt von der Uhr.
mark = Zwei schnelle Runden, { $after } nach dem Start am { $day }. War das ein Krampf?
MARK_YES = Ja, ein Krampf
MARK_NO = Nein
REMINDER = Letzte Nacht: nichts, ein Krampf oder nicht sicher?
REMINDER_HOW = Einmal tippen in Charley. Sie können diesen Termin jederzeit löschen.
NO_NIGHT_YET = Noch keine Nacht ist beantwortet.
FIRST_NIGHT = Bekannt: 1 Nacht, Ihre erste.
NOT_ONE = Bekannt: 0 von 1 Nacht.
known_of = Bekannt: { $known } der letzten { $all } Nächte.
counted =
    { $n ->
        [one] Bekannt: { $known } von { $n } Nacht, { $cramp } mit Krampf. Unbekannt: { $unknown }.
       *[other] Bekannt: { $known } von { $n } Nächten, { $cramp } mit Krampf. Unbekannt: { $unknown }.
    }
counted_none =
    { $n ->
        [one] Bekannt: { $known } von { $n } Nacht, keine mit Krampf. Unbekannt: { $unknown }.
       *[other] Bekannt: { $known } von { $n } Nächten, keine mit Krampf. Unbekannt: { $unknown }.
    }
ONE_A_MORNING = Noch ist nichts eingetragen. Einmal tippen am Morgen reicht.
REMINDER_ABOUT = Eine Datei für Ihren eigenen Kalender. Charley selbst verschickt nichts.
