//! What the handlers share: the diary behind a lock, the sessions, and a clock that goes on from the start.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use charley_body::timeline::WorkoutStates;
use charley_domain::{person::Person, person::Units, workout::WorkoutId};
use charley_infer::forecast::Forecast;
use charley_store::{Store, StoreError};
use jiff::{SignedDuration, Zoned, tz::TimeZone};

use crate::{
    case::{Case, body},
    triage::{Profile, last_effort},
    web::{
        error::PageError,
        memory::Memory,
        session::{OneTime, Sessions},
        synthetic,
    },
};

/// The state of the web app.
#[derive(Debug)]
pub(super) struct App {
    store: Mutex<(Store, Memory)>,
    catching_up: CatchUp,
    /// The sessions.
    pub(super) sessions: Sessions,
    /// The port, for the list of hosts that may be asked for.
    pub(super) port: u16,
    /// Whether the demo made this diary.
    pub(super) synthetic: bool,
    started: (Instant, Zoned),
}

/// One request's view of the diary.
pub(super) struct Visit<'a> {
    /// The database.
    pub(super) store: &'a mut Store,
    memory: &'a mut Memory,
    catching_up: &'a CatchUp,
    /// The person.
    pub(super) person: Person,
    /// The time it is where the person lives.
    pub(super) now: Zoned,
}

impl Visit<'_> {
    /// Everything the answers read; summaries of workouts that are missing are made and kept.
    pub(super) fn case(&mut self) -> Result<&Case, PageError> {
        let case = self.memory.case(self.store, &self.now).map_err(unread)?;
        if case.body.as_ref().is_some_and(|body| body.behind > 0) {
            self.catching_up.begin(&self.now);
        }
        Ok(case)
    }

    /// The forecast of the coming night.
    pub(super) fn tonight(&mut self) -> Result<&Forecast, PageError> {
        self.memory.tonight(self.store, &self.now).map_err(unread)
    }

    /// One workout minute by minute through the body model.
    pub(super) fn states(&mut self, id: &WorkoutId) -> Result<Option<WorkoutStates>, PageError> {
        let case = self.memory.case(self.store, &self.now).map_err(unread)?;
        body::states(self.store, case, id).map_err(unread)
    }

    /// What of the person decides which red flags are asked first.
    pub(super) fn profile(&self) -> Result<Profile, PageError> {
        let efforts = last_effort(&self.store.heads()?, &self.now);
        Ok(Profile::of(&self.person, &self.store.entries()?, efforts, self.now.date()))
    }

    /// Units of the person; metric where they did not say.
    pub(super) fn units(&self) -> Units {
        self.person.units.unwrap_or(Units::Metric)
    }
}

/// Follows the workouts that no page waits for, one thread at a time.
#[derive(Debug)]
struct CatchUp {
    dir: PathBuf,
    running: Arc<AtomicBool>,
}

impl CatchUp {
    fn begin(&self, now: &Zoned) {
        if self.running.swap(true, Ordering::AcqRel) {
            return;
        }
        let (dir, now, running) = (self.dir.clone(), now.clone(), self.running.clone());
        std::thread::spawn(move || {
            // What it finds is kept in the database; pages read it there. What it cannot find a later page finds.
            if let Ok(mut store) = Store::open(&dir) {
                drop(Case::read(&mut store, now));
            }
            running.store(false, Ordering::Release);
        });
    }
}

fn unread(error: anyhow::Error) -> PageError {
    error.downcast::<StoreError>().map_or(PageError::Broken, PageError::Store)
}

impl App {
    pub(super) fn new(store: Store, port: u16, now: Zoned, one_time: OneTime) -> Self {
        // A diary that cannot be read says so on its pages; it is not the demo's.
        let catching_up = CatchUp { dir: store.dir().to_owned(), running: Arc::default() };
        let synthetic = store.entries().is_ok_and(|entries| synthetic::is_synthetic(&entries));
        Self {
            store: Mutex::new((store, Memory::default())),
            synthetic,
            catching_up,
            sessions: Sessions::new(one_time),
            port,
            started: (Instant::now(), now),
        }
    }

    /// The time it is on the clock of this machine.
    pub(super) fn now(&self) -> Zoned {
        let (since, start) = &self.started;
        let passed = SignedDuration::try_from(since.elapsed()).unwrap_or(SignedDuration::ZERO);
        start.checked_add(passed).unwrap_or_else(|_| start.clone())
    }

    /// Does `work` with the diary open, on a thread that may wait for the disk.
    ///
    /// # Errors
    /// What `work` gives; [`PageError::Broken`] when it panicked.
    pub(super) async fn visit<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(&mut Visit<'_>) -> Result<T, PageError> + Send + 'static,
    ) -> Result<T, PageError> {
        let done = tokio::task::spawn_blocking(move || {
            // A panic of an earlier page left the database as its last commit: nothing is half-written.
            let mut held = self.store.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let (store, memory) = &mut *held;
            let person = store.person()?;
            let home = person.timezone.as_deref().and_then(|name| TimeZone::get(name).ok());
            let now = home.map_or_else(|| self.now(), |home| self.now().with_time_zone(home));
            work(&mut Visit { store, memory, catching_up: &self.catching_up, person, now })
        });
        done.await.unwrap_or_else(|_| Err(PageError::Broken))
    }
}
