//! Where a recording verb works: the person, the time on their wall, and the database once something is kept.

use charley_domain::{
    entry::{Entry, Record},
    moment::Moment,
    night::NightOf,
    person::{Person, Units},
    stretch::Stretch,
    workout::WorkoutId,
};
use charley_store::{Recorded, Store, StoreError};
use jiff::ZonedDateTime;

use crate::cli::Context;
use charley_answers::changed;
use charley_case::{
    answered::Answered, body::Pace, edit, seen::AskedRange, set_aside::words as set_aside_words,
};
use charley_speech::typed::Mistyped;

/// Workouts that somebody who records an entry waits for.
const FOLLOWED: usize = 8;

/// The person at the terminal, with their diary.
#[derive(Debug)]
pub(crate) struct Desk {
    /// The person, as far as they said.
    pub(crate) person: Person,
    /// The time it is where the person lives.
    pub(crate) now: ZonedDateTime,
    /// The entry that is being changed, where one is: what is not said stays as it was.
    pub(crate) editing: Option<Entry>,
    store: Option<Store>,
    data_dir: std::path::PathBuf,
}

impl Desk {
    /// Opens the diary if there is one; a new one is made only when something is kept.
    ///
    /// # Errors
    /// When there is a database that cannot be read.
    pub(crate) fn open(context: &Context) -> anyhow::Result<Self> {
        let store = match context.diary() {
            Ok(store) => Some(store),
            Err(StoreError::NoDatabase { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        Self::around(context, store)
    }

    /// Opens the diary, which must exist.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub(crate) fn open_existing(context: &Context) -> anyhow::Result<Self> {
        Self::around(context, Some(context.diary()?))
    }

    /// The same for whoever has a cramp or a warning sign now: where the diary cannot be read it is said, and gone on without.
    ///
    /// # Errors
    /// Never for a diary.
    pub(crate) fn at_the_bedside(context: &Context) -> anyhow::Result<Self> {
        let readable = context.diary().and_then(|store| {
            store.person()?;
            store.entries()?;
            store.heads()?;
            Ok(store)
        });
        let store = match readable {
            Ok(store) => Some(store),
            Err(StoreError::NoDatabase { .. }) => None,
            Err(error) => {
                context.say(&format!("charley: {error}"));
                context.say(&set_aside_words::UNREAD);
                None
            }
        };
        Self::around(context, store)
    }

    fn around(context: &Context, store: Option<Store>) -> anyhow::Result<Self> {
        let person = store.as_ref().map(Store::person).transpose()?.unwrap_or_default();
        let now = context.now_of(&person);
        Ok(Self { person, now, editing: None, store, data_dir: context.data_dir.clone() })
    }

    /// Units of the person; metric where they did not say.
    pub(crate) fn units(&self) -> Units {
        self.person.spoken_units()
    }

    /// Commits an entry.
    ///
    /// # Errors
    /// When the database cannot be made or written.
    pub(crate) fn keep(&mut self, entry: &Entry) -> anyhow::Result<Recorded> {
        Ok(self.store_mut()?.record(entry)?)
    }

    /// What the entry that is being changed says, where it is of the kind that is asked for.
    pub(crate) fn edited<T>(&self, of: impl Fn(&Record) -> Option<T>) -> Option<T> {
        let record = &self.editing.as_ref()?.record;
        match record {
            Record::Observed(observation) => of(&edit::as_said(observation)?),
            record => of(record),
        }
    }

    /// What was typed, or where nothing was what the entry that is being changed says.
    ///
    /// # Errors
    /// As `read`; [`Mistyped`] where neither is there.
    pub(crate) fn typed_or_kept<T>(
        &self,
        typed: &[String],
        read: impl Fn(&str) -> Result<T, Mistyped>,
        kept: impl Fn(&Record) -> Option<T>,
    ) -> Result<T, Mistyped> {
        let typed = typed.join(" ");
        if typed.is_empty()
            && let Some(kept) = self.edited(kept)
        {
            return Ok(kept);
        }
        read(&typed)
    }

    /// Commits an entry in the place of others.
    ///
    /// # Errors
    /// When the database cannot be made or written.
    pub(crate) fn keep_in_place_of(&mut self, others: &[Entry], entry: &Entry) -> anyhow::Result<Recorded> {
        let ids: Vec<uuid::Uuid> = others.iter().map(|other| other.id).collect();
        let now = self.now.timestamp();
        let new = self.store_mut()?.replace_all(&ids, entry, now)?;
        Ok(if new { Recorded::New } else { Recorded::Known })
    }

    /// All entries, oldest first; none where there is no diary yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn entries(&self) -> anyhow::Result<Vec<Entry>> {
        let entries = self.store.as_ref().map(Store::entries).transpose()?.unwrap_or_default();
        Ok(Stretch::of(entries, NightOf::at(self.now.datetime())).entries)
    }

    /// What the entry that was just kept changed in the answers, in a sentence. The entry is safe by then: where no answer can
    /// be made, nothing is said.
    pub(crate) fn changed(&mut self) -> Option<String> {
        let store = self.store.as_mut()?;
        let mut pace = Pace { most: FOLLOWED, follow: &mut |_, _| () };
        let mut case = Answered::open(store, self.now.clone(), AskedRange::default(), &mut pace).ok()?;
        // After an import the body model has years to follow: whoever asks why waits for it, whoever records does not.
        let behind = case.body.as_ref().is_some_and(|body| body.behind > 0);
        if behind {
            return None;
        }
        let changed = changed::by_last_entry(&case);
        case.keep(store, changed.standpoint);
        changed.line
    }

    /// When a workout started; `None` where there is no such workout.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn workout_start(&self, id: &WorkoutId) -> anyhow::Result<Option<Moment>> {
        let heads = self.store.as_ref().map(Store::heads).transpose()?.unwrap_or_default();
        Ok(heads.into_iter().find(|stored| stored.head.id == *id).map(|stored| stored.head.start))
    }

    /// The database if there is one.
    pub(crate) fn store(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// The database, made now where there was none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn store_mut(&mut self) -> anyhow::Result<&mut Store> {
        if self.store.is_none() {
            self.store = Some(Store::open_or_create(&self.data_dir)?);
        }
        self.store.as_mut().ok_or_else(|| anyhow::anyhow!("the database did not open"))
    }
}
