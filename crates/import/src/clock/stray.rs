//! Single records whose time contradicts the order in which they were written.

use crate::sample::Sample;

/// A step back that is more than records written slightly out of order.
const BACK_MS: i64 = 60_000;
/// A step ahead after which a record may belong to another time.
const AHEAD_MS: i64 = 30 * 60_000;
/// Stretches at most that are weighed against each other: their pairs are all looked at.
const MOST_STRETCHES: usize = 300;
/// As many as this share of the records may be strays; where more contradict, none is the truer one.
const FEW: usize = 20;
const ALWAYS_FEW: usize = 5;

/// Records of unbroken time, as they stand in the file.
#[derive(Debug, Clone, Copy)]
struct TimeStretch {
    from: usize,
    to: usize,
    first_ms: i64,
    last_ms: i64,
}

impl TimeStretch {
    const fn len(&self) -> usize {
        self.to - self.from
    }
}

/// Takes the few records out whose times the order of all the others contradicts; returns them.
///
/// A recording is written as it happens: what ascends with the most records is its time, and a few that lie hours before
/// or after their neighbours are not. Where many contradict, the file was put together in another order, and all stay.
pub(super) fn set_aside(samples: &mut Vec<Sample>) -> Vec<Sample> {
    let stretches = stretches(samples);
    if stretches.len() < 2 || stretches.len() > MOST_STRETCHES {
        return Vec::new();
    }
    let kept = heaviest_ascending(&stretches);
    let strays: Vec<&TimeStretch> =
        stretches.iter().zip(&kept).filter_map(|(s, kept)| (!kept).then_some(s)).collect();
    let count: usize = strays.iter().map(|stretch| stretch.len()).sum();
    let few = (samples.len() / FEW).max(ALWAYS_FEW).min(samples.len() / 3);
    if count == 0 || count > few {
        return Vec::new();
    }
    let mut aside = Vec::with_capacity(count);
    for stretch in strays.iter().rev() {
        aside.extend(samples.drain(stretch.from..stretch.to));
    }
    aside
}

fn stretches(samples: &[Sample]) -> Vec<TimeStretch> {
    let mut stretches: Vec<TimeStretch> = Vec::new();
    for (at, sample) in samples.iter().enumerate() {
        match stretches.last_mut() {
            Some(last) if (-BACK_MS..=AHEAD_MS).contains(&sample.time_ms.saturating_sub(last.last_ms)) => {
                last.to = at + 1;
                last.last_ms = last.last_ms.max(sample.time_ms);
            }
            _ => stretches.push(TimeStretch {
                from: at,
                to: at + 1,
                first_ms: sample.time_ms,
                last_ms: sample.time_ms,
            }),
        }
    }
    stretches
}

/// Which stretches belong to the ascending row of stretches with the most records.
fn heaviest_ascending(stretches: &[TimeStretch]) -> Vec<bool> {
    // The best row that ends with each stretch: its records, and the stretch before.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(stretches.len());
    for (at, stretch) in stretches.iter().enumerate() {
        let before = (0..at)
            .filter(|earlier| stretches[*earlier].last_ms <= stretch.first_ms)
            .max_by_key(|earlier| best[*earlier].0);
        best.push((stretch.len() + before.map_or(0, |before| best[before].0), before));
    }
    let mut kept = vec![false; stretches.len()];
    let mut at = (0..best.len()).max_by_key(|at| best[*at].0);
    while let Some(here) = at {
        kept[here] = true;
        at = best[here].1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Values;

    fn samples(times_s: impl IntoIterator<Item = i64>) -> Vec<Sample> {
        times_s.into_iter().map(|s| Sample { time_ms: s * 1000, values: Values::default() }).collect()
    }

    #[test]
    fn a_few_hours_off_are_set_aside_wherever_they_stand() {
        for (at, off_s) in [(0, 7_200), (0, -7_200), (100, 7_200), (100, -7_200), (100, 40_000_000)] {
            let mut times: Vec<i64> = (10_000..10_300).collect();
            times[at] += off_s;
            times[at + 1] += off_s;
            let mut recorded = samples(times);
            let aside = set_aside(&mut recorded);
            // Two points hours before all others may be a start that was followed by a rest.
            let expected = if at == 0 && off_s < 0 { 0 } else { 2 };
            assert_eq!((aside.len(), recorded.len()), (expected, 300 - expected), "{at} {off_s}");
        }
    }

    #[test]
    fn a_file_put_together_in_another_order_loses_nothing() {
        let mut halves = samples((20_000..20_300).chain(10_000..10_300));
        assert!(set_aside(&mut halves).is_empty());
        let mut shuffled = samples((0..60).map(|n| (n * 37 % 60) * 4_000));
        assert!(set_aside(&mut shuffled).is_empty());
        assert_eq!(shuffled.len(), 60);
    }
}
