//! What the body model computes for one window of risk, and the causal model reads.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{basis::Known, missing::Missing, muscle::words, night::NightOf, workout::WorkoutId};

words! {
    /// The kind of window in which a cramp can come.
    Window, "window" {
        /// A night, local noon to noon.
        Night = "night",
        /// The minutes of a workout.
        Workout = "workout",
    }
}

/// One window of risk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskWindow {
    /// A night.
    Night(NightOf),
    /// A workout.
    Workout(WorkoutId),
    /// One minute of a workout, the first being 0.
    Minute(WorkoutId, u32),
}

/// Identity of a trigger: its window and its id in the trigger table, written `night.load_jump`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TriggerId {
    /// The window.
    pub window: Window,
    /// The id within the window: `load_jump`.
    pub id: String,
}

impl TriggerId {
    /// A trigger of the night.
    pub fn night(id: impl Into<String>) -> Self {
        Self { window: Window::Night, id: id.into() }
    }

    /// A trigger of a workout.
    pub fn workout(id: impl Into<String>) -> Self {
        Self { window: Window::Workout, id: id.into() }
    }
}

impl fmt::Display for TriggerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.window, self.id)
    }
}

/// A trigger's name that is not of the form `night.load_jump`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no trigger: write its window and id, like \"night.load_jump\"")]
pub struct NotATrigger(pub String);

impl FromStr for TriggerId {
    type Err = NotATrigger;
    fn from_str(text: &str) -> Result<Self, NotATrigger> {
        text.split_once('.')
            .and_then(|(window, id)| Some(Self { window: window.parse().ok()?, id: id.to_owned() }))
            .ok_or_else(|| NotATrigger(text.to_owned()))
    }
}

impl Serialize for TriggerId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TriggerId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The exposures of one window: each trigger that is known there, in the trigger's own unit.
///
/// A trigger that is not in [`Exposure::values`] is unknown in this window; it is not at its reference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exposure {
    /// The window.
    pub window: RiskWindow,
    /// Value of each known trigger, in units of its row of the trigger table.
    pub values: BTreeMap<TriggerId, Known<f64>>,
    /// What was missing and would have made a value known.
    pub missing: Vec<Missing>,
    /// Draws of the values that a model computed: draw 5 is the same possible body in every window. Other values have none.
    #[serde(skip)]
    pub draws: BTreeMap<TriggerId, Vec<f32>>,
}
