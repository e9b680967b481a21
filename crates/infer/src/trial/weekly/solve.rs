//! Slopes of the log density of a trial, and a Newton step along them.

use super::{DRIFT_MEMORY, DRIFT_SD, MOST, RATIO, SIZE, Split, WeeklyTerms};
use crate::numeric::matrix::{Cholesky, Symmetric};

/// The coefficients: level, log ratio, log size, those of twinges, and the drift of each week.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct WeeklyState {
    pub(super) fixed: [f64; MOST],
    pub(super) drift: Vec<f64>,
}

/// Value, gradient and negative second derivatives at a state.
#[derive(Debug, Clone)]
pub(super) struct WeekSlopes {
    /// Fixed coefficients in use.
    pub(super) used: usize,
    pub(super) value: f64,
    pub(super) fixed: [f64; MOST],
    pub(super) drift: Vec<f64>,
    /// Between the fixed ones; between a week and those; of a week with itself.
    pub(super) among: [[f64; MOST]; MOST],
    pub(super) across: Vec<[f64; MOST]>,
    pub(super) own: Vec<f64>,
}

/// Whether the log ratio is searched for, or held where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ratio {
    Free,
    Held,
}

impl WeekSlopes {
    /// Of nothing yet.
    pub(super) fn flat(used: usize, weeks: usize) -> Self {
        Self {
            used,
            value: 0.0,
            fixed: [0.0; MOST],
            drift: vec![0.0; weeks],
            among: [[0.0; MOST]; MOST],
            across: vec![[0.0; MOST]; weeks],
            own: vec![0.0; weeks],
        }
    }

    /// Adds what a cell says, given how its level and the log odds of a twinge hang on the coefficients.
    pub(super) fn add(
        &mut self,
        week: usize,
        (terms, split): (&WeeklyTerms, &Split),
        (of_level, of_odds): ([f64; MOST], [f64; MOST]),
    ) {
        let p = split.twinge;
        let by_odds = p * terms.by_level + split.by_odds;
        let curve_across = p * terms.curve_level;
        let curve_odds =
            p * p * terms.curve_level + p * (1.0 - p) * (f64::from(split.total) - terms.by_level);
        self.value += terms.value + split.value;
        self.fixed[SIZE] += terms.by_size;
        self.among[SIZE][SIZE] += terms.curve_size.max(0.0);
        for a in (0..self.used).filter(|place| *place != SIZE) {
            let (level, odds) = (of_level[a], of_odds[a]);
            self.fixed[a] += level * terms.by_level + odds * by_odds;
            for b in (0..self.used).filter(|place| *place != SIZE) {
                self.among[a][b] += level * of_level[b] * terms.curve_level
                    + (level * of_odds[b] + odds * of_level[b]) * curve_across
                    + odds * of_odds[b] * curve_odds;
            }
            let both = (level + p * odds) * terms.curve_both;
            self.among[a][SIZE] += both;
            self.among[SIZE][a] += both;
            self.across[week][a] += level * terms.curve_level + odds * curve_across;
        }
        self.across[week][SIZE] += terms.curve_both;
        self.drift[week] += terms.by_level;
        self.own[week] += terms.curve_level;
    }
}

/// The equations of a Newton step, solved: the weeks are eliminated along their chain, what is left is as large as the fixed coefficients.
pub(super) struct Solved {
    /// The step.
    pub(super) step: WeeklyState,
    /// Covariance of everything with the log ratio, by Laplace's method.
    pub(super) with_ratio: WeeklyState,
    pub(super) log_determinant: f64,
}

/// The chain of weeks, eliminated.
struct WeekChain {
    /// Off the diagonal, the same all along.
    link: f64,
    pivots: Vec<f64>,
    /// The columns of the fixed coefficients and, last, the gradient.
    rows: Vec<[f64; MOST + 1]>,
    /// Fixed coefficients in use.
    used: usize,
}

