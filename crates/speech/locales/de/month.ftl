# Ruhige Nächte mehr im Monat.

HEADING = Ruhige Nächte mehr
as_many = So viele ruhige Nächte im Monat, wie nach Ihrem eigenen Maß davor zu erwarten waren (90 %: von { $low } bis { $high }).
more =
    { $n ->
        [one] Etwa { $n } ruhige Nacht mehr im Monat, als nach Ihrem eigenen Maß davor zu erwarten war (90 %: von { $low } bis { $high }).
       *[other] Etwa { $n } ruhige Nächte mehr im Monat, als nach Ihrem eigenen Maß davor zu erwarten waren (90 %: von { $low } bis { $high }).
    }
fewer =
    { $n ->
        [one] Etwa { $n } ruhige Nacht weniger im Monat, als nach Ihrem eigenen Maß davor zu erwarten war (90 %: von { $low } bis { $high }).
       *[other] Etwa { $n } ruhige Nächte weniger im Monat, als nach Ihrem eigenen Maß davor zu erwarten waren (90 %: von { $low } bis { $high }).
    }
end_more = { $n } mehr
end_fewer = { $n } weniger
END_SAME = kein Unterschied
rests =
    { $n ->
        [one] Von den letzten { $nights } Nächten sind { $known } bekannt, davon { $quiet } ruhig. Nach Ihren { $before } bekannten Nächten davor, { $cramp } mit Krampf, war { $expected } ruhige zu erwarten ({ $low } bis { $high }).
       *[other] Von den letzten { $nights } Nächten sind { $known } bekannt, davon { $quiet } ruhig. Nach Ihren { $before } bekannten Nächten davor, { $cramp } mit Krampf, waren { $expected } ruhige zu erwarten ({ $low } bis { $high }).
    }
ALLOWED_FOR = Die Jahreszeit und was Ihr Risiko hebt, sind eingerechnet.
BY_ITSELF = So viel ändern sich Nächte auch von selbst.
NOT_WHY = Das ist mehr, als sich Nächte von selbst ändern. Woran es liegt, sagt das nicht. Ein Versuch kann es.
not_yet = Noch nicht zu sagen: { $what }.
not_yet_both = Noch nicht zu sagen: { $last }, und { $before }.
last_known_one = { $needed } der letzten { $nights } Nächte müssen bekannt sein ({ $known } ist es, { $missing } fehlen)
last_missing_one = { $needed } der letzten { $nights } Nächte müssen bekannt sein ({ $known } sind es, { $missing } fehlt)
last_other = { $needed } der letzten { $nights } Nächte müssen bekannt sein ({ $known } sind es, { $missing } fehlen)
before_known_one = { $needed } Nächte davor müssen bekannt sein ({ $known } ist es, { $missing } fehlen)
before_missing_one = { $needed } Nächte davor müssen bekannt sein ({ $known } sind es, { $missing } fehlt)
before_other = { $needed } Nächte davor müssen bekannt sein ({ $known } sind es, { $missing } fehlen)
