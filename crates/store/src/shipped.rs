//! Whether a database that comes from elsewhere has the tables that Charley makes, and nothing that acts by itself: a trigger
//! could empty the diary with the next entry.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::{StoreError, schema};

/// What differs from an empty database of that schema, a sentence each.
pub(crate) fn differences(connection: &Connection, schema: i64) -> Result<Vec<String>, StoreError> {
    let (shipped, mut found) = (objects(&schema::shipped(schema)?)?, objects(connection)?);
    let mut differences = Vec::new();
    for ((kind, name), sql) in shipped {
        match found.remove(&(kind.clone(), name.clone())) {
            None => differences.push(format!("the {kind} {name} is missing")),
            Some(other) if other != sql => differences.push(format!("the {kind} {name} is another one")),
            Some(_) => (),
        }
    }
    differences.extend(found.into_keys().map(|(kind, name)| format!("the {kind} {name} is foreign")));
    Ok(differences)
}

/// The statement by which everything in a database was made, by its kind and name; but for spaces, which mean nothing.
fn objects(connection: &Connection) -> Result<BTreeMap<(String, String), String>, StoreError> {
    let mut select = connection.prepare(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema
         WHERE name NOT GLOB 'sqlite_*' OR type NOT IN ('table', 'index')",
    )?;
    let rows = select.query_map([], |row| {
        let sql: String = row.get(2)?;
        Ok(((row.get(0)?, row.get(1)?), sql.split_whitespace().collect::<Vec<_>>().join(" ")))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use crate::{
        DATABASE_FILE, OddTimes, RestoreTerms, SCHEMA_VERSION, Store, backup::check_backup, restore,
        schema::shipped,
    };

    /// A copy of a released schema, on which something was done.
    fn copy(dir: &Path, schema: i64, tampered: &str) -> std::path::PathBuf {
        let path = dir.join("copy.db");
        drop(fs::remove_file(&path));
        let made = shipped(schema).unwrap();
        made.execute_batch(tampered).unwrap();
        made.execute("VACUUM INTO ?1", [path.display().to_string()]).unwrap();
        path
    }

    #[test]
    fn every_released_schema_is_restored_as_it_was_made() {
        let dir = tempfile::tempdir().unwrap();
        for schema in 1..=SCHEMA_VERSION {
            assert_eq!(check_backup(&copy(dir.path(), schema, "ANALYZE")).unwrap().schema, schema);
        }
    }

    #[test]
    fn what_was_tampered_with_is_refused_and_nothing_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("data");
        drop(Store::open_or_create(&home).unwrap());
        let before = fs::read(home.join(DATABASE_FILE)).unwrap();
        let now = "2026-11-23T08:00[UTC]".parse().unwrap();
        for (tampered, said) in [
            (
                "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
                "the trigger t is foreign",
            ),
            ("CREATE VIEW v AS SELECT 1", "the view v is foreign"),
            ("CREATE TABLE t (a)", "the table t is foreign"),
            ("CREATE INDEX i ON entry (kind, night, id)", "the index i is foreign"),
            ("DROP TABLE person", "the table person is missing"),
            ("DROP TABLE device", "the table device is missing"),
            (
                "ALTER TABLE entry RENAME TO hidden; CREATE VIEW entry AS SELECT * FROM hidden",
                "the table entry is missing",
            ),
            ("ALTER TABLE person ADD COLUMN more TEXT", "the table person is another one"),
        ] {
            let error = check_backup(&copy(dir.path(), 4, tampered)).unwrap_err().to_string();
            assert!(error.contains(said), "{tampered}: {error}");
            let refused = restore(
                &dir.path().join("copy.db"),
                &home,
                RestoreTerms { now: &now, odd: OddTimes::Refuse },
            );
            assert!(refused.is_err(), "{tampered}");
        }
        for version in [0, -5, 2, SCHEMA_VERSION + 1] {
            let path = copy(dir.path(), 4, &format!("PRAGMA user_version = {version}"));
            assert!(check_backup(&path).is_err(), "{version}");
        }
        assert_eq!(fs::read(home.join(DATABASE_FILE)).unwrap(), before);
    }
}
