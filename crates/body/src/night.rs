//! The exposures of one night, trigger by trigger.

use charley_domain::trigger;
use charley_domain::{
    basis::{Basis, Known},
    missing::{Ask, Missing},
    night::NightOf,
    person::{Sex, Trimester},
};

use jiff::Timestamp;

use crate::{
    carried::Meals,
    daily::{self, Amount},
    intake::carbohydrate_g,
    parameter::HEAT_FROM_C,
    record::{PersonRecord, TriggerReading},
    season,
    timeline::Band,
};

/// Degrees of one unit of heat. Source: triggers.csv, `heat_5c`.
const HEAT_UNIT_C: f64 = 5.0; // triggers.csv, heat_5c

/// Each trigger of the night that this crate can speak of, with what it is.
pub(crate) fn readings(record: &PersonRecord<'_>, night: NightOf) -> Vec<(String, TriggerReading)> {
    let mut readings: Vec<(String, TriggerReading)> = [
        (trigger::LOAD, load(record, night)),
        (trigger::LOAD_JUMP, load_jump(record, night)),
        (trigger::HEAT, hot_day(record, night)),
        (trigger::SITTING, sitting(record, night)),
        (
            trigger::ALCOHOL,
            amount(
                record,
                night,
                ToldTrigger {
                    what: Amount::Alcohol,
                    unit: 2.0,
                    missing: Missing::of("alcohol that evening, 0 counts", &[Ask::Alcohol]),
                },
            ),
        ),
        (
            trigger::LATE_CAFFEINE,
            amount(
                record,
                night,
                ToldTrigger {
                    what: Amount::LateCaffeine,
                    unit: 100.0,
                    missing: Missing::of("caffeine after 15:00, 0 counts", &[Ask::Caffeine]),
                },
            ),
        ),
        (trigger::SHORT_SLEEP, short_sleep(record, night.before())),
        (
            trigger::STRETCH,
            amount(
                record,
                night,
                ToldTrigger {
                    what: Amount::EveningStretch,
                    unit: 1.0,
                    missing: Missing::of("stretching before bed", &[Ask::Stretch]),
                },
            ),
        ),
        (trigger::PREGNANCY_TRIMESTER_2, trimester(record, night, Trimester::Second)),
        (trigger::PREGNANCY_TRIMESTER_3, trimester(record, night, Trimester::Third)),
        (trigger::SEASON, season(record, night)),
        (trigger::HISTORY, history(record, night)),
    ]
    .map(|(id, reading)| (id.to_owned(), reading))
    .into();
    readings.extend(at_bedtime(record, night));
    readings.extend(medicines(record, night));
    readings
}

/// What the water, salt and fuel balance would give.
const NOT_COMPUTED: Missing =
    Missing::of("workouts of those days, for fluid, sodium and fuel at bedtime", &[Ask::Workouts]);

/// Local hour at which a night is taken to begin.
const BEDTIME: (i8, i8) = (22, 30); // own judgement

/// What is missing in the body at bedtime, from the body model; nothing is missing after four days without a workout.
fn at_bedtime(record: &PersonRecord<'_>, night: NightOf) -> Vec<(String, TriggerReading)> {
    const IDS: [&str; 3] = [trigger::FLUID_DEFICIT, trigger::SODIUM_DEFICIT, trigger::CARBOHYDRATE_SHORTFALL];
    let trains = record.daily.as_ref().is_some_and(|daily| daily.on(night.date()).is_some());
    let Some(body) = record.body.filter(|_| trains) else {
        return vec![(IDS[0].to_owned(), TriggerReading::Lacks(NOT_COMPUTED))];
    };
    let (hour, minute) = BEDTIME;
    // The offset of the last workout is where the person was.
    let offset_s = record.workouts.last().map_or(0, |last| last.workout.start.offset_s);
    let zone =
        jiff::tz::TimeZone::fixed(jiff::tz::Offset::from_seconds(offset_s).unwrap_or(jiff::tz::Offset::UTC));
    let Ok(bedtime) = night.date().at(hour, minute, 0, 0).to_zoned_datetime(zone) else { return Vec::new() };
    let known = |value: f64| Known {
        value,
        basis: Basis::estimated("the body model; food and drink as usual assumed"),
    };
    let bedtime = bedtime.timestamp();
    let Some(rested) = body.before(bedtime, |ended| eaten(record, night, (ended, bedtime))) else {
        return IDS.iter().map(|id| ((*id).to_owned(), TriggerReading::Is(known(0.0)))).collect();
    };
    let reading = |draws: Vec<f32>| {
        let median = Band::of(draws.iter().copied()).map_or(f64::NAN, |band| band.q50);
        TriggerReading::Drawn(known(median), draws)
    };
    let carbohydrate = rested.carbohydrate_shortfall_g_kg;
    let drawn = [
        reading(rested.fluid_deficit_pct),
        reading(rested.sodium_deficit_g),
        carbohydrate.map_or_else(|| TriggerReading::Lacks(NOT_EATEN), reading),
    ];
    IDS.iter().map(|id| (*id).to_owned()).zip(drawn).collect()
}

