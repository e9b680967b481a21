//! A clock that was set while the device was recording.

use super::{DAY_MS, LONGEST_REST_MS, YEAR_2000_MS, span_words};
use crate::sample::Sample;

/// So many records before the clock was set are worth moving rather than leaving out.
const WORTH_MOVING: usize = 30;

/// Moves the stretch that a file begins with to where the rest begins, if its clock cannot have been right: it lies before
/// 2000, or before the start that the file itself declares. Two stretches with dates that can both be are two outings.
pub(super) fn move_early(samples: &mut [Sample], declared_start_ms: Option<i64>) -> Option<String> {
    let apart = |pair: &[Sample]| pair[1].time_ms.saturating_sub(pair[0].time_ms) > LONGEST_REST_MS;
    let length = samples.windows(2).position(apart)? + 1;
    let (early, rest) = samples.split_at_mut(length);
    let (first_ms, last_ms) = (early.first()?.time_ms, early.last()?.time_ms);
    let rest_ms = rest.first()?.time_ms;
    let before_start =
        declared_start_ms.is_some_and(|start_ms| last_ms < start_ms && (start_ms - rest_ms).abs() < DAY_MS);
    let wrong = rest_ms >= YEAR_2000_MS && (last_ms < YEAR_2000_MS || before_start);
    let ascending = early.windows(2).all(|pair| pair[0].time_ms <= pair[1].time_ms);
    if !wrong || length < WORTH_MOVING || !ascending {
        return None;
    }
    let shift_ms = rest_ms - last_ms - 1_000;
    for sample in early {
        sample.time_ms += shift_ms;
    }
    Some(format!(
        "the clock was set during the recording: its first {} were moved to join the rest",
        span_words(last_ms - first_ms)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Values;

    const NOW_MS: i64 = 1_790_000_000_000;

    fn two(early_ms: i64, count: i64) -> Vec<Sample> {
        let early = (0..count).map(|s| early_ms + s * 1000);
        let times = early.chain((0..600).map(|s| NOW_MS + s * 1000));
        times.map(|time_ms| Sample { time_ms, values: Values::default() }).collect()
    }

    #[test]
    fn only_a_clock_that_cannot_have_been_right_is_moved() {
        let mut never_set = two(super::super::FIT_EPOCH_S * 1000, 120);
        assert!(move_early(&mut never_set, None).unwrap().contains("its first 119 s were moved"));
        assert_eq!(never_set[0].time_ms, NOW_MS - 120_000);
        let days_before = NOW_MS - 3 * DAY_MS;
        assert_eq!(move_early(&mut two(days_before, 120), None), None, "two outings");
        assert_eq!(move_early(&mut two(days_before, 120), Some(days_before)), None, "resumed");
        assert!(move_early(&mut two(days_before, 120), Some(NOW_MS)).is_some());
        assert_eq!(move_early(&mut two(0, 5), None), None, "too few to be worth it");
    }
}