impl WeekChain {
    fn of(slopes: &WeekSlopes, ratio: Ratio) -> Self {
        let weeks = slopes.own.len();
        let link = -DRIFT_MEMORY / (DRIFT_SD * DRIFT_SD * (1.0 - DRIFT_MEMORY * DRIFT_MEMORY));
        let mut chain = Self {
            link,
            pivots: Vec::with_capacity(weeks),
            rows: Vec::with_capacity(weeks),
            used: slopes.used,
        };
        for week in 0..weeks {
            let mut row = [0.0; MOST + 1];
            row[..MOST].copy_from_slice(&slopes.across[week]);
            row[MOST] = slopes.drift[week];
            if ratio == Ratio::Held {
                row[RATIO] = 0.0;
            }
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

    /// The weeks given the fixed ones; `pull` is how much of the gradient counts.
    fn back(&self, fixed: [f64; MOST], pull: f64) -> WeeklyState {
        let mut drift = vec![0.0; self.rows.len()];
        let mut next = 0.0;
        for (week, (row, pivot)) in self.rows.iter().zip(&self.pivots).enumerate().rev() {
            let known: f64 = (0..self.used).map(|place| row[place] * fixed[place]).sum();
            next = (pull * row[MOST] - known - self.link * next) / pivot;
            drift[week] = next;
        }
        WeeklyState { fixed, drift }
    }
}

impl Solved {
    pub(super) fn of(slopes: &WeekSlopes, ratio: Ratio) -> Self {
        let used = slopes.used;
        let chain = WeekChain::of(slopes, ratio);
        let (mut among, mut right) = (slopes.among, slopes.fixed);
        if ratio == Ratio::Held {
            hold(&mut among, &mut right);
        }
        let mut product = 1.0;
        let mut log_determinant = 0.0;
        for (row, pivot) in chain.rows.iter().zip(&chain.pivots) {
            for a in 0..used {
                let part = row[a] / pivot;
                right[a] -= part * row[MOST];
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
        let factor = factor(&among, used);
        let solved = |mut right: [f64; MOST]| {
            factor.solve(&mut right[..used]);
            right
        };
        log_determinant += libm::log(product) + 2.0 * factor.half_log_determinant();
        let step = chain.back(solved(right), 1.0);
        let with_ratio = match ratio {
            Ratio::Free => chain.back(solved(unit(RATIO)), 0.0),
            Ratio::Held => WeeklyState::default(),
        };
        Self { step, with_ratio, log_determinant }
    }

    /// Variance of the log ratio, by Laplace's method.
    pub(super) fn variance(&self) -> f64 {
        self.with_ratio.fixed[RATIO]
    }

    /// What the step would gain, in log density.
    pub(super) fn gain(&self, slopes: &WeekSlopes) -> f64 {
        let of = |step: &[f64], slope: &[f64]| -> f64 { step.iter().zip(slope).map(|(a, b)| a * b).sum() };
        0.5 * (of(&self.step.fixed, &slopes.fixed) + of(&self.step.drift, &slopes.drift))
    }
}

/// Takes the log ratio out of the equations.
fn hold(among: &mut [[f64; MOST]; MOST], right: &mut [f64; MOST]) {
    among[RATIO] = unit(RATIO);
    for row in among.iter_mut().skip(RATIO + 1) {
        row[RATIO] = 0.0;
    }
    right[RATIO] = 0.0;
}

/// One at a place, else nothing.
fn unit(place: usize) -> [f64; MOST] {
    let mut unit = [0.0; MOST];
    unit[place] = 1.0;
    unit
}

/// The factor of the matrix of the fixed coefficients in use; where it is not positive the log size is freed from the others.
fn factor(among: &[[f64; MOST]; MOST], used: usize) -> Cholesky {
    let of = |cell: &dyn Fn(usize, usize) -> f64| {
        let mut matrix = Symmetric::zero(used);
        for row in 0..used {
            for column in 0..=row {
                *matrix.at_mut(row, column) = cell(row, column);
            }
        }
        matrix.cholesky()
    };
    let freed = |row: usize, column: usize| match (row == SIZE, column == SIZE) {
        (true, true) => among[SIZE][SIZE].max(1.0),
        (false, false) => among[row][column],
        _ => 0.0,
    };
    let identity = |row, column| if row == column { 1.0 } else { 0.0 };
    let found = of(&|row, column| among[row][column]).or_else(|| of(&freed)).or_else(|| of(&identity));
    found.expect("the identity has a factor")
}

impl WeeklyState {
    pub(super) fn moved(&self, step: &Self, share: f64) -> Self {
        let mut fixed = self.fixed;
        for (value, by) in fixed.iter_mut().zip(step.fixed) {
            *value += share * by;
        }
        let drift = self.drift.iter().zip(&step.drift).map(|(value, by)| value + share * by).collect();
        Self { fixed, drift }
    }
}
