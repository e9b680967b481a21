//! Cramps, and twinges beside them, counted by week and arm, with a level that drifts from week to week: the likelihood of a trial.

mod solve;
mod terms;

use self::{
    solve::{Ratio, Solved, WeekSlopes, WeeklyState},
    terms::{Split, WeeklyTerms},
};
use super::{LogRatio, UsualRate};
use crate::Normal;

/// Prior of the log rate ratio of a remedy: the trial has to convince by itself.
pub const LOG_RATIO: Normal = Normal { mean: 0.0, sd: 0.7 }; // docs/studies/inference.md section 3
/// Prior of the log of the size of a night's negative binomial: the smaller, the more uneven.
const LOG_SIZE: Normal = Normal { mean: 0.5, sd: 1.0 }; // docs/studies/inference.md section 1.3
/// How far a person's level lies from what was expected before the trial.
const LEVEL_SD: f64 = 1.0; // docs/studies/inference.md section 1.3, alpha
/// Drift of the level: standard deviation of a week, and how much of it the next week keeps.
const DRIFT_SD: f64 = 0.3; // docs/studies/inference.md section 3, power table
const DRIFT_MEMORY: f64 = 0.7; // docs/studies/inference.md section 3, power.py
/// Log ratio of twinges that goes with one of cramps: what keeps a cramp away keeps most of a twinge away too.
pub const TWINGE_SHARE: f64 = 0.8; // own choice: nobody published it; 0.4 to 1 is tried by lab trial-power
/// How far a remedy may do otherwise to twinges than to cramps.
const OWN_SD: f64 = 0.25; // own choice: wider takes the twinges' word away, narrower trusts them as if they were cramps
/// How far it may lie from what was expected before the trial how many times as often twinges come as cramps, in logs.
const OFTENER_SD: f64 = 1.0; // own choice, as wide as that of the level

/// What came in a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TrialOutcome {
    /// Cramps.
    pub cramps: u32,
    /// Twinges beside them.
    pub twinges: u32,
}

impl From<u32> for TrialOutcome {
    fn from(cramps: u32) -> Self {
        Self { cramps, twinges: 0 }
    }
}

/// Nights of one week with the same share of the remedy at work.
#[derive(Debug, Clone, Copy, PartialEq)]
struct WeekCell {
    week: usize,
    at_work: f64,
    nights: u32,
    /// Its logarithm, which every step reads.
    log_nights: f64,
    came: TrialOutcome,
}

/// Cramps N ~ `NegBin` of mean n e^(α + βx + u) and size nκ in each cell of n nights: the sum of n nights of size κ.
///
/// α ~ N(the person's log rate, 1), β ~ [`LOG_RATIO`], log κ ~ N(0.5, 1); u is the drift of the week, an AR(1) of standard
/// deviation 0.3 and memory 0.7. Source: docs/studies/inference.md sections 1.3 and 3. Valid for up to some hundreds of weeks.
///
/// Where twinges count too, cramps and twinges together are `NegBin` of mean n e^(α + βx + u)(1 + e^η) and size nκ, and each is
/// a twinge with log odds η = γ + ((0.8 - 1)β + δ)x: so twinges have the log ratio 0.8 β + δ, with γ ~ N(as expected, 1) and
/// δ ~ N(0, 0.25). What makes a night bad makes it bad for both. β stays that of cramps. Source: own construction; [`TWINGE_SHARE`].
#[derive(Debug, Clone, PartialEq)]
pub struct WeeklyCounts {
    cells: Vec<WeekCell>,
    weeks: usize,
    /// Priors of the fixed coefficients that are in use.
    priors: Vec<Normal>,
    /// Where the last search ended: the next one, with a week more, begins there.
    at: WeeklyState,
}

/// Places of the fixed coefficients: the level first, the log ratio, the log size; where twinges count, their γ and δ.
const RATIO: usize = 1;
const SIZE: usize = 2;
/// Fixed coefficients where twinges count.
const MOST: usize = 5;

impl WeeklyCounts {
    /// An empty trial of a person who is expected to have so many cramps a night, and twinges where they count.
    ///
    /// Equation, source and validity: [`WeeklyCounts`].
    pub fn expecting(usual: impl Into<UsualRate>, log_ratio: Normal) -> Self {
        let usual = usual.into();
        let cramps_a_night = usual.cramps_a_night.max(1e-3);
        let level = Normal { mean: libm::log(cramps_a_night), sd: LEVEL_SD };
        let mut priors = vec![level, log_ratio, LOG_SIZE];
        if let Some(twinges_a_night) = usual.twinges_a_night {
            let oftener = libm::log(twinges_a_night.max(1e-3) / cramps_a_night);
            priors.push(Normal { mean: oftener, sd: OFTENER_SD });
            priors.push(Normal { mean: 0.0, sd: OWN_SD });
        }
        let mut fixed = [0.0; MOST];
        for (place, prior) in priors.iter().enumerate().filter(|(place, _)| *place != RATIO) {
            fixed[place] = prior.mean;
        }
        Self { cells: Vec::new(), weeks: 0, priors, at: WeeklyState { fixed, drift: Vec::new() } }
    }

