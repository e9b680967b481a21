//! What a person said, night by night: amounts, and when silence may be read as "none".

mod observed;
mod timeliness;

use std::{collections::BTreeMap, ops::Range};

use charley_domain::{
    basis::{Basis, Known},
    diary,
    entry::{Entry, Record, WeatherFor},
    night::{NightOf, NightState},
    workout::WorkoutId,
};
use jiff::{Timestamp, ToSpan};

pub use self::timeliness::Timeliness;
use self::{
    observed::DeviceAmounts,
    timeliness::{ToldAmount, first_cramps, held_against, told},
};

/// Nights over which a habit of recording is looked for, and how often it must have been recorded. Assumed.
const HABIT_NIGHTS: u16 = 28;
const HABIT_TIMES: usize = 3;
/// Nights over which a person's own median is taken, and how many values it needs. Assumed.
const MEDIAN_NIGHTS: u16 = 90;
const MEDIAN_VALUES: usize = 5;
/// Caffeine counts from this hour on. Source: triggers.csv, after 15:00.
const LATE_FROM_HOUR: i8 = 15;
/// Stretching counts as before bed between these hours. Assumed.
const EVENING: (i8, i8) = (18, 4);

/// A thing that a person records by amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Units of alcohol (8 g).
    Alcohol,
    /// Caffeine after 15:00, in mg.
    LateCaffeine,
    /// Stretching in the evening: 1 a time.
    EveningStretch,
    /// Longest sitting, in hours.
    Sitting,
    /// Sleep, in hours.
    Sleep,
}

impl Amount {
    const ALL: [Self; 5] =
        [Self::Alcohol, Self::LateCaffeine, Self::EveningStretch, Self::Sitting, Self::Sleep];

    /// Of two values of one night: the larger where they tell of the same thing, their sum where they add up.
    fn join(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Sitting | Self::Sleep | Self::EveningStretch => a.max(b),
            Self::Alcohol | Self::LateCaffeine => a + b,
        }
    }
}

/// The diary by night.
#[derive(Debug, Clone)]
pub struct Diary<'a> {
    by_night: BTreeMap<NightOf, Vec<&'a Entry>>,
    /// What was said of each amount, in the order of [`Amount::ALL`].
    said: [BTreeMap<NightOf, ToldAmount>; Amount::ALL.len()],
    /// What devices observed of each, in the same order.
    devices: [DeviceAmounts<'a>; Amount::ALL.len()],
    states: BTreeMap<NightOf, NightState>,
    night_air_c: BTreeMap<NightOf, (f64, Timeliness)>,
    workout_air_c: BTreeMap<&'a WorkoutId, f64>,
}

