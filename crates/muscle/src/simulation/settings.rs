//! What is set before a simulation, what may be done to it, and what it tells.

use serde::{Deserialize, Serialize};

use crate::{length, membrane::MembraneError, muscle::Muscle};

/// What an experiment is done on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SimulationSettings {
    /// Muscle.
    pub muscle: Muscle,
    /// Motor units simulated; a multiple of 16 costs least.
    pub units: usize,
    /// Step of the cells.
    pub step_ms: f64,
    /// Length at the beginning, in best lengths.
    pub length_l0: f64,
    /// Part of the muscle whose nerve the electrode reaches, 0 to 1 across it.
    pub electrode: MuscleSpan,
    /// Strength of the stimulus: 1 at the motor point, up to 1.6 for the whole nerve.
    pub strength: f64,
    /// State of the person.
    pub conditions: Conditions,
}

/// A part of the muscle, 0 to 1 across it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MuscleSpan {
    /// One side.
    pub from: f64,
    /// The other.
    pub to: f64,
}

/// State of the person: each is one input of `docs/studies/mechanism.md` section 5.2.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conditions {
    /// Factor on the inward current and on the excitability of terminals; read when the simulation begins.
    pub susceptibility: f64,
    /// Pain in the muscle, 0 none to 1 strong.
    pub pain: f64,
    /// Core temperature.
    pub core_c: f64,
    /// Body mass lost as water. It does nothing here: published experiments find no change.
    pub dehydration_percent: f64,
    /// Factor on the spindles' excitation (a hypothesis about fatigue; 1 as it is).
    pub spindle_gain: f64,
    /// Factor on the tendon organs' inhibition (a hypothesis about fatigue; 1 as it is).
    pub tendon_organ_gain: f64,
}

impl Default for SimulationSettings {
    fn default() -> Self {
        Self {
            muscle: Muscle::FlexorHallucisBrevis,
            units: 128,
            step_ms: 0.05, // docs/studies/mechanism.md section 5.4
            length_l0: length::SHORT.value,
            electrode: MuscleSpan { from: 0.0, to: 1.0 },
            strength: 1.0,
            conditions: Conditions::default(),
        }
    }
}

/// Core temperature at rest.
pub(crate) const REST_CORE_C: f64 = 37.3; // Racinais and Cresswell 2013, the cool trial

impl Default for Conditions {
    fn default() -> Self {
        Self {
            susceptibility: 1.0,
            pain: 0.0,
            core_c: REST_CORE_C,
            dehydration_percent: 0.0,
            spindle_gain: 1.0,
            tendon_organ_gain: 1.0,
        }
    }
}

impl Conditions {
    /// Each value inside its range.
    #[must_use]
    pub fn held(self) -> Self {
        let hold = |value: f64, (low, high): (f64, f64), else_: f64| {
            if value.is_finite() { value.clamp(low, high) } else { else_ }
        };
        Self {
            susceptibility: hold(self.susceptibility, SUSCEPTIBILITY, 1.0),
            pain: hold(self.pain, UNIT, 0.0),
            core_c: hold(self.core_c, CORE_C, REST_CORE_C),
            dehydration_percent: hold(self.dehydration_percent, DEHYDRATION, 0.0),
            spindle_gain: hold(self.spindle_gain, GAIN, 1.0),
            tendon_organ_gain: hold(self.tendon_organ_gain, GAIN, 1.0),
        }
    }
}

type ValueRange = (f64, f64);
const SUSCEPTIBILITY: ValueRange = (0.3, 2.0); // own judgement
const UNIT: ValueRange = (0.0, 1.0);
const CORE_C: ValueRange = (34.0, 42.0); // own judgement: survivable
const DEHYDRATION: ValueRange = (0.0, 10.0);
const GAIN: ValueRange = (0.0, 4.0);

/// A setting with which no simulation can run.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SettingsError {
    /// A number outside its range.
    #[error("{0} is {1}; it has to be between {2} and {3}")]
    Range(&'static str, f64, f64, f64),
    /// Too few or too many units.
    #[error("units is {0}; it has to be between 16 and 1024")]
    Units(usize),
    /// The step.
    #[error(transparent)]
    Step(#[from] MembraneError),
}

impl SimulationSettings {
    /// Whether a simulation can run with them.
    ///
    /// # Errors
    /// The first value that is out of range.
    pub fn check(&self) -> Result<(), SettingsError> {
        if !(16..=1024).contains(&self.units) {
            return Err(SettingsError::Units(self.units));
        }
        let conditions = &self.conditions;
        for (name, value, (low, high)) in [
            ("length_l0", self.length_l0, (0.55, 1.4)), // validity of the spindle
            ("electrode.from", self.electrode.from, UNIT),
            ("electrode.to", self.electrode.to, UNIT),
            ("strength", self.strength, (0.0, 2.0)),
            ("susceptibility", conditions.susceptibility, SUSCEPTIBILITY),
            ("pain", conditions.pain, UNIT),
            ("core_c", conditions.core_c, CORE_C),
            ("dehydration_percent", conditions.dehydration_percent, DEHYDRATION),
            ("spindle_gain", conditions.spindle_gain, GAIN),
            ("tendon_organ_gain", conditions.tendon_organ_gain, GAIN),
        ] {
            if !(low..=high).contains(&value) {
                return Err(SettingsError::Range(name, value, low, high));
            }
        }
        Ok(())
    }
}

/// What may be done to a running simulation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Action {
    /// Point the foot or toes: the muscle goes short.
    Shorten,
    /// Back to best length.
    EaseUp,
    /// Stretch firmly.
    Stretch,
    /// Go to a length.
    Length(f64),
    /// Stimulate the nerve.
    Stimulate {
        /// Rate.
        hz: f64,
        /// For so long.
        seconds: f64,
    },
    /// Shock the tendon, which excites tendon organs.
    TapTendon {
        /// Rate.
        hz: f64,
        /// For so long.
        seconds: f64,
    },
    /// Contract at will.
    Contract {
        /// 1 is as hard as possible.
        effort: f64,
        /// For so long.
        seconds: f64,
    },
    /// A sip of something sharp: the reflex of the mouth.
    Sip,
    /// Block the nerve, or open it again.
    Block(bool),
    /// Change the state of the person.
    Set(Conditions),
}

/// An impulse that reached the fibres of a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Impulse {
    /// When.
    pub ms: f64,
    /// Which unit, from the smallest.
    pub unit: u16,
    /// It came from the cord; otherwise a stimulus or the terminal began it.
    pub central: bool,
}

/// What a simulation tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Time since the beginning.
    pub t_ms: f64,
    /// Length in best lengths.
    pub length_l0: f64,
    /// Force over the greatest.
    pub force: f64,
    /// Force.
    pub force_n: f64,
    /// Rate of the spindles, mean over the muscle.
    pub ia: f64,
    /// Inhibition by tendon organs, 1 at full force.
    pub ib: f64,
    /// Drive of muscle afferents III and IV, 0 to 1.
    pub metabolic: f64,
    /// Share of the inward current that flows, mean over the cells.
    pub inward_current: f64,
    /// Potassium of the cleft in the worst neighbourhood, in the stimulus rate that would hold it there.
    pub cleft_hz: f64,
    /// More than a twentieth of the units fired by themselves in the last quarter second.
    pub cramping: bool,
    /// Impulses that reached the muscle since the last frame.
    pub impulses: Vec<Impulse>,
}
