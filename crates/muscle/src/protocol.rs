//! Protocols: what experimenters do to a muscle, as values and a run.

use crate::{
    circuit::Circuit,
    recording::Recording,
    simulation::{Action, SettingsError, Simulation, SimulationSettings},
};

/// Rest before a stimulus, in which the muscle has to be quiet.
const BASELINE_S: f64 = 1.0;
/// How often a protocol looks at the muscle.
const LOOK_MS: f64 = 250.0; // own judgement: an EMG envelope
/// No train at this rate leaves a cramp.
const LOWEST_HZ: u32 = 2; // own judgement: single twitches
/// A cramp lasts at least so long.
pub const CRAMP_S: f64 = 1.0; // own judgement: after-discharge that outlives the stimulus by a second

/// How long a train is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Length {
    /// So many stimuli, whatever the rate.
    Pulses(u32),
    /// So long.
    Seconds(f64),
}

impl Length {
    fn seconds(self, hz: f64) -> f64 {
        match self {
            Self::Pulses(pulses) => f64::from(pulses) / hz,
            Self::Seconds(seconds) => seconds,
        }
    }
}

/// A burst of 150 stimuli, as at the motor point.
pub const MOTOR_POINT: Length = Length::Pulses(150); // Minetto and Botter 2009, doi 10.1002/mus.21382
/// Two seconds, as at the nerve behind the ankle.
pub const NERVE: Length = Length::Seconds(2.0); // Serrao 2007, doi 10.1007/s00221-007-0985-1

/// How a cramp is induced.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Induction {
    /// Stimulation of the nerve.
    Train {
        /// Rate.
        hz: f64,
        /// Length.
        length: Length,
    },
    /// A contraction at will.
    Voluntary {
        /// 1 is as hard as possible.
        effort: f64,
        /// Length.
        seconds: f64,
    },
}

/// A person's muscle and what is done to it after induction, at moments in seconds after its end.
#[derive(Debug, Clone)]
pub struct Protocol {
    /// Muscle and state of the person.
    pub settings: SimulationSettings,
    /// Nerve block all the time.
    pub blocked: bool,
    /// How the cramp is induced.
    pub induction: Induction,
    /// What is done afterwards, in order of time.
    pub then: Vec<(f64, Action)>,
    /// When the experimenter stops waiting.
    pub limit_s: f64,
}

impl Protocol {
    /// A train at a rate, and waiting.
    pub fn train(settings: SimulationSettings, hz: f64, length: Length) -> Self {
        let induction = Induction::Train { hz, length };
        Self { settings, blocked: false, induction, then: Vec::new(), limit_s: 300.0 } // own choice: nobody waits longer
    }

    /// A contraction at will, and waiting.
    pub fn voluntary(settings: SimulationSettings, effort: f64, seconds: f64) -> Self {
        let induction = Induction::Voluntary { effort, seconds };
        Self { settings, blocked: false, induction, then: Vec::new(), limit_s: 300.0 } // own choice: nobody waits longer
    }

    /// The same at another rate.
    #[must_use]
    pub fn at_hz(mut self, rate: f64) -> Self {
        if let Induction::Train { hz, .. } = &mut self.induction {
            *hz = rate;
        }
        self
    }

    /// The same with something done at a moment.
    #[must_use]
    pub fn and(mut self, at_s: f64, action: Action) -> Self {
        self.then.push((at_s, action));
        self
    }

    /// The same with another limit.
    #[must_use]
    pub fn until_s(mut self, limit_s: f64) -> Self {
        self.limit_s = limit_s;
        self
    }

    /// The same under nerve block or not.
    #[must_use]
    pub fn blocked(mut self, blocked: bool) -> Self {
        self.blocked = blocked;
        self
    }

    /// Runs it on the person of the seed.
    ///
    /// # Errors
    /// When a setting is out of range.
    pub fn run(&self, circuit: &Circuit, seed: u64) -> Result<Recording, SettingsError> {
        let mut simulation = Simulation::with(self.settings, *circuit, seed)?;
        Ok(self.on(&mut simulation))
    }

    /// Runs it on a muscle as it is.
    pub fn on(&self, simulation: &mut Simulation) -> Recording {
        self.rest(simulation);
        let mut recording = self.induce(simulation);
        self.watch(simulation, &mut recording);
        recording
    }

    /// The rest before the stimulus.
    pub(crate) fn rest(&self, simulation: &mut Simulation) {
        simulation.apply(Action::Block(self.blocked));
        simulation.advance_ms(BASELINE_S * 1000.0);
    }

