//! Sentences of the sheet for a talk about medicines: what to ask, and that nothing is changed before it was asked.

use charley_speech::message::sentences;

sentences! {
    TITLE = "My medicines and my leg cramps";
    LEDE = "For a talk with who prescribed them, or with a pharmacist. Nothing is changed without who prescribed it.";
    made_on(day) = "Made on {day}, from a diary";
    also(name, when) = "{name}, {when}";
    ALSO_HEADING = "Also in the diary";
    TO_ASK = "To ask";
    BEFORE_IT = "Before it";
    SINCE = "Since you began";
    ON_IT = "On it";
    WITHOUT_IT = "Without it";
    ASK_SALTS = "Is a blood test due: sodium, potassium, magnesium and the kidneys?";
    ASK_MAGNESIUM = "Is a blood test of magnesium due? It can fall after months on it.";
    ASK_POTASSIUM = "Is a blood test of potassium due?";
    ASK_MUSCLE = "Are these cramps new? Is a blood test of the muscles (creatine kinase) of use?";
    ASK_LEVEL = "Is a test of the lithium level due?";
    ASK_CLASS = "Would another of its class, or of another class, serve as well?";
    ASK_TIME = "Does the time of day matter for the nights?";
    ask_other_time(time) = "Time of day now: {time}. Does another matter for the nights?";
    and(one, other) = "{one} and {other}";
    TRIAL_HEADING = "Trying it out";
    TRIAL = "No trial was found that tells whether leaving such a medicine, or changing it, eases cramps. \
In one person it can be tried with a diary, only if who prescribed it agrees:";
    TRIAL_NAME = "Name of who prescribed it, date:";
    ANSWERS = "What was said:";
    IS_NOT = "Recorded by the person who takes them, on their own device. It names no cause and is no diagnosis. \
Figures are of groups of people, not of this person.";
}

/// What to ask about a medicine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToAsk {
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
pub fn ask(ask: ToAsk, times: &[&str]) -> String {
    let text = match ask {
        ToAsk::Salts => ASK_SALTS,
        ToAsk::Magnesium => ASK_MAGNESIUM,
        ToAsk::Potassium => ASK_POTASSIUM,
        ToAsk::Muscle => ASK_MUSCLE,
        ToAsk::Level => ASK_LEVEL,
        ToAsk::Class => ASK_CLASS,
        ToAsk::Time => {
            let times = times.iter().map(|time| (*time).to_owned());
            return times.reduce(and).map_or_else(|| ASK_TIME.to_owned(), ask_other_time);
        }
    };
    text.to_owned()
}
