//! Sentences about what goes into the simulated cramp: what a person may move, its unit, and how good the evidence is.

use crate::see::words::{CONFLICTING, FAIR, GOOD};
use charley_speech::message::sentences;

sentences! {
    LENGTH = "Length of the muscle";
    LENGTH_UNIT = "of its best length";
    LENGTH_BECAUSE = "short muscles cramp, neutral ones did not (Bertolasi 1993)";
    RATE = "Rate of the stimulus";
    RATE_UNIT = "a second";
    RATE_BECAUSE = "threshold frequencies were measured many times";
    EFFORT = "Strength of a contraction";
    EFFORT_UNIT = "% of the strongest";
    EFFORT_BECAUSE = "7 of 10 people cramped when they contracted a short calf";
    SUSCEPTIBILITY = "Susceptibility";
    SUSCEPTIBILITY_UNIT = "times the middle; read at the start";
    SUSCEPTIBILITY_BECAUSE = "people differ widely in threshold";
    PAIN = "Pain in the muscle";
    PAIN_UNIT = "0 none, 1 strong";
    PAIN_BECAUSE = "salt water that hurts lowered the threshold (Serrao 2007)";
    CORE = "Core temperature";
    CORE_UNIT = "°C";
    CORE_BECAUSE = "heat weakened the reflex arc (Racinais 2013): it points against cramps";
    SPINDLES = "Fatigue, hypothesis: spindles";
    SPINDLES_UNIT = "times as it is";
    SPINDLES_BECAUSE = "a theory; fatigue raised the threshold in the laboratory";
    TENDON_ORGANS = "Fatigue, hypothesis: tendon organs";
    WATER_LOST = "Body water lost";
    WATER_LOST_UNIT = "% of body mass";
    WATER_LOST_BECAUSE = "3 to 5 % changed no threshold, so it does nothing here";
}

/// How far a slider moves.
#[derive(Debug, Clone, Copy)]
pub struct SliderRange {
    /// The least.
    pub from: f64,
    /// The most.
    pub to: f64,
    /// Between two values.
    pub step: f64,
    /// Where it stands first.
    pub first: f64,
}

/// An input of the simulation that a person may move.
#[derive(Debug, Clone, Copy)]
pub struct ScenarioInput {
    /// Name of the field.
    pub id: &'static str,
    /// What a person reads.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// How far it can be moved.
    pub range: SliderRange,
    /// How good the evidence is.
    pub grade: &'static str,
    /// Why.
    pub because: &'static str,
}

/// The inputs of `docs/studies/mechanism.md` section 5.2 that move while it runs.
pub const INPUTS: &[ScenarioInput] = &[
    ScenarioInput {
        id: "length_l0",
        name: LENGTH,
        unit: LENGTH_UNIT,
        range: SliderRange { from: 0.6, to: 1.3, step: 0.01, first: 0.62 },
        grade: GOOD,
        because: LENGTH_BECAUSE,
    },
    ScenarioInput {
        id: "rate_hz",
        name: RATE,
        unit: RATE_UNIT,
        range: SliderRange { from: 4.0, to: 40.0, step: 1.0, first: 24.0 },
        grade: GOOD,
        because: RATE_BECAUSE,
    },
    ScenarioInput {
        id: "effort_percent",
        name: EFFORT,
        unit: EFFORT_UNIT,
        range: SliderRange { from: 10.0, to: 100.0, step: 5.0, first: 60.0 },
        grade: GOOD,
        because: EFFORT_BECAUSE,
    },
    ScenarioInput {
        id: "susceptibility",
        name: SUSCEPTIBILITY,
        unit: SUSCEPTIBILITY_UNIT,
        range: SliderRange { from: 0.5, to: 1.6, step: 0.05, first: 1.0 },
        grade: FAIR,
        because: SUSCEPTIBILITY_BECAUSE,
    },
    ScenarioInput {
        id: "pain",
        name: PAIN,
        unit: PAIN_UNIT,
        range: SliderRange { from: 0.0, to: 1.0, step: 0.1, first: 0.0 },
        grade: FAIR,
        because: PAIN_BECAUSE,
    },
    ScenarioInput {
        id: "core_c",
        name: CORE,
        unit: CORE_UNIT,
        range: SliderRange { from: 36.5, to: 40.0, step: 0.1, first: 37.3 },
        grade: FAIR,
        because: CORE_BECAUSE,
    },
    ScenarioInput {
        id: "spindle_gain",
        name: SPINDLES,
        unit: SPINDLES_UNIT,
        range: SliderRange { from: 0.5, to: 2.0, step: 0.05, first: 1.0 },
        grade: CONFLICTING,
        because: SPINDLES_BECAUSE,
    },
    ScenarioInput {
        id: "tendon_organ_gain",
        name: TENDON_ORGANS,
        unit: SPINDLES_UNIT,
        range: SliderRange { from: 0.0, to: 2.0, step: 0.05, first: 1.0 },
        grade: CONFLICTING,
        because: SPINDLES_BECAUSE,
    },
    ScenarioInput {
        id: "dehydration_percent",
        name: WATER_LOST,
        unit: WATER_LOST_UNIT,
        range: SliderRange { from: 0.0, to: 5.0, step: 0.5, first: 0.0 },
        grade: CONFLICTING,
        because: WATER_LOST_BECAUSE,
    },
];