    /// Adds one night; nights come in the order of their weeks. Those of a week with the same share at work are one cell.
    pub fn add(&mut self, week: usize, at_work: f64, came: impl Into<TrialOutcome>) {
        let came = came.into();
        self.weeks = self.weeks.max(week + 1);
        let same = self.cells.iter_mut().rev().take_while(|cell| cell.week == week);
        let bits = at_work.to_bits();
        match { same }.find(|cell| cell.at_work.to_bits() == bits) {
            Some(cell) => {
                cell.nights += 1;
                cell.log_nights = libm::log(f64::from(cell.nights));
                cell.came.cramps += came.cramps;
                cell.came.twinges += came.twinges;
            }
            None => self.cells.push(WeekCell { week, at_work, nights: 1, log_nights: 0.0, came }),
        }
    }

    /// The posterior of the log rate ratio.
    ///
    /// Equation: the joint mode by Newton steps; at seven values of β around it the other coefficients are integrated out by
    /// Laplace's method, log p(β) = max - ½ log det H; between them a polynomial. Source: Tierney and Kadane 1986. Valid for
    /// any number of cells, also none. Held against importance sampling of the same model in a test.
    ///
    /// ```
    /// use charley_infer::trial::{LOG_RATIO, WeeklyCounts};
    /// let mut counts = WeeklyCounts::expecting(0.5, LOG_RATIO);
    /// for night in 0..140 {
    ///     counts.add(night / 7, f64::from(night as u32 % 2), if night % 4 == 0 { 1 } else { 0 }); // none with it
    /// }
    /// assert!(counts.log_ratio().below(0.0) > 0.99);
    /// ```
    pub fn log_ratio(&mut self) -> LogRatio {
        let mut at = std::mem::take(&mut self.at);
        let last = at.drift.last().copied().unwrap_or_default();
        at.drift.resize(self.weeks, DRIFT_MEMORY * last);
        let (_, solved) = self.climb(&mut at, Ratio::Free);
        let (middle, spread) = (at.fixed[RATIO], solved.variance().sqrt());
        let (value, held) = self.climb(&mut at, Ratio::Held);
        let mut heights = [value - 0.5 * held.log_determinant; LogRatio::NODES];
        for direction in [1.0, -1.0] {
            let mut there = at.clone();
            for step in 1..=LogRatio::STEPS {
                // Where the others go when the ratio does, were the posterior normal: from there it is one step.
                let away = direction * LogRatio::STEP * spread / solved.variance();
                there = there.moved(&solved.with_ratio, away);
                let (value, held) = self.climb(&mut there, Ratio::Held);
                let place = LogRatio::STEPS as f64 + direction * step as f64;
                heights[place as usize] = value - 0.5 * held.log_determinant;
            }
        }
        self.at = at;
        LogRatio::through(middle, spread, heights)
    }

    /// Climbs to the mode: its log density, and the equations solved there.
    fn climb(&self, at: &mut WeeklyState, ratio: Ratio) -> (f64, Solved) {
        const MOST_STEPS: usize = 60;
        const LEAST_GAIN: f64 = 1e-3; // after it one more step is made: what is left is of the order of its square
        let mut slopes = self.slopes(at);
        let mut solved = Solved::of(&slopes, ratio);
        for _ in 0..MOST_STEPS {
            let gain = solved.gain(&slopes);
            let mut share = 1.0;
            loop {
                let next = at.moved(&solved.step, share);
                let there = self.slopes(&next);
                if there.value >= slopes.value - 1e-9 || share < 1e-6 {
                    (*at, slopes) = (next, there);
                    break;
                }
                share /= 2.0;
            }
            solved = Solved::of(&slopes, ratio);
            if gain < LEAST_GAIN {
                break;
            }
        }
        (slopes.value, solved)
    }

    fn slopes(&self, at: &WeeklyState) -> WeekSlopes {
        let mut slopes = self.prior(at);
        let log_size = at.fixed[SIZE].clamp(-10.0, 10.0); // far beyond any person
        let size = (log_size, libm::exp(log_size));
        for cell in &self.cells {
            let x = cell.at_work;
            let level = at.fixed[0] + at.fixed[RATIO] * x + at.drift[cell.week];
            // How the level and the log odds of a twinge hang on the fixed coefficients.
            let of_level = [1.0, x, 0.0, 0.0, 0.0];
            let of_odds = [0.0, (TWINGE_SHARE - 1.0) * x, 0.0, 1.0, x];
            let split = if self.priors.len() == MOST {
                let log_odds: f64 = of_odds.iter().zip(at.fixed).map(|(by, value)| by * value).sum();
                Split::of(cell.came, log_odds)
            } else {
                Split::all_cramps(cell.came)
            };
            let terms =
                WeeklyTerms::of((cell.nights, cell.log_nights), split.total, level + split.above, size);
            slopes.add(cell.week, (&terms, &split), (of_level, of_odds));
        }
        slopes
    }

