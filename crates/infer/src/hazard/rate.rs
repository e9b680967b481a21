//! Pieces that all likelihoods of a rate share.

/// Log rates are held below this, so that no exposure makes a density infinite.
pub(super) const HIGHEST_LOG_RATE: f64 = 30.0; // a rate of 10^13 a night

/// log(1 - e^-rate): the log probability of any event.
pub(super) fn log_any(rate: f64) -> f64 {
    libm::log(-libm::expm1(-rate))
}

/// Derivative of [`log_any`] by the log of the rate: rate / (e^rate - 1).
pub(super) fn log_any_slope(rate: f64) -> f64 {
    rate / libm::expm1(rate)
}

/// Log of the logistic function.
pub(super) fn log_logistic(x: f64) -> f64 {
    if x < 0.0 { x - libm::log1p(libm::exp(x)) } else { -libm::log1p(libm::exp(-x)) }
}

/// The logistic function.
pub(super) fn logistic(x: f64) -> f64 {
    libm::exp(log_logistic(x))
}

/// How a night without an answer came about: the chance that a night is answered, without and with a cramp.
#[derive(Debug, Clone, Copy)]
pub(super) struct AnswerModel {
    /// Chance of an answer after a quiet night, and after a cramp.
    quiet: f64,
    cramp: f64,
}

/// Log probability of silence with its derivatives by the log rate and by both log odds of an answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct SilenceTerms {
    pub(super) value: f64,
    pub(super) by_log_rate: f64,
    pub(super) second: f64,
    pub(super) by_quiet: f64,
    pub(super) by_cramp: f64,
}

/// Second derivatives of the log probability of silence by both log odds of an answer, and by each and the log rate.
#[derive(Debug, Clone, Copy)]
pub(super) struct SilenceSecond {
    pub(super) quiet: f64,
    pub(super) cramp: f64,
    pub(super) both: f64,
    pub(super) quiet_by_rate: f64,
    pub(super) cramp_by_rate: f64,
}

impl AnswerModel {
    pub(super) fn of(log_odds_quiet: f64, log_odds_cramp: f64) -> Self {
        Self { quiet: logistic(log_odds_quiet), cramp: logistic(log_odds_cramp) }
    }

    /// log[(1 - π₁)(1 - e^-Λ) + (1 - π₀) e^-Λ] and its derivatives.
    pub(super) fn terms(self, rate: f64) -> SilenceTerms {
        let (none, any) = (libm::exp(-rate), -libm::expm1(-rate));
        let (hidden, silent) = (1.0 - self.cramp, 1.0 - self.quiet);
        let sum = (hidden * any + silent * none).max(f64::MIN_POSITIVE);
        let slope = (silent - hidden) * none / sum;
        SilenceTerms {
            value: libm::log(sum),
            by_log_rate: -rate * slope,
            second: -rate * slope + rate * rate * (slope - slope * slope),
            by_quiet: -self.quiet * silent * none / sum,
            by_cramp: -self.cramp * hidden * any / sum,
        }
    }

    /// The second derivatives of [`AnswerModel::terms`].
    pub(super) fn second(self, rate: f64) -> SilenceSecond {
        let none = libm::exp(-rate);
        let (hidden, silent) = (1.0 - self.cramp, 1.0 - self.quiet);
        let sum = (hidden * (1.0 - none) + silent * none).max(f64::MIN_POSITIVE);
        let terms = self.terms(rate);
        let (quiet, cramp) = (terms.by_quiet, terms.by_cramp);
        SilenceSecond {
            quiet: quiet * (1.0 - 2.0 * self.quiet) - quiet * quiet,
            cramp: cramp * (1.0 - 2.0 * self.cramp) - cramp * cramp,
            both: -quiet * cramp,
            quiet_by_rate: -quiet * (rate + terms.by_log_rate),
            cramp_by_rate: -self.cramp * hidden * rate * none / sum - cramp * terms.by_log_rate,
        }
    }
}
