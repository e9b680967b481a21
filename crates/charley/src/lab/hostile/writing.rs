//! What of a life is written down, and when: habits of keeping a diary, as entries with the time at which each was said.

use charley_domain::{
    entry::{
        Cramp, Effort, Entry, EntrySource, ManualWorkout, MedicineUse, Record, Twinge, Weather, WeatherFor,
    },
    moment::{Moment, Precision},
    muscle::{Muscle, Side},
    night::NightOf,
    quantity::{Alcohol, Caffeine, Hours, OutOfRange, Temperature},
    workout::Sport,
};
use jiff::{Timestamp, ToSpan as _, civil::DateTime, tz::TimeZone};

use super::{
    factor::DailyFactor,
    life::{LivedDay, MEDICINES, Trained},
    luck::Luck,
    truth::Lived,
    ways::{Ways, Writing},
};

/// Chance of a cramp in a marathon (martinez2022: 20 of 88), in a half marathon (assumed a tenth of it) and in any training
/// (cooper2016: 1.14 in 1,000).
const CRAMPS_MARATHON: f64 = 20.0 / 88.0;
const CRAMPS_HALF: f64 = 0.023;
const CRAMPS_TRAINING: f64 = 0.001_14;
/// Evenings that are forgotten, and those that are written the next morning. Assumed.
const FORGOTTEN: f64 = 0.08;
const NEXT_MORNING: f64 = 0.10;
/// Chance that somebody who drank much wakes from a cramp. Assumed.
const WAKES: f64 = 0.4;
const MUCH_UNITS: f64 = 4.0;

/// What a person writes down at all.
pub(super) fn kinds(luck: &mut Luck) -> Vec<DailyFactor> {
    let never = luck
        .happens(0.3)
        .then(|| luck.one(&[DailyFactor::LateCaffeine, DailyFactor::Stretch, DailyFactor::ShortSleep]));
    DailyFactor::ALL.into_iter().filter(|factor| Some(*factor) != never).collect()
}

/// The diary of a life, in the order in which it was written.
///
/// # Errors
/// Never with the numbers used here: each is within the range of its quantity.
pub(super) fn entries(
    who: (u64, &str),
    ways: &Ways,
    kinds: &[DailyFactor],
    (days, nights): (&[LivedDay], &[Lived]),
) -> Result<Vec<Entry>, OutOfRange> {
    let mut pen = HostilePen { luck: Luck::of(who, "writing"), ways, kinds, written: Vec::new() };
    for (day, night) in days.iter().zip(nights) {
        pen.day(day, night)?;
        pen.trained(day);
        pen.night(day, night);
    }
    pen.medicines(days);
    pen.written.sort_by_key(|entry| (entry.recorded_at, entry.id));
    Ok(pen.written)
}

/// Whoever writes.
struct HostilePen<'a> {
    luck: Luck,
    ways: &'a Ways,
    kinds: &'a [DailyFactor],
    written: Vec<Entry>,
}

