//! What the handlers share: the diary behind a lock, the sessions, and a clock that goes on from the start.

use std::{
    sync::{Arc, Mutex},
    time::Instant,
};

use charley_domain::{entry::Entry, person::Person, person::Units};
use charley_store::{Store, StoreError};
use jiff::{SignedDuration, Zoned, tz::TimeZone};

use crate::{
    case::Case,
    web::{
        error::PageError,
        session::{OneTime, Sessions},
        synthetic,
    },
};

/// The state of the web app.
#[derive(Debug)]
pub(super) struct App {
    store: Mutex<Store>,
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
    /// The person.
    pub(super) person: Person,
    /// The time it is where the person lives.
    pub(super) now: Zoned,
}

impl Visit<'_> {
    /// All entries, oldest first.
    pub(super) fn entries(&self) -> Result<Vec<Entry>, PageError> {
        Ok(self.store.entries()?)
    }

    /// Everything the answers read; summaries of workouts that are missing are made and kept.
    pub(super) fn case(&mut self) -> Result<Case, PageError> {
        Case::read(self.store, self.now.clone()).map_err(|error| match error.downcast::<StoreError>() {
            Ok(error) => PageError::Store(error),
            Err(_) => PageError::Broken,
        })
    }

    /// Units of the person; metric where they did not say.
    pub(super) fn units(&self) -> Units {
        self.person.units.unwrap_or(Units::Metric)
    }
}

impl App {
    pub(super) fn new(store: Store, port: u16, now: Zoned, one_time: OneTime) -> Self {
        // A diary that cannot be read says so on its pages; it is not the demo's.
        let synthetic = store.entries().is_ok_and(|entries| synthetic::is_synthetic(&entries));
        Self {
            store: Mutex::new(store),
            synthetic,
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
            let mut store = self.store.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let person = store.person()?;
            let home = person.timezone.as_deref().and_then(|name| TimeZone::get(name).ok());
            let now = home.map_or_else(|| self.now(), |home| self.now().with_time_zone(home));
            work(&mut Visit { store: &mut store, person, now })
        });
        done.await.unwrap_or_else(|_| Err(PageError::Broken))
    }
}
