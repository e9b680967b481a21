//! What the handlers share: the diary behind a lock, who may come in, the pen, and the machine they run on.

pub(super) mod copies;
pub mod passphrase;
pub(super) mod session;

use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use charley_body::timeline::WorkoutStates;
use charley_domain::{
    entry::Entry,
    night::NightOf,
    person::{Person, Units},
    stretch::Stretch,
    workout::WorkoutId,
};
use charley_infer::gained::QuietNights;
use charley_store::{ContentHash, Device, Place, Store, StoreError, StoredHead};
use jiff::{SignedDuration, ZonedDateTime, tz::TimeZone};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    acting, app::copies::Keeper, app::passphrase::Passphrase, app::session::Sessions, bounds::Bounds,
    caller::Caller, error::PageError, host, host::Host, live::Live, memory::Memory, origin::Origin,
    pairing::Pairing, pen::Pen, secret::Secret,
};
use charley_answers::{
    forecast::Forecast,
    plan::{Kept, Planned},
    triage::Profile,
    why::Explanation,
};
use charley_case::{Case, body::Pace, last_effort, set_aside::words as set_aside_words};

/// How often a device's visit is noted.
const NOTED_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// The state of the web app.
#[derive(Debug)]
pub(super) struct App {
    store: Mutex<(Store, Memory)>,
    /// The same for whoever has a cramp or a warning sign now: never held while anything is computed.
    bedside: Mutex<(Store, Memory)>,
    /// What of the diary takes no part in the answers, for the pages.
    set_aside: Mutex<Option<String>>,
    /// Whether the diary could not be read at the bedside.
    unread: AtomicBool,
    catching_up: CatchUp,
    /// Simulations that pages watch.
    pub(super) live: Live,
    /// The sessions.
    pub(super) sessions: Sessions,
    /// Who gave the passphrase.
    pub(super) passphrases: Passphrase,
    /// A phone that is being let in.
    pub(super) pairing: Pairing,
    /// How much each device sent.
    pub(super) bounds: Bounds,
    /// Writes entries of other programs, many in one commit.
    pub(super) pen: Pen,
    /// One file of another program is read at a time.
    pub(super) one_import: Semaphore,
    /// Copies of the diary, one a day.
    pub(super) copies: Keeper,
    /// How it is reached from other machines.
    pub(super) outside: Outside,
    /// A second look at the diary that waits for no page: who may come in, and where the person lives.
    door: Mutex<Store>,
    place: Place,
    /// Whether the demo made this diary.
    pub(super) synthetic: bool,
    /// The machine it runs on.
    pub(super) host: Arc<dyn Host>,
}

/// How Charley is reached from other machines, where it is.
#[derive(Debug, Default)]
pub(super) struct Outside {
    /// Its names, the best first.
    pub(super) origins: Vec<Origin>,
    /// Its address for programs of this machine.
    pub(super) here: Option<Origin>,
    /// SHA-256 of its certificate.
    pub(super) fingerprint: Option<String>,
    /// The certificate, where it made it itself.
    pub(super) certificate: Option<String>,
}

/// Where and when a program's request is answered.
#[derive(Debug)]
pub(super) struct Here {
    /// The person.
    pub(super) person: Person,
    /// The time it is where the person lives.
    pub(super) now: ZonedDateTime,
}

impl Here {
    /// Units of the person; metric where they did not say.
    pub(super) fn units(&self) -> Units {
        self.person.spoken_units()
    }
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
    pub(super) now: ZonedDateTime,
}

