//! An import is deleted as a whole, stays out when it comes again, and comes back as a whole.

use charley_domain::entry::Record;
use charley_store::Store;
use jiff::ZonedDateTime;

use super::{words, *};
use crate::import::{ImportReport, Ledger, Status, import_sent};

fn night(date: &str, next: &str) -> String {
    format!(
        r#"{{"logId":1,"dateOfSleep":"{next}","startTime":"{date}T23:00:00.000","endTime":"{next}T06:00:00.000","minutesAsleep":400,"mainSleep":true}}"#
    )
}

/// Two nights, of which the second stands in the other file as well.
fn files() -> [(&'static str, String); 2] {
    let (first, second, third) = (
        night("2026-09-01", "2026-09-02"),
        night("2026-09-02", "2026-09-03"),
        night("2026-09-03", "2026-09-04"),
    );
    [("a/sleep-1.json", format!("[{first},{second}]")), ("b/sleep-2.json", format!("[{second},{third}]"))]
}

struct BroughtDiary {
    _dir: tempfile::TempDir,
    store: Store,
    minute: i8,
}

impl BroughtDiary {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(dir.path()).unwrap();
        Self { _dir: dir, store, minute: 0 }
    }

    fn now(&mut self) -> ZonedDateTime {
        self.minute += 1;
        jiff::civil::date(2026, 11, 30).at(9, self.minute, 0, 0).in_tz("Europe/Berlin").unwrap()
    }

    fn bring(&mut self, name: &str, bytes: &[u8]) -> ImportReport {
        let now = self.now();
        let mut ledger = Ledger::kept(&mut self.store).unwrap();
        import_sent(name, &mut { bytes }, &mut ledger, &now).unwrap()
    }

    fn nights(&self) -> usize {
        let entries = self.store.entries().unwrap();
        entries.iter().filter(|entry| matches!(entry.record, Record::Observed(_))).count()
    }

    fn find(&self, name: &str) -> Brought {
        Brought::all(&self.store).unwrap().into_iter().find(|one| one.name == name).unwrap()
    }

    fn delete(&mut self, name: &str) -> Deletion {
        let (one, now) = (self.find(name), self.now().timestamp());
        one.delete(&mut self.store, now).unwrap()
    }

    fn restore(&mut self, name: &str) -> Deletion {
        let (one, now) = (self.find(name), self.now().timestamp());
        one.restore(&mut self.store, now).unwrap()
    }

    fn is_sound(&self) {
        assert_eq!(self.store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
    }
}

#[test]
fn what_another_import_told_as_well_stays() {
    let mut diary = BroughtDiary::new();
    let [(one, one_text), (two, two_text)] = files();
    diary.bring(one, one_text.as_bytes());
    diary.bring(two, two_text.as_bytes());
    assert_eq!(diary.nights(), 3);
    assert_eq!(diary.delete("sleep-1.json"), Deletion { workouts: 0, entries: 1 });
    assert_eq!(diary.nights(), 2);
    assert_eq!(diary.delete("sleep-2.json"), Deletion { workouts: 0, entries: 2 });
    assert_eq!(diary.nights(), 0);
    diary.is_sound();
    // The night of both belongs to the one that comes back.
    assert_eq!(diary.restore("sleep-2.json").entries, 2);
    assert_eq!(diary.nights(), 2);
    assert_eq!(diary.restore("sleep-1.json").entries, 1);
    assert_eq!(diary.nights(), 3);
    diary.is_sound();
}

#[test]
fn the_same_file_stays_out_and_another_one_that_tells_it_brings_it_back() {
    let mut diary = BroughtDiary::new();
    let [(one, one_text), (two, two_text)] = files();
    diary.bring(one, one_text.as_bytes());
    diary.delete("sleep-1.json");
    let again = diary.bring("synced/sleep-1.json", one_text.as_bytes());
    assert_eq!((again.files[0].status, diary.nights()), (Status::Duplicate, 0));
    assert!(again.files[0].notes[0].contains("you deleted this import"), "{:?}", again.files[0].notes);
    assert_eq!(diary.bring(two, two_text.as_bytes()).files[0].status, Status::Imported);
    assert_eq!(diary.nights(), 2);
    assert_eq!(diary.restore("sleep-1.json").entries, 1);
    assert_eq!(diary.nights(), 3);
}

#[test]
fn what_the_person_took_back_alone_stays_taken_back() {
    let mut diary = BroughtDiary::new();
    let [(one, one_text), _] = files();
    diary.bring(one, one_text.as_bytes());
    let (first, now) = (diary.store.entries().unwrap()[0].id, diary.now().timestamp());
    diary.store.retract(first, now).unwrap();
    assert_eq!(diary.delete("sleep-1.json").entries, 1);
    assert_eq!(diary.restore("sleep-1.json").entries, 1);
    assert_eq!(diary.nights(), 1);
    assert_eq!(diary.bring(one, one_text.as_bytes()).files[0].status, Status::Duplicate);
    assert_eq!(diary.nights(), 1);
}

#[test]
fn undo_brings_it_back_until_something_else_is_written() {
    let mut diary = BroughtDiary::new();
    let [(one, one_text), (two, two_text)] = files();
    diary.bring(one, one_text.as_bytes());
    diary.delete("sleep-1.json");
    let now = diary.now().timestamp();
    assert_eq!(undo_deletion(&mut diary.store, now).unwrap().unwrap().name, "sleep-1.json");
    assert_eq!(diary.nights(), 2);
    assert_eq!(undo_deletion(&mut diary.store, now).unwrap(), None, "once");
    diary.delete("sleep-1.json");
    diary.bring(two, two_text.as_bytes());
    assert_eq!(undo_deletion(&mut diary.store, now).unwrap(), None);
}

#[test]
fn workouts_go_with_their_import_unless_another_holds_them() {
    let gpx = include_str!("../import/made.gpx").as_bytes();
    let mut diary = BroughtDiary::new();
    diary.bring("run.gpx", gpx);
    assert_eq!(diary.delete("run.gpx"), Deletion { workouts: 1, entries: 0 });
    assert_eq!(diary.store.heads().unwrap().len(), 0);
    assert_eq!(diary.bring("run.gpx", gpx).files[0].status, Status::Duplicate);
    assert_eq!(diary.store.heads().unwrap().len(), 0, "it stays out");
    // The same recording in another file: it is told anew, by that file.
    let copy = [gpx, b"\n"].concat();
    assert_eq!(diary.bring("copy.gpx", &copy).files[0].status, Status::Imported);
    assert_eq!(diary.store.heads().unwrap().len(), 1);
    diary.restore("run.gpx");
    assert_eq!(diary.delete("run.gpx"), Deletion::default());
    assert_eq!(diary.store.heads().unwrap().len(), 1, "the copy holds it");
}

#[test]
fn what_was_emptied_comes_back_with_its_file() {
    let gpx = include_str!("../import/made.gpx").as_bytes();
    let mut diary = BroughtDiary::new();
    diary.bring("run.gpx", gpx);
    let hash = charley_store::ContentHash::of(gpx);
    let id = diary.store.heads().unwrap()[0].head.id.clone();
    diary.delete("run.gpx");
    assert_eq!(diary.store.empty_away().unwrap(), charley_store::Emptied { workouts: 1, files: 1 });
    assert!(diary.store.empty_away().unwrap().is_nothing());
    assert_eq!(diary.store.original(&hash).unwrap(), None);
    assert_eq!(diary.bring("run.gpx", gpx).files[0].status, Status::Duplicate, "it stays out while deleted");
    diary.restore("run.gpx");
    assert!(diary.store.time_axis(&id).unwrap().is_none(), "its samples are gone");
    assert_eq!(diary.bring("run.gpx", gpx).files[0].status, Status::Imported);
    assert_eq!(diary.store.workout(&id).unwrap().unwrap().time_ms.len(), 4);
    assert_eq!(diary.store.original(&hash).unwrap().as_deref(), Some(gpx));
    assert_eq!(diary.bring("run.gpx", gpx).files[0].status, Status::Duplicate);
    diary.is_sound();
}

#[test]
fn an_import_is_named_by_what_a_person_knows() {
    let file = |path: &str| StoredFile {
        sha256: charley_store::ContentHash::of(path.as_bytes()),
        path: path.to_owned(),
        format: None,
        status: charley_store::FileStatus::Imported,
        notes: Vec::new(),
        error: None,
        size: 0,
        workouts: Vec::new(),
        seen_ms: 0,
    };
    let named = |paths: &[&str]| name(&paths.iter().map(|path| file(path)).collect::<Vec<_>>());
    assert_eq!(named(&["/home/me/export.zip/activities/1.fit"]), "export.zip");
    assert_eq!(named(&["/home/me/export.zip/a/1.fit", "/home/me/export.zip/b.fit"]), "export.zip");
    assert_eq!(named(&["/media/Activity/1.fit", "/media/Activity/2.fit"]), "Activity");
    assert_eq!(named(&["ride.fit", "run.gpx"]), "2 files");
    assert_eq!(named(&["ride.fit"]), "ride.fit");
    assert_eq!(words::several(1), "1 file");
}