/// What the carbohydrate of the evening would give.
const NOT_EATEN: Missing = Missing::of("what you ate after the workout", &[Ask::Food]);

/// What was recorded as eaten since a workout ended, today or the days before.
fn eaten(record: &PersonRecord<'_>, night: NightOf, (from, to): (Timestamp, Timestamp)) -> Meals {
    let days = std::iter::once(night).chain(daily::back(night, 4));
    let entries = days.flat_map(|night| record.diary.entries(night).iter().map(|entry| (*entry).clone()));
    Meals { carbohydrate_g: carbohydrate_g(&entries.collect::<Vec<_>>(), (from, to)) }
}

fn load(record: &PersonRecord<'_>, night: NightOf) -> TriggerReading {
    let value = record.daily.as_ref().and_then(|daily| {
        let points = daily.on(night.date())?;
        let trained = || record.on(night.date());
        // The basis of the hardest workout of the day; a rest day has none.
        let hardest = trained()
            .filter_map(|w| w.load.as_ref())
            .max_by(|a, b| a.points.value.total_cmp(&b.points.value))
            .map(|load| load.points.basis.clone());
        Some(Known { value: points / 100.0, basis: hardest.unwrap_or_else(|| daily.basis()) })
    });
    TriggerReading::of(value, Missing::of("workouts of that time", &[Ask::Workouts]))
}

fn load_jump(record: &PersonRecord<'_>, night: NightOf) -> TriggerReading {
    let value = record
        .daily
        .as_ref()
        .and_then(|daily| Some(Known { value: daily.jump(night.date())?, basis: daily.basis() }));
    TriggerReading::of(value, Missing::of("five weeks of workouts before that night", &[]))
}

fn hot_day(record: &PersonRecord<'_>, night: NightOf) -> TriggerReading {
    let reported = record.diary.day_air_c(night).map(|air_c| (air_c, Basis::Measured));
    let trained = || {
        let of_day = record.on(night.date());
        let warmest = of_day.filter_map(|w| record.diary.workout_air_c(&w.workout.id)).reduce(f64::max)?;
        Some((warmest, Basis::estimated("the air during your workout that day")))
    };
    let brought = || {
        let warmest = record.air.warmest(night.date())?;
        Some((warmest.air_c, Basis::estimated(warmest.source)))
    };
    let value = reported
        .or_else(brought)
        .or_else(trained)
        .map(|(air_c, basis)| Known { value: heat_units(air_c), basis });
    TriggerReading::of(value, Missing::of("the warmest air of that day", &[Ask::DayAir]))
}

/// Heat of a workout in units of `heat_5c`, from the air in the shade in °C, as told.
///
/// Equation: (air - 18) / 5, and none below 18 °C. Source: triggers.csv, `heat_5c`. Valid for air in the shade.
///
/// ```
/// assert_eq!(charley_body::heat(28.0).value, 2.0);
/// assert_eq!(charley_body::heat(5.0).value, 0.0);
/// ```
pub fn heat(air_c: f64) -> Known<f64> {
    Known::measured(heat_units(air_c))
}

