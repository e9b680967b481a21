//! The cramps of a report: how many, where, on which side, how long, how bad, when; each with its denominator.

use charley_domain::{
    entry::{Cramp, Entry, Record},
    night::NightOf,
    quantity::Pain,
};
use serde::Serialize;

use super::figures::{self, QuantitySpread, Sides, SiteCount};
use crate::rate::Rate;

/// All cramps of the nights that are reported.
#[derive(Debug, Serialize)]
pub(super) struct Cramps {
    pub(super) at_night: usize,
    pub(super) in_workouts: usize,
    /// Twinges at night, which are no cramps.
    pub(super) twinges: u32,
    /// Cramps at night in seven known nights; `None` where no night is known.
    pub(super) a_week: Option<f64>,
    /// The night of the first one in the diary.
    pub(super) first: Option<NightOf>,
    pub(super) sites: Vec<SiteCount>,
    pub(super) sides: Sides,
    pub(super) duration_s: Option<QuantitySpread>,
    pub(super) pain: Option<QuantitySpread>,
    /// Of the cramps at night whose time is known: how many, and how many from 01:00 to 06:00.
    pub(super) timed: usize,
    pub(super) from_one_to_six: usize,
}

impl Cramps {
    /// The cramps among some entries, beside what is known of their nights.
    pub(super) fn of(entries: &[&Entry], nights: Rate) -> Self {
        let all: Vec<(&Entry, &Cramp)> = entries.iter().filter_map(|entry| cramp(entry)).collect();
        let times = |cramp: &Cramp| cramp.times() as usize;
        let in_workouts =
            all.iter().filter(|(_, cramp)| cramp.during_workout).map(|(_, cramp)| times(cramp)).sum();
        let of: usize = all.iter().map(|(_, cramp)| times(cramp)).sum();
        let hours: Vec<i8> = all
            .iter()
            .filter(|(entry, cramp)| !cramp.during_workout && figures::is_timed(entry))
            .map(|(entry, _)| entry.occurred_at.civil().hour())
            .collect();
        let at_night = of - in_workouts;
        let sites = figures::sites(all.iter().map(|(_, cramp)| *cramp));
        Self {
            at_night,
            in_workouts,
            twinges: entries.iter().map(|entry| entry.night_twinges()).sum(),
            a_week: (nights.known > 0).then(|| 7.0 * at_night as f64 / nights.known as f64),
            first: all.iter().map(|(entry, _)| entry.night).min(),
            sides: Sides::of(&sites),
            sites,
            duration_s: QuantitySpread::of(
                all.iter().filter_map(|(_, cramp)| cramp.duration_s.map(f64::from)),
                of,
            ),
            pain: QuantitySpread::of(all.iter().filter_map(|(_, cramp)| cramp.pain.map(Pain::of_10)), of),
            timed: hours.len(),
            from_one_to_six: hours.iter().filter(|hour| (1..6).contains(*hour)).count(),
        }
    }

    /// Those at night and those in workouts.
    pub(super) const fn all(&self) -> usize {
        self.at_night + self.in_workouts
    }
}

fn cramp<'a>(entry: &'a &Entry) -> Option<(&'a Entry, &'a Cramp)> {
    match &entry.record {
        Record::Cramp(cramp) => Some((*entry, cramp)),
        _ => None,
    }
}
