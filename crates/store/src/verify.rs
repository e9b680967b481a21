//! Looking at everything that is stored: the file itself, references, every blob and every original.

use charley_domain::workout::{ChannelKind, WorkoutId};

use crate::{
    ContentHash, SCHEMA_VERSION, Store, StoreError,
    backup::found,
    channels,
    operations::{self, Raw},
    shipped, workouts,
};

/// What was looked at and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries read.
    pub entries: u64,
    /// Workouts read.
    pub workouts: u64,
    /// Channel blobs read.
    pub channels: u64,
    /// Originals whose bytes were compared with their sha256.
    pub originals: u64,
    /// Entries that [`Store::repair`] can write anew from the log.
    pub repairable: u64,
    /// What is wrong, a sentence each; empty when all is well.
    pub wrong: Vec<String>,
}

/// A table that cannot be read to its end is wrong, and the others are still looked at.
fn note(table: &str, checked: Result<(), StoreError>, wrong: &mut Vec<String>) {
    if let Err(error) = checked {
        wrong.push(format!("{table} cannot be read: {}", error.fault()));
    }
}

/// A table whose rows have checksums.
struct Checked {
    table: &'static str,
    /// The column that names a row.
    name: &'static str,
    /// What the checksum is of.
    columns: &'static str,
}

/// What of each table is compared with its checksum.
const CHECKED: &[Checked] = &[
    Checked { table: "operation", name: "sequence", columns: operations::CHECKED },
    Checked { table: "person", name: "one", columns: "body" },
    Checked { table: "plan", name: "one", columns: "body" },
    Checked { table: "trial", name: "id", columns: "sequence, id, trial, kind, recorded_ms, body" },
    Checked {
        table: "file",
        name: "sha256",
        columns: "sha256, path, format, status, notes, error_code, error_message, error_offset, size, seen_ms",
    },
    Checked {
        table: "workout",
        name: "id",
        columns: "id, sha256, start_ms, samples, head, parts, grouped, part_of",
    },
    Checked { table: "air", name: "sha256", columns: "sha256, place, step, first, rows" },
];

impl Store {
    /// Reads everything that is stored and says what is wrong. `watch` is told how many of how many blobs are done.
    ///
    /// # Errors
    /// When the database cannot be read at all; damage in it is no error but a sentence in [`Verified::wrong`].
    pub fn verify(&self, watch: &mut dyn FnMut(u64, u64)) -> Result<Verified, StoreError> {
        let mut verified = Verified::default();
        let wrong = &mut verified.wrong;
        note("the file", self.check_file(wrong), wrong);
        note("the schema", self.check_schema(wrong), wrong);
        for table in CHECKED {
            note(table.table, self.check_rows(table, wrong), wrong);
        }
        let repairable = self.check_log(wrong);
        verified.repairable = *repairable.as_ref().unwrap_or(&0);
        note("entry", repairable.map(drop), wrong);
        note("the diary", self.check_readable(wrong), wrong);
        (verified.entries, verified.workouts) = (self.count("entry")?, self.count("workout")?);
        let total = self.count("channel")? + self.count("original")?;
        let channels = self.check_channels(&mut verified, &mut |done| watch(done, total));
        note("channel", channels, &mut verified.wrong);
        note("air", self.check_air(&mut verified.wrong), &mut verified.wrong);
        let originals = self.check_originals(&mut verified, &mut |done| watch(done, total));
        note("original", originals, &mut verified.wrong);
        Ok(verified)
    }

