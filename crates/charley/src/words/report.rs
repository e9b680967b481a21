//! Sentences of the doctor's page: short, with denominators, without a cause and without a diagnosis.

use charley_domain::interval::Interval;
use charley_evidence::{Association, MedicineClass};
use jiff::civil::Date;

use crate::{
    medicines::Taken,
    rate::Rate,
    report::{self, Asked, Flags},
    words::message::{fill, form, messages, plural},
};

messages! {
    TITLE = "report.title": "Leg cramps, recorded by the patient";
    IS_NOT = "report.is_not": "Recorded by the patient in a diary on their own device. It names no cause and is no diagnosis; \
nobody has checked it. An unknown night is unknown, not quiet. Charley is no medical device.";
    NOTHING_KNOWN = "report.nothing_known": "No night is known yet: there is nothing to report. One answer a morning is enough.";
    INTERVALS = "report.intervals": "Brackets: 90 % interval, as if nights were independent.";
    MEDICINES_NOT_ASKED = "report.medicines.not_asked": "Not asked: what the patient takes is unknown.";
    NO_MEDICINE = "report.medicines.none": "The patient says they take none.";
    SIDE_BY_SIDE = "report.side_by_side": "Nights side by side, no more: other things changed too. On placebo, cramps of trial \
participants, mostly over 60, fell by 29 of 100 within 4 weeks.";
    NOT_SAID = "report.not_said": "not recorded";
    DENOMINATOR_ONE = "report.denominator.one": "A cramp in {cramp} of {known} known nights: {rate}. Of {all} nights, {unknown} is unknown.";
    DENOMINATOR_OTHER = "report.denominator.other": "A cramp in {cramp} of {known} known nights: {rate}. Of {all} nights, {unknown} are unknown.";
    DENOMINATOR_KNOWN_ONE = "report.denominator.known_one.one": "A cramp in {cramp} of {known} known night: {rate}. Of {all} nights, {unknown} is unknown.";
    DENOMINATOR_KNOWN_OTHER = "report.denominator.known_one.other": "A cramp in {cramp} of {known} known night: {rate}. Of {all} nights, {unknown} are unknown.";
    NOT_EXPORTED_ONE = "report.not_exported.one": "{n} of {all} nights is unknown and not in here.";
    NOT_EXPORTED_OTHER = "report.not_exported.other": "{n} of {all} nights are unknown and not in here.";
    OF_100 = "report.of_100": "{middle} of 100 ({low} to {high})";
    SHORT_RATE = "report.short_rate": "{cramp}/{known}: {middle} ({low} to {high})";
    NO_KNOWN_NIGHT = "report.no_known_night": "no known night";
    CRAMPS_ONE = "report.cramps.one": "{n} cramp";
    CRAMPS_OTHER = "report.cramps.other": "{n} cramps";
    QUIET_ONE = "report.quiet.one": "{n} quiet night";
    QUIET_OTHER = "report.quiet.other": "{n} quiet nights";
    MEDICINES_ONE = "report.medicines.one": "{n} medicine";
    MEDICINES_OTHER = "report.medicines.other": "{n} medicines";
    FLAGS_NOT_ASKED = "report.flags.not_asked": "None of the {n} questions was asked.";
    FLAG_YES = "report.flags.yes": "YES ({action}): {question}";
    FLAG_NOT_SURE = "report.flags.not_sure": "NOT SURE ({action}): {question}";
    FLAGS_MORE = "report.flags.more": "YES to {n} more: {ids}.";
    FLAGS_UNSURE = "report.flags.group.unsure": "Not sure ({n}): {topics}.";
    FLAGS_NO = "report.flags.group.no": "No ({n}): {topics}.";
    FLAGS_OPEN = "report.flags.group.open": "Not asked ({n}): {topics}.";
    EMERGENCY = "report.flags.action.emergency": "emergency";
    SAME_DAY = "report.flags.action.same_day": "same day";
    ROUTINE = "report.flags.action.routine": "routine";
    ASK_YES = "report.ask.yes": "Which of the answers above need to be looked at first?";
    ASK_STATIN = "report.ask.statin": "{names}: are muscle pain, weakness or cramps on it new and unexplained? The patient was told to call on the same day then.";
    ASK_LISTED = "report.ask.listed": "On published lists with cramps: {names}. Is a review worth while?";
    ASK_QUININE = "report.ask.quinine": "Quinine is taken: regulators warn of blood and heart harm. Does the patient know the signs?";
    ASK_SIGNS = "report.ask.signs": "Is there weakness, wasting, numbness, pain at a fixed walking distance, or an urge to move without a hard muscle?";
    ASK_BLOOD = "report.ask.blood": "Are blood tests useful: electrolytes, calcium, magnesium, thyroid, glucose, liver and kidney function, creatine kinase?";
}

/// Answers with yes that stand in full.
const MOST_YES: usize = 4;

