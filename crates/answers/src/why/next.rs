//! What is missing of the last windows, and what to record or vary next.

use std::collections::BTreeSet;

use charley_domain::{
    exposure::{TriggerId, Window},
    missing::{Ask, Missing},
};
use charley_evidence::evidence;
use charley_infer::{
    explanation::{NightCounts, Standing, TriggerReport},
    learn::{Gain, LearnedNights, Timing, gains},
    studies,
};

use super::Seen;
use crate::why::words::next as next_words;
use charley_case::{Case, learned::Learned};
use charley_speech::gates::Mode;

/// Things to record next that are named.
const NEXT: usize = 2;

/// What of the last windows is not known.
pub(super) fn missing(case: &Case, seen: &Seen, mode: Mode) -> Vec<Missing> {
    let mut missing = Vec::new();
    if mode == Mode::AgeUnknown {
        missing.push(Missing::of(next_words::AGE.text(), &[Ask::Born]));
    }
    if case.undated > 0 {
        missing.push(Missing::made(next_words::undated(case.undated), [Ask::Workouts]));
    }
    // The last window of each kind stands for what is usually missing.
    for window in [Window::Night, Window::Workout] {
        if let Some(last) = seen.of_window(window).next_back() {
            missing.extend(last.missing.iter().cloned());
        }
    }
    let mut named = BTreeSet::new();
    missing.retain(|one| named.insert(one.clone()));
    missing
}

/// At most two things to record or vary next.
pub(super) fn next(
    (nights, learned): (NightCounts, &Learned),
    triggers: &[TriggerReport],
    inseparable: &[[TriggerId; 2]],
    mode: Mode,
) -> Vec<Missing> {
    if mode == Mode::Minor {
        return Vec::new();
    }
    if let Some(of_nights) = &learned.nights {
        return next_by_information(nights, of_nights, triggers, inseparable);
    }
    let mut next = Vec::new();
    if nights.standing() == Standing::TooLittle || nights.unknown * 4 > nights.known {
        next.push(next_words::fill_nights(nights));
    }
    // The wider the prior, the more there is to learn from values of it.
    let mut unseen: Vec<(&TriggerReport, Missing)> = triggers
        .iter()
        .filter(|report| report.windows_known == 0)
        .filter_map(|report| Some((report, next_words::how_to_record(&report.id)?)))
        .collect();
    let width = |report: &TriggerReport| report.hazard_ratio.q95 / report.hazard_ratio.q05;
    unseen.sort_by(|(a, _), (b, _)| width(b).total_cmp(&width(a)).then(a.id.cmp(&b.id)));
    next.extend(unseen.iter().map(|(_, what)| next_words::record(what)));
    next.truncate(NEXT);
    next
}

/// What would teach the most, by expected information.
fn next_by_information(
    nights: NightCounts,
    learned: &LearnedNights,
    triggers: &[TriggerReport],
    inseparable: &[[TriggerId; 2]],
) -> Vec<Missing> {
    let unrecorded: Vec<(TriggerId, f64)> = triggers
        .iter()
        .filter(|report| report.window == Window::Night && next_words::how_to_record(&report.id).is_some())
        .filter(|report| learned.factors().iter().all(|factor| factor.id != report.id))
        .filter_map(|report| Some((report.id.clone(), studies::prior(evidence().trigger(&report.id)?).sd)))
        .collect();
    let name = |id: &TriggerId| {
        let of_the_night = |report: &&TriggerReport| report.id == *id && report.timing == Timing::Night;
        let row = || evidence().trigger(id).map(|row| row.name.clone());
        let known = triggers.iter().find(of_the_night).map(|report| report.name.clone());
        known.or_else(row).unwrap_or_else(|| id.to_string())
    };
    let words = |gain: Gain| match gain {
        Gain::FillNights(_) => Some(next_words::fill_nights(nights)),
        Gain::Record(id, _) => next_words::how_to_record(&id).as_ref().map(next_words::record),
        Gain::Separate([one, other], _) => Some(next_words::apart(&name(&one), &name(&other))),
    };
    let of_nights: Vec<[TriggerId; 2]> =
        inseparable.iter().filter(|[one, _]| one.window == Window::Night).cloned().collect();
    gains(learned, &unrecorded, &of_nights).into_iter().filter_map(words).take(NEXT).collect()
}
