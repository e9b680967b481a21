//! The exposures of one workout, trigger by trigger.

use charley_domain::trigger;
use charley_domain::{
    basis::{Basis, Known},
    entry::Effort,
    missing::{Ask, Missing},
    night::NightOf,
    workout::Sport,
};
use jiff::{ToSpan, civil::Date};

use crate::{
    daily, first_heat,
    night::{heat_units, short_sleep},
    outcome::WorkoutOutcome,
    record::{Loaded, PersonRecord, TriggerReading},
    summary::WorkoutSummary,
    timeline::Band,
    weather::AirBasis,
};

/// Days back in which own workouts of like length are looked for, and how many it takes. Assumed.
const LIKE_DAYS: i64 = 90;
const LIKE_WORKOUTS: usize = 3;
/// Durations that count as like: two thirds to one and a half. Assumed.
const LIKE_DURATION: std::ops::RangeInclusive<f64> = (2.0 / 3.0)..=1.5; // own judgement
/// Days back among which the longest is looked for. Source: triggers.csv, `distance_jump`.
const LONGEST_DAYS: i64 = 28;
/// Largest and smallest exposure believed, in units of the trigger. Assumed.
const BELIEVED: (f64, f64) = (-5.0, 5.0); // own judgement
/// A start between these hours is a morning start. Assumed.
const MORNING: std::ops::Range<i8> = 4..10;
/// Shortest distance over which descent per km means anything. Assumed.
const SHORTEST_KM: f64 = 0.5;

/// Each trigger of the workout at `index` that this crate can speak of, with what it is.
pub(crate) fn readings(record: &PersonRecord<'_>, index: usize) -> Vec<(String, TriggerReading)> {
    let Some(loaded) = record.workouts.get(index) else { return Vec::new() };
    let workout = &loaded.workout;
    let night_before = NightOf(workout.start.civil().date()).before();
    [
        (trigger::ELAPSED, elapsed(workout)),
        (trigger::INTENSITY, intensity(record, index)),
        (trigger::DISTANCE_JUMP, distance_jump(record, index)),
        (trigger::DESCENT, descent(workout)),
        (trigger::HEAT, heat(record, workout)),
        (trigger::FIRST_HEAT, first_heat::reading(record, index)),
        (trigger::STRENGTH_MISSING, strength_missing(record, workout)),
        (trigger::SHORT_SLEEP, short_sleep(record, night_before)),
        (trigger::CRAMPED_LAST_WEEK, cramped_last_week(record, night_before)),
        (trigger::MORNING, morning(workout)),
        (trigger::FLUID_DEFICIT, modelled(record, workout, (0, |outcome| outcome.deficit_pct.q50))),
        (trigger::SODIUM_DEFICIT, modelled(record, workout, (1, |outcome| outcome.sodium_deficit_g.q50))),
        (trigger::CORE_TEMPERATURE, modelled(record, workout, (2, |outcome| outcome.core_rise_c.q50))),
        (trigger::GLYCOGEN_LOW, modelled(record, workout, (3, |outcome| outcome.fuel_spent.q50))),
    ]
    .map(|(id, reading)| (id.to_owned(), reading))
    .into()
}

/// A state at the end of the workout, from the body model.
fn modelled(
    record: &PersonRecord<'_>,
    workout: &WorkoutSummary,
    (place, value): (usize, fn(&WorkoutOutcome) -> f64),
) -> TriggerReading {
    let Some(outcome) = record.body.and_then(|body| body.outcomes.get(&workout.id)) else {
        return TriggerReading::Lacks(NOT_COMPUTED);
    };
    TriggerReading::Drawn(
        Known { value: value(outcome), basis: outcome.basis() },
        outcome.ends[place].clone(),
    )
}

/// What the water, salt, heat and fuel balance would give.
const NOT_COMPUTED: Missing = Missing::of(
    "fluid, sodium, fuel and body heat of a workout of which neither time nor effort is known",
    &[],
);

fn elapsed(workout: &WorkoutSummary) -> TriggerReading {
    // The whole workout; the hazard model spreads it over the minutes.
    TriggerReading::Is(Known::measured(workout.active_s / 1800.0)) // triggers.csv, elapsed_30min
}

