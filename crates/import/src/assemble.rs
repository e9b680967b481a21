//! From what a format gave to a workout: one clean time axis, channels on it, facts beside it.

use charley_domain::workout::{Channel, ChannelKind, Lap, Leg, Span, Sport, Workout, WorkoutHead};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    clock,
    identity::{self, DeviceStamp},
    sample::{KINDS, Sample, Tally, plausible, slot},
};

/// What a format gave; every time is in milliseconds since 1970.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) samples: Vec<Sample>,
    pub(crate) tally: Tally,
    /// Start as the file declares it.
    pub(crate) start_ms: Option<i64>,
    pub(crate) elapsed_s: Option<f64>,
    pub(crate) timer_s: Option<f64>,
    pub(crate) distance_m: Option<f64>,
    pub(crate) sport: Sport,
    pub(crate) device: Option<String>,
    pub(crate) indoor: Option<bool>,
    pub(crate) name: Option<String>,
    /// Offset of the wall clock as the file declares it.
    pub(crate) offset_s: Option<i32>,
    pub(crate) stamp: Option<DeviceStamp>,
    /// Set where one file holds several recordings under one stamp.
    pub(crate) shares_stamp: bool,
    pub(crate) laps: Vec<Lap>,
    pub(crate) pauses: Vec<Span>,
    pub(crate) legs: Vec<Leg>,
    pub(crate) notes: Vec<String>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            samples: Vec::new(),
            tally: Tally::default(),
            start_ms: None,
            elapsed_s: None,
            timer_s: None,
            distance_m: None,
            sport: Sport::Other,
            device: None,
            indoor: None,
            name: None,
            offset_s: None,
            stamp: None,
            shares_stamp: false,
            laps: Vec::new(),
            pauses: Vec::new(),
            legs: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Note on a recording of a device whose clock was never set.
const NEVER_SET: &str =
    "the device's clock was never set, so the date of this workout is not known: please say when it was";

/// Note on a power meter that was not there.
const DEAD_METER: &str =
    "power is zero from beginning to end, as without a power meter: the channel was left out";

/// Whether the channel is power that never was anything but zero.
fn is_dead_meter(channel: &Channel) -> bool {
    channel.kind == ChannelKind::Power && channel.values.iter().flatten().all(|power| *power == 0)
}

impl Draft {
    /// The workout; `None` when there is neither a sample nor a declared start to hang it on.
    pub(crate) fn finish(mut self, home: &TimeZone) -> Option<Workout> {
        let cleaned = clock::clean(&mut self.samples);
        self.notes.extend(cleaned);
        let start_ms = self.start()?;
        let instant = Timestamp::from_millisecond(start_ms).ok()?;
        let (start, clock) = clock::wall_clock(instant, self.offset_s, home);
        if clock == charley_domain::workout::ClockBasis::NeverSet {
            self.notes.push(NEVER_SET.to_owned());
        }
        let mut channels = channels(&self.samples);
        let before = channels.len();
        channels.retain(|channel| !is_dead_meter(channel));
        if channels.len() < before {
            self.notes.push(DEAD_METER.to_owned());
        }
        let part = self.shares_stamp.then_some(start_ms);
        let head = WorkoutHead {
            id: identity::identity(self.stamp, part, &self.samples, &channels),
            sport: self.sport,
            start,
            clock,
            elapsed_s: self.elapsed_s.unwrap_or_else(|| span_s(&self.samples)),
            timer_s: self.timer_s,
            distance_m: self.distance_m.or_else(|| channel_distance_m(&channels)),
            device: self.device,
            indoor: self.indoor,
            name: self.name,
            facts: self.tally.facts(),
        };
        let shift = |span: Span| Span {
            from_ms: span.from_ms.saturating_sub(start_ms),
            to_ms: span.to_ms.saturating_sub(start_ms),
        };
        Some(Workout {
            head,
            time_ms: self.samples.iter().map(|sample| sample.time_ms - start_ms).collect(),
            channels,
            laps: self.laps.into_iter().map(|lap| Lap { span: shift(lap.span), ..lap }).collect(),
            pauses: self.pauses.into_iter().map(shift).collect(),
            legs: self.legs.into_iter().map(|leg| Leg { span: shift(leg.span), ..leg }).collect(),
            notes: self.notes,
        })
    }

    /// The declared start, unless the records contradict it.
    fn start(&mut self) -> Option<i64> {
        let first = self.samples.first().map(|sample| sample.time_ms);
        let last = self.samples.last().map(|sample| sample.time_ms);
        match (self.start_ms, first, last) {
            (Some(declared), Some(first), Some(last)) => {
                let near = first.saturating_sub(clock::LONGEST_PAUSE_MS)..=last;
                if near.contains(&declared) {
                    return Some(declared);
                }
                self.notes.push(
                    "the file declares a start that its records contradict: the first record counts"
                        .to_owned(),
                );
                Some(first)
            }
            (declared, first, _) => declared.or(first),
        }
    }
}

/// From the first to the last sample, in seconds.
pub(crate) fn span_s(samples: &[Sample]) -> f64 {
    match (samples.first(), samples.last()) {
        (Some(first), Some(last)) => (last.time_ms - first.time_ms) as f64 / 1000.0,
        _ => 0.0,
    }
}

/// How much of a workout is recorded, from its first to its last sample, in seconds.
pub(crate) fn recorded_s(workout: &Workout) -> f64 {
    match (workout.time_ms.first(), workout.time_ms.last()) {
        (Some(first), Some(last)) => (last - first) as f64 / 1000.0,
        _ => 0.0,
    }
}

fn channels(samples: &[Sample]) -> Vec<Channel> {
    KINDS
        .iter()
        .enumerate()
        .filter_map(|(place, &kind)| {
            let values: Vec<Option<i32>> = samples
                .iter()
                .map(|sample| sample.values.get(place).copied().flatten().filter(|v| plausible(kind, *v)))
                .collect();
            values.iter().any(Option::is_some).then_some(Channel { kind, values })
        })
        .collect()
}

/// What the distance channel says was covered.
fn channel_distance_m(channels: &[Channel]) -> Option<f64> {
    let channel = channels.iter().find(|channel| channel.kind == ChannelKind::Distance)?;
    let mut recorded = channel.scaled().flatten();
    let first = recorded.next()?;
    let last = recorded.last().unwrap_or(first);
    (last > first).then_some(last - first)
}

/// Whether any sample knows where it was.
pub(crate) fn has_position(samples: &[Sample]) -> bool {
    let place = slot(ChannelKind::Latitude);
    samples.iter().any(|sample| sample.values.get(place).copied().flatten().is_some())
}
