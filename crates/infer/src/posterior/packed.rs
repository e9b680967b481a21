//! A posterior as text, to be kept between processes: the same numbers again, to the last bit.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use super::Posterior;
use crate::engine::{IMPORTANCE, NUTS};

/// A posterior as text, with the fingerprint of what it was drawn from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Packed {
    drawn_from: u64,
    engine: String,
    names: Vec<String>,
    chains: usize,
    models: usize,
    pareto_k: Option<f64>,
    divergences: u64,
    gradients: u64,
    /// Weights, then the columns, each number as its eight bytes.
    numbers: String,
}

impl Posterior {
    /// The posterior as text; `drawn_from` is the fingerprint of its inputs.
    ///
    /// Equation: none. Source: definition. Valid for any posterior.
    ///
    /// ```
    /// use charley_infer::{Engine, Normal, engine::Importance, hazard::{NightPriors, Nights}};
    /// let normal = |mean, sd| Normal { mean, sd };
    /// let priors = NightPriors { alpha: normal(-3.0, 1.0), beta: vec![], season: [normal(0.0, 0.3); 2], rho: normal(0.5, 0.5) };
    /// let posterior = Importance { draws: 200 }.draw(&Nights::of(&priors, &[], None), 1)?;
    /// assert_eq!(posterior.packed(7).unpacked(7), Some(posterior.clone()));
    /// assert_eq!(posterior.packed(7).unpacked(8), None);
    /// # Ok::<(), charley_infer::engine::Unfit>(())
    /// ```
    pub fn packed(&self, drawn_from: u64) -> Packed {
        let columns = std::iter::once(&self.weights).chain(&self.columns);
        let bytes: Vec<u8> = columns.flatten().flat_map(|number| number.to_le_bytes()).collect();
        Packed {
            drawn_from,
            engine: self.engine.to_owned(),
            names: self.names.clone(),
            chains: self.chains,
            models: self.models,
            pareto_k: self.pareto_k,
            divergences: self.divergences,
            gradients: self.gradients,
            numbers: STANDARD.encode(bytes),
        }
    }
}

impl Packed {
    /// The posterior, where it was drawn from just these inputs and can be read; else `None`, and it is to be drawn anew.
    ///
    /// Equation: none. Source: definition. Valid for any text.
    ///
    /// Example: [`Posterior::packed`].
    pub fn unpacked(&self, drawn_from: u64) -> Option<Posterior> {
        if self.drawn_from != drawn_from {
            return None;
        }
        let bytes = STANDARD.decode(&self.numbers).ok()?;
        let (eights, rest) = bytes.as_chunks::<8>();
        let columns = self.names.len() + 1;
        let draws = eights.len() / columns;
        if !rest.is_empty() || draws == 0 || draws * columns != eights.len() {
            return None;
        }
        let mut all = eights
            .chunks_exact(draws)
            .map(|column| column.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect::<Vec<f64>>());
        Some(Posterior {
            engine: [IMPORTANCE, NUTS].into_iter().find(|engine| *engine == self.engine)?,
            names: self.names.clone(),
            weights: all.next()?,
            columns: all.collect(),
            chains: self.chains,
            models: self.models,
            pareto_k: self.pareto_k,
            divergences: self.divergences,
            gradients: self.gradients,
        })
    }
}
