//! Steps become the longest stretch of a day without one: minutes with a step, day by day, united over all devices.
//!
//! That nobody stepped means sitting, lying, or a device laid aside. Sleep is taken out where it is known, and a stretch too
//! long to have been carried makes the day unknown.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use jiff::{
    civil::Date,
    tz::{Offset, TimeZone},
};

const MINUTE_MS: i64 = 60_000;
const DAY_MIN: i64 = 1_440;
const WORDS: usize = 23;
const QUARTERS: usize = 96;
/// Steps of a longer record may have been made anywhere in it: they say nothing of stretches.
const FINE_MIN: i64 = 30; // own judgement
/// The day of a stretch begins at this hour.
const DAY_BEGINS_H: i8 = 4; // own judgement
/// From the first to the last step, for a day to be known.
const KNOWN_MIN: i64 = 8 * 60; // own judgement
/// Minutes with a step, for a day to be known.
const KNOWN_STEPPING: usize = 10; // own judgement
/// A longer stretch without a step, awake, is a device laid aside.
const CARRIED_MIN: i64 = 6 * 60; // own judgement

/// One day by universal time.
#[derive(Debug, Clone)]
struct UtcDay {
    /// A bit for each minute with a step.
    stepping: [u64; WORDS],
    /// Steps by the quarter of an hour: every zone lies a whole number of quarters from universal time.
    counts: [u32; QUARTERS],
}

impl Default for UtcDay {
    fn default() -> Self {
        Self { stepping: [0; WORDS], counts: [0; QUARTERS] }
    }
}

impl UtcDay {
    /// Marks minutes of this day.
    fn step(&mut self, minutes: Range<i64>) {
        for minute in minutes {
            let at = minute.rem_euclid(DAY_MIN) as usize;
            self.stepping[at / 64] |= 1 << (at % 64);
        }
    }
}

/// The steps that one device counted.
#[derive(Debug, Clone, Default)]
pub(super) struct StepCounter {
    days: BTreeMap<i64, UtcDay>,
    /// Days on which steps came only in long records.
    coarse: BTreeSet<i64>,
}

impl StepCounter {
    /// Adds a record; one that runs backwards or over more than a day is none.
    pub(super) fn add(&mut self, from_ms: i64, to_ms: i64, count: u32) {
        let (from, to) = (from_ms.div_euclid(MINUTE_MS), to_ms.saturating_sub(1).div_euclid(MINUTE_MS));
        // What has no length was made in its minute.
        let to = to.max(from);
        if count == 0 || to_ms < from_ms || to - from > DAY_MIN || from < 0 {
            return;
        }
        let date = from.div_euclid(DAY_MIN);
        let day = self.days.entry(date).or_default();
        let slot = &mut day.counts[(from.rem_euclid(DAY_MIN) / 15) as usize];
        *slot = slot.saturating_add(count);
        if to - from > FINE_MIN {
            self.coarse.extend([date, to.div_euclid(DAY_MIN)]);
            return;
        }
        let midnight = (date + 1) * DAY_MIN;
        day.step(from..midnight.min(to + 1));
        if to >= midnight {
            self.days.entry(date + 1).or_default().step(midnight..to + 1);
        }
    }

    /// The minutes of a span with a step, in order.
    fn stepping(&self, minutes: Range<i64>) -> impl Iterator<Item = i64> + '_ {
        let days = minutes.start.div_euclid(DAY_MIN)..=minutes.end.div_euclid(DAY_MIN);
        let of_day = |(date, day): (&i64, &UtcDay)| {
            let (midnight, stepping) = (date * DAY_MIN, day.stepping);
            (0..DAY_MIN)
                .filter(move |at| stepping[*at as usize / 64] >> (at % 64) & 1 == 1)
                .map(move |at| midnight + at)
        };
        self.days.range(days).flat_map(of_day).filter(move |minute| minutes.contains(minute))
    }

    fn counted(&self, from: i64, to: i64) -> u64 {
        let quarter = |at: i64| {
            let day = self.days.get(&at.div_euclid(DAY_MIN))?;
            Some(u64::from(day.counts[(at.rem_euclid(DAY_MIN) / 15) as usize]))
        };
        (from..to).step_by(15).filter_map(quarter).sum()
    }
}

