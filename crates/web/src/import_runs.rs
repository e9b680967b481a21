//! Imports that run while their page is shown: how far they are, and what they came to.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use charley_case::import::{FileReport, ImportReport, ImportWatch};
use uuid::Uuid;

/// Imports whose outcome is still shown.
const KEPT: usize = 8;

/// The imports of the last pages.
#[derive(Debug, Default)]
pub(super) struct ImportRuns(Mutex<VecDeque<(Uuid, Arc<ImportRun>)>>);

/// One import.
#[derive(Debug, Default)]
pub(super) struct ImportRun(Mutex<ImportProgress>);

/// How far an import is.
#[derive(Debug, Default)]
pub(super) struct ImportProgress {
    /// Files that are done.
    pub(super) done: usize,
    /// What it came to; nothing as long as it runs.
    pub(super) ended: Option<ImportEnd>,
}

/// How an import ended.
#[derive(Debug)]
pub(super) enum ImportEnd {
    /// All of it was read.
    Read(Box<ImportReport>),
    /// The diary could not be written; what was done before stays.
    Failed(String),
}

impl ImportRuns {
    /// A further import; of very old ones the outcome is forgotten.
    pub(super) fn begin(&self, id: Uuid) -> Arc<ImportRun> {
        let run = Arc::<ImportRun>::default();
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.push_back((id, run.clone()));
        if runs.len() > KEPT {
            runs.pop_front();
        }
        run
    }

    /// The import of an id.
    pub(super) fn of(&self, id: Uuid) -> Option<Arc<ImportRun>> {
        let runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.iter().find(|(known, _)| *known == id).map(|(_, run)| run.clone())
    }
}

impl ImportRun {
    pub(super) fn progress(&self) -> MutexGuard<'_, ImportProgress> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn has_ended(&self) -> bool {
        self.progress().ended.is_some()
    }

    pub(super) fn end(&self, end: ImportEnd) {
        self.progress().ended = Some(end);
    }
}

/// Tells a run of each file that is done.
pub(super) struct Counted<'a>(pub(super) &'a ImportRun);

impl ImportWatch for Counted<'_> {
    fn done(&mut self, _report: &FileReport) {
        self.0.progress().done += 1;
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        // One that panicked has ended as well.
        if std::thread::panicking() {
            self.0.end(ImportEnd::Failed("Reading it broke: this is our fault.".to_owned()));
        }
    }
}
