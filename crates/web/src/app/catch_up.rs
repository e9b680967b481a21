//! The workouts that no page waits for, followed beside the pages.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use charley_case::{Case, body::Pace};
use charley_store::{DiaryPlace, Store};
use jiff::ZonedDateTime;

use crate::host::Host;

/// Workouts that are followed in one step, so that a machine with one thread shows pages in between.
const A_STEP: usize = 48;

/// Follows the workouts that no page waits for, one errand at a time.
#[derive(Debug)]
pub(super) struct CatchUp {
    pub(super) place: DiaryPlace,
    pub(super) host: Arc<dyn Host>,
    pub(super) running: Arc<AtomicBool>,
}

/// Whether it runs is said again when its errand ends, however that comes about.
struct CatchUpGuard(Arc<AtomicBool>);

impl Drop for CatchUpGuard {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl CatchUp {
    pub(super) fn begin(&self, now: &ZonedDateTime) {
        if self.running.swap(true, Ordering::AcqRel) {
            return;
        }
        let (place, now, running) = (self.place.clone(), now.clone(), CatchUpGuard(self.running.clone()));
        let mut before = usize::MAX;
        self.host.later(Box::new(move || {
            let _running = &running;
            // What it finds is kept in the database; pages read it there. What it cannot find a later page finds.
            let mut store = Store::open_in(&place).ok()?;
            let mut pace = Pace { most: A_STEP, follow: &mut |_, _| () };
            let behind = Case::read_paced(&mut store, now.clone(), &mut pace).ok()?.body?.behind;
            // Where nothing can be kept, the next step would find as much as this one.
            let goes_on = behind > 0 && behind < before;
            before = behind;
            goes_on.then_some(Duration::ZERO)
        }));
    }
}
