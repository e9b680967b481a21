//! The synthetic diary without its nights: what was drunk, sat, slept, stretched and taken, and the weather.

use charley_domain::{
    entry::{DrinkKind, Entry, MedicineUse, Record, Sun, Weather, WeatherFor},
    night::NightOf,
    quantity::{
        Alcohol, Caffeine, Carbohydrate, FluidVolume, Hours, Humidity, OutOfRange, SodiumMass, Temperature,
        WindSpeed,
    },
    workout::{WorkoutHead, WorkoutId},
};
use jiff::{ToSpan, civil::Date};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{
    Day, Life,
    pen::{DemoPen, instant, later},
    stream::stream,
    training::{TrainingKind, TrainingSession},
};

/// The medicine of the person, which they take in courses.
const MEDICINE: &str = "salmeterol";
/// Days from one course to the next, and the shortest and longest course.
const COURSE_EVERY_DAYS: i64 = 170;
const COURSE_DAYS: (i64, i64) = (55, 90);
/// Milligrams of caffeine in a cup.
const CUP_MG: f64 = 90.0;
/// Workouts from this many minutes on are drunk for.
const LONG_MINUTES: i64 = 70;
/// Seconds by which two starts may differ and still be of the same workout.
const SAME_START_S: i64 = 30;

/// Everything but cramps, answers and the weather of workouts, oldest first.
///
/// # Errors
/// Never with the numbers used here: each is within the range of its quantity.
pub fn entries(life: &Life) -> Result<Vec<Entry>, OutOfRange> {
    let mut pen = DemoPen::new(life.config.seed, "days");
    let mut entries = Vec::new();
    for day in life.days.iter().filter(|day| !day.away) {
        of_day(day, &mut pen, &mut entries)?;
    }
    let mut pen = DemoPen::new(life.config.seed, "medicines");
    entries.extend(courses(life).map(|(from, until)| {
        let used = MedicineUse::new(MEDICINE, from, until);
        pen.at(from.at(8, 0, 0, 0), Record::Medicine(used))
    }));
    let mut pen = DemoPen::new(life.config.seed, "workouts");
    let is_away = |date: Date| life.days.iter().any(|day| day.away && day.date == date);
    for session in life.sessions.iter().filter(|session| !is_away(session.start.date())) {
        let mut rng = stream(life.config.seed, "drinks", session.index as u64);
        of_session(life, session, (&mut pen, &mut rng), &mut entries)?;
    }
    // The morning of the first day belongs to a night before the diary.
    let first = NightOf(life.config.first());
    entries.retain(|entry| entry.night >= first);
    entries.sort_by_key(|entry| (entry.recorded_at, entry.id));
    Ok(entries)
}

fn of_day(day: &Day, pen: &mut DemoPen, entries: &mut Vec<Entry>) -> Result<(), OutOfRange> {
    let (date, night) = (day.date, NightOf(day.date));
    let report = Weather {
        window: WeatherFor::Night(night),
        air_c: Temperature::from_c(day.weather.warmest_c)?,
        humidity_pct: Some(Humidity::from_pct(day.weather.humidity_pct)?),
        wind_m_s: None,
        sun: None,
    };
    entries.push(pen.at(date.at(20, 0, 0, 0), Record::Weather(report)));
    entries.push(pen.at(date.at(19, 30, 0, 0), Record::Sitting { hours: Hours::from_h(day.sitting_h)? }));
    if day.late_coffee {
        let caffeine_mg = Caffeine::from_mg(CUP_MG)?;
        entries.push(pen.at(date.at(16, 30, 0, 0), Record::Caffeine { caffeine_mg }));
    }
    if day.alcohol_units > 0.0 {
        let units = Alcohol::from_units(day.alcohol_units)?;
        entries.push(pen.at(date.at(21, 0, 0, 0), Record::Alcohol { units }));
    }
    if day.stretched {
        entries.push(pen.at(date.at(22, 15, 0, 0), Record::Stretch));
    }
    entries.push(pen.next_morning(night, None, Record::Sleep { hours: Hours::from_h(day.sleep_h)? }));
    Ok(())
}

