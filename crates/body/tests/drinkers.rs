//! The rules of drinking on marathon runners who do not exist, but agree with those of Boston in 2002.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop and say how near it came")]

use charley_body::{
    carried::Carried,
    demand::{Demand, DemandSource, MinuteDemand},
    draws::DRAWS,
    factors::{Factors, people},
    intake::Intake,
    prior::Spread,
    safety::{DrinkAlarm, Drinker, Safety},
    timeline::{AirMet, Band, BodyQuantity, DrawEnd, Loss, Scene, WorkoutInput, WorkoutStates, watered},
    weather::{AirBasis, Setting, Weather},
};
use charley_domain::{
    moment::Moment,
    person::{Person, Sex},
    quantity::{BodyMass, Height},
    workout::{ClockBasis, FileFacts, Sport, WorkoutHead, WorkoutId},
};

const RUNNERS: usize = 3000; // docs/studies/sweat-and-heat.md section 6
/// Drink of the runners in L/h: chosen so that their sodium agrees with Boston.
const DRINK_L_H: (f64, f64) = (0.605, 0.43); // own fit, median and SD of the logarithm
/// Error of what they say they drank, SD of the logarithm.
const SAID_LOG_SD: f64 = 0.10; // own judgement
/// Share at 135 mmol/L or below, and at 120 or below: 13 % and 0.6 % of 488 runners.
const BOSTON: (f64, f64) = (0.13, 0.006); // Almond 2005

/// One runner, and what truly became of them.
struct Runner {
    number: u64,
    person: Person,
    drunk_l_h: f64,
    said_l_h: f64,
    minutes: usize,
    sodium_mmol_l: f64,
}

/// A number between 0 and 1 that only the runner and the question decide.
fn chance(number: u64, question: &str) -> f64 {
    Spread::Uniform { from: 0.0, to: 1.0 }.draws(charley_body::draws::named(number, question), 0)
        [(number % 64) as usize]
}

fn runner(number: u64, drink: (f64, f64)) -> Runner {
    let of = |question: &str, spread: Spread| spread.quantile(chance(number, question));
    let woman = chance(number, "sex") < 0.35; // Almond 2005: 166 of 488
    let (mass, height_cm) = if woman { (59.0, 166.0) } else { (75.0, 178.0) };
    let mass_kg = of("mass", Spread::Normal { mean: mass, sd: 8.0, within: (42.0, 110.0) });
    let hours =
        of("time", Spread::Normal { mean: if woman { 4.0 } else { 3.7 }, sd: 0.5, within: (2.6, 6.0) });
    let person = Person {
        mass_kg: Some(BodyMass::from_kg(mass_kg).unwrap()),
        height_cm: Some(Height::from_cm(height_cm).unwrap()),
        sex: Some(if woman { Sex::Female } else { Sex::Male }),
        born: Some("1964-04-15".parse().unwrap()),
        ..Person::default()
    };
    let (median, log_sd) = drink;
    let drunk_l_h = of("drink", Spread::LogNormal { median, log_sd });
    let said = of("said", Spread::LogNormal { median: 1.0, log_sd: SAID_LOG_SD });
    let minutes = (hours * 60.0) as usize;
    let mut runner =
        Runner { number, person, drunk_l_h, said_l_h: said * drunk_l_h, minutes, sodium_mmol_l: 0.0 };
    // The true body is one of those that are possible.
    let seed = 1000 + number;
    let bodies = bodies(&runner, seed);
    let true_one = (number % DRAWS as u64) as usize;
    let ends = of_draw((&runner, &bodies), (seed, true_one), drunk_l_h);
    runner.sodium_mmol_l = f64::from(ends.sodium_mmol_l);
    runner
}

fn bodies(runner: &Runner, seed: u64) -> Box<[Factors; DRAWS]> {
    Box::new(people(&runner.person, "2002-04-15".parse().unwrap(), seed, None).0)
}

fn marathon(minutes: usize) -> Demand {
    let speed_m_s = 42_195.0 / (60.0 * minutes as f64);
    let base = charley_body::metabolic::running_w_kg(speed_m_s, 0.0);
    Demand {
        sport: Sport::Run,
        source: DemandSource::Foot,
        share: vec![0.8; minutes * 60],
        grade: vec![0.0; minutes * 60],
        minutes: vec![MinuteDemand { base, active: 1.0, speed_m_s }; minutes],
        critical: speed_m_s,
        assumed: Vec::new(),
    }
}

fn weather() -> Weather {
    let head = WorkoutHead {
        id: WorkoutId("boston".into()),
        sport: Sport::Run,
        start: Moment::of(&"2002-04-15T12:00[America/New_York]".parse().unwrap()),
        clock: ClockBasis::File,
        elapsed_s: 13_500.0,
        timer_s: None,
        distance_m: None,
        device: None,
        indoor: None,
        name: None,
        facts: FileFacts::default(),
    };
    Weather::of(&head, &Setting { latitude_deg: Some(42.3), ..Setting::default() }, (&[], &Person::default()))
}

