//! A cramp, and the twinge that did not become one.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::Count;
use crate::{
    muscle::{Muscle, Side, words},
    quantity::Pain,
};

words! {
    /// What a person says eased a cramp.
    EasedBy, "way of easing a cramp" {
        /// Stretching.
        Stretch = "stretch" | "stretching",
        /// Massage.
        Massage = "massage",
        /// Standing up or walking.
        Walking = "walking" | "walk" | "standing" | "stand",
        /// Heat.
        Heat = "heat",
        /// Cold.
        Cold = "cold",
        /// Pickle juice.
        PickleJuice = "pickle-juice" | "pickle",
        /// Drinking.
        Drink = "drink" | "water",
        /// Slowing down or stopping.
        EasingOff = "easing-off" | "rest" | "stop",
        /// It went by itself.
        Nothing = "nothing" | "itself",
        /// Something else.
        Other = "other",
    }
}

/// A cramp, or several of one night or workout that were alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cramp {
    /// The muscle.
    pub muscle: Muscle,
    /// The side.
    pub side: Side,
    /// How long it held, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_s: Option<u32>,
    /// Pain from 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain: Option<Pain>,
    /// Whether the person said it came during a workout.
    #[serde(default)]
    pub during_workout: bool,
    /// What eased it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eased_by: Vec<EasedBy>,
    /// How many there were, where it was said; else one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
}

impl Cramp {
    /// A cramp at rest of which only the place is known.
    pub const fn of(muscle: Muscle, side: Side) -> Self {
        Self {
            muscle,
            side,
            duration_s: None,
            pain: None,
            during_workout: false,
            eased_by: Vec::new(),
            count: None,
        }
    }

    /// How many cramps this tells of.
    pub const fn times(&self) -> u32 {
        times(self.count)
    }
}

/// A twinge, also called a near-cramp: a muscle that began to cramp and let go by itself, with no full cramp (hoffman2015).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Twinge {
    /// The muscle, where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub muscle: Option<Muscle>,
    /// The side.
    pub side: Side,
    /// Whether the person said it came during a workout.
    #[serde(default)]
    pub during_workout: bool,
    /// How many there were, where it was said; else one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
}

impl Twinge {
    /// A twinge at rest.
    pub const fn of(muscle: Option<Muscle>, side: Side) -> Self {
        Self { muscle, side, during_workout: false, count: None }
    }

    /// How many twinges this tells of.
    pub const fn times(&self) -> u32 {
        times(self.count)
    }
}

const fn times(count: Option<Count>) -> u32 {
    match count {
        Some(count) => count.times(),
        None => 1,
    }
}