/// The steps of a day by the wall clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DayOfSteps {
    pub(super) date: Date,
    /// The device that counted most, with its steps: those of several are never added.
    pub(super) most: (String, u32),
    /// The longest stretch, and by which devices it is known.
    pub(super) still: Option<StillSpan>,
}

/// A stretch without a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StillSpan {
    pub(super) by: String,
    /// Its last minute since 1970.
    pub(super) ends_min: i64,
    pub(super) minutes: i64,
    /// Between the last step and falling asleep.
    pub(super) before_sleep_min: Option<i64>,
}

/// The days of all devices but the last, which may not be over; `asleep` are spans of sleep in milliseconds, in order.
pub(super) fn days(
    devices: &BTreeMap<String, StepCounter>,
    asleep: &[(i64, i64)],
    offset_s: impl Fn(i64) -> i32,
) -> Vec<DayOfSteps> {
    let known: BTreeSet<i64> = devices.values().flat_map(|steps| steps.days.keys().copied()).collect();
    let mut dates: Vec<(Date, i64)> = Vec::new();
    // A day of universal time touches two days on the wall.
    for day in known.iter().flat_map(|day| [*day - 1, *day, *day + 1]) {
        let offset_min = i64::from(offset_s(day * DAY_MIN * 60 + 43_200)) / 60;
        if let Some(date) = date(day) {
            dates.push((date, day * DAY_MIN - offset_min));
        }
    }
    dates.sort_unstable();
    dates.dedup_by_key(|(date, _)| *date);
    let told = dates.into_iter().filter_map(|(date, midnight)| one(devices, asleep, date, midnight));
    let mut told: Vec<DayOfSteps> = told.collect();
    told.pop();
    told
}

fn date(day: i64) -> Option<Date> {
    let at = jiff::Timestamp::from_second(day.checked_mul(DAY_MIN * 60)?).ok()?;
    Some(Offset::UTC.to_datetime(at).date())
}

fn one(
    devices: &BTreeMap<String, StepCounter>,
    asleep: &[(i64, i64)],
    date: Date,
    midnight: i64,
) -> Option<DayOfSteps> {
    let counted = devices.iter().map(|(by, steps)| (steps.counted(midnight, midnight + DAY_MIN), by));
    let (most, by) = counted.max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0)?;
    let most = (by.clone(), u32::try_from(most).unwrap_or(u32::MAX));
    let begins = midnight + i64::from(DAY_BEGINS_H) * 60;
    let touched = [begins.div_euclid(DAY_MIN), (begins + DAY_MIN).div_euclid(DAY_MIN)];
    let fine: Vec<(&String, &StepCounter)> = devices
        .iter()
        .filter(|(_, steps)| {
            touched.iter().any(|day| steps.days.contains_key(day))
                && !touched.iter().any(|day| steps.coarse.contains(day))
        })
        .collect();
    let mut stepping: Vec<i64> =
        fine.iter().flat_map(|(_, steps)| steps.stepping(begins..begins + DAY_MIN)).collect();
    stepping.sort_unstable();
    stepping.dedup();
    let by = fine.iter().map(|(by, _)| by.as_str()).collect::<Vec<_>>().join(", ");
    Some(DayOfSteps { date, most, still: still(by, &stepping, asleep) })
}

fn still(by: String, stepping: &[i64], asleep: &[(i64, i64)]) -> Option<StillSpan> {
    let (first, last) = (*stepping.first()?, *stepping.last()?);
    if stepping.len() < KNOWN_STEPPING || last - first < KNOWN_MIN {
        return None;
    }
    let gaps = stepping.windows(2).map(|pair| (pair[0] + 1, pair[1])).filter(|(from, to)| to > from);
    let awake = gaps.flat_map(|gap| without(gap, asleep));
    let (minutes, ends_min) = awake.map(|(from, to)| (to - from, to)).max()?;
    if minutes > CARRIED_MIN {
        return None;
    }
    let falls_asleep = asleep.iter().map(|(from, _)| from / MINUTE_MS).find(|from| *from > last);
    let before_sleep_min = falls_asleep.map(|from| from - last - 1).filter(|minutes| *minutes <= CARRIED_MIN);
    Some(StillSpan { by, ends_min, minutes, before_sleep_min })
}

