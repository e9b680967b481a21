//! The entries of a diary as they were read last: several rooms of one verb ask for them, and reading their texts is most of a
//! short verb's work.

use std::sync::Arc;

use charley_domain::entry::Entry;

use crate::{DatabaseStamp, Store, StoreError, Unreadable, operations::Raw, unreadable};

/// All standing entries, read once.
#[derive(Debug)]
pub(crate) struct DecodedEntries {
    /// Those that can be read, in the order of the moments they speak of.
    pub(crate) entries: Vec<Entry>,
    /// The others, in the order of writing.
    pub(crate) unreadable: Vec<Unreadable>,
}

/// What was read last, and of which state of the database.
pub(crate) type LastDecoded = Option<(DatabaseStamp, Arc<DecodedEntries>)>;

impl Store {
    /// The entries as the database has them now: read again only where something was written since, here or elsewhere.
    pub(crate) fn decoded(&self) -> Result<Arc<DecodedEntries>, StoreError> {
        // Before they are read: what is written meanwhile is seen the next time.
        let stamp = self.stamp()?;
        if let Some((of, decoded)) = &*self.last_decoded.borrow()
            && *of == stamp
        {
            return Ok(Arc::clone(decoded));
        }
        let decoded = Arc::new(self.decode()?);
        // Within a transaction they may be taken back without a trace.
        if self.connection.is_autocommit() {
            *self.last_decoded.borrow_mut() = Some((stamp, Arc::clone(&decoded)));
        }
        Ok(decoded)
    }

    fn decode(&self) -> Result<DecodedEntries, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT body, id, sequence FROM entry WHERE retracted_ms IS NULL ORDER BY occurred_ms, sequence",
        )?;
        let mut rows = select.query([])?;
        let (mut entries, mut set_aside) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let body = Raw::of(row.get_ref(0)?);
            match unreadable::entry(&body) {
                Ok(entry) => entries.push(entry),
                Err(why) => {
                    let id = Raw::of(row.get_ref(1)?).text();
                    let bad = Unreadable { what: "entry", id, why, body: body.text() };
                    set_aside.push((row.get::<_, Option<i64>>(2)?, bad));
                }
            }
        }
        set_aside.sort_by_key(|(sequence, _)| *sequence);
        Ok(DecodedEntries { entries, unreadable: set_aside.into_iter().map(|(_, bad)| bad).collect() })
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use crate::{Store, entries::tests::entry};

    #[test]
    fn what_was_written_since_is_read_here_and_by_a_neighbour() {
        let dir = tempfile::tempdir().unwrap();
        let mut here = Store::open_or_create(dir.path()).unwrap();
        let mut neighbour = Store::open(dir.path()).unwrap();
        for number in 1..=4 {
            let (writer, reader) =
                if number % 2 == 0 { (&mut here, &mut neighbour) } else { (&mut neighbour, &mut here) };
            writer.record(&entry(number, Record::Stretch)).unwrap();
            for store in [writer, reader] {
                assert_eq!(store.entries().unwrap().len() as u128, number);
                assert_eq!(store.unreadable().unwrap(), []);
            }
        }
        here.damage_for_test(entry(2, Record::Stretch).id, "stretch", "spasm").unwrap();
        for store in [&here, &neighbour] {
            assert_eq!((store.entries().unwrap().len(), store.unreadable().unwrap().len()), (3, 1));
        }
    }

    #[test]
    fn what_is_read_in_a_transaction_that_is_given_up_is_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        store.connection.execute_batch("BEGIN; DELETE FROM entry;").unwrap();
        assert_eq!(store.entries().unwrap(), []);
        store.connection.execute_batch("ROLLBACK").unwrap();
        assert_eq!(store.entries().unwrap().len(), 1);
    }
}
