//! Everything the asking verbs read about a person, taken from the store once; summaries of workouts are kept there.

pub mod air;
pub mod answered;
pub mod asked_weather;
pub mod body;
pub mod copies;
pub mod edit;
pub mod fixed;
pub mod import;
pub mod imports;
pub mod kind;
pub mod learned;
mod livable;
pub mod merged;
pub mod put_right;
pub mod seen;
pub mod set_aside;
pub mod trial;

use std::sync::Arc;

use charley_body::{WorkoutSummary, outcome::BodyRecord, weather::AirRecord};
use charley_domain::{
    entry::Entry,
    night::NightOf,
    person::Person,
    workout::{ClockBasis, Workout},
};
use charley_store::{Derived, Store, StoredHead};
use jiff::{ZonedDateTime, tz::TimeZone};
use rayon::prelude::*;

use self::body::{Pace, Simulated};
use crate::{
    kind::{Inputs, ResultKind},
    learned::LearnedCache,
    merged::{Merged, MergedWorkouts},
    trial::{Running, TrialRecords, journal::TrialProtocol},
};

/// Workouts whose samples are in memory at once while summaries are made.
const AT_ONCE: usize = 64;

/// Everything known of a person at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The person.
    pub person: Person,
    /// The diary.
    pub entries: Vec<Entry>,
    /// Each recorded workout whose date is known, oldest first; workouts without a watch are in the diary.
    pub workouts: Vec<WorkoutSummary>,
    /// All workouts that were recorded, each as its recordings have it together.
    pub merged: Arc<MergedWorkouts>,
    /// Recordings whose clock was never set: their date is not known, so nothing can be made of them.
    pub undated: usize,
    /// The workouts through the body model; `None` where it was not run.
    pub body: Option<Simulated>,
    /// The time it is where the person lives.
    pub now: ZonedDateTime,
    /// What earlier learning left.
    pub kept: LearnedCache,
    /// The air of places that was brought.
    pub air: Arc<AirRecord>,
    /// The trial that is planned or under way.
    pub trial: Option<TrialProtocol>,
    /// All trials, oldest first.
    pub trials: Vec<Running>,
}

impl Case {
    /// Reads a person, their diary and the summaries of their workouts; makes and keeps the summaries that are missing.
    ///
    /// # Errors
    /// When the database cannot be read. That a summary cannot be kept (a read-only folder, another writer) is none.
    pub fn read(store: &mut Store, now: ZonedDateTime) -> anyhow::Result<Self> {
        Self::read_paced(store, now, &mut Pace { most: usize::MAX, follow: &mut |_, _| () })
    }

    /// The same, with at most so many workouts followed anew, and somebody who hears of them.
    ///
    /// # Errors
    /// As [`Case::read`].
    pub fn read_paced(store: &mut Store, now: ZonedDateTime, pace: &mut Pace<'_>) -> anyhow::Result<Self> {
        let mut case = Self::unsimulated(store, now)?;
        case.body = Some(body::simulated(store, &case, pace)?);
        Ok(case)
    }

    /// The same without the body model.
    ///
    /// # Errors
    /// As [`Case::read`].
    pub fn unsimulated(store: &mut Store, now: ZonedDateTime) -> anyhow::Result<Self> {
        let heads = store.heads()?;
        let undated = heads.iter().filter(|stored| stored.head.clock == ClockBasis::NeverSet).count();
        let merged = MergedWorkouts::read(store, &heads)?;
        let mut workouts = summaries(store, &chosen(&merged).0)?;
        workouts.sort_by(|a, b| (a.start.instant, &a.id).cmp(&(b.start.instant, &b.id)));
        let records = TrialRecords::read(store, now)?;
        let trial = records.current().map(|trial| trial.protocol.clone());
        let TrialRecords { person, mut entries, trials, now } = records;
        merged.hang(&mut entries);
        let air = Arc::new(air::record(store, &person, &now)?);
        Ok(Self {
            person,
            entries,
            workouts,
            merged: Arc::new(merged),
            undated,
            body: None,
            air,
            now,
            trial,
            trials,
            kept: LearnedCache::read(store)?,
        })
    }

    /// The day of the newest workout.
    pub fn last_effort(&self) -> Option<jiff::civil::Date> {
        let days = self.workouts.iter().map(|workout| workout.start.civil().date());
        days.filter(|day| *day <= self.now.date()).max()
    }

    /// What the body model says of the workouts.
    pub fn body_record(&self) -> Option<&BodyRecord> {
        self.body.as_ref().map(|body| &body.record)
    }

