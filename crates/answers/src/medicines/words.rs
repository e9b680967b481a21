//! Sentences about medicines: what one has to do with cramps, in whom that was found, how sure it is, and whom to ask.

pub mod advice;
pub mod pairs;
pub mod recognised;
pub mod sheet;

use charley_evidence::{Association, Estimate, Medicine, Scale, evidence};
use charley_speech::spoken;

use jiff::civil::Date;

use crate::{medicines::Begun, rate::Rate};
use charley_speech::message::sentences;

sentences! {
    TO_THE_DOCTOR = "Take this page to your doctor or pharmacist; do not stop a medicine on your own.";
    OTHERS_TO_THE_DOCTOR = "Take this page to your doctor or pharmacist; do not stop another medicine on your own.";
    BESIDE_ONE_ANOTHER = "Nights side by side, no more: other things changed too, and a diary is often begun \
at the worst time. In trials, mostly of people over 60, cramps fell by 29 of 100 within 4 weeks on placebo.";
    KEPT_FOR_THE_DOCTOR = "Kept for your doctor.";
    NOT_ASKED = "Charley does not know what you take. Add each medicine, or say that you take none; until \
then it keeps what could clash with one to itself.";
    TAKES_NONE = "You take no medicine.";
    PICTURE = "Nights with a cramp of 100 known nights, in windows of equal length";
    CAPTION = "Nights with a cramp of 100 known nights, each dot one window, the line its 90 % interval. Bar: known nights; dashed: unknown. Below: when each medicine was taken.";
    NO_MEDICINE = "No medicine is recorded.";
    only_before(before) = "No medicine now, {before} before.";
    taken_now(n: count) =
        one "{n} medicine now."
        other "{n} medicines now.";
    now_and_before(n: count, before) =
        one "{n} medicine now, {before} before."
        other "{n} medicines now, {before} before.";
    WHICH = "Which is it?";
    taken(when) = "Taken {when}.";
    taken_no_longer(when) = "Taken {when}; no longer.";
    new(day) = "New: you began it on {day}, after this diary began.";
    new_and_more(day) = "New: you began it on {day}, and since then a cramp came more often. What else changed then?";
    first_taken(day) = "First taken on {day}, after this diary began.";
    before_first(n: count) =
        one "You began it {n} day before the first cramp of this diary."
        other "You began it {n} days before the first cramp of this diary.";
    NO_NIGHT = "no night";
    none_known(n: count) =
        one "none of {n} night known"
        other "none of {n} nights known";
    few(n: count, cramp) =
        one "{cramp} of {n} known night with a cramp, too few to say more"
        other "{cramp} of {n} known nights with a cramp, too few to say more";
    rate_says(n: count, cramp, middle, low, high) =
        one "{cramp} of {n} known night with a cramp: {middle} of 100 ({low} to {high})"
        other "{cramp} of {n} known nights with a cramp: {middle} of 100 ({low} to {high})";
    change_says(nights, last_cramp, last_known, before_cramp, before_known, middle, low, high) = "Last {nights} nights: {last_cramp} of {last_known} known with a cramp; {nights} nights before: {before_cramp} of {before_known}. Difference {middle} of 100 ({low} to {high}).";
    with_certainty(found, certainty) = "{found} Certainty: {certainty}.";
    LISTED = "Named on published lists of medicines with cramps; no comparison was found.";
    NO_FIGURE = "More cramps were reported with it or with its class; no figure can be shown.";
    sequence(times, ratio, population) = "In the year after starting this kind of medicine, about {times} times as many people were newly given \
quinine, a cramp medicine, as in the year before: {ratio}, in {population}.";
    placebo(ratio, population) = "People with cramps against placebo: ratio {ratio}, in {population}.";
    cramps_in(compared) = "Cramps in {compared}.";
    uncompared(n, population) = "{n} of 100 people had cramps, without a comparison: {population}.";
    ratio_says(ratio, low, high) = "{ratio} (95 % interval {low} to {high})";
    BRITISH_COLUMBIA = "adults of 50 and over in British Columbia";
}

/// Known nights below which a count stands alone: of fewer a share of 100 says less than it seems to.
const LEAST_FOR_A_RATE: usize = 10; // as many as rule C asks for on each side of an exposure

/// The population of a table of which the words of a person are [`BRITISH_COLUMBIA`].
const BC_ADULTS: &str = "BC adults 50+";

/// What there is, in one sentence.
pub fn lede(current: usize, before: usize) -> String {
    match (current, before) {
        (0, 0) => NO_MEDICINE.to_owned(),
        (0, before) => only_before(before),
        (current, 0) => taken_now(current),
        (current, before) => now_and_before(current, before),
    }
}

/// When it is or was taken: `since 1 May`, `from 1 May to 3 June`.
pub fn when(spells: &str, current: bool) -> String {
    if current { taken(spells) } else { taken_no_longer(spells) }
}

