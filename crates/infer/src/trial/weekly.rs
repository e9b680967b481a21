//! Cramps counted by week and arm, with a level that drifts from week to week: the likelihood of a trial.

use super::LogRatio;
use crate::{Normal, numeric::exp::exp};

/// Prior of the log rate ratio of a remedy: the trial has to convince by itself.
pub const LOG_RATIO: Normal = Normal { mean: 0.0, sd: 0.7 }; // docs/studies/inference.md section 3
/// Prior of the log of the size of a night's negative binomial: the smaller, the more uneven.
const LOG_SIZE: Normal = Normal { mean: 0.5, sd: 1.0 }; // docs/studies/inference.md section 1.3
/// How far a person's level lies from what was expected before the trial.
const LEVEL_SD: f64 = 1.0; // docs/studies/inference.md section 1.3, alpha
/// Drift of the level: standard deviation of a week, and how much of it the next week keeps.
const DRIFT_SD: f64 = 0.3; // docs/studies/inference.md section 3, power table
const DRIFT_MEMORY: f64 = 0.7; // docs/studies/inference.md section 3, power.py

/// Nights of one week with the same share of the remedy at work.
#[derive(Debug, Clone, Copy, PartialEq)]
struct WeekCell {
    week: usize,
    at_work: f64,
    nights: u32,
    /// Its logarithm, which every step reads.
    log_nights: f64,
    cramps: u32,
}

/// Cramps N ~ `NegBin` of mean n e^(α + βx + u) and size nκ in each cell of n nights: the sum of n nights of size κ.
///
/// α ~ N(the person's log rate, 1), β ~ [`LOG_RATIO`], log κ ~ N(0.5, 1); u is the drift of the week, an AR(1) of standard
/// deviation 0.3 and memory 0.7. Source: docs/studies/inference.md sections 1.3 and 3. Valid for up to some hundreds of weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct WeeklyCounts {
    cells: Vec<WeekCell>,
    weeks: usize,
    level: Normal,
    log_ratio: Normal,
    /// Where the last search ended: the next one, with a week more, begins there.
    at: State,
}

/// The coefficients: level, log ratio, log size, and the drift of each week.
#[derive(Debug, Clone, PartialEq, Default)]
struct State {
    fixed: [f64; 3],
    drift: Vec<f64>,
}

/// Value, gradient and negative second derivatives at a state.
#[derive(Debug, Clone)]
struct Slopes {
    value: f64,
    fixed: [f64; 3],
    drift: Vec<f64>,
    /// Between the fixed three; between a week and the three; of a week with itself.
    among: [[f64; 3]; 3],
    across: Vec<[f64; 3]>,
    own: Vec<f64>,
}

/// Whether the log ratio is searched for, or held where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ratio {
    Free,
    Held,
}

const RATIO: usize = 1;
const SIZE: usize = 2;

impl WeeklyCounts {
    /// An empty trial of a person who is expected to have so many cramps a night.
    ///
    /// Equation, source and validity: [`WeeklyCounts`].
    pub fn expecting(cramps_a_night: f64, log_ratio: Normal) -> Self {
        let level = Normal { mean: libm::log(cramps_a_night.max(1e-3)), sd: LEVEL_SD };
        let at = State { fixed: [level.mean, 0.0, LOG_SIZE.mean], drift: Vec::new() };
        Self { cells: Vec::new(), weeks: 0, level, log_ratio, at }
    }

