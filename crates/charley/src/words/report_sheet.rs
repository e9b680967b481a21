//! Sentences of the facts on the doctor's page: who, how the last nights compare, where, how long, what was tried,
//! what is examined.

use crate::words::message::messages;

messages! {
    NAME = "report_sheet.name": "Name";
    BORN = "report_sheet.born": "Born";
    ALLERGIES = "report_sheet.allergies": "Allergies";
    MADE_ON = "report_sheet.made_on": "Made on {day}";
    NIGHTS = "report_sheet.nights": "nights of {first} to {last}";
    AGE = "report_sheet.age": "age {years}";
    PREGNANT = "report_sheet.pregnant": "pregnant, week {week}";
    CONDITIONS_NOT_ASKED = "report_sheet.conditions.not_asked": "conditions not asked";
    CONDITIONS_NONE = "report_sheet.conditions.none": "none of the listed conditions";
    CONDITIONS = "report_sheet.conditions": "says they have: {conditions}";
    CHANGE = "report_sheet.change": "Last {nights} nights {last_cramp}/{last_known} known with a cramp, the {nights} before {before_cramp}/{before_known}: difference {middle} of 100 ({low} to {high}). Season and other things changed too.";
    IN_WORKOUTS = "report_sheet.in_workouts": "{cramps}; {n} more in workouts";
    AT_NIGHT = "report_sheet.at_night": "At night";
    A_WEEK = "report_sheet.a_week": "{cramps}, {rate} a week";
    SINCE = "report_sheet.since": "Since";
    SINCE_SAID = "report_sheet.since.said": "{month}, as the patient says; first in this diary {night}";
    SINCE_DIARY = "report_sheet.since.diary": "first in this diary {night}; when it began was not said";
    WHERE = "report_sheet.where": "Where";
    SIDE = "report_sheet.side": "Side";
    HOW_LONG = "report_sheet.how_long": "How long";
    PAIN = "report_sheet.pain": "Pain, 0 to 10";
    TIME = "report_sheet.time": "Time";
    TIME_SAYS = "report_sheet.time.says": "{n} of {timed} from 1 to 6 o'clock";
    SLEEP = "report_sheet.sleep": "Sleep and day";
    SPOILED_YES = "report_sheet.spoiled.yes": "spoiled by cramps most weeks";
    SPOILED_NO = "report_sheet.spoiled.no": "not spoiled by cramps most weeks";
    SPOILED_UNSURE = "report_sheet.spoiled.unsure": "not sure whether cramps spoil it most weeks";
    SLEPT = "report_sheet.slept": "median {cramp} h slept in nights with a cramp ({cramp_n}), {quiet} h in quiet ones ({quiet_n})";
    ALCOHOL = "report_sheet.alcohol": "Alcohol";
    ALCOHOL_ONE = "report_sheet.alcohol.one": "{units} units on {n} day with an entry";
    ALCOHOL_OTHER = "report_sheet.alcohol.other": "{units} units on {n} days with an entry";
    WORST = "report_sheet.worst": "median {median}, worst {highest}; said for {said} of {of}";
    LONGEST = "report_sheet.longest": "median {median}, longest {highest}; said for {said} of {of}";
    LEFT = "report_sheet.side.left": "{n} left";
    RIGHT = "report_sheet.side.right": "{n} right";
    BOTH = "report_sheet.side.both": "{n} both";
    SIDE_UNKNOWN = "report_sheet.side.unknown": "{n} side not said";
    ELSEWHERE = "report_sheet.elsewhere": "elsewhere {n}";
    WINDOW = "report_sheet.window": "{first} to {last}";
    NOT_RECOGNISED = "report_sheet.not_recognised": "not recognised";
    MEDICINE = "report_sheet.medicine": "{name}: {dates}. {what}. On it {on}; without it {off}.";
    TAKEN_SINCE = "report_sheet.taken.since": "since {from}";
    TAKEN_NEW = "report_sheet.taken.new": "new since {from}";
    TAKEN_TO = "report_sheet.taken.to": "{from} to {until}";
    TAKEN_FROM = "report_sheet.taken.from": "to begin {from}";
    EASED_ONE = "report_sheet.eased.one": "Eased, of {n} cramp for which it was said: {eased}.";
    EASED_OTHER = "report_sheet.eased.other": "Eased, of {n} cramps for which it was said: {eased}.";
    TIMES_ONE = "report_sheet.times.one": "{what} {n} time";
    TIMES_OTHER = "report_sheet.times.other": "{what} {n} times";
    OTHER_OCCASIONS = "report_sheet.other_occasions": "On other occasions: {what}.";
    REMEDIES = "report_sheet.remedies": "Taken, by any date above, and used for cramps by some: {names}.";
    TRIAL = "report_sheet.trial": "Own trial of {remedy} by the coin ({first} to {last}): n = {known} known of {nights} nights; rate with it {ratio} times that without (90 % {low} to {high}); p = {p}. {judged}";
    TRIAL_BARE = "report_sheet.trial.bare": "Own trial of {remedy} by the coin ({first} to {last}): too few known nights to compare. {judged}";
    TRIAL_RUNS = "report_sheet.trial.runs": "An own trial of {remedy} runs since {first}; nothing is compared before its end.";
    JUDGED_BENEFIT = "report_sheet.judged.benefit": "It met the bar set before day 1.";
    JUDGED_FUTILE = "report_sheet.judged.futile": "It ended early: little could come of it.";
    JUDGED_UNDECIDED = "report_sheet.judged.undecided": "It ended without an answer.";
    JUDGED_OPEN = "report_sheet.judged.open": "The patient ended it early.";
    EXAMINATION = "report_sheet.examination": "Examination";
    PULSES = "report_sheet.examination.pulses": "pulses";
    SENSATION = "report_sheet.examination.sensation": "sensation";
    POWER = "report_sheet.examination.power": "power";
    REFLEXES = "report_sheet.examination.reflexes": "reflexes";
    TWITCHING = "report_sheet.examination.twitching": "twitching";
    SWELLING = "report_sheet.examination.swelling": "swelling";
    VEINS = "report_sheet.examination.veins": "veins";
    GROUP_CRAMPS = "report_sheet.group.cramps": "Cramps";
    GROUP_MEDICINES = "report_sheet.group.medicines": "Medicines";
    GROUP_FLAGS = "report_sheet.group.flags": "Warning signs, as asked";
    GROUP_TRIED = "report_sheet.group.tried": "What was tried";
    GROUP_QUESTIONS = "report_sheet.group.questions": "Three questions for the doctor";
    GROUP_TEAMS = "report_sheet.group.teams": "For the teams that look after this person";
    GROUP_KNOWN = "report_sheet.group.known": "Known nights";
    GROUP_QUIET = "report_sheet.group.quiet": "Nights without a cramp";
    GROUP_IS_NOT = "report_sheet.group.is_not": "What this is not";
    CAPTION = "report_sheet.caption": "Nights with a cramp of 100 known nights, each dot one window with its 90 % interval. Bar below: known nights; dashed: unknown. Then medicines.";
    CRAMPS_IN_LEGS = "report_sheet.cramps_in_legs": "Cramps in the legs";
    PAIN_SAID = "report_sheet.pain_said": "Said: {pain} of 10.";
}

/// What a doctor ticks, in the order of an examination.
pub(crate) const EXAMINED: [&str; 7] = [PULSES, SENSATION, POWER, REFLEXES, TWITCHING, SWELLING, VEINS];
