//! Sentences of the facts on the doctor's page: who, how the last nights compare, where, how long, what was tried.

use crate::words::message::{fill, messages};

messages! {
    MADE_ON = "report_sheet.made_on": "Made on {day}";
    NIGHTS = "report_sheet.nights": "nights of {first} to {last}";
    AGE = "report_sheet.age": "age {years}";
    PREGNANT = "report_sheet.pregnant": "pregnant, week {week}";
    CONDITIONS_NOT_ASKED = "report_sheet.conditions.not_asked": "conditions not asked";
    CONDITIONS_NONE = "report_sheet.conditions.none": "none of the listed conditions";
    CONDITIONS = "report_sheet.conditions": "says they have: {conditions}";
    CHANGE = "report_sheet.change": "Last {nights} nights {last_cramp}/{last_known} known with a cramp, the {nights} before {before_cramp}/{before_known}: difference {middle} of 100 ({low} to {high}).";
    IN_WORKOUTS = "report_sheet.in_workouts": "{cramps}; {n} more in workouts";
    AT_NIGHT = "report_sheet.at_night": "At night";
    WHERE = "report_sheet.where": "Where";
    HOW_LONG = "report_sheet.how_long": "How long";
    PAIN = "report_sheet.pain": "Pain, 0 to 10";
    TIME = "report_sheet.time": "Time";
    TIME_SAYS = "report_sheet.time.says": "{n} of {timed} from 1 to 6 o'clock";
    SLEEP_CRAMP = "report_sheet.sleep.cramp": "Sleep, cramp";
    SLEEP_QUIET = "report_sheet.sleep.quiet": "Sleep, quiet";
    MEDIAN = "report_sheet.median": "median {median} ({lowest} to {highest}), said for {said} of {of}";
    LEFT = "report_sheet.side.left": "{n} left";
    RIGHT = "report_sheet.side.right": "{n} right";
    BOTH = "report_sheet.side.both": "{n} both";
    SIDE_UNKNOWN = "report_sheet.side.unknown": "{n} side not said";
    ELSEWHERE = "report_sheet.elsewhere": "elsewhere {n}";
    WINDOW = "report_sheet.window": "{first} to {last}";
    NOT_RECOGNISED = "report_sheet.not_recognised": "not recognised";
    MEDICINE = "report_sheet.medicine": "{name}, {dates}. On it {on}; without it {off}.";
    EASED_ONE = "report_sheet.eased.one": "Eased, of {n} cramp for which it was said: {eased}.";
    EASED_OTHER = "report_sheet.eased.other": "Eased, of {n} cramps for which it was said: {eased}.";
    TIMES_ONE = "report_sheet.times.one": "{what} {n} time";
    TIMES_OTHER = "report_sheet.times.other": "{what} {n} times";
    OTHER_OCCASIONS = "report_sheet.other_occasions": "On other occasions: {what}.";
    REMEDIES = "report_sheet.remedies": "Taken, by any date above, and used for cramps by some: {names}.";
    GROUP_CRAMPS = "report_sheet.group.cramps": "Cramps";
    GROUP_MEDICINES = "report_sheet.group.medicines": "Medicines";
    GROUP_FLAGS = "report_sheet.group.flags": "Red-flag questions";
    GROUP_TRIED = "report_sheet.group.tried": "Tried";
    GROUP_QUESTIONS = "report_sheet.group.questions": "Questions a doctor may consider";
    GROUP_KNOWN = "report_sheet.group.known": "Known nights";
    GROUP_QUIET = "report_sheet.group.quiet": "Nights without a cramp";
    GROUP_IS_NOT = "report_sheet.group.is_not": "What this is not";
    CAPTION = "report_sheet.caption": "Nights with a cramp of 100 known nights, each dot one window with its 90 % interval. Bar below: known nights; dashed: unknown. Then medicines.";
    MORE_MEDICINES = "report_sheet.more_medicines": "And {n} more in the diary.";
    NO_CRAMP = "report_sheet.no_cramp": "No cramp in this night";
}

/// Medicines that do not fit on the page.
pub(crate) fn more_medicines(count: usize) -> Option<String> {
    (count > 0).then(|| fill(MORE_MEDICINES, &[("n", &count)]))
}
