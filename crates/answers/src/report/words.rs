//! Sentences of the doctor's page: short, with denominators, without a cause and without a diagnosis.

pub mod sheet;

use charley_evidence::{Association, MedicineClass};
use jiff::civil::Date;

use crate::rate::words::hundredths;
use crate::{
    medicines::Taken,
    rate::Rate,
    report::{self, Asked, Flags},
};
use charley_speech::{
    message::{fill, form, plural, sentences},
    spoken,
};

sentences! {
    TITLE = "Leg cramps, recorded by the patient";
    IS_NOT = "Recorded by the patient in a diary on their own device. It names no cause and is no diagnosis; \
nobody has checked it. An unknown night is unknown, not quiet. Charley is no medical device.";
    MEDICINES_NOT_ASKED = "Not asked: what the patient takes is unknown.";
    NO_MEDICINE = "The patient says they take none.";
    SIDE_BY_SIDE = "Nights side by side, no more: other things changed too. On placebo, cramps of trial \
participants, mostly over 60, fell by 29 of 100 within 4 weeks.";
    NOT_SAID = "not recorded";
    NOT_EXPORTED_ONE = "{n} of {all} nights is unknown and not in here.";
    NOT_EXPORTED_OTHER = "{n} of {all} nights are unknown and not in here.";
    SHORT_RATE = "{cramp}/{known}: {middle} ({low} to {high})";
    NO_KNOWN_NIGHT = "no known night";
    CRAMPS_ONE = "{n} cramp";
    CRAMPS_OTHER = "{n} cramps";
    QUIET_ONE = "{n} quiet night";
    QUIET_OTHER = "{n} quiet nights";
    MEDICINES_ONE = "{n} medicine";
    MEDICINES_OTHER = "{n} medicines";
    A_MONTH_OTHER = "About {middle} nights a month with a cramp ({low} to {high})";
    A_MONTH_ONE = "About {middle} night a month with a cramp ({low} to {high})";
    A_MONTH_NONE = "No night with a cramp among those known (0 to {high} a month)";
    COUNT_ONE = "{n} cramp in {known} known nights";
    COUNT_OTHER = "{n} cramps in {known} known nights";
    COUNT_ONE_NIGHT_ONE = "{n} cramp in {known} known night";
    COUNT_ONE_NIGHT_OTHER = "{n} cramps in {known} known night";
    FLAGS_NOT_ASKED = "None of the {n} questions was asked.";
    FLAG_YES = "YES ({action}): {question}";
    FLAG_NOT_SURE = "NOT SURE ({action}): {question}";
    FLAGS_MORE = "YES to {n} more: {ids}.";
    FLAGS_UNSURE_MORE = "NOT SURE about {n} more: {ids}.";
    FLAGS_ALL_OTHERS = "Answered no to all other questions ({day}): {ids}.";
    FLAGS_ALL = "Answered no to all {n} questions ({day}): {ids}.";
    FLAGS_NO_ONE = "Answered no to {n} question ({day}): {ids}.";
    FLAGS_NO_OTHER = "Answered no to {n} questions ({day}): {ids}.";
    FLAGS_OPEN_ONE = "{n} question was not asked, or too long ago: {ids}.";
    FLAGS_OPEN_OTHER = "{n} questions were not asked, or too long ago: {ids}.";
    EMERGENCY = "emergency";
    SAME_DAY = "same day";
    ROUTINE = "routine";
    ASK_YES = "What is to be done about the answers marked YES or NOT SURE, and how soon?";
    ASK_STATIN = "{names}: are muscle pain, weakness or cramps on it new and unexplained, and is a test of creatine kinase useful?";
    ASK_LISTED = "On published lists with cramps: {names}. Is a review worth while?";
    ASK_QUININE = "Quinine is taken: regulators warn of blood and heart harm. Is it still worth that, and are the signs known?";
    ASK_SIGNS = "Do nerves, blood vessels or the back need an examination?";
    ASK_BLOOD = "Are blood tests useful: electrolytes, calcium, magnesium, thyroid, glucose, liver and kidney function, creatine kinase?";
    ASK_NEXT = "What may be tried next, and what should not be?";
}

/// Answers that stand in full, of those with yes or "not sure"; of more the page holds the ids.
const MOST_IN_FULL: usize = 9;
/// Questions for the doctor: three can be answered in ten minutes.
const MOST_QUESTIONS: usize = 3;

