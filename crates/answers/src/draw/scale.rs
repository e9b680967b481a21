//! Axes: round ticks for numbers and for time.

/// Round numbers from at least `low` to at most `high`, about `count` of them.
pub(super) fn ticks(low: f64, high: f64, count: f64) -> Vec<f64> {
    let span = (high - low).max(f64::MIN_POSITIVE);
    let rough = span / count;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|step| *step >= rough);
    let Some(step) = step.filter(|step| step.is_finite() && *step > 0.0) else { return Vec::new() };
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    (first..=last.min(first + 20)).map(|number| number as f64 * step).collect()
}

/// Seconds between the ticks of a time axis of `span_s` seconds: at most seven ticks, at round times.
pub(super) fn time_step_s(span_s: f64) -> f64 {
    const ROUND_S: [f64; 12] =
        [60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 10_800.0, 21_600.0, 43_200.0, 86_400.0];
    ROUND_S.into_iter().find(|step| span_s / step <= 7.0).unwrap_or(span_s)
}

/// A time on the axis: `40 min`, `1:30 h`.
pub(super) fn time_label(seconds: f64, step_s: f64) -> String {
    let minutes = (seconds / 60.0).round() as i64;
    if step_s >= 3600.0 {
        format!("{} h", minutes / 60)
    } else if minutes < 60 {
        format!("{minutes} min")
    } else {
        format!("{}:{:02} h", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(93.0, 182.0, 3.0), [100.0, 150.0]);
        assert_eq!(ticks(0.0, 1.0, 2.0), [0.0, 0.5, 1.0]);
        assert_eq!(time_label(5400.0, 1800.0), "1:30 h");
        assert_eq!(time_label(7200.0, 3600.0), "2 h");
    }

    proptest! {
        #[test]
        fn ticks_lie_within_and_are_few(low in -1e5..1e5_f64, span in 1e-3..1e5_f64) {
            let ticks = ticks(low, low + span, 3.0);
            prop_assert!(ticks.len() <= 8);
            prop_assert!(ticks.iter().all(|tick| *tick >= low - 1e-6 && *tick <= low + span + 1e-6));
        }

        #[test]
        fn a_time_axis_has_at_most_eight_ticks(span_s in 1.0..600_000.0_f64) {
            prop_assert!(span_s / time_step_s(span_s) <= 7.0 + 1e-9);
        }
    }
}
