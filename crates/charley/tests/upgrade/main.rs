//! What Charley 0.1.0 left: diaries of its four schemas, a backup and an export, made by its own binary
//! (`scripts/old-diaries.sh`). They open, every entry is there, and answers differ only where CHANGELOG says why.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod answers;
mod left_by;

use std::fs;

use left_by::{Old, SCHEMAS, fixture};

#[test]
fn a_diary_of_every_schema_opens_with_every_entry() {
    for schema in SCHEMAS {
        let old = Old::diary(schema);
        assert_eq!(old.entries(), left_by::entries_then(), "schema {schema}");
        let verified = old.asks("data verify");
        assert_eq!(verified["wrong"].as_array().unwrap().len(), 0, "schema {schema}: {verified}");
        assert_eq!((verified["entries"].as_u64(), verified["workouts"].as_u64()), (Some(668), Some(3)));
        // What came with schema 3 and 4 is there where it was there.
        let trials = old.asks("trial list")["trials"].as_array().unwrap().len();
        assert_eq!(trials, usize::from(schema >= 3), "schema {schema}");
        assert!(old.store().plan().unwrap().is_some(), "schema {schema}");
        let devices = old.store().devices().unwrap();
        assert_eq!(devices.len(), usize::from(schema >= 2), "schema {schema}");
    }
}

#[test]
fn the_copy_made_before_a_schema_change_is_never_replaced() {
    for schema in SCHEMAS {
        let old = Old::diary(schema);
        let before = old.bytes();
        fs::create_dir(old.data().join("backups")).unwrap();
        let taken = old.data().join(format!("backups/before-schema-{}.db", charley_store::SCHEMA_VERSION));
        fs::write(&taken, "of an earlier try").unwrap();
        old.asks("diary");
        let copies = old.copies();
        let first = copies.iter().find(|copy| **copy != taken).unwrap();
        let kept = charley_store::check_backup(first).unwrap();
        assert_eq!((kept.schema, kept.entries), (schema, 668));
        let (text, bytes) = (fs::read_to_string(&taken).unwrap(), fs::read(first).unwrap());
        // The way back was taken, and then the way here again: a second copy, beside the first.
        fs::write(old.data().join("charley.db"), &before).unwrap();
        old.asks("diary");
        assert_eq!(old.copies().len(), copies.len() + 1, "schema {schema}");
        assert_eq!(fs::read(first).unwrap(), bytes);
        assert_eq!((text.as_str(), fs::read_to_string(&taken).unwrap()), ("of an earlier try", text.clone()));
    }
}

#[test]
fn a_backup_and_an_export_of_0_1_0_come_back() {
    let old = Old::nobody();
    fs::write(old.home().join("backup.db"), left_by::unpacked("backup.db.gz")).unwrap();
    fs::copy(fixture("backup.db.sha256"), old.home().join("backup.db.sha256")).unwrap();
    fs::copy(fixture("export.zip"), old.home().join("export.zip")).unwrap();
    for from in ["backup.db", "export.zip"] {
        let looked = old.types(&format!("data restore {from} --verify"));
        assert!(looked.contains("can be restored") && looked.contains("668 entries"), "{looked}");
        assert_eq!(looked.contains("cannot be proved"), from == "export.zip", "{looked}");
        old.types(&format!("data restore {from}"));
        assert_eq!(old.entries(), left_by::entries_then(), "{from}");
        assert_eq!(old.asks("data verify")["wrong"].as_array().unwrap().len(), 0, "{from}");
        old.types("data wipe --yes");
    }
    // One byte other than 0.1.0 wrote, and its checksum says so.
    let mut rotten = left_by::unpacked("backup.db.gz");
    rotten[50_000] ^= 1;
    fs::write(old.home().join("backup.db"), rotten).unwrap();
    assert!(old.fails("data restore backup.db").contains("no backup that can be used"));
}
