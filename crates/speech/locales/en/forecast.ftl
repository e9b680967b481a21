# How often a night brings a cramp.

about_says = about { $n }
FEW = fewer than 1
night =
    { $of_100 ->
        [one] Of 100 nights like tonight, { $about } brings a cramp (between { $low } and { $high }).
       *[other] Of 100 nights like tonight, { $about } bring a cramp (between { $low } and { $high }).
    }
base_night =
    { $of_100 ->
        [one] Of 100 nights of people who get night cramps, { $about } brings a cramp (between { $low } and { $high }).
       *[other] Of 100 nights of people who get night cramps, { $about } bring a cramp (between { $low } and { $high }).
    }
own_night =
    { $of_100 ->
        [one] Of 100 of your nights, { $about } brings a cramp (between { $low } and { $high }).
       *[other] Of 100 of your nights, { $about } bring a cramp (between { $low } and { $high }).
    }
everyone_says =
    { $of_100 ->
        [one] Over all people of that age, most of whom hardly ever cramp, { $about } of 100 nights brings one.
       *[other] Over all people of that age, most of whom hardly ever cramp, { $about } of 100 nights bring one.
    }
UNTOLD_NIGHT = How often such a night brings a cramp cannot be told yet.
own_first_says =
    { $n ->
        [one] You had a cramp on { $cramp } of { $n } known night.
       *[other] You had a cramp on { $cramp } of { $n } known nights.
    }
OWN_NONE = In your diary no night is known yet.
own_counts = In your diary: { $cramps } ({ $unknown }).
own_cramps =
    { $n ->
        [one] { $cramp } of { $n } known night
       *[other] { $cramp } of { $n } known nights
    }
own_unknown =
    { $n ->
        [one] { $n } is unknown
       *[other] { $n } are unknown
    }
nights_better = Forecasts of your last { $count } known nights were better than { $rival }, the best of three simple rules (log score { $gain }, standard error { $error }).
nights_worse = Forecasts of your last { $count } known nights were not clearly better than { $rival }, the best of three simple rules (log score { $gain }, standard error { $error }), so how often it usually happens is the answer.
MOVING_AVERAGE = your own moving average
RUNNING_MEAN = the mean of your whole diary
DRIFTING_LEVEL = your level of late
LEANS_ON_PEOPLE = With so few nights this leans on how often people of your age cramp; each night that you answer counts.
leans_on_said =
    { $n ->
        [one] With so few nights this leans on what you said of four weeks: a cramp in { $n } night.
       *[other] With so few nights this leans on what you said of four weeks: a cramp in { $n } nights.
    }
