//! Menstruation and pregnancy of an archive, apart from everything else: whether any of it is kept is for its owner to say.

use std::collections::BTreeMap;

use charley_domain::{
    moment::Moment,
    night::NightOf,
    observation::{MenstrualFlow, Observation, Observed},
    workout::Span,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::Dated;

/// A menstruation is not told as longer than this.
const LONGEST_MS: i64 = 31 * 24 * 3_600_000; // own judgement
/// A record that is not longer is of one day: that of its middle, whatever clock its ends were written with.
const A_DAY_MS: i64 = 25 * 3_600_000; // a day on which the clocks are set back
/// Records of one archive at most: a life of bleeding, told by ten apps.
const MOST: usize = 50_000;

/// What an archive tells of menstruation and pregnancy.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CycleRecords {
    /// Days of menstruation, one for each day and device.
    pub days: Vec<Dated>,
    /// Pregnancies.
    pub pregnancies: Vec<RecordedPregnancy>,
}

impl CycleRecords {
    /// Whether it tells nothing.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.pregnancies.is_empty()
    }
}

/// A pregnancy, as an archive has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedPregnancy {
    /// Its first day.
    pub from: Date,
    /// Its last day, or the one that is expected.
    pub until: Option<Date>,
}

/// A record of menstruation as an app wrote it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bleeding {
    pub(crate) from_ms: i64,
    pub(crate) to_ms: i64,
    /// Offset of the wall clock there, where the archive knows it.
    pub(crate) offset_s: Option<i32>,
    pub(crate) flow: MenstrualFlow,
}

/// Records of menstruation and pregnancy, until the person's home is known.
#[derive(Debug, Default)]
pub(crate) struct CycleDrawer {
    bleedings: Vec<(String, Bleeding)>,
    pregnancies: Vec<Span>,
}

impl CycleDrawer {
    pub(crate) fn bleeding(&mut self, by: &str, bleeding: Bleeding) {
        let length_ms = bleeding.to_ms.checked_sub(bleeding.from_ms);
        let can_be =
            bleeding.from_ms >= 0 && length_ms.is_some_and(|length| (0..=LONGEST_MS).contains(&length));
        if can_be && self.bleedings.len() < MOST {
            self.bleedings.push((super::drawer::name(by), bleeding));
        }
    }

    pub(crate) fn pregnancy(&mut self, from_ms: i64, to_ms: i64) {
        if self.pregnancies.len() < MOST {
            self.pregnancies.push(Span { from_ms, to_ms });
        }
    }

    /// Everything, by the day on the wall; where the archive says nothing of the clock, it is that of home.
    pub(crate) fn told(self, home: &TimeZone) -> CycleRecords {
        let mut days: BTreeMap<(Date, String), (MenstrualFlow, TimeZone)> = BTreeMap::new();
        for (by, bleeding) in self.bleedings {
            let zone = bleeding.zone(home);
            for day in bleeding.days(&zone) {
                let held = days.entry((day, by.clone())).or_insert_with(|| (bleeding.flow, zone.clone()));
                held.0 = held.0.max(bleeding.flow);
            }
        }
        let days =
            days.into_iter().filter_map(|((day, by), (flow, zone))| dated(day, by, flow, zone)).collect();
        let mut pregnancies: Vec<RecordedPregnancy> =
            self.pregnancies.into_iter().filter_map(|span| pregnancy(span, home)).collect();
        pregnancies.sort_by_key(|one| one.from);
        pregnancies.dedup();
        CycleRecords { days, pregnancies }
    }
}

impl Bleeding {
    fn zone(&self, home: &TimeZone) -> TimeZone {
        let fixed = self.offset_s.and_then(|offset_s| jiff::tz::Offset::from_seconds(offset_s).ok());
        fixed.map_or_else(|| home.clone(), jiff::tz::Offset::to_time_zone)
    }

    /// The days it tells of: that of its middle where it is of one, else all that it touches.
    fn days(&self, zone: &TimeZone) -> Vec<Date> {
        let length_ms = self.to_ms - self.from_ms;
        let at = |ms: i64| Some(zone.to_datetime(Timestamp::from_millisecond(ms).ok()?).date());
        if length_ms <= A_DAY_MS {
            return at(self.from_ms + length_ms / 2).into_iter().collect();
        }
        let (Some(first), Some(last)) = (at(self.from_ms), at(self.to_ms - 1)) else { return Vec::new() };
        first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).collect()
    }
}

/// A day with its menstruation, from its first minute, so that the same day has the same place in every export.
fn dated(day: Date, by: String, flow: MenstrualFlow, zone: TimeZone) -> Option<Dated> {
    let at = Moment::of(&day.at(0, 0, 0, 0).to_zoned_datetime(zone).ok()?);
    let observation = Observation::by_device(by, Observed::Menstruation { flow });
    Some(Dated { at, night: NightOf(day), observation })
}

fn pregnancy(span: Span, home: &TimeZone) -> Option<RecordedPregnancy> {
    let day = |ms: i64| Some(home.to_datetime(Timestamp::from_millisecond(ms).ok()?).date());
    let from = day(span.from_ms)?;
    Some(RecordedPregnancy { from, until: day(span.to_ms).filter(|until| *until > from) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    fn told(bleedings: &[(&str, &str, &str, MenstrualFlow)]) -> Vec<String> {
        let mut drawer = CycleDrawer::default();
        for (by, from, to, flow) in bleedings {
            let (from_ms, to_ms) = (ms(from), ms(to));
            drawer.bleeding(by, Bleeding { from_ms, to_ms, offset_s: None, flow: *flow });
        }
        let told = drawer.told(&TimeZone::get("Europe/Berlin").unwrap());
        let line = |one: &Dated| format!("{} {} {:?}", one.night, one.observation.by, one.observation.what);
        told.days.iter().map(line).collect()
    }

    #[test]
    fn a_day_is_told_once_by_each_app_as_heavy_as_it_says() {
        use MenstrualFlow::{Heavy, Light, Unspecified};
        let days = told(&[
            // A whole day, written with a clock an hour away from that of home.
            ("Health", "2026-05-01T23:00Z", "2026-05-02T23:00Z", Light),
            ("Health", "2026-05-02T10:00Z", "2026-05-02T10:00Z", Heavy),
            // A period of three days and its second day.
            ("App", "2026-05-01T22:00Z", "2026-05-04T22:00Z", Unspecified),
            ("App", "2026-05-03T06:00Z", "2026-05-03T06:00Z", Light),
            // What cannot be.
            ("App", "2026-05-01T22:00Z", "2026-08-04T22:00Z", Heavy),
            ("App", "2026-05-09T22:00Z", "2026-05-04T22:00Z", Heavy),
        ]);
        let flow = |name| format!("Menstruation {{ flow: {name} }}");
        assert_eq!(
            days,
            [
                format!("2026-05-02 App {}", flow("Unspecified")),
                format!("2026-05-02 Health {}", flow("Heavy")),
                format!("2026-05-03 App {}", flow("Light")),
                format!("2026-05-04 App {}", flow("Unspecified")),
            ]
        );
    }
}