    /// The induction; the recording begins at its end.
    pub(crate) fn induce(&self, simulation: &mut Simulation) -> Recording {
        let seconds = match self.induction {
            Induction::Train { hz, length } => {
                let seconds = length.seconds(hz);
                simulation.apply(Action::Stimulate { hz, seconds });
                seconds
            }
            Induction::Voluntary { effort, seconds } => {
                simulation.apply(Action::Contract { effort, seconds });
                seconds
            }
        };
        simulation.advance_ms(seconds * 1000.0);
        Recording::begin(simulation.units(), simulation.now_ms())
    }

    /// Goes on recording until discharge has ended or the time is over.
    pub(crate) fn watch(&self, simulation: &mut Simulation, recording: &mut Recording) {
        let begun_s = recording.length_s();
        let mut then = self.then.iter().filter(|(at_s, _)| *at_s >= begun_s).peekable();
        loop {
            let after_s = recording.length_s();
            while let Some((_, action)) = then.next_if(|(at_s, _)| *at_s <= after_s) {
                simulation.apply(*action);
            }
            let frame = simulation.advance_ms(LOOK_MS);
            recording.add(&frame.impulses, frame.t_ms);
            recording.note(frame.force, frame.cleft_hz);
            if recording.ended() || after_s >= self.limit_s {
                return;
            }
        }
    }
}

/// Lowest whole rate, up to `highest_hz`, whose train leaves a cramp; none when none does. Found by bisection.
///
/// # Errors
/// When a setting is out of range.
pub fn threshold_hz(
    protocol: &Protocol,
    circuit: &Circuit,
    seed: u64,
    highest_hz: u32,
) -> Result<Option<f64>, SettingsError> {
    let simulation = Simulation::with(protocol.settings, *circuit, seed)?;
    Ok(threshold_on(&simulation, protocol, highest_hz))
}

/// The same on a muscle as it is: each train is tried on a copy of it.
pub fn threshold_on(simulation: &Simulation, protocol: &Protocol, highest_hz: u32) -> Option<f64> {
    RestedMuscle::new(simulation.clone(), protocol).threshold_hz(highest_hz)
}

/// Whether discharge outlives a train at this rate by a second.
pub fn leaves_a_cramp(simulation: &mut Simulation, protocol: &Protocol, hz: f64) -> bool {
    protocol.rest(simulation);
    outlives(simulation, protocol, hz)
}

fn outlives(simulation: &mut Simulation, protocol: &Protocol, hz: f64) -> bool {
    let trial = protocol.clone().at_hz(hz).until_s(CRAMP_S + 0.5);
    let mut recording = trial.induce(simulation);
    trial.watch(simulation, &mut recording);
    recording.duration_s() >= CRAMP_S
}

/// A muscle after the rest of a protocol, from which each train is tried on a copy.
pub(crate) struct RestedMuscle<'a> {
    simulation: Simulation,
    protocol: &'a Protocol,
}

impl<'a> RestedMuscle<'a> {
    pub(crate) fn new(mut simulation: Simulation, protocol: &'a Protocol) -> Self {
        protocol.rest(&mut simulation);
        Self { simulation, protocol }
    }

    /// A copy of the muscle.
    pub(crate) fn muscle(&self) -> Simulation {
        self.simulation.clone()
    }

    /// The threshold by halving all that is possible.
    fn threshold_hz(&self, highest_hz: u32) -> Option<f64> {
        self.between(LOWEST_HZ, highest_hz + 1, highest_hz)
    }

    /// The threshold by steps of 2, 4, 8 Hz and so on away from a guess, and halving of the last one: fewer trains when the guess is near.
    pub(crate) fn threshold_near(&self, guess_hz: u32, highest_hz: u32) -> Option<f64> {
        let (mut none, mut some, mut step) = (LOWEST_HZ, highest_hz + 1, 2);
        let down = self.cramps(guess_hz);
        if down {
            some = guess_hz;
        } else {
            none = guess_hz;
        }
        loop {
            let next = if down { some.saturating_sub(step) } else { none + step };
            if next <= none || next >= some {
                return self.between(none, some, highest_hz);
            }
            let cramps = self.cramps(next);
            if cramps {
                some = next;
            } else {
                none = next;
            }
            if cramps != down {
                return self.between(none, some, highest_hz);
            }
            step *= 2;
        }
    }

    fn between(&self, mut none: u32, mut some: u32, highest_hz: u32) -> Option<f64> {
        while some - none > 1 {
            let middle = u32::midpoint(none, some);
            if self.cramps(middle) { some = middle } else { none = middle }
        }
        (some <= highest_hz).then(|| f64::from(some))
    }

    fn cramps(&self, hz: u32) -> bool {
        outlives(&mut self.simulation.clone(), self.protocol, f64::from(hz))
    }
}
