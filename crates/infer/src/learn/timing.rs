//! When a factor is looked at: in the night itself, or over the days before it.

use charley_domain::exposure::TriggerId;
use serde::{Deserialize, Serialize};

use super::{Cell, Factor, NightRow};
use crate::Normal;

/// Nights before a night that its days before are.
pub(super) const DAYS: usize = 3; // docs/studies/inference.md section 1.3
/// Of those, how many must be known.
const LEAST_KNOWN: usize = 2; // own choice: more than half
/// Spread of the effect of the days before, in that of the day itself.
const NARROWER: f64 = 0.8; // own choice, measured: see docs/verification.md

/// When a factor is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// As the trigger table has it: the day before the night.
    #[default]
    Night,
    /// The mean over the three days before that.
    DaysBefore,
}

impl Timing {
    /// The name of a factor at this time, among the factors of a model.
    pub(super) fn name(self, id: &TriggerId) -> String {
        match self {
            Self::Night => id.id.clone(),
            Self::DaysBefore => format!("{} before", id.id),
        }
    }
}

impl Factor {
    /// The same factor over the days before; `None` of one that lasts for weeks or is read from days before already.
    ///
    /// Equation: its mean over three days; log hazard ratio a unit N(0, 0.8 sd). Source: docs/studies/inference.md section
    /// 1.3; the table of diaries in docs/verification.md. Valid for what changes from day to day.
    pub(super) fn before(&self) -> Option<Self> {
        let prior = Normal { mean: 0.0, sd: NARROWER * self.prior.sd };
        let changes = self.timing == Timing::Night && charley_domain::trigger::is_of_a_day(&self.id.id);
        changes.then(|| Self { prior, timing: Timing::DaysBefore, ..self.clone() })
    }
}

/// Adds to each night the days before it, for each factor that has them; gives all factors.
///
/// Rows without an answer are needed for it: this comes before any of them is left out.
pub(super) fn with_days_before(rows: &mut [NightRow], factors: &[Factor]) -> Vec<Factor> {
    let later: Vec<(usize, Factor)> = factors
        .iter()
        .enumerate()
        .filter_map(|(place, factor)| factor.before().map(|before| (place, before)))
        .collect();
    let cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| later.iter().map(|(place, _)| days_before(rows, *place, row.day)).collect())
        .collect();
    for (row, cells) in rows.iter_mut().zip(cells) {
        row.cells.extend(cells);
    }
    factors.iter().cloned().chain(later.into_iter().map(|(_, factor)| factor)).collect()
}

/// One factor over the three days before that of a night; unknown where fewer than two of them are known.
pub(super) fn days_before(rows: &[NightRow], place: usize, day: f64) -> Cell {
    let until = rows.partition_point(|row| row.day < day - HALF_D);
    let from = rows[..until].partition_point(|row| row.day < day - DAYS as f64 - HALF_D);
    mean(rows[from..until].iter().filter_map(|row| row.cells.get(place)))
}

/// Days count whole.
const HALF_D: f64 = 0.5; // by definition

/// The mean of the cells that are known.
fn mean<'a>(cells: impl Iterator<Item = &'a Cell>) -> Cell {
    let known: Vec<&Cell> = cells.filter(|cell| **cell != Cell::Unknown).collect();
    if known.len() < LEAST_KNOWN {
        return Cell::Unknown;
    }
    let count = known.len() as f64;
    let value = known.iter().filter_map(|cell| cell.middle()).sum::<f64>() / count;
    let draws =
        known.iter().filter_map(|cell| if let Cell::Draws(draws) = cell { Some(draws.len()) } else { None });
    if let Some(draws) = draws.max() {
        let of = |draw: usize| known.iter().map(|cell| cell.at(draw)).sum::<f64>() / count;
        return Cell::Draws((0..draws).map(|draw| of(draw) as f32).collect());
    }
    let variance: f64 = known.iter().map(|cell| cell.sd() * cell.sd()).sum();
    if variance > 0.0 { Cell::About { value, sd: variance.sqrt() / count } } else { Cell::Known(value) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazard::Outcome;

    fn row(day: i32, cell: Cell) -> NightRow {
        NightRow {
            name: day.to_string(),
            day: f64::from(day),
            hours_in_bed: 8.0,
            history: 0.0,
            outcome: Outcome::Unknown,
            cells: vec![cell],
        }
    }

    #[test]
    fn the_days_before_are_three_and_two_of_them_are_enough() {
        let known = |value| Cell::Known(value);
        let rows = [row(1, known(3.0)), row(2, Cell::Unknown), row(3, known(1.0)), row(4, known(9.0))];
        assert_eq!(days_before(&rows, 0, 4.0), known(2.0));
        assert_eq!(days_before(&rows, 0, 5.0), known(5.0));
        assert_eq!(days_before(&rows, 0, 6.0), known(5.0));
        assert_eq!(days_before(&rows, 0, 7.0), Cell::Unknown, "one of three");
        assert_eq!(days_before(&rows, 0, 2.0), Cell::Unknown, "the edge of the diary");
        assert_eq!(days_before(&rows, 0, 1.0), Cell::Unknown);
        assert_eq!(days_before(&[], 0, 1.0), Cell::Unknown);
    }

    #[test]
    fn what_is_not_exact_stays_so() {
        let about = Cell::About { value: 2.0, sd: 0.3 };
        let Cell::About { value, sd } = mean([&about, &Cell::Known(1.0)].into_iter()) else { panic!() };
        assert!((value - 1.5).abs() < 1e-12 && (sd - 0.15).abs() < 1e-12);
        let drawn = Cell::Draws(vec![1.0, 3.0]);
        assert_eq!(mean([&drawn, &Cell::Known(1.0)].into_iter()), Cell::Draws(vec![1.0, 2.0]));
    }
}
