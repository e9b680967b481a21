//! Out and back: an export restored into an empty folder gives the same data, and so the same export.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{collections::BTreeMap, fs, path::Path};

use charley_domain::{
    air::{AirPlace, AirRow, AirSeries, AirStep, Position},
    entry::{Entry, EntrySource, Record},
    moment::{Moment, Precision},
    night::NightOf,
    person::Person,
    quantity::BodyMass,
    workout::{Channel, ChannelKind, ClockBasis, FileFacts, Sport, Workout, WorkoutHead, WorkoutId},
};
use charley_store::{
    Archive, ContentHash, ExportPlace, FileStatus, Folder, GroupRow, ImportedFile, Sink, Store, StoreError,
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
        asked: false,
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

fn air() -> AirSeries {
    let place = AirPlace {
        key: "dwd 433".into(),
        name: "Berlin-Tempelhof".into(),
        position: Position::of(52.4676, 13.402),
        elevation_m: Some(47.74),
        is_model: false,
    };
    let rows = (0..30).map(|hour| AirRow {
        air_c: (hour % 7 != 3).then(|| f64::from(hour) / 2.0),
        cloud_pct: Some(f64::from(hour)),
        ..AirRow::default()
    });
    AirSeries { place, step: AirStep::Hour, first: 473_352, rows: rows.collect() }
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
        air: &[air()],
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
            let imported = other.import(&mut ExportPlace::open(&dir.path().join(place)).unwrap(), None).unwrap();
            prop_assert_eq!((imported.rows["entry"], imported.proved_whole), (5, true));
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
    for later in ["manifest.json", "operation.jsonl", "trial.jsonl", "plan.jsonl"] {
        fs::remove_file(dir.path().join("out").join(later)).unwrap();
    }
    let mut other = Store::open_or_create(&dir.path().join("b")).unwrap();
    let rows = other.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None).unwrap().rows;
    assert_eq!((rows["entry"], rows["trial"], rows["plan"]), (5, 0, 0));
}

#[test]
fn a_broken_export_names_its_line_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let store = filled(&dir.path().join("a"), vec![Some(1)]);
    exported(&store, &dir.path().join("out"));
    fs::remove_file(dir.path().join("out/manifest.json")).unwrap();
    fs::remove_file(dir.path().join("out/operation.jsonl")).unwrap();
    let place = dir.path().join("out/entry.jsonl");
    let text = fs::read_to_string(&place).unwrap().replacen("\"body\":", "\"body\";", 1);
    fs::write(&place, text).unwrap();
    let mut other = Store::open_or_create(&dir.path().join("b")).unwrap();
    let error = other.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None).unwrap_err();
    assert!(error.to_string().contains("entry.jsonl, line 1"), "{error}");
    assert!(other.entries().unwrap().is_empty() && other.person().unwrap() == Person::default());
    assert!(ExportPlace::open(&place).is_err());
}

fn refused(dir: &Path, name: &str) -> String {
    let mut other = Store::open_or_create(&dir.join(format!("other-{name}"))).unwrap();
    let error = other.import(&mut ExportPlace::open(&dir.join("out")).unwrap(), None).unwrap_err();
    assert!(matches!(error, StoreError::NotWhole { .. }), "{name}: {error}");
    assert!(other.entries().unwrap().is_empty(), "{name}");
    error.to_string()
}

#[test]
fn an_export_that_is_cut_anywhere_is_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let whole = exported(&filled(&dir.path().join("a"), vec![Some(1)]), &dir.path().join("out"));
    let original = format!("originals/{}", ContentHash::of(b"original"));
    for name in whole.keys().filter(|name| *name != "manifest.json") {
        let place = if name.len() == 64 { original.clone() } else { name.clone() };
        let path = dir.path().join("out").join(&place);
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(refused(dir.path(), "missing").contains(&format!("{place} is missing")), "{place}");
        if bytes.is_empty() {
            // A table without rows has nothing to cut.
            fs::write(&path, bytes).unwrap();
            continue;
        }
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        assert!(refused(dir.path(), "cut").contains(&format!("{place} is cut")), "{place}");
        let mut other = bytes.clone();
        other[0] ^= 1;
        fs::write(&path, other).unwrap();
        assert!(
            refused(dir.path(), "other").contains(&format!("{place} is not what was written")),
            "{place}"
        );
        fs::write(&path, bytes).unwrap();
    }
    let manifest = fs::read(dir.path().join("out/manifest.json")).unwrap();
    for length in [0, 1, manifest.len() / 2, manifest.len() - 3] {
        fs::write(dir.path().join("out/manifest.json"), &manifest[..length]).unwrap();
        assert!(refused(dir.path(), "manifest").contains("manifest.json cannot be read"), "{length}");
    }
    fs::remove_file(dir.path().join("out/manifest.json")).unwrap();
    assert!(refused(dir.path(), "broken off").contains("manifest.json is missing"));
}

