//! Sentences about medicines: what one has to do with cramps, in whom that was found, how sure it is, and whom to ask.

use charley_evidence::{Association, Medicine, MedicineClass, Scale, evidence};

use crate::rate::Rate;

/// Over every list of medicines.
pub(crate) const TO_THE_DOCTOR: &str =
    "Take this page to your doctor or pharmacist; do not stop a medicine on your own.";
/// The same for whoever takes a statin, of which the sentence of RF32 speaks.
pub(crate) const OTHERS_TO_THE_DOCTOR: &str =
    "Take this page to your doctor or pharmacist; do not stop another medicine on your own.";
/// Under the counts of nights with and without a medicine.
pub(crate) const BESIDE_ONE_ANOTHER: &str = "Nights side by side, no more: other things changed too, and a diary is often begun \
at the worst time. In trials, mostly of people over 60, cramps fell by 29 of 100 within 4 weeks on placebo.";
/// In place of what studies say, for a person under 18.
pub(crate) const KEPT_FOR_THE_DOCTOR: &str = "Kept for your doctor.";
/// While nobody knows what is taken.
pub(crate) const NOT_ASKED: &str = "Charley does not know what you take. Add each medicine, or say that you take none; until \
then it keeps what could clash with one to itself.";
/// When the answer is "none".
pub(crate) const TAKES_NONE: &str = "You take no medicine.";
/// What the picture shows.
pub(crate) const PICTURE: &str = "Nights with a cramp of 100 known nights, in windows of equal length";

/// A name that the table does not hold.
pub(crate) fn unrecognised(typed: &str) -> String {
    format!(
        "{typed:?} is none of the medicines that Charley knows: it is kept as you typed it, and while you take it Charley keeps to \
         itself what could clash with it."
    )
}

/// What stands beside a name that was recognised.
pub(crate) fn left(words: &str) -> String {
    format!("What {words:?} means Charley does not know: if it is another medicine, record it by itself.")
}

/// What there is, in one sentence.
pub(crate) fn lede(current: usize, before: usize) -> String {
    let noun = |count: usize| if count == 1 { "medicine" } else { "medicines" };
    match (current, before) {
        (0, 0) => "No medicine is recorded.".to_owned(),
        (0, before) => format!("No medicine now, {before} before."),
        (current, 0) => format!("{current} {} now.", noun(current)),
        (current, before) => format!("{current} {} now, {before} before.", noun(current)),
    }
}

/// Nights with a cramp of known nights, with the interval and what is unknown.
pub(crate) fn rate(rate: Rate) -> String {
    let Some(interval) = rate.interval() else {
        return match rate.unknown {
            0 => "no night".to_owned(),
            unknown => format!("none of {unknown} nights known"),
        };
    };
    format!(
        "{} of {} known nights with a cramp: {:.0} of 100 ({:.0} to {:.0})",
        rate.cramp,
        rate.known,
        100.0 * interval.q50,
        100.0 * interval.q05,
        100.0 * interval.q95
    )
}

/// How the last nights compare with as many before them.
pub(crate) fn change(nights: usize, (before, last): (Rate, Rate)) -> Option<String> {
    let difference = last.above(before)?;
    let of_100 = |part: f64| format!("{:+.0}", 100.0 * part).replace('-', "\u{2212}");
    Some(format!(
        "Last {nights} nights: {} of {} known with a cramp; {nights} nights before: {} of {}. Difference {} of 100 ({} to {}).",
        last.cramp,
        last.known,
        before.cramp,
        before.known,
        of_100(difference.q50),
        of_100(difference.q05),
        of_100(difference.q95)
    ))
}