    /// The night that began yesterday.
    pub fn last_night(&self) -> NightOf {
        NightOf::last(self.now.datetime())
    }

    /// The night that is coming, or that is going on.
    pub fn tonight(&self) -> NightOf {
        NightOf::tonight(self.now.datetime())
    }
}

/// The time it is where a person lives; where they did not say, on the clock that told it.
pub fn at_home(person: &Person, now: &ZonedDateTime) -> ZonedDateTime {
    let home = person.timezone.as_deref().and_then(|name| TimeZone::get(name).ok());
    home.map_or_else(|| now.clone(), |home| now.with_time_zone(home))
}

/// The day of the newest recording whose date is known, for the profile.
pub fn last_effort(heads: &[StoredHead], now: &ZonedDateTime) -> Option<jiff::civil::Date> {
    let dated = heads.iter().filter(|stored| stored.head.clock != ClockBasis::NeverSet);
    dated.map(|stored| stored.head.start.civil().date()).filter(|day| *day <= now.date()).max()
}

/// The workouts that the answers follow, and how many are more than a person can have done.
pub(crate) fn chosen(merged: &MergedWorkouts) -> (Vec<&Merged>, usize) {
    livable::livable(merged.followed().collect())
}

fn summaries(store: &mut Store, chosen: &[&Merged]) -> anyhow::Result<Vec<WorkoutSummary>> {
    let kept = SUMMARY.kept(store)?;
    let (mut summaries, mut missing) = (Vec::with_capacity(chosen.len()), Vec::new());
    for one in chosen {
        let inputs = Inputs::of(&one.made_of())?;
        // A kept summary that cannot be read is made again.
        match kept.of::<WorkoutSummary>(&one.head.id.0, &inputs) {
            Some(summary) => summaries.push(summary),
            None => missing.push((*one, inputs)),
        }
    }
    for some in missing.chunks(AT_ONCE) {
        let mut workouts = Vec::with_capacity(some.len());
        for (one, inputs) in some {
            workouts.extend(one.workout(store)?.map(|workout| (*one, workout, inputs)));
        }
        let made: Vec<(WorkoutSummary, &Inputs)> =
            workouts.par_iter().map(|(one, workout, inputs)| (summary(one, workout), *inputs)).collect();
        let kept: Vec<Derived> = made
            .iter()
            .map(|(summary, inputs)| SUMMARY.keep(&summary.id.0, inputs, summary))
            .collect::<Result<_, _>>()?;
        // Keeping them only saves time: whoever asks gets the answer also from a read-only folder.
        drop(store.set_derived(&kept));
        summaries.extend(made.into_iter().map(|(summary, _)| summary));
    }
    Ok(summaries)
}

fn summary(one: &Merged, workout: &Workout) -> WorkoutSummary {
    let mut summary = charley_body::summary(workout);
    if let Some(speed) = summary.flat_speed_m_s.as_mut().filter(|_| one.heart_of_some) {
        speed.best_20min = None;
    }
    summary
}

/// What every recording comes to.
const SUMMARY: ResultKind =
    ResultKind { prefix: "summary/", version: WorkoutSummary::VERSION, seed: None, draws: None };

#[cfg(test)]
mod tests {
    use super::*;

    /// The digest of a summary by the version that makes it; its recording knows its zone from its places.
    const GOLDEN: (u32, &str) = (1, "3d0d122c65e61d6049754c74c8556a3f9c6a401255aa57c69278367c88dcf8c0");

    #[test]
    fn another_summary_has_another_version() {
        let bytes = GPX.as_bytes();
        let read = charley_import::read(bytes, &jiff::tz::TimeZone::UTC).unwrap();
        let summary = charley_body::summary(&read.workouts[0]);
        let digest = serde_json::to_string(&Inputs::of(&summary).unwrap()).unwrap();
        assert_eq!(
            (WorkoutSummary::VERSION, digest.trim_matches('"')),
            GOLDEN,
            "the summary of the same samples changed: raise WorkoutSummary::VERSION and note its digest here"
        );
    }

    const GPX: &str = r#"<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="52.0" lon="13.0"><ele>30</ele><time>2026-11-20T08:00:00Z</time></trkpt>
<trkpt lat="52.001" lon="13.0"><ele>31</ele><time>2026-11-20T08:00:40Z</time></trkpt>
<trkpt lat="52.002" lon="13.0"><ele>34</ele><time>2026-11-20T08:01:15Z</time></trkpt>
<trkpt lat="52.003" lon="13.001"><ele>33</ele><time>2026-11-20T08:01:50Z</time></trkpt></trkseg></trk></gpx>"#;
}
