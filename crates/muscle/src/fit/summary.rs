//! What a fit looks at in one person: the fitted rows in few runs, each muscle and each cramp used for all that it shows.

use crate::{
    experiments::{STEP_HZ, Subject, cohort, holds},
    length,
    protocol::{Length, MOTOR_POINT, NERVE, Protocol, RestedMuscle},
    recording::Recording,
    simulation::{Action, Simulation, SimulationSettings},
};

/// Highest rate that a fit tries: no fitted threshold is near it.
const HIGHEST_HZ: u32 = 36; // own choice
/// Where the search of each threshold begins: the published means.
const GUESS_HZ: [u32; 4] = [13, 18, 15, 25]; // Minetto 2011, whole and blocked; Miller and Knight 2009, who cramp and who do not
/// How long a fit waits for a cramp to end.
const LIMIT_S: f64 = 150.0; // own choice: the longest published mean
/// When the muscle is stretched.
const AT_S: f64 = 5.0; // as in row 11
/// How long it is watched.
const AFTER_S: f64 = 11.0; // own choice: twice the time in which it should end
/// How often a protocol looks at the muscle.
const LOOK_S: f64 = 0.25; // as in protocol.rs

/// A figure of a row, as found in one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonFigure {
    /// The row.
    pub row: u8,
    /// Name of the quantity in that row.
    pub name: &'static str,
    /// What was found.
    pub value: Option<f64>,
}

