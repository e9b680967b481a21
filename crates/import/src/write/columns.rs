//! A workout's channels in a fixed order, so that a writer can ask for a value by sample and kind.

use charley_domain::workout::{ChannelKind, Workout};

use crate::sample::{KINDS, slot};

/// The channels of a workout, side by side.
pub(super) struct Columns<'a> {
    columns: [Option<&'a [Option<i32>]>; KINDS.len()],
}

impl<'a> Columns<'a> {
    pub(super) fn of(workout: &'a Workout) -> Self {
        Self { columns: KINDS.map(|kind| workout.channel(kind).map(|channel| channel.values.as_slice())) }
    }

    /// Kinds that were recorded.
    pub(super) fn kinds(&self) -> impl Iterator<Item = ChannelKind> {
        KINDS.into_iter().filter(|kind| self.columns[slot(*kind)].is_some())
    }

    /// The value at a sample, in steps of the kind's scale.
    pub(super) fn steps(&self, kind: ChannelKind, sample: usize) -> Option<i32> {
        self.columns[slot(kind)]?.get(sample).copied().flatten()
    }

    /// The value at a sample, in the kind's unit.
    pub(super) fn scaled(&self, kind: ChannelKind, sample: usize) -> Option<f64> {
        self.steps(kind, sample).map(|steps| f64::from(steps) * kind.scale())
    }
}

/// Instant of a sample, lap or pause in milliseconds since 1970.
pub(super) fn instant_ms(workout: &Workout, offset_ms: i64) -> i64 {
    workout.head.start.instant.as_millisecond().saturating_add(offset_ms)
}
