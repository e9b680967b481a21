//! Sentences about a typed name of a medicine: what it was taken for, which one it can be, what is not understood.

use charley_domain::person::Condition;
use charley_evidence::{Care, KnownMedicine, Question, Substance};

use charley_speech::message::sentences;

sentences! {
    recognised_says(named) = "Recognised as {named}.";
    named(name, class) = "{name} ({class})";
    and(one, other) = "{one} and {other}";
    no_link(n: count) =
        one "Charley has found no link between it and cramps."
        other "Charley has found no link between them and cramps.";
    for_blood_pressure(name) = "People often take {name} for high blood pressure. If you have that, add it to your conditions.";
    for_heart(name) = "People often take {name} for a heart disease. If you have one, add it to your conditions.";
    for_kidney(name) = "People often take {name} for a kidney disease. If you have one, add it to your conditions.";
    for_diabetes(name) = "People often take {name} for diabetes. If you have that, add it to your conditions.";
    for_thyroid(name) = "People often take {name} for a thyroid disease. If you have one, add it to your conditions.";
    CARE_VITAMIN_K = "It does not bring cramps. It rules out vitamin K2, and firm massage.";
    CARE_BLOOD = "It does not bring cramps. It rules out firm massage.";
    CARE_CLOT = "Pain, swelling or warmth in one calf on it: call a doctor today.";
    CARE_MAGNESIUM = "After months it can lower magnesium in the blood: ask whether a blood test is due.";
    CARE_POTASSIUM = "Vomiting or loose bowels with weakness on it: call a doctor today.";
    CARE_MUSCLE = "New muscle pain, weakness or dark urine on it: call a doctor today.";
    CARE_HOSPITAL = "New weakness on it: tell the hospital team the same day.";
    CARE_PARKINSON = "Toes that curl in the early morning: tell the Parkinson team.";
    CARE_CANCER = "New cramps or weakness on it: tell the cancer team.";
    asks_which_says(word, choices) = "{word} can be any of several medicines: {choices}, or another. Record the name on the pack. Until you say which it is, \
Charley shows no advice that could clash with it.";
    unrecognised_says(typed) = "{typed} is none of the medicines that Charley knows: it is kept as you typed it. Until you say what it is, Charley shows no \
advice that could clash with it.";
    did_you_mean_says(names) = "Did you mean {names}?";
    left_says(words) = "What {words} means Charley does not know: if it is another medicine, record it by itself.";
}

/// As what medicines a typed name was recognised.
pub fn recognised(found: &[Substance<'_>]) -> String {
    let named = found.iter().map(|one| named(one.name(), one.class_name()));
    let named = named.reduce(and).unwrap_or_default();
    recognised_says(named)
}

/// What a medicine is often taken for: asked, never assumed.
pub fn often_for(medicine: &KnownMedicine) -> Option<String> {
    let name = &medicine.name;
    Some(match medicine.often_for? {
        Condition::Hypertension => for_blood_pressure(name),
        Condition::Heart => for_heart(name),
        Condition::Kidney => for_kidney(name),
        Condition::Diabetes => for_diabetes(name),
        Condition::Thyroid => for_thyroid(name),
        _ => return None,
    })
}

/// What to look out for on a medicine, before the sentence that sends to who prescribed it.
pub const fn care(care: Care) -> &'static str {
    match care {
        Care::VitaminK => CARE_VITAMIN_K,
        Care::Blood => CARE_BLOOD,
        Care::Clot => CARE_CLOT,
        Care::Magnesium => CARE_MAGNESIUM,
        Care::Drying => CARE_POTASSIUM,
        Care::Muscle => CARE_MUSCLE,
        Care::Hospital => CARE_HOSPITAL,
        Care::Parkinson => CARE_PARKINSON,
        Care::Cancer => CARE_CANCER,
    }
}

/// A word that can mean any of several medicines.
pub fn asks_which(question: &Question<'_>) -> String {
    let choices: Vec<&str> = question.choices.iter().map(|choice| choice.name).collect();
    asks_which_says(format_args!("{:?}", question.word), choices.join(", "))
}

/// A name that is in no table.
pub fn unrecognised(typed: &str) -> String {
    unrecognised_says(format_args!("{typed:?}"))
}

/// Names that are like it.
pub fn did_you_mean(names: &[&str]) -> String {
    did_you_mean_says(names.join(", "))
}

/// What stands beside a name that was recognised.
pub fn left(words: &[String]) -> String {
    left_says(format_args!("{:?}", words.join(" ")))
}
