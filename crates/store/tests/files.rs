//! Files and workouts through the public door: once, twice, damaged first, and grouped.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use charley_domain::{
    moment::Moment,
    workout::{
        Channel, ChannelKind, ClockBasis, FileFacts, Lap, Span, Sport, Workout, WorkoutHead, WorkoutId,
    },
};
use charley_store::{
    Added, ContentHash, Doings, ExportPlace, FileStatus, Folder, GroupRow, ImportedFile, Store,
};
use jiff::Timestamp;

fn workout(id: &str, samples: usize) -> Workout {
    let start =
        Moment { instant: Timestamp::from_second(1_790_000_000).unwrap(), offset_s: 7200, zone: None };
    let hr = (0..samples).map(|i| (i % 7 != 3).then_some(120 + (i % 40) as i32)).collect();
    Workout {
        head: WorkoutHead {
            id: WorkoutId(id.into()),
            sport: Sport::Run,
            start,
            clock: ClockBasis::File,
            elapsed_s: samples as f64,
            timer_s: Some(samples as f64),
            distance_m: None,
            device: Some("synthetic".into()),
            indoor: None,
            name: None,
            facts: FileFacts { records: samples as u64, ..FileFacts::default() },
        },
        time_ms: (0..samples as i64).map(|s| s * 1000).collect(),
        channels: vec![Channel { kind: ChannelKind::HeartRate, values: hr }],
        laps: vec![Lap { span: Span { from_ms: 0, to_ms: 1000 }, manual: Some(true) }],
        pauses: vec![],
        legs: vec![],
        notes: vec!["a note".into()],
    }
}

fn file<'a>(bytes: &'a [u8], workouts: &'a [Workout]) -> ImportedFile<'a> {
    ImportedFile {
        sha256: ContentHash::of(bytes),
        path: "a.zip/b.fit.gz",
        format: Some("fit"),
        status: FileStatus::Imported,
        notes: &[],
        error: None,
        size: bytes.len() as u64,
        original: Some(bytes),
        workouts,
        air: &[],
        seen_at: Timestamp::UNIX_EPOCH,
    }
}

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(dir.path()).unwrap();
    (dir, store)
}

#[test]
fn a_workout_and_its_original_come_back_as_they_were() {
    let (_dir, mut store) = store();
    let kept = [workout("w1", 3000)];
    assert_eq!(store.add_file(&file(b"bytes", &kept)).unwrap(), [Added::New]);
    let id = WorkoutId("w1".into());
    assert_eq!(store.workout(&id).unwrap().as_ref(), kept.first());
    assert_eq!(store.channel(&id, ChannelKind::Power).unwrap(), None);
    assert_eq!(store.original(&ContentHash::of(b"bytes")).unwrap().as_deref(), Some(&b"bytes"[..]));
    let journal = store.files().unwrap();
    assert_eq!((journal.len(), journal[0].path.as_str()), (1, "a.zip/b.fit.gz"));
    assert_eq!(journal[0].workouts, [id]);
}

#[test]
fn the_same_content_twice_changes_nothing() {
    let (_dir, mut store) = store();
    let kept = [workout("w1", 300)];
    store.add_file(&file(b"bytes", &kept)).unwrap();
    let before = (store.files().unwrap(), store.heads().unwrap());
    assert_eq!(store.add_file(&file(b"bytes", &kept)).unwrap(), [Added::Known]);
    assert_eq!((store.files().unwrap(), store.heads().unwrap()), before);
}

#[test]
fn the_whole_recording_replaces_its_damaged_copy_and_never_the_other_way() {
    let (_dir, mut store) = store();
    let (damaged, whole) = ([workout("w1", 200)], [workout("w1", 300)]);
    assert_eq!(store.add_file(&file(b"cut", &damaged)).unwrap(), [Added::New]);
    assert_eq!(store.add_file(&file(b"whole", &whole)).unwrap(), [Added::Replaced]);
    assert_eq!(store.add_file(&file(b"cut again", &damaged)).unwrap(), [Added::Known]);
    assert_eq!(store.workout(&WorkoutId("w1".into())).unwrap().as_ref(), whole.first());
    assert_eq!(store.heads().unwrap().len(), 1);
}

#[test]
fn groups_are_marks_and_delete_nothing() {
    let (_dir, mut store) = store();
    store.add_file(&file(b"both", &[workout("w1", 20), workout("w2", 20)])).unwrap();
    let mark = |id: &str| GroupRow { workout: WorkoutId(id.into()), group: Some("g".into()), part_of: None };
    store.set_groups(&[mark("w1"), mark("w2")]).unwrap();
    assert!(store.heads().unwrap().iter().all(|stored| stored.group.as_deref() == Some("g")));
    store.set_groups(&[]).unwrap();
    assert!(store.heads().unwrap().iter().all(|stored| stored.group.is_none()));
}

#[test]
fn workouts_that_only_a_device_brought_are_hidden_with_all_it_sent_and_the_owner_gets_them_back() {
    let (dir, mut store) = store();
    let phone = uuid::Uuid::from_u128(7);
    let now = Timestamp::UNIX_EPOCH;
    store.add_file(&file(b"mine", &[workout("w1", 300)])).unwrap();
    store.act_for(Some(phone));
    store.add_file(&file(b"its own", &[workout("w2", 300)])).unwrap();
    store.add_file(&file(b"a copy", &[workout("w1", 300)])).unwrap();
    store.act_for(None);
    let heads = |store: &Store| -> Vec<String> {
        store.heads().unwrap().into_iter().map(|stored| stored.head.id.0).collect()
    };
    assert_eq!(store.doings(phone).unwrap(), Doings { entries: 0, workouts: 1 });
    assert_eq!(store.take_back(phone, now).unwrap(), Doings { entries: 0, workouts: 1 });
    assert_eq!(heads(&store), ["w1"], "what I have of my own stays");
    assert_eq!(store.workout(&WorkoutId("w2".into())).unwrap(), None);
    assert_eq!(store.laps_since(now).unwrap().len(), 1);
    assert!(store.doings(phone).unwrap().is_empty());
    assert_eq!(store.hidden_files().unwrap(), [ContentHash::of(b"its own")]);

    let mut folder = Folder::create(&dir.path().join("out")).unwrap();
    store.export(&mut folder).unwrap();
    folder.finish().unwrap();
    let mut other = Store::open_or_create(&dir.path().join("other")).unwrap();
    other.import(&mut ExportPlace::open(&dir.path().join("out")).unwrap(), None).unwrap();
    assert_eq!(heads(&other), ["w1"], "hidden in a copy too");

    assert_eq!(store.put_back_doings(phone, now).unwrap(), Doings { entries: 0, workouts: 1 });
    assert_eq!(heads(&store), ["w1", "w2"]);
    store.take_back(phone, now).unwrap();
    assert_eq!(store.add_file(&file(b"its own", &[workout("w2", 300)])).unwrap(), [Added::New]);
    assert_eq!(heads(&store), ["w1", "w2"]);
    assert!(store.doings(phone).unwrap().is_empty(), "it is the owner's now");
    assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
}