/// What is new of a medicine.
pub fn begun(begun: Begun, day: &dyn Fn(Date) -> String) -> String {
    match begun {
        Begun::Within { on, once, more_often } => {
            let day = day(on);
            match (once, more_often) {
                (true, true) => new_and_more(day),
                (true, false) => new(day),
                (false, _) => first_taken(day),
            }
        }
        Begun::ShortlyBefore { days } => before_first(usize::try_from(days).unwrap_or_default()),
    }
}

/// Nights with a cramp of known nights, with the interval and what is unknown.
pub fn rate(rate: Rate) -> String {
    let Some(interval) = rate.interval() else {
        return match rate.unknown {
            0 => NO_NIGHT.to_owned(),
            unknown => none_known(unknown),
        };
    };
    if rate.known < LEAST_FOR_A_RATE {
        return few(rate.known, rate.cramp);
    }
    let [low, middle, high] =
        [interval.q05, interval.q50, interval.q95].map(|part| format!("{:.0}", 100.0 * part));
    rate_says(rate.known, rate.cramp, middle, low, high)
}

/// How the last nights compare with as many before them.
pub fn change(nights: usize, (before, last): (Rate, Rate)) -> Option<String> {
    let difference = last.above(before)?;
    let [low, middle, high] = [difference.q05, difference.q50, difference.q95]
        .map(|part| spoken::difference(100.0 * part, 0).replace('-', "\u{2212}"));
    Some(change_says(nights, last.cramp, last.known, before.cramp, before.known, middle, low, high))
}

/// What was found of cramps with it: figure, population, certainty.
pub fn association(medicine: &Medicine) -> Option<String> {
    let found = match medicine.association {
        Association::Risk | Association::Small | Association::Uncertain => figure(medicine),
        Association::Listed => LISTED.to_owned(),
        _ => return None,
    };
    Some(with_certainty(found, medicine.certainty.word()))
}

/// The published figure in words. A figure without its population is none.
fn figure(medicine: &Medicine) -> String {
    let Some((estimate, population)) = medicine.figure(evidence()) else { return NO_FIGURE.to_owned() };
    let population = population.replace(BC_ADULTS, BRITISH_COLUMBIA);
    let compared =
        medicine.remark().and_then(|remark| remark.split(';').next()).filter(|remark| remark.contains(" v "));
    match (estimate.scale, compared) {
        (Scale::Ratio, _) if estimate.measure == "sequence ratio" => {
            sequence(format_args!("{:.1}", estimate.value), ratio(estimate), population)
        }
        (Scale::Ratio, _) => placebo(ratio(estimate), population),
        // The text of the table names the comparison and the people.
        (_, Some(compared)) => cramps_in(compared),
        (_, None) => uncompared(format_args!("{:.0}", estimate.value), population),
    }
}

fn ratio(estimate: &Estimate) -> String {
    let value = format!("{:.2}", estimate.value);
    let (Some(low), Some(high)) = (estimate.low, estimate.high) else { return value };
    ratio_says(value, format_args!("{low:.2}"), format_args!("{high:.2}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::medicines::words::advice as medicine_advice;
    use charley_speech::lint;

    fn of(name: &str) -> &'static Medicine {
        evidence().find_medicines(name)[0]
    }

    #[test]
    fn nothing_forbidden_is_said_of_any_medicine() {
        for medicine in &evidence().medicines {
            if let Some(sentence) = association(medicine) {
                assert_eq!(lint::broken(&sentence), Vec::<u8>::new(), "{}: {sentence}", medicine.name);
                assert!(!sentence.contains("RxCUI") && !sentence.contains("(RF"), "{sentence}");
            }
        }
    }

    #[test]
    fn a_figure_stands_with_population_and_certainty() {
        let said = association(of("atorvastatin")).unwrap();
        for part in [
            "1.16 (95 % interval 1.04 to 1.29)",
            "quinine",
            "50 and over in British Columbia",
            "Certainty: low",
        ] {
            assert!(said.contains(part), "{said}");
        }
        assert!(association(of("raloxifene")).unwrap().contains("RUTH"));
        assert!(association(of("olodaterol")).unwrap().contains("no figure can be shown"));
        assert!(association(of("naproxen")).unwrap().contains("no comparison was found"));
        assert_eq!(association(of("warfarin")), None);
    }

    #[test]
    fn the_sentences_of_the_table_read_well() {
        let mut said: Vec<String> = Vec::new();
        for medicine in &evidence().medicines {
            let advice = medicine_advice::advice(medicine, "it");
            let line = format!("{}\n  {advice}\n", association(medicine).unwrap_or_default());
            if !said.iter().any(|one| one.ends_with(&line)) {
                said.push(format!("{}: {line}", medicine.name));
            }
        }
        insta::assert_snapshot!(said.join("\n"));
    }
}
