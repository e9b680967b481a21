//! Forecasts as they would have been made, beside what came; and what both say of the forecaster.

use serde::{Deserialize, Serialize};

/// Known windows before the first forecast that counts, and for which forecasts must hold their own.
pub(super) const LEARNING_WINDOWS: usize = 30; // docs/studies/inference.md section 1.6
/// Logged windows of the moving average.
pub(super) const AVERAGE_WINDOWS: usize = 90; // docs/studies/inference.md section 2
/// What the moving average begins with: as if half a cramp in ten windows had been seen.
const AVERAGE_CRAMPS: f64 = 0.5; // own choice: 5 in 100, the prior of the study
const AVERAGE_OF: f64 = 10.0; // own choice: as above

/// One window that was forecast and then known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forecasted {
    /// The window: the date of a night, the id of a workout.
    pub name: String,
    /// Probability that the model gave.
    pub model: f64,
    /// Probability that the person's own moving average gave.
    pub average: f64,
    /// Whether a cramp came.
    pub cramp: bool,
    /// What it was made from: another number means that it is stale.
    pub made_from: u64,
}

impl Forecasted {
    /// Log score that the model gained over the moving average, in nats.
    ///
    /// Equation: log p(what came), model less average. Source: docs/studies/inference.md section 2. Valid for probabilities inside 0 to 1.
    ///
    /// ```
    /// use charley_infer::learn::Forecasted;
    /// let night = Forecasted { name: String::new(), model: 0.2, average: 0.1, cramp: true, made_from: 0 };
    /// assert!((night.gain() - 2.0_f64.ln()).abs() < 1e-12);
    /// ```
    pub fn gain(&self) -> f64 {
        let score = |p: f64| libm::log(if self.cramp { p } else { 1.0 - p });
        score(self.model) - score(self.average)
    }
}

/// All of them, oldest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Track {
    /// The windows.
    pub windows: Vec<Forecasted>,
}

impl Track {
    /// Log score that the model gained over the moving average, in nats.
    ///
    /// Equation: Σ log p(what came), model less average. Source: docs/studies/inference.md section 2. Valid for any number.
    ///
    /// ```
    /// assert_eq!(charley_infer::learn::Track::default().gain(), 0.0);
    /// ```
    pub fn gain(&self) -> f64 {
        self.windows.iter().map(Forecasted::gain).sum()
    }

    /// Whether the model has earned to be shown: not below the moving average over at least 30 known windows.
    pub fn has_earned(&self) -> bool {
        self.windows.len() >= LEARNING_WINDOWS && self.gain() >= 0.0
    }
}

/// Probability of a cramp by the last logged windows: `cramps` of `known`, from which a person who knows nothing expects 5 in 100.
///
/// Equation: (cramps + 0.5) / (known + 10). Source: own choice. Valid for any count.
///
/// ```
/// assert_eq!(charley_infer::learn::moving_average(0, 0), 0.05);
/// ```
pub fn moving_average(cramps: usize, known: usize) -> f64 {
    (cramps as f64 + AVERAGE_CRAMPS) / (known as f64 + AVERAGE_OF)
}

/// The reliability curve of forecasts: what they said, and what came, risen as the forecasts rise.
///
/// Equation: isotonic regression of the outcomes on the forecasts by pooling adjacent violators. Source: CORP,
/// Dimitriadis, Gneiting, Jordan 2021. Valid for any number; pairs (forecast, frequency), the forecasts rising.
///
/// ```
/// use charley_infer::learn::isotonic;
/// let curve = isotonic(&[(0.1, false), (0.2, true), (0.3, false), (0.9, true)]);
/// assert_eq!(curve, [(0.1, 0.0), (0.2, 0.5), (0.3, 0.5), (0.9, 1.0)]);
/// ```
pub fn isotonic(forecasts: &[(f64, bool)]) -> Vec<(f64, f64)> {
    let mut sorted = forecasts.to_vec();
    sorted.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    // Blocks of a sum and a count, whose means must rise.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (_, came) in &sorted {
        blocks.push((f64::from(u8::from(*came)), 1));
        while let [.., (sum_a, n_a), (sum_b, n_b)] = blocks[..] {
            if sum_a / n_a as f64 <= sum_b / n_b as f64 {
                break;
            }
            blocks.truncate(blocks.len() - 2);
            blocks.push((sum_a + sum_b, n_a + n_b));
        }
    }
    let means = blocks.iter().flat_map(|(sum, n)| std::iter::repeat_n(sum / *n as f64, *n));
    sorted.iter().map(|(forecast, _)| *forecast).zip(means).collect()
}
