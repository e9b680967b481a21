# Wie oft eine Nacht einen Krampf bringt.

about_says = etwa { $n }
FEW = weniger als 1
night =
    { $of_100 ->
        [one] Von 100 Nächten wie heute bringt { $about } einen Krampf (zwischen { $low } und { $high }).
       *[other] Von 100 Nächten wie heute bringen { $about } einen Krampf (zwischen { $low } und { $high }).
    }
base_night =
    { $of_100 ->
        [one] Von 100 Nächten bei Menschen mit Krämpfen in der Nacht bringt { $about } einen (zwischen { $low } und { $high }).
       *[other] Von 100 Nächten bei Menschen mit Krämpfen in der Nacht bringen { $about } einen (zwischen { $low } und { $high }).
    }
own_night =
    { $of_100 ->
        [one] Von 100 Ihrer Nächte bringt { $about } einen Krampf (zwischen { $low } und { $high }).
       *[other] Von 100 Ihrer Nächte bringen { $about } einen Krampf (zwischen { $low } und { $high }).
    }
everyone_says =
    { $of_100 ->
        [one] Über alle Menschen dieses Alters, die meist kaum je Krämpfe haben, bringt { $about } von 100 Nächten einen.
       *[other] Über alle Menschen dieses Alters, die meist kaum je Krämpfe haben, bringen { $about } von 100 Nächten einen.
    }
UNTOLD_NIGHT = Wie oft so eine Nacht einen Krampf bringt, lässt sich noch nicht sagen.
own_first_says =
    { $n ->
        [one] In { $cramp } von { $n } bekannten Nacht hatten Sie einen Krampf.
       *[other] In { $cramp } von { $n } bekannten Nächten hatten Sie einen Krampf.
    }
OWN_NONE = In Ihrem Tagebuch ist noch keine Nacht bekannt.
own_counts = In Ihrem Tagebuch: { $cramps } ({ $unknown }).
own_cramps =
    { $n ->
        [one] { $cramp } von { $n } bekannten Nacht
       *[other] { $cramp } von { $n } bekannten Nächten
    }
own_unknown =
    { $n ->
        [one] { $n } ist unbekannt
       *[other] { $n } sind unbekannt
    }
nights_better = Die Vorhersagen Ihrer letzten { $count } bekannten Nächte waren besser als { $rival }, die beste von drei einfachen Regeln (Log-Punkte { $gain }, Standardfehler { $error }).
nights_worse = Die Vorhersagen Ihrer letzten { $count } bekannten Nächte waren nicht klar besser als { $rival }, die beste von drei einfachen Regeln (Log-Punkte { $gain }, Standardfehler { $error }). Darum gilt, wie oft es sonst geschieht.
MOVING_AVERAGE = Ihr eigener gleitender Schnitt
RUNNING_MEAN = der Schnitt Ihres ganzen Tagebuchs
DRIFTING_LEVEL = Ihr Maß der letzten Zeit
LEANS_ON_PEOPLE = Bei so wenigen Nächten stützt sich das darauf, wie oft Menschen Ihres Alters Krämpfe haben. Jede Nacht, die Sie beantworten, zählt.
leans_on_said =
    { $n ->
        [one] Bei so wenigen Nächten stützt sich das auf das, was Sie von vier Wochen sagten: ein Krampf in { $n } Nacht.
       *[other] Bei so wenigen Nächten stützt sich das auf das, was Sie von vier Wochen sagten: ein Krampf in { $n } Nächten.
    }