/// What a draw came to with so much drink in an hour.
fn of_draw(
    (runner, bodies): (&Runner, &[Factors; DRAWS]),
    (seed, draw): (u64, usize),
    drink_l_h: f64,
) -> DrawEnd {
    let start = "2002-04-15T16:00:00Z".parse().unwrap();
    let (demand, weather, before) = (marathon(runner.minutes), weather(), Carried::fresh(start));
    let input = WorkoutInput {
        id: &WorkoutId("boston".into()),
        start,
        demand: &demand,
        weather: &weather,
        intakes: &[],
        before: &before,
        people: bodies,
        seed,
    };
    let losses: Vec<Loss> = Scene::of(input).losses(draw);
    let sip = |minute| Intake { minute, water_l: drink_l_h / 6.0, ..Intake::default() };
    let sips: Vec<Intake> = (10..runner.minutes).step_by(10).map(sip).collect();
    let water = watered((&bodies[draw], &before.draws[draw]), &losses, &sips);
    DrawEnd {
        sweat_l: losses.iter().map(|loss| loss.sweat_l).sum::<f64>() as f32,
        drunk_l: (drink_l_h / 6.0 * sips.len() as f64) as f32,
        mass_lost_pct: water.mass_lost_pct as f32,
        sodium_mmol_l: water.sodium_mmol_l.min(water.settled_sodium_mmol_l) as f32,
        ..DrawEnd::default()
    }
}

/// What Charley would have said of the runner's own account.
fn alarm(runner: &Runner) -> DrinkAlarm {
    let bodies = bodies(runner, 1);
    let ends = (0..DRAWS).map(|draw| of_draw((runner, &bodies), (1, draw), runner.said_l_h)).collect();
    let none = Band { q10: 0.0, q50: 0.0, q90: 0.0 };
    let states = WorkoutStates {
        id: WorkoutId("boston".into()),
        minutes: vec![[none; BodyQuantity::COUNT]; runner.minutes],
        ends,
        air: AirMet { air_c: Vec::new(), basis: AirBasis::Season, source: None },
        drink_is_logged: true,
        assumed: Vec::new(),
        above_threshold_s: 0,
    };
    let drinker = Drinker {
        mass_kg: runner.person.mass_kg.map(BodyMass::kg),
        is_woman: runner.person.sex == Some(Sex::Female),
        ..Drinker::default()
    };
    Safety::of(&states, &drinker).drink
}

fn share(runners: &[Runner], is: impl Fn(&Runner) -> bool) -> f64 {
    runners.iter().filter(|runner| is(runner)).count() as f64 / runners.len() as f64
}

#[test]
fn the_rules_hold_those_whose_sodium_falls_and_leave_the_others_in_peace() {
    let runners: Vec<Runner> = (0..RUNNERS as u64).map(|number| runner(number, DRINK_L_H)).collect();
    let (low, very_low) = (
        share(&runners, |one| one.sodium_mmol_l <= 135.0),
        share(&runners, |one| one.sodium_mmol_l <= 120.0),
    );
    println!("135 or below {low:.3}, 120 or below {very_low:.4}");
    let ill: Vec<&Runner> = runners.iter().filter(|one| one.sodium_mmol_l < 130.0).collect();
    let held = ill.iter().filter(|one| alarm(one) > DrinkAlarm::None).count() as f64 / ill.len() as f64;
    let red = ill.iter().filter(|one| alarm(one) == DrinkAlarm::Red).count() as f64 / ill.len() as f64;
    let some: Vec<&Runner> = runners.iter().step_by(12).collect();
    let flagged = some.iter().filter(|one| alarm(one) > DrinkAlarm::None).count() as f64 / some.len() as f64;
    println!("{} below 130: held {held:.3}, of them red {red:.3}; flagged of all {flagged:.3}", ill.len());
    assert!((low - BOSTON.0).abs() < 0.02 && (very_low - BOSTON.1).abs() < 0.004, "{low} {very_low}");
    assert!(held >= 0.95 && flagged <= 0.30, "held {held}, flagged {flagged}");
    assert!(runners.iter().all(|one| one.drunk_l_h.is_finite() && one.number < RUNNERS as u64));
}

#[test]
#[ignore = "prints how the drink of the runners was chosen"]
fn the_grid_of_drinks() {
    for median in [0.5, 0.6, 0.7, 0.8] {
        for log_sd in [0.3, 0.4, 0.5, 0.6] {
            let runners: Vec<Runner> = (0..1000).map(|number| runner(number, (median, log_sd))).collect();
            let of = |limit: f64| share(&runners, |one| one.sodium_mmol_l <= limit);
            println!("{median} {log_sd}: {:.3} {:.4}, below 130 {:.3}", of(135.0), of(120.0), of(130.0));
        }
    }
}
