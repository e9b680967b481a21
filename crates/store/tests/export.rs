//! Out and back: an export restored into an empty folder gives the same data, and so the same export.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{collections::BTreeMap, fs, path::Path};

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    moment::{Moment, Precision},
    night::NightOf,
    person::Person,
    quantity::BodyMass,
    workout::{Channel, ChannelKind, ClockBasis, FileFacts, Sport, Workout, WorkoutHead, WorkoutId},
};
use charley_store::{
    Archive, ContentHash, ExportPlace, FileStatus, Folder, GroupRow, ImportedFile, Store, StoreError,
    TrialLine,
};
use jiff::Timestamp;
use proptest::prelude::*;

fn entry(number: u128, record: Record) -> Entry {
    let instant = Timestamp::from_second(1_790_000_000 + number as i64 * 977).unwrap();
    let occurred_at = Moment { instant, offset_s: 7200, zone: Some("Europe/Berlin".into()) };
    Entry {
        id: uuid::Uuid::from_u128(number),
        night: NightOf::of(&occurred_at),
        occurred_at,
        recorded_at: instant,
        source: EntrySource::Page,
        precision: Precision::Exact,
        record,
    }
}

fn workout(values: Vec<Option<i32>>) -> Workout {
    let start = Moment { instant: Timestamp::from_second(1_790_000_000).unwrap(), offset_s: 0, zone: None };
    Workout {
        head: WorkoutHead {
            id: WorkoutId("w1".into()),
            sport: Sport::Ride,
            start,
            clock: ClockBasis::Home,
            elapsed_s: 0.1 + 0.2,
            timer_s: None,
            distance_m: Some(1e4 / 3.0),
            device: None,
            indoor: Some(false),
            name: Some("Fahrt „Süd“".into()),
            facts: FileFacts::default(),
        },
        time_ms: (0..values.len() as i64).collect(),
        channels: vec![Channel { kind: ChannelKind::Power, values }],
        laps: vec![],
        pauses: vec![],
        legs: vec![],
        notes: vec!["a note".into()],
    }
}

fn filled(dir: &Path, values: Vec<Option<i32>>) -> Store {
    let mut store = Store::open_or_create(dir).unwrap();
    let mass_kg = Some(BodyMass::from_kg(61.83).unwrap());
    store.set_person(&Person { mass_kg, ..Person::default() }).unwrap();
    for number in 1..=5 {
        store.record(&entry(number, Record::Stretch)).unwrap();
    }
    store.undo(Timestamp::UNIX_EPOCH).unwrap();
    let file = ImportedFile {
        sha256: ContentHash::of(b"original"),
        path: "a.fit",
        format: Some("fit"),
        status: FileStatus::Imported,
        notes: &["odd".into()],
        error: None,
        size: 8,
        original: Some(b"original"),
        workouts: &[workout(values)],
        seen_at: Timestamp::UNIX_EPOCH,
    };
    store.add_file(&file).unwrap();
    let group = Some("w1".to_owned());
    let line = TrialLine {
        id: uuid::Uuid::from_u128(1),
        trial: uuid::Uuid::from_u128(2),
        kind: "answer".into(),
        recorded_at: Timestamp::UNIX_EPOCH,
        body: serde_json::json!({ "cramps": 1 }),
    };
    store.append_trial(&[line]).unwrap();
    store.set_plan(r#"{"spec":{"distance_m":42195.0}}"#).unwrap();
    store.set_groups(&[GroupRow { workout: WorkoutId("w1".into()), group, part_of: None }]).unwrap();
    store
}

fn exported(store: &Store, dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut folder = Folder::create(dir).unwrap();
    store.export(&mut folder).unwrap();
    folder.finish().unwrap();
    let mut files = BTreeMap::new();
    for place in [dir.to_owned(), dir.join("originals")] {
        for file in fs::read_dir(place).unwrap().map(Result::unwrap).filter(|file| file.path().is_file()) {
            files.insert(file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap());
        }
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn an_export_restored_exports_the_same(values in prop::collection::vec(any::<Option<i32>>(), 0..50)) {
        let dir = tempfile::tempdir().unwrap();
        let store = filled(&dir.path().join("a"), values);
        let first = exported(&store, &dir.path().join("out"));
        let mut archive = Archive::create(&dir.path().join("out.zip")).unwrap();
        store.export(&mut archive).unwrap();
        archive.finish().unwrap();
        for (name, place) in [("b", "out"), ("c", "out.zip")] {
            let mut other = Store::open_or_create(&dir.path().join(name)).unwrap();
            let counts = other.import(&mut ExportPlace::open(&dir.path().join(place)).unwrap(), None).unwrap();
            prop_assert_eq!(counts["entry"], 5);
            prop_assert_eq!(&other.entries().unwrap(), &store.entries().unwrap());
            prop_assert_eq!(other.workout(&WorkoutId("w1".into())).unwrap(), store.workout(&WorkoutId("w1".into())).unwrap());
            prop_assert_eq!(&other.trial_lines().unwrap(), &store.trial_lines().unwrap());
            prop_assert_eq!(other.plan().unwrap(), store.plan().unwrap());
            let original = other.original(&ContentHash::of(b"original")).unwrap();
            prop_assert_eq!(original.as_deref(), Some(&b"original"[..]));
            prop_assert_eq!(&exported(&other, &dir.path().join(format!("{name}-out"))), &first);
            prop_assert!(other.verify(&mut |_, _| ()).unwrap().wrong.is_empty());
        }
    }
}

#[test]
fn a_diary_that_is_not_empty_is_not_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = filled(&dir.path().join("a"), vec![Some(1)]);
    exported(&store, &dir.path().join("out"));
    let again = store.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None);
    assert!(matches!(again.unwrap_err(), StoreError::NotEmpty { .. }));
}

#[test]
fn an_export_from_before_there_were_trials_and_plans_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    exported(&filled(&dir.path().join("a"), vec![Some(1)]), &dir.path().join("out"));
    fs::remove_file(dir.path().join("out/trial.jsonl")).unwrap();
    fs::remove_file(dir.path().join("out/plan.jsonl")).unwrap();
    let mut other = Store::open_or_create(&dir.path().join("b")).unwrap();
    let counts = other.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None).unwrap();
    assert_eq!((counts["entry"], counts["trial"], counts["plan"]), (5, 0, 0));
}

#[test]
fn a_broken_export_names_its_line_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let store = filled(&dir.path().join("a"), vec![Some(1)]);
    exported(&store, &dir.path().join("out"));
    let place = dir.path().join("out/entry.jsonl");
    let text = fs::read_to_string(&place).unwrap().replacen("\"body\":", "\"body\";", 1);
    fs::write(&place, text).unwrap();
    let mut other = Store::open_or_create(&dir.path().join("b")).unwrap();
    let error = other.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None).unwrap_err();
    assert!(error.to_string().contains("entry.jsonl, line 1"), "{error}");
    assert!(other.entries().unwrap().is_empty() && other.person().unwrap() == Person::default());
    assert!(ExportPlace::open(&place).is_err());
}
