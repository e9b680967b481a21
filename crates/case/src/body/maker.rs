//! What runs the workouts of a person through the body model, and everything that what comes of it depends on.

use std::collections::{BTreeMap, BTreeSet};

use charley_body::{
    WorkoutSummary,
    carried::{Carried, Meals},
    demand::Demand,
    draws::{DRAWS, PerDraw},
    factors::{Factors, people},
    intake,
    mass::Weighings,
    outcome::WorkoutOutcome,
    safety::Drinker,
    threshold::Thresholds,
    timeline::{Scene, WorkoutInput, WorkoutStates},
    weather::{HoursOfPlace, Setting, Weather},
    weigh_in::SweatFactor,
};
use charley_domain::{
    entry::{Entry, Record},
    person::{Person, Sex},
    quantity::BodyMass,
    workout::WorkoutId,
};
use charley_speech::gates;
use charley_store::Store;
use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;
use serde::Serialize;

use super::{Learned, Link, SEED, SWEAT, weighed};
use crate::{
    Case,
    kind::Inputs,
    merged::{MadeOf, Merged},
};

/// How a workout might have been.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Otherwise {
    /// Degrees warmer.
    pub(super) warmer_c: f64,
    /// Times the pace or power.
    pub(super) pace: f64,
}

impl Otherwise {
    pub(super) const AS_IT_WAS: Self = Self { warmer_c: 0.0, pace: 1.0 };
}

/// A workout that was followed.
pub(super) struct Followed {
    pub(super) states: WorkoutStates,
    /// The body after it.
    carried: Carried,
    setting: Setting,
}

impl Followed {
    pub(super) fn outcome(self, drinker: &Drinker) -> Option<WorkoutOutcome> {
        WorkoutOutcome::of((&self.states, self.setting), drinker, self.carried)
    }
}

/// What all workouts of a person are made with.
pub(super) struct Maker<'a> {
    pub(super) case: &'a Case,
    thresholds: Thresholds,
    people: Box<PerDraw<Factors>>,
    /// What scales and apps weighed, and the possible bodies at each mass that a workout was done with.
    weighings: Weighings,
    weighed: BTreeMap<u32, Box<PerDraw<Factors>>>,
    pub(super) assumed: Vec<String>,
    pub(super) learned: Vec<Learned>,
    /// Entries that speak of weather.
    pub(super) reports: Vec<Entry>,
    /// Everything of the person that the outcomes depend on.
    person: Inputs,
}

/// Masses are told apart by so much: a weighing that says the same as the last one makes nothing anew.
const STEP_KG: f64 = 0.5; // own choice

/// A mass in steps.
fn steps(mass_kg: f64) -> Option<u32> {
    let steps = (mass_kg / STEP_KG).round();
    (1.0..=1_000.0).contains(&steps).then_some(steps as u32)
}

/// That weighings were left out.
fn left_out(count: usize) -> String {
    let weighings = if count == 1 { "1 weighing".to_owned() } else { format!("{count} weighings") };
    format!("{weighings} left out, far from the others: another person on the scale")
}

/// Everything of a person that the outcomes depend on.
#[derive(Serialize)]
struct OfPerson<'a> {
    person: &'a Person,
    year: i16,
    learned: Option<SweatFactor>,
    thresholds: &'a Thresholds,
}

/// Everything that the outcome of a workout depends on.
#[derive(Serialize)]
struct OfWorkout<'a> {
    person: &'a Inputs,
    workout: &'a WorkoutId,
    made_of: Option<MadeOf<'a>>,
    weather: &'a Weather,
    /// What places say of its hours.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    air: Vec<HoursOfPlace>,
    intakes: &'a [intake::Intake],
    drinker: Drinker,
    /// What was eaten since the workout before, and what that one depends on.
    earlier: Option<(Meals, &'a Inputs)>,
}

