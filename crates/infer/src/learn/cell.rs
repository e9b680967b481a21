//! One exposure in one window: what is known of it, and the draws that stand for it.

use charley_domain::{
    basis::Basis,
    exposure::{Exposure, TriggerId},
    stream,
};
use rand::RngExt;
use rand_distr::{Distribution, StandardNormal};

use super::panel::IMPUTATIONS;
use crate::published;

/// Values beyond this are no exposure in units of a usual change from day to day.
const MOST_UNITS: f64 = 1_000.0; // a thousand usual changes

/// What is known of an exposure in a window.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing: it could be any value that this person has had.
    Unknown,
    /// Its value.
    Known(f64),
    /// Its value within a normal spread.
    About {
        /// The middle.
        value: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// What a model computed, draw by draw: draw 5 is the same possible body in every window.
    Draws(Vec<f32>),
}

impl Cell {
    /// What an exposure says of a trigger; a value that no body can have counts as unknown.
    ///
    /// Equation: measured is exact, estimated spreads by 10 %, assumed by 30 %. Source: as in [`crate::published`] (assumed).
    /// Valid for any exposure.
    ///
    /// ```
    /// # use charley_domain::{basis::Known, exposure::*, night::NightOf};
    /// use charley_infer::learn::Cell;
    /// let heat = TriggerId::night("heat_5c");
    /// let values = [(heat.clone(), Known::measured(1.5))].into();
    /// let window = RiskWindow::Night(NightOf("2026-05-01".parse()?));
    /// let night = Exposure { window, values, missing: vec![], draws: Default::default() };
    /// assert_eq!(Cell::of(&night, &heat), Cell::Known(1.5));
    /// assert_eq!(Cell::of(&night, &TriggerId::night("alcohol_2u")), Cell::Unknown);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(exposure: &Exposure, id: &TriggerId) -> Self {
        let Some(known) = exposure.values.get(id).filter(|known| known.value.abs() <= MOST_UNITS) else {
            return Self::Unknown;
        };
        let believable = |draws: &&Vec<f32>| {
            !draws.is_empty() && draws.iter().all(|draw| f64::from(draw.abs()) <= MOST_UNITS)
        };
        if let Some(draws) = exposure.draws.get(id).filter(believable) {
            return Self::Draws(draws.clone());
        }
        match known.basis {
            Basis::Measured => Self::Known(known.value),
            Basis::Estimated { .. } | Basis::Assumed { .. } => {
                Self::About { value: known.value, sd: published::spread(known) }
            }
        }
    }

    /// Its value, or the middle of what it may be.
    pub fn middle(&self) -> Option<f64> {
        match self {
            Self::Unknown => None,
            Self::Known(value) | Self::About { value, .. } => Some(*value),
            Self::Draws(draws) => {
                Some(draws.iter().map(|draw| f64::from(*draw)).sum::<f64>() / draws.len() as f64)
            }
        }
    }

    /// Its value in one of the draws that stand for it, or its middle; 0 where nothing is known.
    pub(super) fn at(&self, draw: usize) -> f64 {
        match self {
            Self::Draws(draws) => f64::from(draws[draw % draws.len()]),
            Self::Unknown | Self::Known(_) | Self::About { .. } => self.middle().unwrap_or(0.0),
        }
    }

    /// How far its value may lie from its middle (standard deviation); 0 where that is not said.
    pub(super) const fn sd(&self) -> f64 {
        if let Self::About { sd, .. } = self { *sd } else { 0.0 }
    }

    /// A value for each exposure draw: its own, or for an unknown one where in a pool of known values it is looked up (0 to 1).
    pub(super) fn draws(&self, seed: u64, name: &str) -> Drawn {
        match self {
            Self::Known(value) => Drawn::Values(vec![*value as f32; IMPUTATIONS]),
            Self::Draws(draws) => {
                Drawn::Values((0..IMPUTATIONS).map(|draw| draws[draw % draws.len()]).collect())
            }
            Self::About { value, sd } => {
                let mut rng = stream::of(seed, name);
                let normals = (0..IMPUTATIONS).map(|_| StandardNormal.sample(&mut rng));
                Drawn::Values(normals.map(|z: f64| (value + sd * z) as f32).collect())
            }
            Self::Unknown => {
                let mut rng = stream::of(seed, name);
                Drawn::Places((0..IMPUTATIONS).map(|_| rng.random()).collect())
            }
        }
    }
}

/// The draws of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Drawn {
    /// Its values.
    Values(Vec<f32>),
    /// Where in the values known so far, as shares of their number.
    Places(Vec<f32>),
}

impl Drawn {
    /// The value of one draw; an unknown one is any of `pool`, 0 where that is empty.
    pub(super) fn value(&self, draw: usize, pool: &[f64]) -> f64 {
        match self {
            Self::Values(values) => f64::from(values[draw]),
            Self::Places(places) => {
                let place = (f64::from(places[draw]) * pool.len() as f64) as usize;
                pool.get(place).copied().unwrap_or(0.0)
            }
        }
    }
}