fn intensity(record: &PersonRecord<'_>, index: usize) -> TriggerReading {
    let this = &record.workouts[index];
    let (like, since) = (measure(this), LIKE_DAYS);
    // A race is faster than training of its length in everybody: like is compared with like.
    let is_race = |loaded: &Loaded| loaded.workout.effort == Some(Effort::Race);
    let mut before: Vec<f64> = earlier(record, index, since)
        .filter(|other| is_race(other) == is_race(this))
        .filter(|other| LIKE_DURATION.contains(&(other.workout.active_s / this.workout.active_s)))
        .filter_map(|other| comparable(other, like.as_ref()?.kind))
        .collect();
    before.sort_by(f64::total_cmp);
    let value = like.filter(|_| before.len() >= LIKE_WORKOUTS).and_then(|like| {
        let usual = before[before.len() / 2];
        let units = (like.value / usual - 1.0) / 0.10; // triggers.csv, intensity_10pct
        let by = format!("{} against {} own workouts of that length", like.kind, before.len());
        (usual > 0.0)
            .then(|| Known { value: units.clamp(BELIEVED.0, BELIEVED.1), basis: Basis::estimated(by) })
    });
    TriggerReading::of(
        value,
        Missing::of(
            "three own workouts of about that length in the 90 days before, with pace, power or heart rate",
            &[],
        ),
    )
}

/// The same measure of another workout; how hard it was as a share of threshold is known of most.
fn comparable(other: &Loaded, kind: &'static str) -> Option<f64> {
    if kind == INTENSITY {
        return other.load.as_ref().map(|load| load.intensity);
    }
    measure(other).filter(|measure| measure.kind == kind).map(|measure| measure.value)
}

const INTENSITY: &str = "intensity";

struct Measure {
    kind: &'static str,
    value: f64,
}

/// How hard a workout was: power, else flat pace, else intensity by heart rate or feeling.
fn measure(loaded: &Loaded) -> Option<Measure> {
    let workout = &loaded.workout;
    let power = workout.power_w.map(|power| Measure { kind: "power", value: power.mean });
    let pace = || workout.flat_speed_m_s.map(|speed| Measure { kind: "pace", value: speed.mean });
    let felt = || loaded.load.as_ref().map(|load| Measure { kind: INTENSITY, value: load.intensity });
    power.or_else(pace).or_else(felt)
}

fn distance_jump(record: &PersonRecord<'_>, index: usize) -> TriggerReading {
    let this = &record.workouts[index].workout;
    if this.effort == Some(Effort::Race) {
        // Nearly everybody races longer than they train: the rates of races hold that.
        return TriggerReading::Is(Known {
            value: 0.0,
            basis: Basis::assumed("a race is longer than the training for it"),
        });
    }
    let longest = |length: fn(&WorkoutSummary) -> Option<f64>| {
        earlier(record, index, LONGEST_DAYS).filter_map(|other| length(&other.workout)).reduce(f64::max)
    };
    let by_distance = this.distance_m.zip(longest(|w| w.distance_m)).map(|pair| (pair, Basis::Measured));
    let by_time =
        || longest(|w| Some(w.active_s)).map(|usual| ((this.active_s, usual), Basis::estimated("time")));
    let value = by_distance.or_else(by_time).filter(|((_, usual), _)| *usual > 0.0).map(
        |((length, usual), basis)| Known { value: (length / usual - 1.0).clamp(-1.0, BELIEVED.1), basis },
    );
    TriggerReading::of(value, Missing::of("a workout of that sport in the four weeks before", &[]))
}

/// Workouts of the same kind that started before this one, at most `days` earlier.
fn earlier<'r>(record: &'r PersonRecord<'_>, index: usize, days: i64) -> impl Iterator<Item = &'r Loaded> {
    let this = &record.workouts[index].workout;
    let (date, kind) = (date_of(this), family(this.sport));
    let oldest = date.saturating_sub(days.days());
    record.workouts[..index]
        .iter()
        .rev()
        .take_while(move |other| date_of(&other.workout) >= oldest)
        .filter(move |other| family(other.workout.sport) == kind)
}

fn date_of(workout: &WorkoutSummary) -> Date {
    workout.start.civil().date()
}

/// Whether two sports are compared with one another.
///
/// Equation: none. Source: own judgement. Valid for all sports.
///
/// ```
/// use charley_domain::workout::Sport;
/// assert!(charley_body::is_of_a_kind(Sport::Run, Sport::TrailRun) && !charley_body::is_of_a_kind(Sport::Run, Sport::Ride));
/// ```
pub fn is_of_a_kind(a: Sport, b: Sport) -> bool {
    family(a) == family(b)
}

