//! Deleting imports: their workouts are hidden, what they told of nights and days is taken back, in one transaction. Nothing is
//! removed, so that all of it can come again.

use std::collections::{BTreeMap, BTreeSet};

use charley_domain::workout::WorkoutId;
use jiff::Timestamp;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::{
    ContentHash, Store, StoreError,
    amend::{self, By},
    corrected::recording_of,
    cycle, told,
};

/// What a deletion takes out, or what comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deletion {
    /// Recordings of workouts.
    pub workouts: usize,
    /// Entries of the diary.
    pub entries: usize,
}

impl Store {
    /// Deletes files of the journal: workouts and observations that no other file holds take no part in anything any more.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was deleted.
    pub fn delete_files(&mut self, files: &[ContentHash], now: Timestamp) -> Result<Deletion, StoreError> {
        let by = By { device: self.acting, now };
        let told_by = self.told_by_files()?;
        let transaction = self.write()?;
        for file in files {
            transaction
                .prepare_cached(
                    "INSERT INTO deleted_file (sha256, at_ms, last) VALUES (?1, ?2, 0) ON CONFLICT DO NOTHING",
                )?
                .execute(params![file.to_string(), now.as_millisecond()])?;
        }
        let workouts = transaction.execute(
            "INSERT INTO hidden_workout (workout, device, at_ms)
             SELECT workout, NULL, ?1 FROM recording
             LEFT JOIN deleted_file ON deleted_file.sha256 = recording.sha256
             GROUP BY workout HAVING count(*) = count(deleted_file.sha256) ON CONFLICT DO NOTHING",
            [now.as_millisecond()],
        )?;
        let deleted = deleted(&transaction)?;
        let (mut goes, mut stays) = (BTreeSet::<Uuid>::new(), BTreeSet::<Uuid>::new());
        for (file, ids) in &told_by {
            if deleted.contains_key(file) { goes.extend(ids) } else { stays.extend(ids) }
        }
        let mut entries = 0;
        for id in goes.difference(&stays) {
            let id = id.to_string();
            if amend::stands(&transaction, &id)? {
                told::delete(&transaction, &id, by)?;
                entries += 1;
            }
        }
        transaction.execute(
            "UPDATE deleted_file SET last = (SELECT coalesce(max(sequence), 0) FROM operation) WHERE at_ms = ?1",
            [now.as_millisecond()],
        )?;
        transaction.commit()?;
        Ok(Deletion { workouts, entries })
    }

    /// Brings back files that were deleted; what the person took back one by one stays taken back.
    ///
    /// # Errors
    /// As [`Store::delete_files`].
    pub fn restore_files(&mut self, files: &[ContentHash], now: Timestamp) -> Result<Deletion, StoreError> {
        let by = By { device: self.acting, now };
        let told_by = self.told_by_files()?;
        let keeps_cycle = self.person()?.keeps_cycle();
        let transaction = self.write()?;
        let mut back = Deletion::default();
        let gone = told::deleted_with_imports(&transaction)?;
        let mut ids: BTreeSet<&Uuid> = BTreeSet::new();
        for file in files {
            transaction.execute("DELETE FROM deleted_file WHERE sha256 = ?1", [file.to_string()])?;
            back.workouts += transaction.execute(
                "DELETE FROM hidden_workout WHERE device IS NULL
                 AND workout IN (SELECT workout FROM recording WHERE sha256 = ?1)",
                [file.to_string()],
            )?;
            ids.extend(told_by.get(file).into_iter().flatten());
        }
        for id in ids.iter().map(ToString::to_string).filter(|id| gone.contains(id)) {
            amend::restore(&transaction, &id, None, by)?;
            back.entries += 1;
        }
        if !keeps_cycle {
            back.entries -= cycle::go(&transaction, by)?;
        }
        transaction.commit()?;
        Ok(back)
    }

    /// The files that are deleted, with the time at which that was done.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn deleted_files(&self) -> Result<BTreeMap<ContentHash, Timestamp>, StoreError> {
        deleted(&self.connection)
    }

    /// The files of a deletion after which nothing was written in the diary; none where something was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn deleted_last(&self) -> Result<Vec<ContentHash>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT sha256 FROM deleted_file WHERE at_ms = (SELECT max(at_ms) FROM deleted_file)
             AND last = (SELECT coalesce(max(sequence), 0) FROM operation) ORDER BY sha256",
        )?;
        let files = select.query_map([], |row| Ok(ContentHash::stored(row.get(0)?)))?;
        Ok(files.collect::<Result<_, _>>()?)
    }

    /// Files of which a recording that takes part has lost its samples, because it was emptied while it was taken out: they may
    /// be read anew.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn emptied_files(&self) -> Result<BTreeSet<ContentHash>, StoreError> {
        let away = self.away_recordings()?;
        let mut select = self.connection.prepare_cached(
            "SELECT recording.sha256, workout.id FROM recording JOIN workout ON workout.id = recording.workout
             WHERE workout.samples > 0 AND NOT EXISTS (SELECT 1 FROM channel WHERE channel.workout = workout.id)",
        )?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let mut files = BTreeSet::new();
        for row in rows {
            let (sha256, workout) = row?;
            if !away.iter().any(|one| one.0 == workout) {
                files.insert(ContentHash::stored(sha256));
            }
        }
        Ok(files)
    }

    /// Whether the samples of a recording were emptied.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_emptied(&self, id: &WorkoutId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM workout WHERE id = ?1 AND samples > 0
                       AND NOT EXISTS (SELECT 1 FROM channel WHERE channel.workout = workout.id))";
        let recording = recording_of(&id.0);
        Ok(self.connection.prepare_cached(sql)?.query_row([recording], |row| row.get(0))?)
    }
}

fn deleted(connection: &Connection) -> Result<BTreeMap<ContentHash, Timestamp>, StoreError> {
    let mut select = connection.prepare_cached("SELECT sha256, at_ms FROM deleted_file")?;
    let rows = select.query_map([], |row| Ok((ContentHash::stored(row.get(0)?), row.get::<_, i64>(1)?)))?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let at = |ms| Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    Ok(rows.into_iter().map(|(file, ms)| (file, at(ms))).collect())
}
