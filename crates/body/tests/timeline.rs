//! The timeline: what must balance balances, what must not matter does not, and the intervals cover what they say.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop and say how near it came")]

use charley_body::{
    carried::{Carried, Meals},
    demand::{Demand, DemandSource, MinuteDemand},
    draws::{DRAWS, PerDraw},
    factors::{Factors, people},
    intake::Intake,
    prior::Spread,
    timeline::{BodyQuantity, DrawEnd, Scene, WorkoutInput, WorkoutStates, workout},
    weather::{AirBasis, Around, Clock, Vapour, Weather},
    weigh_in::{SweatFactor, WeighIn, learn},
};
use charley_domain::{
    person::{Person, Sex},
    quantity::{BodyMass, Height},
    workout::{Sport, WorkoutId},
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

fn start() -> Timestamp {
    "2026-07-04T08:00:00Z".parse().unwrap()
}

fn person(mass_kg: f64) -> Person {
    Person {
        mass_kg: Some(BodyMass::from_kg(mass_kg).unwrap()),
        height_cm: Some(Height::from_cm(177.0).unwrap()),
        sex: Some(Sex::Male),
        born: Some("1986-05-01".parse().unwrap()),
        ..Person::default()
    }
}

fn some_people(person: &Person, seed: u64) -> Box<PerDraw<Factors>> {
    Box::new(people(person, "2026-07-04".parse().unwrap(), seed, None).0)
}

fn run(speed_m_s: f64, minutes: usize) -> Demand {
    let share = (speed_m_s / 3.6) as f32;
    Demand {
        sport: Sport::Run,
        source: DemandSource::Foot,
        share: vec![share; minutes * 60],
        grade: vec![0.0; minutes * 60],
        minutes: vec![
            MinuteDemand {
                base: charley_body::metabolic::running_w_kg(speed_m_s, 0.0),
                active: 1.0,
                speed_m_s
            };
            minutes
        ],
        critical: 3.6,
        assumed: Vec::new(),
    }
}

fn weather(air_c: f64) -> Weather {
    Weather {
        around: Around::Outdoors,
        air_c: Spread::Normal { mean: air_c, sd: 1.0, within: (-40.0, 60.0) },
        basis: AirBasis::Said,
        vapour: Vapour::Humidity(Spread::Normal { mean: 60.0, sd: 5.0, within: (0.0, 100.0) }),
        wind_m_s: Spread::LogNormal { median: 2.0, log_sd: 0.3 },
        sun: Spread::Uniform { from: 0.0, to: 0.7 },
        clock: Clock { start_h: 8.0, air_moves: false, sun_moves: false },
        station: None,
        assumed: Vec::new(),
    }
}

fn drinks(every_min: usize, water_l: f64, minutes: usize) -> Vec<Intake> {
    (0..minutes)
        .step_by(every_min)
        .map(|minute| Intake { minute, water_l, sodium_mmol: 20.0 * water_l, carbohydrate_g: 10.0 })
        .collect()
}

struct Outing {
    id: WorkoutId,
    demand: Demand,
    weather: Weather,
    intakes: Vec<Intake>,
}

impl Outing {
    fn hot_run(minutes: usize) -> Self {
        let id = WorkoutId("hot".into());
        Self { id, demand: run(3.2, minutes), weather: weather(28.0), intakes: drinks(20, 0.15, minutes) }
    }

    fn input<'a>(&'a self, people: &'a PerDraw<Factors>, before: &'a Carried) -> WorkoutInput<'a> {
        WorkoutInput {
            id: &self.id,
            start: before.at,
            demand: &self.demand,
            weather: &self.weather,
            intakes: &self.intakes,
            before,
            people,
            seed: 7,
        }
    }
}

#[test]
fn a_hot_run_is_what_such_runs_are() {
    let (outing, people) = (Outing::hot_run(120), some_people(&person(70.0), 7));
    let (states, _) = workout(outing.input(&people, &Carried::fresh(start())));
    let sweat = states.end_of(BodyQuantity::Sweat).unwrap();
    println!("sweat in two hours: {:.2} ({:.2} to {:.2}) L", sweat.q50, sweat.q10, sweat.q90);
    // Endurance athletes sweat 1.28 ± 0.57 L/h (Barnes 2019).
    assert!((1.2..3.6).contains(&sweat.q50) && sweat.q90 > 1.5 * sweat.q10, "{sweat:?}");
    let fuel = states.end_of(BodyQuantity::Fuel).unwrap();
    assert!(fuel.q50 < 0.8 && fuel.q10 >= 0.0, "{fuel:?}");
    assert!(states.band(|end| end.core_peak_c).unwrap().q50 > 37.8);
}