type Note<'a> = &'a mut dyn FnMut(u8, &'static str, Option<f64>);

/// The figures of a person.
///
/// Equation: those of the rows' own files under `experiments/`. Source: there. Valid for any loop.
pub fn measure(person: &Subject) -> Vec<PersonFigure> {
    let mut figures = Vec::new();
    let note: Note<'_> = &mut |row, name, value| figures.push(PersonFigure { row, name, value });
    let settings = SimulationSettings::default();
    let whole = whole(person, note);
    let blocked = blocked(person, note);
    note(1, "lower when whole", whole.zip(blocked).map_or(holds(false), |(one, other)| holds(one < other)));
    for (name, length_l0) in
        [("cramp, shortened", length::SHORT.value), ("cramp, not shortened", length::NEUTRAL.value)]
    {
        let effort = Protocol::voluntary(SimulationSettings { length_l0, ..settings }, 1.0, 3.0).until_s(3.5); // as in row 10
        note(10, name, person.run(&effort).and_then(|cramp| holds(cramp.duration_s() >= 3.0)));
    }
    let [_, _, prone, never] = GUESS_HZ;
    note(6, "who cramp", nerve(person, Subject::in_cohort(cohort::PRONE), prone));
    note(6, "who do not", nerve(person, Subject::in_cohort(cohort::NEVER), never));
    drink(person, note);
    figures
}

/// Rows 1, 2, 4, 5, 11 and 12 with the reflex loop whole; gives the threshold.
fn whole(person: &Subject, note: Note<'_>) -> Option<f64> {
    let found = induce(person, SimulationSettings::default(), (MOTOR_POINT, false), GUESS_HZ[0]);
    let hz = found.as_ref().map(|(hz, _)| *hz);
    note(1, "whole", hz);
    let pair = found.map(|(_, begun)| begun.fork(AT_S, LIMIT_S, AFTER_S, Action::Stretch));
    let (long, stretched) = pair.unzip();
    let long_s = long.as_ref().map(Recording::duration_s);
    note(2, "whole", long_s);
    let unit = long.as_ref().and_then(Recording::mean_unit);
    note(4, "mean", unit.map(|unit| unit.mean_pps));
    note(4, "least", unit.map(|unit| unit.min_pps));
    note(4, "greatest", unit.map(|unit| unit.max_pps));
    note(5, "variation of intervals", unit.map(|unit| unit.variation * 100.0));
    note(5, "doublets", unit.map(|unit| unit.doublets * 100.0));
    note(5, "a unit is active", unit.map(|unit| unit.active_s));
    note(5, "greatest coherence", long.as_ref().and_then(Recording::coherent_hz));
    let (sudden, rises) = stretched.zip(long_s).map_or((false, false), |(stretched, long_s)| {
        let before = stretched.impulses(AT_S - 1.0, AT_S);
        let first = (0..4).map(|k| AT_S + 0.25 * f64::from(k)); // quarters of the first second
        let burst = first.map(|at| stretched.impulses(at, at + 0.25) * 4.0).fold(0.0, f64::max); // per second
        let end = stretched.duration_s();
        (end - AT_S < 3.0 && end < long_s, burst > before)
    });
    note(11, "ends within 3 s, sooner than unstretched", holds(sudden));
    note(12, "rises first", holds(rises));
    hz
}

/// Rows 1, 2 and 11 with the nerve blocked; gives the threshold.
fn blocked(person: &Subject, note: Note<'_>) -> Option<f64> {
    let found = induce(person, SimulationSettings::default(), (MOTOR_POINT, true), GUESS_HZ[1]);
    let hz = found.as_ref().map(|(hz, _)| *hz);
    note(1, "blocked", hz);
    let pair = found.map(|(_, begun)| begun.fork(0.0, 20.0, 20.0, Action::Stretch)); // as in row 11
    let (left, stretched) = pair.map(|(left, stretched)| (left.duration_s(), stretched.duration_s())).unzip();
    note(2, "blocked", left);
    note(
        11,
        "under block it ends sooner too",
        holds(left.zip(stretched).is_some_and(|(left, it)| it < left)),
    );
    hz
}

/// Row 15, and row 16 of the same cramps.
fn drink(person: &Subject, note: Note<'_>) {
    let [guess_hz, ..] = GUESS_HZ; // own choice: prone, but the whole nerve is reached
    let found = induce(person, cohort::of_the_drink(), (NERVE, false), guess_hz);
    let pair = found.map(|(_, begun)| begun.fork(cohort::SIP_S, LIMIT_S * 2.0, LIMIT_S * 2.0, Action::Sip));
    let (none, juice) = pair.map(|(none, juice)| (none.duration_s(), juice.duration_s())).unzip();
    note(15, "no drink", none);
    note(15, "pickle juice", juice);
    note(15, "shorter with pickle juice", holds(none.zip(juice).is_some_and(|(none, juice)| juice < none)));
    note(16, "swallowed", none.zip(juice).map(|(none, juice)| juice / none * 100.0));
}

fn nerve(person: &Subject, settings: SimulationSettings, guess_hz: u32) -> Option<f64> {
    let protocol = Protocol::train(settings, 0.0, NERVE);
    RestedMuscle::new(person.simulation(settings)?, &protocol).threshold_near(guess_hz, HIGHEST_HZ)
}

/// A cramp whose stimulus has just ended.
struct EvokedCramp {
    protocol: Protocol,
    muscle: Simulation,
    recording: Recording,
}

/// The threshold, and the cramp of a train a step above it.
fn induce(
    person: &Subject,
    settings: SimulationSettings,
    (length, blocked): (Length, bool),
    guess_hz: u32,
) -> Option<(f64, EvokedCramp)> {
    let protocol = Protocol::train(settings, 0.0, length).blocked(blocked);
    let rested = RestedMuscle::new(person.simulation(settings)?, &protocol);
    let hz = rested.threshold_near(guess_hz, HIGHEST_HZ)?;
    let mut muscle = rested.muscle();
    let protocol = protocol.at_hz(hz + STEP_HZ);
    let recording = protocol.induce(&mut muscle);
    Some((hz, EvokedCramp { protocol, muscle, recording }))
}

impl EvokedCramp {
    /// The same cramp left alone and with something done to it at a moment, each watched for its own time.
    fn fork(mut self, at_s: f64, left_s: f64, done_s: f64, action: Action) -> (Recording, Recording) {
        if at_s > 0.0 {
            let until = self.protocol.clone().until_s(at_s - LOOK_S);
            until.watch(&mut self.muscle, &mut self.recording);
        }
        let goes_on = |protocol: Protocol| {
            let (mut muscle, mut recording) = (self.muscle.clone(), self.recording.clone());
            if !recording.ended() {
                protocol.watch(&mut muscle, &mut recording);
            }
            recording
        };
        let done = goes_on(self.protocol.clone().until_s(done_s).and(at_s, action));
        (goes_on(self.protocol.clone().until_s(left_s)), done)
    }
}
