//! Sentences of the card of a day.

use crate::message::sentences;

sentences! {
    HEADING = "Yesterday, a tap each";
    TODAY = "Today, a tap each";
    WHY = "What you leave out stays unknown.";
    SLEEP = "Slept last night";
    SITTING = "Longest sitting";
    ALCOHOL = "Alcohol, in units";
    A_UNIT = "one: a small beer, half a glass of wine";
    LATE_CAFFEINE = "Coffee or tea after 15:00, in cups";
    STRETCH = "Stretched your legs in the evening";
    AIR = "Warmest it got outside";
    FOOD = "Eaten in the evening";
    A_MEAL = "bread, rice, pasta, potatoes, sweets";
    NOTHING = "Nothing was answered: choose at least one, or leave the card.";
    NOTHING_TYPED = "says nothing of the day: give one or more of --sleep, --sitting, --alcohol, --caffeine, --stretch, --air and --food, also where it was none: --alcohol 0";
    asks_today(questions) = "Asked of this day: {questions}.";
    NOT_COME = "is a day that has not come";
    NOT_YET = "is a time that has not come";
    NOT_SLEPT = "is a night that is not over";
}