#[test]
fn the_same_seed_gives_the_same_and_draws_may_run_in_any_order() {
    let (outing, people) = (Outing::hot_run(40), some_people(&person(70.0), 7));
    let before = Carried::fresh(start());
    let (states, after) = workout(outing.input(&people, &before));
    assert_eq!((states.clone(), after.clone()), workout(outing.input(&people, &before)));
    let scene = Scene::of(outing.input(&people, &before));
    let mut runs: Vec<_> = (0..DRAWS).rev().map(|draw| scene.run(draw)).collect();
    runs.reverse();
    assert_eq!(scene.gather(&runs), (states, after));
}

#[test]
fn a_week_resumed_from_what_was_kept_is_the_week_uninterrupted() {
    let (outing, people) = (Outing::hot_run(90), some_people(&person(70.0), 7));
    let mut kept = Carried::fresh(start());
    let mut whole = kept.clone();
    for day in 1..=4 {
        let at = start() + SignedDuration::from_hours(24 * day);
        whole = workout(outing.input(&people, &whole.rested(at, &people, Meals::default()))).1;
        let text = serde_json::to_string(&kept).unwrap();
        kept = serde_json::from_str(&text).unwrap();
        kept = workout(outing.input(&people, &kept.rested(at, &people, Meals::default()))).1;
        assert_eq!(kept, whole, "day {day}");
    }
    assert!(kept.draws.iter().any(|draw| draw.glycogen_left < 0.95));
}

fn total(states: &WorkoutStates) -> Vec<f64> {
    states.ends.iter().map(|end| f64::from(end.sweat_l)).collect()
}

#[test]
fn the_band_of_sweat_covers_four_in_five_of_unseen_people() {
    let outing = Outing::hot_run(60);
    let person = person(70.0);
    let before = Carried::fresh(start());
    let believed = some_people(&person, 1);
    let (states, _) = workout(outing.input(&believed, &before));
    let band = states.end_of(BodyQuantity::Sweat).unwrap();
    let mut inside = 0;
    let mut all = 0;
    for seed in 100..116 {
        // Somebody else's 64 possible bodies, in somebody else's weather, are 64 unseen people.
        let others = some_people(&person, seed);
        let input = WorkoutInput { seed, ..outing.input(&others, &before) };
        for sweat in total(&workout(input).0) {
            inside += usize::from((band.q10..=band.q90).contains(&sweat));
            all += 1;
        }
    }
    let coverage = f64::from(inside as u32) / f64::from(all);
    println!("80 % band of sweat covers {:.1} % of {all} unseen people", 100.0 * coverage);
    assert!((0.75..=0.85).contains(&coverage), "{coverage}");
}

/// Two hours on a bike at 200 W in air of 2 °C.
fn winter_ride() -> Outing {
    let minutes = 120;
    let demand = Demand {
        sport: Sport::Ride,
        source: DemandSource::Power,
        share: vec![0.8; minutes * 60],
        grade: Vec::new(),
        minutes: vec![MinuteDemand { base: 200.0, active: 1.0, speed_m_s: 8.0 }; minutes],
        critical: 250.0,
        assumed: Vec::new(),
    };
    Outing {
        id: WorkoutId("winter".into()),
        demand,
        weather: weather(2.0),
        intakes: drinks(500, 0.0, minutes),
    }
}

#[test]
fn a_winter_ride_is_sweated_on_and_a_weighing_around_it_teaches_what_it_shows() {
    let (outing, people) = (winter_ride(), some_people(&person(72.0), 7));
    let (states, _) = workout(outing.input(&people, &Carried::fresh(start())));
    let sweat = states.end_of(BodyQuantity::Sweat).unwrap();
    println!("two hours at 200 W and 2 °C: {:.2} ({:.2} to {:.2}) L", sweat.q50, sweat.q10, sweat.q90);
    assert!((0.5..1.6).contains(&sweat.q50), "{sweat:?}");
    let of = |value: fn(&DrawEnd) -> f32| std::array::from_fn(|draw| f64::from(value(&states.ends[draw])));
    let usual_kg = states.band(|end| end.lost_kg).unwrap().q50;
    for (more_kg, least, most) in [(0.0, 0.8, 1.2), (0.5, 1.03, 1.7), (-0.4, 0.5, 0.995)] {
        let seen = WeighIn {
            lost_kg: usual_kg + more_kg,
            expected_kg: of(|end| end.lost_kg),
            sweat_kg: of(|end| end.sweat_l),
            factors: of(|end| end.sweat_factor),
        };
        let learned = learn(SweatFactor::unknown(), &seen);
        assert!((least..=most).contains(&learned.median), "{more_kg}: {learned:?}");
        assert!(learned.weighings == 1 && learned.log_sd < SweatFactor::unknown().log_sd);
    }
}

