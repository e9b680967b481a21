//! Workouts as they are once what a person put right is applied. Recordings stay as they came: all of this follows from them and
//! from the log, so that taking a correction back is enough.

mod views;

use std::{collections::BTreeSet, sync::Arc};

use charley_domain::{
    correction::Correction,
    entry::Record,
    workout::{Channel, ChannelKind, ClockBasis, Lap, Span, Workout, WorkoutHead, WorkoutId},
};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use self::views::{View, Views};
use crate::{
    ChannelCount, ChannelsHeld, DatabaseStamp, Store, StoreError, StoredHead, operations::Raw, unreadable,
};

/// Why a workout takes no part in anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Away {
    /// The person deleted it.
    Deleted,
    /// Somebody else did it.
    NotMine,
}

/// A workout as it is now, also one that was taken out.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeHead {
    /// Its head, and what was put right of it.
    pub stored: StoredHead,
    /// Why it takes no part, where it does not.
    pub away: Option<Away>,
}

/// What was put right, as it was worked out last.
pub(crate) type KeptViews = Option<(DatabaseStamp, Arc<PutRight>)>;

/// Everything that was put right.
#[derive(Debug, Default)]
pub(crate) struct PutRight {
    views: Views,
    heads: Vec<WholeHead>,
}

impl Store {
    /// All workouts without their samples, in order of their start; what was taken out, and one whose head cannot be read, is
    /// left out.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn heads(&self) -> Result<Vec<StoredHead>, StoreError> {
        let whole = self.all_heads()?;
        Ok(whole.into_iter().filter(|one| one.away.is_none()).map(|one| one.stored).collect())
    }

    /// The same with what was taken out.
    ///
    /// # Errors
    /// As [`Store::heads`].
    pub fn all_heads(&self) -> Result<Vec<WholeHead>, StoreError> {
        let rows = self.recorded_heads()?;
        let put_right = self.put_right(&rows)?;
        let untouched = rows.into_iter().filter(|row| !put_right.views.touch(&row.head.id)).map(|row| {
            let part_of = row.part_of.filter(|whole| put_right.views.holds(whole));
            WholeHead { stored: StoredHead { part_of, ..row }, away: None }
        });
        let mut heads: Vec<WholeHead> = untouched.chain(put_right.heads.iter().cloned()).collect();
        if !put_right.heads.is_empty() {
            let order = |one: &WholeHead| {
                (one.stored.head.start.instant.as_millisecond(), one.stored.head.id.0.clone())
            };
            heads.sort_by_cached_key(order);
        }
        Ok(heads)
    }

    /// A workout with all its samples; `None` when there is none, or it was taken out.
    ///
    /// # Errors
    /// [`StoreError::DamagedChannel`] when a blob cannot be read, [`StoreError::BadRow`].
    pub fn workout(&self, id: &WorkoutId) -> Result<Option<Workout>, StoreError> {
        match self.seen(id)? {
            Seen::AsRecorded => self.recorded(id),
            Seen::PutRight(put_right) => {
                let view = put_right.views.get(id).filter(|view| view.away.is_none());
                view.map_or(Ok(None), |view| self.build(view))
            }
        }
    }

    /// One channel of one workout; `None` when it was not recorded.
    ///
    /// # Errors
    /// As [`Store::workout`].
    pub fn channel(&self, id: &WorkoutId, kind: ChannelKind) -> Result<Option<Channel>, StoreError> {
        if matches!(self.seen(id)?, Seen::AsRecorded) {
            return self.recorded_channel(id, kind);
        }
        Ok(self.workout(id)?.and_then(|workout| workout.channel(kind).cloned()))
    }

    /// The time axis of a workout, in milliseconds since its start; `None` when there is no such workout.
    ///
    /// # Errors
    /// As [`Store::workout`].
    pub fn time_axis(&self, id: &WorkoutId) -> Result<Option<Vec<i64>>, StoreError> {
        if matches!(self.seen(id)?, Seen::AsRecorded) {
            return self.recorded_axis(id);
        }
        Ok(self.workout(id)?.map(|workout| workout.time_ms))
    }

    /// The channels of a workout and how many values each has.
    ///
    /// # Errors
    /// As [`Store::workout`].
    pub fn channel_counts(&self, id: &WorkoutId) -> Result<Vec<ChannelCount>, StoreError> {
        if matches!(self.seen(id)?, Seen::AsRecorded) {
            return self.recorded_counts(id);
        }
        let count = |channel: &Channel| ChannelCount {
            workout: id.clone(),
            kind: channel.kind,
            present: channel.count() as u64,
        };
        Ok(self.workout(id)?.map_or_else(Vec::new, |workout| workout.channels.iter().map(count).collect()))
    }

    /// Heads and laps of the workouts that started at or after a moment, in order of their start; what cannot be read is left
    /// out.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn laps_since(&self, since: Timestamp) -> Result<Vec<(WorkoutHead, Vec<Lap>)>, StoreError> {
        let put_right = self.put_right_now()?;
        let mut laps = self.recorded_laps_since(since)?;
        laps.retain(|(head, _)| !put_right.views.touch(&head.id));
        for one in put_right.heads.iter().filter(|one| one.away.is_none()) {
            let head = &one.stored.head;
            if head.start.instant >= since
                && let Ok(Some(workout)) = self.workout(&head.id)
            {
                laps.push((workout.head, workout.laps));
            }
        }
        laps.sort_by(|(a, _), (b, _)| (a.start.instant, &a.id).cmp(&(b.start.instant, &b.id)));
        Ok(laps)
    }

    /// Corrects what the channels hold of workouts that are a part of a recording, or several of them.
    pub(crate) fn hold_what_was_put_right(&self, held: &mut ChannelsHeld) -> Result<(), StoreError> {
        let put_right = self.put_right_now()?;
        for view in put_right.views.all().iter().filter(|view| view.away.is_none() && !view.is_whole()) {
            let counts = self.channel_counts(&view.id)?.into_iter();
            held.insert(view.id.clone(), counts.map(|count| (count.kind, count.present)).collect());
        }
        Ok(())
    }

    /// What was put right and stands, in the order of saying, with the entry that says it.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn corrections(&self) -> Result<Vec<(Uuid, Correction)>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT body FROM entry WHERE kind = 'correction' AND retracted_ms IS NULL ORDER BY sequence",
        )?;
        let mut rows = select.query([])?;
        let mut corrections = Vec::new();
        while let Some(row) = rows.next()? {
            if let Ok(entry) = unreadable::entry(&Raw::of(row.get_ref(0)?))
                && let Record::Correction(correction) = entry.record
            {
                corrections.push((entry.id, correction));
            }
        }
        Ok(corrections)
    }

    fn seen(&self, id: &WorkoutId) -> Result<Seen, StoreError> {
        let put_right = self.put_right_now()?;
        Ok(if put_right.views.touch(id) { Seen::PutRight(put_right) } else { Seen::AsRecorded })
    }

    fn put_right_now(&self) -> Result<Arc<PutRight>, StoreError> {
        if let Some((stamp, kept)) = &*self.put_right.borrow()
            && *stamp == self.stamp()?
        {
            return Ok(kept.clone());
        }
        if self.corrections()?.is_empty() {
            return self.keep(PutRight::default());
        }
        self.put_right(&self.recorded_heads()?)
    }

    /// Works out what was put right of these recordings, unless that is known.
    fn put_right(&self, rows: &[StoredHead]) -> Result<Arc<PutRight>, StoreError> {
        if let Some((stamp, kept)) = &*self.put_right.borrow()
            && *stamp == self.stamp()?
        {
            return Ok(kept.clone());
        }
        let corrections = self.corrections()?;
        if corrections.is_empty() {
            return self.keep(PutRight::default());
        }
        let views = Views::of(rows, &corrections);
        let mut heads = Vec::new();
        for view in views.all() {
            let row = rows.iter().find(|row| row.head.id == view.recording);
            let Some(row) = row else { continue };
            let head = if view.is_whole() {
                view.head(row.head.clone())
            } else {
                // What cannot be read any more is shown as far as it is known.
                self.build(view).ok().flatten().map_or_else(|| view.head(row.head.clone()), |one| one.head)
            };
            let (group, part_of) = (view.group.clone(), view.part_of.clone());
            let stored = StoredHead { head, group, part_of, corrections: view.corrections.clone() };
            heads.push(WholeHead { stored, away: view.away });
        }
        self.keep(PutRight { views, heads })
    }

    fn keep(&self, put_right: PutRight) -> Result<Arc<PutRight>, StoreError> {
        let put_right = Arc::new(put_right);
        *self.put_right.borrow_mut() = Some((self.stamp()?, put_right.clone()));
        Ok(put_right)
    }

    /// A workout as it is seen, from its recording.
    fn build(&self, view: &View) -> Result<Option<Workout>, StoreError> {
        let Some(mut workout) = self.recorded(&view.recording)? else { return Ok(None) };
        if let Some(span) = view.span(workout.head.elapsed_s) {
            workout = workout.cut(span);
        }
        workout.head = view.head(workout.head);
        if let Some(later) = &view.joined
            && let Some(later) = self.build(later)?
        {
            let (id, sport) = (workout.head.id.clone(), workout.head.sport);
            workout = workout.joined(&later);
            (workout.head.id, workout.head.sport) = (id, sport);
        }
        Ok(Some(workout))
    }
}

