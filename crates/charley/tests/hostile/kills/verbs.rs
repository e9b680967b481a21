//! The six verbs that are killed, and what must be true of each afterwards.

use std::{
    fs,
    path::{Path, PathBuf},
};

use charley_domain::entry::{Entry, EntrySource, Record};
use charley_domain::{
    moment::{Moment, Precision},
    night::NightOf,
    quantity::FluidVolume,
};
use charley_store::{ExportPlace, Store, StoreError, check_backup, check_export};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Verb, gpx, old_diary, said, types};

const ENTRIES: u128 = 40;

fn entry(number: u128) -> Entry {
    let instant = Timestamp::from_second(1_790_000_000 + number as i64 * 7919).unwrap();
    let occurred_at = Moment { instant, offset_s: 3600, zone: Some("Europe/Berlin".into()) };
    Entry {
        id: Uuid::from_u128(number),
        night: NightOf::of(&occurred_at),
        occurred_at,
        recorded_at: instant,
        source: EntrySource::Terminal,
        precision: Precision::Exact,
        asked: false,
        record: Record::Drink {
            volume_ml: FluidVolume::from_ml(100.0 + number as f64).unwrap(),
            sodium_mg: None,
            drink: None,
        },
    }
}

/// A diary of so many entries.
fn diary(dir: &Path, entries: u128) {
    let mut store = Store::open_or_create(dir).unwrap();
    store.record_all(&(1..=entries).map(entry).collect::<Vec<_>>()).unwrap();
}

fn recordings(dir: &Path) {
    fs::create_dir(dir).unwrap();
    for number in 0..6 {
        fs::write(dir.join(format!("{number}.gpx")), gpx(number, 30)).unwrap();
    }
}

/// How many entries and workouts a diary holds in which nothing is wrong.
fn holds(dir: &Path) -> Result<(u128, usize), String> {
    let store = Store::open(dir).map_err(|error| error.to_string())?;
    let wrong = store.verify(&mut |_, _| ()).map_err(|error| error.to_string())?.wrong;
    if !wrong.is_empty() {
        return Err(wrong.join("; "));
    }
    let entries = store.entries().map_err(|error| error.to_string())?;
    let known = (1..=entries.len() as u128).all(|number| entries.contains(&entry(number)));
    let workouts = store.heads().map_err(|error| error.to_string())?.len();
    if known { Ok((entries.len() as u128, workouts)) } else { Err("other entries than before".into()) }
}

fn expect(what: &str, is: bool) -> Result<(), String> {
    if is { Ok(()) } else { Err(what.to_owned()) }
}

/// The verb again: it must come to its end, whatever the kill left.
fn again(line: &str, folder: &Path) -> Result<(), String> {
    let output = types(line, folder);
    expect(&format!("{line} again: {}", said(&output)), output.status.success())
}

#[test]
fn an_import_goes_on_where_it_was_killed() {
    let line = "--data @/data import @/files";
    let verb = Verb {
        begins: &|folder| {
            diary(&folder.join("data"), ENTRIES);
            recordings(&folder.join("files"));
        },
        line,
        left: &|folder| {
            let (entries, workouts) = holds(&folder.join("data"))?;
            expect("entries are lost", entries == ENTRIES && workouts <= 6)?;
            again(line, folder)?;
            expect("the second import is not whole", holds(&folder.join("data"))? == (ENTRIES, 6))
        },
    };
    verb.killed("import");
}

#[test]
fn a_backup_that_was_killed_leaves_the_older_one() {
    let line = "--data @/data data backup @/mine.db";
    let verb = Verb {
        begins: &|folder| {
            let mut store = Store::open_or_create(&folder.join("data")).unwrap();
            store.record(&entry(1)).unwrap();
            store.backup(&folder.join("mine.db")).unwrap();
            store.record_all(&(2..=ENTRIES).map(entry).collect::<Vec<_>>()).unwrap();
        },
        line,
        left: &|folder| {
            let held = check_backup(&folder.join("mine.db")).map_err(|error| error.to_string())?.entries;
            expect(
                "the backup is neither the old nor the new one",
                held == 1 || u128::from(held) == ENTRIES,
            )?;
            expect("entries are lost", holds(&folder.join("data"))?.0 == ENTRIES)?;
            again(line, folder)?;
            let mut names: Vec<_> =
                fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
            names.sort();
            expect("rubble is left", names == ["data", "mine.db", "mine.db.sha256"])
        },
    };
    verb.killed("backup");
}

/// The copies of a diary that was replaced or changed.
fn copies(dir: &Path, name: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(dir.join("backups")).into_iter().flatten().map(|file| file.unwrap().path());
    files
        .filter(|path| {
            let file = path.file_name().unwrap().to_str().unwrap();
            file.starts_with(name) && path.extension().is_some_and(|end| end == "db")
        })
        .collect()
}

