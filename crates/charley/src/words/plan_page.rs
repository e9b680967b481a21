//! Sentences that only the page of a plan says.

use charley_domain::person::Units;

/// Above the form.
pub(crate) const FORM: &str =
    "A race or a long workout ahead: Charley runs your body model over it, before you do.";
/// Beside the weather.
pub(crate) const WEATHER: &str =
    "Left empty: you do not know. Then the usual air of the season is taken, with all its spread.";
/// A field of the form: its name, what it asks, how to write it.
pub(crate) type Asked = (&'static str, &'static str, &'static str);
/// Where and when.
pub(crate) const WAY: &[Asked] = &[
    ("distance", "How far", "42.195 km, 26.2 mi; not with a course"),
    ("climb", "How high in all", "300 m, 1000 ft"),
    ("goal", "Goal time or pace", "3:45, 90min, 5:20/km"),
    ("start", "Start", "Left empty: tomorrow at 9"),
];
/// The air.
pub(crate) const AIR: &[Asked] = &[
    ("air", "Air in the shade", "27 °C, 81 °F"),
    ("humidity", "Humidity", "percent"),
    ("wind", "Wind", "3 m/s, 7 mph"),
];
/// What is taken along.
pub(crate) const TAKEN: &[Asked] = &[
    ("carry", "Drink you can carry", "500 ml, 17 fl oz"),
    ("aid", "Aid stations", "5 km for each five; 5, 10, 15 at these"),
    ("drink", "Drink you mean to take an hour", "500 ml, 17 fl oz"),
    ("sodium", "Sodium you mean to take", "mg an hour"),
    ("carbohydrate", "Carbohydrate you mean to take", "g an hour"),
];
/// Beside a change.
pub(crate) const OPINION: &str =
    "This is the opinion of the model and of studies. Your own workouts say nothing on it yet.";
/// The same once own workouts speak.
pub(crate) const OPINION_OF_BOTH: &str = "This is the model's opinion, with what your own workouts taught so far. Where studies alone say otherwise, it stands here.";
/// A strip.
pub(crate) const DIRECT: &str = "Direct";
/// A strip.
pub(crate) const IN_ALL: &str = "In all";
/// A strip that is both.
pub(crate) const BOTH: &str = "Direct, in all";
/// A curve.
pub(crate) const AS_PLANNED: &str = "as planned";
/// A curve.
pub(crate) const TURNED: &str = "turned";
/// The picture of a change, for whoever cannot see it.
pub(crate) const TURNED_PICTURE: &str =
    "The way as planned and as turned; the sentence above says what it comes to";
/// The picture of the paces, for whoever cannot see it.
pub(crate) const PICTURE: &str = "The way at three paces with their 90 % bands; the same as a table below";
/// What the bands are.
pub(crate) const BANDS: &str = "Thick lines are medians. The band of the goal is filled, those of the other paces are outlined thinly: each holds 90 of 100 possible bodies and rates.";
/// Where a change cannot be told.
pub(crate) const NOTHING_TO_SAY: &str = "What that changes cannot be told.";
/// Above the sliders.
pub(crate) const TRY: &str = "What if";
/// Below them.
pub(crate) const SAME_NUMBERS: &str =
    "Both ways run with the same random numbers, so that what differs is what you turned.";
/// Beside the amounts.
pub(crate) const NO_AMOUNTS: &str = "Drink when thirsty, and no more than that.";
/// Above the card.
pub(crate) const CARD: &str = "For the wrist";
/// Where no amount of carbohydrate, salt or drink stands on the card.
pub(crate) const NO_LINES: &str = "No amounts are told; the clock at each place is that of your goal.";

/// A slider: its name and its unit.
pub(crate) fn slider(id: &str, units: Units) -> (&'static str, &'static str) {
    let us = units == Units::Us;
    match id {
        "pace" => ("Speed", "% of your goal"),
        "warmer_c" => ("Warmer or cooler", if us { "°F" } else { "°C" }),
        "later_h" => ("Later or earlier start", "h"),
        "drink_ml_h" => ("Drink", if us { "fl oz an hour" } else { "mL an hour" }),
        "sodium_mg_h" => ("Sodium", "mg an hour"),
        _ => ("Carbohydrate", "g an hour"),
    }
}

/// How long it then takes.
pub(crate) fn takes(time: &str) -> String {
    format!("It takes {time}.")
}

/// Every sentence of this file, for the lint.
#[cfg(test)]
pub(super) fn examples() -> Vec<String> {
    let all = [
        FORM,
        WEATHER,
        OPINION,
        OPINION_OF_BOTH,
        TURNED_PICTURE,
        PICTURE,
        BANDS,
        NOTHING_TO_SAY,
        SAME_NUMBERS,
        NO_AMOUNTS,
        NO_LINES,
    ];
    all.map(str::to_owned).into_iter().chain([takes("3 h 45 min")]).collect()
}
