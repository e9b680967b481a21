//! Rows of a table on their way to stretches of air: ordered, without the future and without what no air has.

use std::collections::BTreeMap;

use charley_domain::air::{AirPlace, AirRow, AirSeries, AirStep};
use jiff::Timestamp;

use super::measure::AirSaid;
use crate::ReadError;

/// The first second that is kept: nobody's diary reaches further back.
const OLDEST_S: i64 = 631_152_000; // 1990-01-01
/// Rows without a word that part two stretches: a month of hours.
const PARTED_BY: i64 = 744;
/// Share of temperatures that no air has, above which the unit is another one.
const MOST_IMPOSSIBLE: f64 = 0.01; // own judgement

/// The rows of one place.
#[derive(Debug)]
pub(super) struct AirGathered {
    pub(super) place: AirPlace,
    step: AirStep,
    rows: BTreeMap<i64, AirRow>,
    /// The number of the hour, or day, that has not come.
    ahead: i64,
    counts: LeftAside,
}

/// What was left aside.
#[derive(Debug, Default)]
struct LeftAside {
    future: usize,
    old: usize,
    impossible: usize,
    /// The temperature farthest from what air has.
    farthest_c: f64,
}

impl AirGathered {
    pub(super) fn of(place: AirPlace, step: AirStep, now: Option<Timestamp>) -> Self {
        let ahead = now.map_or(i64::MAX, |now| now.as_second().div_euclid(step.seconds()) + 1);
        Self { place, step, rows: BTreeMap::new(), ahead, counts: LeftAside::default() }
    }

    /// Takes the row of a second since 1970.
    pub(super) fn add(&mut self, second: i64, said: &AirSaid) {
        let number = second.div_euclid(self.step.seconds());
        if let Some(impossible_c) = said.impossible_c {
            self.counts.impossible += 1;
            if impossible_c.abs() > self.counts.farthest_c.abs() {
                self.counts.farthest_c = impossible_c;
            }
        }
        let row = said.row();
        match () {
            () if row.is_empty() => {}
            () if number >= self.ahead => self.counts.future += 1,
            () if second < OLDEST_S => self.counts.old += 1,
            () => self.rows.entry(number).or_default().add(&row),
        }
    }

    /// The stretches, with notes of what was left aside.
    ///
    /// # Errors
    /// When its temperatures are in another unit than it says.
    pub(super) fn told(self, notes: &mut Vec<String>) -> Result<Vec<AirSeries>, ReadError> {
        let Self { place, step, rows, counts, .. } = self;
        let LeftAside { future, old, impossible, farthest_c } = counts;
        if impossible > 0 && impossible as f64 > MOST_IMPOSSIBLE * (rows.len() + impossible) as f64 {
            let message = format!(
                "its temperatures cannot be in °C ({farthest_c:.0} °C among them): download it again in °C, or with a head that \
                 names the unit"
            );
            return Err(ReadError::new("wrong_unit", message));
        }
        for (count, why) in [
            (future, "had not come yet (a forecast is not kept)"),
            (old, "came before 1990, or before the clock of the table is certain"),
            (impossible, "had a temperature that no air has"),
        ] {
            if count > 0 {
                notes.push(format!("left aside: {} that {why}", step_count(count, step)));
            }
        }
        Ok(stretches(&place, step, rows))
    }
}

fn stretches(place: &AirPlace, step: AirStep, rows: BTreeMap<i64, AirRow>) -> Vec<AirSeries> {
    let mut all: Vec<AirSeries> = Vec::new();
    for (number, row) in rows {
        let next = |series: &AirSeries| series.first + series.rows.len() as i64;
        match all.last_mut().filter(|series| number - next(series) <= PARTED_BY) {
            Some(series) => {
                series.rows.resize((number - series.first) as usize, AirRow::default());
                series.rows.push(row);
            }
            None => all.push(AirSeries { place: place.clone(), step, first: number, rows: vec![row] }),
        }
    }
    all.retain(|series| {
        series.rows.iter().any(|row| {
            row.air_c.is_some()
                || row.dew_point_c.is_some()
                || row.wind_m_s.is_some()
                || row.cloud_pct.is_some()
        })
    });
    all
}

/// So many hours, or days.
pub(super) fn step_count(count: usize, step: AirStep) -> String {
    let one = if step == AirStep::Hour { "hour" } else { "day" };
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// Cells of a row, as numbers: an empty cell, `NaN` and what is no number are none.
pub(super) fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let cell = cell.parse().or_else(|_| cell.replace(',', ".").parse());
    cell.ok().filter(|value: &f64| value.is_finite())
}

/// The letter that parts the cells of a line.
pub(super) fn delimiter(line: &str) -> u8 {
    let count = |letter: char| line.matches(letter).count();
    [(count(','), b','), (count(';'), b';'), (count('\t'), b'\t')]
        .into_iter()
        .max_by_key(|(count, letter)| (*count, *letter == b','))
        .map_or(b',', |(_, letter)| letter)
}
