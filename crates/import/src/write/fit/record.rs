//! Record messages: every sample with all channels that were recorded.

use charley_domain::workout::{ChannelKind, Workout};

use super::sequence::{SINT8, SINT32, Sequence, UINT8, UINT16, UINT32};
use crate::{
    clock::FIT_EPOCH_S,
    fit::base_type::Base,
    write::columns::{Columns, instant_ms},
};

const RECORD: u16 = 20;
const TIMESTAMP: u8 = 253;

/// The samples of a workout on their way out.
pub(super) struct Records<'a> {
    workout: &'a Workout,
    columns: Columns<'a>,
    kinds: Vec<ChannelKind>,
    layout: Vec<[u8; 3]>,
    next: usize,
}

impl<'a> Records<'a> {
    /// Defines the record message by the channels that are there.
    pub(super) fn of(workout: &'a Workout, sequence: &mut Sequence) -> Self {
        let columns = Columns::of(workout);
        let kinds: Vec<ChannelKind> = columns.kinds().collect();
        let mut layout = vec![[TIMESTAMP, 4, UINT32]];
        layout.extend(kinds.iter().map(|kind| {
            let (number, base) = field(*kind);
            [number, Base::of(base).size as u8, base]
        }));
        sequence.define(RECORD, &layout);
        Self { workout, columns, kinds, layout, next: 0 }
    }

    /// Writes the samples before a time that are not written yet.
    pub(super) fn write_before(&mut self, before_ms: i64, sequence: &mut Sequence) {
        let rest = self.workout.time_ms.get(self.next..).unwrap_or_default();
        let count = rest.iter().take_while(|time_ms| **time_ms < before_ms).count();
        if count == 0 {
            return;
        }
        let local = sequence.define(RECORD, &self.layout);
        for sample in self.next..self.next + count {
            let time_ms = instant_ms(self.workout, self.workout.time_ms[sample]);
            sequence.begin(local);
            sequence.number(UINT32, Some(seconds(time_ms)));
            for kind in &self.kinds {
                let (_, base) = field(*kind);
                sequence.number(base, self.columns.steps(*kind, sample).map(|steps| value(*kind, steps)));
            }
        }
        self.next += count;
    }
}

/// Seconds of FIT's clock at an instant in milliseconds since 1970.
pub(super) const fn seconds(instant_ms: i64) -> i64 {
    instant_ms.saturating_add(500).div_euclid(1000) - FIT_EPOCH_S
}

/// Field number and base type of a channel.
const fn field(kind: ChannelKind) -> (u8, u8) {
    match kind {
        ChannelKind::Latitude => (0, SINT32),
        ChannelKind::Longitude => (1, SINT32),
        ChannelKind::HeartRate => (3, UINT8),
        ChannelKind::Cadence => (4, UINT8),
        ChannelKind::Distance => (5, UINT32),
        ChannelKind::Power => (7, UINT16),
        ChannelKind::SensorTemperature => (13, SINT8),
        ChannelKind::Speed => (73, UINT32),
        ChannelKind::Altitude => (78, UINT32),
        ChannelKind::CoreTemperature => (139, UINT16),
    }
}

/// The field's number for a channel's steps.
fn value(kind: ChannelKind, steps: i32) -> i64 {
    let steps = i64::from(steps);
    match kind {
        ChannelKind::Altitude => (steps + 5_000).div_euclid(2),
        ChannelKind::SensorTemperature => (steps + 5).div_euclid(10),
        _ => steps,
    }
}