/// `About 2 nights a month with a cramp (1 to 3)`; `None` where no night is known.
pub fn a_month(rate: Rate) -> Option<String> {
    let month = rate.a_month()?;
    let [low, middle, high] = [month.q05, month.q50, month.q95].map(few);
    if rate.cramp == 0 {
        return Some(fill(A_MONTH_NONE, &[("high", &high)]));
    }
    let text = if middle == "1" { A_MONTH_ONE } else { A_MONTH_OTHER };
    Some(fill(text, &[("middle", &middle), ("low", &low), ("high", &high)]))
}

/// Whole from one on; below it one digit tells "less than once" from "never".
pub fn few(number: f64) -> String {
    let rounded = if number < 0.95 { format!("{number:.1}") } else { format!("{number:.0}") };
    if rounded == "0.0" { "0".to_owned() } else { rounded }
}

/// `27 cramps in 115 known nights`.
pub fn counted(cramps: usize, known: usize) -> String {
    let forms = match known {
        1 => (COUNT_ONE_NIGHT_ONE, COUNT_ONE_NIGHT_OTHER),
        _ => (COUNT_ONE, COUNT_OTHER),
    };
    fill(form(cramps, forms), &[("n", &cramps), ("known", &known)])
}

/// For other programs: what of the nights is not in the document.
pub fn not_exported(rate: Rate) -> String {
    let text = form(rate.unknown, (NOT_EXPORTED_ONE, NOT_EXPORTED_OTHER));
    fill(text, &[("n", &rate.unknown), ("all", &rate.all())])
}

/// `9/41: 22 (13 to 34)` of 100, or that nothing is known.
pub fn short_rate(rate: Rate) -> String {
    let Some(interval) = rate.interval() else { return NO_KNOWN_NIGHT.to_owned() };
    let [low, middle, high] = hundredths(interval);
    fill(
        SHORT_RATE,
        &[
            ("cramp", &rate.cramp),
            ("known", &rate.known),
            ("middle", &middle),
            ("low", &low),
            ("high", &high),
        ],
    )
}

/// `5 cramps`.
pub fn cramps(count: usize) -> String {
    plural(count, (CRAMPS_ONE, CRAMPS_OTHER))
}

/// `30 quiet nights`.
pub fn quiet_nights(count: usize) -> String {
    plural(count, (QUIET_ONE, QUIET_OTHER))
}

/// `2 medicines`.
pub fn medicines(count: usize) -> String {
    plural(count, (MEDICINES_ONE, MEDICINES_OTHER))
}

/// The questions about warning signs: yes and "not sure" in full, the most urgent first; no answer is a finding, and what was
/// answered no is no disease that was ruled out.
pub fn flags(flags: &Flags) -> Vec<String> {
    if flags.yes.is_empty() && flags.no.is_empty() && flags.unsure.is_empty() {
        return vec![fill(FLAGS_NOT_ASKED, &[("n", &flags.not_asked.len())])];
    }
    let yes = flags.yes.iter().map(|asked| (FLAG_YES, asked));
    let unsure = flags.unsure.iter().map(|asked| (FLAG_NOT_SURE, asked));
    let mut open: Vec<(&str, &Asked)> = yes.chain(unsure).collect();
    open.sort_by_key(|(_, asked)| {
        ["emergency", "same_day", "routine"].iter().position(|one| *one == asked.action).unwrap_or(3)
    });
    let (full, rest) = open.split_at(open.len().min(MOST_IN_FULL));
    let mut said: Vec<String> = full.iter().map(|(text, asked)| answer(text, asked)).collect();
    for (kind, text) in [(FLAG_YES, FLAGS_MORE), (FLAG_NOT_SURE, FLAGS_UNSURE_MORE)] {
        let ids: Vec<&str> = rest.iter().filter(|(of, _)| *of == kind).map(|(_, asked)| asked.id).collect();
        if !ids.is_empty() {
            said.push(fill(text, &[("n", &ids.len()), ("ids", &ids.join(", "))]));
        }
    }
    said.extend(negatives(flags, open.is_empty()));
    said
}

/// What was answered no, and what is open.
fn negatives(flags: &Flags, nothing_else: bool) -> Vec<String> {
    let ids = |group: &[Asked]| group.iter().map(|asked| asked.id).collect::<Vec<_>>().join(", ");
    let day = flags.answered_on.map_or_else(|| NOT_SAID.to_owned(), spoken::dated);
    let (no, open) = (flags.no.len(), flags.not_asked.len());
    let mut said = Vec::new();
    if no > 0 {
        let text = match (open, nothing_else) {
            (0, false) => FLAGS_ALL_OTHERS,
            (0, true) => FLAGS_ALL,
            _ => form(no, (FLAGS_NO_ONE, FLAGS_NO_OTHER)),
        };
        said.push(fill(text, &[("n", &no), ("day", &day), ("ids", &ids(&flags.no))]));
    }
    if open > 0 {
        let text = form(open, (FLAGS_OPEN_ONE, FLAGS_OPEN_OTHER));
        said.push(fill(text, &[("n", &open), ("ids", &ids(&flags.not_asked))]));
    }
    said
}

