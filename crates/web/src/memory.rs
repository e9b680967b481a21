//! What was read from the diary and worked out for it, kept until something is written: a page seldom waits twice.

use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
    sync::Arc,
};

use charley_body::timeline::WorkoutStates;
use charley_domain::{entry::Entry, night::NightOf, workout::WorkoutId};
use charley_infer::gained::QuietNights;
use charley_speech::voice::{self, Voice};
use charley_store::{DatabaseStamp, Store, StoreError, StoredHead};
use jiff::{ZonedDateTime, civil::Date};

use charley_answers::{
    changed::{self, Changed},
    forecast::{self as prevent, Ahead, ForecastDocument},
    month,
    plan::{LastPlan, Outing, PlanMade},
    why::{self as explain, CrampsTold, ExplanationDocument},
};
use charley_case::{
    answered::Answered,
    body::{self, Pace},
    seen::{AskedRange, DEFAULT_SEED},
    set_aside::SetAside,
};

/// Workouts that a page waits for; the others are followed in the background.
const AT_ONCE: usize = 24;
/// Workouts that are kept minute by minute: those a person looks at in one sitting, at most 0.1 MB each.
const LOOKED_AT: usize = 16;

/// The newest reading of the diary, and what was worked out for it.
#[derive(Debug, Default)]
pub(super) struct Memory {
    read: Option<(DatabaseStamp, Answered)>,
    answers: Option<(MemoryKey, BTreeMap<Voice, Answers>)>,
    heads: Rows<StoredHead>,
    entries: Rows<Entry>,
    set_aside: Option<((DatabaseStamp, Voice), Option<String>)>,
}

/// Rows as they were at a stamp; pages that need no more than these wait for nothing else.
type Rows<T> = RefCell<Option<(DatabaseStamp, Arc<[T]>)>>;

/// What answers are made from; once it differs, all of them are made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MemoryKey {
    stamp: DatabaseStamp,
    today: Date,
    night: NightOf,
}

/// Each answer once it was asked for.
#[derive(Debug, Default)]
struct Answers {
    tonight: Option<ForecastDocument>,
    why: Option<Arc<ExplanationDocument>>,
    month: OnceCell<Option<QuietNights>>,
    plan: Option<(LastPlan, Arc<PlanMade>)>,
    states: BTreeMap<WorkoutId, Option<Arc<WorkoutStates>>>,
}

impl MemoryKey {
    fn of(stamp: DatabaseStamp, case: &Answered) -> Self {
        Self { stamp, today: case.now.date(), night: case.tonight() }
    }
}

impl Memory {
    /// The heads of all recordings.
    ///
    /// # Errors
    /// When the diary cannot be read.
    pub(super) fn heads(&self, store: &Store) -> Result<Arc<[StoredHead]>, StoreError> {
        rows_of(&self.heads, store, Store::heads)
    }

    /// All entries that can be read.
    ///
    /// # Errors
    /// When the diary cannot be read.
    pub(super) fn entries(&self, store: &Store) -> Result<Arc<[Entry]>, StoreError> {
        rows_of(&self.entries, store, Store::entries)
    }

    /// The notice of what takes no part in the answers.
    ///
    /// # Errors
    /// When the diary cannot be read.
    pub(super) fn set_aside(
        &mut self,
        store: &Store,
        now: &ZonedDateTime,
    ) -> Result<Option<String>, StoreError> {
        let stamp = (store.stamp()?, voice::spoken());
        if let Some((_, notice)) = self.set_aside.as_ref().filter(|(of, _)| *of == stamp) {
            return Ok(notice.clone());
        }
        let notice = SetAside::of(store, now)?.on_page(now);
        self.set_aside = Some((stamp, notice.clone()));
        Ok(notice)
    }

    /// The case as it stands, at this time.
    ///
    /// # Errors
    /// When the diary cannot be read.
    pub(super) fn case(&mut self, store: &mut Store, now: &ZonedDateTime) -> anyhow::Result<&Answered> {
        Ok(&newest(&mut self.read, store, now)?.1)
    }

    /// What causes the cramps, with workouts as they would have been.
    ///
    /// # Errors
    /// As [`Memory::case`].
    pub(super) fn explanation(
        &mut self,
        store: &mut Store,
        now: &ZonedDateTime,
    ) -> anyhow::Result<Arc<ExplanationDocument>> {
        let (case, answers) = self.current(store, now)?;
        if let Some(why) = &answers.why {
            return Ok(why.clone());
        }
        let why = Arc::new(explain::explain(case, &case.what_ifs(store)?, CrampsTold::Last));
        answers.why = Some(why.clone());
        // What was run for it was kept.
        self.renew(store)?;
        Ok(why)
    }

    /// The case as it was read last, if nothing was written since.
    ///
    /// # Errors
    /// When the database cannot be asked whether something was.
    pub(super) fn kept(&self, store: &Store) -> Result<Option<&Answered>, charley_store::StoreError> {
        let stamp = store.stamp()?;
        Ok(self.read.as_ref().filter(|(of, _)| *of == stamp).map(|(_, case)| case))
    }

    /// The forecast of the coming night.
    ///
    /// # Errors
    /// As [`Memory::case`].
    pub(super) fn tonight(
        &mut self,
        store: &mut Store,
        now: &ZonedDateTime,
    ) -> anyhow::Result<&ForecastDocument> {
        let (case, answers) = self.current(store, now)?;
        let made = || prevent::forecast(case, &Ahead::Night(case.tonight()));
        Ok(answers.tonight.get_or_insert_with(made))
    }

