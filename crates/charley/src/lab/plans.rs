//! `lab plans`: random persons, courses and weathers through the planner, and every bound held against what it advises.

use charley_domain::{
    entry::{Effort, Entry, EntrySource, MedicineUse, Record, Sun},
    moment::{Moment, Precision},
    night::NightOf,
    person::{Condition, Person, RaceCramps, Saltiness, Sex},
    quantity::{BodyMass, Height},
    workout::Sport,
};
use jiff::{ToSpan, ZonedDateTime, civil::date, tz::TimeZone};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::Serialize;

use crate::lab::verify::Tick;
use charley_answers::plan::{GAIN_LIMIT, Goal, Outing, Plan, Spec, ToldAmounts};
use charley_case::{Case, answered::Answered, learned::LearnedCache};
use charley_speech::gates;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlansSize {
    /// Persons, each with one workout.
    pub(crate) persons: u64,
    /// Seed.
    pub(crate) seed: u64,
    /// The amounts alone, which takes a hundredth of the time, or whole plans.
    pub(crate) whole: bool,
}

/// `charley.lab_plans/1`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct PlansDocument {
    pub(crate) schema: &'static str,
    pub(crate) persons: u64,
    pub(crate) seed: u64,
    /// Plans with amounts of drink.
    pub(crate) with_amounts: u64,
    /// Plans behind a closed gate.
    pub(crate) gate_closed: u64,
    /// Plans in which no amount was safe.
    pub(crate) no_safe_amount: u64,
    /// What the persons meant to drink, where they said it: plans in which it was called dangerous, of how many.
    pub(crate) own_dangerous: u64,
    pub(crate) own_said: u64,
    /// The rows of the table.
    pub(crate) bounds: Vec<Bound>,
    /// Plans that passed a bound, with what they were; none is the promise.
    pub(crate) broken: Vec<String>,
}

/// One bound with the nearest that any plan came to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Bound {
    pub(crate) what: &'static str,
    pub(crate) limit: f64,
    pub(crate) largest: f64,
    pub(crate) broken: u64,
}

/// What one plan came to, against each bound: above 0 it is broken.
#[derive(Debug, Clone, PartialEq)]
struct PlanOutcome {
    amounts: bool,
    closed: bool,
    own: Option<bool>,
    /// In the order of [`BOUNDS`].
    values: [f64; BOUNDS.len()],
    about: String,
}

/// The bounds: what, and the limit.
const BOUNDS: [(&str, f64); 9] = [
    ("drink advised over the 10th percentile of the sweat rate", 1.0),
    ("drink advised, L/h", gates::FLUID_LIMIT_L_H),
    ("sodium advised over the 10th percentile of the loss", 1.0),
    ("P(plasma sodium < 135 mmol/L) under the advice", gates::LOW_SODIUM_LIMIT),
    ("P(more drunk than lost) under the advice", GAIN_LIMIT),
    ("drink on the card so far over the rate times the time", 1.0),
    ("amounts of drink or salt through a closed gate", 0.0),
    ("amounts of carbohydrate through a closed gate", 0.0),
    ("numbers that are none", 0.0),
];

