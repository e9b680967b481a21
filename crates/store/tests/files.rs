//! Files and workouts through the public door: once, twice, damaged first, and grouped.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use charley_domain::{
    moment::Moment,
    workout::{
        Channel, ChannelKind, ClockBasis, FileFacts, Lap, Span, Sport, Workout, WorkoutHead, WorkoutId,
    },
};
use charley_store::{Added, ContentHash, FileStatus, GroupRow, ImportedFile, Store};
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