impl HostilePen<'_> {
    /// One entry: when it happened, when it was said, and of which night.
    fn write(
        &mut self,
        (at, said): (DateTime, DateTime),
        (night, precision): (NightOf, Precision),
        record: Record,
    ) {
        self.written.push(Entry {
            id: self.luck.id(),
            occurred_at: Moment::in_zone(instant(at), &TimeZone::UTC),
            recorded_at: instant(said),
            source: EntrySource::Page,
            precision,
            asked: false,
            night,
            record,
        });
    }

    /// What was drunk, sat, slept and done against cramps, as far as it is written.
    fn day(&mut self, day: &LivedDay, night: &Lived) -> Result<(), OutOfRange> {
        let of = NightOf(day.date);
        let (evening, morning) = (day.date.at(21, 40, 0, 0), of.after().date().at(7, 30, 0, 0));
        let late = morning.saturating_add(30.minutes());
        let sunday =
            day.date.saturating_add(i64::from(day.date.weekday().until(jiff::civil::Weekday::Sunday)).days());
        let report = Weather {
            window: WeatherFor::Night(of),
            air_c: Temperature::from_c(self.off(day.air_c, 0.0, 3.0))?,
            humidity_pct: None,
            wind_m_s: None,
            sun: None,
        };
        let noon = (day.date.at(12, 0, 0, 0), day.date.at(20, 0, 0, 0));
        self.write(noon, (of, Precision::Night), Record::Weather(report));
        let (remembered, said) = match self.ways.writing {
            Writing::Recall => (if night.cramped { 0.95 } else { 0.4 }, late),
            Writing::OnSundays => (0.75, sunday.at(22, 30, 0, 0)),
            _ => (1.0 - FORGOTTEN, if self.luck.happens(NEXT_MORNING) { late } else { evening }),
        };
        self.amounts(day, (remembered, said))?;
        if day.stretched && self.has(DailyFactor::Stretch) {
            let at = day.date.at(22, 10, 0, 0);
            self.write((at, at), (of, Precision::Minutes), Record::Stretch);
        }
        if self.has(DailyFactor::ShortSleep) && !self.luck.happens(FORGOTTEN) {
            let hours = Hours::from_h(self.off(day.slept_h, 0.0, 0.9).max(1.0))?;
            self.write((morning, morning), (of, Precision::Night), Record::Sleep { hours });
        }
        Ok(())
    }

    /// Drinks and sitting of a day.
    fn amounts(&mut self, day: &LivedDay, (remembered, said): (f64, DateTime)) -> Result<(), OutOfRange> {
        let of = NightOf(day.date);
        let never_none = matches!(self.ways.writing, Writing::Recall | Writing::OnlyWhatThereWas);
        // One evening is written or forgotten as a whole; what is remembered later, each by itself.
        let at_once = matches!(self.ways.writing, Writing::Evening | Writing::OnlyWhatThereWas);
        let evening = self.luck.happens(remembered);
        let told = |pen: &mut Self, factor: DailyFactor, at: (i8, i8)| {
            let remembered = if at_once { evening } else { pen.luck.happens(remembered) };
            (remembered && pen.has(factor)).then(|| (day.date.at(at.0, at.1, 0, 0), said))
        };
        let (alcohol, caffeine) =
            (told(self, DailyFactor::Alcohol, (21, 0)), told(self, DailyFactor::LateCaffeine, (17, 0)));
        let sitting = told(self, DailyFactor::Sitting, (18, 0));
        let units = self.off(day.alcohol_units, 0.3, 0.0);
        if let Some(when) = alcohol.filter(|_| !(never_none && units <= 0.0)) {
            let units = Alcohol::from_units(tenth(units))?;
            self.write(when, (of, Precision::Minutes), Record::Alcohol { units });
        }
        let caffeine_mg = self.off(day.late_caffeine_mg, 0.3, 0.0);
        if let Some(when) = caffeine.filter(|_| !(never_none && caffeine_mg <= 0.0)) {
            let caffeine_mg = Caffeine::from_mg(caffeine_mg.round())?;
            self.write(when, (of, Precision::Minutes), Record::Caffeine { caffeine_mg });
        }
        if let Some(when) = sitting {
            let hours = Hours::from_h(self.off(day.sitting_h, 0.0, 1.5).max(0.0))?;
            self.write(when, (of, Precision::Minutes), Record::Sitting { hours });
        }
        Ok(())
    }

    /// A value as it is written: off by half of itself and sometimes not at all for drinks, by a spread for the rest.
    fn off(&mut self, value: f64, lost: f64, spread: f64) -> f64 {
        if self.ways.writing != Writing::Misrecorded {
            return value;
        }
        if spread > 0.0 {
            return tenth(value + self.luck.normal(0.0, spread));
        }
        if self.luck.happens(lost) { 0.0 } else { value * self.luck.normal(0.0, 0.5).exp().min(4.0) }
    }

    /// A workout, and the cramp in it where there was one.
    fn trained(&mut self, day: &LivedDay) {
        let Some(Trained { minutes, effort, race }) = day.trained else { return };
        let of = NightOf(day.date);
        let start = day.date.at(if race { 9 } else { 17 }, 0, 0, 0);
        let end = start.saturating_add((minutes as i64 + 20).minutes());
        let workout = ManualWorkout {
            sport: Sport::Run,
            duration_s: (minutes * 60.0) as u32,
            effort: [Effort::Easy, Effort::Moderate, Effort::Hard][effort],
            distance_m: None,
        };
        self.write((start, end), (of, Precision::Minutes), Record::Workout(workout));
        let chance = match race {
            true if minutes > 180.0 => CRAMPS_MARATHON,
            true => CRAMPS_HALF,
            false => CRAMPS_TRAINING,
        };
        if self.luck.happens(chance) {
            let at = start.saturating_add(((0.85 * minutes) as i64).minutes());
            let cramp = self.cramp(true);
            self.write((at, end), (NightOf::at(at), Precision::Minutes), Record::Cramp(cramp));
        }
    }

    /// What is said of the night: a cramp at once or in the morning, else in the morning that there was none; and twinges.
    fn night(&mut self, day: &LivedDay, night: &Lived) {
        let of = NightOf(day.date);
        let morning = of.after().date().at(7, 20, 0, 0);
        let asleep = self.ways.sleeps_through && day.alcohol_units >= MUCH_UNITS && !self.luck.happens(WAKES);
        let cramped = night.cramped && !asleep;
        let answered = if night.cramped { self.ways.answered.cramp } else { self.ways.answered.quiet };
        if !self.luck.happens(answered) {
            return;
        }
        if cramped {
            let at = self.in_the_night(day);
            let said = if self.luck.happens(0.4) { at.saturating_add(6.minutes()) } else { morning };
            let cramp = self.cramp(false);
            self.write((at, said), (of, Precision::Minutes), Record::Cramp(cramp));
        } else {
            self.write((morning, morning), (of, Precision::Night), Record::None);
        }
        if night.twinged {
            let at = self.in_the_night(day);
            let twinge = Twinge::of(Some(Muscle::Calf), Side::Unknown);
            self.write((at, morning), (of, Precision::Minutes), Record::Twinge(twinge));
        }
    }

    /// Some time between half past eleven and six.
    fn in_the_night(&mut self, day: &LivedDay) -> DateTime {
        let minutes = self.luck.between(0.0, 390.0) as i64;
        day.date.at(23, 30, 0, 0).saturating_add(minutes.minutes())
    }

    fn cramp(&mut self, during_workout: bool) -> Cramp {
        let side = if self.luck.happens(0.5) { Side::Left } else { Side::Right };
        Cramp { during_workout, ..Cramp::of(Muscle::Calf, side) }
    }

    /// Each course, written on its first day with the last one where that is known.
    fn medicines(&mut self, days: &[LivedDay]) {
        for (place, name) in MEDICINES.into_iter().enumerate() {
            let taken = |at: usize| days[at].medicines[place];
            for start in (0..days.len()).filter(|at| taken(*at) && (*at == 0 || !taken(at - 1))) {
                let end = (start..days.len()).find(|at| !taken(*at));
                let until = end.map(|end| days[end - 1].date);
                let from = days[start].date;
                let used = MedicineUse::new(name, from, until);
                let at = from.at(8, 0, 0, 0);
                self.write((at, at), (NightOf(from), Precision::Night), Record::Medicine(used));
            }
        }
    }

    fn has(&self, factor: DailyFactor) -> bool {
        self.kinds.contains(&factor)
    }
}

/// The instant of a time on the wall, whose clock is universal time.
fn instant(at: DateTime) -> Timestamp {
    // Only the edges of the calendar are no instants, and no diary is kept there.
    TimeZone::UTC.to_timestamp(at).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
