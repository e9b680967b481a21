//! Sentences of the card of a day.

use crate::message::{messages, sentences};

messages! {
    "day";
    NO_AMOUNT;
    ANOTHER_AMOUNT;
    NO;
    YES;
    COOL;
    MILD;
    WARM;
    HOT;
    NOT_EATEN;
    SNACK;
    MEAL;
    LARGE_MEAL;
    HEADING;
    TODAY;
    WHY;
    SLEEP;
    SITTING;
    EVENING;
    NONE_OF_THESE;
    NOTHING_ELSE;
    EVENING_ALCOHOL;
    EVENING_CAFFEINE;
    EVENING_STRETCH;
    ALCOHOL;
    A_UNIT;
    LATE_CAFFEINE;
    STRETCH;
    AIR;
    FOOD;
    A_MEAL;
    NOTHING;
    NOT_COME;
    NOT_YET;
    NOT_SLEPT;
}

sentences! {
    NOTHING_TYPED = "says nothing of the day: give one or more of --sleep, --sitting, --alcohol, --caffeine, --stretch, --air and --food, also where it was none: --alcohol 0";
    asks_today(questions) = "Asked of this day: {questions}.";
}
