//! Sentences about medicines: what one has to do with cramps, in whom that was found, how sure it is, and whom to ask.

use charley_evidence::{Association, Estimate, Medicine, MedicineClass, Scale, evidence};

use crate::{
    rate::Rate,
    words::message::{fill, form, messages, plural},
};

messages! {
    TO_THE_DOCTOR = "medicines.to_the_doctor": "Take this page to your doctor or pharmacist; do not stop a medicine on your own.";
    OTHERS_TO_THE_DOCTOR = "medicines.others_to_the_doctor": "Take this page to your doctor or pharmacist; do not stop another medicine on your own.";
    BESIDE_ONE_ANOTHER = "medicines.beside": "Nights side by side, no more: other things changed too, and a diary is often begun \
at the worst time. In trials, mostly of people over 60, cramps fell by 29 of 100 within 4 weeks on placebo.";
    KEPT_FOR_THE_DOCTOR = "medicines.kept": "Kept for your doctor.";
    NOT_ASKED = "medicines.not_asked": "Charley does not know what you take. Add each medicine, or say that you take none; until \
then it keeps what could clash with one to itself.";
    TAKES_NONE = "medicines.takes_none": "You take no medicine.";
    PICTURE = "medicines.picture": "Nights with a cramp of 100 known nights, in windows of equal length";
    CAPTION = "medicines.caption": "Nights with a cramp of 100 known nights, each dot one window, the line its 90 % interval. Bar: known nights; dashed: unknown. Below: when each medicine was taken.";
    NO_MEDICINE = "medicines.lede.none": "No medicine is recorded.";
    ONLY_BEFORE = "medicines.lede.before": "No medicine now, {before} before.";
    NOW_ONE = "medicines.lede.now.one": "{n} medicine now.";
    NOW_OTHER = "medicines.lede.now.other": "{n} medicines now.";
    NOW_AND_BEFORE_ONE = "medicines.lede.both.one": "{n} medicine now, {before} before.";
    NOW_AND_BEFORE_OTHER = "medicines.lede.both.other": "{n} medicines now, {before} before.";
    NO_NIGHT = "medicines.rate.no_night": "no night";
    NONE_KNOWN_ONE = "medicines.rate.none_known.one": "none of {n} night known";
    NONE_KNOWN_OTHER = "medicines.rate.none_known.other": "none of {n} nights known";
    RATE_ONE = "medicines.rate.one": "{cramp} of {n} known night with a cramp: {middle} of 100 ({low} to {high})";
    RATE_OTHER = "medicines.rate.other": "{cramp} of {n} known nights with a cramp: {middle} of 100 ({low} to {high})";
    CHANGE = "medicines.change": "Last {nights} nights: {last_cramp} of {last_known} known with a cramp; {nights} nights before: {before_cramp} of {before_known}. Difference {middle} of 100 ({low} to {high}).";
    HARMFUL = "medicines.advice.harmful": "Regulators warn of serious harm: see the doctor about it. Bleeding, bruising, a rash, \
deafness or a racing heart on it: call the emergency number now.";
    NO_EFFECT = "medicines.advice.no_effect": "Trials show little or no average effect on night cramps. In kidney failure it can \
build up in the body: see a doctor about it.";
    PRESCRIPTION = "medicines.advice.prescription": "It is for the doctor to decide about.";
    UNREPLICATED = "medicines.advice.unreplicated": "One study, in one country, found fewer cramps; nobody has repeated it. Ask the doctor first, and never together with a \
vitamin K antagonist such as warfarin.";
    STATIN = "medicines.advice.statin": "New, unexplained muscle pain, tenderness, weakness or cramps: call a doctor or pharmacist \
today; they decide about the statin. Cramps as they always were: show this page at the next visit.";
    LITHIUM = "medicines.advice.lithium": "Coarse shaking, twitching, unsteadiness, vomiting or confusion: call today, and the emergency \
number for confusion. Otherwise show this page to the prescriber; do not stop it on your own.";
    DENOSUMAB = "medicines.advice.denosumab": "Spasms, tingling round the mouth or in the fingers, a faint or a fit: call the \
emergency number now. Otherwise show this page to the prescriber; do not stop it on your own.";
    PRESCRIBER = "medicines.advice.prescriber": "Show this page to the prescriber or pharmacist; do not stop it on your own.";
    FOUND = "medicines.found": "{found} Certainty: {certainty}.";
    LISTED = "medicines.found.listed": "Named on published lists of medicines with cramps; no comparison was found.";
    NO_FIGURE = "medicines.found.no_figure": "More cramps were reported with it or with its class; no figure can be shown.";
    SEQUENCE = "medicines.found.sequence": "Sequence ratio {ratio}: new prescriptions of quinine, which marks treated cramps, in the year after it was \
started against the year before, in {population}.";
    PLACEBO = "medicines.found.placebo": "People with cramps against placebo: ratio {ratio}, in {population}.";
    COMPARED = "medicines.found.compared": "Cramps in {compared}.";
    UNCOMPARED = "medicines.found.uncompared": "{n} of 100 people had cramps, without a comparison: {population}.";
    RATIO = "medicines.found.ratio": "{ratio} (95 % interval {low} to {high})";
    BRITISH_COLUMBIA = "medicines.found.british_columbia": "adults of 50 and over in British Columbia";
}

/// The population of a table of which the words of a person are [`BRITISH_COLUMBIA`].
const BC_ADULTS: &str = "BC adults 50+";

