//! Sentences of the doctor's page: short, with denominators, without a cause and without a diagnosis.

pub mod sheet;

use charley_evidence::{Association, MedicineClass};
use jiff::civil::Date;

use crate::rate::words::hundredths;
use crate::{
    medicines::Taken,
    rate::Rate,
    report::{self, FlagAsked, Flags},
};
use charley_speech::{message::sentences, spoken};

sentences! {
    TITLE = "Leg cramps, recorded by the patient";
    IS_NOT = "Recorded by the patient in a diary on their own device. It names no cause and is no diagnosis; \
nobody has checked it. An unknown night is unknown, not quiet. Charley is no medical device.";
    MEDICINES_NOT_ASKED = "Not asked: what the patient takes is unknown.";
    NO_MEDICINE = "The patient says they take none.";
    SIDE_BY_SIDE = "Nights side by side, no more: other things changed too. On placebo, cramps of trial \
participants, mostly over 60, fell by 29 of 100 within 4 weeks.";
    NOT_SAID = "not recorded";
    not_exported_says(n: count, all) =
        one "{n} of {all} nights is unknown and not in here."
        other "{n} of {all} nights are unknown and not in here.";
    short_rate_says(cramp, known, middle, low, high) = "{cramp}/{known}: {middle} ({low} to {high})";
    NO_KNOWN_NIGHT = "no known night";
    cramps(n: count) =
        one "{n} cramp"
        other "{n} cramps";
    quiet_nights(n: count) =
        one "{n} quiet night"
        other "{n} quiet nights";
    medicines(n: count) =
        one "{n} medicine"
        other "{n} medicines";
    a_month_other(middle, low, high) = "About {middle} nights a month with a cramp ({low} to {high})";
    a_month_one(middle, low, high) = "About {middle} night a month with a cramp ({low} to {high})";
    a_month_none(high) = "No night with a cramp among those known (0 to {high} a month)";
    of_known_nights(n: count, known) =
        one "{n} cramp in {known} known nights"
        other "{n} cramps in {known} known nights";
    of_known_night(n: count, known) =
        one "{n} cramp in {known} known night"
        other "{n} cramps in {known} known night";
    flags_not_asked(n) = "None of the {n} questions was asked.";
    flag_yes(action, question) = "YES ({action}): {question}";
    flag_not_sure(action, question) = "NOT SURE ({action}): {question}";
    flags_more(n, ids) = "YES to {n} more: {ids}.";
    flags_unsure_more(n, ids) = "NOT SURE about {n} more: {ids}.";
    flags_all_others(day, ids) = "Answered no to all other questions ({day}): {ids}.";
    flags_all(n, day, ids) = "Answered no to all {n} questions ({day}): {ids}.";
    flags_no(n: count, day, ids) =
        one "Answered no to {n} question ({day}): {ids}."
        other "Answered no to {n} questions ({day}): {ids}.";
    flags_open(n: count, ids) =
        one "{n} question was not asked, or too long ago: {ids}."
        other "{n} questions were not asked, or too long ago: {ids}.";
    EMERGENCY = "emergency";
    SAME_DAY = "same day";
    ROUTINE = "routine";
    ASK_YES = "What is to be done about the answers marked YES or NOT SURE, and how soon?";
    ask_statin(names) = "{names}: are muscle pain, weakness or cramps on it new and unexplained, and is a test of creatine kinase useful?";
    ask_listed(names) = "On published lists with cramps: {names}. Is a review worth while?";
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
        return Some(a_month_none(high));
    }
    Some(if middle == "1" { a_month_one(middle, low, high) } else { a_month_other(middle, low, high) })
}

/// Whole from one on; below it one digit tells "less than once" from "never".
pub fn few(number: f64) -> String {
    let rounded = if number < 0.95 { format!("{number:.1}") } else { format!("{number:.0}") };
    if rounded == "0.0" { "0".to_owned() } else { rounded }
}

/// `27 cramps in 115 known nights`.
pub fn counted(cramps: usize, known: usize) -> String {
    match known {
        1 => of_known_night(cramps, known),
        _ => of_known_nights(cramps, known),
    }
}

/// For other programs: what of the nights is not in the document.
pub fn not_exported(rate: Rate) -> String {
    not_exported_says(rate.unknown, rate.all())
}

/// `9/41: 22 (13 to 34)` of 100, or that nothing is known.
pub fn short_rate(rate: Rate) -> String {
    let Some(interval) = rate.interval() else { return NO_KNOWN_NIGHT.to_owned() };
    let [low, middle, high] = hundredths(interval);
    short_rate_says(rate.cramp, rate.known, middle, low, high)
}

/// The questions about warning signs: yes and "not sure" in full, the most urgent first; no answer is a finding, and what was
/// answered no is no disease that was ruled out.
pub fn flags(flags: &Flags) -> Vec<String> {
    if flags.yes.is_empty() && flags.no.is_empty() && flags.unsure.is_empty() {
        return vec![flags_not_asked(flags.not_asked.len())];
    }
    let yes = flags.yes.iter().map(|asked| (true, asked));
    let unsure = flags.unsure.iter().map(|asked| (false, asked));
    let mut open: Vec<(bool, &FlagAsked)> = yes.chain(unsure).collect();
    open.sort_by_key(|(_, asked)| {
        ["emergency", "same_day", "routine"].iter().position(|one| *one == asked.action).unwrap_or(3)
    });
    let (full, rest) = open.split_at(open.len().min(MOST_IN_FULL));
    let mut said: Vec<String> = full.iter().map(|(is_yes, asked)| answer(*is_yes, asked)).collect();
    let rest_ids = |wanted: bool| -> Vec<&str> {
        rest.iter().filter(|(is_yes, _)| *is_yes == wanted).map(|(_, asked)| asked.id).collect()
    };
    let (yes, unsure) = (rest_ids(true), rest_ids(false));
    said.extend((!yes.is_empty()).then(|| flags_more(yes.len(), yes.join(", "))));
    said.extend((!unsure.is_empty()).then(|| flags_unsure_more(unsure.len(), unsure.join(", "))));
    said.extend(negatives(flags, open.is_empty()));
    said
}

/// What was answered no, and what is open.
fn negatives(flags: &Flags, nothing_else: bool) -> Vec<String> {
    let ids = |group: &[FlagAsked]| group.iter().map(|asked| asked.id).collect::<Vec<_>>().join(", ");
    let day = flags.answered_on.map_or_else(|| NOT_SAID.to_owned(), spoken::dated);
    let (no, open) = (flags.no.len(), flags.not_asked.len());
    let mut said = Vec::new();
    if no > 0 {
        let ids = ids(&flags.no);
        said.push(match (open, nothing_else) {
            (0, false) => flags_all_others(day, ids),
            (0, true) => flags_all(no, day, ids),
            _ => flags_no(no, day, ids),
        });
    }
    if open > 0 {
        said.push(flags_open(open, ids(&flags.not_asked)));
    }
    said
}

fn answer(is_yes: bool, asked: &FlagAsked) -> String {
    let action = match asked.action {
        "emergency" => EMERGENCY,
        "same_day" => SAME_DAY,
        _ => ROUTINE,
    };
    if is_yes { flag_yes(action, asked.question) } else { flag_not_sure(action, asked.question) }
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
        statin.map(ask_statin),
        quinine.map(|_| ASK_QUININE.to_owned()),
        listed.map(ask_listed),
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
        let asked = |id, action| FlagAsked {
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