#[test]
fn an_export_of_the_first_release_comes_back_unproved_and_says_what_has_no_original() {
    let dir = tempfile::tempdir().unwrap();
    exported(&filled(&dir.path().join("a"), vec![Some(1)]), &dir.path().join("out"));
    for later in ["manifest.json", "operation.jsonl"] {
        fs::remove_file(dir.path().join("out").join(later)).unwrap();
    }
    let came = |name: &str| {
        let mut other = Store::open_or_create(&dir.path().join(name)).unwrap();
        other.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None).unwrap()
    };
    let whole = came("b");
    assert_eq!((whole.proved_whole, whole.without_original, whole.rows["entry"]), (false, 0, 5));
    fs::remove_dir_all(dir.path().join("out/originals")).unwrap();
    assert_eq!(came("c").without_original, 1);
}

/// What a folder holds, and a neighbour who records between any two files of it.
struct Busy<'a> {
    folder: Folder,
    neighbour: &'a mut Store,
    number: u128,
}

impl Sink for Busy<'_> {
    fn begin(&mut self, name: &str) -> std::io::Result<&mut dyn std::io::Write> {
        self.number += 1;
        self.neighbour.record(&entry(self.number, Record::Stretch)).unwrap();
        let bytes = self.number.to_le_bytes();
        let file = ImportedFile {
            sha256: ContentHash::of(&bytes),
            path: "b.fit",
            format: Some("fit"),
            status: FileStatus::Imported,
            notes: &[],
            error: None,
            size: bytes.len() as u64,
            original: Some(&bytes),
            air: &[],
            workouts: &[Workout {
                head: WorkoutHead { id: WorkoutId(format!("w{}", self.number)), ..workout(vec![]).head },
                ..workout(vec![Some(7)])
            }],
            seen_at: Timestamp::UNIX_EPOCH,
        };
        self.neighbour.add_file(&file).unwrap();
        self.folder.begin(name)
    }
}

#[test]
fn an_export_made_while_a_neighbour_imports_is_of_one_moment() {
    let dir = tempfile::tempdir().unwrap();
    let store = filled(&dir.path().join("a"), vec![Some(1)]);
    let mut neighbour = Store::open(&dir.path().join("a")).unwrap();
    let folder = Folder::create(&dir.path().join("out")).unwrap();
    let mut busy = Busy { folder, neighbour: &mut neighbour, number: 100 };
    let rows = store.export(&mut busy).unwrap().rows;
    busy.folder.finish().unwrap();
    // The first file is begun before the first look at the database.
    assert_eq!((rows["entry"], rows["file"], rows["workout"], rows["original"]), (6, 2, 2, 2));
    assert!(neighbour.entries().unwrap().len() > 10);
    let mut other = Store::open_or_create(&dir.path().join("b")).unwrap();
    let imported = other.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None).unwrap();
    assert!(imported.proved_whole);
    assert!(other.verify(&mut |_, _| ()).unwrap().wrong.is_empty());
}

#[test]
fn an_older_export_stays_until_the_new_one_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let store = filled(&dir.path().join("a"), vec![Some(1)]);
    let place = dir.path().join("my.zip");
    let mut archive = Archive::create(&place).unwrap();
    store.export(&mut archive).unwrap();
    archive.finish().unwrap();
    let older = fs::read(&place).unwrap();
    let mut broken_off = Archive::create(&place).unwrap();
    store.export(&mut broken_off).unwrap();
    drop(broken_off);
    assert_eq!(fs::read(&place).unwrap(), older);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing half is left");
}

#[test]
fn an_original_that_is_damaged_is_named_and_the_rest_comes_out() {
    let dir = tempfile::tempdir().unwrap();
    let store = filled(&dir.path().join("a"), vec![Some(1)]);
    store.damage_originals_for_test().unwrap();
    let mut folder = Folder::create(&dir.path().join("out")).unwrap();
    let exported = store.export(&mut folder).unwrap();
    folder.finish().unwrap();
    assert_eq!((exported.rows["original"], exported.rows["unreadable"]), (0, 1));
    assert!(exported.unreadable[0].contains(&ContentHash::of(b"original").to_string()), "{exported:?}");
    let mut other = Store::open_or_create(&dir.path().join("b")).unwrap();
    let imported = other.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None).unwrap();
    assert_eq!((imported.proved_whole, imported.without_original, imported.rows["entry"]), (true, 1, 5));
}

#[test]
fn a_line_that_would_eat_the_memory_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    exported(&filled(&dir.path().join("a"), vec![Some(1)]), &dir.path().join("out"));
    for later in ["manifest.json", "operation.jsonl"] {
        fs::remove_file(dir.path().join("out").join(later)).unwrap();
    }
    let samples =
        format!(r#"{{"workout":"w1","kind":"power_w","present":0,"body":[{}0]}}"#, "0,".repeat(4_000_001));
    let many = format!(r#"{{"one":1,"body":[{}0]}}"#, "0,".repeat(300_000));
    let long = format!(r#"{{"one":1,"body":"{}"}}"#, "x".repeat(17 << 20));
    for (file, line, said) in [
        ("channel", samples, "samples, at most 4000000"),
        ("person", many, "more than 250000 values"),
        ("person", long, "longer than 16 MB"),
    ] {
        let place = dir.path().join(format!("out/{file}.jsonl"));
        let before = fs::read(&place).unwrap();
        fs::write(&place, line).unwrap();
        let mut other = Store::open_or_create(&dir.path().join(said)).unwrap();
        let error = other.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
        fs::write(&place, before).unwrap();
    }
}
