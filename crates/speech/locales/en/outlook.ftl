# When there will be something to say.

NIGHTS = Nights known
CRAMPS = Cramps known
of = { $some } of { $all }
findings = First findings { $day }, at your rate.
findings_and_name = First findings { $day }, a name for a cause { $later }, at your rate.
name = A name for a cause { $day }, at your rate.
NO_RATE = When there will be findings depends on how often you cramp: with the first cramps Charley can tell.
soon = in about { $day }
about = about { $month }
weeks =
    { $n ->
        [one] { $n } week
       *[other] { $n } weeks
    }
TOMORROW = with the next nights
