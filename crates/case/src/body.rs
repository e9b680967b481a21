//! The workouts of a person through the body model, each made once and kept; weighings first, since they say how this
//! person sweats.

pub mod heat;
mod maker;
mod weighed;
pub mod what_if;

use std::collections::BTreeSet;

use charley_body::{
    WorkoutSummary,
    carried::FORGOTTEN_H,
    draws::DRAWS,
    heat::band::is_hot_day,
    outcome::{BodyRecord, WorkoutOutcome},
    timeline::WorkoutStates,
    weather::{Setting, Weather},
    weigh_in::SweatFactor,
};
use charley_domain::{
    entry::Effort,
    workout::{FileFacts, WorkoutHead, WorkoutId},
};
use charley_store::{Derived, Store};
use jiff::Timestamp;

use self::maker::{Maker, Otherwise};
pub use self::weighed::Learned;
use super::Case;
use crate::{
    kind::{Inputs, ResultKind},
    merged::Merged,
};

/// Seed of every possible body: the same draws for every workout and every answer.
const SEED: u64 = 1;
/// Outcomes made before they are kept: a run that is stopped loses no more than these.
const AT_ONCE: usize = 32;
/// Raised whenever the model gives other numbers from the same inputs; `golden` holds it.
const VERSION: u32 = 16;
/// Workouts through the body model.
const OUTCOME: ResultKind =
    ResultKind { prefix: "body/", version: VERSION, seed: Some(SEED), draws: Some(DRAWS) };
/// What the weighings taught.
const SWEAT: ResultKind = ResultKind { prefix: "sweat factor", ..OUTCOME };
/// How a synthetic person truly sweats.
const TRUTH: ResultKind = ResultKind { prefix: "synthetic truth of sweat", ..OUTCOME };

/// The workouts through the body model.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulated {
    /// The outcomes.
    pub record: BodyRecord,
    /// What each weighing taught, oldest first.
    pub learned: Vec<Learned>,
    /// What of the person was assumed.
    pub assumed: Vec<String>,
    /// Dates of workouts in hot air.
    pub hot_days: BTreeSet<jiff::civil::Date>,
    /// Workouts that are not as the newest inputs would have them.
    pub behind: usize,
}

/// One workout in the row of them.
struct Link<'a> {
    head: WorkoutHead,
    /// Its recordings; none for one without.
    merged: Option<&'a Merged>,
    /// How hard it felt, for one without a recording.
    felt: Option<Effort>,
    summary: &'a WorkoutSummary,
}

/// All of them, from what is kept where its inputs are unchanged.
///
/// # Errors
/// When the database cannot be read.
pub fn simulated(store: &mut Store, case: &Case, pace: &mut Pace<'_>) -> anyhow::Result<Simulated> {
    let manual: Vec<WorkoutSummary> = case.entries.iter().filter_map(charley_body::manual_summary).collect();
    let links = links(case, &manual);
    let maker = Maker::of(case, links.as_slice(), store)?;
    let kept = OUTCOME.kept(store)?;
    let mut outcomes: Vec<WorkoutOutcome> = Vec::with_capacity(links.len());
    let mut fresh: Vec<Derived> = Vec::new();
    let mut chain: Option<Inputs> = None;
    let mut hot_days = BTreeSet::new();
    let (mut made, mut behind) = (0, 0);
    for (number, link) in links.iter().enumerate() {
        let before = outcomes.last().filter(|last| is_near(last.ended, link.head.start.instant));
        let intakes = maker.intakes(link);
        let weather = Weather::of(&link.head, &Setting::default(), (&maker.reports, &case.person));
        let meals = before.map(|last| maker.eaten((last.ended, link.head.start.instant)));
        let inputs = maker.inputs(link, (&weather, &intakes), meals.zip(chain.as_ref()))?;
        let name = &link.head.id.0;
        let mut outcome = kept.of(name, &inputs);
        if outcome.is_none() && made >= pace.most {
            // What it was before an entry changed something is nearer than nothing.
            (outcome, behind) = (kept.last(name), behind + 1);
        } else if outcome.is_none() {
            made += 1;
            (pace.follow)(number + 1, links.len());
            outcome = maker.outcome(store, link, before)?;
            if let Some(outcome) = &outcome {
                fresh.push(OUTCOME.keep(name, &inputs, outcome)?);
            }
        }
        chain = Some(inputs);
        if let Some(air) = outcome.as_ref().and_then(|outcome| outcome.air.as_ref())
            && is_hot_day(air.air_c.q50, link.head.elapsed_s)
        {
            hot_days.insert(link.head.start.civil().date());
        }
        outcomes.extend(outcome);
        if fresh.len() >= AT_ONCE {
            // Keeping them only saves time: whoever asks gets the answer also from a read-only folder.
            drop(store.set_derived(&fresh));
            fresh.clear();
        }
    }
    if !fresh.is_empty() {
        drop(store.set_derived(&fresh));
    }
    Ok(Simulated {
        record: BodyRecord::of(Box::new(*maker.people(case.now.timestamp())), outcomes),
        learned: maker.learned,
        assumed: maker.assumed,
        hot_days,
        behind,
    })
}

