//! Time: impossible times are taken out before anything else looks at a recording.

use charley_domain::{moment::Moment, workout::ClockBasis};
use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};

use crate::sample::Sample;

/// Seconds from 1970 to the end of 1989, where the clock of FIT devices begins.
pub(crate) const FIT_EPOCH_S: i64 = 631_065_600;
/// FIT times below this count seconds since the device was switched on: its clock was never set.
pub(crate) const FIT_NEVER_SET_S: i64 = 0x1000_0000;
/// A pause longer than this, within one recording, means that a clock jumped: multi-day tours stop for a night.
pub(crate) const LONGEST_PAUSE_MS: i64 = 36 * 3_600_000;
/// So many records before a jump of the clock are worth moving rather than dropping.
const WORTH_MOVING: usize = 30;

/// Makes the times of a recording ascend: impossible ones are dropped, a clock that was set on the way is repaired,
/// records of the same moment are joined. Returns sentences about what was done.
pub(crate) fn clean(samples: &mut Vec<Sample>) -> Vec<String> {
    let mut notes = Vec::new();
    if samples.windows(2).any(|pair| (pair[1].time_ms - pair[0].time_ms).abs() > LONGEST_PAUSE_MS) {
        let (mut from_ms, to_ms) = around_median(samples);
        if let Some((moved_ms, note)) = move_start(samples, from_ms) {
            from_ms = moved_ms;
            notes.push(note);
        }
        notes.extend(drop_outside(samples, from_ms, to_ms));
    }
    let backwards = samples.windows(2).filter(|pair| pair[1].time_ms < pair[0].time_ms).count();
    if backwards > 0 {
        samples.sort_by_key(|sample| sample.time_ms);
        notes.push(format!("times went backwards {backwards} times: records were put in order"));
    }
    join_same_moment(samples);
    notes
}

/// First and last time of the unbroken stretch that holds the median.
fn around_median(samples: &[Sample]) -> (i64, i64) {
    let mut times: Vec<i64> = samples.iter().map(|sample| sample.time_ms).collect();
    times.sort_unstable();
    let middle = times.len() / 2;
    let (before, after) = times.split_at(middle);
    let near = |from: i64, to: i64| to.saturating_sub(from) <= LONGEST_PAUSE_MS;
    let median = after.first().copied().unwrap_or_default();
    let from =
        before.iter().rev().try_fold(median, |kept, t| if near(*t, kept) { Ok(*t) } else { Err(kept) });
    let to = after.iter().try_fold(median, |kept, t| if near(kept, *t) { Ok(*t) } else { Err(kept) });
    (from.unwrap_or_else(|kept| kept), to.unwrap_or_else(|kept| kept))
}

/// Moves a long stretch recorded before the clock was set so that it ends where the rest begins; says where it now
/// begins.
fn move_start(samples: &mut [Sample], from_ms: i64) -> Option<(i64, String)> {
    let length = samples.iter().take_while(|sample| sample.time_ms < from_ms).count();
    let (start, rest) = samples.split_at_mut(length);
    let (first, last) = (start.first()?.time_ms, start.last()?.time_ms);
    let ascending =
        start.windows(2).all(|pair| (0..=LONGEST_PAUSE_MS).contains(&(pair[1].time_ms - pair[0].time_ms)));
    if length < WORTH_MOVING || !ascending || last - first > LONGEST_PAUSE_MS {
        return None;
    }
    let shift = rest.first()?.time_ms - last - 1_000;
    for sample in start {
        sample.time_ms += shift;
    }
    let minutes = (last - first) / 60_000;
    let note = format!(
        "the clock was set during the recording: its first {minutes} min were moved to join the rest"
    );
    Some((first + shift, note))
}

fn drop_outside(samples: &mut Vec<Sample>, from_ms: i64, to_ms: i64) -> Option<String> {
    let before = samples.len();
    let example = samples.iter().find(|sample| !(from_ms..=to_ms).contains(&sample.time_ms))?.time_ms;
    samples.retain(|sample| (from_ms..=to_ms).contains(&sample.time_ms));
    let dropped = before - samples.len();
    let year = Timestamp::from_millisecond(example).ok().map(|t| t.to_zoned_datetime(TimeZone::UTC).year());
    let such_as = year.map_or_else(String::new, |year| format!(" (such as the year {year})"));
    Some(format!("{dropped} of {before} records had impossible times{such_as} and were left out"))
}

