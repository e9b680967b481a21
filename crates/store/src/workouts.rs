//! Workouts: a head each, and one blob a channel.

use charley_domain::workout::{Channel, ChannelKind, Lap, Leg, Span, Workout, WorkoutHead, WorkoutId};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Added, ContentHash, Store, StoreError, channels, operations::Raw};

/// The name of the time axis among the channels.
pub(crate) const TIME_AXIS: &str = "time_ms";

/// A workout of the store without its samples.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredHead {
    /// Its head.
    pub head: WorkoutHead,
    /// The group of recordings of the same workout, where there is more than one.
    pub group: Option<String>,
    /// The longer recording that holds this one.
    pub part_of: Option<WorkoutId>,
    /// The entries of the diary that put something of it right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Uuid>,
}

/// How many samples of a channel have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelCount {
    /// The workout.
    pub workout: WorkoutId,
    /// The channel.
    pub kind: ChannelKind,
    /// Samples with a value.
    pub present: u64,
}

/// What of a workout is neither head nor samples.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WorkoutParts {
    pub(crate) laps: Vec<Lap>,
    pauses: Vec<Span>,
    legs: Vec<Leg>,
    notes: Vec<String>,
}

impl Store {
    /// All recordings as they came, without their samples, in order of their start; one whose head cannot be read is left out.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn recorded_heads(&self) -> Result<Vec<StoredHead>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT head, grouped, part_of FROM workout
                 WHERE id NOT IN (SELECT workout FROM hidden_workout) ORDER BY start_ms, id",
        )?;
        let mut rows = select.query([])?;
        let mut heads = Vec::new();
        while let Some(row) = rows.next()? {
            let Ok(head) = serde_json::from_slice(&Raw::of(row.get_ref(0)?).0) else { continue };
            let text = |place| row.get_ref(place).map(|cell| cell.as_str().ok().map(str::to_owned));
            let (group, part_of) = (text(1)?, text(2)?.map(WorkoutId));
            heads.push(StoredHead { head, group, part_of, corrections: Vec::new() });
        }
        Ok(heads)
    }

    /// A recording with all its samples, as it came; `None` when there is no such recording.
    ///
    /// # Errors
    /// [`StoreError::DamagedChannel`] when a blob cannot be read, [`StoreError::BadRow`].
    pub fn recorded(&self, id: &WorkoutId) -> Result<Option<Workout>, StoreError> {
        let row: Option<(String, String)> = self
            .connection
            .prepare_cached(
                "SELECT head, parts FROM workout
                 WHERE id = ?1 AND id NOT IN (SELECT workout FROM hidden_workout)",
            )?
            .query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((head, parts)) = row else { return Ok(None) };
        let WorkoutParts { laps, pauses, legs, notes } = parse("workout", &parts)?;
        let mut channels = Vec::new();
        for count in self.recorded_counts(id)? {
            channels.extend(self.recorded_channel(id, count.kind)?);
        }
        let time_ms = self.recorded_axis(id)?.unwrap_or_default();
        Ok(Some(Workout { head: parse("workout", &head)?, time_ms, channels, laps, pauses, legs, notes }))
    }

    /// One channel of one recording; `None` when it was not recorded.
    ///
    /// # Errors
    /// [`StoreError::DamagedChannel`] when the blob cannot be read.
    pub(crate) fn recorded_channel(
        &self,
        id: &WorkoutId,
        kind: ChannelKind,
    ) -> Result<Option<Channel>, StoreError> {
        let Some(column) = self.column(id, kind.word())? else { return Ok(None) };
        // Every value was an i32 when it was written; one that is not was never ours.
        let values = column.into_iter().map(|value| value.and_then(|v| i32::try_from(v).ok())).collect();
        Ok(Some(Channel { kind, values }))
    }

    /// The time axis of a recording, in milliseconds since its start; `None` when there is no such workout.
    ///
    /// # Errors
    /// As [`Store::recorded_channel`].
    pub(crate) fn recorded_axis(&self, id: &WorkoutId) -> Result<Option<Vec<i64>>, StoreError> {
        Ok(self.column(id, TIME_AXIS)?.map(|column| column.into_iter().flatten().collect()))
    }

    /// Bytes of all channel blobs and how many there are, the time axes among them.
    ///
    /// # Errors
    /// As [`Store::recorded_heads`].
    pub fn channel_bytes(&self) -> Result<(u64, u64), StoreError> {
        let sql = "SELECT coalesce(sum(length(body)), 0), count(*) FROM channel";
        let (bytes, blobs): (i64, i64) =
            self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((bytes.cast_unsigned(), blobs.cast_unsigned()))
    }

    /// The channels of a recording and how many values each has.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when a channel has a name of no kind.
    pub(crate) fn recorded_counts(&self, id: &WorkoutId) -> Result<Vec<ChannelCount>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT kind, present FROM channel WHERE workout = ?1 AND kind <> ?2 ORDER BY rowid",
        )?;
        let rows = select
            .query_map([&id.0, TIME_AXIS], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| {
            let (kind, present) = row?;
            let kind = kind.parse().map_err(|error| StoreError::bad_row("channel", error))?;
            Ok(ChannelCount { workout: id.clone(), kind, present: present.cast_unsigned() })
        })
        .collect()
    }

    fn column(&self, id: &WorkoutId, kind: &str) -> Result<Option<Vec<Option<i64>>>, StoreError> {
        let blob: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT body FROM channel WHERE workout = ?1 AND kind = ?2")?
            .query_row([&id.0, kind], |row| row.get(0))
            .optional()?;
        blob.map(|blob| channels::decode(&blob)).transpose().map_err(|why| StoreError::DamagedChannel {
            workout: id.clone(),
            channel: kind.to_owned(),
            why,
        })
    }
}