impl<'a> Maker<'a> {
    /// The maker after all weighings.
    pub(super) fn of(case: &'a Case, links: &[Link<'_>], store: &mut Store) -> anyhow::Result<Self> {
        let pairs = weighed::pairs(&case.entries, links);
        let inputs = Self::with(case, links, None)?.inputs_of_weighings(&pairs, links)?;
        let mut learned: Vec<Learned> = SWEAT.kept(store)?.of("", &inputs).unwrap_or_default();
        if learned.is_empty() && !pairs.is_empty() {
            for weighed in &pairs {
                let before = learned.last().map_or_else(SweatFactor::unknown, |last| last.after);
                let maker = Self::with(case, links, Some(before))?;
                learned.extend(weighed::learn(store, &maker, (weighed, &links[weighed.link]), before)?);
            }
            // Keeping it only saves time.
            drop(store.set_derived(&[SWEAT.keep("", &inputs, &learned)?]));
        }
        let factor = learned.last().map(|last| last.after);
        Ok(Self { learned, ..Self::with(case, links, factor)? })
    }

    /// Everything that the weighings are read with.
    fn inputs_of_weighings(
        &self,
        pairs: &[weighed::Weighed],
        links: &[Link<'_>],
    ) -> Result<Inputs, serde_json::Error> {
        let of_pair = |pair: &weighed::Weighed| {
            let link = &links[pair.link];
            let weather = Weather::of(&link.head, &Setting::default(), (&self.reports, &self.case.person));
            Ok((*pair, self.inputs(link, (&weather, &self.intakes(link)), None)?))
        };
        let pairs: Vec<(weighed::Weighed, Inputs)> =
            pairs.iter().map(of_pair).collect::<Result<_, serde_json::Error>>()?;
        Inputs::of(&(&self.person, pairs))
    }

    pub(super) fn with(
        case: &'a Case,
        links: &[Link<'_>],
        learned: Option<SweatFactor>,
    ) -> Result<Self, serde_json::Error> {
        let summaries: Vec<WorkoutSummary> = links.iter().map(|link| link.summary.clone()).collect();
        let today = case.now.date();
        let weighings = Weighings::of(&case.entries, case.person.mass_kg);
        // Whoever never said their mass has a usual one by the scale.
        let usual = || BodyMass::from_kg(weighings.usual()?.round()).ok();
        let person = Person { mass_kg: case.person.mass_kg.or_else(usual), ..case.person.clone() };
        let thresholds = Thresholds::of(&person, &summaries, today);
        // The body of this year: an age that changes at midnight must not make everything anew.
        let year = jiff::civil::Date::new(today.year(), 1, 1).unwrap_or(today);
        let (base, mut assumed) = people(&person, year, SEED, learned);
        if weighings.doubted > 0 {
            assumed.push(left_out(weighings.doubted));
        }
        let instants = links.iter().map(|link| link.head.start.instant).chain([case.now.timestamp()]);
        let weighed = instants
            .filter_map(|at| steps(weighings.on(at)?))
            .collect::<BTreeSet<u32>>()
            .into_iter()
            .filter_map(|steps| {
                let mass_kg = BodyMass::from_kg(f64::from(steps) * STEP_KG).ok()?;
                let then = Person { mass_kg: Some(mass_kg), ..person.clone() };
                Some((steps, Box::new(people(&then, year, SEED, learned).0)))
            })
            .collect();
        let reports =
            case.entries.iter().filter(|entry| matches!(entry.record, Record::Weather(_))).cloned().collect();
        let of_person = OfPerson { person: &person, year: year.year(), learned, thresholds: &thresholds };
        let person = Inputs::of(&of_person)?;
        let (people, learned) = (Box::new(base), Vec::new());
        Ok(Self { case, thresholds, people, weighings, weighed, assumed, learned, reports, person })
    }

    /// The possible bodies at a moment: of the mass weighed last, else of what the person said.
    pub(super) fn people(&self, at: Timestamp) -> &PerDraw<Factors> {
        let weighed = self.weighings.on(at).and_then(steps).and_then(|steps| self.weighed.get(&steps));
        weighed.unwrap_or(&self.people)
    }

    /// The mass at a moment, in kg: as weighed last, else as said.
    fn mass_kg(&self, at: Timestamp) -> Option<f64> {
        let weighed = self.weighings.on(at).and_then(steps).map(|steps| f64::from(steps) * STEP_KG);
        weighed.or_else(|| self.case.person.mass_kg.map(BodyMass::kg))
    }

    pub(super) fn intakes(&self, link: &Link<'_>) -> Vec<intake::Intake> {
        let start = link.head.start.instant;
        let end = start + SignedDuration::from_secs(link.head.elapsed_s as i64);
        let day = SignedDuration::from_hours(24);
        let entries = &self.case.entries;
        let from = entries.partition_point(|entry| entry.occurred_at.instant < start - day);
        let to = entries.partition_point(|entry| entry.occurred_at.instant <= end);
        intake::during(entries.get(from..to).unwrap_or_default(), (start, end))
    }

    /// What was recorded as eaten in a span.
    pub(super) fn eaten(&self, (from, to): (Timestamp, Timestamp)) -> Meals {
        let entries = &self.case.entries;
        let first = entries.partition_point(|entry| entry.occurred_at.instant < from);
        let last = entries.partition_point(|entry| entry.occurred_at.instant < to);
        let between = entries.get(first..last).unwrap_or_default();
        Meals { carbohydrate_g: intake::carbohydrate_g(between, (from, to)) }
    }

    /// Who drank in a workout, and what the scale said of it.
    pub(super) fn drinker(&self, link: &Link<'_>) -> Drinker {
        let (person, date) = (&self.case.person, link.head.start.civil().date());
        let weighed = self.learned.iter().find(|learned| learned.workout == link.head.id);
        Drinker {
            mass_kg: self.mass_kg(link.head.start.instant),
            is_woman: person.sex == Some(Sex::Female),
            takes_nsaid: gates::on_nsaid(&self.case.entries, date),
            weighed_gain_kg: weighed.map(|learned| -learned.lost_kg),
        }
    }

    pub(super) fn inputs(
        &self,
        link: &Link<'_>,
        (weather, intakes): (&Weather, &[intake::Intake]),
        earlier: Option<(Meals, &Inputs)>,
    ) -> Result<Inputs, serde_json::Error> {
        let (person, workout, drinker) = (&self.person, &link.head.id, self.drinker(link));
        let made_of = link.merged.map(Merged::made_of);
        let start = link.head.start.instant;
        let end = start + SignedDuration::from_secs(link.head.elapsed_s as i64);
        let air = self.case.air.during((start, end));
        Inputs::of(&OfWorkout { person, workout, made_of, weather, air, intakes, drinker, earlier })
    }

    pub(super) fn outcome(
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
    pub(super) fn run(
        &self,
        store: &Store,
        link: &Link<'_>,
        before: Option<&WorkoutOutcome>,
        otherwise: Otherwise,
    ) -> anyhow::Result<Option<Followed>> {
        let Some((demand, setting)) = self.demand(store, link)? else { return Ok(None) };
        let demand = if otherwise == Otherwise::AS_IT_WAS { demand } else { demand.at_pace(otherwise.pace) };
        let start = link.head.start.instant;
        let people = self.people(start);
        let before = before.map_or_else(
            || Carried::fresh(start),
            |last| last.carried.rested(start, people, self.eaten((last.ended, start))),
        );
        let said = (self.reports.as_slice(), &self.case.person);
        let weather = Weather::met(&link.head, &setting, said, &self.case.air);
        let weather = weather.warmer(otherwise.warmer_c);
        let intakes = self.intakes(link);
        let scene = Scene::of(WorkoutInput {
            id: &link.head.id,
            start,
            demand: &demand,
            weather: &weather,
            intakes: &intakes,
            before: &before,
            people,
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
        let Some(workout) = link.merged.map(|merged| merged.workout(store)).transpose()?.flatten() else {
            return Ok(None);
        };
        let demand = Demand::of(&workout, &self.thresholds);
        Ok((!demand.minutes.is_empty()).then(|| (demand, Setting::of(&workout))))
    }
}
