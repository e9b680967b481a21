//! The level of workouts against published races, against itself, and in people of whom everything is drawn.
#![allow(clippy::unwrap_used, reason = "made of constants: what is unwrapped is there")]

use charley_domain::{entry::Effort, person::RaceCramps, stream, workout::Sport};
use charley_evidence::evidence;
use charley_infer::{
    Posterior,
    ahead::{ExposureCourse, RateAhead},
    hazard::WorkoutEnd,
    learn::{Cell, Factor, LearnedWorkouts, PosteriorCache, STEP_MIN, WorkoutRow},
    level::{Level, LevelTerm, Outline},
    studies,
};
use rand::RngExt;
use rand_distr::{Distribution, Exp1};

/// A race on foot of so many minutes.
const fn race(minutes: f64) -> Outline {
    Outline { sport: Sport::Run, effort: Some(Effort::Race), minutes, longest_min: 0.0 }
}

/// Training of so many minutes.
const fn training(sport: Sport, minutes: f64) -> Outline {
    Outline { sport, effort: Some(Effort::Easy), minutes, longest_min: 0.0 }
}

fn row(name: String, outline: Outline, cramp_row: Option<usize>) -> WorkoutRow {
    let whole = (outline.minutes / STEP_MIN).ceil() as usize;
    let (rows, ended) =
        cramp_row.map_or((whole, WorkoutEnd::Quiet), |row| (row + 1, WorkoutEnd::Cramp { rows: 1 }));
    WorkoutRow { name, outline, cells: Vec::new(), course: Vec::new(), whole, rows, ended }
}

fn learned(rows: Vec<WorkoutRow>, answer: Option<RaceCramps>) -> LearnedWorkouts {
    LearnedWorkouts::of(rows, &[], Level::of(evidence(), answer), 1, &PosteriorCache::default()).unwrap()
}

/// The chance in 100.
fn of_100(learned: &LearnedWorkouts, outline: Outline) -> f64 {
    100.0 * learned.posterior.moments(&learned.usual(&outline)).0
}

/// The interval of Wilson of a share, in 100.
fn wilson(cramped: f64, people: f64) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    let share = cramped / people;
    let middle = share + Z * Z / (2.0 * people);
    let half = Z * (share * (1.0 - share) / people + Z * Z / (4.0 * people * people)).sqrt();
    let scale = 100.0 / (1.0 + Z * Z / people);
    ((middle - half) * scale, (middle + half) * scale)
}

#[test]
fn a_stranger_cramps_as_often_as_people_were_counted_to() {
    let stranger = learned(vec![], None);
    // E33, E34, E37: a marathon of 3:45, an Ironman of 12 hours, 161 km in 26.
    for (name, minutes, (cramped, people)) in
        [("E33", 225.0, (20.0, 88.0)), ("E34", 720.0, (43.0, 209.0)), ("E37", 1560.0, (40.0, 280.0))]
    {
        let (low, high) = wilson(cramped, people);
        let ours = of_100(&stranger, race(minutes));
        println!("{name}: {ours:.1} ({low:.1} to {high:.1})");
        assert!((low..high).contains(&ours), "{name}: {ours} outside {low} to {high}");
    }
    // E38 recruited its 49 runners: no level fits it and the others.
    println!("E38: {:.1} (28.2 to 54.8)", of_100(&stranger, race(390.0)));
    // E42: a practice or game of two hours, 1.14 in 1,000 (1.03 to 1.25).
    let practice = 10.0 * of_100(&stranger, training(Sport::Football, 120.0));
    println!("E42: {practice:.2} in 1000");
    assert!((1.03..1.25).contains(&practice), "{practice}");
    // E10: 25 of 100 remember one in three months; three workouts a week of 45 minutes.
    let hazard = |chance: f64| -(1.0 - chance).ln();
    let chances = stranger.usual(&training(Sport::Run, 45.0));
    let months: Vec<f64> = chances.iter().map(|chance| 1.0 - (-39.0 * hazard(*chance)).exp()).collect();
    let months = 100.0 * stranger.posterior.moments(&months).0;
    println!("E10: {months:.1} (21 to 29)");
    assert!((20.0..30.0).contains(&months), "{months}");
}

#[test]
fn a_walk_and_an_easy_run_of_a_stranger_are_quiet() {
    let stranger = learned(vec![], None);
    let (walk, easy, hour) = (
        of_100(&stranger, training(Sport::Walk, 300.0)),
        of_100(&stranger, training(Sport::Run, 32.0)),
        of_100(&stranger, training(Sport::Ride, 60.0)),
    );
    println!("walk 5 h {walk:.2}, easy 5 km {easy:.2}, easy hour on the bicycle {hour:.2}");
    assert!(walk <= 3.0 && easy <= 2.0 && hour <= 1.5, "{walk} {easy} {hour}");
}

