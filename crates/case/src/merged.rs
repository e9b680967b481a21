//! The workouts of a person, each as its recordings have it together: made here, and read by answers and pages alike.
//!
//! Copies of one recording are one workout, and so is a part with its whole where it is at least half as long: two devices that
//! were started apart. Of a shorter part and its whole one is followed: the whole where it tells how hard it was, as a ride
//! does of which a climb was recorded once more; the parts where the whole is a log of no sport, as of a day. A whole of a known
//! sport that tells nothing borrows the channels of its parts.

mod outings;
mod parts;

use std::collections::BTreeMap;

use charley_domain::{
    entry::{Entry, EntrySource, Record, Weather, WeatherFor},
    workout::{ClockBasis, Sport, Workout, WorkoutHead, WorkoutId},
};
use charley_import::group::merged;
use charley_store::{ChannelsHeld, Store, StoreError, StoredHead};
use jiff::Timestamp;
use serde::Serialize;

/// One workout, as its recordings have it together.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// Its head: the id is that of the richest recording, [`WorkoutHead::elapsed_s`] the recorded length.
    pub head: WorkoutHead,
    /// Its recordings, the richest first.
    pub recordings: Vec<WorkoutId>,
    /// Recordings of parts that lend their channels.
    lent: Vec<WorkoutId>,
    /// Whether some of its recordings hold a heart rate and others none: then the heart tells how hard it was, and a speed that
    /// may be the other device's sets no threshold.
    pub(crate) heart_of_some: bool,
    /// When the last of its recordings began.
    pub last_begun: Timestamp,
    /// When the first of its recordings ended.
    pub first_ended: Timestamp,
    /// The workout that is followed in its place: the longer one that holds it, or what was done while it logged.
    pub instead: Option<WorkoutId>,
}

impl Merged {
    /// It with its samples; `None` where they are not there.
    ///
    /// # Errors
    /// When the database cannot be read, or a channel is damaged.
    pub fn workout(&self, store: &Store) -> Result<Option<Workout>, StoreError> {
        let ids = self.recordings.iter().chain(&self.lent);
        let recordings = ids.filter_map(|id| store.workout(id).transpose()).collect::<Result<Vec<_>, _>>()?;
        Ok(merged(self.head.clone(), recordings))
    }

    /// Everything that comes of its recordings.
    pub(crate) fn made_of(&self) -> MadeOf<'_> {
        let Self { head, recordings, lent, .. } = self;
        MadeOf { recordings, lent, sport: head.sport, start: head.start.instant, elapsed_s: head.elapsed_s }
    }
}

/// What a workout is made of: its recordings, which name their samples, and what was corrected of them.
#[derive(Debug, Serialize)]
pub(crate) struct MadeOf<'a> {
    recordings: &'a [WorkoutId],
    lent: &'a [WorkoutId],
    sport: Sport,
    start: Timestamp,
    elapsed_s: f64,
}

/// All workouts of a person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MergedWorkouts {
    /// By when they began.
    all: Vec<Merged>,
    /// The place of each recording's workout.
    places: BTreeMap<WorkoutId, usize>,
}

impl MergedWorkouts {
    /// Those of a diary, whose heads were read already.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn read(store: &Store, heads: &[StoredHead]) -> Result<Self, StoreError> {
        let alone = heads.iter().all(|stored| stored.group.is_none() && stored.part_of.is_none());
        let held = if alone { ChannelsHeld::new() } else { store.held_by_groups()? };
        Ok(Self::of(heads, &held))
    }

    /// Those of some heads, with what the channels of those hold that are grouped.
    pub fn of(heads: &[StoredHead], held: &ChannelsHeld) -> Self {
        let mut all: Vec<Merged> = outings::outings(heads)
            .into_iter()
            .filter_map(|members| outings::together(members, held))
            .collect();
        all.sort_by(|a, b| (a.head.start.instant, &a.head.id).cmp(&(b.head.start.instant, &b.head.id)));
        let mut places = BTreeMap::new();
        for (place, one) in all.iter().enumerate() {
            places.extend(one.recordings.iter().map(|id| (id.clone(), place)));
        }
        let mut merged = Self { all, places };
        parts::choose(&mut merged, heads, held);
        merged
    }

    /// All of them, oldest first, also those in whose place another one is followed.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Merged> {
        self.all.iter()
    }

    /// Those that the answers follow: whose date is known, and in whose place no other one stands.
    pub(crate) fn followed(&self) -> impl Iterator<Item = &Merged> {
        self.all.iter().filter(|one| one.instead.is_none() && one.head.clock != ClockBasis::NeverSet)
    }

    /// The workout that a recording belongs to, as it is listed.
    pub fn of_recording(&self, id: &WorkoutId) -> Option<&Merged> {
        self.places.get(id).and_then(|place| self.all.get(*place))
    }

    /// The workout that is followed for a recording.
    pub fn followed_for(&self, id: &WorkoutId) -> Option<&Merged> {
        let mut one = self.of_recording(id)?;
        // No workout stands in a row of more of them than there are.
        for _ in 0..self.all.len() {
            let Some(next) = one.instead.as_ref().and_then(|id| self.of_recording(id)) else { break };
            one = next;
        }
        Some(one)
    }

    /// Hangs what was said of a recording on the workout that is followed. Of several weathers of one workout that of the person
    /// counts before that of a program, and then the newest: all of them say what that one does.
    pub(crate) fn hang(&self, entries: &mut [Entry]) {
        let mut said: BTreeMap<WorkoutId, (bool, Timestamp, Weather)> = BTreeMap::new();
        for entry in entries.iter_mut() {
            match &mut entry.record {
                Record::NotACramp { workout: id } => self.hang_on(id),
                Record::Weather(weather) => {
                    let WeatherFor::Workout(id) = &mut weather.window else { continue };
                    self.hang_on(id);
                    let own = entry.source != EntrySource::Import;
                    let heard = said.get(id).map(|(own, at, _)| (*own, *at));
                    if heard.is_none_or(|heard| heard <= (own, entry.recorded_at)) {
                        said.insert(id.clone(), (own, entry.recorded_at, weather.clone()));
                    }
                }
                _ => {}
            }
        }
        for entry in entries {
            if let Record::Weather(weather) = &mut entry.record
                && let WeatherFor::Workout(id) = &weather.window
                && let Some((.., heard)) = said.get(id)
            {
                weather.clone_from(heard);
            }
        }
    }

    fn hang_on(&self, id: &mut WorkoutId) {
        if let Some(followed) = self.followed_for(id) {
            id.clone_from(&followed.head.id);
        }
    }
}
