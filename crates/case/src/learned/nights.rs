//! Nights as rows: hours in bed, recent cramps, exposures, and what was said of each.

use charley_domain::trigger;
use charley_domain::{
    diary,
    entry::Record,
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    night::{NightOf, NightState},
    person::Hemisphere,
};
use charley_infer::{
    Normal,
    base_rate::NIGHT_LOG_RATE,
    explanation::NightRange,
    hazard::Outcome,
    learn::{Cell, LearnedNights, NightRow},
    studies,
};
use jiff::civil::date;
use std::collections::BTreeMap;

use super::{factors, is_factor_of_night};
use crate::{Case, seen::Seen};

/// Hours in bed of a night of which nobody said.
const USUAL_H: f64 = 8.0;
/// Hours in bed that are believed.
const BELIEVED_H: std::ops::RangeInclusive<f64> = 2.0..=14.0;
/// Days from the middle of the warm season in the north to that in the south.
const HALF_YEAR_D: f64 = 182.625;

pub(super) fn learn(case: &Case, (range, seen): (NightRange, &Seen), seed: u64) -> Option<LearnedNights> {
    let factors = factors(Window::Night, is_factor_of_night);
    let exposures: BTreeMap<NightOf, &Exposure> = seen
        .of_window(Window::Night)
        .filter_map(|exposure| match exposure.window {
            RiskWindow::Night(night) => Some((night, exposure)),
            RiskWindow::Workout(_) | RiskWindow::Minute(..) => None,
        })
        .collect();
    let rows = diary::nights(&case.entries, range.first, range.last).into_iter().map(|said| {
        let outcome = match said.state {
            NightState::Cramp => Outcome::Cramp,
            NightState::None => Outcome::None,
            NightState::Unsure | NightState::Unknown => Outcome::Unknown,
        };
        let exposure = exposures.get(&said.night).copied();
        let cells = factors.iter().map(|factor| cell(exposure, &factor.id)).collect();
        NightRow { cells, outcome, ..row(case, said.night, exposure) }
    });
    let (alpha, season, rho) = priors();
    // Nothing is learned where no posterior is found: published studies stand, and the document says so.
    LearnedNights::of(rows.collect(), &factors, (alpha, season, rho), (seed, &case.kept.nights)).ok()
}

fn cell(exposure: Option<&Exposure>, id: &TriggerId) -> Cell {
    exposure.map_or(Cell::Unknown, |exposure| Cell::of(exposure, id))
}

/// A night without cells, of which nobody knows yet what came.
pub fn row(case: &Case, night: NightOf, exposure: Option<&Exposure>) -> NightRow {
    let slept = case.entries.iter().rev().find_map(|entry| match entry.record {
        Record::Sleep { hours } if entry.night == night => Some(hours.h()),
        _ => None,
    });
    let history = exposure.and_then(|exposure| exposure.values.get(&TriggerId::night(trigger::HISTORY)));
    let south = case.person.hemisphere == Some(Hemisphere::South);
    // The middle of the warm season in the north, as the prior of the season has it.
    let days = f64::from((night.date() - date(2000, 7, 15)).get_days());
    NightRow {
        name: night.to_string(),
        day: if south { days - HALF_YEAR_D } else { days },
        hours_in_bed: slept.filter(|hours| BELIEVED_H.contains(hours)).unwrap_or(USUAL_H),
        history: history.map_or(0.0, |known| known.value),
        outcome: Outcome::Unknown,
        cells: Vec::new(),
    }
}

/// Priors of the log rate, of the two waves of the year, and of recent cramps.
fn priors() -> (Normal, [Normal; 2], Normal) {
    let of = |id: &str| {
        charley_evidence::evidence()
            .trigger(&TriggerId::night(id))
            .map_or(studies::SEASON_SINE, studies::prior)
    };
    (NIGHT_LOG_RATE, [studies::SEASON_SINE, of(trigger::SEASON)], of(trigger::HISTORY))
}
