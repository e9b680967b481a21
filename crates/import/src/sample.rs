//! One moment of a recording, and the running facts over all of them.

use charley_domain::workout::{ChannelKind, FileFacts};

/// Every kind of channel, in the order of [`Sample::values`].
pub(crate) const KINDS: [ChannelKind; 10] = [
    ChannelKind::HeartRate,
    ChannelKind::Power,
    ChannelKind::Cadence,
    ChannelKind::Speed,
    ChannelKind::Distance,
    ChannelKind::Altitude,
    ChannelKind::Latitude,
    ChannelKind::Longitude,
    ChannelKind::SensorTemperature,
    ChannelKind::CoreTemperature,
];

/// Values of one moment, one a kind, in the steps of [`ChannelKind::scale`].
pub(crate) type Values = [Option<i32>; KINDS.len()];

/// One moment of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sample {
    /// Milliseconds since 1970, universal time.
    pub(crate) time_ms: i64,
    /// What was recorded.
    pub(crate) values: Values,
}

impl Sample {
    /// Takes over what `later` knows of the same moment.
    pub(crate) fn absorb(&mut self, later: &Values) {
        for (mine, theirs) in self.values.iter_mut().zip(later) {
            *mine = theirs.or(*mine);
        }
    }
}

/// Place of a kind in [`Values`].
pub(crate) fn slot(kind: ChannelKind) -> usize {
    KINDS.iter().position(|candidate| *candidate == kind).unwrap_or_default()
}

/// The value in steps of the kind's scale, if a channel can hold it.
pub(crate) fn steps(kind: ChannelKind, value: f64) -> Option<i32> {
    let steps = (value / kind.scale()).round();
    (steps.is_finite() && steps.abs() < f64::from(i32::MAX)).then_some(steps as i32)
}

/// Whether a channel may hold the value; a sensor's way of saying "nothing" and plain nonsense may not.
///
/// Facts of the file count what the file says; the channels hold only this.
pub(crate) fn plausible(kind: ChannelKind, steps: i32) -> bool {
    match kind {
        ChannelKind::HeartRate => (20..=260).contains(&steps),
        ChannelKind::Power => (0..=3_000).contains(&steps),
        ChannelKind::Cadence => (0..=254).contains(&steps),
        ChannelKind::Speed => (0..=150_000).contains(&steps),
        ChannelKind::Distance => steps >= 0,
        ChannelKind::Altitude => (-4_500..=90_000).contains(&steps),
        ChannelKind::Latitude => (-(1 << 30)..=1 << 30).contains(&steps),
        ChannelKind::Longitude => true,
        ChannelKind::SensorTemperature => (-400..=600).contains(&steps),
        ChannelKind::CoreTemperature => (3_000..=4_500).contains(&steps),
    }
}

/// Facts of the file, gathered record by record before anything is cleaned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    records: u64,
    heart_rate: Mean,
    power: Mean,
    temperature: Option<(i32, i32)>,
}

#[derive(Debug, Clone, Default)]
struct Mean {
    count: u64,
    sum: i64,
    max: i32,
}

impl Mean {
    fn add(&mut self, value: Option<i32>) {
        if let Some(value) = value {
            self.max = if self.count == 0 { value } else { self.max.max(value) };
            self.count += 1;
            self.sum += i64::from(value);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.max = if self.count == 0 {
            other.max
        } else if other.count == 0 {
            self.max
        } else {
            self.max.max(other.max)
        };
        self.count += other.count;
        self.sum += other.sum;
    }

    fn value(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }
}

impl Tally {
    /// Counts one record message or trackpoint.
    pub(crate) fn add(&mut self, values: &Values) {
        self.records += 1;
        self.heart_rate.add(values[0]);
        self.power.add(values[1]);
        if let Some(temperature) = values[8] {
            let (low, high) = self.temperature.unwrap_or((temperature, temperature));
            self.temperature = Some((low.min(temperature), high.max(temperature)));
        }
    }

    /// Adds what another part of the same recording counted.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.records += other.records;
        self.heart_rate.merge(&other.heart_rate);
        self.power.merge(&other.power);
        self.temperature = match (self.temperature, other.temperature) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (one, other) => one.or(other),
        };
    }

    /// The facts as the contract reports them.
    pub(crate) fn facts(&self) -> FileFacts {
        let scale = ChannelKind::SensorTemperature.scale();
        FileFacts {
            records: self.records,
            heart_rate_records: self.heart_rate.count,
            heart_rate_mean_bpm: self.heart_rate.value(),
            heart_rate_max_bpm: (self.heart_rate.count > 0).then(|| f64::from(self.heart_rate.max)),
            power_records: self.power.count,
            power_mean_w: self.power.value(),
            temperature_min_c: self.temperature.map(|(low, _)| f64::from(low) * scale),
            temperature_max_c: self.temperature.map(|(_, high)| f64::from(high) * scale),
            recorded: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_the_tally_reads_are_the_kinds_it_means() {
        assert_eq!(slot(ChannelKind::HeartRate), 0);
        assert_eq!(slot(ChannelKind::Power), 1);
        assert_eq!(slot(ChannelKind::SensorTemperature), 8);
    }

    #[test]
    fn a_mean_counts_zeros_but_not_gaps() {
        let mut tally = Tally::default();
        for power in [Some(0), None, Some(300)] {
            let mut values = Values::default();
            values[slot(ChannelKind::Power)] = power;
            tally.add(&values);
        }
        let facts = tally.facts();
        assert_eq!((facts.records, facts.power_records, facts.power_mean_w), (3, 2, Some(150.0)));
        assert_eq!(facts.heart_rate_max_bpm, None);
    }
}