    fn prior(&self, at: &WeeklyState) -> WeekSlopes {
        let weeks = self.weeks;
        let mut slopes = WeekSlopes::flat(self.priors.len(), weeks);
        for (place, prior) in self.priors.iter().enumerate() {
            let (off, precision) = (at.fixed[place] - prior.mean, 1.0 / (prior.sd * prior.sd));
            slopes.value -= 0.5 * precision * off * off;
            slopes.fixed[place] = -precision * off;
            slopes.among[place][place] = precision;
        }
        // The first week is N(0, sd²); each next one N(memory · last, sd²(1 - memory²)).
        let stationary = 1.0 / (DRIFT_SD * DRIFT_SD);
        let fresh = stationary / (1.0 - DRIFT_MEMORY * DRIFT_MEMORY);
        for week in 0..weeks {
            let (before, precision) =
                if week == 0 { (0.0, stationary) } else { (DRIFT_MEMORY * at.drift[week - 1], fresh) };
            let off = at.drift[week] - before;
            slopes.value -= 0.5 * precision * off * off;
            slopes.drift[week] -= precision * off;
            slopes.own[week] += precision;
            if week > 0 {
                slopes.drift[week - 1] += DRIFT_MEMORY * precision * off;
                slopes.own[week - 1] += DRIFT_MEMORY * DRIFT_MEMORY * precision;
            }
        }
        slopes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A trial of some weeks with whatever came.
    fn trial(twinges_a_night: Option<f64>) -> (WeeklyCounts, WeeklyState) {
        let usual = UsualRate { cramps_a_night: 0.5, twinges_a_night };
        let mut counts = WeeklyCounts::expecting(usual, super::LOG_RATIO);
        for night in 0..35_u32 {
            let came = TrialOutcome { cramps: night % 3, twinges: night * night % 4 };
            counts.add((night / 7) as usize, f64::from(night % 2), came);
        }
        let at = WeeklyState { fixed: [-0.4, -0.3, 0.2, 0.5, 0.1], drift: vec![0.1, -0.2, 0.3, 0.0, -0.1] };
        (counts, at)
    }

    #[test]
    fn slopes_are_those_of_the_value_with_and_without_twinges() {
        const STEP: f64 = 1e-5;
        for twinges in [None, Some(0.9)] {
            let (counts, at) = trial(twinges);
            let there = counts.slopes(&at);
            for place in 0..counts.priors.len() + 5 {
                let moved = |by: f64| {
                    let mut at = at.clone();
                    *(if place < counts.priors.len() {
                        &mut at.fixed[place]
                    } else {
                        &mut at.drift[place - counts.priors.len()]
                    }) += by;
                    counts.slopes(&at)
                };
                let (up, down) = (moved(STEP), moved(-STEP));
                let slope = |slopes: &WeekSlopes| {
                    if place < counts.priors.len() {
                        slopes.fixed[place]
                    } else {
                        slopes.drift[place - counts.priors.len()]
                    }
                };
                let measured = (up.value - down.value) / (2.0 * STEP);
                assert!(
                    (measured - slope(&there)).abs() < 1e-4,
                    "{twinges:?} {place}: {measured} {}",
                    slope(&there)
                );
                // Negative second derivatives, by the differences of the first; the size has its own rule where it bends outwards.
                for other in (0..counts.priors.len()).filter(|other| *other != SIZE && place != SIZE) {
                    let bend = -(up.fixed[other] - down.fixed[other]) / (2.0 * STEP);
                    let said = if place < counts.priors.len() {
                        there.among[place][other]
                    } else {
                        there.across[place - counts.priors.len()][other]
                    };
                    assert!((bend - said).abs() < 1e-3, "{twinges:?} {place} {other}: {bend} {said}");
                }
            }
        }
    }

    #[test]
    fn twinges_that_follow_the_cramps_make_the_answer_surer_and_others_do_not_turn_it() {
        let posterior = |twinges: Option<[u32; 2]>| {
            let usual = UsualRate { cramps_a_night: 0.5, twinges_a_night: twinges.map(|_| 1.0) };
            let mut counts = WeeklyCounts::expecting(usual, super::LOG_RATIO);
            for night in 0..140_usize {
                let with = night % 2;
                let every = [2, 3][with];
                let cramps = u32::from(night / 2 % every == 0);
                let twinges = twinges.map_or(0, |times| times[with]);
                counts.add(night / 7, with as f64, TrialOutcome { cramps, twinges });
            }
            counts.log_ratio()
        };
        let alone = posterior(None).below(0.0);
        assert!(posterior(Some([2, 1])).below(0.0) > alone + 0.02, "{alone}");
        // Twinges the other way take some of it back; they are not the cramps.
        let against = posterior(Some([1, 2]));
        assert!(against.below(0.0) < alone && against.quantile(0.05) < 0.0);
    }
}