#[test]
fn a_hundred_quiet_workouts_make_a_marathon_quiet_too() {
    for (name, of) in [("97 of 45 min and 13 of 2:10", (97, 13)), ("100 of 45 min", (100, 0))] {
        let rows = (0..of.0 + of.1).map(|number| {
            let minutes = if number < of.0 { 45.0 } else { 130.0 };
            row(number.to_string(), training(Sport::Run, minutes), None)
        });
        let quiet = learned(rows.collect(), None);
        let marathon = of_100(&quiet, race(225.0));
        let five = of_100(&quiet, training(Sport::Run, 32.0));
        println!("{name}: marathon {marathon:.1}, 5 km {five:.2}");
        assert!(marathon <= 8.0 && five <= 0.5, "{name}: {marathon} {five}");
    }
}

#[test]
fn what_is_answered_of_the_past_moves_a_race_as_studies_say() {
    let [never, open, long_ago, lately] =
        [Some(RaceCramps::Never), None, Some(RaceCramps::LongAgo), Some(RaceCramps::Lately)]
            .map(|answer| of_100(&learned(vec![], answer), race(225.0)));
    println!("never {never:.1}, open {open:.1}, long ago {long_ago:.1}, lately {lately:.1}");
    assert!(never < open && open < long_ago && long_ago < lately);
    let odds = |percent: f64| percent / (100.0 - percent);
    let ratio = odds(lately) / odds(never);
    assert!((4.0..12.0).contains(&ratio), "{ratio}");
}

#[test]
fn no_workout_one_and_all_cramps_are_answered() {
    let one = learned(vec![row("a".to_owned(), training(Sport::Run, 45.0), None)], None);
    // Of none of them it is known when in it the cramp came.
    let somewhere = |number: u32| WorkoutRow {
        ended: WorkoutEnd::Cramp { rows: 9 },
        ..row(number.to_string(), training(Sport::Run, 45.0), None)
    };
    let all = of_100(&learned((0..30).map(somewhere).collect(), None), training(Sport::Run, 45.0));
    let (one, none) = (of_100(&one, race(225.0)), of_100(&learned(vec![], None), race(225.0)));
    assert!(one < none && none - one < 3.0, "{one} {none}");
    assert!((80.0..100.0).contains(&all), "{all}");
}

#[test]
fn slower_is_not_more() {
    let factors = studies::workout_factors(evidence());
    let level = Level::of(evidence(), None);
    let stranger = LearnedWorkouts::of(vec![], &factors, level, 1, &PosteriorCache::default()).unwrap();
    for minutes in [50.0, 120.0, 225.0, 390.0, 720.0] {
        let ahead = RateAhead::of(&stranger, race(minutes), 1, |_| Cell::Unknown);
        let of = |pace: f64| {
            let rows = (minutes / pace / STEP_MIN).ceil() as usize;
            let id = charley_domain::exposure::TriggerId::workout(charley_domain::trigger::INTENSITY);
            let constant = vec![(id, vec![(pace - 1.0) / 0.1; RateAhead::DRAWS])];
            ahead.along(rows, &ExposureCourse { constant, changing: Vec::new() }).chances(rows - 1)
        };
        let (goal, slower) = (of(1.0), of(1.0 / 1.1));
        let more = goal.iter().zip(&slower).filter(|(goal, slower)| slower > goal).count();
        let share = more as f64 / goal.len() as f64;
        println!("{minutes} min: P(more at 10 % slower) = {share:.3}");
        assert!(share <= 0.10, "{minutes}: {share}");
    }
}

/// A person drawn from the prior: the log level and each term.
struct Person {
    alpha: f64,
    terms: Vec<f64>,
    frailty: f64,
}

impl Person {
    fn of(level: &Level, seed: u64) -> Self {
        let mut chance = stream::of(seed, "person");
        let of = |id: &str| evidence().level(id).unwrap().prior;
        let mut normal = |mean: f64, sd: f64| {
            let z: f64 = rand_distr::StandardNormal.sample(&mut chance);
            mean + sd * z
        };
        let level_row = of("level");
        let alpha = normal(level_row.mean, level_row.sd);
        let terms = LevelTerm::ALL
            .iter()
            .map(|term| normal(level.prior(*term).mean, level.prior(*term).sd))
            .collect();
        let frailty = normal(0.0, 0.5).abs();
        let hardly = if chance.random_bool(of("hardly_share").mean) { of("hardly").mean } else { 0.0 };
        Self { alpha: alpha + hardly, terms, frailty }
    }

