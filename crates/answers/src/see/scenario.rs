//! A scenario: what is done to whose muscle, as a small TOML file with units in its keys.

use charley_muscle::{
    ankle,
    membrane::Membrane,
    muscle::Muscle,
    simulation::{Action, Conditions, MuscleSpan, SimulationSettings},
};
use serde::Deserialize;

/// Longest scenario.
const LONGEST_S: f64 = 3600.0;

/// A scenario that was checked.
#[derive(Debug, Clone, PartialEq)]
pub struct CrampScenario {
    /// What it is called.
    pub title: String,
    /// Muscle and person.
    pub settings: SimulationSettings,
    /// The nerve is blocked from the beginning.
    pub blocked: bool,
    /// How long it is followed.
    pub length_s: f64,
    /// What is done, in the order of time.
    pub steps: Vec<ScenarioStep>,
}

/// Something that is done at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScenarioStep {
    /// When, in seconds.
    pub at_s: f64,
    /// What is done.
    pub action: Action,
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenScenario {
    title: String,
    #[serde(default = "gastrocnemius")]
    muscle: Muscle,
    #[serde(default)]
    length_l0: Option<f64>,
    /// The same as an angle of the ankle.
    #[serde(default)]
    ankle_deg: Option<f64>,
    #[serde(default)]
    units: Option<usize>,
    #[serde(default)]
    step_ms: Option<f64>,
    #[serde(default)]
    electrode: Option<MuscleSpan>,
    #[serde(default)]
    nerve_blocked: bool,
    lasts_s: f64,
    #[serde(default)]
    person: Conditions,
    #[serde(default)]
    step: Vec<WrittenStep>,
}

const fn gastrocnemius() -> Muscle {
    Muscle::MedialGastrocnemius
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    at_s: f64,
    #[serde(rename = "do")]
    what: WhatIsDone,
    #[serde(default)]
    rate_hz: Option<f64>,
    #[serde(default)]
    for_s: Option<f64>,
    #[serde(default)]
    effort_percent: Option<f64>,
    #[serde(default)]
    length_l0: Option<f64>,
    #[serde(default)]
    ankle_deg: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum WhatIsDone {
    Shorten,
    EaseUp,
    Stretch,
    Length,
    Stimulate,
    TapTendon,
    Contract,
    Sip,
    BlockNerve,
    OpenNerve,
}

/// Why a scenario is refused; each names the place and the remedy.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScenarioError {
    /// No TOML, an unknown key, a wrong kind of value.
    #[error("{0}")]
    Unread(String),
    /// A number that cannot be.
    #[error("{place} is {value}: it has to be between {from} and {to}")]
    Range {
        /// Where in the file.
        place: String,
        /// What was given.
        value: f64,
        /// The least that can be.
        from: f64,
        /// The most that can be.
        to: f64,
    },
    /// A key that the step needs.
    #[error("step {number} needs {key}, for example {example}")]
    Missing {
        /// The step, from 1.
        number: usize,
        /// The key.
        key: &'static str,
        /// What could stand there.
        example: &'static str,
    },
    /// A length said twice.
    #[error("{place} has ankle_deg and length_l0: keep one of them")]
    Twice {
        /// Where in the file.
        place: String,
    },
    /// The ankle does not move it.
    #[error("{place} has ankle_deg, but the ankle moves medial-gastrocnemius only: write length_l0")]
    NoAnkle {
        /// Where in the file.
        place: String,
    },
    /// A key that means nothing there.
    #[error("step {number} has {key}, which its \"do\" does not use: take it out")]
    Idle {
        /// The step, from 1.
        number: usize,
        /// The key.
        key: &'static str,
    },
    /// Muscle, person or numerics.
    #[error("{0}")]
    Settings(String),
}