    fn check_file(&self, wrong: &mut Vec<String>) -> Result<(), StoreError> {
        let mut ask = self.connection.prepare("PRAGMA integrity_check")?;
        for line in ask.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                wrong.extend(found(&line).into_iter().map(|line| format!("the file is damaged: {line}")));
            }
        }
        let mut ask = self.connection.prepare("PRAGMA foreign_key_check")?;
        for table in ask.query_map([], |row| row.get::<_, String>(0))? {
            wrong.push(format!("a row of {} points to nothing", table?));
        }
        Ok(())
    }

    /// A bit can flip in the words that a table was made by, too.
    fn check_schema(&self, wrong: &mut Vec<String>) -> Result<(), StoreError> {
        let differences = shipped::differences(&self.connection, SCHEMA_VERSION)?.into_iter();
        wrong.extend(
            differences.map(|difference| format!("its tables are not those that Charley made: {difference}")),
        );
        Ok(())
    }

    fn check_readable(&self, wrong: &mut Vec<String>) -> Result<(), StoreError> {
        let bad = self.unreadable()?.into_iter();
        wrong.extend(bad.map(|bad| format!("{} {} cannot be read: {}", bad.what, bad.id, bad.why)));
        Ok(())
    }

    fn check_rows(&self, checked: &Checked, wrong: &mut Vec<String>) -> Result<(), StoreError> {
        let Checked { table, name, columns } = checked;
        let sql = format!("SELECT {name} FROM {table} WHERE checksum IS NOT checksum({columns})");
        let mut select = self.connection.prepare(&sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let id = Raw::of(row.get_ref(0)?).text();
            wrong.push(format!("{table} {id} is not what was written: its checksum is another"));
        }
        Ok(())
    }

    /// Compares the row of each entry with the log that it follows from; gives how many the log can set right.
    fn check_log(&self, wrong: &mut Vec<String>) -> Result<u64, StoreError> {
        let found = self.differences()?;
        wrong.extend(found.sentences().cloned());
        Ok(found.known.len() as u64)
    }

    fn check_channels(&self, verified: &mut Verified, done: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
        let mut select = self.connection.prepare(
            "SELECT channel.workout, channel.kind, channel.body, workout.samples, channel.present
             FROM channel LEFT JOIN workout ON workout.id = channel.workout",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (workout, channel) = (Raw::of(row.get_ref(0)?).text(), Raw::of(row.get_ref(1)?).text());
            let (body, samples, present): (Vec<u8>, Option<i64>, i64) =
                (row.get(2)?, row.get(3)?, row.get(4)?);
            let named = channel == workouts::TIME_AXIS || channel.parse::<ChannelKind>().is_ok();
            let wrong = match channels::decode(&body) {
                Err(why) => {
                    Some(StoreError::DamagedChannel { workout: WorkoutId(workout), channel, why }.fault())
                }
                Ok(column) if samples.is_some_and(|samples| samples != column.len() as i64) => {
                    Some(format!("channel {channel} of workout {workout} has another length"))
                }
                Ok(column) if present != column.iter().flatten().count() as i64 => {
                    Some(format!("channel {channel} of workout {workout} holds another number of values"))
                }
                Ok(_) => (!named).then(|| format!("channel {channel} of workout {workout} is of no kind")),
            };
            verified.wrong.extend(wrong);
            verified.channels += 1;
            done(verified.channels);
        }
        Ok(())
    }

    fn check_originals(&self, verified: &mut Verified, done: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
        let hashes: Vec<ContentHash> = {
            let mut select = self.connection.prepare("SELECT sha256 FROM original")?;
            let rows = select.query_map([], |row| row.get::<_, String>(0))?;
            rows.map(|row| row.map(ContentHash::stored)).collect::<Result<_, _>>()?
        };
        for sha256 in hashes {
            if let Err(error) = self.original(&sha256) {
                verified.wrong.push(error.fault());
            }
            verified.originals += 1;
            done(verified.channels + verified.originals);
        }
        Ok(())
    }

    fn count(&self, table: &str) -> Result<u64, StoreError> {
        let count: i64 =
            self.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::entries::tests::entry;

    #[test]
    fn what_is_well_is_counted_and_what_is_not_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        assert_eq!(store.verify(&mut |_, _| ()).unwrap(), Verified { entries: 1, ..Verified::default() });
        store.connection.pragma_update(None, "foreign_keys", false).unwrap();
        store
            .connection
            .execute_batch(
                "UPDATE entry SET body = '{}';
                 INSERT INTO channel (workout, kind, present, body) VALUES ('w', 'power_w', 1, x'0102')",
            )
            .unwrap();
        let wrong = store.verify(&mut |_, _| ()).unwrap().wrong.join("\n");
        for said in [
            "points to nothing",
            "is not what the log says: body",
            "cannot be read: missing field",
            "channel power_w of workout w",
        ] {
            assert!(wrong.contains(said), "{said}: {wrong}");
        }
        store.repair().unwrap();
        assert_eq!(store.entries().unwrap(), [entry(1, Record::Stretch)]);
    }

    #[test]
    fn columns_are_compared_with_what_they_were_made_of() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        for column in [
            "kind = 'none'",
            "night = '2020-01-01'",
            "occurred_ms = 7",
            "recorded_ms = 7",
            "retracted_ms = 7",
            "sequence = 9",
        ] {
            store.connection.execute(&format!("UPDATE entry SET {column}"), []).unwrap();
            let wrong = store.verify(&mut |_, _| ()).unwrap().wrong;
            let name = column.split(' ').next().unwrap();
            assert!(
                wrong.iter().any(|line| line.contains(&format!("log says: {name}"))),
                "{column}: {wrong:?}"
            );
            store.repair().unwrap();
        }
    }

    #[test]
    fn no_flipped_bit_makes_one_channel_another() {
        let words: Vec<&str> =
            ChannelKind::ALL.iter().map(|kind| kind.word()).chain([workouts::TIME_AXIS]).collect();
        for (one, other) in words.iter().flat_map(|one| words.iter().map(move |other| (one, other))) {
            let bits: u32 = one.bytes().zip(other.bytes()).map(|(a, b)| (a ^ b).count_ones()).sum();
            assert!(one == other || one.len() != other.len() || bits > 1, "{one} {other}");
        }
    }
}
