//! Checksums of rows: made by SQLite itself as a row is written, so that they speak of what is stored.

use rusqlite::{
    Connection,
    functions::{Context, FunctionFlags},
    types::ValueRef,
};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// Makes the functions of this module known to a connection: `checksum(...)` of what is recorded, `crc32(...)` of what can
/// be computed again, `derived_id(...)` for rows that had none.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("checksum", -1, flags, |cells| Ok(sha256(cells).to_vec()))?;
    connection.create_scalar_function("crc32", -1, flags, |cells| {
        let mut crc = crc32fast::Hasher::new();
        canonical(cells, |bytes| crc.update(bytes));
        Ok(i64::from(crc.finalize()))
    })?;
    connection.create_scalar_function("derived_id", -1, flags, |cells| {
        let mut first = [0; 16];
        first.copy_from_slice(&sha256(cells)[..16]);
        Ok(Builder::from_custom_bytes(first).into_uuid().to_string())
    })
}

/// A fresh id that sorts by the time it was made (UUID version 7).
pub(crate) fn fresh_id(at: jiff::Timestamp) -> Uuid {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, millis / 1000, nanos))
}

fn sha256(cells: &Context<'_>) -> [u8; 32] {
    let mut hash = Sha256::new();
    canonical(cells, |bytes| hash.update(bytes));
    hash.finalize().into()
}

/// Each cell as its type, its length and its bytes: no two rows read alike.
fn canonical(cells: &Context<'_>, mut feed: impl FnMut(&[u8])) {
    for place in 0..cells.len() {
        match cells.get_raw(place) {
            ValueRef::Null => feed(b"n"),
            ValueRef::Integer(number) => {
                feed(b"i");
                feed(&number.to_be_bytes());
            }
            ValueRef::Real(number) => {
                feed(b"r");
                feed(&number.to_be_bytes());
            }
            ValueRef::Text(bytes) => {
                feed(b"t");
                feed(&(bytes.len() as u64).to_be_bytes());
                feed(bytes);
            }
            ValueRef::Blob(bytes) => {
                feed(b"b");
                feed(&(bytes.len() as u64).to_be_bytes());
                feed(bytes);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart_and_the_same_row_has_the_same_checksum() {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        let of = |cells: &str| {
            let sql = format!("SELECT checksum({cells}), crc32({cells}), derived_id({cells})");
            let read = |row: &rusqlite::Row<'_>| {
                Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
            };
            connection.query_row(&sql, [], read).unwrap()
        };
        assert_eq!(of("'a', 1, NULL"), of("'a', 1, NULL"));
        for other in
            ["'a', 1", "'a', '1', NULL", "'a', 1, ''", "'a1', NULL", "1, 'a', NULL", "x'61', 1, NULL"]
        {
            assert_ne!(of("'a', 1, NULL"), of(other), "{other}");
        }
        let id: Uuid = of("'a'").2.parse().unwrap();
        assert_eq!((id.get_version_num(), of("'a'").0.len()), (8, 32));
    }
}
