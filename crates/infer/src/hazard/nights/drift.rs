//! A level that drifts: a random walk back from the newest night, in steps that grow longer the longer ago they are.

use crate::numeric::{
    columns::{Columns, dot, total},
    matrix::Symmetric,
};

/// Days of the newest steps.
const STEP_D: f64 = 28.0; // docs/studies/inference.md section 1.3
/// Steps of a length before it doubles: two years are 14 steps, ten years 27, and any number of nights costs little more.
const STEPS_OF_A_LENGTH: usize = 6; // own choice

/// How far back each row lies, in steps.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Drift {
    /// Standard deviation of each step where that of 28 days is 1, the newest first.
    steps: Vec<f64>,
    runs: Vec<DriftRun>,
    /// Steps back of the month that somebody spoke of.
    stated: usize,
}

/// Neighbouring rows that lie equally many steps back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct DriftRun {
    from: usize,
    to: usize,
    back: usize,
}

/// Weights of the rows and of the month that somebody spoke of, at a standard deviation of the drift.
#[derive(Debug, Clone, Copy)]
pub(super) struct DriftWeights<'a> {
    pub(super) weights: &'a [f64],
    pub(super) stated: f64,
    pub(super) sd: f64,
}

impl Drift {
    /// The steps of rows on some days, and of the day of which somebody spoke.
    pub(super) fn of(days: &[f64], stated: Option<f64>) -> Self {
        let newest = days.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let oldest = days.iter().copied().fold(newest, f64::min);
        let edges = edges(newest - oldest);
        let back = |day: f64| edges.partition_point(|edge| *edge <= newest - day).min(edges.len() - 1);
        let mut runs: Vec<DriftRun> = Vec::new();
        for (row, day) in days.iter().enumerate() {
            let back = back(*day);
            match runs.last_mut().filter(|run| run.back == back) {
                Some(run) => run.to = row + 1,
                None => runs.push(DriftRun { from: row, to: row + 1, back }),
            }
        }
        let middles: Vec<f64> = edges
            .iter()
            .scan(0.0, |from, to| Some(f64::midpoint(std::mem::replace(from, *to), *to)))
            .collect();
        let steps = middles.windows(2).map(|pair| ((pair[1] - pair[0]) / STEP_D).sqrt()).collect();
        Self { steps, runs, stated: stated.map_or(0, back) }
    }

    /// Steps there are.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// The level so many steps back less that of now, for each number of steps.
    fn levels(&self, walked: &[f64], sd: f64) -> Vec<f64> {
        let steps = self.steps.iter().zip(walked);
        let sum = steps.scan(0.0, |sum, (step, z)| {
            *sum += sd * step * z;
            Some(*sum)
        });
        std::iter::once(0.0).chain(sum).collect()
    }

    /// Adds to each row the level that it had.
    pub(super) fn add_to(&self, rows: &mut [f64], walked: &[f64], sd: f64) {
        if self.steps.is_empty() {
            return;
        }
        let levels = self.levels(walked, sd);
        for DriftRun { from, to, back } in &self.runs {
            for row in &mut rows[*from..*to] {
                *row += levels[*back];
            }
        }
    }

    /// The level of the month that somebody spoke of less that of now.
    pub(super) fn stated(&self, walked: &[f64], sd: f64) -> f64 {
        self.levels(walked, sd)[self.stated]
    }

    /// Sums over all rows that a step moves, for each step, of what `of_run` gives for neighbouring rows; `stated` is that of
    /// the month somebody spoke of.
    fn moved(&self, stated: f64, of_run: impl Fn(usize, usize) -> f64) -> Vec<f64> {
        let mut by_back = vec![0.0; self.steps.len() + 1];
        for DriftRun { from, to, back } in &self.runs {
            by_back[*back] += of_run(*from, *to);
        }
        by_back[self.stated] += stated;
        let mut sum = 0.0;
        let mut moved: Vec<f64> = by_back[1..]
            .iter()
            .rev()
            .map(|one| {
                sum += one;
                sum
            })
            .collect();
        moved.reverse();
        moved
    }