/// How a synthetic person truly sweats, as the demo noted it beside their diary; `None` for everybody else.
///
/// # Errors
/// When the database cannot be read.
pub fn stated_truth(store: &Store) -> anyhow::Result<Option<f64>> {
    // It is stated, not made: by whichever version, it stands.
    Ok(store.derived(TRUTH.prefix)?.into_iter().next().and_then(|noted| noted.read()))
}

/// Notes how a synthetic person truly sweats.
///
/// # Errors
/// When the database cannot be written.
pub fn state_truth(store: &mut Store, factor: f64) -> anyhow::Result<()> {
    Ok(store.set_derived(&[TRUTH.keep("", &Inputs::of(&factor)?, &factor)?])?)
}

/// How long a reading may take, and who follows it.
pub struct Pace<'a> {
    /// Workouts that are followed anew at most; the others are as they were, or missing.
    pub most: usize,
    /// Hears which workout is being followed, of how many.
    pub follow: &'a mut dyn FnMut(usize, usize),
}

/// One workout of the case minute by minute; `None` for one the model cannot follow.
///
/// # Errors
/// When the database cannot be read.
pub fn states(store: &Store, case: &Case, id: &WorkoutId) -> anyhow::Result<Option<WorkoutStates>> {
    let manual: Vec<WorkoutSummary> = case.entries.iter().filter_map(charley_body::manual_summary).collect();
    let links = links(case, &manual);
    let id = case.merged.followed_for(id).map_or(id, |one| &one.head.id);
    let (Some(link), Some(simulated)) = (links.iter().find(|link| link.head.id == *id), &case.body) else {
        return Ok(None);
    };
    let learned = simulated.learned.last().map(|learned| learned.after);
    let maker = Maker::with(case, &links, learned)?;
    let earlier =
        simulated.record.outcomes.values().filter(|outcome| outcome.ended <= link.head.start.instant);
    let before = earlier.max_by_key(|outcome| outcome.ended);
    let before = before.filter(|last| is_near(last.ended, link.head.start.instant));
    Ok(maker.run(store, link, before, Otherwise::AS_IT_WAS)?.map(|followed| followed.states))
}

/// One workout as it would be for somebody who sweats by `factor`, from a fresh body; for the synthetic person.
///
/// # Errors
/// When the database cannot be read.
pub fn expected(
    store: &Store,
    case: &Case,
    (id, factor): (&WorkoutId, SweatFactor),
) -> anyhow::Result<Option<WorkoutStates>> {
    let links = links(case, &[]);
    let Some(link) = links.iter().find(|link| link.head.id == *id) else { return Ok(None) };
    let maker = Maker::with(case, &links, Some(factor))?;
    Ok(maker.run(store, link, None, Otherwise::AS_IT_WAS)?.map(|followed| followed.states))
}

fn is_near(ended: Timestamp, start: Timestamp) -> bool {
    let hours = start.duration_since(ended).as_secs_f64() / 3600.0;
    (0.0..=FORGOTTEN_H).contains(&hours)
}

/// The workouts oldest first, recorded and manual.
fn links<'a>(case: &'a Case, manual: &'a [WorkoutSummary]) -> Vec<Link<'a>> {
    let recorded = case.workouts.iter().filter_map(|summary| {
        let merged = case.merged.followed_for(&summary.id)?;
        Some(Link { head: merged.head.clone(), merged: Some(merged), felt: None, summary })
    });
    let felt = manual.iter().map(|summary| Link {
        head: head_of(summary),
        merged: None,
        felt: summary.effort,
        summary,
    });
    let mut links: Vec<Link<'_>> = recorded.chain(felt).collect();
    links.sort_by(|a, b| (a.head.start.instant, &a.head.id).cmp(&(b.head.start.instant, &b.head.id)));
    links
}

/// The head of a workout without a recording.
fn head_of(summary: &WorkoutSummary) -> WorkoutHead {
    WorkoutHead {
        id: summary.id.clone(),
        sport: summary.sport,
        start: summary.start.clone(),
        clock: charley_domain::workout::ClockBasis::File,
        elapsed_s: summary.elapsed_s,
        timer_s: None,
        distance_m: summary.distance_m,
        device: None,
        indoor: None,
        name: None,
        facts: FileFacts::default(),
    }
}

