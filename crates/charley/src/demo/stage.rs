//! The synthetic person brought in by the ordinary doors: files imported, diary recorded, and only then the cramps.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::Context as _;
use charley_body::{ExposureInput, exposures};
use charley_domain::{
    exposure::Exposure,
    night::NightOf,
    workout::{WorkoutHead, WorkoutId},
};
use charley_store::Store;
use jiff::ZonedDateTime;

use super::{
    Config, Life, TrainingSession,
    archive::{self, Written},
    cramps, diary, race, scale, trial,
    truth::{self, TrueTrigger},
};
use charley_answers::{changed, plan::PlanMade, trial::document::TrialDocument};
use charley_case::{
    Case,
    answered::Answered,
    body::{self, what_if::WhatIfs},
    import::{self as intake, FileReport, ImportReport, ImportWatch, Ledger, Order, Status},
};

/// Folder of the workout files, beside the database.
const ARCHIVE: &str = "archive";

/// Where the person is made.
#[derive(Debug)]
pub(crate) struct Stage<'a> {
    /// Folder of the database and of the archive.
    pub(crate) folder: &'a Path,
    /// The time it is where the synthetic person lives.
    pub(crate) now: &'a ZonedDateTime,
    /// Set from outside to end early.
    pub(crate) stop: &'a AtomicBool,
}

/// Making was stopped from outside.
#[derive(Debug, thiserror::Error)]
#[error("the demo was interrupted")]
pub(crate) struct Stopped;

impl Stage<'_> {
    fn go_on(&self) -> Result<(), Stopped> {
        if self.stop.load(Ordering::Relaxed) { Err(Stopped) } else { Ok(()) }
    }
}

/// The synthetic person with everything that was recorded of them.
pub(crate) struct Made {
    /// What truly causes their cramps.
    pub(crate) truth: Vec<TrueTrigger>,
    /// Everything as the asking verbs read it.
    pub(crate) case: Answered,
    /// Their workouts as they would have been.
    pub(crate) what_ifs: WhatIfs,
    /// How they truly sweat, against the usual.
    pub(crate) sweat: f64,
    /// What came of the files.
    pub(crate) files: Files,
    /// A finished trial, from before the diary.
    pub(crate) trial: TrialDocument,
    /// The race that is ahead of them.
    pub(crate) race: PlanMade,
}

/// What came of the files, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Files {
    /// Files written.
    pub(crate) written: Written,
    /// Files that broke on the way and were kept as far as they go.
    pub(crate) damaged: usize,
    /// Workouts that a second device recorded too.
    pub(crate) recorded_twice: usize,
}

/// Who follows the making.
pub(crate) trait Follow {
    /// A step begins.
    fn begin(&mut self, step: &str);
    /// So many things of the step are done.
    fn done(&mut self, count: usize);
    /// The step is done.
    fn end(&mut self);
}

/// Makes a person and brings everything of them in.
///
/// # Errors
/// When the folder or its database cannot be written, or with [`Stopped`].
pub(crate) fn make(config: Config, stage: &Stage<'_>, follow: &mut dyn Follow) -> anyhow::Result<Made> {
    let life = Life::of(config)?;
    follow.begin(&format!("Making {} workouts and {} days", config.workouts, config.nights));
    let archive = archive_folder(stage.folder)?;
    let written = archive::write(&life, &archive).context("cannot write the synthetic workouts")?;
    stage.go_on()?;
    follow.end();
    follow.begin(&format!("Importing {} files ({} MB)", written.files, written.bytes / 1_000_000));
    let mut store = Store::open_or_create(stage.folder)?;
    store.set_person(&life.person)?;
    let report = import(&archive, &mut store, (stage, &mut *follow))?;
    stage.go_on()?;
    follow.end();
    follow.begin("Recording the diary");
    let heads: Vec<WorkoutHead> = store.heads()?.into_iter().map(|stored| stored.head).collect();
    let recognised = diary::recognised(&life, &heads);
    store.record_all(&diary::entries(&life)?)?;
    store.record_all(&diary::workout_weather(&life, &recognised)?)?;
    follow.end();
    follow.begin("Living it: exposures of each night and workout, then the cramps");
    let case = Case::unsimulated(&mut store, stage.now.clone())?;
    body::state_truth(&mut store, scale::true_factor(config.seed))?;
    store.record_all(&scale::entries(&store, &case, (&life, &recognised))?)?;
    let exposures = exposed(&case, &life);
    let truth = truth::draw(config.seed, &exposures);
    store.record_all(&cramps::entries(&life, &truth, &exposures, &recognised)?)?;
    follow.end();
    follow.begin("A trial from before the diary, morning by morning");
    let tried = trial::make(&mut store, &life.person, (config.seed, config.first()))?;
    follow.end();
    follow.begin("Following each workout through 64 possible bodies");
    let mut case = Answered::of(Case::read(&mut store, stage.now.clone())?);
    let what_ifs = case.what_ifs(&mut store)?;
    let standpoint = changed::by_last_entry(&case).standpoint;
    case.keep(&mut store, standpoint);
    follow.end();
    follow.begin("Planning the race ahead");
    let race = race::make(&mut store, &case, stage.now)?;
    follow.end();
    let files =
        Files { written, damaged: report.count(Status::Partial), recorded_twice: twice(&recognised, &life) };
    Ok(Made { truth, sweat: scale::true_factor(config.seed), case, what_ifs, files, trial: tried, race })
}

fn archive_folder(folder: &Path) -> anyhow::Result<PathBuf> {
    let archive = folder.join(ARCHIVE);
    fs::create_dir_all(&archive).with_context(|| format!("cannot make the folder {}", archive.display()))?;
    Ok(archive)
}

/// The same door as `charley import`.
fn import(
    archive: &Path,
    store: &mut Store,
    (stage, follow): (&Stage<'_>, &mut dyn Follow),
) -> anyhow::Result<ImportReport> {
    let paths = [archive.to_owned()];
    let order = Order { paths: &paths, now: stage.now, stop: stage.stop };
    intake::import(&order, &mut Ledger::kept(store)?, &mut Counted { follow, count: 0 })
}

/// Counts files on their way in.
struct Counted<'a> {
    follow: &'a mut dyn Follow,
    count: usize,
}

impl ImportWatch for Counted<'_> {
    fn done(&mut self, _report: &FileReport) {
        self.count += 1;
        self.follow.done(self.count);
    }
}

/// The exposures as the asking verbs see them.
fn exposed(case: &Case, life: &Life) -> Vec<Exposure> {
    exposures(&ExposureInput {
        person: &case.person,
        entries: &case.entries,
        workouts: &case.workouts,
        body: case.body_record(),
        first: NightOf(life.config.first()),
        last: NightOf(life.config.until),
        open: None,
        air: charley_body::weather::AirRecord::none(),
    })
}

fn twice(recognised: &[(WorkoutId, &TrainingSession)], life: &Life) -> usize {
    recognised.len().saturating_sub(life.sessions.len())
}