/// Units of heat above the temperature from which it counts; below, none.
pub(crate) fn heat_units(air_c: f64) -> f64 {
    ((air_c - HEAT_FROM_C.value) / HEAT_UNIT_C).max(0.0)
}

fn sitting(record: &PersonRecord<'_>, night: NightOf) -> TriggerReading {
    let value = record.diary.amount(Amount::Sitting, night).zip(record.diary.usual(Amount::Sitting, night));
    let value = value.map(|(sat, usual)| Known { value: (sat.value - usual) / 2.0, basis: sat.basis });
    TriggerReading::of(
        value,
        Missing::of("the longest sitting of that day and of five days before", &[Ask::Sitting]),
    )
}

/// A trigger that is an amount somebody tells.
struct ToldTrigger {
    what: Amount,
    /// So much of it is one unit of the trigger.
    unit: f64,
    /// What to record where it is not known.
    missing: Missing,
}

fn amount(record: &PersonRecord<'_>, night: NightOf, told: ToldTrigger) -> TriggerReading {
    let ToldTrigger { what, unit, missing } = told;
    let still_open = record.open.is_some_and(|open| night >= open);
    let known = if still_open { record.diary.said(what, night) } else { record.diary.amount(what, night) };
    let value = known.map(|known| Known { value: known.value / unit, basis: known.basis });
    TriggerReading::of(value, missing)
}

/// Hours by which the sleep of `slept` fell short of the person's own median.
pub(crate) fn short_sleep(record: &PersonRecord<'_>, slept: NightOf) -> TriggerReading {
    let value = record.diary.amount(Amount::Sleep, slept).zip(record.diary.usual(Amount::Sleep, slept));
    let value = value.map(|(hours, usual)| Known { value: usual - hours.value, basis: hours.basis });
    TriggerReading::of(
        value,
        Missing::of("sleep of the night before and of five nights before it", &[Ask::Sleep]),
    )
}

fn trimester(record: &PersonRecord<'_>, night: NightOf, trimester: Trimester) -> TriggerReading {
    if record.person.pregnant_since.is_none() || record.person.sex == Some(Sex::Male) {
        return TriggerReading::Apart;
    }
    match record.person.trimester(night.date()) {
        Some(now) => TriggerReading::Is(Known::measured(f64::from(u8::from(now == trimester)))),
        None => TriggerReading::Apart,
    }
}

fn season(record: &PersonRecord<'_>, night: NightOf) -> TriggerReading {
    let value = record.person.hemisphere.map(|hemisphere| {
        let (cosine, _) = season::waves(night.date(), hemisphere);
        Known { value: cosine, basis: Basis::estimated("the calendar") }
    });
    TriggerReading::of(value, Missing::of("the hemisphere of your home", &[Ask::Hemisphere]))
}

fn history(record: &PersonRecord<'_>, night: NightOf) -> TriggerReading {
    let value = record.history.get(&night).map(|index| {
        let unknown = daily::back(night, 7).filter(|night| !record.diary.state(*night).is_known()).count();
        let basis = if unknown == 0 {
            Basis::Measured
        } else {
            Basis::estimated(format!("the cramps you logged; {unknown} of the 7 nights before are unknown"))
        };
        Known { value: *index, basis }
    });
    TriggerReading::of(value, Missing::of("an answer for any earlier night", &[Ask::Nights]))
}

fn medicines(record: &PersonRecord<'_>, night: NightOf) -> Vec<(String, TriggerReading)> {
    if !record.medicines.were_asked() {
        let missing = Missing::of("your medicines, if you take any", &[Ask::Medicines]);
        return vec![(trigger::MEDICINE_OTHER.to_owned(), TriggerReading::Lacks(missing))];
    }
    let mut readings: Vec<(String, TriggerReading)> = record
        .medicines
        .on(night)
        .into_iter()
        .map(|(trigger, known)| (trigger.id, TriggerReading::Is(known)))
        .collect();
    readings.extend(record.medicines.unrecognised().into_iter().map(|name| {
        (
            trigger::MEDICINE_OTHER.to_owned(),
            TriggerReading::Lacks(Missing::made(
                format!("what {name:?} is: it is not in the medicine table"),
                [],
            )),
        )
    }));
    readings
}