impl Visit<'_> {
    /// The heads of all recordings.
    pub(super) fn heads(&self) -> Result<Arc<[StoredHead]>, PageError> {
        Ok(self.memory.heads(self.store)?)
    }

    /// Everything the answers read; summaries of workouts that are missing are made and kept.
    pub(super) fn case(&mut self) -> Result<&Case, PageError> {
        let case = self.memory.case(self.store, &self.now).map_err(unread)?;
        if case.body.as_ref().is_some_and(|body| body.behind > 0) {
            self.catching_up.begin(&self.now);
        }
        Ok(case)
    }

    /// What causes the cramps, with workouts as they would have been.
    pub(super) fn explanation(&mut self) -> Result<Arc<Explanation>, PageError> {
        self.case()?;
        self.memory.explanation(self.store, &self.now).map_err(unread)
    }

    /// The forecast of the coming night.
    pub(super) fn tonight(&mut self) -> Result<&Forecast, PageError> {
        self.memory.tonight(self.store, &self.now).map_err(unread)
    }

    /// Quiet nights gained in the last month.
    pub(super) fn month(&mut self) -> Result<Option<QuietNights>, PageError> {
        self.memory.month(self.store, &self.now).map_err(unread)
    }

    /// The plan that is kept; in its place what speaks against it now, where it was made long ago.
    pub(super) fn plan(&mut self, kept: &Kept) -> Result<Result<Arc<Planned>, String>, PageError> {
        let outing = match kept.outing(&self.now) {
            Ok(outing) => outing,
            Err(problem) => return Ok(Err(problem)),
        };
        self.case()?;
        self.memory.plan(self.store, (kept, outing), &self.now).map(Ok).map_err(unread)
    }

    /// Keeps what is planned.
    pub(super) fn keep_plan(&mut self, kept: &Kept) -> Result<(), PageError> {
        self.memory.keep_plan(self.store, kept).map_err(unread)
    }

    /// What the last entry changed in the answers, in a sentence.
    pub(super) fn changed(&mut self) -> Result<Option<String>, PageError> {
        self.memory.changed(self.store, &self.now).map_err(unread)
    }

    /// One workout minute by minute through the body model.
    pub(super) fn states(&mut self, id: &WorkoutId) -> Result<Option<Arc<WorkoutStates>>, PageError> {
        self.memory.states(self.store, id, &self.now).map_err(unread)
    }

    /// What of the person decides which red flags are asked first.
    pub(super) fn profile(&self) -> Result<Profile, PageError> {
        let today = self.now.date();
        if let Some(case) = self.memory.kept(self.store)? {
            return Ok(Profile::of(&case.person, &case.entries, case.last_effort(), today));
        }
        let effort = last_effort(&self.heads()?, &self.now);
        Ok(Profile::of(&self.person, &self.entries()?, effort, today))
    }

    /// The last plan; `None` where there is none that this version can read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn kept_plan(&self) -> Result<Option<Kept>, PageError> {
        Ok(self.store.plan()?.and_then(|body| Kept::of_json(&body)))
    }

    /// The diary, without the work that a case takes: what is in memory, else from the database.
    pub(super) fn entries(&self) -> Result<Vec<Entry>, PageError> {
        if let Some(case) = self.memory.kept(self.store)? {
            return Ok(case.entries.clone());
        }
        let all = self.memory.entries(self.store)?.to_vec();
        Ok(Stretch::of(all, NightOf::at(self.now.datetime())).entries)
    }

    /// Units of the person; metric where they did not say.
    pub(super) fn units(&self) -> Units {
        self.person.spoken_units()
    }
}

/// Workouts that are followed in one step, so that a machine with one thread shows pages in between.
const A_STEP: usize = 48;

/// Follows the workouts that no page waits for, one errand at a time.
#[derive(Debug)]
struct CatchUp {
    place: Place,
    host: Arc<dyn Host>,
    running: Arc<AtomicBool>,
}