/// First and last day of each course; the last may be going on.
fn courses(life: &Life) -> impl Iterator<Item = (Date, Option<Date>)> {
    let mut rng = stream(life.config.seed, "medicine", 0);
    let (first, until) = (life.config.first(), life.config.until);
    let mut start = first.saturating_add(rng.random_range(8..60).days());
    std::iter::from_fn(move || {
        let from = (start <= until).then_some(start)?;
        let last = from.saturating_add(rng.random_range(COURSE_DAYS.0..=COURSE_DAYS.1).days());
        start = from.saturating_add((COURSE_EVERY_DAYS + rng.random_range(-20..=20)).days());
        Some((from, (last < until).then_some(last)))
    })
}

fn of_session(
    life: &Life,
    session: &TrainingSession,
    (pen, rng): (&mut DemoPen, &mut ChaCha8Rng),
    entries: &mut Vec<Entry>,
) -> Result<(), OutOfRange> {
    let minutes = i64::from(session.active_s) * 60 / i64::from(life.config.hour_s.max(1));
    if minutes < LONG_MINUTES {
        return Ok(());
    }
    let hours = minutes as f64 / 60.0;
    let drunk_ml = 100.0 * (hours * rng.random_range(3.0..6.0)).round();
    entries.push(pen.at(
        later(session.start, minutes / 2),
        Record::Drink {
            volume_ml: FluidVolume::from_ml(drunk_ml)?,
            sodium_mg: Some(SodiumMass::from_mg(drunk_ml * 0.4)?),
            drink: Some(DrinkKind::SportsDrink),
        },
    ));
    if is_weighed(session) {
        let carbohydrate_g = Carbohydrate::from_g((hours * rng.random_range(20.0..45.0)).round())?;
        entries.push(pen.at(later(session.start, minutes / 2), Record::Food { carbohydrate_g }));
    }
    Ok(())
}

/// Whether the person steps on the scale before and after.
pub(super) const fn is_weighed(session: &TrainingSession) -> bool {
    matches!(session.kind, TrainingKind::LongRun | TrainingKind::Race)
}

/// Which workout each stored one is, by its start: copies on a second device count as the same.
pub fn recognised<'a>(
    life: &'a Life,
    heads: impl IntoIterator<Item = &'a WorkoutHead>,
) -> Vec<(WorkoutId, &'a TrainingSession)> {
    let starts: Vec<i64> = life.sessions.iter().map(|session| instant(session.start).as_second()).collect();
    heads
        .into_iter()
        .filter_map(|head| {
            let second = head.start.instant.as_second();
            let after = starts.partition_point(|start| *start <= second);
            let index = after.checked_sub(1)?;
            (second - starts[index] <= SAME_START_S).then(|| (head.id.clone(), &life.sessions[index]))
        })
        .collect()
}

/// The weather of each workout that was recognised.
///
/// # Errors
/// Never with the numbers used here: each is within the range of its quantity.
pub fn workout_weather(
    life: &Life,
    recognised: &[(WorkoutId, &TrainingSession)],
) -> Result<Vec<Entry>, OutOfRange> {
    let mut pen = DemoPen::new(life.config.seed, "weather of workouts");
    let first = NightOf(life.config.first());
    recognised
        .iter()
        .filter(|(_, session)| NightOf::at(session.start) >= first)
        .map(|(id, session)| {
            let mut rng = stream(life.config.seed, "wind", session.index as u64);
            let report = Weather {
                window: WeatherFor::Workout(id.clone()),
                air_c: Temperature::from_c(session.air_c)?,
                humidity_pct: Some(Humidity::from_pct(session.humidity_pct)?),
                wind_m_s: Some(WindSpeed::from_m_s(f64::from(rng.random_range(0..=7)))?),
                sun: Some(if rng.random_bool(0.4) { Sun::Full } else { Sun::Partial }),
            };
            Ok(pen.at(session.start, Record::Weather(report)))
        })
        .collect()
}
