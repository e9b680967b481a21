//! Days that hang together as in life: weather and season, weekends and wine, work and sitting, training in blocks, courses of
//! medicines, habits that come and go. Nothing here knows of cramps, but for the stress that nobody writes down.

use std::f64::consts::TAU;

use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};

use super::{
    luck::Luck,
    ways::{MedicineTurn, Stretching, Ways},
};

/// Medicines a person may be on: an inhaler, a statin, a thiazide, a loop diuretic.
pub(super) const MEDICINES: [&str; 4] = ["salmeterol", "atorvastatin", "indapamide", "furosemide"];

/// One day and the night that begins on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LivedDay {
    pub(super) date: Date,
    /// Warmest air in the shade.
    pub(super) air_c: f64,
    pub(super) alcohol_units: f64,
    pub(super) late_caffeine_mg: f64,
    /// Longest sitting.
    pub(super) sitting_h: f64,
    /// Sleep of the night that begins on the day.
    pub(super) slept_h: f64,
    pub(super) stretched: bool,
    /// Training, where there was any.
    pub(super) trained: Option<Trained>,
    /// What it comes to, in training-stress points of this room's own making.
    pub(super) load_points: f64,
    /// Which of [`MEDICINES`] were taken.
    pub(super) medicines: [bool; MEDICINES.len()],
    /// What nobody writes down, in standard deviations.
    pub(super) stress: f64,
}

/// A workout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Trained {
    pub(super) minutes: f64,
    /// 0 easy, 1 moderate, 2 hard.
    pub(super) effort: usize,
    pub(super) race: bool,
}

/// Points of an hour by effort. Assumed.
const POINTS_H: [f64; 3] = [42.0, 64.0, 90.0];
/// How much more alcohol and less sleep a standard deviation of stress brings, where it does. Assumed.
const STRESS_DRINKS: f64 = 0.9; // on the log odds of a drink
const STRESS_WAKES_H: f64 = 0.5;

/// The days of a person up to and with one.
pub(super) fn days(who: (u64, &str), runs: bool, ways: &Ways, until: Date) -> Vec<LivedDay> {
    let mut luck = Luck::of(who, "days");
    let count = ways.nights;
    let weather = luck.drift(count, 0.7);
    let habit = luck.drift(count, 0.95);
    let stress = luck.drift(count, ways.stress.map_or(0.0, |stress| stress.memory));
    let first = until.saturating_sub((count as i64 - 1).days());
    let training = training(&mut luck, runs, (first, count));
    let medicines = medicines(&mut luck, ways.medicine, count);
    (0..count)
        .map(|at| {
            let date = first.saturating_add((at as i64).days());
            let summer = (TAU * (f64::from(date.day_of_year()) - 200.0) / 365.25).cos();
            let stress = if ways.stress.is_some() { stress[at] } else { 0.0 };
            let through = at as f64 / count as f64;
            let stretches = if ways.stretching == Stretching::MoreAndMore {
                0.1 + 0.8 * through
            } else {
                1.0 / (1.0 + (0.1 - habit[at]).exp())
            };
            let trained = training[at].map(|trained| at_date(trained, date));
            LivedDay {
                date,
                air_c: tenth(14.0 + 9.0 * summer + 3.5 * weather[at]),
                stretched: luck.happens(stretches),
                load_points: trained.map_or(0.0, |one| one.minutes / 60.0 * POINTS_H[one.effort]),
                trained,
                medicines: std::array::from_fn(|place| medicines[place][at]),
                stress,
                ..evening(&mut luck, date, stress)
            }
        })
        .collect()
}

