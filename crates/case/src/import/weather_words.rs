//! Sentences about files of weather.

use charley_speech::message::sentences;

sentences! {
    hours_of(n: count, all, name, years) =
        one "{all} hour of {name}, {years}"
        other "{all} hours of {name}, {years}";
    days_of(n: count, all, name, years) =
        one "the warmest air of {all} day of {name}, {years}"
        other "the warmest air of {all} days of {name}, {years}";
    gaps(n: count) =
        one "{n} between them is missing"
        other "{n} between them are missing";
    where_stations_are(n: count) =
        one "it says where {n} weather station is"
        other "it says where {n} weather stations are";
    without_place(name) = "It does not say where {name} is: its air is taken as that of your home.";
    other_half(name, half) = "{name} lies in the {half} half of the Earth, and your home in the other: it is the air of workouts there, not of your nights.";
    NORTH = "northern";
    SOUTH = "southern";
    far_from_home(name, km) = "{name} is {km} km from your home: it is the air of workouts there, not of your nights.";
    NO_NIGHTS = "The weather is kept: the nights you answer from now on have their warmest air by it.";
    NONE_KNOWN = "None of the nights you answered lies in it: bring the weather of those days, of a place within 50 km of home.";
    nights_known(n: count, known) =
        one "{known} of your {n} night now has its warmest air."
        other "{known} of your {n} nights now have their warmest air.";
    taken_as_home(name) = "There are several places: {name} is taken as your home until you say where that is.";
}
