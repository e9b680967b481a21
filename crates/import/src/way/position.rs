//! Positions that cannot be: 0, 0 before the satellites were found, and steps faster than the sport allows.

use charley_domain::workout::Sport;

use super::{cut, haversine_m, pace::FastestPace, position};
use crate::sample::Sample;

/// Closer to 0, 0 than this, in degrees, is no place but a receiver without a fix: about 10 m of open ocean.
const NOWHERE_DEG: f64 = 1e-4;
/// A stretch out of reach of the rest stays, with the way to it not counted, from so many positions and this long on.
const FEWEST: usize = 10;
const SHORTEST_MS: i64 = 60_000;

/// What was found wrong with the positions of a recording.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cleaned {
    /// Positions that were taken out.
    pub(super) cut: usize,
    /// Positions there were.
    pub(super) all: usize,
    /// Times at which a stretch begins that could not be reached from the one before.
    pub(super) breaks: Vec<i64>,
}

/// Positions that follow each other as the sport allows.
#[derive(Debug)]
struct TrackStretch {
    /// Places of the samples.
    at: Vec<usize>,
    moves: bool,
}

/// Longitude and latitude where the recording knows where it began, in degrees.
pub(crate) fn begins_at(samples: &[Sample]) -> Option<(f64, f64)> {
    samples
        .iter()
        .find_map(|sample| position(&sample.values))
        .map(|(latitude, longitude)| (longitude, latitude))
}

/// Takes out the positions that cannot be; the samples ascend in time.
pub(super) fn clean(samples: &mut [Sample], sport: Sport) -> Cleaned {
    let mut cleaned = Cleaned::default();
    for sample in samples.iter_mut() {
        let Some((latitude, longitude)) = position(&sample.values) else { continue };
        cleaned.all += 1;
        if latitude.abs() < NOWHERE_DEG && longitude.abs() < NOWHERE_DEG {
            cut(sample);
            cleaned.cut += 1;
        }
    }
    let usual_m_s = if sport == Sport::Other { usual_m_s(samples) } else { 0.0 };
    let pace = FastestPace::of(sport, usual_m_s);
    let stretches = stretches(samples, pace);
    if stretches.len() > 1 {
        let stays = reachable(samples, &stretches, pace, &mut cleaned.breaks);
        for (stretch, _) in stretches.iter().zip(&stays).filter(|(_, stays)| !**stays) {
            cleaned.cut += stretch.at.len();
            stretch.at.iter().filter_map(|at| samples.get_mut(*at).map(cut)).for_each(drop);
        }
    }
    cleaned
}

/// The speed between positions that half of them keep to, in m/s.
fn usual_m_s(samples: &[Sample]) -> f64 {
    let mut before: Option<(i64, (f64, f64))> = None;
    let speed = |sample: &Sample| {
        let here = position(&sample.values)?;
        let (from_ms, from) = before.replace((sample.time_ms, here))?;
        let took_ms = sample.time_ms - from_ms;
        (took_ms > 0).then(|| haversine_m(from, here) * 1000.0 / took_ms as f64)
    };
    let mut speeds: Vec<f64> = samples.iter().filter_map(speed).collect();
    let middle = speeds.len() / 2;
    if speeds.is_empty() { 0.0 } else { *speeds.select_nth_unstable_by(middle, f64::total_cmp).1 }
}

fn stretches(samples: &[Sample], pace: FastestPace) -> Vec<TrackStretch> {
    let mut stretches: Vec<TrackStretch> = Vec::new();
    let mut before: Option<(i64, (f64, f64))> = None;
    for (at, sample) in samples.iter().enumerate() {
        let Some(here) = position(&sample.values) else { continue };
        let way = before.map(|(time_ms, from)| (haversine_m(from, here), sample.time_ms - time_ms));
        before = Some((sample.time_ms, here));
        match (stretches.last_mut(), way) {
            (Some(last), Some((metres, ms))) if pace.allows(metres, ms) => {
                last.moves |= metres > 0.0;
                last.at.push(at);
            }
            _ => stretches.push(TrackStretch { at: vec![at], moves: false }),
        }
    }
    stretches
}

fn follows(samples: &[Sample], from: usize, to: usize, pace: FastestPace) -> bool {
    between(samples, from, to).is_some_and(|(metres, ms)| pace.allows(metres, ms))
}

/// Way in metres and time in milliseconds between two samples with positions.
fn between(samples: &[Sample], from: usize, to: usize) -> Option<(f64, i64)> {
    let (from, to) = (samples.get(from)?, samples.get(to)?);
    Some((haversine_m(position(&from.values)?, position(&to.values)?), to.time_ms - from.time_ms))
}

