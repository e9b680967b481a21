//! Nights as rows: hours in bed, recent cramps, exposures, and what was said of each.

use charley_domain::trigger;
use charley_domain::{
    diary,
    entry::{Entry, Record},
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    night::{NightOf, NightState},
    observation::{Observation, Observed},
    person::{CrampNights, Hemisphere},
};
use charley_infer::{
    base_rate::NIGHT_LOG_RATE,
    explanation::NightRange,
    hazard::{NightPriors, Outcome, People, Stated},
    learn::{Cell, LearnedNights, NightBeliefs, NightRow},
    studies,
};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

use super::{factors, is_factor_of_night};
use crate::{Case, seen::Seen};

/// Hours in bed of a night of which nobody said.
const USUAL_H: f64 = 8.0;
/// Hours in bed that are believed.
const BELIEVED_H: std::ops::RangeInclusive<f64> = 2.0..=14.0;
/// Days from the middle of the warm season in the north to that in the south.
const HALF_YEAR_D: f64 = 182.625;

pub(super) fn learn(case: &Case, range: NightRange, seen: &Seen, seed: u64) -> Option<LearnedNights> {
    let factors = factors(Window::Night, is_factor_of_night);
    let exposures: BTreeMap<NightOf, &Exposure> = seen
        .of_window(Window::Night)
        .filter_map(|exposure| match exposure.window {
            RiskWindow::Night(night) => Some((night, exposure)),
            RiskWindow::Workout(_) | RiskWindow::Minute(..) => None,
        })
        .collect();
    let slept = slept(case);
    let rows = diary::nights(&case.entries, range.first, range.last).into_iter().map(|said| {
        let outcome = match said.state {
            NightState::Cramp if said.cramps > 1 => Outcome::Several,
            NightState::Cramp => Outcome::Cramp,
            NightState::None if said.twinges > 0 => Outcome::Twinge,
            NightState::None => Outcome::None,
            NightState::Unsure | NightState::Unknown => Outcome::Unknown,
        };
        let exposure = exposures.get(&said.night).copied();
        let cells = factors.iter().map(|factor| cell(exposure, &factor.id)).collect();
        NightRow { cells, outcome, ..row_of(case, (said.night, exposure), slept.get(&said.night).copied()) }
    });
    let beliefs = NightBeliefs { priors: priors(), people: people(case), stated: stated(case) };
    // Nothing is learned where no posterior is found: published studies stand, and the document says so.
    LearnedNights::of(rows.collect(), &factors, beliefs, seed, &case.kept.nights).ok()
}

fn cell(exposure: Option<&Exposure>, id: &TriggerId) -> Cell {
    exposure.map_or(Cell::Unknown, |exposure| Cell::of(exposure, id))
}

/// A night without cells, of which nobody knows yet what came.
pub fn row(case: &Case, night: NightOf, exposure: Option<&Exposure>) -> NightRow {
    row_of(case, (night, exposure), slept(case).get(&night).copied())
}

/// Hours of sleep of each night: as it was said last, else as a device saw it.
fn slept(case: &Case) -> BTreeMap<NightOf, f64> {
    let mut by_night: BTreeMap<NightOf, Vec<&Entry>> = BTreeMap::new();
    for entry in &case.entries {
        by_night.entry(entry.night).or_default().push(entry);
    }
    let hours = |(night, entries): (NightOf, Vec<&Entry>)| {
        let newest = || entries.iter().rev().copied();
        let said = newest().find_map(|entry| match entry.record {
            Record::Sleep { hours } => Some(hours.h()),
            _ => None,
        });
        Some((night, said.or_else(|| observed_h(newest()))?))
    };
    by_night.into_iter().filter_map(hours).collect()
}

fn row_of(case: &Case, (night, exposure): (NightOf, Option<&Exposure>), slept: Option<f64>) -> NightRow {
    let history = exposure.and_then(|exposure| exposure.values.get(&TriggerId::night(trigger::HISTORY)));
    NightRow {
        name: night.to_string(),
        day: day(case, night.date()),
        hours_in_bed: slept.filter(|hours| BELIEVED_H.contains(hours)).unwrap_or(USUAL_H),
        history: history.map_or(0.0, |known| known.value),
        outcome: Outcome::Unknown,
        cells: Vec::new(),
    }
}

