//! The schema: every one that was ever released, in order, and how an older database is brought up to date.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::{StoreError, checksum, patience::patiently};

/// A row is only ever added.
const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001_first.sql")),
    M::up(include_str!("migrations/0002_devices.sql")),
    M::up(include_str!("migrations/0003_trial.sql")),
    M::up(include_str!("migrations/0004_plan.sql")),
    M::up(concat!(
        include_str!("migrations/0005_operations.sql"),
        include_str!("migrations/log_of_entries.sql"),
        include_str!("migrations/0005_checksums.sql"),
        include_str!("migrations/seal.sql")
    )),
    M::up(include_str!("migrations/0006_access.sql")),
    M::up(include_str!("migrations/0007_trial_lines_stay.sql")),
    M::up(include_str!("migrations/0008_twinges.sql")),
    M::up(include_str!("migrations/0009_names.sql")),
    M::up(include_str!("migrations/0010_observations.sql")),
    M::up(include_str!("migrations/0011_corrections.sql")),
    M::up(include_str!("migrations/0012_told_by_files.sql")),
    M::up(include_str!("migrations/0013_air.sql")),
    M::up(include_str!("migrations/0014_menstruation.sql")),
];

/// Makes the log of a table `old_entry`, which goes away.
pub(crate) const LOG_OF_ENTRIES: &str = include_str!("migrations/log_of_entries.sql");

/// The schema this version writes.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// What stands in place of a schema's number once a wipe has begun to take effect.
pub(crate) const WIPED: i64 = -1;

/// Refuses what this version cannot read: a newer schema, and what a wipe has left.
pub(crate) fn refuse_unknown(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let found = user_version(connection)?;
    if found == WIPED {
        return Err(StoreError::HalfWiped { path: path.to_owned() });
    }
    if found > SCHEMA_VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
    }
    Ok(())
}

pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    patiently(|| {
        let Err(error) = Migrations::from_slice(MIGRATIONS).to_latest(connection) else { return Ok(()) };
        if user_version(connection)? == SCHEMA_VERSION { Ok(()) } else { Err(error.into()) }
    })
}

/// An empty database of a schema that was released.
pub(crate) fn shipped(schema: i64) -> Result<Connection, StoreError> {
    let mut connection = Connection::open_in_memory()?;
    checksum::register(&connection)?;
    let version = usize::try_from(schema).unwrap_or(0);
    Migrations::from_slice(MIGRATIONS).to_version(&mut connection, version)?;
    Ok(connection)
}

pub(crate) fn user_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;

    /// The kinds of entries that came with each schema. An older Charley refuses a newer schema as a whole and so never meets a
    /// kind that it cannot read.
    const KINDS: &[(i64, &[&str])] = &[
        (
            1,
            &[
                "cramp",
                "none",
                "unsure",
                "drink",
                "food",
                "weight",
                "alcohol",
                "caffeine",
                "sitting",
                "sleep",
                "stretch",
                "foam_roll",
                "warm_up",
                "medicine",
                "weather",
                "workout",
                "triage",
                "pause",
            ],
        ),
        // It came between schemas 2 and 3, which is how one row came to stop a whole diary.
        (3, &["not_a_cramp"]),
        (8, &["twinge"]),
        (10, &["observed"]),
        (11, &["correction", "no_stretch"]),
    ];

    #[test]
    fn a_new_kind_of_entry_raises_the_schema() {
        // Only serde knows all variants, and names them when it meets none of them.
        let refused = serde_json::from_str::<Record>(r#"{"kind":"?"}"#).unwrap_err().to_string();
        let mut known: Vec<&str> = refused.split('`').skip(3).step_by(2).collect();
        let mut listed: Vec<&str> = KINDS.iter().flat_map(|(_, kinds)| *kinds).copied().collect();
        known.sort_unstable();
        listed.sort_unstable();
        assert_eq!(
            known, listed,
            "a new kind: add a migration, which raises the schema, and a row with its number"
        );
        assert!(KINDS.iter().all(|(schema, _)| (1..=SCHEMA_VERSION).contains(schema)));
    }

    #[test]
    fn the_migrations_are_valid_from_every_schema_on() {
        for schema in 0..MIGRATIONS.len() {
            let mut connection = Connection::open_in_memory().unwrap();
            crate::checksum::register(&connection).unwrap();
            Migrations::from_slice(MIGRATIONS).to_version(&mut connection, schema).unwrap();
            migrate(&mut connection).unwrap();
            assert_eq!(user_version(&connection).unwrap(), SCHEMA_VERSION);
        }
    }
}
