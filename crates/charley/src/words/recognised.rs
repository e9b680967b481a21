//! Sentences about a typed name of a medicine: what it was taken for, which one it can be, what is not understood.

use charley_domain::person::Condition;
use charley_evidence::{Care, KnownMedicine, Question, Substance};

use crate::words::message::{fill, form, messages};

messages! {
    RECOGNISED = "recognised.as": "Recognised as {named}.";
    NAMED = "recognised.named": "{name} ({class})";
    AND = "recognised.and": "{one} and {other}";
    NO_LINK_ONE = "recognised.no_link.one": "Charley has found no link between it and cramps.";
    NO_LINK_OTHER = "recognised.no_link.other": "Charley has found no link between them and cramps.";
    FOR_BLOOD_PRESSURE = "recognised.often_for.hypertension": "People often take {name} for high blood pressure. If you have that, add it to your conditions.";
    FOR_HEART = "recognised.often_for.heart": "People often take {name} for a heart disease. If you have one, add it to your conditions.";
    FOR_KIDNEY = "recognised.often_for.kidney": "People often take {name} for a kidney disease. If you have one, add it to your conditions.";
    FOR_DIABETES = "recognised.often_for.diabetes": "People often take {name} for diabetes. If you have that, add it to your conditions.";
    FOR_THYROID = "recognised.often_for.thyroid": "People often take {name} for a thyroid disease. If you have one, add it to your conditions.";
    CARE_VITAMIN_K = "recognised.care.vitamin_k": "It does not bring cramps. It rules out vitamin K2, and firm massage.";
    CARE_BLOOD = "recognised.care.blood": "It does not bring cramps. It rules out firm massage.";
    CARE_CLOT = "recognised.care.clot": "Pain, swelling or warmth in one calf on it: call a doctor today.";
    CARE_MAGNESIUM = "recognised.care.magnesium": "After months it can lower magnesium in the blood: ask whether a blood test is due.";
    CARE_POTASSIUM = "recognised.care.potassium": "Vomiting or loose bowels with weakness on it: call a doctor today.";
    CARE_MUSCLE = "recognised.care.muscle": "New muscle pain, weakness or dark urine on it: call a doctor today.";
    CARE_HOSPITAL = "recognised.care.hospital": "New weakness on it: tell the hospital team the same day.";
    CARE_PARKINSON = "recognised.care.parkinson": "Toes that curl in the early morning: tell the Parkinson team.";
    CARE_CANCER = "recognised.care.cancer": "New cramps or weakness on it: tell the cancer team.";
    ASKS_WHICH = "recognised.asks_which": "{word} can be any of several medicines: {choices}, or another. Record the name on the pack. Until you say which it is, \
Charley shows no advice that could clash with it.";
    UNRECOGNISED = "recognised.not": "{typed} is none of the medicines that Charley knows: it is kept as you typed it. Until you say what it is, Charley shows no \
advice that could clash with it.";
    DID_YOU_MEAN = "recognised.did_you_mean": "Did you mean {names}?";
    LEFT = "recognised.left": "What {words} means Charley does not know: if it is another medicine, record it by itself.";
}

/// As what medicines a typed name was recognised.
pub(crate) fn recognised(found: &[Substance<'_>]) -> String {
    let named = found.iter().map(|one| fill(NAMED, &[("name", &one.name()), ("class", &one.class_name())]));
    let named = named.reduce(|one, other| fill(AND, &[("one", &one), ("other", &other)])).unwrap_or_default();
    fill(RECOGNISED, &[("named", &named)])
}

/// That no link with cramps is known of some medicines.
pub(crate) fn no_link(count: usize) -> &'static str {
    form(count, (NO_LINK_ONE, NO_LINK_OTHER))
}

/// What a medicine is often taken for: asked, never assumed.
pub(crate) fn often_for(medicine: &KnownMedicine) -> Option<String> {
    let text = match medicine.often_for? {
        Condition::Hypertension => FOR_BLOOD_PRESSURE,
        Condition::Heart => FOR_HEART,
        Condition::Kidney => FOR_KIDNEY,
        Condition::Diabetes => FOR_DIABETES,
        Condition::Thyroid => FOR_THYROID,
        _ => return None,
    };
    Some(fill(text, &[("name", &medicine.name)]))
}

/// What to look out for on a medicine, before the sentence that sends to who prescribed it.
pub(crate) const fn care(care: Care) -> &'static str {
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
pub(crate) fn asks_which(question: &Question<'_>) -> String {
    let choices: Vec<&str> = question.choices.iter().map(|choice| choice.name).collect();
    fill(ASKS_WHICH, &[("word", &format_args!("{:?}", question.word)), ("choices", &choices.join(", "))])
}

/// A name that is in no table.
pub(crate) fn unrecognised(typed: &str) -> String {
    fill(UNRECOGNISED, &[("typed", &format_args!("{typed:?}"))])
}

/// Names that are like it.
pub(crate) fn did_you_mean(names: &[&str]) -> String {
    fill(DID_YOU_MEAN, &[("names", &names.join(", "))])
}

/// What stands beside a name that was recognised.
pub(crate) fn left(words: &[String]) -> String {
    fill(LEFT, &[("words", &format_args!("{:?}", words.join(" ")))])
}