fn join_same_moment(samples: &mut Vec<Sample>) {
    samples.dedup_by(|later, kept| {
        let same = later.time_ms == kept.time_ms;
        if same {
            kept.absorb(&later.values);
        }
        same
    });
}

/// Whether a time comes from a device whose clock was never set.
pub(crate) fn never_set(time_ms: i64) -> bool {
    (FIT_EPOCH_S * 1000..(FIT_EPOCH_S + FIT_NEVER_SET_S) * 1000).contains(&time_ms)
}

/// An offset of a wall clock that places on Earth have: at most 14 h, a multiple of 15 min. Small slips are rounded.
pub(crate) fn earthly_offset_s(difference_s: i64) -> Option<i32> {
    let quarters = (difference_s as f64 / 900.0).round() as i64;
    let offset_s = quarters.checked_mul(900)?;
    let near = (difference_s - offset_s).abs() <= 60 && offset_s.abs() <= 14 * 3_600;
    near.then(|| i32::try_from(offset_s).ok()).flatten()
}

/// The moment of an instant on the wall clock: as the file says, else as at home.
///
/// An offset of zero says nothing: programs and some watches write it wherever they are.
pub(crate) fn wall_clock(instant: Timestamp, offset_s: Option<i32>, home: &TimeZone) -> (Moment, ClockBasis) {
    if never_set(instant.as_millisecond()) {
        return (Moment { instant, offset_s: 0, zone: None }, ClockBasis::NeverSet);
    }
    let at_home = Moment::in_zone(instant, home);
    match offset_s.filter(|offset| *offset != 0 && Offset::from_seconds(*offset).is_ok()) {
        Some(offset_s) => (Moment { instant, offset_s, zone: None }, ClockBasis::File),
        None => (at_home, ClockBasis::Home),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Values;
    use proptest::prelude::*;

    const DAY_MS: i64 = 86_400_000;
    const NOW_MS: i64 = 1_790_000_000_000;

    fn samples(times: impl IntoIterator<Item = i64>) -> Vec<Sample> {
        times.into_iter().map(|time_ms| Sample { time_ms, values: Values::default() }).collect()
    }

    #[test]
    fn garbage_is_dropped_wherever_it_stands() {
        let mut garbage = samples((0..100).map(|s| NOW_MS + s * 1000));
        garbage.push(Sample { time_ms: NOW_MS + 60 * 365 * DAY_MS, values: Values::default() });
        garbage.insert(40, Sample { time_ms: NOW_MS - 11 * 365 * DAY_MS, values: Values::default() });
        let notes = clean(&mut garbage);
        assert_eq!(garbage.len(), 100);
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert!(notes[0].starts_with("2 of 102 records had impossible times"), "{notes:?}");
    }

    #[test]
    fn a_clock_set_on_the_way_loses_nothing() {
        let early = (0..120).map(|s| FIT_EPOCH_S * 1000 + s * 1000);
        let mut jump = samples(early.chain((0..600).map(|s| NOW_MS + s * 1000)));
        let notes = clean(&mut jump);
        assert_eq!(jump.len(), 720);
        assert_eq!(jump[0].time_ms, NOW_MS - 120_000);
        assert!(notes[0].contains("moved"), "{notes:?}");
    }

    #[test]
    fn offsets_are_those_of_places() {
        assert_eq!(earthly_offset_s(7_200), Some(7_200));
        assert_eq!(earthly_offset_s(20_699), Some(20_700));
        assert_eq!(earthly_offset_s(7_400), None);
        assert_eq!(earthly_offset_s(15 * 3_600), None);
        assert_eq!(earthly_offset_s(i64::MAX), None);
    }

    proptest! {
        #[test]
        fn cleaned_times_ascend_and_the_body_stays(
            times in prop::collection::vec(prop_oneof![9 => NOW_MS..NOW_MS + DAY_MS, 1 => 0..4_000_000_000_000i64], 1..80),
        ) {
            let mut cleaned = samples(times.iter().copied());
            clean(&mut cleaned);
            prop_assert!(!cleaned.is_empty());
            prop_assert!(cleaned.windows(2).all(|pair| pair[0].time_ms < pair[1].time_ms));
            let span = cleaned[cleaned.len() - 1].time_ms - cleaned[0].time_ms;
            prop_assert!(span <= LONGEST_PAUSE_MS * times.len() as i64);
        }
    }
}