impl CrampScenario {
    /// Reads a scenario.
    ///
    /// # Errors
    /// [`ScenarioError`] names the place and the remedy.
    pub fn read(text: &str) -> Result<Self, ScenarioError> {
        let written: WrittenScenario = toml::from_str(text)
            .map_err(|error| ScenarioError::Unread(error.to_string().trim_end().to_owned()))?;
        let default = SimulationSettings::default();
        let length_l0 = length_l0("the scenario", written.muscle, (written.ankle_deg, written.length_l0))?;
        let settings = SimulationSettings {
            muscle: written.muscle,
            length_l0: length_l0.unwrap_or(default.length_l0),
            units: written.units.unwrap_or(default.units),
            step_ms: written.step_ms.unwrap_or(default.step_ms),
            electrode: written.electrode.unwrap_or(default.electrode),
            conditions: written.person,
            ..default
        };
        settings.check().map_err(|error| ScenarioError::Settings(error.to_string()))?;
        let membrane = Membrane { dt_ms: settings.step_ms, ..Membrane::default() };
        membrane.steps().map_err(|error| ScenarioError::Settings(error.to_string()))?;
        let length_s = held("lasts_s", written.lasts_s, (1.0, LONGEST_S))?;
        let mut steps = Vec::with_capacity(written.step.len());
        for (place, step) in written.step.iter().enumerate() {
            steps.push(step.checked(place + 1, length_s, written.muscle)?);
        }
        steps.sort_by(|a: &ScenarioStep, b: &ScenarioStep| a.at_s.total_cmp(&b.at_s));
        Ok(Self { title: written.title, settings, blocked: written.nerve_blocked, length_s, steps })
    }
}

impl WrittenStep {
    fn checked(&self, number: usize, length_s: f64, muscle: Muscle) -> Result<ScenarioStep, ScenarioError> {
        let place = |key: &str| format!("{key} of step {number}");
        let at_s = held(&place("at_s"), self.at_s, (0.0, length_s))?;
        let need = |key: &'static str, value: Option<f64>, example, range| {
            let value = value.ok_or(ScenarioError::Missing { number, key, example })?;
            held(&place(key), value, range)
        };
        let rate = || need("rate_hz", self.rate_hz, "rate_hz = 20", (0.1, 100.0));
        let time = || need("for_s", self.for_s, "for_s = 5", (0.0, LONGEST_S));
        let (action, used): (Action, &[&str]) = match self.what {
            WhatIsDone::Shorten => (Action::Shorten, &[]),
            WhatIsDone::EaseUp => (Action::EaseUp, &[]),
            WhatIsDone::Stretch => (Action::Stretch, &[]),
            WhatIsDone::Sip => (Action::Sip, &[]),
            WhatIsDone::BlockNerve => (Action::Block(true), &[]),
            WhatIsDone::OpenNerve => (Action::Block(false), &[]),
            WhatIsDone::Length => {
                let length = length_l0(&format!("step {number}"), muscle, (self.ankle_deg, self.length_l0))?;
                let length = need("length_l0", length, "length_l0 = 0.8 or ankle_deg = -20", (0.55, 1.4))?; // validity of the spindle
                (Action::Length(length), &["length_l0", "ankle_deg"])
            }
            WhatIsDone::Stimulate => {
                (Action::Stimulate { hz: rate()?, seconds: time()? }, &["rate_hz", "for_s"])
            }
            WhatIsDone::TapTendon => {
                (Action::TapTendon { hz: rate()?, seconds: time()? }, &["rate_hz", "for_s"])
            }
            WhatIsDone::Contract => {
                let percent =
                    need("effort_percent", self.effort_percent, "effort_percent = 60", (0.0, 100.0))?;
                (Action::Contract { effort: percent / 100.0, seconds: time()? }, &["effort_percent", "for_s"])
            }
        };
        for (key, there) in [
            ("rate_hz", self.rate_hz.is_some()),
            ("for_s", self.for_s.is_some()),
            ("effort_percent", self.effort_percent.is_some()),
            ("length_l0", self.length_l0.is_some()),
            ("ankle_deg", self.ankle_deg.is_some()),
        ] {
            if there && !used.contains(&key) {
                return Err(ScenarioError::Idle { number, key });
            }
        }
        Ok(ScenarioStep { at_s, action })
    }
}

/// The length that a place of the scenario states, as an ankle angle or of the best length.
fn length_l0(
    place: &str,
    muscle: Muscle,
    written: (Option<f64>, Option<f64>),
) -> Result<Option<f64>, ScenarioError> {
    let place = place.to_owned();
    match written {
        (Some(_), Some(_)) => Err(ScenarioError::Twice { place }),
        (Some(_), None) if muscle != Muscle::MedialGastrocnemius => Err(ScenarioError::NoAnkle { place }),
        (Some(angle_deg), None) => {
            let angle_deg = held(&format!("ankle_deg of {place}"), angle_deg, ankle::ANGLES_DEG)?;
            Ok(Some(ankle::fibres_l0(angle_deg)))
        }
        (None, length_l0) => Ok(length_l0),
    }
}

