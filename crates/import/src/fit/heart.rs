//! `hr` messages: beats that a chest strap stored by its own clock, sent on when the swimmer came out of the water.

use super::{definition::FitMessage, record::TIMESTAMP, summary};
use crate::sample::{Sample, slot};
use charley_domain::workout::ChannelKind;

/// Number of `hr` messages in the profile.
pub(super) const HR: u16 = 132;
const MOST: usize = 4_000_000;
/// A value of the strap stands for the records of so many following milliseconds.
const CARRIED_MS: i64 = 5_000;

/// Heart rates by the strap's own clock.
#[derive(Debug, Clone, Default)]
pub(super) struct Heart {
    /// Time of the watch, in ms since 1970, and the strap's count of 1/1024 s at that moment.
    anchor: Option<(i64, u32)>,
    last_1024th_s: u32,
    /// Time in ms since 1970 and heart rate in bpm.
    pub(super) values: Vec<(i64, i32)>,
}

impl Heart {
    /// Takes over one message.
    pub(super) fn learn(&mut self, message: &FitMessage<'_>) {
        let times = self.times(message);
        if let (Some(seconds), Some(first)) = (message.unsigned(TIMESTAMP), times.first()) {
            let fraction_ms = i64::from(message.unsigned(0).unwrap_or(0)) * 1_000 / 32_768;
            self.anchor = Some((summary::to_ms(seconds) + fraction_ms, *first));
        }
        let Some((anchor_ms, anchor)) = self.anchor else { return };
        for (time, rate) in times.iter().zip(message.integers(6)) {
            let Some(rate) = rate.and_then(|rate| i32::try_from(rate).ok()).filter(|rate| *rate > 0) else {
                continue;
            };
            let since = i64::from(time.wrapping_sub(anchor) as i32);
            if self.values.len() < MOST {
                self.values.push((anchor_ms + since * 1_000 / 1_024, rate));
            }
        }
    }

    /// The strap's times of the message's values: whole ones, or the low 12 bits of each.
    fn times(&mut self, message: &FitMessage<'_>) -> Vec<u32> {
        let whole: Vec<u32> =
            message.integers(9).flatten().filter_map(|time| u32::try_from(time).ok()).collect();
        if let Some(last) = whole.last() {
            self.last_1024th_s = *last;
            return whole;
        }
        let Some((packed, _)) = message.raw(10) else { return Vec::new() };
        let (triples, _) = packed.as_chunks::<3>();
        let mut times = Vec::with_capacity(2 * triples.len());
        for [low, middle, high] in triples.iter().map(|triple| triple.map(u32::from)) {
            for low_bits in [low | (middle & 0x0F) << 8, middle >> 4 | high << 4] {
                let gained = low_bits.wrapping_sub(self.last_1024th_s) & 0x0FFF;
                self.last_1024th_s = self.last_1024th_s.wrapping_add(gained);
                times.push(self.last_1024th_s);
            }
        }
        times
    }
}

/// Gives samples without a heart rate the mean of the strap's values since the sample before; returns to how many.
///
/// Both must ascend in time.
pub(super) fn merge(samples: &mut [Sample], values: &[(i64, i32)]) -> usize {
    let place = slot(ChannelKind::HeartRate);
    let mut coming = values.iter().peekable();
    let mut last: Option<(i64, i32)> = None;
    let mut filled = 0;
    for sample in samples {
        let (mut sum, mut count) = (0, 0);
        while let Some(&&(time_ms, rate)) = coming.peek().filter(|(time_ms, _)| *time_ms <= sample.time_ms) {
            last = Some((time_ms, rate));
            coming.next();
            if sample.time_ms - time_ms < CARRIED_MS {
                sum += i64::from(rate);
                count += 1;
            }
        }
        let carried =
            last.filter(|(time_ms, _)| sample.time_ms - time_ms <= CARRIED_MS).map(|(_, rate)| rate);
        let mean = (count > 0).then(|| (sum as f64 / f64::from(count)).round() as i32).or(carried);
        if let (Some(target @ None), Some(rate)) = (sample.values.get_mut(place), mean) {
            *target = Some(rate);
            filled += 1;
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Values;

    #[test]
    fn values_since_the_last_sample_are_averaged_and_short_gaps_bridged() {
        let mut samples: Vec<Sample> = [1_000, 2_000, 3_000, 9_000]
            .map(|time_ms| Sample { time_ms, values: Values::default() })
            .to_vec();
        samples[2].values[0] = Some(99);
        assert_eq!(merge(&mut samples, &[(1_200, 100), (1_900, 110), (2_500, 130)]), 1);
        let rates: Vec<_> = samples.iter().map(|sample| sample.values[0]).collect();
        assert_eq!(rates, [None, Some(105), Some(99), None]);
    }
}
