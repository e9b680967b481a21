//! Protocols: what experimenters do to a muscle, as values and a run.

use crate::{
    circuit::Circuit,
    recording::Recording,
    simulation::{Action, Settings, SettingsError, Simulation},
};

/// Rest before a stimulus, in which the muscle has to be quiet.
const BASELINE_S: f64 = 1.0;
/// How often a protocol looks at the muscle.
const LOOK_MS: f64 = 250.0; // own judgement: an EMG envelope
/// A cramp lasts at least so long.
pub const CRAMP_S: f64 = 1.0; // own judgement: after-discharge that outlives the stimulus by a second

/// How a cramp is induced.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Induction {
    /// Stimulation of the nerve.
    Train {
        /// Rate.
        hz: f64,
        /// Length.
        seconds: f64,
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
    pub settings: Settings,
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
    /// A train of five seconds at a rate, and waiting.
    pub fn train(settings: Settings, hz: f64) -> Self {
        let induction = Induction::Train { hz, seconds: 5.0 };
        Self { settings, blocked: false, induction, then: Vec::new(), limit_s: 300.0 }
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
        simulation.apply(Action::Block(self.blocked));
        simulation.advance_ms(BASELINE_S * 1000.0);
        let seconds = match self.induction {
            Induction::Train { hz, seconds } => {
                simulation.apply(Action::Stimulate { hz, seconds });
                seconds
            }
            Induction::Voluntary { effort, seconds } => {
                simulation.apply(Action::Contract { effort, seconds });
                seconds
            }
        };
        simulation.advance_ms(seconds * 1000.0);
        let mut recording = Recording::begin(simulation.units(), simulation.now_ms());
        let begin = simulation.now_ms();
        let mut then = self.then.iter().peekable();
        loop {
            let after_s = (simulation.now_ms() - begin) / 1000.0;
            while let Some((_, action)) = then.next_if(|(at_s, _)| *at_s <= after_s) {
                simulation.apply(*action);
            }
            let frame = simulation.advance_ms(LOOK_MS);
            recording.add(&frame.impulses, frame.t_ms);
            recording.note(frame.force, frame.cleft_hz);
            if recording.ended() || after_s >= self.limit_s {
                return recording;
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
    let (mut none, mut some) = (2, highest_hz + 1);
    while some - none > 1 {
        let middle = u32::midpoint(none, some);
        let mut trial = protocol.clone().until_s(CRAMP_S + 0.5);
        if let Induction::Train { hz, .. } = &mut trial.induction {
            *hz = f64::from(middle);
        }
        if trial.run(circuit, seed)?.duration_s() >= CRAMP_S {
            some = middle;
        } else {
            none = middle;
        }
    }
    Ok((some <= highest_hz).then(|| f64::from(some)))
}
