//! Speed of the body model: `cargo bench -p charley-body`. Each line is `charley,what,seconds`.
//!
//! `scripts/bench-body.sh` runs it beside the Python libraries.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench reads the clock and prints what it measured"
)]

use std::{hint::black_box, time::Instant};

use charley_body::{
    carried::{Carried, Meals},
    demand::{Demand, DemandSource, MinuteDemand},
    factors::people,
    heat::{
        phs::{Clothing, Edition, PhsMinute, PhsPerson, PhsState, Posture, phs_minute},
        wbgt::{WbgtInput, wbgt},
    },
    timeline::{Scene, WorkoutInput, workout},
    w_balance::differential_step,
    weather::Weather,
};
use charley_domain::{
    person::Person,
    workout::{Sport, WorkoutId},
};
use jiff::{SignedDuration, Timestamp};

/// Simulated minutes of ten years of an hour a day.
const TEN_YEARS_MIN: u32 = 3650 * 60;

fn main() {
    chained_heat();
    w_balance();
    wet_bulb_globe();
    one_hour("one_hour_64_draws", &demand());
    let mut intervals = demand();
    intervals.share.iter_mut().for_each(|share| *share *= 1.2);
    one_hour("one_hour_of_intervals_64_draws", &intervals);
    ten_years();
}

/// Best of several runs, in s.
fn best(runs: u32, mut work: impl FnMut()) -> f64 {
    (0..runs)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed().as_secs_f64()
        })
        .fold(f64::MAX, f64::min)
}

fn say(what: &str, seconds: f64) {
    println!("charley,{what},{seconds:.3e}");
}

fn chained_heat() {
    let person = PhsPerson::of((75.0, 1.8), true);
    let mut minute = PhsMinute {
        air_c: 30.0,
        radiant_c: 40.0,
        vapour_kpa: 2.12,
        air_speed_m_s: 1.0,
        walking_m_s: None,
        metabolic_w_m2: 174.45,
        work_w_m2: 0.0,
        clothing: Clothing::ordinary(0.4, Edition::Iso2023),
        posture: Posture::Standing,
    };
    let seconds = best(5, || {
        let mut state = PhsState::at_rest();
        for number in 0..TEN_YEARS_MIN {
            minute.metabolic_w_m2 = 150.0 + f64::from(number % 60);
            black_box(phs_minute(Edition::Iso2023, &person, black_box(&minute), &mut state));
            if number % 60 == 59 {
                state = PhsState::at_rest();
            }
        }
    });
    say("phs_minute", seconds / f64::from(TEN_YEARS_MIN));
}

fn w_balance() {
    let power: Vec<f64> = (0..3600).map(|second| f64::from(100 + second * 37 % 250)).collect();
    let seconds = best(50, || {
        let mut left = 20_000.0;
        for power in &power {
            left = differential_step(left, 20_000.0, 250.0, *power, 1.0);
        }
        black_box(left);
    });
    say("w_balance_3600s", seconds);
}

fn wet_bulb_globe() {
    let seconds = best(5, || {
        for number in 0..2000 {
            black_box(wbgt(&WbgtInput {
                air_c: 28.0 + f64::from(number % 7),
                dew_point_c: 18.0,
                pressure_hpa: 1000.0,
                wind_m_s: 2.0,
                solar_w_m2: 600.0,
                direct_share: 0.7,
                zenith_cosine: 0.8,
            }));
        }
    });
    say("wbgt", seconds / 2000.0);
}

fn demand() -> Demand {
    let share = |second: usize| 0.7 + (second % 90) as f32 / 300.0;
    Demand {
        sport: Sport::Run,
        source: DemandSource::Foot,
        share: (0..3600).map(share).collect(),
        grade: (0..3600).map(|second| (second % 50) as f32 / 1000.0 - 0.025).collect(),
        minutes: vec![MinuteDemand { base: 11.0, active: 1.0, speed_m_s: 3.0 }; 60],
        critical: 3.6,
        assumed: Vec::new(),
    }
}

fn start() -> Timestamp {
    "2026-05-01T07:00:00Z".parse().unwrap()
}

fn one_hour(name: &str, demand: &Demand) {
    let people = Box::new(people(&Person::default(), "2026-05-01".parse().unwrap(), 1, None).0);
    let (weather, before) = (Weather::indoors(), Carried::fresh(start()));
    let id = WorkoutId("bench".into());
    let seconds = best(10, || {
        let input = WorkoutInput {
            id: &id,
            start: start(),
            demand,
            weather: &weather,
            intakes: &[],
            before: &before,
            people: &people,
            seed: 1,
        };
        black_box(workout(input));
    });
    say(name, seconds);
}

/// 3,650 one-hour workouts at 1 Hz through one draw, each from the body the last one left.
fn ten_years() {
    let people = Box::new(people(&Person::default(), "2026-05-01".parse().unwrap(), 1, None).0);
    let (demand, weather) = (demand(), Weather::indoors());
    let id = WorkoutId("bench".into());
    let fresh = Carried::fresh(start());
    let seconds = best(3, || {
        let mut body = fresh.draws[0];
        for day in 0..3650 {
            let at = start() + SignedDuration::from_hours(24 * day);
            let before = Carried { at, draws: vec![body] };
            let input = WorkoutInput {
                id: &id,
                start: at,
                demand: &demand,
                weather: &weather,
                intakes: &[],
                before: &before,
                people: &people,
                seed: 1,
            };
            let run = Scene::of(input).run(0);
            let after = Carried { at, draws: vec![run.rested] };
            body = after.rested(at + SignedDuration::from_hours(23), &people, Meals::default()).draws[0];
        }
        black_box(body);
    });
    say("ten_years_one_draw", seconds);
}