impl<'a> Diary<'a> {
    /// Orders entries by the night they belong to.
    ///
    /// Equation: none. Source: the person. Valid for any diary.
    ///
    /// ```
    /// let diary = charley_body::daily::Diary::of(&[]);
    /// assert!(!diary.cramped("2026-05-01".parse().map(charley_domain::night::NightOf)?));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(entries: &'a [Entry]) -> Self {
        let mut by_night: BTreeMap<NightOf, Vec<&Entry>> = BTreeMap::new();
        let (mut night_air_c, mut workout_air_c) = (BTreeMap::new(), BTreeMap::new());
        let cramps = first_cramps(entries);
        for entry in entries {
            by_night.entry(entry.night).or_default().push(entry);
            if let Record::Weather(report) = &entry.record {
                let air_c = report.air_c.c();
                match &report.window {
                    WeatherFor::Night(night) => {
                        night_air_c.insert(*night, (air_c, told(entry, *night, &cramps)));
                    }
                    WeatherFor::Workout(id) => {
                        workout_air_c.insert(id, air_c);
                    }
                }
            }
        }
        // Work goes by what was said, not by the time it spans.
        let states = by_night.iter().map(|(night, said)| (*night, diary::state(said))).collect();
        let said = Amount::ALL.map(|what| said(what, entries, &cramps));
        let devices = Amount::ALL.map(|what| DeviceAmounts::of(what, entries, &said[what as usize]));
        Self { by_night, said, devices, states, night_air_c, workout_air_c }
    }

    /// What is known of a night.
    ///
    /// Equation, source, validity and example: [`Diary::of`].
    pub fn state(&self, night: NightOf) -> NightState {
        self.states.get(&night).copied().unwrap_or(NightState::Unknown)
    }

    /// Whether a cramp at rest was logged in a night.
    ///
    /// Equation, source, validity and example: [`Diary::of`].
    pub fn cramped(&self, night: NightOf) -> bool {
        self.state(night) == NightState::Cramp
    }

    /// First night with an answer, cramp or none.
    pub(crate) fn first_known(&self) -> Option<NightOf> {
        self.states.iter().find(|(_, state)| state.is_known()).map(|(night, _)| *night)
    }

    pub(crate) fn entries(&self, night: NightOf) -> &[&'a Entry] {
        self.by_night.get(&night).map_or(&[], Vec::as_slice)
    }

    /// The amount recorded in a night (unit of [`Amount`]), or none where the person records it by habit.
    ///
    /// Equation: sum of entries; the largest of sitting and sleep. What was told in time counts; what was told only after the
    /// night counts where nothing was told in time and silence is unknown; before it comes what a device observed. Silence reads as "none" (basis: assumed) only for
    /// alcohol, caffeine and stretching, and only where the person told it in time at least three times in the 28 nights
    /// before: who writes down what they drank when a cramp has come would otherwise seem to drink before every cramp. A
    /// drink told only after the night would then have been a "none" had nothing come of it: it is unknown. Answers to a question
    /// are no such habit: where it was not asked, or not answered, nobody knows. Source: own
    /// judgement; the recall of scenarios in docs/verification.md. Valid for any night.
    ///
    /// ```
    /// use charley_body::daily::{Amount, Diary};
    /// let night = charley_domain::night::NightOf("2026-05-01".parse()?);
    /// assert_eq!(Diary::of(&[]).amount(Amount::Alcohol, night), None);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn amount(&self, what: Amount, night: NightOf) -> Option<Known<f64>> {
        let said = &self.said[what as usize];
        let of_night = said.get(&night).copied().unwrap_or_default();
        if let Some(value) = of_night.in_time() {
            return Some(Known::measured(value));
        }
        // That a device observed it cannot depend on how the night went.
        if let Some(observed) = self.devices[what as usize].on(night) {
            return Some(observed);
        }
        let silence_can_be_none =
            matches!(what, Amount::Alcohol | Amount::LateCaffeine | Amount::EveningStretch);
        let of_habit = || said.range(before(night, HABIT_NIGHTS)).filter(|(_, said)| said.is_a_habit());
        let silence_is_none = silence_can_be_none && of_habit().count() >= HABIT_TIMES;
        match of_night.afterwards {
            Some(value) if !silence_is_none => Some(Known::measured(value)),
            Some(_) => None,
            None => silence_is_none.then(|| Known {
                value: 0.0,
                basis: Basis::assumed("none: you record it in time, and did not that day"),
            }),
        }
    }

    /// The amount that was told so far of a night whose evening may still come (unit of [`Amount`]): silence is no "none" yet.
    pub(crate) fn said(&self, what: Amount, night: NightOf) -> Option<Known<f64>> {
        let said = self.said[what as usize].get(&night);
        said.and_then(|said| said.value())
            .map(Known::measured)
            .or_else(|| self.devices[what as usize].on(night))
    }

    /// When an amount of the day before a night was told; `None` where nobody told it.
    ///
    /// Equation: in time where anything of it was. Source: [`Timeliness`]. Valid for any night.
    ///
    /// ```
    /// use charley_body::daily::{Amount, Diary};
    /// let night = charley_domain::night::NightOf("2026-05-01".parse()?);
    /// assert_eq!(Diary::of(&[]).told(Amount::Alcohol, night), None);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn told(&self, what: Amount, night: NightOf) -> Option<Timeliness> {
        let said = self.said[what as usize].get(&night).and_then(|said| said.told());
        let observed = self.devices[what as usize].on(night).map(|_| Timeliness::InTime);
        if said == Some(Timeliness::InTime) { said } else { observed.or(said) }
    }

    /// When the air of the day before a night was told; `None` where nobody told it.
    ///
    /// Equation, source, validity and example: [`Diary::told`].
    pub fn told_air(&self, night: NightOf) -> Option<Timeliness> {
        self.night_air_c.get(&night).map(|(_, told)| *told)
    }

    /// The person's own median (unit of [`Amount`]) of the 90 nights before a night; `None` below five values. What a
    /// person says is held against what the person said, what a device observed against what devices observed: the two
    /// do not measure alike.
    ///
    /// Equation: median. Source: the diary. Valid where recording does not depend on the amount.
    ///
    /// ```
    /// use charley_body::daily::{Amount, Diary};
    /// let night = charley_domain::night::NightOf("2026-05-01".parse()?);
    /// assert_eq!(Diary::of(&[]).usual(Amount::Sleep, night), None);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn usual(&self, what: Amount, night: NightOf) -> Option<f64> {
        let (said, devices) = (&self.said[what as usize], &self.devices[what as usize]);
        let nights = before(night, MEDIAN_NIGHTS);
        let by_device = || devices.range(nights.clone());
        let by_person = || said.range(nights.clone()).filter_map(|(_, said)| said.value());
        let is_said = said.get(&night).is_some_and(|said| said.in_time().is_some());
        let values: Vec<f64> = match (devices.on(night), devices.is_calibrated()) {
            // On one scale all values count, each night once.
            (_, true) => {
                let is_silent = |night: &NightOf| said.get(night).and_then(|said| said.value()).is_none();
                by_person().chain(devices.range_where(nights.clone(), is_silent)).collect()
            }
            (Some(_), false) if !is_said => by_device().collect(),
            _ => by_person().collect(),
        };
        (values.len() >= MEDIAN_VALUES).then(|| median(values)).flatten()
    }

    /// Warmest air of the day before a night, in °C, as reported.
    ///
    /// Equation: the report given last. Source: the diary. Valid where the report is of air in the shade.
    ///
    /// ```
    /// let night = charley_domain::night::NightOf("2026-05-01".parse()?);
    /// assert_eq!(charley_body::daily::Diary::of(&[]).day_air_c(night), None);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn day_air_c(&self, night: NightOf) -> Option<f64> {
        self.night_air_c.get(&night).map(|(air_c, _)| *air_c)
    }

    /// Air temperature reported for a workout, in °C.
    ///
    /// Equation: the report given last. Source: the diary. Valid where the report is of air in the shade.
    ///
    /// ```
    /// let id = charley_domain::workout::WorkoutId("a".into());
    /// assert_eq!(charley_body::daily::Diary::of(&[]).workout_air_c(&id), None);
    /// ```
    pub fn workout_air_c(&self, id: &WorkoutId) -> Option<f64> {
        self.workout_air_c.get(id).copied()
    }
}