#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::{Entry, Record},
        observation::{Observation, Observed},
        person::Person,
        quantity::BodyMass,
    };
    use charley_store::Store;

    use super::*;
    use crate::fixed;

    /// The outcomes of an adult of 70 kg, oldest first, and what was assumed.
    fn of_70_kg(entries: &[Entry], now: &jiff::ZonedDateTime) -> (Vec<WorkoutOutcome>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(folder.path()).unwrap();
        let mass_kg = BodyMass::from_kg(70.0).ok();
        store.set_person(&Person { mass_kg, ..Person::default() }).unwrap();
        store.record_all(entries).unwrap();
        let body = Case::read(&mut store, now.clone()).unwrap().body.unwrap();
        let mut outcomes: Vec<WorkoutOutcome> = body.record.outcomes.into_values().collect();
        outcomes.sort_by_key(|outcome| outcome.ended);
        (outcomes, body.assumed)
    }

    #[test]
    fn a_workout_is_done_with_the_mass_that_a_scale_said_before_it() {
        let adult = fixed::adult();
        let (bare, assumed) = of_70_kg(&adult.entries, &adult.now);
        let weighed_at = bare[bare.len() / 2].ended;
        let with = |kg: f64| {
            let what = Observed::Weight { mass_kg: BodyMass::from_kg(kg).unwrap() };
            let mut scale = adult.entries[0].clone();
            scale.id = uuid::Uuid::max();
            (scale.occurred_at.instant, scale.recorded_at) = (weighed_at, adult.now.timestamp());
            scale.source = charley_domain::entry::EntrySource::Import;
            scale.record = Record::Observed(Observation::by_device("Scale".to_owned(), what));
            let mut entries = adult.entries.clone();
            entries.push(scale);
            of_70_kg(&entries, &adult.now)
        };
        let (lighter, _) = with(66.0);
        let changed: Vec<bool> = bare.iter().zip(&lighter).map(|(a, b)| a != b).collect();
        let soon = |outcome: &WorkoutOutcome| {
            outcome.ended > weighed_at + jiff::SignedDuration::from_hours(6)
                && outcome.ended.duration_since(weighed_at) < jiff::SignedDuration::from_hours(50 * 24)
        };
        for (outcome, changed) in bare.iter().zip(changed) {
            if outcome.ended <= weighed_at {
                assert!(!changed, "{}", outcome.ended);
            } else if soon(outcome) {
                assert!(changed, "{} {weighed_at}", outcome.ended);
            }
        }
        // Somebody else on the scale changes nothing, and is told.
        let (other, told) = with(90.0);
        assert_eq!(other, bare);
        assert!(
            told.len() == assumed.len() + 1 && told.iter().any(|what| what.contains("1 weighing left out")),
            "{told:?}"
        );
    }

    #[test]
    fn what_one_reading_leaves_the_next_ones_catch_up() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(folder.path()).unwrap();
        let adult = fixed::adult();
        store.record_all(&adult.entries).unwrap();
        let mut heard = 0;
        let mut at_most = |store: &mut Store, most| {
            let mut follow = |number: usize, all: usize| {
                assert!(number <= all);
                heard += 1;
            };
            let case = Case::read_paced(store, adult.now.clone(), &mut Pace { most, follow: &mut follow });
            case.unwrap().body.unwrap()
        };
        let first = at_most(&mut store, 3);
        let all = first.behind + 3;
        assert!(all > 5 && first.record.outcomes.len() == 3, "{all}");
        assert_eq!(at_most(&mut store, 3).behind, all - 6);
        let whole = at_most(&mut store, usize::MAX);
        assert_eq!((whole.behind, whole.record.outcomes.len()), (0, all));
        // Nothing is made twice, and what is kept is what was made.
        assert_eq!(at_most(&mut store, 0).record.outcomes, whole.record.outcomes);
        // What an earlier model made is not shown, not even for want of anything newer.
        let earlier = ResultKind { version: VERSION - 1, ..OUTCOME }.settings();
        let mut rows = store.derived(OUTCOME.prefix).unwrap();
        assert_eq!(rows.len(), all);
        for row in &mut rows {
            row.settings = earlier.clone();
        }
        store.set_derived(&rows).unwrap();
        let old = at_most(&mut store, 0);
        assert_eq!((old.behind, old.record.outcomes.len()), (all, 0));
        assert_eq!(heard, all);
    }
}