    /// Derivatives by each step of a density whose derivative by the log rate of each row is known; and by their standard deviation.
    pub(super) fn slopes(
        &self,
        rows: &[f64],
        stated: f64,
        (walked, sd): (&[f64], f64),
        by: &mut [f64],
    ) -> f64 {
        let moved = self.moved(stated, |from, to| total(&rows[from..to]));
        let mut by_sd = 0.0;
        for (((by, moved), step), z) in by.iter_mut().zip(&moved).zip(&self.steps).zip(walked) {
            *by += sd * step * moved;
            by_sd += step * z * moved;
        }
        by_sd
    }

    /// The same of weights times a column.
    pub(super) fn column_slopes(&self, column: &[f64], weights: &[f64], sd: f64) -> Vec<f64> {
        let mut moved = self.moved(0.0, |from, to| dot(&column[from..to], &weights[from..to]));
        for (moved, step) in moved.iter_mut().zip(&self.steps) {
            *moved *= sd * step;
        }
        moved
    }

    /// Adds what weights of the rows make of the curvature by each pair of steps, and of a step and a column.
    pub(super) fn add_curvature(
        &self,
        table: &Columns,
        weighed: &DriftWeights<'_>,
        first: usize,
        curvature: &mut Symmetric,
    ) {
        let DriftWeights { weights, stated, sd } = *weighed;
        if self.steps.is_empty() {
            return;
        }
        let moved = self.moved(stated, |from, to| total(&weights[from..to]));
        for (one, (moved, step)) in moved.iter().zip(&self.steps).enumerate() {
            for (other, earlier) in self.steps[..=one].iter().enumerate() {
                *curvature.at_mut(first + one, first + other) += sd * sd * step * earlier * moved;
            }
        }
        for column in 0..table.len() {
            for (step, slope) in self.column_slopes(table.column(column), weights, sd).iter().enumerate() {
                *curvature.at_mut(first + step, 1 + column) += slope;
            }
        }
    }
}

impl Drift {
    /// Adds what the month somebody spoke of makes of the curvature by the level and each step.
    pub(super) fn add_stated(&self, stated: f64, sd: f64, first: usize, curvature: &mut Symmetric) {
        for (place, step) in self.steps[..self.stated].iter().enumerate() {
            *curvature.at_mut(first + place, 0) += sd * step * stated;
        }
    }
}

/// Ends of the steps, in days before the newest night.
fn edges(span_d: f64) -> Vec<f64> {
    let (mut length, mut edges) = (STEP_D, vec![STEP_D]);
    while edges.last().is_some_and(|last| *last <= span_d) {
        if edges.len().is_multiple_of(STEPS_OF_A_LENGTH) {
            length *= 2.0;
        }
        edges.push(edges.last().map_or(length, |last| last + length));
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_of_28_days_and_grow_longer_back() {
        assert_eq!(edges(0.0), [28.0]);
        assert_eq!(edges(30.0), [28.0, 56.0]);
        let two_years = edges(730.0);
        assert!(two_years.len() <= 15 && two_years[5..8] == [168.0, 224.0, 280.0], "{two_years:?}");
        assert!(edges(10_000.0).len() < 40);
    }

    #[test]
    fn a_step_moves_all_nights_before_it() {
        let drift = Drift::of(&[0.0, 30.0, 60.0, 61.0], Some(10.0));
        let (mut rows, walked) = (vec![0.0; 4], [1.0, 2.0]);
        drift.add_to(&mut rows, &walked, 0.5);
        assert_eq!(rows, [1.5, 0.5, 0.0, 0.0]);
        assert!((drift.stated(&walked, 0.5) - 0.5).abs() < 1e-12);
        let mut by = [0.0; 2];
        let by_sd = drift.slopes(&[1.0, 10.0, 100.0, 100.0], 0.0, (&walked, 0.5), &mut by);
        assert!((by_sd - 13.0).abs() < 1e-12);
        assert_eq!(by.to_vec(), [5.5, 0.5]);
    }
}
