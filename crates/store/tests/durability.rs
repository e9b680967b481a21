//! What was acknowledged stays: through kill -9, two processes at once, a full disk, a file that cannot be written.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop, and the child speaks on its output"
)]

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    moment::{Moment, Precision},
    night::NightOf,
};
use charley_store::{SCHEMA_VERSION, Store, StoreError, TrialLine};
use jiff::Timestamp;

const DIR: &str = "CHARLEY_TEST_DIR";
const FIRST: &str = "CHARLEY_TEST_FIRST";

fn entry(number: u128) -> Entry {
    let instant = Timestamp::from_second(1_790_000_000 + (number % 10_000) as i64).unwrap();
    let occurred_at = Moment { instant, offset_s: 0, zone: None };
    Entry {
        id: uuid::Uuid::from_u128(number),
        night: NightOf::of(&occurred_at),
        occurred_at,
        recorded_at: instant,
        source: EntrySource::Terminal,
        precision: Precision::Exact,
        asked: false,
        record: Record::None,
    }
}

fn trial_line(number: u128) -> TrialLine {
    TrialLine {
        id: uuid::Uuid::from_u128(number),
        trial: uuid::Uuid::from_u128(1),
        kind: "answer".to_owned(),
        recorded_at: Timestamp::from_second(1_790_000_000).unwrap(),
        body: serde_json::json!({ "number": number.to_string() }),
    }
}

/// The other process: records entries and lines of a trial, and says each number once it is acknowledged, until it is killed.
#[test]
#[ignore = "run by the tests below as a process of its own"]
fn child() {
    let (Ok(dir), Ok(first)) = (std::env::var(DIR), std::env::var(FIRST)) else { return };
    let mut store = Store::open_or_create(Path::new(&dir)).unwrap();
    for number in first.parse::<u128>().unwrap().. {
        store.record(&entry(number)).unwrap();
        store.append_trial(&[trial_line(number)]).unwrap();
        println!("acknowledged {number}");
        std::io::stdout().flush().unwrap();
    }
}

fn start(dir: &Path, first: u128) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--ignored", "--nocapture"])
        .env(DIR, dir)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets the child work for a while, from its start or from its first acknowledgement on, kills it, and gives the numbers it had
/// acknowledged.
fn killed_after(mut child: Child, pause: Duration, begun: bool) -> BTreeSet<u128> {
    let out = BufReader::new(child.stdout.take().unwrap());
    let (first, is_there) = mpsc::channel();
    let reader = thread::spawn(move || {
        let lines = out.lines().map_while(Result::ok);
        // The runner may put its own words before the first of ours on the line.
        let numbers = lines.filter_map(|line| line.split("acknowledged ").nth(1)?.parse().ok());
        numbers.inspect(|_| first.send(()).unwrap_or_default()).collect()
    });
    if begun {
        is_there.recv().unwrap();
    }
    thread::sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn nothing_acknowledged_is_lost_by_kill_nine() {
    let kills: u64 = std::env::var("KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(25);
    let dir = tempfile::tempdir().unwrap();
    let mut acknowledged = BTreeSet::new();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for run in 0..kills {
        // Xorshift: the moments differ from run to run and are the same in every test.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let pause = Duration::from_millis(15 + random % 90);
        acknowledged.extend(killed_after(
            start(dir.path(), u128::from(run) * 1_000_000),
            pause,
            run % 2 == 0,
        ));
    }
    assert!(acknowledged.len() as u64 > kills, "the child was killed before it did anything");
    let store = Store::open(dir.path()).unwrap();
    let kept: BTreeSet<u128> = store.entries().unwrap().iter().map(|entry| entry.id.as_u128()).collect();
    let lines: BTreeSet<u128> = store.trial_lines().unwrap().iter().map(|line| line.id.as_u128()).collect();
    let lost: Vec<_> = acknowledged.iter().filter(|id| !kept.contains(id) || !lines.contains(id)).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged entries are lost", lost.len(), acknowledged.len());
    assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
    println!("{kills} kills, {} acknowledged, none lost", acknowledged.len());
}

#[test]
fn two_processes_at_once_both_keep_everything() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (start(dir.path(), 0), start(dir.path(), 1_000_000));
    let one = thread::spawn(move || killed_after(one, Duration::from_millis(300), true));
    let two = killed_after(two, Duration::from_millis(300), true);
    let all: BTreeSet<u128> = one.join().unwrap().union(&two).copied().collect();
    let kept = Store::open(dir.path()).unwrap().entries().unwrap();
    let kept: BTreeSet<u128> = kept.iter().map(|entry| entry.id.as_u128()).collect();
    assert!(!two.is_empty() && all.is_subset(&kept));
}

#[test]
fn a_writer_that_waits_in_vain_says_that_the_diary_is_locked() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(dir.path()).unwrap();
    store.record(&entry(1)).unwrap();
    let other = rusqlite::Connection::open(dir.path().join("charley.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store.record(&entry(2)).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.record(&entry(2)).unwrap(), charley_store::Recorded::New);
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(dir.path()).unwrap();
    store.record(&entry(0)).unwrap();
    // SQLite answers a page limit as it answers a disk without room.
    store.limit_pages_for_test(40);
    let mut number = 1;
    let error = loop {
        match store.record(&entry(number)) {
            Ok(_) => number += 1,
            Err(error) => break error,
        }
        assert!(number < 100_000, "the disk never filled");
    };
    assert!(matches!(error, StoreError::Full), "{error}");
    assert_eq!(store.entries().unwrap().len() as u128, number);
    drop(store);
    let mut store = Store::open(dir.path()).unwrap();
    assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
    store.record(&entry(number)).unwrap();
    assert_eq!(store.entries().unwrap().len() as u128, number + 1);
}

#[test]
fn a_diary_that_cannot_be_written_is_read_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(dir.path()).unwrap();
    store.record(&entry(1)).unwrap();
    // What a read-only mount does to a writer, also where the tests run as root.
    store.forbid_writing_for_test();
    let error = store.record(&entry(2)).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error}");
    assert_eq!(store.entries().unwrap().len(), 1);
}