/// Inserts a workout of a file. A recording that is known is kept, unless the new one has more samples (the known
/// one came from a damaged copy, or was emptied): then it is replaced.
pub(crate) fn insert(
    transaction: &Transaction<'_>,
    sha256: &ContentHash,
    workout: &Workout,
) -> Result<Added, StoreError> {
    let id = &workout.head.id.0;
    let known: Option<i64> = transaction
        .prepare_cached(
            "SELECT iif(EXISTS (SELECT 1 FROM channel WHERE workout = id), samples, 0) FROM workout WHERE id = ?1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let samples = workout.time_ms.len() as i64;
    let added = match known {
        None => Added::New,
        Some(known) if known < samples => Added::Replaced,
        Some(_) => Added::Known,
    };
    if added != Added::Known {
        write(transaction, sha256, workout)?;
    }
    transaction
        .prepare_cached("INSERT INTO recording (sha256, workout) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute([&sha256.to_string(), id])?;
    Ok(added)
}

fn write(transaction: &Transaction<'_>, sha256: &ContentHash, workout: &Workout) -> Result<(), StoreError> {
    let Workout { head, laps, pauses, legs, notes, .. } = workout;
    let parts =
        WorkoutParts { laps: laps.clone(), pauses: pauses.clone(), legs: legs.clone(), notes: notes.clone() };
    transaction
        .prepare_cached(
            "INSERT INTO workout (id, sha256, start_ms, samples, head, parts, checksum)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, checksum(?1, ?2, ?3, ?4, ?5, ?6, NULL, NULL))
             ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, start_ms = excluded.start_ms,
                 samples = excluded.samples, head = excluded.head, parts = excluded.parts,
                 checksum = checksum(id, excluded.sha256, excluded.start_ms, excluded.samples, excluded.head,
                                     excluded.parts, grouped, part_of)",
        )?
        .execute(params![
            head.id.0,
            sha256.to_string(),
            head.start.instant.as_millisecond(),
            workout.time_ms.len() as i64,
            print(head)?,
            print(&parts)?,
        ])?;
    transaction.prepare_cached("DELETE FROM channel WHERE workout = ?1")?.execute([&head.id.0])?;
    let axis: Vec<Option<i64>> = workout.time_ms.iter().copied().map(Some).collect();
    write_column(transaction, &head.id, TIME_AXIS, &axis)?;
    for channel in &workout.channels {
        let column: Vec<Option<i64>> = channel.values.iter().map(|value| value.map(i64::from)).collect();
        write_column(transaction, &head.id, channel.kind.word(), &column)?;
    }
    Ok(())
}

fn write_column(
    transaction: &Transaction<'_>,
    id: &WorkoutId,
    kind: &str,
    column: &[Option<i64>],
) -> Result<(), StoreError> {
    let blob = channels::encode(column).map_err(|error| StoreError::bad_row("channel", error))?;
    let present = column.iter().flatten().count() as i64;
    transaction
        .prepare_cached("INSERT INTO channel (workout, kind, present, body) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id.0, kind, present, blob])?;
    Ok(())
}

fn print(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::bad_row("workout", error))
}

pub(crate) fn parse<T: for<'de> Deserialize<'de>>(what: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::bad_row(what, error))
}