#[test]
fn a_restore_that_was_killed_leaves_the_old_diary_or_the_new_one() {
    let line = "--data @/data data restore @/mine.db --yes";
    let verb = Verb {
        begins: &|folder| {
            diary(&folder.join("other"), 5);
            Store::open(&folder.join("other")).unwrap().backup(&folder.join("mine.db")).unwrap();
            diary(&folder.join("data"), ENTRIES);
        },
        line,
        left: &|folder| {
            let data = folder.join("data");
            let held = holds(&data)?.0;
            expect("neither the old nor the new diary", held == 5 || held == ENTRIES)?;
            let kept = copies(&data, "before-restore");
            let old = kept
                .iter()
                .any(|copy| check_backup(copy).is_ok_and(|file| u128::from(file.entries) == ENTRIES));
            expect("the old diary is nowhere", held == ENTRIES || old)?;
            again(line, folder)?;
            expect("the second restore is not whole", holds(&data)?.0 == 5)
        },
    };
    verb.killed("restore");
}

#[test]
fn a_wipe_that_was_killed_has_done_nothing_or_says_that_it_is_half_done() {
    let line = "--data @/data data wipe --yes --backups";
    let verb = Verb {
        begins: &|folder| {
            diary(&folder.join("data"), ENTRIES);
            Store::open(&folder.join("data")).unwrap().backup(&folder.join("data/backups/a.db")).unwrap();
        },
        line,
        left: &|folder| {
            let data = folder.join("data");
            let files: Vec<_> = fs::read_dir(&data).unwrap().map(|file| file.unwrap().file_name()).collect();
            match Store::open(&data) {
                Ok(store) => {
                    drop(store);
                    expect("the diary is not whole", holds(&data)?.0 == ENTRIES)?;
                }
                Err(StoreError::HalfWiped { .. }) => {
                    let output = types("--data @/data diary", folder);
                    expect(&said(&output), said(&output).contains("charley data wipe"))?;
                }
                Err(StoreError::NoDatabase { .. }) => {
                    return expect(
                        &format!("left: {files:?}"),
                        files.iter().all(|name| name == "charley.lock"),
                    );
                }
                Err(other) => return Err(other.to_string()),
            }
            again(line, folder)?;
            expect("something is left", !data.join("charley.db").exists() && !data.join("backups").exists())
        },
    };
    verb.killed("wipe");
}

#[test]
fn an_export_that_was_killed_leaves_the_older_one() {
    let line = "--data @/data data export @/mine.zip";
    let verb = Verb {
        begins: &|folder| {
            diary(&folder.join("data"), 3);
            assert!(types(line, folder).status.success());
            diary_more(&folder.join("data"));
        },
        line,
        left: &|folder| {
            let mut zip = ExportPlace::open(&folder.join("mine.zip")).map_err(|error| error.to_string())?;
            let proved = check_export(&mut zip).map_err(|error| error.to_string())?;
            expect("the export is not proved", proved)?;
            expect("entries are lost", holds(&folder.join("data"))?.0 == ENTRIES)?;
            again(line, folder)?;
            again("--data @/there data restore @/mine.zip", folder)?;
            expect("the second export is not whole", holds(&folder.join("there"))?.0 == ENTRIES)
        },
    };
    verb.killed("export");
}

fn diary_more(dir: &Path) {
    let mut store = Store::open(dir).unwrap();
    store.record_all(&(4..=ENTRIES).map(entry).collect::<Vec<_>>()).unwrap();
}

#[test]
fn an_export_folder_that_was_killed_is_refused_until_it_is_whole() {
    let verb = Verb {
        begins: &|folder| diary(&folder.join("data"), ENTRIES),
        line: "--data @/data data export @/out",
        left: &|folder| {
            expect("entries are lost", holds(&folder.join("data"))?.0 == ENTRIES)?;
            if !folder.join("out").exists() {
                return Ok(());
            }
            let output = types("--data @/there data restore @/out", folder);
            if output.status.success() {
                expect("it was not whole", holds(&folder.join("there"))?.0 == ENTRIES)
            } else {
                expect(
                    &said(&output),
                    said(&output).contains("not whole") || said(&output).contains("is this an export"),
                )?;
                expect("what is refused made a diary", !folder.join("there/charley.db").exists())
            }
        },
    };
    verb.killed("export to a folder");
}

#[test]
fn a_migration_that_was_killed_is_done_or_not_begun() {
    let line = "--data @/data diary";
    let verb = Verb {
        begins: &|folder| old_diary(&folder.join("data")),
        line,
        left: &|folder| {
            again(line, folder)?;
            let data = folder.join("data");
            let store = Store::open(&data).map_err(|error| error.to_string())?;
            let wrong = store.verify(&mut |_, _| ()).map_err(|error| error.to_string())?.wrong;
            expect(&wrong.join("; "), wrong.is_empty())?;
            let held = store.entries().map_err(|error| error.to_string())?.len();
            expect("entries are lost", held == OLD_ENTRIES)?;
            let kept = copies(&data, "before-schema");
            let way_back = kept.iter().any(|copy| check_backup(copy).is_ok_and(|file| file.schema == 1));
            expect("there is no way back", way_back)
        },
    };
    verb.killed("migration");
}

/// Entries that stand in the old diary.
const OLD_ENTRIES: usize = 667;