/// Which stretches stay: the longest, those within its reach, and long ones that were plainly recorded elsewhere.
fn reachable(
    samples: &[Sample],
    stretches: &[TrackStretch],
    pace: FastestPace,
    breaks: &mut Vec<i64>,
) -> Vec<bool> {
    let time_ms = |at: Option<&usize>| at.and_then(|at| samples.get(*at)).map_or(0, |sample| sample.time_ms);
    let stands = |stretch: &TrackStretch| {
        stretch.at.len() >= FEWEST
            && stretch.moves
            && time_ms(stretch.at.last()) - time_ms(stretch.at.first()) >= SHORTEST_MS
    };
    let longest = (0..stretches.len()).max_by_key(|at| stretches[*at].at.len()).unwrap_or_default();
    let mut stays = vec![false; stretches.len()];
    stays[longest] = true;
    let mut edge = stretches[longest].at.last().copied();
    for at in longest + 1..stretches.len() {
        let reached =
            edge.zip(stretches[at].at.first()).is_some_and(|(from, to)| follows(samples, from, *to, pace));
        if reached || stands(&stretches[at]) {
            stays[at] = true;
            edge = stretches[at].at.last().copied();
        }
    }
    let mut edge = stretches[longest].at.first().copied();
    for at in (0..longest).rev() {
        let reached =
            edge.zip(stretches[at].at.last()).is_some_and(|(to, from)| follows(samples, *from, to, pace));
        if reached || stands(&stretches[at]) {
            stays[at] = true;
            edge = stretches[at].at.first().copied();
        }
    }
    let kept: Vec<&TrackStretch> =
        stretches.iter().zip(&stays).filter_map(|(s, stays)| stays.then_some(s)).collect();
    for pair in kept.windows(2) {
        if let (Some(from), Some(to)) = (pair[0].at.last(), pair[1].at.first())
            && !follows(samples, *from, *to, pace)
        {
            breaks.push(time_ms(Some(to)));
        }
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Values, slot, steps};
    use charley_domain::workout::ChannelKind;

    fn sample(second: i64, latitude: f64, longitude: f64) -> Sample {
        let mut values = Values::default();
        values[slot(ChannelKind::Latitude)] = steps(ChannelKind::Latitude, latitude);
        values[slot(ChannelKind::Longitude)] = steps(ChannelKind::Longitude, longitude);
        Sample { time_ms: second * 1000, values }
    }

    /// A run north at 3 m/s with a point every five seconds.
    fn run(from: i64, to: i64, latitude: f64) -> impl Iterator<Item = Sample> {
        (from..to).map(move |n| sample(n * 5, latitude + n as f64 * 0.000_135, 8.0))
    }

    #[test]
    fn nowhere_and_far_points_are_cut_and_a_run_is_not() {
        let mut clean_run: Vec<Sample> = run(0, 100, 50.0).collect();
        assert_eq!(clean(&mut clean_run, Sport::Run), Cleaned { cut: 0, all: 100, breaks: vec![] });
        for (at, latitude, longitude) in [(0, 0.0, 0.0), (0, 48.0, 2.0), (50, 50.2, 8.0), (99, -50.0, 8.0)] {
            for sport in [Sport::Run, Sport::Other, Sport::Ride] {
                let mut wrong = clean_run.clone();
                wrong[at] = sample(wrong[at].time_ms / 1000, latitude, longitude);
                let cleaned = clean(&mut wrong, sport);
                assert_eq!((cleaned.cut, cleaned.breaks.len()), (1, 0), "{at} {latitude} {sport}");
                assert_eq!(position(&wrong[at].values), None);
            }
        }
    }

    #[test]
    fn two_runs_with_a_train_between_are_both_kept_and_the_train_is_not_counted() {
        let mut both: Vec<Sample> = run(0, 100, 50.0).chain(run(200, 300, 50.5)).collect();
        let cleaned = clean(&mut both, Sport::Run);
        assert_eq!((cleaned.cut, cleaned.breaks), (0, vec![1_000_000]));
        let train = (100..160).map(|n| sample(n * 5, 50.0135 + (n - 100) as f64 * 0.002, 8.0));
        let mut forgot_to_stop: Vec<Sample> = run(0, 100, 50.0).chain(train).collect();
        assert_eq!(clean(&mut forgot_to_stop, Sport::Run).cut, 59, "the first is within reach");
    }
}
