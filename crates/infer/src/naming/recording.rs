//! Whether what is told after a night is told because of it.

use serde::Serialize;

/// How improbable it must be that recording does not depend on cramps.
const DEPENDS: f64 = 0.05; // own choice: the usual level

/// Tables whose logarithms differ by no more are as probable.
const SAME: f64 = 1e-9; // rounding

/// How often something was told by itself after nights of a kind, of those nights before which it had not been told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ToldAfter {
    /// Nights after which it was told.
    pub told: usize,
    /// Nights before which it had not been told.
    pub of: usize,
}

/// How a factor came to be recorded in known windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct FactorRecording {
    /// Windows of which it was told in time: before, by a device, or in answer to a question that was fixed before.
    pub in_time: usize,
    /// After nights with a cramp.
    pub after_cramps: ToldAfter,
    /// After nights without one.
    pub after_quiet: ToldAfter,
}

impl FactorRecording {
    /// Probability of so great a difference between nights with a cramp and others if recording did not depend on cramps (0 to
    /// 1); `None` where nothing was told after any night.
    ///
    /// Equation: Fisher's exact test, two-sided: the sum of all tables at most as probable as this one. Source: Fisher 1935.
    /// Valid for any counts.
    ///
    /// ```
    /// use charley_infer::naming::{FactorRecording, ToldAfter};
    /// let of = |cramps, quiet| FactorRecording { in_time: 0, after_cramps: cramps, after_quiet: quiet };
    /// let told = |told, of| ToldAfter { told, of };
    /// // The lady tasting tea: 3 of 4 and 1 of 4.
    /// assert!((of(told(3, 4), told(1, 4)).p().unwrap() - 0.4857).abs() < 1e-4);
    /// assert!(of(told(30, 32), told(200, 500)).depends());
    /// assert_eq!(of(told(0, 9), told(0, 90)).p(), None);
    /// ```
    pub fn p(&self) -> Option<f64> {
        let (cramps, quiet) = (self.after_cramps, self.after_quiet);
        let told = cramps.told + quiet.told;
        if told == 0 {
            return None;
        }
        let log = |told_after_cramps: usize| {
            log_choose(cramps.of, told_after_cramps) + log_choose(quiet.of, told - told_after_cramps)
                - log_choose(cramps.of + quiet.of, told)
        };
        let here = log(cramps.told);
        let tables = told.saturating_sub(quiet.of)..=told.min(cramps.of);
        Some(tables.map(log).filter(|log| *log <= here + SAME).map(libm::exp).sum::<f64>().min(1.0))
    }

    /// Whether recording depends on cramps.
    ///
    /// Equation: p below 0.05. Source and validity: [`FactorRecording::p`].
    ///
    /// ```
    /// assert!(!charley_infer::naming::FactorRecording::default().depends());
    /// ```
    pub fn depends(&self) -> bool {
        self.p().is_some_and(|p| p < DEPENDS)
    }
}

/// Logarithm of the number of ways to choose some of all.
fn log_choose(all: usize, some: usize) -> f64 {
    let log_factorial = |n: usize| libm::lgamma(n as f64 + 1.0);
    log_factorial(all) - log_factorial(some) - log_factorial(all - some)
}
