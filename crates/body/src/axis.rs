//! The seconds of a workout in which something was recorded: pauses and gaps are left out.

use charley_domain::workout::{Channel, Span, Workout};

use crate::parameter::HOLD_S;

/// A sparse recording is held for this many of its usual gaps.
const USUAL_GAPS_HELD: i64 = 3;
/// And never longer than this.
const LONGEST_HOLD_MS: i64 = 60_000;

/// For each second in which the workout was recorded and not paused, the index of the sample that stands
/// for it. Unit: one element a second.
///
/// Equation: a sample stands until the next one, for at most 10 s (or three usual gaps of a sparse
/// recording, at most 60 s). Source: [`HOLD_S`]. Valid for any recording; times that run backwards are skipped.
///
/// ```
/// let time_ms = [0, 1000, 2000, 60_000];
/// assert_eq!(charley_body::axis::active_seconds(&time_ms, &[]), [vec![0, 1], vec![2; 10], vec![3]].concat());
/// ```
pub fn active_seconds(time_ms: &[i64], pauses: &[Span]) -> Vec<usize> {
    let hold_ms = hold_ms(time_ms);
    let mut seconds = Vec::with_capacity(time_ms.len());
    for (index, &from) in time_ms.iter().enumerate() {
        let next = time_ms.get(index + 1).copied().unwrap_or_else(|| from.saturating_add(1000));
        let until = next.min(from.saturating_add(hold_ms));
        // Whole seconds s with from <= 1000 s < until; at most `LONGEST_HOLD_MS / 1000` of them.
        for second in whole_seconds(from)..whole_seconds(until) {
            let at = second.saturating_mul(1000);
            if !pauses.iter().any(|pause| pause.from_ms <= at && at < pause.to_ms) {
                seconds.push(index);
            }
        }
    }
    seconds
}

/// Values of a channel at `seconds`, in the channel's unit: `None` where nothing was recorded for longer
/// than the hold, or where the value is outside `plausible`.
///
/// Equation: the last plausible value within the hold. Source: [`HOLD_S`]. Valid for any channel.
///
/// ```
/// use charley_domain::workout::{Channel, ChannelKind};
/// let channel = Channel { kind: ChannelKind::Power, values: vec![Some(200), None, Some(-1)] };
/// let held = charley_body::axis::held(&channel, &[0, 1000, 2000], &[0, 1, 2], 0.0..=3000.0);
/// assert_eq!(held, [Some(200.0), Some(200.0), Some(200.0)]);
/// ```
pub fn held(
    channel: &Channel,
    time_ms: &[i64],
    seconds: &[usize],
    plausible: std::ops::RangeInclusive<f64>,
) -> Vec<Option<f64>> {
    let hold_ms = hold_ms(time_ms);
    let mut last: Option<(i64, f64)> = None;
    let by_sample: Vec<Option<f64>> = channel
        .scaled()
        .zip(time_ms)
        .map(|(value, &at)| {
            if let Some(value) = value.filter(|value| plausible.contains(value)) {
                last = Some((at, value));
            }
            last.filter(|(since, _)| at.saturating_sub(*since) <= hold_ms).map(|(_, value)| value)
        })
        .collect();
    seconds.iter().map(|&index| by_sample.get(index).copied().flatten()).collect()
}

/// The active seconds of a workout, see [`active_seconds`].
pub(crate) fn of(workout: &Workout) -> Vec<usize> {
    active_seconds(&workout.time_ms, &workout.pauses)
}

fn hold_ms(time_ms: &[i64]) -> i64 {
    let mut gaps: Vec<i64> = time_ms.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    if gaps.is_empty() {
        return HOLD_S.value as i64 * 1000;
    }
    let middle = gaps.len() / 2;
    let (_, usual, _) = gaps.select_nth_unstable(middle);
    usual.saturating_mul(USUAL_GAPS_HELD).clamp(HOLD_S.value as i64 * 1000, LONGEST_HOLD_MS)
}

fn whole_seconds(ms: i64) -> i64 {
    ms.div_euclid(1000) + i64::from(ms.rem_euclid(1000) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_left_out() {
        let time_ms: Vec<i64> = (0..10).map(|s| s * 1000).collect();
        let pauses = [Span { from_ms: 3000, to_ms: 6000 }];
        assert_eq!(active_seconds(&time_ms, &pauses), [0, 1, 2, 6, 7, 8, 9]);
    }

    #[test]
    fn a_sample_a_minute_still_counts_as_a_recording() {
        let time_ms: Vec<i64> = (0..60).map(|minute| minute * 60_000).collect();
        assert_eq!(active_seconds(&time_ms, &[]).len(), 59 * 60 + 1);
    }

    #[test]
    fn hostile_times_give_few_seconds_and_no_panic() {
        let time_ms = [i64::MIN, -5, 0, i64::MAX];
        assert!(active_seconds(&time_ms, &[]).len() <= 4 * 61);
    }
}
