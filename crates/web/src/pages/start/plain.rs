//! What the first cards offer, in the words of a person who is no doctor.

use charley_domain::person::{Condition, Sex};
use charley_speech::message::Message;

use crate::words::start as say;

/// Nights of four weeks that a choice stands for: the middle of its band, and what it says.
pub(super) const OFTEN: [(&str, Message); 5] =
    [("0", say::NO_NIGHTS), ("2", say::TO_3), ("6", say::TO_8), ("12", say::TO_15), ("20", say::STILL_MORE)]; // own choice: middles

/// Words for medicines that people use, offered as one tap; each asks which one it is.
pub(super) const EVERYDAY: [(&str, Message); 6] = [
    ("water tablet", say::WATER_TABLET),
    ("cholesterol tablet", say::CHOLESTEROL_TABLET),
    ("blood pressure tablet", say::PRESSURE_TABLET),
    ("inhaler", say::INHALER),
    ("blood thinner", say::BLOOD_THINNER),
    ("diabetes tablet", say::DIABETES_TABLET),
];

/// A word for a medicine as the person reads it: one of those that were offered, or what was typed.
pub(super) fn everyday(typed: &str) -> String {
    let offered = EVERYDAY.iter().find(|(word, _)| *word == typed);
    // English asks "Which water tablet?".
    offered.map_or_else(|| typed.to_owned(), |(_, words)| say::as_asked(words, typed))
}

/// A sex as people say it.
pub(super) const fn sex(sex: Sex) -> Message {
    match sex {
        Sex::Female => say::FEMALE,
        Sex::Male => say::MALE,
        Sex::Other => say::OTHER_SEX,
    }
}

/// A condition as people call it.
pub(super) const fn in_plain_words(condition: Condition) -> Message {
    match condition {
        Condition::Heart => say::HEART,
        Condition::Kidney => say::KIDNEY,
        Condition::Dialysis => say::DIALYSIS,
        Condition::LiverCirrhosis => say::LIVER,
        Condition::Hypertension => say::PRESSURE,
        Condition::LowSaltDiet => say::LOW_SALT,
        Condition::Diabetes => say::DIABETES,
        Condition::Neuropathy => say::NERVES,
        Condition::Pad => say::ARTERIES,
        Condition::Venous => say::VEINS,
        Condition::Thyroid => say::THYROID,
        Condition::SpinalStenosis => say::SPINE,
        Condition::Als => say::ALS,
        Condition::CancerTreatment => say::CANCER,
        Condition::ClotBefore => say::CLOT,
    }
}
