//! The workouts of a person through the body model, each made once and kept; weighings first, since they say how this
//! person sweats.

pub mod heat;
mod weighed;
pub mod what_if;

use std::collections::{BTreeMap, BTreeSet};

use charley_body::{
    WorkoutSummary,
    carried::{Carried, FORGOTTEN_H, Meals},
    demand::Demand,
    draws::{DRAWS, PerDraw, named},
    factors::{Factors, people},
    heat::band::is_hot_day,
    intake,
    outcome::{BodyRecord, WorkoutOutcome},
    safety::Drinker,
    threshold::Thresholds,
    timeline::{Scene, WorkoutInput, WorkoutStates},
    weather::{Setting, Weather},
    weigh_in::SweatFactor,
};
use charley_domain::{
    entry::{Effort, Entry, Record},
    person::Sex,
    workout::{FileFacts, WorkoutHead, WorkoutId},
};
use charley_speech::gates;
use charley_store::{Derived, Store};
use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

pub use self::weighed::Learned;
use super::{Case, derived};

/// Seed of every possible body: the same draws for every workout and every answer.
const SEED: u64 = 1;
/// Outcomes made before they are kept: a run that is stopped loses no more than these.
const AT_ONCE: usize = 32;
const PREFIX: &str = "body/";
const SWEAT: &str = "sweat factor";
const TRUTH: &str = "synthetic truth of sweat";
/// Raised whenever the model gives other numbers from the same inputs.
const VERSION: u32 = 14;

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
    let kept: BTreeMap<String, Derived> =
        store.derived(PREFIX)?.into_iter().map(|kept| (kept.key.clone(), kept)).collect();
    let mut outcomes: Vec<WorkoutOutcome> = Vec::with_capacity(links.len());
    let mut fresh: Vec<Derived> = Vec::new();
    let mut chain = String::new();
    let mut hot_days = BTreeSet::new();
    let (mut made, mut behind) = (0, 0);
    for (number, link) in links.iter().enumerate() {
        let before = outcomes.last().filter(|last| is_near(last.ended, link.head.start.instant));
        let intakes = maker.intakes(link);
        let weather = Weather::of(&link.head, &Setting::default(), (&maker.reports, &case.person));
        let meals = before.map(|last| maker.eaten((last.ended, link.head.start.instant)));
        let earlier = meals.map_or_else(String::new, |meals| format!("{meals:?} {chain}"));
        chain = maker.hash(link, (&weather, &intakes), &earlier);
        let key = format!("{PREFIX}{}", link.head.id);
        let read = |kept: &Derived| kept.read();
        let found = kept.get(&key);
        let mut outcome = found.filter(|kept| kept.inputs_hash == chain).and_then(read);
        if outcome.is_none() && made >= pace.most {
            // What it was before something changed is nearer than nothing.
            (outcome, behind) = (found.and_then(read), behind + 1);
        } else if outcome.is_none() {
            made += 1;
            (pace.follow)(number + 1, links.len());
            outcome = maker.outcome(store, link, before)?;
            if let Some(outcome) = &outcome {
                fresh.push(derived(key, &chain, Some(SEED), outcome)?);
            }
        }
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
        record: BodyRecord::of(maker.people, outcomes),
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
    Ok(store.derived(TRUTH)?.into_iter().next().and_then(|noted| noted.read()))
}

/// Notes how a synthetic person truly sweats.
///
/// # Errors
/// When the database cannot be written.
pub fn state_truth(store: &mut Store, factor: f64) -> anyhow::Result<()> {
    Ok(store.set_derived(&[derived(TRUTH.to_owned(), "", Some(SEED), &factor)?])?)
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
    let (Some(link), Some(simulated)) = (links.iter().find(|link| link.head.id == *id), &case.body) else {
        return Ok(None);
    };
    let learned = simulated.learned.last().map(|learned| learned.after);
    let maker = Maker::with(case, &links, learned);
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
    let maker = Maker::with(case, &links, Some(factor));
    Ok(maker.run(store, link, None, Otherwise::AS_IT_WAS)?.map(|followed| followed.states))
}

fn is_near(ended: Timestamp, start: Timestamp) -> bool {
    let hours = start.duration_since(ended).as_secs_f64() / 3600.0;
    (0.0..=FORGOTTEN_H).contains(&hours)
}