#[test]
fn a_room_stirs_no_air_and_water_takes_no_breath() {
    let people = some_people(&person(72.0), 7);
    let before = Carried::fresh(start());
    let ride = |around: Around| {
        let mut outing = winter_ride();
        outing.weather = Weather { around, ..weather(22.0) };
        workout(outing.input(&people, &before)).0
    };
    let sweat = |states: &WorkoutStates| states.end_of(BodyQuantity::Sweat).unwrap().q50;
    let (outdoors, room, water) = (ride(Around::Outdoors), ride(Around::Room), ride(Around::Water));
    assert!(sweat(&room) > 1.05 * sweat(&outdoors), "{} {}", sweat(&room), sweat(&outdoors));
    // In water all that the scale loses is published as one: neither breath nor gases come on top.
    let beside =
        |states: &WorkoutStates| states.band(|end| end.lost_kg - end.sweat_l + end.drunk_l).unwrap().q50;
    assert!(beside(&outdoors) > beside(&water) + 0.15, "{} {}", beside(&outdoors), beside(&water));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_anywhere_is_no_number(
        air_c in -20.0..50.0_f64, speed in 0.3..7.0_f64, minutes in 1_usize..90, mass in 40.0..120.0_f64,
        drink_l in 0.0..0.6_f64, grade in -0.3..0.3_f32,
    ) {
        let people = some_people(&person(mass), 3);
        let mut outing = Outing { id: WorkoutId("any".into()), demand: run(speed, minutes), weather: weather(air_c), intakes: drinks(10, drink_l, minutes) };
        outing.demand.grade.fill(grade);
        let (states, after) = workout(outing.input(&people, &Carried::fresh(start())));
        for bands in &states.minutes {
            for band in bands {
                prop_assert!(band.q10.is_finite() && band.q10 <= band.q50 && band.q50 <= band.q90 && band.q90.is_finite());
            }
        }
        for (end, body) in states.ends.iter().zip(&after.draws) {
            prop_assert!(end.fuel_left >= 0.0 && end.fuel_left <= 1.0 && end.w_least.is_finite());
            prop_assert!(end.fatigue_peak.iter().all(|spent| (0.0..=1.0).contains(spent)));
            prop_assert!(body.water_deficit_l.is_finite() && body.cation_deficit_mmol.is_finite());
        }
    }

    #[test]
    fn water_balances(minutes in 10_usize..120, drink_l in 0.0..0.5_f64) {
        let people = some_people(&person(70.0), 3);
        let outing = Outing { id: WorkoutId("any".into()), demand: run(3.0, minutes), weather: weather(25.0), intakes: drinks(10, drink_l, minutes) };
        let (states, after) = workout(outing.input(&people, &Carried::fresh(start())));
        for ((end, body), bands) in states.ends.iter().zip(&after.draws).zip(std::iter::repeat(states.minutes.len())) {
            prop_assert_eq!(bands, minutes);
            // What the body misses is what left it less what was drunk; the numbers are kept as f32.
            let missing = f64::from(end.deficit_pct) / 100.0 * 70.0;
            prop_assert!((missing - f64::from(body.water_deficit_l)).abs() < 1e-4);
            prop_assert!(missing <= f64::from(end.lost_kg) + 1e-4);
        }
    }

    #[test]
    fn drinking_more_never_raises_sodium_and_never_leaves_more_missing(more_l in 0.05..0.4_f64) {
        let people = some_people(&person(70.0), 3);
        let before = Carried::fresh(start());
        let with = |water_l| {
            let intakes = drinks(15, water_l, 120);
            let outing = Outing { intakes: intakes.into_iter().map(|intake| Intake { sodium_mmol: 0.0, ..intake }).collect(), ..Outing::hot_run(120) };
            workout(outing.input(&people, &before)).0
        };
        let (less, more) = (with(0.05), with(0.05 + more_l));
        for (less, more) in less.ends.iter().zip(&more.ends) {
            prop_assert!(more.sodium_mmol_l <= less.sodium_mmol_l + 1e-3);
            prop_assert!(more.deficit_pct <= less.deficit_pct + 1e-3);
        }
    }
}
