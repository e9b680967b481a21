//! Where a reader puts what it finds, by device, until the whole archive is read.

use std::collections::BTreeMap;

use charley_domain::{
    moment::Moment,
    night::NightOf,
    observation::{HrvMeasure, NightSleep, Observation, Observed, Stages},
    quantity::{HeartRateVariability, Hours},
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use super::{
    Dated,
    night::{self, SleepPiece, Slept},
    steps::{self, StepCounter},
};

/// A shorter sleep in the middle of the day is a nap.
const NAP_H: f64 = 3.0; // own judgement
/// Hours of the wall clock between which the middle of a nap lies.
const NAP_HOURS: std::ops::Range<i8> = 11..20; // own judgement
/// A piece of sleep or a record of steps is not longer.
const LONGEST_MS: i64 = 24 * 3_600_000;
/// Letters of a device's name that are kept.
const NAME_LETTERS: usize = 60;

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct Drawer {
    pieces: BTreeMap<String, Vec<SleepPiece>>,
    /// Sleep that people typed into an app.
    typed_pieces: BTreeMap<String, Vec<SleepPiece>>,
    whole: Vec<(String, Slept)>,
    steps: BTreeMap<String, StepCounter>,
    single: Vec<SingleValue>,
    /// The last name that was written with other blanks than it is kept with: most records are of one device.
    written: NameAsWritten,
}

/// A device's name, as an archive writes it and as it is kept.
#[derive(Debug, Default)]
struct NameAsWritten {
    written: String,
    kept: String,
}

/// One value at one moment.
#[derive(Debug)]
struct SingleValue {
    at_ms: i64,
    offset_s: Option<i32>,
    by: String,
    typed: bool,
    what: Observed,
}

impl Drawer {
    /// A piece of sleep of one device.
    pub(crate) fn piece(&mut self, by: &str, piece: SleepPiece) {
        let length = piece.to_ms.checked_sub(piece.from_ms);
        if piece.from_ms >= 0 && length.is_some_and(|length| (1..=LONGEST_MS).contains(&length)) {
            with(&mut self.pieces, by, &mut self.written, |pieces| pieces.push(piece));
        }
    }

    /// A piece of sleep that a person typed into an app.
    pub(crate) fn typed_piece(&mut self, by: &str, piece: SleepPiece) {
        std::mem::swap(&mut self.pieces, &mut self.typed_pieces);
        self.piece(by, piece);
        std::mem::swap(&mut self.pieces, &mut self.typed_pieces);
    }

    /// A sleep that its archive tells as a whole, with the offset of the clock where one woke up.
    pub(crate) fn sleep(&mut self, by: &str, sleep: NightSleep, offset_s: Option<i32>) {
        self.whole.push((name(by), Slept { sleep, offset_s }));
    }

    /// Steps between two moments.
    pub(crate) fn steps(&mut self, by: &str, (from_ms, to_ms): (i64, i64), count: f64) {
        if count.is_finite() && count >= 0.5 {
            let count = count.round().min(1e6) as u32;
            with(&mut self.steps, by, &mut self.written, |steps| steps.add(from_ms, to_ms, count));
        }
    }

    /// A value of one moment.
    pub(crate) fn value(&mut self, by: &str, at_ms: i64, offset_s: Option<i32>, what: Observed) {
        self.single.push(SingleValue { at_ms, offset_s, by: name(by), typed: false, what });
    }

    /// A value of one moment that a person typed into an app.
    pub(crate) fn typed_value(&mut self, by: &str, at_ms: i64, offset_s: Option<i32>, what: Observed) {
        self.single.push(SingleValue { at_ms, offset_s, by: name(by), typed: true, what });
    }

    /// Everything, with the night each belongs to; where the archive says nothing of the clock, it is that of home.
    pub(crate) fn told(self, home: &TimeZone) -> Vec<Dated> {
        let Self { pieces, typed_pieces, whole, steps, single, .. } = self;
        let sleeps: Vec<(String, Slept)> = stitched(pieces).chain(whole).collect();
        let typed: Vec<(String, Slept)> = stitched(typed_pieces).collect();
        let mut asleep: Vec<(i64, i64)> = sleeps
            .iter()
            .map(|(_, slept)| (slept.sleep.begins.as_millisecond(), slept.sleep.ends.as_millisecond()))
            .collect();
        asleep.sort_unstable();
        let mut told = nights(sleeps, false, home);
        told.extend(nights(typed, true, home));
        told.extend(days(&steps, &asleep, home));
        told.extend(values(single, home));
        told.sort_by_key(|dated| dated.at.instant);
        told
    }
}

/// Does something with what is gathered under a device's name.
fn with<T: Default>(
    map: &mut BTreeMap<String, T>,
    by: &str,
    last: &mut NameAsWritten,
    put: impl FnOnce(&mut T),
) {
    if let Some(held) = map.get_mut(by) {
        return put(held);
    }
    if last.written != by || last.kept.is_empty() {
        *last = NameAsWritten { written: by.to_owned(), kept: name(by) };
    }
    match map.get_mut(&last.kept) {
        Some(held) => put(held),
        None => put(map.entry(last.kept.clone()).or_default()),
    }
}

/// A device's name with plain blanks, cut to a length that can be shown.
pub(super) fn name(by: &str) -> String {
    let plain: Vec<&str> = by.split_whitespace().collect();
    let plain = plain.join(" ");
    if plain.is_empty() { "an app".to_owned() } else { plain.chars().take(NAME_LETTERS).collect() }
}

fn moment(instant: Timestamp, offset_s: Option<i32>, home: &TimeZone) -> Moment {
    match offset_s {
        Some(offset_s) => Moment { instant, offset_s, zone: None },
        None => Moment::in_zone(instant, home),
    }
}

/// The sleeps behind pieces, each by its device.
fn stitched(pieces: BTreeMap<String, Vec<SleepPiece>>) -> impl Iterator<Item = (String, Slept)> {
    let of =
        |(by, pieces): (String, _)| night::sleeps(pieces).into_iter().map(move |slept| (by.clone(), slept));
    pieces.into_iter().flat_map(of)
}

/// The sleep of each night and device: a night with a long break is one night.
fn nights(sleeps: Vec<(String, Slept)>, typed: bool, home: &TimeZone) -> Vec<Dated> {
    let mut by_night: BTreeMap<(String, NightOf), (NightSleep, Moment)> = BTreeMap::new();
    for (by, Slept { sleep, offset_s }) in sleeps {
        let at = moment(sleep.ends, offset_s, home);
        let half = sleep.ends.duration_since(sleep.begins) / 2;
        let Ok(middle) = sleep.ends.checked_sub(half) else { continue };
        let middle = at.offset().to_datetime(middle);
        if is_nap(&sleep, middle) {
            continue;
        }
        let key = (by, NightOf::at(middle));
        let joined = match by_night.remove(&key) {
            Some((held, held_at)) => joined((held, held_at), (sleep, at)),
            None => (sleep, at),
        };
        by_night.insert(key, joined);
    }
    let dated = |((by, night), (sleep, at))| Dated {
        at,
        night,
        observation: Observation { by, typed, what: Observed::Sleep(sleep) },
    };
    by_night.into_iter().map(dated).collect()
}

fn is_nap(sleep: &NightSleep, middle: DateTime) -> bool {
    sleep.asleep_h.h() < NAP_H && NAP_HOURS.contains(&middle.hour())
}

/// Two sleeps of one night; where they overlap it is one sleep told twice.
fn joined(a: (NightSleep, Moment), b: (NightSleep, Moment)) -> (NightSleep, Moment) {
    let overlap = a.0.begins < b.0.ends && b.0.begins < a.0.ends;
    if overlap {
        return if b.0.tells_more_than(&a.0) { b } else { a };
    }
    let sum = a.0.asleep_h.h() + b.0.asleep_h.h();
    let stages = match (a.0.stages, b.0.stages) {
        (Some(a), Some(b)) => Some(Stages {
            light_min: a.light_min + b.light_min,
            deep_min: a.deep_min + b.deep_min,
            rem_min: a.rem_min + b.rem_min,
            awake_min: a.awake_min + b.awake_min,
        }),
        (one, other) => one.or(other),
    };
    let last = if b.0.ends > a.0.ends { b.1 } else { a.1 };
    let asleep_h = Hours::from_h(sum).unwrap_or(a.0.asleep_h);
    let (begins, ends) = (a.0.begins.min(b.0.begins), a.0.ends.max(b.0.ends));
    (NightSleep { begins, ends, asleep_h, stages }, last)
}

fn days(devices: &BTreeMap<String, StepCounter>, asleep: &[(i64, i64)], home: &TimeZone) -> Vec<Dated> {
    let mut told = Vec::new();
    for day in steps::days(devices, asleep, |second| steps::home_offset_s(home, second)) {
        let night = NightOf(day.date);
        let (by, count) = day.most;
        // The last minute of the day, so that it stands with what came of it.
        let Ok(at) = day.date.at(23, 59, 0, 0).to_zoned_datetime(home.clone()) else { continue };
        let at = Moment::of(&at);
        told.push(Dated { at, night, observation: Observation::by_device(by, Observed::Steps { count }) });
        let Some(still) = day.still else { continue };
        let hours = |minutes: i64| Hours::from_h(minutes as f64 / 60.0);
        let (Ok(longest), Ok(ends)) = (hours(still.minutes), Timestamp::from_second(still.ends_min * 60))
        else {
            continue;
        };
        let before_sleep_h = still.before_sleep_min.and_then(|minutes| hours(minutes).ok());
        told.push(Dated {
            at: Moment::in_zone(ends, home),
            night,
            observation: Observation::by_device(
                still.by,
                Observed::Stillness { hours: longest, before_sleep_h },
            ),
        });
    }
    told
}

/// Values by their moment; of heart rate variability, of which there are many, the mean of each night.
fn values(single: Vec<SingleValue>, home: &TimeZone) -> Vec<Dated> {
    let mut told = Vec::new();
    let mut variability: BTreeMap<(String, bool, NightOf), (f64, u32, Moment)> = BTreeMap::new();
    for SingleValue { at_ms, offset_s, by, typed, what } in single {
        let Ok(instant) = Timestamp::from_millisecond(at_ms) else { continue };
        let at = moment(instant, offset_s, home);
        let night = NightOf::of(&at);
        if let Observed::HeartRateVariability { measure, variability_ms } = what {
            let key = (by, measure == HrvMeasure::Sdnn, night);
            let held = variability.entry(key).or_insert((0.0, 0, at.clone()));
            *held = (held.0 + variability_ms.ms(), held.1 + 1, at);
        } else {
            told.push(Dated { at, night, observation: Observation { by, typed, what } });
        }
    }
    for ((by, sdnn, night), (sum, count, at)) in variability {
        let Ok(variability_ms) = HeartRateVariability::from_ms(sum / f64::from(count)) else { continue };
        let measure = if sdnn { HrvMeasure::Sdnn } else { HrvMeasure::Rmssd };
        let what = Observed::HeartRateVariability { measure, variability_ms };
        told.push(Dated { at, night, observation: Observation::by_device(by, what) });
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::SleepStage;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    fn piece(from: &str, to: &str, stage: SleepStage) -> SleepPiece {
        SleepPiece { from_ms: at(from), to_ms: at(to), stage, offset_s: None }
    }

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn slept(told: &[Dated]) -> Vec<(String, String, f64)> {
        let of = |dated: &Dated| match &dated.observation.what {
            Observed::Sleep(sleep) => {
                Some((dated.night.to_string(), dated.observation.by.clone(), sleep.asleep_h.h()))
            }
            _ => None,
        };
        told.iter().filter_map(of).collect()
    }

    #[test]
    fn a_night_is_that_of_its_middle_and_each_device_keeps_its_own() {
        let mut drawer = Drawer::default();
        // 00:30 to 07:30 on the wall, and a phone that tells the same night.
        drawer.piece("Watch", piece("2026-09-01T22:30Z", "2026-09-02T05:30Z", SleepStage::Light));
        drawer.piece("My\u{a0}Phone", piece("2026-09-01T21:30Z", "2026-09-02T05:30Z", SleepStage::Asleep));
        // Late to bed and up at one: the night of the second still.
        drawer.piece("Watch", piece("2026-09-03T02:00Z", "2026-09-03T11:00Z", SleepStage::Light));
        // A nap.
        drawer.piece("Watch", piece("2026-09-03T14:00Z", "2026-09-03T15:00Z", SleepStage::Light));
        let told = drawer.told(&berlin());
        assert_eq!(
            slept(&told),
            [
                ("2026-09-01".to_owned(), "My Phone".to_owned(), 8.0),
                ("2026-09-01".to_owned(), "Watch".to_owned(), 7.0),
                ("2026-09-02".to_owned(), "Watch".to_owned(), 9.0),
            ]
        );
    }

    #[test]
    fn a_night_with_a_long_break_is_one_night() {
        let mut drawer = Drawer::default();
        drawer.piece("W", piece("2026-09-01T21:00Z", "2026-09-02T00:00Z", SleepStage::Deep));
        drawer.piece("W", piece("2026-09-02T02:30Z", "2026-09-02T05:30Z", SleepStage::Rem));
        let told = drawer.told(&berlin());
        assert_eq!(slept(&told), [("2026-09-01".to_owned(), "W".to_owned(), 6.0)]);
        let Observed::Sleep(sleep) = &told[0].observation.what else { panic!("a sleep") };
        assert_eq!(sleep.stages.map(|stages| (stages.deep_min, stages.rem_min)), Some((180, 180)));
    }

    #[test]
    fn the_clock_of_the_place_counts_where_the_archive_knows_it() {
        let mut drawer = Drawer::default();
        // 22:00 to 06:00 in Tokyo, which is 15:00 to 23:00 at home.
        let there = piece("2026-09-01T13:00Z", "2026-09-01T21:00Z", SleepStage::Deep);
        drawer.piece("W", SleepPiece { offset_s: Some(9 * 3_600), ..there });
        let told = drawer.told(&berlin());
        assert_eq!(slept(&told), [("2026-09-01".to_owned(), "W".to_owned(), 8.0)]);
        assert_eq!(told[0].at.to_string(), "2026-09-02T06:00:00+09:00");
    }

    #[test]
    fn variability_is_the_mean_of_its_night() {
        let mut drawer = Drawer::default();
        for (time, ms) in [("2026-09-01T23:00Z", 40.0), ("2026-09-02T03:00Z", 60.0)] {
            let variability_ms = HeartRateVariability::from_ms(ms).unwrap();
            let what = Observed::HeartRateVariability { measure: HrvMeasure::Sdnn, variability_ms };
            drawer.value("W", at(time), None, what);
        }
        let told = drawer.told(&berlin());
        assert_eq!(told.len(), 1);
        let mean = HeartRateVariability::from_ms(50.0).unwrap();
        let expected = Observed::HeartRateVariability { measure: HrvMeasure::Sdnn, variability_ms: mean };
        assert_eq!(told[0].observation.what, expected);
    }
}
