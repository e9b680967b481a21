//! Words of two days side by side.

use charley_speech::message::sentences;

sentences! {
    AIR = "Warmest air";
    SITTING = "Longest sitting";
    SLEEP = "Sleep the night before";
    ALCOHOL = "Alcohol, units";
    CAFFEINE = "Caffeine after 15:00";
    STRETCH = "Stretched";
    hours(n) = "{n} h";
    mg(n) = "{n} mg";
    YES = "yes";
    NO = "no";
    TAKEN = "taken";
    NOT_TAKEN = "not taken";
    NOT_KNOWN = "not known";
    THAT_NIGHT = "That night";
    quiet_night(night) = "Quiet, {night}";
}
