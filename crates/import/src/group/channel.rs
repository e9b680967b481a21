//! Which copy of a recording gives the best channel of each kind.

use std::collections::BTreeMap;

use charley_domain::workout::{Channel, ChannelKind, Workout, WorkoutId};

/// A value stands for so long at most where the next one is late, in milliseconds.
pub(super) const LONGEST_HOLD_MS: i64 = 60_000; // body/src/axis.rs holds a sparse recording as long
/// A channel that covers this share of what the longest one covers is as good; a shorter one comes after it. Own choice.
const AS_LONG: f64 = 0.8;

/// One channel of one copy of a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelSource {
    /// The copy.
    pub workout: WorkoutId,
    /// What the channel holds.
    pub kind: ChannelKind,
    /// How many samples say something: a zero of a meter that may not be there says nothing.
    pub samples: u64,
    /// Seconds for which they stand.
    pub covered_s: f64,
    /// Device or program that wrote the file, if known.
    pub device: Option<String>,
}

impl ChannelSource {
    /// The channels of a workout that say anything.
    pub fn of(workout: &Workout) -> Vec<Self> {
        let source = |channel: &Channel| {
            let telling = telling_ms(channel, &workout.time_ms);
            let after = telling.iter().skip(1).map(Some).chain([None]);
            let covered_ms: i64 = telling
                .iter()
                .zip(after)
                .map(|(at, next)| {
                    next.map_or(1_000, |next| next.saturating_sub(*at)).clamp(0, LONGEST_HOLD_MS)
                })
                .sum();
            Self {
                workout: workout.head.id.clone(),
                kind: channel.kind,
                samples: telling.len() as u64,
                covered_s: covered_ms as f64 / 1000.0,
                device: workout.head.device.clone(),
            }
        };
        workout.channels.iter().filter(|channel| says_something(channel)).map(source).collect()
    }
}

/// Whether a channel ever was anything but zero: as it is where an app writes sensors that it has not.
pub(super) fn says_something(channel: &Channel) -> bool {
    channel.values.iter().flatten().any(|value| *value != 0)
}

/// The times of the samples that say something.
fn telling_ms(channel: &Channel, time_ms: &[i64]) -> Vec<i64> {
    // Height and temperature may well be zero on the way; a coasting rider's power and cadence are, and so are those of no meter.
    let zero_tells = matches!(
        channel.kind,
        ChannelKind::Altitude | ChannelKind::SensorTemperature | ChannelKind::CoreTemperature
    );
    let tells = |value: &Option<i32>| value.is_some_and(|value| zero_tells || value != 0);
    channel.values.iter().zip(time_ms).filter(|(value, _)| tells(value)).map(|(_, at)| *at).collect()
}

/// For each kind of channel, the copy to take it from.
///
/// A channel that covers less than 80 % of what the longest one does comes last. Of the others a recording of a device
/// comes before what a service made of it, except for heart rate and positions, where more samples count first;
/// temperature comes from a bike computer before a watch, which is warmed by the wrist. At the end more samples decide,
/// and then the smaller id, so that the answer is always the same. A longitude goes with its latitude.
pub fn best_channels(sources: &[ChannelSource]) -> BTreeMap<ChannelKind, WorkoutId> {
    let first = |(kind, copies): (ChannelKind, Vec<WorkoutId>)| Some((kind, copies.into_iter().next()?));
    ranked(sources).into_iter().filter_map(first).collect()
}