/// Whether it runs is said again when its errand ends, however that comes about.
struct Running(Arc<AtomicBool>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl CatchUp {
    fn begin(&self, now: &ZonedDateTime) {
        if self.running.swap(true, Ordering::AcqRel) {
            return;
        }
        let (place, now, running) = (self.place.clone(), now.clone(), Running(self.running.clone()));
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

fn unread(error: anyhow::Error) -> PageError {
    error.downcast::<StoreError>().map_or(PageError::Broken, PageError::Store)
}

impl App {
    /// The app of the diary in `place`, which is made when it is not there, with the secret of the link that opens it.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn open(
        place: &Place,
        host: Arc<dyn Host>,
        link: &Secret,
        outside: Outside,
    ) -> Result<Self, StoreError> {
        let app = Self::without_link(place, host, outside)?;
        let now = app.now().timestamp();
        if app.at_the_door(|store| store.add_link(&link.hash(), now)).is_err() {
            // On a disk that takes nothing the diary can still be read.
            app.sessions.remember(link.hash());
        }
        Ok(app)
    }

    /// The same where nobody has to come in.
    ///
    /// # Errors
    /// As [`App::open`].
    pub(super) fn without_link(
        place: &Place,
        host: Arc<dyn Host>,
        outside: Outside,
    ) -> Result<Self, StoreError> {
        let store = Store::open_or_create_in(place)?;
        let catching_up = CatchUp { place: place.clone(), host: host.clone(), running: Arc::default() };
        // A diary that cannot be read says so on its pages; it is not the demo's.
        let synthetic =
            store.entries().is_ok_and(|entries| charley_answers::synthetic::is_synthetic(&entries));
        Ok(Self {
            store: Mutex::new((store, Memory::default())),
            bedside: Mutex::new((Store::open_in(place)?, Memory::default())),
            set_aside: Mutex::default(),
            unread: AtomicBool::new(false),
            synthetic,
            catching_up,
            live: Live::default(),
            sessions: Sessions::default(),
            passphrases: Passphrase::default(),
            pairing: Pairing::default(),
            bounds: Bounds::default(),
            copies: Keeper::default(),
            outside,
            pen: Pen::new(Store::open_in(place)?, host.clone()),
            one_import: Semaphore::new(1),
            door: Mutex::new(Store::open_in(place)?),
            place: place.clone(),
            host,
        })
    }

    /// The folder of the diary, where it has one.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.place.folder()
    }

    /// A hand of its own on the diary, for work that no page waits for.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn another_store(&self) -> Result<Store, StoreError> {
        Store::open_in(&self.place)
    }

    /// Does work that may wait for the disk or compute for long.
    ///
    /// # Errors
    /// What `work` gives; [`PageError::Broken`] when it panicked.
    pub(super) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PageError> + Send + 'static,
    ) -> Result<T, PageError> {
        host::blocking(&*self.host, work).await
    }

    /// The device whose secret has this hash, unless it was locked out or was not here for long; also where the diary cannot be
    /// read there is none.
    pub(super) fn device(&self, secret_hash: &ContentHash) -> Option<Device> {
        let now = self.now().timestamp();
        self.at_the_door(|store| store.device_of(secret_hash, now)).ok().flatten()
    }

    /// Counts one more thing that a device sends.
    ///
    /// # Errors
    /// [`PageError::TooMany`] where it sent as much as is taken.
    pub(super) fn take_place(&self, device: Uuid) -> Result<(), PageError> {
        let now = self.now().timestamp();
        let before = || {
            let since = now - SignedDuration::from_hours(24);
            self.at_the_door(|store| store.sent_since(device, since)).unwrap_or_default()
        };
        self.bounds.take(device, now, before).map_err(PageError::TooMany)
    }

    /// Whether an entry of this id is there.
    pub(super) fn knows(&self, id: Uuid) -> bool {
        self.at_the_door(|store| store.knows(id)).unwrap_or(false)
    }

    /// Does a small piece of work with the second look at the diary.
    pub(super) fn at_the_door<T>(&self, work: impl FnOnce(&mut Store) -> T) -> T {
        work(&mut self.door.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Where the person lives and what time it is there.
    ///
    /// # Errors
    /// When the diary cannot be read.
    pub(super) fn here(&self) -> Result<Here, PageError> {
        let person = self.at_the_door(|store| store.person())?;
        let now = self.now_of(&person);
        Ok(Here { person, now })
    }

    /// Notes that a device or a browser was here, once an hour: each note makes the pages read the diary anew.
    pub(super) fn was_here(self: &Arc<Self>, caller: &Caller) {
        let (id, used_at) = match caller {
            Caller::Owner(session) => (session.id, session.used_at),
            Caller::Device(device) => (device.id, device.used_at),
        };
        let (is_owner, now) = (matches!(caller, Caller::Owner(_)), self.now().timestamp());
        if used_at.is_some_and(|used_at| now.duration_since(used_at) < NOTED_EVERY) {
            return;
        }
        let app = self.clone();
        self.host.blocking(Box::new(move || {
            // A note that cannot be written now is written at the next visit.
            drop(app.at_the_door(|store| {
                if is_owner { store.session_was_here(id, now) } else { store.device_was_here(id, now) }
            }));
        }));
    }

    fn now_of(&self, person: &Person) -> ZonedDateTime {
        let home = person.timezone.as_deref().and_then(|name| TimeZone::get(name).ok());
        home.map_or_else(|| self.now(), |home| self.now().with_time_zone(home))
    }

    /// The time it is on the clock of this machine.
    pub(super) fn now(&self) -> ZonedDateTime {
        self.host.now()
    }

    /// Does `work` with the diary open, where it may wait for the disk.
    ///
    /// # Errors
    /// What `work` gives; [`PageError::Broken`] when it panicked.
    pub(super) async fn visit<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(&mut Visit<'_>) -> Result<T, PageError> + Send + 'static,
    ) -> Result<T, PageError> {
        let (device, host) = (acting::device(), self.host.clone());
        host::blocking(&*host, move || {
            // A panic of an earlier page left the database as its last commit: nothing is half-written.
            let mut held = self.store.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let (store, memory) = &mut *held;
            store.act_for(device);
            let person = store.person()?;
            let now = self.now_of(&person);
            let notice = memory.set_aside(store, &now)?;
            *self.set_aside.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = notice;
            work(&mut Visit { store, memory, catching_up: &self.catching_up, person, now })
        })
        .await
    }

    /// The same for relief and red flags: it waits for no page that computes, and where the diary cannot be read it goes on
    /// with what is known of nobody.
    ///
    /// # Errors
    /// As [`App::visit`].
    pub(super) async fn at_the_bedside<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(&mut Visit<'_>) -> Result<T, PageError> + Send + 'static,
    ) -> Result<T, PageError> {
        let (device, host) = (acting::device(), self.host.clone());
        host::blocking(&*host, move || {
            let mut held = self.bedside.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let (store, memory) = &mut *held;
            store.act_for(device);
            let read = memory.entries(store).and_then(|_| Ok((memory.heads(store)?, store.person()?)));
            self.unread.store(read.is_err(), Ordering::Release);
            let (mut nobody, mut empty);
            let (store, memory, person) = if let Ok((_, person)) = read {
                (store, memory, person)
            } else {
                (nobody, empty) = (Store::of_nobody()?, Memory::default());
                (&mut nobody, &mut empty, Person::default())
            };
            let now = self.now_of(&person);
            work(&mut Visit { store, memory, catching_up: &self.catching_up, person, now })
        })
        .await
    }

    /// What every page says of the diary first; at the bedside only that it cannot be read.
    pub(super) fn notice(&self, at_the_bedside: bool) -> Option<String> {
        if at_the_bedside {
            return self.unread.load(Ordering::Acquire).then(|| set_aside_words::UNREAD.to_owned());
        }
        self.set_aside.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Does something while the diary is held as by a page that computes.
    pub(super) fn while_computing<T>(&self, work: impl FnOnce() -> T) -> T {
        let _held = self.store.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        work()
    }
}
