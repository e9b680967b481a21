//! What a fit looks at in one person: the fitted rows in few runs, each cramp used for all that it shows.

use crate::{
    experiments::{Person, STEP_HZ, cohort, holds},
    length,
    protocol::{self, Length, MOTOR_POINT, NERVE, Protocol},
    recording::Recording,
    simulation::{Action, Settings},
};

/// Highest rate that a fit tries: no fitted threshold is near it.
const HIGHEST_HZ: u32 = 36; // own choice
/// How long a fit waits for a cramp to end.
const LIMIT_S: f64 = 150.0; // own choice: the longest published mean
/// When the muscle is stretched.
const AT_S: f64 = 5.0; // as in row 11
/// How long it is watched.
const AFTER_S: f64 = 11.0; // own choice: twice the time in which it should end

/// A figure of a row, as found in one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The row.
    pub row: u8,
    /// Name of the quantity in that row.
    pub name: &'static str,
    /// What was found.
    pub value: Option<f64>,
}

/// The figures of a person.
///
/// Equation: those of the rows' own files under `experiments/`. Source: there. Valid for any loop.
pub fn measure(person: &Person) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut note = |row, name, value| figures.push(Figure { row, name, value });
    let settings = Settings::default();
    let train = |hz: f64| Protocol::train(settings, hz + STEP_HZ, MOTOR_POINT);
    let (whole, blocked) =
        (threshold(person, settings, MOTOR_POINT, false), threshold(person, settings, MOTOR_POINT, true));
    note(1, "whole", whole);
    note(1, "blocked", blocked);
    note(1, "lower when whole", whole.zip(blocked).map_or(holds(false), |(one, other)| holds(one < other)));
    let long = whole.and_then(|hz| person.run(&train(hz).until_s(LIMIT_S)));
    let short = blocked.and_then(|hz| person.run(&train(hz).blocked(true).until_s(20.0))); // own choice: seconds enough
    let long_s = long.as_ref().map(Recording::duration_s);
    note(2, "whole", long_s);
    note(2, "blocked", short.as_ref().map(Recording::duration_s));
    let unit = long.as_ref().and_then(Recording::mean_unit);
    note(4, "mean", unit.map(|unit| unit.mean_pps));
    note(4, "least", unit.map(|unit| unit.min_pps));
    note(4, "greatest", unit.map(|unit| unit.max_pps));
    note(5, "variation of intervals", unit.map(|unit| unit.variation * 100.0));
    note(5, "doublets", unit.map(|unit| unit.doublets * 100.0));
    note(5, "a unit is active", unit.map(|unit| unit.active_s));
    note(5, "greatest coherence", long.as_ref().and_then(Recording::coherent_hz));
    let stretched = whole.and_then(|hz| person.run(&train(hz).until_s(AFTER_S).and(AT_S, Action::Stretch)));
    let (sudden, rises) = stretched.zip(long_s).map_or((false, false), |(stretched, long_s)| {
        let before = stretched.impulses(AT_S - 1.0, AT_S);
        let first = (0..4).map(|k| AT_S + 0.25 * f64::from(k)); // quarters of the first second
        let burst = first.map(|at| stretched.impulses(at, at + 0.25) * 4.0).fold(0.0, f64::max); // per second
        let end = stretched.duration_s();
        (end - AT_S < 3.0 && end < long_s, burst > before)
    });
    note(11, "ends within 3 s, sooner than unstretched", holds(sudden));
    note(12, "rises first", holds(rises));
    for (name, length_l0) in
        [("cramp, shortened", length::SHORT.value), ("cramp, not shortened", length::NEUTRAL.value)]
    {
        let effort = Protocol::voluntary(Settings { length_l0, ..settings }, 1.0, 3.0).until_s(3.5); // as in row 10
        note(10, name, person.run(&effort).and_then(|cramp| holds(cramp.duration_s() >= 3.0)));
    }
    drink(person, &mut note);
    figures
}

fn threshold(person: &Person, settings: Settings, length: Length, blocked: bool) -> Option<f64> {
    let protocol = Protocol::train(settings, 0.0, length).blocked(blocked);
    protocol::threshold_hz(&protocol, &person.circuit, person.seed, HIGHEST_HZ).ok().flatten()
}

/// Rows 6 and 15: people who are prone to cramps.
fn drink(person: &Person, note: &mut impl FnMut(u8, &'static str, Option<f64>)) {
    note(6, "who cramp", threshold(person, Person::in_cohort(cohort::PRONE), NERVE, false));
    note(6, "who do not", threshold(person, Person::in_cohort(cohort::NEVER), NERVE, false));
    let settings = cohort::of_the_drink();
    let train = threshold(person, settings, NERVE, false)
        .map(|hz| Protocol::train(settings, hz + STEP_HZ, NERVE).until_s(LIMIT_S * 2.0));
    let cramp = |train: Protocol| person.run(&train).map(|cramp| cramp.duration_s());
    let none = train.clone().and_then(cramp);
    let juice = train.and_then(|train| cramp(train.and(cohort::SIP_S, Action::Sip)));
    note(15, "no drink", none);
    note(15, "pickle juice", juice);
    note(15, "shorter with pickle juice", holds(none.zip(juice).is_some_and(|(none, juice)| juice < none)));
}