fn answer(text: &str, asked: &Asked) -> String {
    let action = match asked.action {
        "emergency" => EMERGENCY,
        "same_day" => SAME_DAY,
        _ => ROUTINE,
    };
    fill(text, &[("action", &action), ("question", &asked.question)])
}

/// Three questions for the doctor, those that weigh most first.
pub fn questions(taken: &[Taken], flags: &Flags, today: Date) -> Vec<String> {
    let current: Vec<&Taken> = taken.iter().filter(|one| one.is_current(today)).collect();
    let named = |wanted: &dyn Fn(&Taken) -> bool| -> Option<String> {
        let names: Vec<&str> =
            current.iter().filter(|one| wanted(one)).map(|one| one.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let has = |one: &Taken, class: MedicineClass| one.found.iter().any(|medicine| medicine.class == class);
    let statin = named(&|one| has(one, MedicineClass::Statin));
    let listed = named(&|one| report::is_listed(one) && !has(one, MedicineClass::Statin));
    let quinine =
        named(&|one| one.found.iter().any(|medicine| medicine.association == Association::RemedyHarmful));
    let urgent = !flags.yes.is_empty() || !flags.unsure.is_empty();
    let asked = [
        urgent.then(|| ASK_YES.to_owned()),
        statin.map(|names| fill(ASK_STATIN, &[("names", &names)])),
        quinine.map(|_| ASK_QUININE.to_owned()),
        listed.map(|names| fill(ASK_LISTED, &[("names", &names)])),
        Some(ASK_BLOOD.to_owned()),
        Some(ASK_SIGNS.to_owned()),
        Some(ASK_NEXT.to_owned()),
    ];
    asked.into_iter().flatten().take(MOST_QUESTIONS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::words::{INTERVALS, NOTHING_KNOWN, denominator};
    use charley_speech::lint;

    #[test]
    fn a_rate_is_told_as_nights_a_month() {
        let said = |cramp, known| a_month(Rate { known, cramp, unknown: 0 }).unwrap();
        assert_eq!(said(9, 115), "About 2 nights a month with a cramp (1 to 4)");
        assert_eq!(said(4, 115), "About 1 night a month with a cramp (0.5 to 2)");
        assert_eq!(said(2, 200), "About 0.3 nights a month with a cramp (0.1 to 0.9)");
        assert_eq!(said(0, 20), "No night with a cramp among those known (0 to 4 a month)");
        assert_eq!(a_month(Rate::default()), None);
        assert_eq!(counted(27, 115), "27 cramps in 115 known nights");
        assert_eq!(counted(1, 1), "1 cramp in 1 known night");
    }

    #[test]
    fn negatives_are_counted_and_no_disease_is_named() {
        let asked = |id, action| Asked {
            id,
            question: "Is it so?",
            tells_apart: "a disease",
            action,
            not_sure: false,
        };
        let mut all = Flags { answered_on: Some(Date::constant(2026, 11, 22)), ..Flags::default() };
        all.no = vec![asked("RF01", "emergency"), asked("RF02", "same_day")];
        assert_eq!(flags(&all), ["Answered no to all 2 questions (22 November 2026): RF01, RF02."]);
        all.yes = vec![asked("RF31", "routine")];
        all.unsure = vec![asked("RF03", "emergency")];
        let said = flags(&all);
        assert_eq!(said[0], "NOT SURE (emergency): Is it so?");
        assert_eq!(said[1], "YES (routine): Is it so?");
        assert_eq!(said[2], "Answered no to all other questions (22 November 2026): RF01, RF02.");
        all.not_asked = vec![asked("RF04", "emergency")];
        assert_eq!(flags(&all)[3], "1 question was not asked, or too long ago: RF04.");
        assert!(!flags(&all).join(" ").contains("a disease"));
        all.yes = (0..12).map(|_| asked("RF31", "routine")).collect();
        assert!(flags(&all).iter().any(|line| line.starts_with("YES to 4 more: RF31")));
    }

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