/// How a workout is to be read.
enum Seen {
    AsRecorded,
    PutRight(Arc<PutRight>),
}

impl View {
    /// The head of it, from that of the recording or of its part.
    fn head(&self, mut head: WorkoutHead) -> WorkoutHead {
        head.id = self.id.clone();
        if let Some(sport) = self.sport {
            head.sport = sport;
        }
        if let Some(start) = &self.start {
            (head.start, head.clock) = (start.clone(), ClockBasis::Said);
        }
        if let Some(length_s) = self.length_s {
            head.elapsed_s = f64::from(length_s);
            // Longer than what was recorded: the person knows better.
            if head.recorded_s() < head.elapsed_s {
                head.facts.recorded = vec![Span { from_ms: 0, to_ms: i64::from(length_s) * 1000 }];
            }
            head.timer_s = head.timer_s.map(|timer_s| timer_s.min(head.elapsed_s));
        }
        head
    }

    /// What of the recording it is, where it is not all of it.
    fn span(&self, elapsed_s: f64) -> Option<Span> {
        let shorter = self.length_s.filter(|length_s| f64::from(*length_s) < elapsed_s);
        let shortened_ms = shorter.map(|length_s| self.from_ms + i64::from(length_s) * 1000);
        let to_ms = [self.to_ms, shortened_ms].into_iter().flatten().min();
        (self.from_ms > 0 || to_ms.is_some())
            .then_some(Span { from_ms: self.from_ms, to_ms: to_ms.unwrap_or(i64::MAX) })
    }

    /// Whether its head can be told without its samples.
    const fn is_whole(&self) -> bool {
        self.from_ms == 0 && self.to_ms.is_none() && self.length_s.is_none() && self.joined.is_none()
    }
}

/// The recording that a workout is, or is a part of: a part is named by it and by the second at which it begins.
pub(crate) fn recording_of(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}

impl Store {
    /// The recordings whose samples and files go when what was taken out is emptied.
    pub(crate) fn away_recordings(&self) -> Result<BTreeSet<WorkoutId>, StoreError> {
        let all = self.all_heads()?;
        let base = |one: &WholeHead| recording_of(&one.stored.head.id.0).to_owned();
        // A recording of which a part takes part stays.
        let stay: BTreeSet<String> = all.iter().filter(|one| one.away.is_none()).map(base).collect();
        let joined = self.put_right_now()?.views.joined();
        let gone = all.iter().filter(|one| one.away.is_some()).map(base);
        Ok(gone.filter(|id| !stay.contains(id) && !joined.contains(id)).map(WorkoutId).collect())
    }
}

#[cfg(test)]
mod tests;