    /// Adds one night; nights come in the order of their weeks. Those of a week with the same share at work are one cell.
    pub fn add(&mut self, week: usize, at_work: f64, cramps: u32) {
        self.weeks = self.weeks.max(week + 1);
        let same = self.cells.iter_mut().rev().take_while(|cell| cell.week == week);
        let bits = at_work.to_bits();
        match { same }.find(|cell| cell.at_work.to_bits() == bits) {
            Some(cell) => {
                cell.nights += 1;
                cell.log_nights = libm::log(f64::from(cell.nights));
                cell.cramps += cramps;
            }
            None => self.cells.push(WeekCell { week, at_work, nights: 1, log_nights: 0.0, cramps }),
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
    fn climb(&self, at: &mut State, ratio: Ratio) -> (f64, Solved) {
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

    fn slopes(&self, at: &State) -> Slopes {
        let mut slopes = self.prior(at);
        let log_size = at.fixed[SIZE].clamp(-10.0, 10.0); // far beyond any person
        let size = (log_size, libm::exp(log_size));
        for cell in &self.cells {
            let level = at.fixed[0] + at.fixed[RATIO] * cell.at_work + at.drift[cell.week];
            let terms = Terms::of(cell, level, size);
            slopes.add(cell, &terms);
        }
        slopes
    }

    fn prior(&self, at: &State) -> Slopes {
        let weeks = self.weeks;
        let mut slopes = Slopes {
            value: 0.0,
            fixed: [0.0; 3],
            drift: vec![0.0; weeks],
            among: [[0.0; 3]; 3],
            across: vec![[0.0; 3]; weeks],
            own: vec![0.0; weeks],
        };
        for (place, prior) in [self.level, self.log_ratio, LOG_SIZE].into_iter().enumerate() {
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

impl Slopes {
    fn add(&mut self, cell: &WeekCell, terms: &Terms) {
        let by = [1.0, cell.at_work];
        self.value += terms.value;
        self.fixed[SIZE] += terms.by_size;
        self.among[SIZE][SIZE] += terms.curve_size.max(0.0);
        for (a, x) in by.into_iter().enumerate() {
            self.fixed[a] += x * terms.by_level;
            for (b, y) in by.into_iter().enumerate() {
                self.among[a][b] += x * y * terms.curve_level;
            }
            self.among[a][SIZE] += x * terms.curve_both;
            self.among[SIZE][a] += x * terms.curve_both;
            self.across[cell.week][a] += x * terms.curve_level;
        }
        self.across[cell.week][SIZE] += terms.curve_both;
        self.drift[cell.week] += terms.by_level;
        self.own[cell.week] += terms.curve_level;
    }
}

/// Log probability of a cell with first and negative second derivatives by log rate and log size.
struct Terms {
    value: f64,
    by_level: f64,
    by_size: f64,
    curve_level: f64,
    curve_size: f64,
    curve_both: f64,
}

impl Terms {
    fn of(cell: &WeekCell, level: f64, (log_size, size_of_night): (f64, f64)) -> Self {
        const HIGHEST_LEVEL: f64 = 20.0; // far beyond any person
        let (n, y) = (f64::from(cell.nights), f64::from(cell.cramps));
        let level = level.min(HIGHEST_LEVEL);
        let (mean, size) = (n * exp(level), n * size_of_night);
        let sum = size + mean;
        let log_sum = libm::log(sum);
        let log_stays = cell.log_nights + log_size - log_sum;
        let (mut log_choices, mut product, mut slope, mut bend) = (0.0, 1.0, 0.0, 0.0);
        for i in 0..cell.cramps {
            let (term, part) = (size + f64::from(i), 1.0 / (size + f64::from(i)));
            product *= term / (f64::from(i) + 1.0);
            slope += part;
            bend += part * part;
            if product > 1e200 {
                log_choices += libm::log(product);
                product = 1.0;
            }
        }
        if cell.cramps > 0 {
            log_choices += libm::log(product);
        }
        let by_size = slope + log_stays + 1.0 - (y + size) / sum;
        let by_size_twice = -bend + 1.0 / size - 2.0 / sum + (y + size) / (sum * sum);
        Self {
            value: log_choices + size * log_stays + y * (cell.log_nights + level - log_sum),
            by_level: size * (y - mean) / sum,
            by_size: size * by_size,
            curve_level: size * mean * (y + size) / (sum * sum),
            curve_size: -(size * size * by_size_twice + size * by_size),
            curve_both: -size * mean * (y - mean) / (sum * sum),
        }
    }
}

/// The equations of a Newton step, solved: the weeks are eliminated along their chain, what is left is three by three.
struct Solved {
    /// The step.
    step: State,
    /// Covariance of everything with the log ratio, by Laplace's method.
    with_ratio: State,
    log_determinant: f64,
}

/// The chain of weeks, eliminated.
struct Chain {
    /// Off the diagonal, the same all along.
    link: f64,
    pivots: Vec<f64>,
    /// The three columns and the gradient.
    rows: Vec<[f64; 4]>,
}

impl Chain {
    fn of(slopes: &Slopes, ratio: Ratio) -> Self {
        let weeks = slopes.own.len();
        let link = -DRIFT_MEMORY / (DRIFT_SD * DRIFT_SD * (1.0 - DRIFT_MEMORY * DRIFT_MEMORY));
        let mut chain = Self { link, pivots: Vec::with_capacity(weeks), rows: Vec::with_capacity(weeks) };
        for week in 0..weeks {
            let [a, b, c] = slopes.across[week];
            let mut row = [a, if ratio == Ratio::Held { 0.0 } else { b }, c, slopes.drift[week]];
            let mut pivot = slopes.own[week];
            if let (Some(before), Some(last)) = (chain.pivots.last(), chain.rows.last()) {
                let factor = link / before;
                pivot -= factor * link;
                for (value, before) in row.iter_mut().zip(last) {
                    *value -= factor * before;
                }
            }
            chain.pivots.push(pivot);
            chain.rows.push(row);
        }
        chain
    }

    /// The weeks given the three; `pull` is how much of the gradient counts.
    fn back(&self, fixed: [f64; 3], pull: f64) -> State {
        let mut drift = vec![0.0; self.rows.len()];
        let mut next = 0.0;
        for (week, (row, pivot)) in self.rows.iter().zip(&self.pivots).enumerate().rev() {
            let known = row[0] * fixed[0] + row[1] * fixed[1] + row[2] * fixed[2];
            next = (pull * row[3] - known - self.link * next) / pivot;
            drift[week] = next;
        }
        State { fixed, drift }
    }
}

impl Solved {
    fn of(slopes: &Slopes, ratio: Ratio) -> Self {
        let chain = Chain::of(slopes, ratio);
        let (mut among, mut right) = (slopes.among, slopes.fixed);
        if ratio == Ratio::Held {
            hold(&mut among, &mut right);
        }
        let mut product = 1.0;
        let mut log_determinant = 0.0;
        for (row, pivot) in chain.rows.iter().zip(&chain.pivots) {
            for a in 0..3 {
                let part = row[a] / pivot;
                right[a] -= part * row[3];
                for b in 0..=a {
                    among[a][b] -= part * row[b];
                }
            }
            product *= pivot;
            if product > 1e200 {
                log_determinant += libm::log(product);
                product = 1.0;
            }
        }
        let three = Three::of(among);
        log_determinant += libm::log(product) + three.log_determinant();
        let step = chain.back(three.solve(right), 1.0);
        let with_ratio = match ratio {
            Ratio::Free => chain.back(three.solve([0.0, 1.0, 0.0]), 0.0),
            Ratio::Held => State::default(),
        };
        Self { step, with_ratio, log_determinant }
    }

    /// Variance of the log ratio, by Laplace's method.
    fn variance(&self) -> f64 {
        self.with_ratio.fixed[RATIO]
    }

    /// What the step would gain, in log density.
    fn gain(&self, slopes: &Slopes) -> f64 {
        let of = |step: &[f64], slope: &[f64]| -> f64 { step.iter().zip(slope).map(|(a, b)| a * b).sum() };
        0.5 * (of(&self.step.fixed, &slopes.fixed) + of(&self.step.drift, &slopes.drift))
    }
}

/// Takes the log ratio out of the equations.
fn hold(among: &mut [[f64; 3]; 3], right: &mut [f64; 3]) {
    among[RATIO] = [0.0, 1.0, 0.0];
    among[SIZE][RATIO] = 0.0;
    right[RATIO] = 0.0;
}

/// The factor of a symmetric three by three matrix, of which the lower half is read; where it is not positive the log size is freed from the others.
struct Three([[f64; 3]; 3]);

impl Three {
    fn of(matrix: [[f64; 3]; 3]) -> Self {
        Self::factor(matrix).unwrap_or_else(|| {
            let mut freed = matrix;
            freed[SIZE] = [0.0, 0.0, freed[SIZE][SIZE]];
            freed[SIZE][SIZE] = freed[SIZE][SIZE].max(1.0);
            Self::factor(freed).unwrap_or(Self([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]))
        })
    }

    fn factor(matrix: [[f64; 3]; 3]) -> Option<Self> {
        let mut lower = [[0.0; 3]; 3];
        for row in 0..3 {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
                let left: f64 = matrix[row][column] - known;
                if row == column {
                    lower[row][row] = if left > 1e-9 { left.sqrt() } else { return None };
                } else {
                    lower[row][column] = left / lower[column][column];
                }
            }
        }
        Some(Self(lower))
    }

    fn solve(&self, mut right: [f64; 3]) -> [f64; 3] {
        let lower = &self.0;
        for row in 0..3 {
            let known: f64 = (0..row).map(|k| lower[row][k] * right[k]).sum();
            right[row] = (right[row] - known) / lower[row][row];
        }
        for row in (0..3).rev() {
            let known: f64 = (row + 1..3).map(|k| lower[k][row] * right[k]).sum();
            right[row] = (right[row] - known) / lower[row][row];
        }
        right
    }

    fn log_determinant(&self) -> f64 {
        (0..3).map(|place| 2.0 * libm::log(self.0[place][place])).sum()
    }
}

impl State {
    fn moved(&self, step: &Self, share: f64) -> Self {
        let mut fixed = self.fixed;
        for (value, by) in fixed.iter_mut().zip(step.fixed) {
            *value += share * by;
        }
        let drift = self.drift.iter().zip(&step.drift).map(|(value, by)| value + share * by).collect();
        Self { fixed, drift }
    }
}
