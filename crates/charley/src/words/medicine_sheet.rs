//! Sentences of the sheet for a talk about medicines: what to ask, and that nothing is changed before it was asked.

use crate::words::message::{fill, messages};

messages! {
    TITLE = "medicine_sheet.title": "My medicines and my leg cramps";
    LEDE = "medicine_sheet.lede": "For a talk with who prescribed them, or with a pharmacist. Nothing is changed without who prescribed it.";
    MADE_ON = "medicine_sheet.made_on": "Made on {day}, from a diary";
    ALSO = "medicine_sheet.also": "{name}, {when}";
    ALSO_HEADING = "medicine_sheet.also.heading": "Also in the diary";
    TO_ASK = "medicine_sheet.to_ask": "To ask";
    BEFORE_IT = "medicine_sheet.rate.before": "Before it";
    SINCE = "medicine_sheet.rate.since": "Since you began";
    ON_IT = "medicine_sheet.rate.on": "On it";
    WITHOUT_IT = "medicine_sheet.rate.without": "Without it";
    ASK_SALTS = "medicine_sheet.ask.salts": "Is a blood test due: sodium, potassium, magnesium and the kidneys?";
    ASK_MAGNESIUM = "medicine_sheet.ask.magnesium": "Is a blood test of magnesium due? It can fall after months on it.";
    ASK_POTASSIUM = "medicine_sheet.ask.potassium": "Is a blood test of potassium due?";
    ASK_MUSCLE = "medicine_sheet.ask.muscle": "Are these cramps new? Is a blood test of the muscles (creatine kinase) of use?";
    ASK_LEVEL = "medicine_sheet.ask.level": "Is a test of the lithium level due?";
    ASK_CLASS = "medicine_sheet.ask.class": "Would another of its class, or of another class, serve as well?";
    ASK_TIME = "medicine_sheet.ask.time": "Does the time of day matter for the nights?";
    ASK_OTHER_TIME = "medicine_sheet.ask.other_time": "Time of day now: {time}. Does another matter for the nights?";
    AND = "medicine_sheet.and": "{one} and {other}";
    TRIAL_HEADING = "medicine_sheet.trial.heading": "Trying it out";
    TRIAL = "medicine_sheet.trial": "No trial was found that tells whether leaving such a medicine, or changing it, eases cramps. \
In one person it can be tried with a diary, only if who prescribed it agrees:";
    TRIAL_NAME = "medicine_sheet.trial.name": "Name of who prescribed it, date:";
    ANSWERS = "medicine_sheet.answers": "What was said:";
    IS_NOT = "medicine_sheet.is_not": "Recorded by the person who takes them, on their own device. It names no cause and is no diagnosis. \
Figures are of groups of people, not of this person.";
}

/// What to ask about a medicine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// The salts in the blood.
    Salts,
    /// Magnesium.
    Magnesium,
    /// Potassium.
    Potassium,
    /// What muscles leave in the blood.
    Muscle,
    /// Its level.
    Level,
    /// Another of its class.
    Class,
    /// The time of day.
    Time,
}

/// A question, with the times at which the medicine is taken.
pub(crate) fn ask(ask: Ask, times: &[&str]) -> String {
    let text = match ask {
        Ask::Salts => ASK_SALTS,
        Ask::Magnesium => ASK_MAGNESIUM,
        Ask::Potassium => ASK_POTASSIUM,
        Ask::Muscle => ASK_MUSCLE,
        Ask::Level => ASK_LEVEL,
        Ask::Class => ASK_CLASS,
        Ask::Time => {
            let times = times.iter().map(|time| (*time).to_owned());
            return times
                .reduce(|one, other| fill(AND, &[("one", &one), ("other", &other)]))
                .map_or_else(|| ASK_TIME.to_owned(), |time| fill(ASK_OTHER_TIME, &[("time", &time)]));
        }
    };
    text.to_owned()
}

/// When it was made.
pub(crate) fn made_on(day: &str) -> String {
    fill(MADE_ON, &[("day", &day)])
}

/// A medicine that is only named.
pub(crate) fn also(name: &str, when: &str) -> String {
    fill(ALSO, &[("name", &name), ("when", &when)])
}
