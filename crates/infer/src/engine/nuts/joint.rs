//! The density that NUTS walks on: coefficients and the logarithms of the scales, all unbounded.

use crate::Model;

/// A model as the sampler sees it.
pub(super) struct Joint<'a> {
    model: &'a dyn Model,
    gradients: u64,
}

impl<'a> Joint<'a> {
    pub(super) fn of(model: &'a dyn Model) -> Self {
        Self { model, gradients: 0 }
    }

    pub(super) fn dim(&self) -> usize {
        self.model.dim() + self.model.scales().len()
    }

    /// Gradients computed so far.
    pub(super) fn gradients(&self) -> u64 {
        self.gradients
    }

    /// What the model reports of a position.
    pub(super) fn report(&self, position: &[f64]) -> Vec<f64> {
        let (at, logs) = position.split_at(self.model.dim());
        let scales: Vec<f64> = logs.iter().map(|log| libm::exp(*log)).collect();
        self.model.report(at, &scales)
    }

    /// Log density up to a constant, with its gradient; `None` where one of them is not finite.
    ///
    /// Equation: log p(θ, σ) + Σ (log σ - (σ/sd)²/2): half-normal priors of the scales, and the change of variable to their
    /// logarithms. Source: Stan reference manual, "Change of variables". Valid for every model of this crate.
    pub(super) fn log_density(&mut self, position: &[f64], gradient: &mut [f64]) -> Option<f64> {
        self.gradients += 1;
        let dim = self.model.dim();
        let (at, logs) = position.split_at(dim);
        let scales: Vec<f64> = logs.iter().map(|log| libm::exp(*log)).collect();
        let (by, by_logs) = gradient.split_at_mut(dim);
        let mut value = self.model.gradient(at, &scales, by, by_logs);
        let of_scales = logs.iter().zip(&scales).zip(self.model.scales());
        for (by_log, ((log, scale), sd)) in by_logs.iter_mut().zip(of_scales) {
            let square = (scale / sd).powi(2);
            value += log - 0.5 * square;
            *by_log = *by_log * scale + 1.0 - square;
        }
        let finite = value.is_finite() && gradient.iter().all(|slope| slope.is_finite());
        finite.then_some(value)
    }
}