    /// Quiet nights gained in the last month.
    ///
    /// # Errors
    /// As [`Memory::case`].
    pub(super) fn month(
        &mut self,
        store: &mut Store,
        now: &ZonedDateTime,
    ) -> anyhow::Result<Option<QuietNights>> {
        let (case, answers) = self.current(store, now)?;
        Ok(answers.month.get_or_init(|| month::quiet_nights(case, DEFAULT_SEED)).clone())
    }

    /// The plan of a workout that is kept as `kept`.
    ///
    /// # Errors
    /// As [`Memory::case`].
    pub(super) fn plan(
        &mut self,
        store: &mut Store,
        (kept, outing): (&LastPlan, Outing),
        now: &ZonedDateTime,
    ) -> anyhow::Result<Arc<PlanMade>> {
        let (case, answers) = self.current(store, now)?;
        if let Some((_, planned)) = answers.plan.as_ref().filter(|(was, _)| was == kept) {
            return Ok(planned.clone());
        }
        let planned = Arc::new(PlanMade::of(case, outing, DEFAULT_SEED));
        answers.plan = Some((kept.clone(), planned.clone()));
        Ok(planned)
    }

    /// One workout minute by minute through the body model.
    ///
    /// # Errors
    /// As [`Memory::case`].
    pub(super) fn states(
        &mut self,
        store: &mut Store,
        id: &WorkoutId,
        now: &ZonedDateTime,
    ) -> anyhow::Result<Option<Arc<WorkoutStates>>> {
        let (case, answers) = self.current(store, now)?;
        if let Some(states) = answers.states.get(id) {
            return Ok(states.clone());
        }
        let states = body::states(store, case, id)?.map(Arc::new);
        if answers.states.len() >= LOOKED_AT {
            answers.states.clear();
        }
        answers.states.insert(id.clone(), states.clone());
        Ok(states)
    }

    /// Keeps what is planned: the diary itself stays as it was read.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(super) fn keep_plan(&mut self, store: &mut Store, kept: &LastPlan) -> anyhow::Result<()> {
        let before = store.stamp()?;
        store.set_plan(&kept.to_json()?)?;
        if self.read.as_ref().is_some_and(|(stamp, _)| *stamp == before) {
            self.renew(store)?;
        }
        Ok(())
    }

    /// What the last entry changed; what was learned on the way is kept in the database.
    ///
    /// # Errors
    /// As [`Memory::case`].
    pub(super) fn changed(
        &mut self,
        store: &mut Store,
        now: &ZonedDateTime,
    ) -> anyhow::Result<Option<String>> {
        let (case, _) = self.current(store, now)?;
        let behind = case.body.as_ref().is_some_and(|body| body.behind > 0);
        let changed = if behind { Changed::default() } else { changed::by_last_entry(case) };
        case.keep(store, changed.standpoint);
        self.renew(store)?;
        Ok(changed.line)
    }

    /// The case as it stands, with the answers that were made of it.
    fn current(
        &mut self,
        store: &mut Store,
        now: &ZonedDateTime,
    ) -> anyhow::Result<(&mut Answered, &mut Answers)> {
        let (stamp, case) = newest(&mut self.read, store, now)?;
        let asked = MemoryKey::of(*stamp, case);
        let kept = self.answers.take().filter(|(of, _)| *of == asked);
        let (_, answers) = self.answers.insert(kept.unwrap_or_else(|| (asked, BTreeMap::new())));
        // Answers hold words: each voice has its own.
        Ok((case, answers.entry(voice::spoken()).or_default()))
    }

    /// What was kept of an answer is no news: the reading, and the answers made of it, stay as new as they were.
    fn renew(&mut self, store: &Store) -> anyhow::Result<()> {
        let Some((stamp, _)) = &mut self.read else { return Ok(()) };
        let now = stamp.but_for_own(store.stamp()?);
        if let Some((asked, _)) = self.answers.as_mut().filter(|(asked, _)| asked.stamp == *stamp) {
            asked.stamp = now;
        }
        *stamp = now;
        Ok(())
    }
}

/// The rows, read anew where something was written since. The stamp is from before the reading.
fn rows_of<T>(
    rows: &Rows<T>,
    store: &Store,
    read: impl FnOnce(&Store) -> Result<Vec<T>, StoreError>,
) -> Result<Arc<[T]>, StoreError> {
    let stamp = store.stamp()?;
    if let Some((_, rows)) = rows.borrow().as_ref().filter(|(of, _)| *of == stamp) {
        return Ok(rows.clone());
    }
    let new: Arc<[T]> = read(store)?.into();
    *rows.borrow_mut() = Some((stamp, new.clone()));
    Ok(new)
}

/// What was read, if nothing was written since; else it is read anew. The stamp is from before the reading, so that what
/// is written meanwhile is not missed.
fn newest<'a>(
    read: &'a mut Option<(DatabaseStamp, Answered)>,
    store: &mut Store,
    now: &ZonedDateTime,
) -> anyhow::Result<&'a mut (DatabaseStamp, Answered)> {
    let stamp = store.stamp()?;
    let case = if let Some((_, kept)) = read.take().filter(|(of, _)| *of == stamp) {
        kept.at(now.clone())
    } else {
        let mut pace = Pace { most: AT_ONCE, follow: &mut |_, _| () };
        Answered::open(store, now.clone(), AskedRange::default(), &mut pace)?
    };
    Ok(read.insert((stamp, case)))
}
