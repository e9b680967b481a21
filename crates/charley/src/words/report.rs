//! Sentences of the doctor's page: short, with denominators, without a cause and without a diagnosis.

use charley_domain::interval::Interval;
use charley_evidence::{Association, MedicineClass};
use jiff::civil::Date;

use crate::{
    medicines::Taken,
    rate::Rate,
    report::{self, Flags},
};

/// The title.
pub(crate) const TITLE: &str = "Leg cramps, recorded by the patient";
/// What it is not.
pub(crate) const IS_NOT: &str = "Recorded by the patient in a diary on their own device. It names no cause and is no diagnosis; \
nobody has checked it. An unknown night is unknown, not quiet. Charley is no medical device.";
/// In place of figures.
pub(crate) const NOTHING_KNOWN: &str =
    "No night is known yet: there is nothing to report. One answer a morning is enough.";
/// How the intervals are to be read.
pub(crate) const INTERVALS: &str = "Brackets: 90 % interval, as if nights were independent.";
/// Where nobody said what is taken.
pub(crate) const MEDICINES_NOT_ASKED: &str = "Not asked: what the patient takes is unknown.";
/// Where the answer was "none".
pub(crate) const NO_MEDICINE: &str = "The patient says they take none.";
/// Under the medicines.
pub(crate) const SIDE_BY_SIDE: &str = "Nights side by side, no more: other things changed too. On placebo, cramps of trial \
participants, mostly over 60, fell by 29 of 100 within 4 weeks.";
/// Answers with yes that stand in full.
const MOST_YES: usize = 4;
/// A figure that nobody said.
pub(crate) const NOT_SAID: &str = "not recorded";

/// Known nights, nights with a cramp, unknown nights.
pub(crate) fn denominator(rate: Rate) -> String {
    let Some(interval) = rate.interval() else { return NOTHING_KNOWN.to_owned() };
    format!(
        "A cramp in {} of {} known nights: {}. Of {} nights, {} {} unknown.",
        rate.cramp,
        rate.known,
        of_100(interval),
        rate.all(),
        rate.unknown,
        if rate.unknown == 1 { "is" } else { "are" }
    )
}

/// For other programs: what of the nights is not in the document.
pub(crate) fn not_exported(rate: Rate) -> String {
    format!("{} of {} nights are unknown and not in here.", rate.unknown, rate.all())
}

/// `22 of 100 (13 to 34)`.
pub(crate) fn of_100(interval: Interval) -> String {
    let of_100 = interval.map(|part| 100.0 * part);
    format!("{:.0} of 100 ({:.0} to {:.0})", of_100.q50, of_100.q05, of_100.q95)
}

/// `9/41: 22 (13 to 34)` of 100, or that nothing is known.
pub(crate) fn short_rate(rate: Rate) -> String {
    match rate.interval() {
        Some(interval) => {
            format!("{}/{}: {}", rate.cramp, rate.known, of_100(interval).replace(" of 100", ""))
        }
        None => "no known night".to_owned(),
    }
}

/// `5 cramps`.
pub(crate) fn count(noun: &str, count: usize) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The red-flag questions: what was answered yes in full, the rest by what it tells apart.
pub(crate) fn flags(flags: &Flags) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    if flags.yes.is_empty() && flags.no.is_empty() && flags.unsure.is_empty() {
        return vec![format!("None of the {} questions was asked.", flags.not_asked.len())];
    }
    let mut yes_first: Vec<_> = flags.yes.iter().collect();
    yes_first.sort_by_key(|asked| {
        ["emergency", "same_day", "routine"].iter().position(|one| *one == asked.action)
    });
    for yes in yes_first.iter().take(MOST_YES) {
        let word = if yes.not_sure { "NOT SURE" } else { "YES" };
        said.push(format!("{word} ({}): {}", yes.action.replace('_', " "), yes.question));
    }
    if flags.yes.len() > MOST_YES {
        let more: Vec<&str> = yes_first.iter().skip(MOST_YES).map(|asked| asked.id).collect();
        said.push(format!("YES to {} more: {}.", more.len(), more.join(", ")));
    }
    for (word, group) in [("Not sure", &flags.unsure), ("No", &flags.no), ("Not asked", &flags.not_asked)] {
        if !group.is_empty() {
            let topics: Vec<&str> = group.iter().map(|asked| asked.tells_apart).collect();
            said.push(format!("{word} ({}): {}.", group.len(), topics.join("; ")));
        }
    }
    said
}

/// What a doctor may consider, as questions.
pub(crate) fn questions(taken: &[Taken], flags: &Flags, today: Date) -> Vec<String> {
    let current: Vec<&Taken> = taken.iter().filter(|one| one.is_current(today)).collect();
    let named = |wanted: &dyn Fn(&Taken) -> bool| -> Vec<&str> {
        current.iter().filter(|one| wanted(one)).map(|one| one.used.name.as_str()).collect()
    };
    let has = |one: &Taken, class: MedicineClass| one.found.iter().any(|medicine| medicine.class == class);
    let mut questions = Vec::new();
    if !flags.yes.is_empty() {
        questions.push("Which of the answers above need to be looked at first?".to_owned());
    }
    let statins = named(&|one| has(one, MedicineClass::Statin));
    if !statins.is_empty() {
        questions.push(format!(
            "{}: are muscle pain, weakness or cramps on it new and unexplained? The patient was told to call on the same day then.",
            statins.join(", ")
        ));
    }
    let listed = named(&|one| report::is_listed(one) && !has(one, MedicineClass::Statin));
    if !listed.is_empty() {
        questions
            .push(format!("On published lists with cramps: {}. Is a review worth while?", listed.join(", ")));
    }
    let quinine =
        named(&|one| one.found.iter().any(|medicine| medicine.association == Association::RemedyHarmful));
    if !quinine.is_empty() {
        questions.push(
            "Quinine is taken: regulators warn of blood and heart harm. Does the patient know the signs?"
                .to_owned(),
        );
    }
    questions.extend(
        [
            "Is there weakness, wasting, numbness, pain at a fixed walking distance, or an urge to move without a hard muscle?",
            "Are blood tests useful: electrolytes, calcium, magnesium, thyroid, glucose, liver and kidney function, creatine kinase?",
        ]
        .map(str::to_owned),
    );
    questions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lint;

    #[test]
    fn no_sentence_is_forbidden() {
        let rate = Rate { known: 41, cramp: 9, unknown: 1 };
        let said = [
            TITLE.to_owned(),
            IS_NOT.to_owned(),
            NOTHING_KNOWN.to_owned(),
            INTERVALS.to_owned(),
            SIDE_BY_SIDE.to_owned(),
            denominator(rate),
            not_exported(rate),
            short_rate(Rate::default()),
        ];
        let flags = Flags::default();
        for sentence in said.into_iter().chain(questions(&[], &flags, Date::constant(2026, 1, 1))) {
            assert_eq!(lint::broken(&sentence), Vec::<u8>::new(), "{sentence}");
        }
        assert_eq!(
            denominator(rate),
            "A cramp in 9 of 41 known nights: 22 of 100 (13 to 34). Of 42 nights, 1 is unknown."
        );
    }
}
