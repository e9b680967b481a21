//! More of a night than a cramp or none: a twinge short of a cramp, or more than one cramp.

use std::ops::Range;

use crate::{
    Normal,
    hazard::rate::{log_any, log_any_slope},
};

/// Nights on which it happened below which nothing is learned of it: its level and scale would be priors alone.
const LEAST: usize = 3; // own choice
/// Log rate of a further stage in a usual night, of which nothing was published.
const LEVEL: Normal = Normal { mean: -1.6, sd: 1.5 }; // assumed: 20 in 100, and 1 to 90
/// Factor on the log ratios of the cramp.
const SCALE: Normal = Normal { mean: 0.7, sd: 0.3 }; // assumed: twinges follow the same causes more weakly

/// Names of the factors on the log ratios of the cramp.
pub const STAGE_SCALES: [&str; 2] = ["twinge_scale", "several_scale"];

/// What of a night is told apart, given the stage before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StageKind {
    /// Of nights without a cramp those with a twinge.
    Twinge,
    /// Of nights with a cramp those with more than one.
    Several,
}

/// Rows of which it is known whether it happened: first those on which it did not.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OutcomeStage {
    pub(super) kind: StageKind,
    pub(super) rows: Range<usize>,
    happened: usize,
}

/// First and second derivatives of one row by the log rate of its stage.
pub(super) struct Slopes {
    pub(super) first: f64,
    pub(super) second: f64,
}

impl OutcomeStage {
    /// `None` where it hardly ever happened.
    pub(super) fn of(kind: StageKind, rows: Range<usize>, happened: usize) -> Option<Self> {
        (rows.end - happened >= LEAST).then_some(Self { kind, rows, happened })
    }

    pub(super) const fn names(&self) -> [&'static str; 2] {
        match self.kind {
            StageKind::Twinge => ["twinge", STAGE_SCALES[0]],
            StageKind::Several => ["several", STAGE_SCALES[1]],
        }
    }

    pub(super) const fn priors() -> [Normal; 2] {
        [LEVEL, SCALE]
    }

    /// Log likelihood: e^-r of a row on which it did not happen, 1 - e^-r of one on which it did.
    pub(super) fn log_likelihood(&self, row: usize, rate: f64) -> f64 {
        if row < self.happened { -rate } else { log_any(rate) }
    }

    pub(super) fn slopes(&self, row: usize, rate: f64) -> Slopes {
        if row < self.happened {
            return Slopes { first: -rate, second: -rate };
        }
        let first = log_any_slope(rate);
        Slopes { first, second: first * (1.0 - rate - first) }
    }
}
