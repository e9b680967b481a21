//! Heart rates of an archive by time, of all devices, until the workouts of their time are known.

use charley_domain::workout::{ChannelKind, Span};

use crate::{
    draft::Draft,
    sample::{Sample, Values, slot},
};

/// Heart rates of one export that are kept at most: 8 bytes each.
const MOST_HEART_RATES: usize = 12_000_000;

/// Heart rates by time.
#[derive(Debug, Default)]
pub(crate) struct HeartRates(Vec<(u32, u8)>);

impl HeartRates {
    pub(crate) fn add(&mut self, at_ms: i64, bpm: f64) {
        if let (Ok(at_s), true) = (u32::try_from(at_ms / 1000), (20.0..=250.0).contains(&bpm))
            && self.0.len() < MOST_HEART_RATES
        {
            self.0.push((at_s, bpm.round() as u8));
        }
    }

    /// Puts them in order, before they are asked for.
    pub(crate) fn sort(&mut self) {
        self.0.sort_unstable();
    }

    /// Puts those of a span into a workout, one a second.
    pub(crate) fn put_into(&self, draft: &mut Draft, span: Span) {
        for (time_ms, bpm) in self.within(span.from_ms, span.to_ms) {
            let mut values = Values::default();
            values[slot(ChannelKind::HeartRate)] = Some(bpm);
            if draft.samples.last().is_none_or(|last| last.time_ms < time_ms) {
                draft.tally.add(&values);
                draft.samples.push(Sample { time_ms, values });
            }
        }
    }

    fn within(&self, from_ms: i64, to_ms: i64) -> impl Iterator<Item = (i64, i32)> + '_ {
        let from = self.0.partition_point(|(at, _)| i64::from(*at) * 1000 < from_ms);
        let rates = self.0[from..].iter().map(|(at, bpm)| (i64::from(*at) * 1000, i32::from(*bpm)));
        rates.take_while(move |(at, _)| *at <= to_ms)
    }
}