fn held(place: &str, value: f64, (from, to): (f64, f64)) -> Result<f64, ScenarioError> {
    if (from..=to).contains(&value) {
        return Ok(value);
    }
    Err(ScenarioError::Range { place: place.to_owned(), value, from, to })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "title = \"x\"\nlasts_s = 10\n[[step]]\nat_s = 5\ndo = \"stretch\"\n[[step]]\nat_s = 1\ndo = \"stimulate\"\nrate_hz = 20\nfor_s = 2\n";

    #[test]
    fn steps_are_sorted_and_what_is_not_said_is_the_default() {
        let scenario = CrampScenario::read(GOOD).unwrap();
        assert_eq!(scenario.steps[0].action, Action::Stimulate { hz: 20.0, seconds: 2.0 });
        assert_eq!(scenario.steps[1].at_s.to_bits(), 5.0_f64.to_bits());
        assert_eq!(scenario.settings.muscle, Muscle::MedialGastrocnemius);
    }

    #[test]
    fn an_ankle_angle_is_a_length_of_the_calf() {
        let scenario = GOOD.replace("lasts_s = 10", "lasts_s = 10\nankle_deg = 0");
        let scenario = scenario.replace("do = \"stretch\"", "do = \"length\"\nankle_deg = -30");
        let read = CrampScenario::read(&scenario).unwrap();
        assert!((read.settings.length_l0 - 59.5 / 57.0).abs() < 1e-9);
        let Action::Length(short) = read.steps[1].action else { panic!("{:?}", read.steps) };
        assert!((0.55..0.75).contains(&short), "{short}");
    }

    #[test]
    fn what_cannot_be_is_refused_with_place_and_remedy() {
        for (from, to, says) in [
            ("at_s = 5", "at_s = 50", "at_s of step 1 is 50: it has to be between 0 and 10"),
            ("rate_hz = 20", "rate_hz = 2000", "rate_hz of step 2 is 2000"),
            ("rate_hz = 20\n", "", "step 2 needs rate_hz, for example rate_hz = 20"),
            (
                "do = \"stretch\"",
                "do = \"stretch\"\nfor_s = 3",
                "step 1 has for_s, which its \"do\" does not use",
            ),
            ("do = \"stretch\"", "do = \"dance\"", "unknown variant `dance`"),
            ("lasts_s = 10", "lasts_s = 10\nlength = 3", "unknown field `length`"),
            ("lasts_s = 10", "lasts_s = nan", "lasts_s is NaN"),
            ("lasts_s = 10", "lasts_s = 10\nlength_l0 = 3", "length_l0 is 3"),
            ("lasts_s = 10", "lasts_s = 10\nunits = 3", "units is 3"),
            ("lasts_s = 10", "lasts_s = 10\nstep_ms = 0.03", "does not divide 0.5 ms"),
            (
                "lasts_s = 10",
                "lasts_s = 10\nankle_deg = 80",
                "ankle_deg of the scenario is 80: it has to be between -38 and 29",
            ),
            (
                "lasts_s = 10",
                "lasts_s = 10\nankle_deg = 8\nlength_l0 = 1",
                "the scenario has ankle_deg and length_l0: keep one",
            ),
            (
                "lasts_s = 10",
                "lasts_s = 10\nmuscle = \"flexor-hallucis-brevis\"\nankle_deg = 8",
                "medial-gastrocnemius only",
            ),
            (
                "do = \"stretch\"",
                "do = \"length\"",
                "step 1 needs length_l0, for example length_l0 = 0.8 or ankle_deg = -20",
            ),
            ("do = \"stretch\"", "do = \"shorten\"\nankle_deg = 3", "step 1 has ankle_deg, which"),
            ("title", "[[title", "TOML parse error at line 1"),
        ] {
            let error = CrampScenario::read(&GOOD.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains(says), "{to}: {error}");
        }
    }
}