/// A span of minutes without the spans of sleep, in milliseconds, that lie in it.
fn without(gap: (i64, i64), asleep: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let (mut from, to) = gap;
    let mut left = Vec::new();
    let first = asleep.partition_point(|(_, ends)| ends / MINUTE_MS <= from);
    for (begins, ends) in asleep[first..].iter().map(|(a, b)| (a / MINUTE_MS, b / MINUTE_MS)) {
        if begins >= to {
            break;
        }
        if begins > from {
            left.push((from, begins));
        }
        from = from.max(ends);
    }
    if to > from {
        left.push((from, to));
    }
    left
}

/// The offset at home at a second since 1970.
pub(super) fn home_offset_s(home: &TimeZone, second: i64) -> i32 {
    jiff::Timestamp::from_second(second).map_or(0, |at| home.to_offset(at).seconds())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Minutes of 2 January 1970.
    fn ms(hour: i64, minute: i64) -> i64 {
        (DAY_MIN + hour * 60 + minute) * MINUTE_MS
    }

    fn walked(steps: &mut StepCounter, from_h: i64, to_h: i64) {
        for minute in 0..(to_h - from_h) * 60 {
            steps.add(ms(from_h, minute), ms(from_h, minute + 1), 10);
        }
    }

    fn day(steps: StepCounter, asleep: &[(i64, i64)]) -> DayOfSteps {
        let mut steps = steps;
        // A day after it, or it would be the last.
        steps.add(ms(24 + 12, 0), ms(24 + 12, 1), 1);
        days(&BTreeMap::from([("Phone".to_owned(), steps)]), asleep, |_| 0).remove(0)
    }

    #[test]
    fn the_longest_stretch_lies_between_two_steps() {
        let mut steps = StepCounter::default();
        walked(&mut steps, 8, 9);
        walked(&mut steps, 12, 13);
        walked(&mut steps, 15, 17);
        let day = day(steps, &[(ms(17, 30), ms(25, 0))]);
        assert_eq!(day.most, ("Phone".to_owned(), 4 * 60 * 10));
        let still = day.still.unwrap();
        assert_eq!(
            (still.minutes, still.ends_min, still.before_sleep_min),
            (180, ms(12, 0) / MINUTE_MS, Some(30))
        );
    }

    #[test]
    fn sleep_in_it_and_a_device_laid_aside_are_no_sitting() {
        let mut steps = StepCounter::default();
        walked(&mut steps, 6, 7);
        walked(&mut steps, 15, 16);
        assert_eq!(day(steps.clone(), &[]).still, None, "eight hours were not carried");
        let slept = day(steps, &[(ms(8, 0), ms(13, 0))]).still.unwrap();
        assert_eq!(slept.minutes, 120);
    }

    #[test]
    fn long_records_and_short_days_say_nothing_of_stretches() {
        let mut coarse = StepCounter::default();
        walked(&mut coarse, 8, 9);
        coarse.add(ms(9, 0), ms(20, 0), 5_000);
        let told = day(coarse, &[]);
        assert_eq!((told.still, told.most.1), (None, 5_600));
        let mut short = StepCounter::default();
        walked(&mut short, 8, 9);
        assert_eq!(day(short, &[]).still, None);
    }

    #[test]
    fn what_runs_backwards_or_for_days_is_no_record() {
        let mut steps = StepCounter::default();
        steps.add(5_000, 1_000, 10);
        steps.add(i64::MIN, i64::MAX, 10);
        steps.add(ms(0, 0), ms(48, 0), 10);
        assert!(steps.days.is_empty());
    }
}