/// What there is, in one sentence.
pub(crate) fn lede(current: usize, before: usize) -> String {
    match (current, before) {
        (0, 0) => NO_MEDICINE.to_owned(),
        (0, before) => fill(ONLY_BEFORE, &[("before", &before)]),
        (current, 0) => plural(current, (NOW_ONE, NOW_OTHER)),
        (current, before) => {
            let text = form(current, (NOW_AND_BEFORE_ONE, NOW_AND_BEFORE_OTHER));
            fill(text, &[("n", &current), ("before", &before)])
        }
    }
}

/// Nights with a cramp of known nights, with the interval and what is unknown.
pub(crate) fn rate(rate: Rate) -> String {
    let Some(interval) = rate.interval() else {
        return match rate.unknown {
            0 => NO_NIGHT.to_owned(),
            unknown => plural(unknown, (NONE_KNOWN_ONE, NONE_KNOWN_OTHER)),
        };
    };
    let [low, middle, high] =
        [interval.q05, interval.q50, interval.q95].map(|part| format!("{:.0}", 100.0 * part));
    fill(
        form(rate.known, (RATE_ONE, RATE_OTHER)),
        &[("cramp", &rate.cramp), ("n", &rate.known), ("middle", &middle), ("low", &low), ("high", &high)],
    )
}

/// How the last nights compare with as many before them.
pub(crate) fn change(nights: usize, (before, last): (Rate, Rate)) -> Option<String> {
    let difference = last.above(before)?;
    let [low, middle, high] = [difference.q05, difference.q50, difference.q95]
        .map(|part| format!("{:+.0}", 100.0 * part).replace('-', "\u{2212}"));
    Some(fill(
        CHANGE,
        &[
            ("nights", &nights),
            ("last_cramp", &last.cramp),
            ("last_known", &last.known),
            ("before_cramp", &before.cramp),
            ("before_known", &before.known),
            ("middle", &middle),
            ("low", &low),
            ("high", &high),
        ],
    ))
}

/// What is to be done about a medicine that one takes.
pub(crate) fn advice(medicine: &Medicine) -> &'static str {
    match (medicine.association, medicine.class) {
        (Association::Interaction, _) => medicine.care().map_or(PRESCRIBER, super::recognised::care),
        (Association::RemedyHarmful, _) => HARMFUL,
        (Association::RemedyNoEffect, _) => NO_EFFECT,
        (Association::RemedyPrescription, _) => PRESCRIPTION,
        (Association::RemedyUnreplicated, _) => UNREPLICATED,
        (_, MedicineClass::Statin) => STATIN,
        (_, MedicineClass::Lithium) => LITHIUM,
        _ if medicine.name == "denosumab" => DENOSUMAB,
        _ => PRESCRIBER,
    }
}

/// What was found of cramps with it: figure, population, certainty.
pub(crate) fn association(medicine: &Medicine) -> Option<String> {
    let found = match medicine.association {
        Association::Risk | Association::Small | Association::Uncertain => figure(medicine),
        Association::Listed => LISTED.to_owned(),
        _ => return None,
    };
    Some(fill(FOUND, &[("found", &found), ("certainty", &medicine.certainty.word())]))
}

/// The published figure in words. A figure without its population is none.
fn figure(medicine: &Medicine) -> String {
    let Some((estimate, population)) = medicine.figure(evidence()) else { return NO_FIGURE.to_owned() };
    let population = population.replace(BC_ADULTS, BRITISH_COLUMBIA);
    let compared =
        medicine.remark().and_then(|remark| remark.split(';').next()).filter(|remark| remark.contains(" v "));
    match (estimate.scale, compared) {
        (Scale::Ratio, _) => {
            let text = if estimate.measure == "sequence ratio" { SEQUENCE } else { PLACEBO };
            fill(text, &[("ratio", &ratio(estimate)), ("population", &population)])
        }
        // The text of the table names the comparison and the people.
        (_, Some(compared)) => fill(COMPARED, &[("compared", &compared)]),
        (_, None) => {
            fill(UNCOMPARED, &[("n", &format_args!("{:.0}", estimate.value)), ("population", &population)])
        }
    }
}

fn ratio(estimate: &Estimate) -> String {
    let value = format!("{:.2}", estimate.value);
    let (Some(low), Some(high)) = (estimate.low, estimate.high) else { return value };
    fill(
        RATIO,
        &[("ratio", &value), ("low", &format_args!("{low:.2}")), ("high", &format_args!("{high:.2}"))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lint;

    fn of(name: &str) -> &'static Medicine {
        evidence().find_medicines(name)[0]
    }

    #[test]
    fn nothing_forbidden_is_said_of_any_medicine() {
        for medicine in &evidence().medicines {
            let said = [Some(advice(medicine).to_owned()), association(medicine)];
            for sentence in said.into_iter().flatten() {
                assert_eq!(lint::broken(&sentence), Vec::<u8>::new(), "{}: {sentence}", medicine.name);
                assert!(!sentence.contains("RxCUI") && !sentence.contains("(RF"), "{sentence}");
            }
        }
    }

    #[test]
    fn a_statin_is_never_told_to_be_kept_and_the_call_is_today() {
        for medicine in evidence().medicines.iter().filter(|one| one.class == MedicineClass::Statin) {
            let said = advice(medicine);
            assert!(said.contains("today") && !said.contains("do not stop"), "{said}");
        }
        assert!(!OTHERS_TO_THE_DOCTOR.contains("a medicine on your own"));
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
            let line = format!("{}\n  {}\n", association(medicine).unwrap_or_default(), advice(medicine));
            if !said.iter().any(|one| one.ends_with(&line)) {
                said.push(format!("{}: {line}", medicine.name));
            }
        }
        insta::assert_snapshot!(said.join("\n"));
    }
}
