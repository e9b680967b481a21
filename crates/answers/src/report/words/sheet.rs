//! Sentences of the facts on the doctor's page: who, how the last nights compare, where, how long, what was tried,
//! what is examined.

use charley_speech::message::sentences;

sentences! {
    NAME = "Name";
    BORN = "Born";
    ALLERGIES = "Allergies";
    made_on(day) = "Made on {day}";
    nights(first, last) = "nights of {first} to {last}";
    age(years) = "age {years}";
    pregnant(week) = "pregnant, week {week}";
    CONDITIONS_NOT_ASKED = "conditions not asked";
    CONDITIONS_NONE = "none of the listed conditions";
    conditions(conditions) = "says they have: {conditions}";
    change(nights, last_cramp, last_known, before_cramp, before_known, middle, low, high) = "Last {nights} nights {last_cramp}/{last_known} known with a cramp, the {nights} before {before_cramp}/{before_known}: difference {middle} of 100 ({low} to {high}). Season and other things changed too.";
    and_twinges(n: count, cramps) =
        one "{cramps}; {n} twinge that let go by itself"
        other "{cramps}; {n} twinges that let go by themselves";
    in_workouts(cramps, n) = "{cramps}; {n} more in workouts";
    AT_NIGHT = "At night";
    a_week(cramps, rate) = "{cramps}, {rate} a week";
    SINCE = "Since";
    since_said(month, night) = "{month}, as the patient says; first in this diary {night}";
    since_diary(night) = "first in this diary {night}; when it began was not said";
    WHERE = "Where";
    SIDE = "Side";
    HOW_LONG = "How long";
    PAIN = "Pain, 0 to 10";
    TIME = "Time";
    time_says(n, timed) = "{n} of {timed} from 1 to 6 o'clock";
    SLEEP = "Sleep and day";
    SPOILED_YES = "spoiled by cramps most weeks";
    SPOILED_NO = "not spoiled by cramps most weeks";
    SPOILED_UNSURE = "not sure whether cramps spoil it most weeks";
    slept(cramp, cramp_n, quiet, quiet_n) = "median {cramp} h slept in nights with a cramp ({cramp_n}), {quiet} h in quiet ones ({quiet_n})";
    ALCOHOL = "Alcohol";
    alcohol_days(n: count, units) =
        one "{units} units on {n} day with an entry"
        other "{units} units on {n} days with an entry";
    HEAT = "Heat";
    heat_says(n, known, cramped, day, middle, range) = "{n} of {known} workouts of known air in heat that is dangerous for hard exercise, {cramped} of them with a cramp; the hottest {day}, wet-bulb globe temperature {middle} ({range})";
    worst(median, highest, said, of) = "median {median}, worst {highest}; said for {said} of {of}";
    longest(median, highest, said, of) = "median {median}, longest {highest}; said for {said} of {of}";
    left(n) = "{n} left";
    right(n) = "{n} right";
    both(n) = "{n} both";
    side_unknown(n) = "{n} side not said";
    elsewhere(n) = "elsewhere {n}";
    window(first, last) = "{first} to {last}";
    NOT_RECOGNISED = "not recognised";
    medicine(name, dates, what, on, off) = "{name}: {dates}. {what}. On it {on}; without it {off}.";
    taken_since(from) = "since {from}";
    taken_new(from) = "new since {from}";
    taken_to(from, until) = "{from} to {until}";
    taken_from(from) = "to begin {from}";
    eased(n: count, eased) =
        one "Eased, of {n} cramp for which it was said: {eased}."
        other "Eased, of {n} cramps for which it was said: {eased}.";
    times(n: count, what) =
        one "{what} {n} time"
        other "{what} {n} times";
    other_occasions(what) = "On other occasions: {what}.";
    remedies(names) = "Taken, by any date above, and used for cramps by some: {names}.";
    trial(remedy, first, last, known, nights, ratio, low, high, p, judged) = "Own trial of {remedy} by the coin ({first} to {last}): n = {known} known of {nights} nights; rate with it {ratio} times that without (90 % {low} to {high}); p = {p}. {judged}";
    trial_bare(remedy, first, last, judged) = "Own trial of {remedy} by the coin ({first} to {last}): too few known nights to compare. {judged}";
    trial_runs(remedy, first) = "An own trial of {remedy} runs since {first}; nothing is compared before its end.";
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
    pain_said(pain) = "Said: {pain} of 10.";
}

/// What a doctor ticks, in the order of an examination.
pub const EXAMINED: [&str; 7] = [PULSES, SENSATION, POWER, REFLEXES, TWITCHING, SWELLING, VEINS];
