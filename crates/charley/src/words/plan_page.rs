//! Sentences that only the page of a plan says.

use charley_domain::person::Units;

use crate::words::message::{fill, messages};

messages! {
    FORM = "plan_page.form": "A race or a long workout ahead: Charley runs your body model over it, before you do.";
    WEATHER = "plan_page.weather": "Left empty: you do not know. Then the usual air of the season is taken, with all its spread.";
    HOW_FAR = "plan_page.distance": "How far";
    HOW_FAR_AS = "plan_page.distance.as": "42.195 km, 26.2 mi; not with a course";
    CLIMB = "plan_page.climb": "How high in all";
    CLIMB_AS = "plan_page.climb.as": "300 m, 1000 ft";
    GOAL = "plan_page.goal": "Goal time or pace";
    GOAL_AS = "plan_page.goal.as": "3:45, 90min, 5:20/km";
    START = "plan_page.start": "Start";
    START_AS = "plan_page.start.as": "Left empty: tomorrow at 9";
    AIR_SHADE = "plan_page.air": "Air in the shade";
    AIR_SHADE_AS = "plan_page.air.as": "27 °C, 81 °F";
    HUMIDITY = "plan_page.humidity": "Humidity";
    HUMIDITY_AS = "plan_page.humidity.as": "percent";
    WIND = "plan_page.wind": "Wind";
    WIND_AS = "plan_page.wind.as": "3 m/s, 7 mph";
    CARRY = "plan_page.carry": "Drink you can carry";
    CARRY_AS = "plan_page.carry.as": "500 ml, 17 fl oz";
    AID = "plan_page.aid": "Aid stations";
    AID_AS = "plan_page.aid.as": "5 km for each five; 5, 10, 15 at these";
    DRINK = "plan_page.drink": "Drink you mean to take an hour";
    DRINK_AS = "plan_page.drink.as": "500 ml, 17 fl oz";
    SODIUM = "plan_page.sodium": "Sodium you mean to take";
    MG_AN_HOUR = "plan_page.mg_an_hour": "mg an hour";
    CARBOHYDRATE = "plan_page.carbohydrate": "Carbohydrate you mean to take";
    G_AN_HOUR = "plan_page.g_an_hour": "g an hour";
    OPINION = "plan_page.opinion": "This is the opinion of the model and of studies. Your own workouts say nothing on it yet.";
    OPINION_OF_BOTH = "plan_page.opinion.both": "This is the model's opinion, with what your own workouts taught so far. Where studies alone say otherwise, it stands here.";
    DIRECT = "plan_page.direct": "Direct";
    IN_ALL = "plan_page.in_all": "In all";
    BOTH = "plan_page.both": "Direct, in all";
    AS_PLANNED = "plan_page.as_planned": "as planned";
    TURNED = "plan_page.turned": "turned";
    TURNED_PICTURE = "plan_page.turned.picture": "The way as planned and as turned; the sentence above says what it comes to";
    PICTURE = "plan_page.picture": "The way at three paces with their 90 % bands; the same as a table below";
    BANDS = "plan_page.bands": "Thick lines are medians. The band of the goal is filled, those of the other paces are outlined thinly: each holds 90 of 100 possible bodies and rates.";
    NOTHING_TO_SAY = "plan_page.nothing_to_say": "What that changes cannot be told.";
    TRY = "plan_page.try": "What if";
    SAME_NUMBERS = "plan_page.same_numbers": "Both ways run with the same random numbers, so that what differs is what you turned.";
    NO_AMOUNTS = "plan_page.no_amounts": "Drink when thirsty, and no more than that.";
    CARD = "plan_page.card": "For the wrist";
    NO_LINES = "plan_page.no_lines": "No amounts are told; the clock at each place is that of your goal.";
    SPEED = "plan_page.slider.speed": "Speed";
    OF_GOAL = "plan_page.slider.speed.unit": "% of your goal";
    WARMER = "plan_page.slider.warmer": "Warmer or cooler";
    LATER = "plan_page.slider.later": "Later or earlier start";
    DRINK_SLIDER = "plan_page.slider.drink": "Drink";
    ML_AN_HOUR = "plan_page.ml_an_hour": "mL an hour";
    OUNCES_AN_HOUR = "plan_page.ounces_an_hour": "fl oz an hour";
    SODIUM_SLIDER = "plan_page.slider.sodium": "Sodium";
    CARBOHYDRATE_SLIDER = "plan_page.slider.carbohydrate": "Carbohydrate";
    TAKES = "plan_page.takes": "It takes {time}.";
}

/// A field of the form: its name, what it asks, how to write it.
pub(crate) type Asked = (&'static str, &'static str, &'static str);
/// Where and when.
pub(crate) const WAY: &[Asked] = &[
    ("distance", HOW_FAR, HOW_FAR_AS),
    ("climb", CLIMB, CLIMB_AS),
    ("goal", GOAL, GOAL_AS),
    ("start", START, START_AS),
];
/// The air.
pub(crate) const AIR: &[Asked] =
    &[("air", AIR_SHADE, AIR_SHADE_AS), ("humidity", HUMIDITY, HUMIDITY_AS), ("wind", WIND, WIND_AS)];
/// What is taken along.
pub(crate) const TAKEN: &[Asked] = &[
    ("carry", CARRY, CARRY_AS),
    ("aid", AID, AID_AS),
    ("drink", DRINK, DRINK_AS),
    ("sodium", SODIUM, MG_AN_HOUR),
    ("carbohydrate", CARBOHYDRATE, G_AN_HOUR),
];

/// A slider: its name and its unit.
pub(crate) fn slider(id: &str, units: Units) -> (&'static str, &'static str) {
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

/// How long it then takes.
pub(crate) fn takes(time: &str) -> String {
    fill(TAKES, &[("time", &time)])
}
