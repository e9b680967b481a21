//! What the handlers share: the diary behind a lock, who may come in, the pen, and the machine they run on.

mod alone;
mod catch_up;
pub(super) mod copies;
pub mod passphrase;
pub(super) mod session;
mod visit;

use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use charley_domain::person::{Person, Units};
use charley_store::{ContentHash, Device, DiaryPlace, Store, StoreError};
use jiff::{SignedDuration, ZonedDateTime};
use tokio::sync::Semaphore;
use uuid::Uuid;

use self::catch_up::CatchUp;
pub(super) use self::visit::Visit;
use crate::{
    acting, app::copies::Keeper, app::passphrase::Passphrase, app::session::Sessions, bounds::SendingBounds,
    caller::Caller, error::PageError, host, host::Host, import_runs::ImportRuns, live::Live, memory::Memory,
    origin::Origin, pairing::Pairing, pen::Pen, secret::Secret, trust::Authority,
};
use charley_case::{at_home, set_aside::words as set_aside_words};

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
    pub(super) bounds: SendingBounds,
    /// Writes entries of other programs, many in one commit.
    pub(super) pen: Pen,
    /// Imports that pages follow.
    pub(super) imports: ImportRuns,
    /// One file of another program is read at a time.
    pub(super) one_import: Semaphore,
    /// Copies of the diary, one a day.
    pub(super) copies: Keeper,
    /// How it is reached from other machines.
    pub(super) outside: Outside,
    /// A second look at the diary that waits for no page: who may come in, and where the person lives.
    door: Mutex<Store>,
    place: DiaryPlace,
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
    /// Charley's own authority, where that signed it.
    pub(super) authority: Option<Authority>,
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

impl App {
    /// The app of the diary in `place`, which is made when it is not there, with the secret of the link that opens it.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn open(
        place: &DiaryPlace,
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
        place: &DiaryPlace,
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
            bounds: SendingBounds::default(),
            copies: Keeper::default(),
            outside,
            pen: Pen::new(Store::open_in(place)?, host.clone()),
            imports: ImportRuns::default(),
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
        at_home(person, &self.now())
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
            return self.unread.load(Ordering::Acquire).then(|| set_aside_words::UNREAD.into());
        }
        self.set_aside.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Does something while the diary is held as by a page that computes.
    pub(super) fn while_computing<T>(&self, work: impl FnOnce() -> T) -> T {
        let _held = self.store.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        work()
    }
}
