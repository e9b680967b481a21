//! Distance: what the device counted without its leaps, else what the positions say.

use charley_domain::workout::{ChannelKind, Sport};

use super::{
    haversine_m,
    pace::FastestPace,
    position::{self, Cleaned},
};
use crate::sample::{Sample, plausible, slot, steps};

/// What the points of a recording say of its way.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Distance {
    /// Along the points, in metres; nothing where nothing moved.
    pub(crate) recorded_m: Option<f64>,
    /// What the device had counted and cannot have been, in metres.
    pub(crate) leaps_m: f64,
    /// Sentences about what was left out.
    pub(crate) notes: Vec<String>,
}

/// Cleans positions and distance of samples that ascend in time, and measures the way. `breaks` are times at which a track
/// begins anew.
pub(crate) fn measure(samples: &mut [Sample], sport: Sport, breaks: &[i64]) -> Distance {
    let cleaned = position::clean(samples, sport);
    let mut distance = counted(samples, sport);
    distance.notes.extend(said(&cleaned, &distance));
    if distance.recorded_m.is_none() && sport != Sport::Strength {
        let mut anew: Vec<i64> = breaks.iter().chain(&cleaned.breaks).copied().collect();
        anew.sort_unstable();
        distance.recorded_m = along_positions(samples, &anew);
    }
    distance
}

fn said(cleaned: &Cleaned, distance: &Distance) -> Vec<String> {
    let mut notes = Vec::new();
    if cleaned.cut > 0 {
        notes.push(format!(
            "{} of {} positions cannot be (0, 0, or farther off than this sport is fast) and were left out",
            cleaned.cut, cleaned.all
        ));
    }
    if !cleaned.breaks.is_empty() {
        notes.push(
            "the way between places that nobody reaches so fast in this sport is not counted".to_owned(),
        );
    }
    if distance.leaps_m > 0.0 {
        notes.push(format!(
            "the device counted {:.1} km in steps that cannot be: they are not part of the distance",
            distance.leaps_m / 1000.0
        ));
    }
    notes
}

/// What the device counted, with its leaps taken out of the samples too.
fn counted(samples: &mut [Sample], sport: Sport) -> Distance {
    let place = slot(ChannelKind::Distance);
    let pace = FastestPace::of(sport, f64::INFINITY);
    let metres = |steps: i64| steps as f64 * ChannelKind::Distance.scale();
    let mut before: Option<(i64, i64)> = None;
    // All leaps there were, and how far the counter is ahead of the way just now.
    let (mut total, mut leaps, mut ahead) = (0_i64, 0_i64, 0_i64);
    for sample in samples {
        let Some(value) = sample.values[place].filter(|steps| plausible(ChannelKind::Distance, *steps))
        else {
            continue;
        };
        let value = i64::from(value);
        if let Some((time_ms, last)) = before {
            let can_be = |step: i64| pace.allows(metres(step), sample.time_ms - time_ms);
            let since_leap = value - (last - ahead);
            if ahead > 0 && value < last && since_leap >= 0 && can_be(since_leap) {
                // The counter came back from where it had leapt to.
                total += since_leap;
                ahead = 0;
            } else {
                // A counter that fell by more than half began anew, as with each lap of some devices.
                let anew = value < last / 2;
                let step = if anew { value } else { value - last };
                ahead = if anew { 0 } else { ahead };
                if step > 0 && !can_be(step) {
                    leaps += step;
                    ahead += step;
                } else {
                    total += step;
                }
            }
        }
        before = Some((sample.time_ms, value));
        if ahead > 0 {
            sample.values[place] = i32::try_from((value - ahead).max(0)).ok();
        }
    }
    let recorded_m = (total > 0).then(|| metres(total));
    Distance { recorded_m, leaps_m: metres(leaps), notes: Vec::new() }
}

/// The way along the positions, which becomes the distance of the samples.
fn along_positions(samples: &mut [Sample], anew: &[i64]) -> Option<f64> {
    let mut covered_m = 0.0;
    let mut before: Option<(i64, (f64, f64))> = None;
    let mut along = Vec::with_capacity(samples.len());
    for sample in samples.iter() {
        let here = super::position(&sample.values);
        if let (Some((time_ms, from)), Some(to)) = (before, here) {
            let next = anew.partition_point(|anew_ms| *anew_ms <= time_ms);
            let goes_on = anew.get(next).is_none_or(|anew_ms| *anew_ms > sample.time_ms);
            covered_m += if goes_on { haversine_m(from, to) } else { 0.0 };
        }
        before = here.map(|here| (sample.time_ms, here)).or(before);
        along.push(before.and_then(|_| steps(ChannelKind::Distance, covered_m)));
    }
    if covered_m <= 0.0 {
        return None;
    }
    for (sample, along) in samples.iter_mut().zip(along) {
        sample.values[slot(ChannelKind::Distance)] = along;
    }
    Some(covered_m)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Values;

    fn counting(metres: impl IntoIterator<Item = f64>) -> Vec<Sample> {
        let sample = |(second, metres): (i64, f64)| {
            let mut values = Values::default();
            values[slot(ChannelKind::Distance)] = steps(ChannelKind::Distance, metres);
            Sample { time_ms: second * 1000, values }
        };
        (0..).zip(metres).map(sample).collect()
    }

    #[test]
    fn a_leap_of_the_counter_is_taken_out_of_everything_after_it() {
        let mut leaps =
            counting((0..100).map(|n| f64::from(n) * 3.0 + if n > 50 { 5_000_000.0 } else { 0.0 }));
        let distance = measure(&mut leaps, Sport::Run, &[]);
        assert_eq!(distance.recorded_m, Some(294.0));
        assert_eq!(leaps[99].values[slot(ChannelKind::Distance)], Some(29_400));
        assert!(distance.notes[0].contains("5000.0 km"), "{:?}", distance.notes);
    }

    #[test]
    fn a_counter_that_leaps_and_comes_back_loses_nothing() {
        for leap_m in [1_500.0, 500_000.0] {
            let mut once =
                counting((0..1200).map(|n| f64::from(n) * 3.0 + if n == 600 { leap_m } else { 0.0 }));
            assert_eq!(measure(&mut once, Sport::Run, &[]).recorded_m, Some(3597.0), "{leap_m}");
            assert_eq!(once[1199].values[slot(ChannelKind::Distance)], steps(ChannelKind::Distance, 3597.0));
        }
    }

    #[test]
    fn a_counter_that_begins_anew_goes_on_and_one_of_zeros_says_nothing() {
        let laps = (0..60).map(|n| f64::from(n % 30) * 3.0);
        assert_eq!(measure(&mut counting(laps), Sport::Run, &[]).recorded_m, Some(174.0));
        assert_eq!(measure(&mut counting([0.0, 0.0]), Sport::Run, &[]), Distance::default());
    }
}