/// What a day of the week brings, and stress.
fn evening(luck: &mut Luck, date: Date, stress: f64) -> LivedDay {
    let weekday = date.weekday();
    let free_tomorrow = matches!(weekday, Weekday::Friday | Weekday::Saturday);
    let free = matches!(weekday, Weekday::Saturday | Weekday::Sunday);
    let odds = if free_tomorrow { 0.4 } else { -1.2 } + STRESS_DRINKS * stress;
    let drinks = luck.happens(1.0 / (1.0 + f64::exp(-odds)));
    let units = 1.0 + luck.gamma(2.0, 1.3).round();
    let alcohol_units = if drinks { units.min(12.0) } else { 0.0 };
    let cups = luck.one(&[50.0, 100.0, 150.0, 200.0]);
    let late_caffeine_mg = if luck.happens(0.3) { cups } else { 0.0 };
    let restless = if luck.happens(0.5) { 0.15 * alcohol_units } else { 0.0 };
    let slept_h = 7.2 + luck.normal(0.0, 0.9) - restless - STRESS_WAKES_H * stress;
    let sitting_h = if free { 5.0 } else { 8.0 } + luck.normal(0.0, 1.2);
    LivedDay {
        date,
        air_c: 0.0,
        alcohol_units,
        late_caffeine_mg,
        sitting_h: half(sitting_h.clamp(0.5, 14.0)),
        slept_h: half(slept_h.clamp(3.5, 10.5)),
        stretched: false,
        trained: None,
        load_points: 0.0,
        medicines: [false; MEDICINES.len()],
        stress,
    }
}

/// Two runs in the week, a long one at the weekend, in blocks of four weeks that grow and ease; two races a year. Whoever
/// does not run walks an hour now and then.
fn training(luck: &mut Luck, runs: bool, (first, count): (Date, usize)) -> Vec<Option<Trained>> {
    let mut block = 0.0;
    let monday = first.weekday().to_monday_zero_offset() as usize;
    let races: Vec<usize> =
        (0..count / 180).map(|half| half * 180 + luck.between(90.0, 179.0) as usize).collect();
    (0..count)
        .map(|at| {
            if at % 28 == 0 {
                block = luck.normal(0.0, 0.35);
            }
            let scale = f64::exp(block + luck.normal(0.0, 0.25));
            let chance = luck.between(0.0, 1.0);
            let one = |minutes: f64, effort| {
                Some(Trained { minutes: (minutes * scale).round().clamp(15.0, 300.0), effort, race: false })
            };
            match (runs, (monday + at) % 7) {
                (true, _) if races.contains(&at) => Some(Trained { minutes: 120.0, effort: 2, race: true }),
                (true, 5) if chance < 0.75 => one(95.0, 0),
                (true, 1) if chance < 0.7 => one(50.0, 1),
                (true, 3) if chance < 0.7 => one(45.0, 2),
                (false, _) if chance < 0.25 => one(55.0, 0),
                _ => None,
            }
        })
        .collect()
}

/// Races are of half marathons in spring and marathons in autumn.
fn at_date(trained: Trained, date: Date) -> Trained {
    let minutes = if date.month() > 6 { 235.0 } else { 118.0 };
    if trained.race { Trained { minutes, ..trained } } else { trained }
}

/// Whether each medicine was taken, day by day: in courses, or one of them from a turning point on.
fn medicines(luck: &mut Luck, turn: MedicineTurn, count: usize) -> [Vec<bool>; MEDICINES.len()] {
    let begun = (count as f64 * luck.between(0.35, 0.6)) as usize;
    let place = match turn {
        MedicineTurn::Courses => return courses(luck, count),
        MedicineTurn::InhalerAsASpellEnds => 0,
        MedicineTurn::StatinBeforeASpell => 1,
    };
    std::array::from_fn(|one| (0..count).map(|at| one == place && at >= begun).collect())
}

/// Of the four a person is on one or two, in courses of months.
fn courses(luck: &mut Luck, count: usize) -> [Vec<bool>; MEDICINES.len()] {
    let count_of = if luck.happens(0.5) { 1 } else { 2 };
    let taken = luck.some(&[0, 1, 2, 3], count_of);
    std::array::from_fn(|place| {
        let mut days = vec![false; count];
        let mut start = luck.between(20.0, 120.0) as usize;
        while taken.contains(&place) && start < count {
            let end = count.min(start + luck.between(55.0, 110.0) as usize);
            days[start..end].fill(true);
            start = end + luck.between(50.0, 130.0) as usize;
        }
        days
    })
}

/// As people say hours.
fn half(hours: f64) -> f64 {
    (hours * 2.0).round() / 2.0
}

/// As a thermometer shows it.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