/// For each kind of channel, the copies that have it, the best first.
pub(super) fn ranked(sources: &[ChannelSource]) -> BTreeMap<ChannelKind, Vec<WorkoutId>> {
    let mut by_kind: BTreeMap<ChannelKind, Vec<&ChannelSource>> = BTreeMap::new();
    for source in sources.iter().filter(|source| source.samples > 0) {
        by_kind.entry(source.kind).or_default().push(source);
    }
    let mut ranked: BTreeMap<ChannelKind, Vec<WorkoutId>> = BTreeMap::new();
    for (kind, mut copies) in by_kind {
        let longest_s = copies.iter().map(|copy| copy.covered_s).fold(0.0, f64::max);
        let key = |copy: &ChannelSource| (copy.covered_s >= AS_LONG * longest_s, rank(copy));
        copies.sort_by(|a, b| key(b).cmp(&key(a)).then_with(|| a.workout.cmp(&b.workout)));
        ranked.insert(kind, copies.into_iter().map(|copy| copy.workout.clone()).collect());
    }
    if let Some(latitude) = ranked.get(&ChannelKind::Latitude).cloned()
        && ranked.contains_key(&ChannelKind::Longitude)
    {
        ranked.insert(ChannelKind::Longitude, latitude);
    }
    ranked
}

/// More is better.
fn rank(source: &ChannelSource) -> [u64; 3] {
    let device = source.device.as_deref().unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| device.contains(word));
    let original =
        u64::from(!device.is_empty() && !has(&["strava", "connect", "runkeeper", "mapmyr", "endomondo"]));
    let off_the_wrist =
        u64::from(has(&["edge", "elemnt", "wahoo", "karoo", "hammerhead", "sigma", "bryton", "rox"]));
    match source.kind {
        ChannelKind::HeartRate | ChannelKind::Latitude | ChannelKind::Longitude => {
            [0, source.samples, original]
        }
        ChannelKind::SensorTemperature => [off_the_wrist, source.samples, original],
        _ => [original, source.samples, 0],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(id: &str, kind: ChannelKind, samples: u64, device: &str) -> ChannelSource {
        let covered_s = samples as f64;
        ChannelSource {
            workout: WorkoutId(id.to_owned()),
            kind,
            samples,
            covered_s,
            device: Some(device.to_owned()),
        }
    }

    #[test]
    fn each_kind_from_where_it_is_best() {
        let sources = [
            source("strava", ChannelKind::Power, 900, "StravaGPX"),
            source("edge", ChannelKind::Power, 890, "garmin edge1000"),
            source("watch", ChannelKind::HeartRate, 800, "garmin fenix6"),
            source("strava", ChannelKind::HeartRate, 900, "StravaGPX"),
            source("watch", ChannelKind::SensorTemperature, 900, "garmin fenix6"),
            source("edge", ChannelKind::SensorTemperature, 750, "garmin edge1000"),
            source("b", ChannelKind::Speed, 5, "garmin"),
            source("a", ChannelKind::Speed, 5, "garmin"),
        ];
        let best = best_channels(&sources);
        let from = |kind| best.get(&kind).map(|id| id.0.as_str());
        assert_eq!(from(ChannelKind::Power), Some("edge"));
        assert_eq!(from(ChannelKind::HeartRate), Some("strava"));
        assert_eq!(from(ChannelKind::SensorTemperature), Some("edge"));
        assert_eq!(from(ChannelKind::Speed), Some("a"));
    }

    #[test]
    fn a_meter_that_died_on_the_way_comes_after_the_copy_of_a_service() {
        let sources = [
            source("edge", ChannelKind::Power, 300, "garmin edge1000"),
            source("strava", ChannelKind::Power, 900, "StravaGPX"),
            source("nothing", ChannelKind::Power, 0, "garmin fenix6"),
        ];
        assert_eq!(
            ranked(&sources)[&ChannelKind::Power].iter().map(|id| id.0.as_str()).collect::<Vec<_>>(),
            ["strava", "edge"]
        );
    }

    #[test]
    fn a_longitude_goes_with_its_latitude() {
        let sources = [
            source("a", ChannelKind::Latitude, 900, "one"),
            source("a", ChannelKind::Longitude, 850, "one"),
            source("b", ChannelKind::Latitude, 890, "other"),
            source("b", ChannelKind::Longitude, 890, "other"),
        ];
        let best = best_channels(&sources);
        assert_eq!(best[&ChannelKind::Longitude], best[&ChannelKind::Latitude]);
    }
}
