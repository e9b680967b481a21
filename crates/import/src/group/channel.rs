//! Which copy of a recording gives the best channel of each kind.

use std::collections::BTreeMap;

use charley_domain::workout::{ChannelKind, Workout, WorkoutId};

/// One channel of one copy of a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelSource {
    /// The copy.
    pub workout: WorkoutId,
    /// What the channel holds.
    pub kind: ChannelKind,
    /// How many samples have a value.
    pub samples: u64,
    /// Device or program that wrote the file, if known.
    pub device: Option<String>,
}

impl ChannelSource {
    /// The channels of a workout.
    pub fn of(workout: &Workout) -> Vec<Self> {
        let source = |channel: &charley_domain::workout::Channel| Self {
            workout: workout.head.id.clone(),
            kind: channel.kind,
            samples: channel.count() as u64,
            device: workout.head.device.clone(),
        };
        workout.channels.iter().map(source).collect()
    }
}

/// For each kind of channel, the copy to take it from.
///
/// A recording of a device comes before what a service made of it, except for heart rate and positions, where more
/// samples count first; temperature comes from a bike computer before a watch, which is warmed by the wrist. At the
/// end more samples decide, and then the smaller id, so that the answer is always the same.
pub fn best_channels(sources: &[ChannelSource]) -> BTreeMap<ChannelKind, WorkoutId> {
    let mut best: BTreeMap<ChannelKind, &ChannelSource> = BTreeMap::new();
    for source in sources {
        best.entry(source.kind)
            .and_modify(|kept| {
                if (rank(source), &kept.workout) > (rank(kept), &source.workout) {
                    *kept = source;
                }
            })
            .or_insert(source);
    }
    best.into_iter().map(|(kind, source)| (kind, source.workout.clone())).collect()
}

/// More is better.
fn rank(source: &ChannelSource) -> (u8, u64, u8) {
    let device = source.device.as_deref().unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| device.contains(word));
    let original =
        u8::from(!device.is_empty() && !has(&["strava", "connect", "runkeeper", "mapmyr", "endomondo"]));
    let off_the_wrist =
        u8::from(has(&["edge", "elemnt", "wahoo", "karoo", "hammerhead", "sigma", "bryton", "rox"]));
    match source.kind {
        ChannelKind::HeartRate | ChannelKind::Latitude | ChannelKind::Longitude => {
            (0, source.samples, original)
        }
        ChannelKind::SensorTemperature => (off_the_wrist, source.samples, original),
        _ => (original, source.samples, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(id: &str, kind: ChannelKind, samples: u64, device: &str) -> ChannelSource {
        ChannelSource { workout: WorkoutId(id.to_owned()), kind, samples, device: Some(device.to_owned()) }
    }

    #[test]
    fn each_kind_from_where_it_is_best() {
        let sources = [
            source("strava", ChannelKind::Power, 900, "StravaGPX"),
            source("edge", ChannelKind::Power, 890, "garmin edge1000"),
            source("watch", ChannelKind::HeartRate, 800, "garmin fenix6"),
            source("strava", ChannelKind::HeartRate, 900, "StravaGPX"),
            source("watch", ChannelKind::SensorTemperature, 900, "garmin fenix6"),
            source("edge", ChannelKind::SensorTemperature, 700, "garmin edge1000"),
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
}
