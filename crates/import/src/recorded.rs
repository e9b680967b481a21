//! The recorded length of a workout: what its samples cover, and of what its file declares only what they bear out.

use charley_domain::workout::Span;

use crate::sample::Sample;

/// Nothing recorded for longer parts two stretches: what another device recorded meanwhile lies in neither. Own choice: a
/// halt at a café is shorter, and a run between two rides longer.
const PARTED_MS: i64 = 30 * 60_000;
/// A declared end so shortly behind the last sample is the press of the button, and counts. Own choice: the longest
/// interval of loggers that save energy.
const BUTTON_MS: i64 = 10 * 60_000;
/// A stretch that is shorter than this at either end of a recording, and parted from the rest by more than
/// [`AFAR_MS`], is what a ride left open gathered when the device was switched on again. Own choice.
const STRAY_MS: i64 = 2 * 60_000;
/// See [`STRAY_MS`]. Own choice.
const AFAR_MS: i64 = 3 * 3_600_000;
/// So few samples say nothing of the length, as of an indoor session that a service wrote with a point or two. Own choice.
const FEW: usize = 10;
/// The longest declared length that is believed without samples. Own choice: a day.
const LONGEST_DECLARED_MS: i64 = 24 * 3_600_000;

/// The stretches that are recorded, in milliseconds since the start; none where nothing says how long it was.
pub(crate) fn stretches(samples: &[Sample], start_ms: i64, declared_s: Option<f64>) -> Vec<Span> {
    let declared_ms = declared_s.map_or(0, |seconds| (seconds.max(0.0) * 1000.0) as i64);
    let mut found: Vec<Span> = Vec::new();
    for sample in samples {
        let at_ms = sample.time_ms.saturating_sub(start_ms);
        match found.last_mut() {
            Some(stretch) if at_ms.saturating_sub(stretch.to_ms) <= PARTED_MS => stretch.to_ms = at_ms,
            _ => found.push(Span { from_ms: at_ms, to_ms: at_ms }),
        }
    }
    let last_ms = found.last().map_or(0, |stretch| stretch.to_ms);
    if samples.len() < FEW && (last_ms..=LONGEST_DECLARED_MS).contains(&declared_ms) && declared_ms > 0 {
        return vec![Span { from_ms: 0, to_ms: declared_ms }];
    }
    if found.is_empty() && declared_ms > 0 {
        return vec![Span { from_ms: 0, to_ms: 0 }];
    }
    drop_strays(&mut found);
    if let Some(first) = found.first_mut().filter(|first| (0..=PARTED_MS).contains(&first.from_ms)) {
        first.from_ms = 0;
    }
    if let Some(last) = found.last_mut() {
        let is_button = (last.to_ms..=last.to_ms.saturating_add(BUTTON_MS)).contains(&declared_ms);
        last.to_ms = if is_button { declared_ms } else { last.to_ms };
    }
    found
}

/// Takes away what stands alone at either end, as long as more is left than is taken.
fn drop_strays(found: &mut Vec<Span>) {
    let length_ms = |stretch: &Span| stretch.to_ms - stretch.from_ms;
    let is_stray = |stray: &Span, next: &Span| {
        let between_ms = next.from_ms.saturating_sub(stray.to_ms).max(stray.from_ms - next.to_ms);
        length_ms(stray) < STRAY_MS && length_ms(stray) < length_ms(next) && between_ms > AFAR_MS
    };
    while matches!(found.as_slice(), [first, second, ..] if is_stray(first, second)) {
        found.remove(0);
    }
    while matches!(found.as_slice(), [.., before, last] if is_stray(last, before)) {
        found.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Values;

    const MIN_S: i64 = 60;

    fn spans(times_s: impl IntoIterator<Item = i64>, declared_s: Option<f64>) -> Vec<(i64, i64)> {
        let samples: Vec<Sample> = times_s
            .into_iter()
            .map(|second| Sample { time_ms: 5_000_000 + second * 1000, values: Values::default() })
            .collect();
        let found = stretches(&samples, 5_000_000, declared_s);
        found.into_iter().map(|stretch| (stretch.from_ms / 1000, stretch.to_ms / 1000)).collect()
    }

    #[test]
    fn a_declared_length_beyond_the_records_counts_only_to_the_button() {
        assert_eq!(spans(0..=3600, Some(2_201_400.0)), [(0, 3600)]);
        assert_eq!(spans(0..=3600, Some(3606.0)), [(0, 3606)]);
        assert_eq!(spans(0..=3600, Some(0.0)), [(0, 3600)]);
        assert_eq!(spans(0..=3600, None), [(0, 3600)]);
        assert_eq!(spans(0..=3600, Some(1800.0)), [(0, 3600)]);
        assert_eq!(spans(4..=3600, None), [(0, 3600)], "the start is declared");
    }

    #[test]
    fn a_point_or_two_leave_the_declared_length_and_weeks_are_not_believed() {
        assert_eq!(spans([0], Some(2700.0)), [(0, 2700)]);
        assert_eq!(spans([0, 1], Some(2700.0)), [(0, 2700)]);
        assert_eq!(spans([], Some(2700.0)), [(0, 2700)]);
        assert_eq!(spans([0, 1], Some(2_201_400.0)), [(0, 1)]);
        assert_eq!(spans([], Some(2_201_400.0)), [(0, 0)]);
        assert_eq!(spans([], None), []);
    }

    #[test]
    fn what_is_recorded_in_a_long_halt_lies_in_no_stretch() {
        let two = (0..=40 * MIN_S).chain(120 * MIN_S..=160 * MIN_S);
        assert_eq!(spans(two, Some(4800.0)), [(0, 40 * MIN_S), (120 * MIN_S, 160 * MIN_S)]);
        let cafe = (0..=40 * MIN_S).chain(65 * MIN_S..=90 * MIN_S);
        assert_eq!(spans(cafe, None), [(0, 90 * MIN_S)]);
    }

    #[test]
    fn three_records_a_day_before_are_no_part_of_the_ride() {
        let day_s = 24 * 60 * MIN_S;
        assert_eq!(spans((0..3).chain(day_s..=day_s + 5400), Some(91_800.0)), [(day_s, day_s + 5400)]);
        assert_eq!(spans((0..=5400).chain(day_s..day_s + 3), None), [(0, 5400)]);
        assert_eq!(spans([0, day_s], None), [(0, 0), (day_s, day_s)], "neither is more than the other");
    }
}