/// Sports that are compared with one another.
const fn family(sport: Sport) -> Sport {
    match sport {
        Sport::TrailRun => Sport::Run,
        Sport::Hike => Sport::Walk,
        Sport::IndoorRide => Sport::Ride,
        other => other,
    }
}

fn descent(workout: &WorkoutSummary) -> TriggerReading {
    let km = workout.distance_m.map(|metres| metres / 1000.0).filter(|km| *km >= SHORTEST_KM);
    let value = workout.descent_m.zip(km).map(|(descent, km)| Known {
        value: descent / km / 50.0, // triggers.csv, descent_50m_km
        basis: Basis::estimated("smoothed altitude"),
    });
    TriggerReading::of(value, Missing::of("altitude and distance of the workout", &[]))
}

fn heat(record: &PersonRecord<'_>, workout: &WorkoutSummary) -> TriggerReading {
    let met =
        record.body.and_then(|body| body.outcomes.get(&workout.id)).and_then(|outcome| outcome.air.as_ref());
    if let Some(air) = met.filter(|air| air.is_of_that_day()) {
        // What was said is what it was; the draws tell how sure that is.
        let said_c = record.diary.workout_air_c(&workout.id).filter(|_| air.basis == AirBasis::Said);
        let value = heat_units(said_c.unwrap_or(air.air_c.q50));
        let draws = air.draws_c.iter().map(|air_c| heat_units(f64::from(*air_c)) as f32).collect();
        let basis = match air.basis {
            AirBasis::Said | AirBasis::DaySaid => Basis::Measured,
            _ => {
                Basis::estimated(air.source.clone().unwrap_or_else(|| "the device's thermometer".to_owned()))
            }
        };
        return TriggerReading::Drawn(Known { value, basis }, draws);
    }
    let value = record.diary.workout_air_c(&workout.id).map(heat_units).map(Known::measured);
    TriggerReading::of(value, NO_AIR)
}

/// What an unknown air is called.
pub(crate) const NO_AIR: Missing =
    Missing::of("the air during the workout; a sensor on the wrist is not the air", &[Ask::WorkoutAir]);

/// Strength of the calf that was not back yet at the start.
fn strength_missing(record: &PersonRecord<'_>, workout: &WorkoutSummary) -> TriggerReading {
    let Some(missing) = record.body.and_then(|body| body.strength_missing(workout.start.instant)) else {
        return TriggerReading::Lacks(Missing::of("a workout before it", &[]));
    };
    let units: Vec<f32> = missing.iter().map(|lost| strength_units(f64::from(*lost)) as f32).collect();
    let Some(middle) = Band::of(units.iter().copied()) else { return TriggerReading::Apart };
    let basis = Basis::estimated("the workouts of two weeks, through the body model");
    TriggerReading::Drawn(Known { value: middle.q50, basis }, units)
}

/// Missing strength in units of `strength_missing_10pct`, from a share.
pub(crate) fn strength_units(lost: f64) -> f64 {
    lost / 0.10 // triggers.csv, strength_missing_10pct
}

fn cramped_last_week(record: &PersonRecord<'_>, last_night: NightOf) -> TriggerReading {
    let nights: Vec<NightOf> = std::iter::once(last_night).chain(daily::back(last_night, 6)).collect();
    let in_workout =
        |night: &NightOf| record.diary.entries(*night).iter().any(|entry| entry.record.kind() == "cramp");
    if nights.iter().any(in_workout) {
        return TriggerReading::Is(Known::measured(1.0));
    }
    let known = nights.iter().filter(|night| record.diary.state(**night).is_known()).count();
    match known {
        7 => TriggerReading::Is(Known::measured(0.0)),
        4..=6 => TriggerReading::Is(Known {
            value: 0.0,
            basis: Basis::estimated(format!("{known} of 7 nights known")),
        }),
        _ => {
            TriggerReading::Lacks(Missing::of("an answer for most nights of the week before", &[Ask::Nights]))
        }
    }
}

fn morning(workout: &WorkoutSummary) -> TriggerReading {
    let hour = workout.start.civil().hour();
    TriggerReading::Is(Known::measured(f64::from(u8::from(MORNING.contains(&hour)))))
}