/// Hours from falling asleep to waking up, by the device that tells most of the night.
fn observed_h<'a>(of_night: impl Iterator<Item = &'a Entry>) -> Option<f64> {
    let sleeps = of_night.filter_map(|entry| match &entry.record {
        Record::Observed(Observation { what: Observed::Sleep(sleep), .. }) => Some(sleep),
        _ => None,
    });
    let sleep = sleeps.reduce(|best, other| if other.tells_more_than(best) { other } else { best })?;
    Some(sleep.ends.duration_since(sleep.begins).as_secs_f64() / 3600.0)
}

/// Days since the middle of the warm season, as the prior of the season has it.
fn day(case: &Case, of: Date) -> f64 {
    let south = case.person.hemisphere == Some(Hemisphere::South);
    let days = f64::from((of - date(2000, 7, 15)).get_days());
    if south { days - HALF_YEAR_D } else { days }
}

/// How often people of this age cramp; `None` where no survey speaks of them, as of the pregnant.
fn people(case: &Case) -> Option<People> {
    let today = case.now.date();
    case.person.trimester(today).is_none().then_some(())?;
    let (month, _) = studies::month(charley_evidence::evidence(), case.person.age_years(today)?)?;
    month.people()
}

/// What the person said of four weeks, as far as the diary does not know those nights itself.
fn stated(case: &Case) -> Option<Stated> {
    let CrampNights { nights, on } = case.person.cramp_nights?;
    let first = NightOf(on.saturating_sub(jiff::Span::new().days(i64::from(CrampNights::OF))));
    let last = NightOf(on).before();
    let known =
        diary::nights(&case.entries, first, last).iter().filter(|night| night.state.is_known()).count();
    let of = f64::from(CrampNights::OF);
    let left = 1.0 - (known as f64 / of).min(1.0);
    Some(Stated { day: day(case, on), nights: left * of, cramps: left * f64::from(nights) })
}

/// Priors of the log rate, of the two waves of the year, and of recent cramps.
fn priors() -> NightPriors {
    let of = |id: &str| {
        charley_evidence::evidence()
            .trigger(&TriggerId::night(id))
            .map_or(studies::SEASON_SINE, studies::prior)
    };
    NightPriors {
        alpha: NIGHT_LOG_RATE,
        beta: Vec::new(),
        season: [studies::SEASON_SINE, of(trigger::SEASON)],
        rho: of(trigger::HISTORY),
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Entry;

    use super::*;
    use crate::fixed;

    /// The newest entry, said anew of a night.
    fn slept(case: &Case, night: NightOf, hours: f64) -> Entry {
        let hours = serde_json::from_value(serde_json::json!(hours)).unwrap();
        Entry { night, record: Record::Sleep { hours }, ..case.entries.last().unwrap().clone() }
    }

    #[test]
    fn the_warm_season_of_the_south_is_half_a_year_later() {
        let north = fixed::adult();
        let mut south = fixed::adult();
        south.person.hemisphere = Some(Hemisphere::South);
        assert!(day(&north, date(2000, 7, 15)).abs() < 1e-9);
        let apart = day(&north, date(2026, 1, 10)) - day(&south, date(2026, 1, 10));
        assert!((apart - HALF_YEAR_D).abs() < 1e-9, "{apart}");
    }

    #[test]
    fn hours_in_bed_are_the_newest_that_can_be_believed() {
        let mut case = fixed::adult();
        let night = NightOf(date(2026, 10, 20));
        let hours = |case: &Case| row(case, night, None).hours_in_bed;
        assert!((hours(&case) - USUAL_H).abs() < 1e-9, "nobody said");
        for (said, believed) in [(6.5, 6.5), (7.0, 7.0), (1.0, USUAL_H)] {
            case.entries.push(slept(&case, night, said));
            assert!((hours(&case) - believed).abs() < 1e-9, "{said}");
        }
        assert!((row(&case, night.after(), None).hours_in_bed - USUAL_H).abs() < 1e-9, "another night");
    }

    #[test]
    fn what_was_said_of_four_weeks_speaks_of_the_nights_that_the_diary_does_not_know() {
        let mut case = fixed::adult();
        let mut said = |on: Date| {
            case.person.cramp_nights = Some(CrampNights { nights: 7, on });
            stated(&case).unwrap()
        };
        let before = said(date(2026, 10, 1));
        assert!((before.nights - 28.0).abs() < 1e-9 && (before.cramps - 7.0).abs() < 1e-9, "{before:?}");
        let within = said(date(2026, 11, 20));
        assert!(within.nights < 7.0 && (within.cramps - within.nights / 4.0).abs() < 1e-9, "{within:?}");
        case.person.cramp_nights = None;
        assert_eq!(stated(&case), None);
    }
}
