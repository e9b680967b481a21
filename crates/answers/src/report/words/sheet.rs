//! Sentences of the facts on the doctor's page: who, how the last nights compare, where, how long, what was tried,
//! what is examined.

use charley_speech::message::sentences;

sentences! {
    NAME = "Name";
    BORN = "Born";
    ALLERGIES = "Allergies";
    MADE_ON = "Made on {day}";
    NIGHTS = "nights of {first} to {last}";
    AGE = "age {years}";
    PREGNANT = "pregnant, week {week}";
    CONDITIONS_NOT_ASKED = "conditions not asked";
    CONDITIONS_NONE = "none of the listed conditions";
    CONDITIONS = "says they have: {conditions}";
    CHANGE = "Last {nights} nights {last_cramp}/{last_known} known with a cramp, the {nights} before {before_cramp}/{before_known}: difference {middle} of 100 ({low} to {high}). Season and other things changed too.";
    IN_WORKOUTS = "{cramps}; {n} more in workouts";
    AT_NIGHT = "At night";
    A_WEEK = "{cramps}, {rate} a week";
    SINCE = "Since";
    SINCE_SAID = "{month}, as the patient says; first in this diary {night}";
    SINCE_DIARY = "first in this diary {night}; when it began was not said";
    WHERE = "Where";
    SIDE = "Side";
    HOW_LONG = "How long";
    PAIN = "Pain, 0 to 10";
    TIME = "Time";
    TIME_SAYS = "{n} of {timed} from 1 to 6 o'clock";
    SLEEP = "Sleep and day";
    SPOILED_YES = "spoiled by cramps most weeks";
    SPOILED_NO = "not spoiled by cramps most weeks";
    SPOILED_UNSURE = "not sure whether cramps spoil it most weeks";
    SLEPT = "median {cramp} h slept in nights with a cramp ({cramp_n}), {quiet} h in quiet ones ({quiet_n})";
    ALCOHOL = "Alcohol";
    ALCOHOL_ONE = "{units} units on {n} day with an entry";
    ALCOHOL_OTHER = "{units} units on {n} days with an entry";
    WORST = "median {median}, worst {highest}; said for {said} of {of}";
    LONGEST = "median {median}, longest {highest}; said for {said} of {of}";
    LEFT = "{n} left";
    RIGHT = "{n} right";
    BOTH = "{n} both";
    SIDE_UNKNOWN = "{n} side not said";
    ELSEWHERE = "elsewhere {n}";
    WINDOW = "{first} to {last}";
    NOT_RECOGNISED = "not recognised";
    MEDICINE = "{name}: {dates}. {what}. On it {on}; without it {off}.";
    TAKEN_SINCE = "since {from}";
    TAKEN_NEW = "new since {from}";
    TAKEN_TO = "{from} to {until}";
    TAKEN_FROM = "to begin {from}";
    EASED_ONE = "Eased, of {n} cramp for which it was said: {eased}.";
    EASED_OTHER = "Eased, of {n} cramps for which it was said: {eased}.";
    TIMES_ONE = "{what} {n} time";
    TIMES_OTHER = "{what} {n} times";
    OTHER_OCCASIONS = "On other occasions: {what}.";
    REMEDIES = "Taken, by any date above, and used for cramps by some: {names}.";
    TRIAL = "Own trial of {remedy} by the coin ({first} to {last}): n = {known} known of {nights} nights; rate with it {ratio} times that without (90 % {low} to {high}); p = {p}. {judged}";
    TRIAL_BARE = "Own trial of {remedy} by the coin ({first} to {last}): too few known nights to compare. {judged}";
    TRIAL_RUNS = "An own trial of {remedy} runs since {first}; nothing is compared before its end.";
    JUDGED_BENEFIT = "It met the bar set before day 1.";
    JUDGED_FUTILE = "It ended early: little could come of it.";
    JUDGED_UNDECIDED = "It ended without an answer.";
    JUDGED_OPEN = "The patient ended it early.";
    EXAMINATION = "Examination";
    PULSES = "pulses";
    SENSATION = "sensation";
    POWER = "power";
    REFLEXES = "reflexes";
    TWITCHING = "twitching";
    SWELLING = "swelling";
    VEINS = "veins";
    GROUP_CRAMPS = "Cramps";
    GROUP_MEDICINES = "Medicines";
    GROUP_FLAGS = "Warning signs, as asked";
    GROUP_TRIED = "What was tried";
    GROUP_QUESTIONS = "Three questions for the doctor";
    GROUP_TEAMS = "For the teams that look after this person";
    GROUP_KNOWN = "Known nights";
    GROUP_QUIET = "Nights without a cramp";
    GROUP_IS_NOT = "What this is not";
    CAPTION = "Nights with a cramp of 100 known nights, each dot one window with its 90 % interval. Bar below: known nights; dashed: unknown. Then medicines.";
    CRAMPS_IN_LEGS = "Cramps in the legs";
    PAIN_SAID = "Said: {pain} of 10.";
}

/// What a doctor ticks, in the order of an examination.
pub const EXAMINED: [&str; 7] = [PULSES, SENSATION, POWER, REFLEXES, TWITCHING, SWELLING, VEINS];