/// The workouts oldest first, recorded and manual.
fn links<'a>(case: &'a Case, manual: &'a [WorkoutSummary]) -> Vec<Link<'a>> {
    let by_id: BTreeMap<&WorkoutId, &WorkoutHead> =
        case.heads.iter().map(|stored| (&stored.head.id, &stored.head)).collect();
    let recorded = case
        .workouts
        .iter()
        .filter_map(|summary| Some(Link { head: (*by_id.get(&summary.id)?).clone(), felt: None, summary }));
    let felt = manual.iter().map(|summary| Link { head: head_of(summary), felt: summary.effort, summary });
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

/// How a workout might have been.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Otherwise {
    /// Degrees warmer.
    warmer_c: f64,
    /// Times the pace or power.
    pace: f64,
}

impl Otherwise {
    const AS_IT_WAS: Self = Self { warmer_c: 0.0, pace: 1.0 };
}

/// A workout that was followed.
struct Followed {
    states: WorkoutStates,
    /// The body after it.
    carried: Carried,
    setting: Setting,
}

impl Followed {
    fn outcome(self, drinker: &Drinker) -> Option<WorkoutOutcome> {
        WorkoutOutcome::of((&self.states, self.setting), drinker, self.carried)
    }
}

/// What all workouts of a person are made with.
struct Maker<'a> {
    case: &'a Case,
    thresholds: Thresholds,
    people: Box<PerDraw<Factors>>,
    assumed: Vec<String>,
    learned: Vec<Learned>,
    /// Entries that speak of weather.
    reports: Vec<Entry>,
    /// Everything of the person that the outcomes depend on.
    person: String,
}

