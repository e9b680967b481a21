//! Each cramp of a range with the shares of its causes, and the nearest quiet night beside it.

use std::collections::BTreeMap;

use charley_domain::{
    diary,
    entry::{Entry, Record},
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    interval::Interval,
    night::{NightOf, NightState},
    workout::WorkoutId,
};
use charley_infer::{
    Posterior,
    attribution::SharesDrawn,
    explanation::{Beside, CrampReport, NightRange, QuietNight, Share},
    learn::Factor,
};
use uuid::Uuid;

use super::Seen;
use charley_case::{Case, learned::Learned};

/// Factors that are set beside a quiet night.
const BESIDE: usize = 3;
/// Nights up to a cramp that are shown with it.
const WEEK: usize = 7;

pub(super) fn reports(
    case: &Case,
    (range, only): (NightRange, Option<Uuid>),
    (seen, learned): (&Seen, &Learned),
) -> Vec<CrampReport> {
    let wanted = |entry: &&Entry| {
        only.map_or(range.first <= entry.night && entry.night <= range.last.after(), |id| entry.id == id)
    };
    let mut cramps: Vec<CrampReport> = case
        .entries
        .iter()
        .filter(wanted)
        .filter_map(|entry| match &entry.record {
            Record::Cramp(cramp) => {
                let at_night = entry.is_night_cramp();
                let (shares, unexplained) =
                    if at_night { of_night(entry.night, learned) } else { of_workout(case, entry, learned) };
                let quiet = at_night.then(|| quiet(entry.night, &shares, (seen, learned))).flatten();
                Some(CrampReport {
                    id: entry.id,
                    at: entry.occurred_at.clone(),
                    muscle: cramp.muscle,
                    side: cramp.side,
                    shares,
                    unexplained,
                    quiet,
                    week: if at_night { week(case, entry.night) } else { Vec::new() },
                })
            }
            _ => None,
        })
        .collect();
    cramps.sort_by_key(|cramp| (cramp.at.instant, cramp.id));
    cramps
}

type SharesOfWindow = (Vec<Share>, Option<Interval>);

/// The nights up to one, as the diary has them.
fn week(case: &Case, night: NightOf) -> Vec<NightState> {
    let first = (1..WEEK).fold(night, |night, _| night.before());
    diary::nights(&case.entries, first, night).into_iter().map(|night| night.state).collect()
}

fn of_night(night: NightOf, learned: &Learned) -> SharesOfWindow {
    let drawn = learned
        .nights
        .as_ref()
        .and_then(|nights| Some((nights.shares(&night.to_string())?, &nights.posterior, nights.factors())));
    drawn.map_or_else(SharesOfWindow::default, |(drawn, posterior, factors)| {
        shares(&drawn, posterior, factors)
    })
}

fn of_workout(case: &Case, entry: &Entry, learned: &Learned) -> SharesOfWindow {
    let Some(workouts) = learned.telling_workouts() else { return SharesOfWindow::default() };
    let manual = case.entries.iter().filter_map(charley_body::manual_summary);
    let at = entry.occurred_at.instant;
    let during = |start: jiff::Timestamp, elapsed_s: f64| {
        (0.0..=elapsed_s).contains(&at.duration_since(start).as_secs_f64())
    };
    let ids: Vec<WorkoutId> = case
        .workouts
        .iter()
        .cloned()
        .chain(manual)
        .filter(|workout| during(workout.start.instant, workout.elapsed_s))
        .map(|workout| workout.id)
        .collect();
    let drawn = ids.iter().find_map(|id| workouts.shares(&id.0));
    drawn
        .map_or_else(SharesOfWindow::default, |drawn| shares(&drawn, &workouts.posterior, workouts.factors()))
}

/// The shares as intervals, the largest first.
fn shares(drawn: &SharesDrawn, posterior: &Posterior, factors: &[Factor]) -> SharesOfWindow {
    // What a factor does by the night and by the days before is one share.
    let mut summed: BTreeMap<&TriggerId, Vec<f64>> = BTreeMap::new();
    for (factor, values) in factors.iter().zip(&drawn.factors) {
        let sum = summed.entry(&factor.id).or_insert_with(|| vec![0.0; values.len()]);
        for (sum, value) in sum.iter_mut().zip(values) {
            *sum += value;
        }
    }
    let mut shares: Vec<Share> = summed
        .into_iter()
        .filter_map(|(id, values)| Some(Share { trigger: id.clone(), share: posterior.interval(&values)? }))
        .collect();
    shares.sort_by(|a, b| b.share.q50.abs().total_cmp(&a.share.q50.abs()).then(a.trigger.cmp(&b.trigger)));
    (shares, posterior.interval(&drawn.unexplained))
}

/// The nearest night of which somebody said that nothing came, and the largest factors in both.
fn quiet(night: NightOf, shares: &[Share], (seen, learned): (&Seen, &Learned)) -> Option<QuietNight> {
    let of = |night: NightOf| {
        seen.of_window(Window::Night).find(|exposure| exposure.window == RiskWindow::Night(night))
    };
    let nearest = seen.quiet_nights().min_by_key(|other| (other.nights_since(night).abs(), *other))?;
    let (cramp, quiet) = (of(night)?, of(nearest)?);
    let value = |exposure: &Exposure, id: &TriggerId| exposure.values.get(id).map(|known| known.value);
    let values = shares.iter().take(BESIDE).map(|share| Beside {
        trigger: share.trigger.clone(),
        cramp: value(cramp, &share.trigger),
        quiet: value(quiet, &share.trigger),
    });
    let (of_quiet, unexplained) = of_night(nearest, learned);
    Some(QuietNight { night: nearest, values: values.collect(), shares: of_quiet, unexplained })
}
