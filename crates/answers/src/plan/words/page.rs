//! Sentences that only the page of a plan says.

use charley_domain::{entry::Sun, person::Units};

use charley_speech::message::{messages, sentences};

messages! {
    "ahead";
    AHEAD;
    AHEAD_HOW;
    PLANNED_HOW;
}

sentences! {
    FORM = "A race or a long workout ahead: Charley runs your body model over it, before you do.";
    WEATHER = "Left empty: you do not know. Then the usual air of the season is taken, with all its spread.";
    HOW_FAR = "How far";
    HOW_FAR_AS = "42.195 km, 26.2 mi; not with a course";
    CLIMB = "How high in all";
    CLIMB_AS = "300 m, 1000 ft";
    GOAL = "Goal time or pace";
    GOAL_AS = "3:45, 90min, 5:20/km";
    START = "Start";
    START_AS = "Left empty: tomorrow at 9";
    AIR_SHADE = "Air in the shade";
    AIR_SHADE_AS = "27 °C, 81 °F";
    HUMIDITY = "Humidity";
    HUMIDITY_AS = "percent";
    WIND = "Wind";
    WIND_AS = "3 m/s, 7 mph";
    CARRY = "Drink you can carry";
    CARRY_AS = "500 ml, 17 fl oz";
    AID = "Aid stations";
    AID_AS = "5 km for each five; 5, 10, 15 at these";
    DRINK = "Drink you mean to take an hour";
    DRINK_AS = "500 ml, 17 fl oz";
    SODIUM = "Sodium you mean to take";
    MG_AN_HOUR = "mg an hour";
    CARBOHYDRATE = "Carbohydrate you mean to take";
    G_AN_HOUR = "g an hour";
    OPINION = "This is the opinion of the model and of studies. Your own workouts say nothing on it yet.";
    OPINION_OF_BOTH = "This is the model's opinion, with what your own workouts taught so far. Where studies alone say otherwise, it stands here.";
    AT_GOAL = "at your goal";
    AS_PLANNED = "as planned";
    TURNED = "turned";
    TURNED_PICTURE = "The way as turned, and as planned beside it";
    PICTURE = "The way at your goal";
    BANDS = "The line is the median; its band holds 90 of 100 possible bodies and rates.";
    BEFORE = "As planned";
    AFTER = "Turned";
    ROW_TIME = "Time";
    ROW_HEAT = "Heat index";
    ROW_CRAMPS = "Cramps, of 100";
    ROW_CRAMPS_AGAINST = "Cramps, against the plan";
    ROW_WATER = "Water lost, of body mass";
    ROW_SODIUM = "Low blood sodium, of 100 bodies";
    heat_of(degrees, class) = "{degrees}, {class}";
    times_says(middle, low, high) = "×{middle} ({low} to {high})";
    of_100_says(middle, low, high) = "{middle} ({low} to {high})";
    percent(n) = "{n} %";
    SLIDERS = "What if: faster, cooler, more to drink";
    UNCLEAR_REST = "Unclear, and not in the models";
    PLACES = "Place by place";
    TAKE_ALONG = "Print, calendar, file";
    NOTHING_TO_SAY = "What that changes cannot be told.";
    TRY = "What if";
    SAME_NUMBERS = "Both ways run with the same random numbers, so that what differs is what you turned.";
    NO_AMOUNTS = "Drink when thirsty, and no more than that.";
    CARD = "For the wrist";
    NO_LINES = "No amounts are told; the clock at each place is that of your goal.";
    SPEED = "Speed";
    OF_GOAL = "% of your goal";
    WARMER = "Warmer or cooler";
    LATER = "Later or earlier start";
    DRINK_SLIDER = "Drink";
    ML_AN_HOUR = "mL an hour";
    OUNCES_AN_HOUR = "fl oz an hour";
    SODIUM_SLIDER = "Sodium";
    CARBOHYDRATE_SLIDER = "Carbohydrate";
    SUN = "Sun";
    SUN_EXPECTED = "As expected";
    SUN_FULL = "Full sun";
    SUN_PARTIAL = "Some sun";
    SUN_SHADE = "Shade or cloud";
}

/// A field of the form.
#[derive(Debug, Clone, Copy)]
pub struct AskedField {
    /// Its name in what is sent.
    pub name: &'static str,
    /// What it asks.
    pub label: &'static str,
    /// How to write it.
    pub hint: &'static str,
}

const fn field(name: &'static str, label: &'static str, hint: &'static str) -> AskedField {
    AskedField { name, label, hint }
}

/// Where and when.
pub const WAY: &[AskedField] = &[
    field("distance", HOW_FAR, HOW_FAR_AS),
    field("climb", CLIMB, CLIMB_AS),
    field("goal", GOAL, GOAL_AS),
    field("start", START, START_AS),
];
/// The air.
pub const AIR: &[AskedField] = &[
    field("air", AIR_SHADE, AIR_SHADE_AS),
    field("humidity", HUMIDITY, HUMIDITY_AS),
    field("wind", WIND, WIND_AS),
];
/// What is taken along.
pub const TAKEN: &[AskedField] = &[
    field("carry", CARRY, CARRY_AS),
    field("aid", AID, AID_AS),
    field("drink", DRINK, DRINK_AS),
    field("sodium", SODIUM, MG_AN_HOUR),
    field("carbohydrate", CARBOHYDRATE, G_AN_HOUR),
];

/// A slider: its name and its unit.
pub fn slider(id: &str, units: Units) -> (&'static str, &'static str) {
    let us = units == Units::Us;
    match id {
        "pace" => (SPEED, OF_GOAL),
        "warmer_c" => (WARMER, if us { "°F" } else { "°C" }),
        "later_h" => (LATER, "h"),
        "drink_ml_h" => (DRINK_SLIDER, if us { OUNCES_AN_HOUR } else { ML_AN_HOUR }),
        "sodium_mg_h" => (SODIUM_SLIDER, MG_AN_HOUR),
        _ => (CARBOHYDRATE_SLIDER, G_AN_HOUR),
    }
}

/// A sun that the plan can be turned to.
pub const fn sun(sun: Option<Sun>) -> &'static str {
    match sun {
        None => SUN_EXPECTED,
        Some(Sun::Full) => SUN_FULL,
        Some(Sun::Partial) => SUN_PARTIAL,
        Some(Sun::Shade) => SUN_SHADE,
    }
}