#[test]
fn a_database_of_the_first_schema_opens_with_what_was_in_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("charley.db");
    let fixture = include_str!("fixtures/schema_1.sql");
    rusqlite::Connection::open(&path).unwrap().execute_batch(fixture).unwrap();
    let before = dir.path().join(format!("backups/before-schema-{SCHEMA_VERSION}.db"));
    fs::create_dir(dir.path().join("backups")).unwrap();
    fs::write(&before, "of an earlier try").unwrap();
    let store = Store::open(dir.path()).unwrap();
    let entries = store.entries().unwrap();
    assert_eq!(
        (entries.len(), entries[0].record.kind(), entries[0].night.to_string()),
        (1, "cramp", "2026-11-21".into())
    );
    assert_eq!(store.heads().unwrap()[0].head.name.as_deref(), Some("Long run"));
    assert_eq!(fs::read_to_string(before).unwrap(), "of an earlier try", "no copy is replaced");
    let beside = dir.path().join(format!("backups/before-schema-{SCHEMA_VERSION}-2.db"));
    assert!(charley_store::check_backup(&beside).is_ok());
    assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
}

/// What schema 4 left of entries that were amended, replaced and taken back.
#[test]
fn what_was_done_before_there_was_a_log_is_in_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("charley.db");
    let fixture = include_str!("fixtures/schema_1.sql");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(fixture).unwrap();
    old.execute_batch("DELETE FROM entry").unwrap();
    let body = |number: u128| serde_json::to_string(&entry(number)).unwrap();
    let insert = |id: String, body: String, gone: Option<i64>| {
        old.execute(
            "INSERT INTO entry (id, kind, night, occurred_ms, recorded_ms, body, retracted_ms)
             VALUES (?1, ?2 ->> '$.kind', ?2 ->> '$.night', 1000 * unixepoch(?2 ->> '$.occurred_at.instant'),
                     1000 * unixepoch(?2 ->> '$.recorded_at'), ?2, ?3)",
            (id, body, gone),
        )
        .unwrap();
    };
    let id = |number: u128| uuid::Uuid::from_u128(number).to_string();
    insert(format!("{}#1", id(1)), body(1).replace("none", "unsure"), Some(5_000));
    let mut replaced = serde_json::to_value(entry(2)).unwrap();
    replaced["replaced_by"] = id(3).into();
    insert(id(2), replaced.to_string(), Some(6_000));
    insert(id(3), body(3), None);
    insert(id(1), body(1), None);
    insert(id(4), body(4), Some(7_000));
    drop(old);
    let mut store = Store::open(dir.path()).unwrap();
    assert_eq!(store.entries().unwrap(), [entry(1), entry(3)]);
    assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
    let now = Timestamp::from_second(1_790_100_000).unwrap();
    assert_eq!(store.undo(now).unwrap().map(|undone| undone.entry), Some(entry(1)), "it was amended last");
    assert_eq!(store.undo_one(entry(3).id, now).unwrap().map(|undone| undone.entry), Some(entry(3)));
    assert_eq!(store.entries().unwrap(), [entry(2)], "what it had replaced comes again");
    assert!(store.put_back(entry(4).id, now).unwrap());
    store.repair().unwrap();
    assert_eq!(store.entries().unwrap(), [entry(2), entry(4)]);
}
