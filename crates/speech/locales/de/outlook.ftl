# Wann es etwas zu sagen gibt.

NIGHTS = Bekannte Nächte
CRAMPS = Bekannte Krämpfe
of = { $some } von { $all }
findings = Erste Ergebnisse { $day }, wenn es so weitergeht.
findings_and_name = Erste Ergebnisse { $day }, ein Name für eine Ursache { $later }, wenn es so weitergeht.
name = Ein Name für eine Ursache { $day }, wenn es so weitergeht.
NO_RATE = Wann es Ergebnisse gibt, hängt davon ab, wie oft Sie Krämpfe haben. Nach den ersten kann Charley es sagen.
soon = in etwa { $day }
about = etwa im { $month }
weeks =
    { $n ->
        [one] { $n } Woche
       *[other] { $n } Wochen
    }
TOMORROW = mit den nächsten Nächten