/// Known nights, nights with a cramp, unknown nights.
pub(crate) fn denominator(rate: Rate) -> String {
    let Some(interval) = rate.interval() else { return NOTHING_KNOWN.to_owned() };
    let forms = match rate.known {
        1 => (DENOMINATOR_KNOWN_ONE, DENOMINATOR_KNOWN_OTHER),
        _ => (DENOMINATOR_ONE, DENOMINATOR_OTHER),
    };
    fill(
        form(rate.unknown, forms),
        &[
            ("cramp", &rate.cramp),
            ("known", &rate.known),
            ("rate", &of_100(interval)),
            ("all", &rate.all()),
            ("unknown", &rate.unknown),
        ],
    )
}

/// For other programs: what of the nights is not in the document.
pub(crate) fn not_exported(rate: Rate) -> String {
    let text = form(rate.unknown, (NOT_EXPORTED_ONE, NOT_EXPORTED_OTHER));
    fill(text, &[("n", &rate.unknown), ("all", &rate.all())])
}

/// `22 of 100 (13 to 34)`.
fn of_100(interval: Interval) -> String {
    let [low, middle, high] = hundredths(interval);
    fill(OF_100, &[("middle", &middle), ("low", &low), ("high", &high)])
}

/// `9/41: 22 (13 to 34)` of 100, or that nothing is known.
pub(crate) fn short_rate(rate: Rate) -> String {
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

fn hundredths(interval: Interval) -> [String; 3] {
    [interval.q05, interval.q50, interval.q95].map(|part| format!("{:.0}", 100.0 * part))
}

/// `5 cramps`.
pub(crate) fn cramps(count: usize) -> String {
    plural(count, (CRAMPS_ONE, CRAMPS_OTHER))
}

/// `30 quiet nights`.
pub(crate) fn quiet_nights(count: usize) -> String {
    plural(count, (QUIET_ONE, QUIET_OTHER))
}

/// `2 medicines`.
pub(crate) fn medicines(count: usize) -> String {
    plural(count, (MEDICINES_ONE, MEDICINES_OTHER))
}

/// The red-flag questions: what was answered yes in full, the rest by what it tells apart.
pub(crate) fn flags(flags: &Flags) -> Vec<String> {
    if flags.yes.is_empty() && flags.no.is_empty() && flags.unsure.is_empty() {
        return vec![fill(FLAGS_NOT_ASKED, &[("n", &flags.not_asked.len())])];
    }
    let mut yes_first: Vec<_> = flags.yes.iter().collect();
    yes_first.sort_by_key(|asked| {
        ["emergency", "same_day", "routine"].iter().position(|one| *one == asked.action)
    });
    let mut said: Vec<String> = yes_first.iter().take(MOST_YES).map(|yes| answer(yes)).collect();
    let more: Vec<&str> = yes_first.iter().skip(MOST_YES).map(|asked| asked.id).collect();
    if !more.is_empty() {
        said.push(fill(FLAGS_MORE, &[("n", &more.len()), ("ids", &more.join(", "))]));
    }
    for (text, group) in
        [(FLAGS_UNSURE, &flags.unsure), (FLAGS_NO, &flags.no), (FLAGS_OPEN, &flags.not_asked)]
    {
        if !group.is_empty() {
            let topics: Vec<&str> = group.iter().map(|asked| asked.tells_apart).collect();
            said.push(fill(text, &[("n", &group.len()), ("topics", &topics.join("; "))]));
        }
    }
    said
}

fn answer(yes: &Asked) -> String {
    let action = match yes.action {
        "emergency" => EMERGENCY,
        "same_day" => SAME_DAY,
        _ => ROUTINE,
    };
    let text = if yes.not_sure { FLAG_NOT_SURE } else { FLAG_YES };
    fill(text, &[("action", &action), ("question", &yes.question)])
}

/// What a doctor may consider, as questions.
pub(crate) fn questions(taken: &[Taken], flags: &Flags, today: Date) -> Vec<String> {
    let current: Vec<&Taken> = taken.iter().filter(|one| one.is_current(today)).collect();
    let named = |wanted: &dyn Fn(&Taken) -> bool| -> Option<String> {
        let names: Vec<&str> =
            current.iter().filter(|one| wanted(one)).map(|one| one.used.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let has = |one: &Taken, class: MedicineClass| one.found.iter().any(|medicine| medicine.class == class);
    let statin = named(&|one| has(one, MedicineClass::Statin));
    let listed = named(&|one| report::is_listed(one) && !has(one, MedicineClass::Statin));
    let quinine =
        named(&|one| one.found.iter().any(|medicine| medicine.association == Association::RemedyHarmful));
    let mut questions = Vec::new();
    questions.extend((!flags.yes.is_empty()).then(|| ASK_YES.to_owned()));
    questions.extend(statin.map(|names| fill(ASK_STATIN, &[("names", &names)])));
    questions.extend(listed.map(|names| fill(ASK_LISTED, &[("names", &names)])));
    questions.extend(quinine.map(|_| ASK_QUININE.to_owned()));
    questions.extend([ASK_SIGNS, ASK_BLOOD].map(str::to_owned));
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