    /// The log hazard of a whole workout.
    fn log_hazard(&self, level: &Level, outline: &Outline) -> f64 {
        let terms =
            LevelTerm::ALL.into_iter().map(|term| self.terms[term as usize] * level.value(term, outline));
        self.alpha + terms.sum::<f64>()
    }

    /// How likely a cramp truly is in a workout.
    fn chance(&self, level: &Level, outline: &Outline) -> f64 {
        1.0 - (1.0 + self.frailty * self.log_hazard(level, outline).exp()).powf(-1.0 / self.frailty)
    }

    /// The row of the first cramp of a workout. The hazard is written out anew: Λ(t) = Λ (t/T)^k.
    fn first_cramp(&self, level: &Level, outline: &Outline, chance: &mut impl rand::Rng) -> Option<usize> {
        let rows = (outline.minutes / STEP_MIN).ceil() as usize;
        let power = self.terms[LevelTerm::Onset as usize] + 1.0;
        let uneven = rand_distr::Gamma::new(1.0 / self.frailty, self.frailty).unwrap().sample(chance);
        let whole = self.log_hazard(level, outline).exp() * uneven;
        let luck: f64 = Exp1.sample(chance);
        (luck < whole).then(|| (((luck / whole).powf(1.0 / power) * rows as f64) as usize).min(rows - 1))
    }
}

/// Of people drawn from the prior, by how often they cramped in so many workouts: how many cramps the forecast of the next
/// ones said, and how many were truly to be expected.
#[test]
#[ignore = "takes minutes; its table stands in docs/verification.md"]
fn forecasts_come_true_whatever_came_before() {
    const PERSONS: u64 = 600;
    const BANDS: [(usize, usize); 7] = [(0, 0), (1, 1), (2, 2), (3, 5), (6, 15), (16, 50), (51, 120)];
    let level = Level::of(evidence(), None);
    let mut tally = [(0_usize, 0.0_f64, 0.0_f64, 0.0_f64); BANDS.len()];
    for number in 0..PERSONS {
        let seed = stream::seed(2026, "person of the calibration", number);
        let person = Person::of(&level, seed);
        let mut chance = stream::of(seed, "workouts");
        let mut outline = || match chance.random_range(0..20) {
            0 => race(60.0 + 30.0 * f64::from(chance.random_range(0..8))),
            1..=3 => training(Sport::Run, 120.0),
            4..=6 => training(Sport::Ride, 90.0),
            _ => training(Sport::Run, 45.0),
        };
        let outlines: Vec<Outline> = (0..140).map(|_| outline()).collect();
        let mut luck = stream::of(seed, "luck");
        let came: Vec<Option<usize>> =
            outlines.iter().map(|one| person.first_cramp(&level, one, &mut luck)).collect();
        let rows = (0..120).map(|at| row(at.to_string(), outlines[at], came[at])).collect();
        let cramps = came[..120].iter().flatten().count();
        let learned = learned(rows, None);
        let said: f64 = outlines[120..].iter().map(|one| of_100(&learned, *one) / 100.0).sum();
        // What is truly to be expected of the next ones, so that luck does not blur it.
        let next: f64 = outlines[120..].iter().map(|one| person.chance(&level, one)).sum();
        let band = BANDS.iter().position(|(low, high)| (*low..=*high).contains(&cramps)).unwrap();
        let (people, all_said, all_came, squares) = &mut tally[band];
        (*people, *all_said, *all_came) = (*people + 1, *all_said + said, *all_came + next);
        *squares += (next - said).powi(2);
    }
    for ((low, high), (people, said, came, squares)) in BANDS.iter().zip(tally) {
        let ratio = said / came;
        let error = squares.sqrt() / came;
        println!(
            "{low}-{high} cramps: {people} people, said {said:.1}, truly {came:.1}, ratio {ratio:.2} ± {error:.2}"
        );
        assert!(people == 0 || (ratio - 1.0).abs() < 0.1 + 2.0 * error, "{low}: {ratio}");
    }
}

/// What is unused of a posterior is as its prior has it.
#[test]
fn a_term_that_no_workout_had_keeps_its_prior() {
    let rows = (0..5).map(|number| row(number.to_string(), training(Sport::Run, 45.0), None)).collect();
    let learned = learned(rows, None);
    let posterior: &Posterior = &learned.posterior;
    let prior = Level::of(evidence(), None).prior(LevelTerm::Swim);
    assert!((posterior.mean("beta[swim]").unwrap() - prior.mean).abs() < 0.03);
    assert!((posterior.sd("beta[swim]").unwrap() / prior.sd - 1.0).abs() < 0.06);
    let _: &[Factor] = learned.factors();
}