/// What is to be done about a medicine that one takes.
pub(crate) fn advice(medicine: &Medicine) -> String {
    match (medicine.association, medicine.class) {
        (Association::Interaction, _) => {
            "It does not bring cramps. It rules out vitamin K2, and massage of a sore calf.".to_owned()
        }
        (Association::RemedyHarmful, _) => "Regulators warn of serious harm: see the doctor about it. Bleeding, bruising, a rash, \
                                            deafness or a racing heart on it: call the emergency number now."
            .to_owned(),
        (Association::RemedyNoEffect, _) => "Trials show little or no average effect on night cramps. In kidney failure it can \
                                             build up in the body: see a doctor about it."
            .to_owned(),
        (Association::RemedyPrescription, _) => "It is for the doctor to decide about.".to_owned(),
        (Association::RemedyUnreplicated, _) => {
            "One study, in one country, found fewer cramps; nobody has repeated it. Ask the doctor first, and never together with a \
             vitamin K antagonist such as warfarin."
                .to_owned()
        }
        (_, MedicineClass::Statin) => "New, unexplained muscle pain, tenderness, weakness or cramps: call a doctor or pharmacist \
                                       today; they decide about the statin. Cramps as they always were: show this page at the next visit."
            .to_owned(),
        (_, MedicineClass::Lithium) => "Coarse shaking, twitching, unsteadiness, vomiting or confusion: call today, and the emergency \
                                        number for confusion. Otherwise show this page to the prescriber; do not stop it on your own."
            .to_owned(),
        _ if medicine.name == "denosumab" => "Spasms, tingling round the mouth or in the fingers, a faint or a fit: call the \
                                              emergency number now. Otherwise show this page to the prescriber; do not stop it on \
                                              your own."
            .to_owned(),
        _ => "Show this page to the prescriber or pharmacist; do not stop it on your own.".to_owned(),
    }
}

/// What was found of cramps with it: figure, population, certainty.
pub(crate) fn association(medicine: &Medicine) -> Option<String> {
    let how_sure = format!("Certainty: {}.", medicine.certainty.word());
    let found = match medicine.association {
        Association::Risk | Association::Small | Association::Uncertain => figure(medicine),
        Association::Listed => {
            "Named on published lists of medicines with cramps; no comparison was found.".to_owned()
        }
        _ => return None,
    };
    Some(format!("{found} {how_sure}"))
}

/// The published figure in words. A figure without its population is none.
fn figure(medicine: &Medicine) -> String {
    let Some((estimate, population)) = medicine.figure(evidence()) else {
        return "More cramps were reported with it or with its class; no figure can be shown.".to_owned();
    };
    let population = whom(population);
    let interval = match (estimate.low, estimate.high) {
        (Some(low), Some(high)) => format!(" (95 % interval {low:.2} to {high:.2})"),
        _ => String::new(),
    };
    let compared =
        medicine.remark().and_then(|remark| remark.split(';').next()).filter(|remark| remark.contains(" v "));
    match (estimate.scale, compared) {
        (Scale::Ratio, _) if estimate.measure == "sequence ratio" => format!(
            "Sequence ratio {:.2}{interval}: new prescriptions of quinine, which marks treated cramps, in the year after it was \
             started against the year before, in {population}.",
            estimate.value
        ),
        (Scale::Ratio, _) => {
            format!(
                "People with cramps against placebo: ratio {:.2}{interval}, in {population}.",
                estimate.value
            )
        }
        // The text of the table names the comparison and the people.
        (_, Some(compared)) => format!("Cramps in {compared}."),
        (_, None) => {
            format!("{:.0} of 100 people had cramps, without a comparison: {population}.", estimate.value)
        }
    }
}

/// A population of the tables as a person reads it.
fn whom(population: &str) -> String {
    population.replace("BC adults 50+", "adults of 50 and over in British Columbia")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lint;

    fn of(name: &str) -> &'static Medicine {
        evidence().recognise(name)[0]
    }

    #[test]
    fn nothing_forbidden_is_said_of_any_medicine() {
        for medicine in &evidence().medicines {
            let said = [Some(advice(medicine)), association(medicine)];
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