/// The middle of some values; `None` of none.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len().is_multiple_of(2) { f64::midpoint(values[middle - 1], upper) } else { upper })
}

/// What was said of an amount, by the night it belongs to.
fn said(
    what: Amount,
    entries: &[Entry],
    cramps: &BTreeMap<NightOf, Timestamp>,
) -> BTreeMap<NightOf, ToldAmount> {
    let mut said: BTreeMap<NightOf, ToldAmount> = BTreeMap::new();
    for entry in entries {
        let Some(value) = value(what, entry) else { continue };
        let of_night = said.entry(entry.night).or_default();
        if entry.asked {
            of_night.answer(value);
            continue;
        }
        let when = told(entry, held_against(what, entry), cramps);
        of_night.add(when, value, |a, b| what.join(a, b));
    }
    said
}

/// The `nights` nights before a night.
fn before(night: NightOf, nights: u16) -> Range<NightOf> {
    NightOf(night.date().saturating_sub(i32::from(nights).days()))..night
}

/// The `nights` nights before a night, last first.
pub(crate) fn back(night: NightOf, nights: u16) -> impl Iterator<Item = NightOf> {
    std::iter::successors(Some(night.before()), |night| Some(night.before())).take(usize::from(nights))
}

fn value(what: Amount, entry: &Entry) -> Option<f64> {
    let hour = || entry.occurred_at.civil().hour();
    match (&entry.record, what) {
        (Record::Alcohol { units }, Amount::Alcohol) => Some(units.units()),
        // Caffeine earlier in the day is known, and known not to be late.
        (Record::Caffeine { caffeine_mg }, Amount::LateCaffeine) => {
            let hour = hour();
            Some(if hour >= LATE_FROM_HOUR || hour < EVENING.1 { caffeine_mg.mg() } else { 0.0 })
        }
        (Record::Stretch, Amount::EveningStretch) => {
            let hour = hour();
            (hour >= EVENING.0 || hour < EVENING.1).then_some(1.0)
        }
        (Record::NoStretch, Amount::EveningStretch) => Some(0.0),
        (Record::Sitting { hours }, Amount::Sitting) | (Record::Sleep { hours }, Amount::Sleep) => {
            Some(hours.h())
        }
        _ => None,
    }
}