impl PlansSize {
    /// The table.
    pub(crate) fn measured(&self, tick: Tick<'_>) -> PlansDocument {
        let outcomes: Vec<PlanOutcome> = (0..self.persons)
            .into_par_iter()
            .map(|number| {
                let outcome = outcome((self.seed, number), self.whole);
                tick();
                outcome
            })
            .collect();
        let count =
            |is: &dyn Fn(&PlanOutcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count() as u64;
        let bounds = BOUNDS.iter().enumerate().map(|(place, (what, limit))| Bound {
            what,
            limit: *limit,
            largest: outcomes.iter().map(|outcome| outcome.values[place]).fold(0.0, f64::max),
            broken: count(&|outcome| outcome.values[place] > *limit),
        });
        let broken = outcomes
            .iter()
            .filter(|outcome| outcome.values.iter().zip(BOUNDS).any(|(value, (_, limit))| *value > limit))
            .map(|outcome| outcome.about.clone());
        PlansDocument {
            schema: "charley.lab_plans/1",
            persons: self.persons,
            seed: self.seed,
            with_amounts: count(&|outcome| outcome.amounts),
            gate_closed: count(&|outcome| outcome.closed),
            no_safe_amount: count(&|outcome| !outcome.amounts && !outcome.closed),
            own_dangerous: count(&|outcome| outcome.own == Some(true)),
            own_said: count(&|outcome| outcome.own.is_some()),
            bounds: bounds.collect(),
            broken: broken.collect(),
        }
    }
}

fn outcome((seed, number): (u64, u64), whole: bool) -> PlanOutcome {
    let mut rng = ChaCha8Rng::seed_from_u64(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number);
    let case = case(&mut rng);
    let spec = spec(&mut rng);
    // A random goal may beat a record: a slower one is none the less a plan.
    let slower = Spec { goal: Some(Goal::Pace(420.0)), ..spec.clone() };
    let read = |spec: &Spec| Outing::of(spec, None, &case.now);
    let outing = match read(&spec).or_else(|_| read(&slower)) {
        Ok(outing) => outing,
        Err(error) => return unplanned(format!("person {number}: {error}")),
    };
    if !whole {
        let about = format!("person {number}: {} {:?} {:?}", outing.goal_s, spec, case.person);
        let told_of = ToldAmounts::of(&Answered::of(case.clone()), &outing, 1);
        return told(&case, told_of, about);
    }
    let plan = Plan::of(&Answered::of(case.clone()), &outing, 1);
    let about = format!("person {number}: {} {:?} {:?}", plan.workout.goal_s, spec, case.person);
    held(&case, &plan, about)
}

/// The same of the amounts alone.
fn told(case: &Case, told: ToldAmounts, about: String) -> PlanOutcome {
    let salt = gates::salt_and_fluid(&case.person, &case.entries, case.now.date()).is_open();
    let mut values = [0.0; BOUNDS.len()];
    let amounts = match told {
        ToldAmounts::Most(amounts) => Some(amounts),
        ToldAmounts::Closed | ToldAmounts::NoneIsSafe => None,
    };
    if let Some(most) = amounts {
        let over = |amount: f64, limit: f64| if amount > 0.0 { amount / limit } else { 0.0 };
        values[0] = over(most.fluid_ml_h, most.fluid_limit_ml_h);
        values[1] = most.fluid_ml_h / 1000.0;
        values[2] = over(most.sodium_mg_h, most.sodium_limit_mg_h);
        values[3] = most.drinking.probability_of_low_sodium;
        values[4] = most.drinking.probability_of_mass_gain;
        values[5] = most.ahead_of_rate;
        values[6] = if salt { 0.0 } else { 1.0 };
        values[8] = values.iter().filter(|value| value.is_nan()).count() as f64;
    }
    PlanOutcome { amounts: amounts.is_some(), closed: told == ToldAmounts::Closed, own: None, values, about }
}

fn unplanned(about: String) -> PlanOutcome {
    let mut values = [0.0; BOUNDS.len()];
    values[BOUNDS.len() - 1] = 1.0;
    PlanOutcome { amounts: false, closed: false, own: None, values, about }
}

fn held(case: &Case, plan: &Plan, about: String) -> PlanOutcome {
    let today = case.now.date();
    let salt = gates::salt_and_fluid(&case.person, &case.entries, today).is_open();
    let sugar = gates::carbohydrate(&case.person, &case.entries, today).is_open();
    let amounts = plan.per_hour;
    let over = |amount: Option<f64>, limit: Option<f64>| match (amount, limit) {
        (Some(amount), Some(limit)) if amount > 0.0 => amount / limit,
        (Some(amount), None) if amount > 0.0 => f64::INFINITY,
        _ => 0.0,
    };
    let card = plan.card.as_ref();
    let lines = || card.iter().flat_map(|card| &card.lines);
    let ahead = lines().filter_map(|line| {
        let allowed = amounts.fluid_ml? * line.at_s / 3600.0;
        Some(line.fluid_so_far_at_most_ml? / allowed.max(1e-9))
    });
    let told = [amounts.fluid_ml, amounts.sodium_mg];
    let drunk = lines().flat_map(|line| [line.fluid_at_most_ml, line.sodium_at_most_mg]);
    let turned = plan.levers.iter().filter(|lever| matches!(lever.id, "drink" | "sodium")).count();
    let closed_amounts = told.into_iter().chain(drunk).flatten().count() + turned;
    let fed = lines().filter_map(|line| line.carbohydrate_g).count()
        + usize::from(amounts.carbohydrate_g.is_some())
        + plan.levers.iter().filter(|lever| lever.id == "carbohydrate").count();
    let values = [
        over(amounts.fluid_ml, plan.limits.map(|limits| limits.fluid_ml_h)),
        amounts.fluid_ml.unwrap_or(0.0) / 1000.0,
        over(amounts.sodium_mg, plan.limits.map(|limits| limits.sodium_mg_h)),
        plan.limits.map_or(0.0, |limits| limits.drinking.probability_of_low_sodium),
        plan.limits.map_or(0.0, |limits| limits.drinking.probability_of_mass_gain),
        ahead.fold(0.0, f64::max),
        if salt { 0.0 } else { closed_amounts as f64 },
        if sugar { 0.0 } else { fed as f64 },
        no_numbers(plan) as f64,
    ];
    PlanOutcome {
        amounts: amounts.fluid_ml.is_some(),
        closed: !salt,
        own: plan.own_drinking.as_ref().map(|own| own.verdict == "dangerous"),
        values,
        about,
    }
}

/// What of a plan should be a number and is none.
fn no_numbers(plan: &Plan) -> usize {
    // Of a plan in heat at which races are called off there is nothing but that: a number would be one too many.
    if plan.is_called_off() {
        return plan.paces.len() + plan.levers.len() + usize::from(plan.limits.is_some());
    }
    let missing_paces = 3 - plan.paces.len().min(3);
    let of_pace = plan.paces.iter().map(|pace| {
        let gone = [pace.probability, pace.finish.sweat_l, pace.finish.mass_lost_pct, pace.finish.fuel_left];
        gone.iter().filter(|one| one.is_none()).count()
            + usize::from(pace.along.is_empty())
            + usize::from(!pace.probability_mean.is_finite() || !pace.time_s.is_finite())
    });
    let of_levers = plan.levers.iter().map(|lever| {
        let ends = [lever.effect.direct.q05, lever.effect.total.q95, lever.effect.change.q50];
        ends.iter().filter(|end| !end.is_finite()).count()
    });
    missing_paces + of_pace.sum::<usize>() + of_levers.sum::<usize>()
}

fn one<T: Copy>(rng: &mut impl Rng, of: &[T]) -> T {
    of[rng.random_range(0..of.len())]
}

fn case(rng: &mut ChaCha8Rng) -> Case {
    let now: ZonedDateTime = date(2026, 11, 23)
        .at(9, 0, 0, 0)
        .to_zoned_datetime(TimeZone::UTC)
        .unwrap_or_else(|_| ZonedDateTime::new(jiff::Timestamp::UNIX_EPOCH, TimeZone::UTC));
    let years = rng.random_range(19..85_i64);
    let conditions = match rng.random_range(0..10) {
        0 => None,
        1..=2 => Some([one(rng, Condition::ALL)].into()),
        _ => Some([].into()),
    };
    let mass_kg: f64 = rng.random_range(40.0..130.0);
    let person = Person {
        born: Some(now.date().saturating_sub(years.years())),
        sex: one(rng, &[Some(Sex::Female), Some(Sex::Male), None]),
        mass_kg: rng.random_bool(0.9).then(|| BodyMass::from_kg(mass_kg).ok()).flatten(),
        height_cm: rng
            .random_bool(0.8)
            .then(|| Height::from_cm(rng.random_range(145.0..205.0)).ok())
            .flatten(),
        conditions,
        race_cramps: one(
            rng,
            &[None, Some(RaceCramps::Never), Some(RaceCramps::LongAgo), Some(RaceCramps::Lately)],
        ),
        saltiness: one(rng, &[None, Some(Saltiness::Low), Some(Saltiness::Medium), Some(Saltiness::High)]),
        pregnant_since: rng.random_bool(0.05).then(|| date(2026, 9, 1)),
        ..Person::default()
    };
    let taken = match rng.random_range(0..10) {
        0 => None,
        1 => Some("hydrochlorothiazide"),
        2 => Some("something unheard of"),
        _ => Some("none"),
    };
    Case {
        person,
        entries: taken.map(medicine).into_iter().collect(),
        workouts: Vec::new(),
        merged: std::sync::Arc::default(),
        undated: 0,
        body: None,
        air: std::sync::Arc::new(charley_body::weather::AirRecord::none().clone()),
        now,
        kept: LearnedCache::default(),
        trial: None,
        trials: Vec::new(),
    }
}

fn medicine(name: &str) -> Entry {
    let from = date(2026, 1, 1);
    let at = Moment { instant: jiff::Timestamp::UNIX_EPOCH, offset_s: 0, zone: None };
    Entry {
        id: uuid::Uuid::nil(),
        recorded_at: at.instant,
        source: EntrySource::Synthetic,
        precision: Precision::Minutes,
        asked: false,
        night: NightOf::of(&at),
        occurred_at: at,
        record: Record::Medicine(MedicineUse::new(name, from, None)),
    }
}

fn spec(rng: &mut ChaCha8Rng) -> Spec {
    let sport = one(
        rng,
        &[Sport::Run, Sport::Run, Sport::TrailRun, Sport::Walk, Sport::Hike, Sport::Ride, Sport::Other],
    );
    let on_foot = !matches!(sport, Sport::Ride | Sport::Other);
    let distance_m = rng.random_range(3.0_f64.ln()..110.0_f64.ln()).exp() * 1000.0;
    let slow = matches!(sport, Sport::Walk | Sport::Hike);
    let pace_s_km = if slow { rng.random_range(480.0..1100.0) } else { rng.random_range(215.0..560.0) };
    let said = |rng: &mut ChaCha8Rng, share: f64, from: f64, to: f64| {
        rng.random_bool(share).then(|| rng.random_range(from..to))
    };
    let month = rng.random_range(1..13);
    let start = format!("2027-{month:02}-15T{:02}:00", rng.random_range(4..22));
    let mut spec = Spec { sport: Some(sport), start: Some(start), ..Spec::default() };
    if on_foot {
        spec.distance_m = Some(distance_m);
        spec.climb_m = said(rng, 0.6, 0.0, 0.06 * distance_m);
        spec.goal = Some(Goal::Pace(pace_s_km));
        spec.aid_every_m = said(rng, 0.4, 1_500.0, 15_000.0);
    } else {
        spec.goal = Some(Goal::Time(rng.random_range(0.5_f64..14.0) * 3600.0));
        spec.effort = Some(one(rng, Effort::ALL));
    }
    spec.air_c = said(rng, 0.7, -12.0, 44.0);
    if spec.air_c.is_some() {
        spec.humidity_pct = said(rng, 0.5, 5.0, 100.0);
        spec.wind_m_s = said(rng, 0.5, 0.0, 14.0);
        spec.sun = one(rng, &[None, Some(Sun::Full), Some(Sun::Shade)]);
    }
    spec.drink_ml_h = said(rng, 0.4, 0.0, 1500.0);
    spec.sodium_mg_h = said(rng, 0.3, 0.0, 1500.0);
    spec.carbohydrate_g_h = said(rng, 0.4, 0.0, 100.0);
    spec.carry_ml = said(rng, 0.3, 0.0, 2000.0);
    spec
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_plan_of_random_persons_passes_a_bound() {
        let document = PlansSize { persons: 60, seed: 7, whole: true }.measured(&|| ());
        assert_eq!(document.broken, Vec::<String>::new());
        // Each row was tried: a table of zeros would hold nothing.
        assert!(
            document.with_amounts > 15 && document.gate_closed > 10 && document.own_dangerous > 3,
            "{document:?}"
        );
        assert!(document.bounds[..6].iter().all(|bound| bound.largest > 0.0), "{:?}", document.bounds);
    }

    fn amounts_hold(persons: u64) {
        let document = PlansSize { persons, seed: 11, whole: false }.measured(&|| ());
        assert_eq!(document.broken, Vec::<String>::new());
        assert!(document.with_amounts > persons / 4 && document.gate_closed > persons / 10, "{document:?}");
        assert!(document.bounds[..6].iter().all(|bound| bound.largest > 0.0), "{:?}", document.bounds);
    }

    #[test]
    fn no_amounts_of_five_hundred_random_persons_pass_a_bound() {
        amounts_hold(500);
    }

    #[test]
    #[ignore = "takes minutes; ./test --long runs it"]
    fn no_amounts_of_ten_thousand_random_persons_pass_a_bound() {
        amounts_hold(10_000);
    }

    #[test]
    fn the_amounts_alone_are_those_of_the_whole_plan() {
        let mut compared = 0;
        for number in 0..40 {
            let mut rng = ChaCha8Rng::seed_from_u64(number);
            let (case, spec) = (case(&mut rng), spec(&mut rng));
            let Ok(outing) = Outing::of(&spec, None, &case.now) else { continue };
            let case = Answered::of(case);
            let (plan, told) = (Plan::of(&case, &outing, 1), ToldAmounts::of(&case, &outing, 1));
            let alone = match told {
                ToldAmounts::Most(amounts) => Some((amounts.fluid_ml_h, amounts.sodium_mg_h)),
                ToldAmounts::Closed | ToldAmounts::NoneIsSafe => None,
            };
            assert_eq!(plan.per_hour.fluid_ml.zip(plan.per_hour.sodium_mg), alone, "person {number}");
            compared += u32::from(alone.is_some());
        }
        assert!(compared > 5, "{compared}");
    }

    #[test]
    fn a_broken_bound_would_be_seen() {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let (case, mut spec) = (case(&mut rng), spec(&mut rng));
        spec.goal = Some(Goal::Time(14_400.0));
        spec.distance_m = spec.distance_m.map(|_| 30_000.0);
        spec.climb_m = None;
        let outing = Outing::of(&spec, None, &case.now).unwrap();
        let mut plan = Plan::of(&Answered::of(case.clone()), &outing, 1);
        let broken = |plan: &Plan| {
            let outcome = held(&case, plan, String::new());
            outcome.values.iter().zip(BOUNDS).filter(|(value, (_, limit))| *value > limit).count()
        };
        assert_eq!(broken(&plan), 0);
        plan.per_hour.fluid_ml = Some(5000.0);
        assert!(broken(&plan) >= 2);
    }
}