impl<'a> Maker<'a> {
    /// The maker after all weighings.
    fn of(case: &'a Case, links: &[Link<'_>], store: &mut Store) -> anyhow::Result<Self> {
        let pairs = weighed::pairs(&case.entries, links);
        let unlearned = Self::with(case, links, None);
        let hash = unlearned.hash_of_weighings(&pairs, links);
        let kept = store.derived(SWEAT)?.into_iter().find(|kept| kept.inputs_hash == hash);
        let mut learned: Vec<Learned> = kept.and_then(|kept| kept.read()).unwrap_or_default();
        if learned.is_empty() && !pairs.is_empty() {
            for weighed in &pairs {
                let before = learned.last().map_or_else(SweatFactor::unknown, |last| last.after);
                let maker = Self::with(case, links, Some(before));
                learned.extend(weighed::learn(store, &maker, (weighed, &links[weighed.link]), before)?);
            }
            // Keeping it only saves time.
            drop(store.set_derived(&[derived(SWEAT.to_owned(), &hash, Some(SEED), &learned)?]));
        }
        let factor = learned.last().map(|last| last.after);
        Ok(Self { learned, ..Self::with(case, links, factor) })
    }

    /// Everything that the weighings are read with.
    fn hash_of_weighings(&self, pairs: &[weighed::Weighed], links: &[Link<'_>]) -> String {
        let of_pair = |pair: &weighed::Weighed| {
            let link = &links[pair.link];
            let weather = Weather::of(&link.head, &Setting::default(), (&self.reports, &self.case.person));
            format!("{pair:?} {}", self.hash(link, (&weather, &self.intakes(link)), ""))
        };
        let pairs: Vec<String> = pairs.iter().map(of_pair).collect();
        let inputs = format!("{} {}", self.person, pairs.join(" "));
        format!("{:016x}", named(0, &inputs))
    }

    fn with(case: &'a Case, links: &[Link<'_>], learned: Option<SweatFactor>) -> Self {
        let summaries: Vec<WorkoutSummary> = links.iter().map(|link| link.summary.clone()).collect();
        let today = case.now.date();
        let thresholds = Thresholds::of(&case.person, &summaries, today);
        // The body of this year: an age that changes at midnight must not make everything anew.
        let year = jiff::civil::Date::new(today.year(), 1, 1).unwrap_or(today);
        let (people, assumed) = people(&case.person, year, SEED, learned);
        let reports =
            case.entries.iter().filter(|entry| matches!(entry.record, Record::Weather(_))).cloned().collect();
        let person = serde_json::to_string(&case.person).unwrap_or_default();
        let person = format!("{VERSION} {person} {} {learned:?} {thresholds:?}", year.year());
        Self { case, thresholds, people: Box::new(people), assumed, learned: Vec::new(), reports, person }
    }

    fn intakes(&self, link: &Link<'_>) -> Vec<intake::Intake> {
        let start = link.head.start.instant;
        let end = start + SignedDuration::from_secs(link.head.elapsed_s as i64);
        let day = SignedDuration::from_hours(24);
        let entries = &self.case.entries;
        let from = entries.partition_point(|entry| entry.occurred_at.instant < start - day);
        let to = entries.partition_point(|entry| entry.occurred_at.instant <= end);
        intake::during(entries.get(from..to).unwrap_or_default(), (start, end))
    }

    /// What was recorded as eaten in a span.
    fn eaten(&self, (from, to): (Timestamp, Timestamp)) -> Meals {
        let entries = &self.case.entries;
        let first = entries.partition_point(|entry| entry.occurred_at.instant < from);
        let last = entries.partition_point(|entry| entry.occurred_at.instant < to);
        let between = entries.get(first..last).unwrap_or_default();
        Meals { carbohydrate_g: intake::carbohydrate_g(between, (from, to)) }
    }

    /// Who drank in a workout, and what the scale said of it.
    fn drinker(&self, link: &Link<'_>) -> Drinker {
        let (person, date) = (&self.case.person, link.head.start.civil().date());
        let weighed = self.learned.iter().find(|learned| learned.workout == link.head.id);
        Drinker {
            mass_kg: person.mass_kg.map(charley_domain::quantity::BodyMass::kg),
            is_woman: person.sex == Some(Sex::Female),
            takes_nsaid: gates::on_nsaid(&self.case.entries, date),
            weighed_gain_kg: weighed.map(|learned| -learned.lost_kg),
        }
    }

    fn hash(&self, link: &Link<'_>, air_and_drink: (&Weather, &[intake::Intake]), before: &str) -> String {
        let drinker = self.drinker(link);
        let inputs = format!("{} {} {air_and_drink:?} {drinker:?} {before}", self.person, link.head.id);
        format!("{:016x}", named(0, &inputs))
    }

    fn outcome(
        &self,
        store: &Store,
        link: &Link<'_>,
        before: Option<&WorkoutOutcome>,
    ) -> anyhow::Result<Option<WorkoutOutcome>> {
        let run = self.run(store, link, before, Otherwise::AS_IT_WAS)?;
        let drinker = self.drinker(link);
        Ok(run.and_then(|followed| followed.outcome(&drinker)))
    }

    /// Runs one workout from the body the last one left, as it was or otherwise.
    fn run(
        &self,
        store: &Store,
        link: &Link<'_>,
        before: Option<&WorkoutOutcome>,
        otherwise: Otherwise,
    ) -> anyhow::Result<Option<Followed>> {
        let Some((demand, setting)) = self.demand(store, link)? else { return Ok(None) };
        let demand = if otherwise == Otherwise::AS_IT_WAS { demand } else { demand.at_pace(otherwise.pace) };
        let start = link.head.start.instant;
        let before = before.map_or_else(
            || Carried::fresh(start),
            |last| last.carried.rested(start, &self.people, self.eaten((last.ended, start))),
        );
        let weather = Weather::of(&link.head, &setting, (&self.reports, &self.case.person));
        let weather = weather.warmer(otherwise.warmer_c);
        let intakes = self.intakes(link);
        let scene = Scene::of(WorkoutInput {
            id: &link.head.id,
            start,
            demand: &demand,
            weather: &weather,
            intakes: &intakes,
            before: &before,
            people: &self.people,
            seed: SEED,
        });
        let runs: Vec<_> = (0..DRAWS).into_par_iter().map(|draw| scene.run(draw)).collect();
        let (states, carried) = scene.gather(&runs);
        Ok(Some(Followed { states, carried, setting }))
    }

    /// What the workout asked, and where it was; `None` where not even its length is known.
    fn demand(&self, store: &Store, link: &Link<'_>) -> anyhow::Result<Option<(Demand, Setting)>> {
        if let Some(effort) = link.felt {
            return Ok(Some((
                Demand::felt(link.head.sport, link.head.elapsed_s as usize, effort),
                Setting::default(),
            )));
        }
        let Some(workout) = store.workout(&link.head.id)? else { return Ok(None) };
        let demand = Demand::of(&workout, &self.thresholds);
        Ok((!demand.minutes.is_empty()).then(|| (demand, Setting::of(&workout))))
    }
}

#[cfg(test)]
mod tests {
    use charley_store::Store;

    use super::*;
    use crate::fixed;

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
        assert_eq!(heard, all);
    }
}
