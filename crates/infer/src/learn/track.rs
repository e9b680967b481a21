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
    /// Probability that the mean of all windows before it gave.
    pub mean: f64,
    /// Probability that a drifting level gave, where there is one.
    pub level: Option<f64>,
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
    /// let night = Forecasted { name: String::new(), model: 0.2, average: 0.1, mean: 0.1, level: None, cramp: true, made_from: 0 };
    /// assert!((night.gain() - 2.0_f64.ln()).abs() < 1e-12);
    /// ```
    pub fn gain(&self) -> f64 {
        self.over(Rival::MovingAverage)
    }

    /// The same over any simple rule; a drifting level where there is none counts as the moving average.
    fn over(&self, rival: Rival) -> f64 {
        let rival = match rival {
            Rival::MovingAverage => self.average,
            Rival::RunningMean => self.mean,
            Rival::DriftingLevel => self.level.unwrap_or(self.average),
        };
        let score = |p: f64| libm::log(if self.cramp { p } else { 1.0 - p });
        score(self.model) - score(rival)
    }
}

/// A simple rule that a forecast must beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rival {
    /// The share of the last 90 known windows.
    MovingAverage,
    /// The share of all known windows.
    RunningMean,
    /// A level that drifts from one 28 days to the next, by the outcomes alone.
    DriftingLevel,
}

/// How far forecasts are ahead of the best simple rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lead {
    /// The best of them.
    pub rival: Rival,
    /// Log score gained over it, in nats.
    pub gain: f64,
    /// Standard error of that.
    pub error: f64,
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

    /// How far the model is ahead of the best of three simple rules; `None` where nothing was scored.
    ///
    /// Equation: Σ d, d the gain of a window over the rule with the highest score of all; its error is √(n/(n-1) Σ (d - mean)²).
    /// Source: Diebold and Mariano 1995. Valid for two windows and more.
    ///
    /// ```
    /// use charley_infer::learn::{Forecasted, Rival, Track};
    /// let night = |cramp| Forecasted { name: String::new(), model: 0.2, average: 0.1, mean: 0.2, level: None, cramp, made_from: 0 };
    /// let lead = Track { windows: vec![night(true), night(false)] }.lead().unwrap();
    /// assert_eq!((lead.rival, lead.gain), (Rival::RunningMean, 0.0));
    /// ```
    pub fn lead(&self) -> Option<Lead> {
        let has_level = self.windows.iter().any(|window| window.level.is_some());
        let level = has_level.then_some(Rival::DriftingLevel);
        let gain = |rival| self.windows.iter().map(|window| window.over(rival)).sum::<f64>();
        let rivals = [Rival::MovingAverage, Rival::RunningMean].into_iter().chain(level);
        let (rival, gain) = rivals.map(|rival| (rival, gain(rival))).min_by(|a, b| a.1.total_cmp(&b.1))?;
        let n = self.windows.len() as f64;
        let squares = self.windows.iter().map(|window| (window.over(rival) - gain / n).powi(2)).sum::<f64>();
        let error = (n / (n - 1.0).max(1.0) * squares).sqrt();
        (!self.windows.is_empty()).then_some(Lead { rival, gain, error })
    }

    /// Whether the model has earned to be shown: ahead of the best simple rule by a standard error, over at least 30 known windows.
    pub fn has_earned(&self) -> bool {
        self.windows.len() >= LEARNING_WINDOWS
            && self.lead().is_some_and(|lead| lead.gain >= lead.error.max(f64::MIN_POSITIVE))
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
