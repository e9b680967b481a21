//! What two workouts are to each other.

use super::{GroupInput, LONGEST_SHIFT_MS, Question};

/// What two workouts are to each other; the first began first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Copies,
    FirstInSecond,
    SecondInFirst,
    Ask(Question),
    Apart,
}

const COPIES_OVERLAP: f64 = 0.95;
const COPIES_START_GAP_MS: i64 = 120_000;
const PART_OVERLAP: f64 = 0.8; // own choice: one person does one thing at a time, and devices are started apart
const ASK_OVERLAP: f64 = 0.2;
const QUARTER_HOUR_MS: i64 = 900_000;
const SHIFT_LENGTH_GAP_MS: i64 = 2_000;
const SHIFT_DISTANCE_SHARE: f64 = 0.02;
const SHIFT_HEART_RATE_GAP_BPM: f64 = 2.0;

pub(super) fn relation(first: &GroupInput, second: &GroupInput) -> Relation {
    let (first_ms, second_ms) = (length_ms(first), length_ms(second));
    let shared_ms = first.end_ms.min(second.end_ms).saturating_sub(first.start_ms.max(second.start_ms));
    if first_ms <= 0 || second_ms <= 0 {
        // Without a length only the very same moment and facts say anything.
        let same = first.start_ms == second.start_ms && first_ms == second_ms && facts_agree(first, second);
        return if same { Relation::Copies } else { Relation::Apart };
    }
    if shared_ms <= 0 {
        return if is_shifted(first, second) { Relation::Ask(Question::ZoneShift) } else { Relation::Apart };
    }
    let shared = shared_ms as f64;
    let of_union = shared / (first_ms as f64 + second_ms as f64 - shared);
    if of_union >= COPIES_OVERLAP && second.start_ms.saturating_sub(first.start_ms) <= COPIES_START_GAP_MS {
        return Relation::Copies;
    }
    // Of what is left only the time counts in which both recorded something: a long halt belongs to nobody.
    let (first_ms, second_ms, shared) =
        (first.covered_ms(), second.covered_ms(), first.shared_ms(second) as f64);
    let of_union = shared / (first_ms as f64 + second_ms as f64 - shared).max(1.0);
    if shared > 0.0 && shared >= PART_OVERLAP * first_ms.min(second_ms) as f64 {
        if first_ms < second_ms { Relation::FirstInSecond } else { Relation::SecondInFirst }
    } else if is_shifted(first, second) {
        Relation::Ask(Question::ZoneShift)
    } else if of_union >= ASK_OVERLAP {
        Relation::Ask(Question::Overlap)
    } else {
        Relation::Apart
    }
}

const fn length_ms(input: &GroupInput) -> i64 {
    input.end_ms.saturating_sub(input.start_ms)
}

/// Whether the second looks like the first with its clock in another zone.
fn is_shifted(first: &GroupInput, second: &GroupInput) -> bool {
    let gap_ms = second.start_ms.saturating_sub(first.start_ms);
    if !(QUARTER_HOUR_MS / 2..=LONGEST_SHIFT_MS).contains(&gap_ms) {
        return false;
    }
    let off_ms = (gap_ms + QUARTER_HOUR_MS / 2).rem_euclid(QUARTER_HOUR_MS) - QUARTER_HOUR_MS / 2;
    let length_gap_ms = length_ms(first).saturating_sub(length_ms(second));
    off_ms.abs() <= SHIFT_LENGTH_GAP_MS
        && (-SHIFT_LENGTH_GAP_MS..=SHIFT_LENGTH_GAP_MS).contains(&length_gap_ms)
        && facts_agree(first, second)
}

/// Whether distance and heart rate agree, and at least one of them is known of both.
fn facts_agree(first: &GroupInput, second: &GroupInput) -> bool {
    let distance = first.distance_m.zip(second.distance_m);
    let heart_rate = first.heart_rate_mean_bpm.zip(second.heart_rate_mean_bpm);
    let distance_agrees = distance.is_none_or(|(a, b)| (a - b).abs() <= SHIFT_DISTANCE_SHARE * a.max(b));
    let heart_rate_agrees = heart_rate.is_none_or(|(a, b)| (a - b).abs() <= SHIFT_HEART_RATE_GAP_BPM);
    (distance.is_some() || heart_rate.is_some()) && distance_agrees && heart_rate_agrees
}
