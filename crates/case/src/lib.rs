//! Everything the asking verbs read about a person, taken from the store once; summaries of workouts are kept there.

pub mod answered;
pub mod body;
pub mod copies;
pub mod fixed;
pub mod import;
pub mod kind;
pub mod learned;
mod livable;
pub mod seen;
pub mod set_aside;
pub mod trial;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use charley_body::{WorkoutSummary, outcome::BodyRecord};
use charley_domain::{
    entry::Entry,
    night::NightOf,
    person::Person,
    workout::{ClockBasis, WorkoutId},
};
use charley_store::{Derived, Store, StoredHead};
use jiff::{ZonedDateTime, tz::TimeZone};
use rayon::prelude::*;

use self::body::{Pace, Simulated};
use crate::{
    kind::{Inputs, ResultKind},
    learned::LearnedCache,
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
    /// One recording of each workout whose date is known, oldest first; workouts without a watch are in the diary.
    pub workouts: Vec<WorkoutSummary>,
    /// What the store holds of each recording but its samples, read once.
    pub heads: Arc<[StoredHead]>,
    /// Recordings whose clock was never set: their date is not known, so nothing can be made of them.
    pub undated: usize,
    /// The workouts through the body model; `None` where it was not run.
    pub body: Option<Simulated>,
    /// The time it is where the person lives.
    pub now: ZonedDateTime,
    /// What earlier learning left.
    pub kept: LearnedCache,
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
        let heads: Arc<[StoredHead]> = store.heads()?.into();
        let undated = heads.iter().filter(|stored| stored.head.clock == ClockBasis::NeverSet).count();
        let chosen = chosen(&heads).0;
        let mut workouts = summaries(store, &chosen)?;
        workouts.sort_by(|a, b| (a.start.instant, &a.id).cmp(&(b.start.instant, &b.id)));
        let records = TrialRecords::read(store, now)?;
        let trial = records.current().map(|trial| trial.protocol.clone());
        let TrialRecords { person, entries, trials, now } = records;
        Ok(Self {
            person,
            entries,
            workouts,
            heads,
            undated,
            body: None,
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

/// One recording of each workout: of copies the one that holds the most.
fn one_of_each(heads: &[StoredHead]) -> Vec<&StoredHead> {
    let dated = |stored: &&StoredHead| stored.head.clock != ClockBasis::NeverSet && stored.part_of.is_none();
    let mut best: BTreeMap<&str, &StoredHead> = BTreeMap::new();
    for stored in heads.iter().filter(dated) {
        let group = stored.group.as_deref().unwrap_or(&stored.head.id.0);
        let held = best.entry(group).or_insert(stored);
        if holds(stored) > holds(held) {
            *held = stored;
        }
    }
    best.into_values().collect()
}

/// The recordings that the answers follow, and how many are more than a person can have done.
pub(crate) fn chosen(heads: &[StoredHead]) -> (Vec<WorkoutId>, usize) {
    let (followed, left) = livable::livable(one_of_each(heads));
    (followed.into_iter().map(|stored| stored.head.id.clone()).collect(), left)
}

fn holds(stored: &StoredHead) -> (u64, u64) {
    let facts = &stored.head.facts;
    (facts.power_records + facts.heart_rate_records, facts.records)
}

fn summaries(store: &mut Store, chosen: &[WorkoutId]) -> anyhow::Result<Vec<WorkoutSummary>> {
    let wanted: BTreeSet<&WorkoutId> = chosen.iter().collect();
    let inputs = inputs_of_summary()?;
    // A kept summary that cannot be read is made again.
    let mut summaries: Vec<WorkoutSummary> = SUMMARY
        .kept(store)?
        .all_of(&inputs)
        .filter(|summary: &WorkoutSummary| wanted.contains(&summary.id))
        .collect();
    let have: BTreeSet<WorkoutId> = summaries.iter().map(|summary| summary.id.clone()).collect();
    let missing: Vec<&WorkoutId> = chosen.iter().filter(|id| !have.contains(id)).collect();
    for ids in missing.chunks(AT_ONCE) {
        let mut workouts = Vec::with_capacity(ids.len());
        for id in ids {
            workouts.extend(store.workout(id)?);
        }
        let made: Vec<WorkoutSummary> = workouts.par_iter().map(charley_body::summary).collect();
        let kept: Vec<Derived> = made
            .iter()
            .map(|summary| SUMMARY.keep(&summary.id.0, &inputs, summary))
            .collect::<Result<_, _>>()?;
        // Keeping them only saves time: whoever asks gets the answer also from a read-only folder.
        drop(store.set_derived(&kept));
        summaries.extend(made);
    }
    Ok(summaries)
}

/// What every recording comes to.
const SUMMARY: ResultKind =
    ResultKind { prefix: "summary/", version: WorkoutSummary::VERSION, seed: None, draws: None };

/// A summary depends on the samples, which its id names, and on nothing else.
fn inputs_of_summary() -> Result<Inputs, serde_json::Error> {
    Inputs::of(&"the samples that its id names")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digest of a summary by the version that makes it.
    const GOLDEN: (u32, &str) = (1, "d1fd35655b44d4aa3dd7adbe2502392b1b85cede67c848f94d17b3f5dbe4ee0a");

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
