//! An import from outside: once and again, whole and damaged, tried and kept, alone and with the table of an export.

use std::{fs, sync::atomic::AtomicBool};

use charley_case::import::{ImportDocument, ImportReport, Ledger, Order, Status, import, import_sent};
use charley_domain::entry::Record;
use charley_store::Store;
use jiff::ZonedDateTime;
use tempfile::TempDir;

fn now() -> ZonedDateTime {
    "2026-11-23T09:00[UTC]".parse().unwrap()
}

/// A track of ten minutes that begins at a minute of an hour.
fn track(hour: u32, begin: u32) -> Vec<u8> {
    let point = |at: u32| {
        let (minute, second, latitude) = (begin + at / 2, at % 2 * 30, 52.0 + f64::from(at) * 0.001);
        format!(
            "<trkpt lat=\"{latitude}\" lon=\"13.0\"><ele>40</ele><time>2026-11-20T{hour:02}:{minute:02}:{second:02}Z</time></trkpt>"
        )
    };
    let points: String = (0..20).map(point).collect();
    let head =
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"made up\"><trk><type>running</type><trkseg>";
    format!("{head}{points}</trkseg></trk></gpx>").into_bytes()
}

struct Desk {
    folder: TempDir,
    store: Store,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open_or_create(&folder.path().join("data")).unwrap();
        Self { folder, store }
    }

    fn sends(&mut self, name: &str, bytes: &[u8]) -> ImportReport {
        let mut ledger = Ledger::kept(&mut self.store).unwrap();
        import_sent(name, &mut { bytes }, &mut ledger, &now()).unwrap()
    }

    fn imports(&mut self, stop: bool) -> ImportReport {
        let paths = [self.folder.path().join("files")];
        let stop = AtomicBool::new(stop);
        let order = Order { paths: &paths, now: &now(), stop: &stop };
        import(&order, &mut Ledger::kept(&mut self.store).unwrap(), &mut ()).unwrap()
    }

    fn has(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join("files").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn workouts(&self) -> usize {
        self.store.heads().unwrap().len()
    }
}

#[test]
fn the_same_bytes_again_change_nothing_whatever_they_are_called() {
    let mut desk = Desk::new();
    let first = desk.sends("run.gpx", &track(8, 0));
    assert_eq!((first.count(Status::Imported), desk.workouts()), (1, 1));
    let again = desk.sends("copy of run.gpx", &track(8, 0));
    assert_eq!((again.count(Status::Duplicate), desk.workouts()), (1, 1));
    assert_eq!(again.files[0].workouts[0].head.id, first.files[0].workouts[0].head.id);
}

/// An export of Apple Health with so many weighings, and one workout.
fn phone_export(days: u32) -> Vec<u8> {
    let weighing = |day: u32| {
        let at = format!("2026-11-{:02} 07:00:00 +0000", day + 1);
        format!(
            "<Record type=\"HKQuantityTypeIdentifierBodyMass\" sourceName=\"S\" unit=\"kg\" startDate=\"{at}\" endDate=\"{at}\" value=\"70.{day}\"/>\n"
        )
    };
    let workout = "<Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" startDate=\"2026-11-02 09:50:00 +0000\" \
         endDate=\"2026-11-02 10:20:00 +0000\"/>";
    let records: String = (0..days).map(weighing).collect();
    format!("<?xml version=\"1.0\"?><HealthData locale=\"de_DE\">{records}{workout}</HealthData>").into()
}

#[test]
fn an_export_made_again_some_days_later_brings_only_these() {
    let mut desk = Desk::new();
    let first = desk.sends("export.xml", &phone_export(5));
    assert_eq!((first.new_workouts(), first.known_before(), first.entries), (1, 0, 5));
    let later = desk.sends("export.xml", &phone_export(8));
    assert_eq!((later.count(Status::Imported), later.entries), (1, 3));
    assert_eq!((later.new_workouts(), later.known_before()), (0, 1), "the workout was there");
    let again = desk.sends("export (1).xml", &phone_export(8));
    assert_eq!((again.count(Status::Duplicate), again.entries, again.new_workouts()), (1, 0, 0));
    assert_eq!(desk.workouts(), 1);
}

#[test]
fn what_is_tried_is_told_as_it_would_be_and_nothing_is_kept() {
    let mut desk = Desk::new();
    let mut tried = Ledger::tried(Some(&desk.store)).unwrap();
    let report = import_sent("run.gpx", &mut track(8, 0).as_slice(), &mut tried, &now()).unwrap();
    assert_eq!((report.count(Status::Imported), desk.workouts()), (1, 0));
    let document = serde_json::to_value(ImportDocument::of(&report, true)).unwrap();
    assert_eq!((&document["dry_run"], &document["imported"]), (&true.into(), &1.into()));
    desk.sends("run.gpx", &track(8, 0));
    let mut tried = Ledger::tried(Some(&desk.store)).unwrap();
    let report = import_sent("run.gpx", &mut track(8, 0).as_slice(), &mut tried, &now()).unwrap();
    assert_eq!(report.count(Status::Duplicate), 1);
    let nowhere = Ledger::tried(None);
    assert!(nowhere.is_ok(), "an import can be tried before there is a diary");
}

#[test]
fn one_bad_file_stops_no_other_and_says_where_it_broke() {
    let mut desk = Desk::new();
    let whole = track(8, 0);
    desk.has("a.gpx", &whole);
    desk.has("b.gpx", &track(10, 0)[..whole.len() / 2]);
    desk.has("c.gpx", b"<?xml version=\"1.0\"?><gpx version=\"1.1\"></gpx>");
    desk.has("d.gpx", &track(12, 0));
    desk.has("notes.txt", b"nothing to read");
    let report = desk.imports(false);
    let status = |name: &str| {
        let file = report.files.iter().find(|file| file.path.ends_with(name));
        file.map(|file| (file.status, file.error.is_some()))
    };
    assert_eq!(status("a.gpx"), Some((Status::Imported, false)));
    assert_eq!(status("d.gpx"), Some((Status::Imported, false)));
    assert_eq!(status("b.gpx"), Some((Status::Partial, true)), "{:?}", report.files);
    assert_eq!(status("c.gpx"), Some((Status::Rejected, true)), "{:?}", report.files);
    assert_eq!((report.left_alone, report.interrupted), (1, false));
    let broken = report.files.iter().find(|file| file.path.ends_with("b.gpx")).unwrap();
    assert!(broken.error.as_ref().unwrap().byte_offset.is_some());
    assert_eq!(desk.workouts(), 3);
    assert!(report.files.iter().map(|file| &file.path).is_sorted(), "in the order in which they were found");
}

#[test]
fn whoever_stops_keeps_what_was_done_and_the_next_import_does_the_rest() {
    let mut desk = Desk::new();
    for hour in 0..12 {
        desk.has(&format!("{hour:02}.gpx"), &track(hour, 0));
    }
    let stopped = desk.imports(true);
    assert!(stopped.interrupted && stopped.files.len() < 12, "{}", stopped.files.len());
    let before = desk.workouts();
    assert_eq!(before, stopped.count(Status::Imported));
    let rest = desk.imports(false);
    assert_eq!((desk.workouts(), rest.interrupted), (12, false));
    assert_eq!(rest.count(Status::Duplicate), before);
}

#[test]
fn two_devices_on_one_run_are_one_recording_and_both_stay() {
    let mut desk = Desk::new();
    desk.has("watch.gpx", &track(8, 0));
    // Its clock is seven seconds off.
    let other = String::from_utf8(track(8, 0)).unwrap().replace(":00Z", ":07Z").replace(":30Z", ":37Z");
    desk.has("phone.gpx", other.as_bytes());
    let report = desk.imports(false);
    let held: Vec<_> = report.files.iter().flat_map(|file| &file.workouts).collect();
    assert_eq!((held.len(), desk.workouts()), (2, 2), "nothing is deleted");
    assert_eq!(held[0].group, held[1].group);
    assert!(held.iter().any(|one| one.group == one.head.id), "a recording is named by its first copy");
}

#[test]
fn the_table_of_an_export_gives_names_weather_and_weight_once() {
    let mut desk = Desk::new();
    desk.has("activities/1.gpx", &track(8, 0));
    desk.has(
        "activities.csv",
        b"Activity ID,Activity Date,Activity Name,Activity Type,Filename,Athlete Weight,Weather Temperature\n\
          1,\"Nov 20, 2026, 8:00:00 AM\",Along the river,Run,activities/1.gpx,71.5,4.0\n",
    );
    let report = desk.imports(false);
    let entries = desk.store.entries().unwrap();
    assert_eq!((report.entries, entries.len()), (2, 2), "{:?}", report.files);
    assert!(entries.iter().any(|entry| matches!(entry.record, Record::Weather(_))));
    assert!(entries.iter().any(|entry| matches!(entry.record, Record::Weight { .. })));
    let again = desk.imports(false);
    assert_eq!((again.entries, desk.store.entries().unwrap().len()), (0, 2));
}

#[test]
fn a_saved_route_in_an_export_is_no_failure_and_alone_it_is_one() {
    let route = b"<?xml version=\"1.0\"?><gpx version=\"1.1\"><rte><rtept lat=\"1\" lon=\"2\"/></rte></gpx>";
    let mut desk = Desk::new();
    desk.has("routes/1.gpx", route);
    desk.has("run.gpx", &track(8, 0));
    let report = desk.imports(false);
    assert_eq!(
        (report.count(Status::NotYet), report.count(Status::Rejected), report.is_in_vain()),
        (1, 0, false)
    );
    let told = report.files.iter().find(|file| file.status == Status::NotYet).unwrap();
    assert_eq!(told.holds, ["a planned route"]);
    assert_eq!(desk.sends("1.gpx", route).count(Status::Rejected), 1);
}

#[test]
fn a_known_export_is_named_once_with_what_it_holds() {
    let mut desk = Desk::new();
    for month in 1..=9 {
        desk.has(
            &format!("samsung/com.samsung.shealth.exercise.2026{month:02}.csv"),
            b"com.samsung.shealth.exercise,1\n",
        );
    }
    let report = desk.imports(false);
    assert_eq!((report.files.len(), report.left_alone, report.is_in_vain()), (1, 0, true));
    assert!(
        report.files[0].notes[0].starts_with("9 files of Samsung Health not read yet (workouts, heart rate")
    );
}

#[test]
fn what_strava_has_without_a_file_is_kept_once() {
    let table = "Activity ID,Activity Date,Activity Name,Activity Type,Filename,Perceived Exertion,Elapsed Time,Distance,Distance\n\
                 1,\"Nov 20, 2026, 8:00:00 AM\",Morning,Rowing,activities/1.gpx.gz,,600,1,1\n\
                 2,\"Nov 19, 2026, 6:00:00 PM\",Gym,Weight Training,,,3600,0,0\n\
                 3,\"Nov 18, 2026, 6:00:00 PM\",Track,Run,,8,1800,5.2,5200\n";
    let mut desk = Desk::new();
    desk.has("activities.csv", table.as_bytes());
    // As a Mac unpacks it, and without a sport of its own.
    let other = String::from_utf8(track(8, 0)).unwrap().replace("<type>running</type>", "");
    desk.has("activities/1.gpx", other.as_bytes());
    let report = desk.imports(false);
    let note = report.files[0].notes.last().unwrap();
    assert!(note.contains("3 activities, 1 of them") && note.contains("2 without a file"), "{note}");
    let sports: Vec<&str> =
        desk.store.heads().unwrap().iter().map(|stored| stored.head.sport.word()).collect();
    assert_eq!(sports, ["strength", "row"]);
    let felt = desk.store.entries().unwrap().into_iter().find_map(|entry| match entry.record {
        Record::Workout(workout) => Some((workout.effort.word(), workout.duration_s)),
        _ => None,
    });
    assert_eq!(felt, Some(("hard", 1800)));
    let again = desk.imports(false);
    assert_eq!((again.count(Status::Imported), again.entries, desk.workouts()), (0, 0, 2));
}

/// Four nights of a watch and of a phone, a run without a route and its weather.
const APPLE: &str = "<?xml version=\"1.0\"?><HealthData locale=\"de_DE\">\
    <Record type=\"HKCategoryTypeIdentifierSleepAnalysis\" sourceName=\"Watch\" startDate=\"2026-11-20 23:00:00 +0000\" endDate=\"2026-11-21 06:00:00 +0000\" value=\"HKCategoryValueSleepAnalysisAsleepCore\"/>\
    <Record type=\"HKCategoryTypeIdentifierSleepAnalysis\" sourceName=\"iPhone\" startDate=\"2026-11-20 22:00:00 +0000\" endDate=\"2026-11-21 07:00:00 +0000\" value=\"HKCategoryValueSleepAnalysisAsleepUnspecified\"/>\
    <Record type=\"HKQuantityTypeIdentifierDietaryWater\" sourceName=\"App\" unit=\"mL\" startDate=\"2027-11-21 09:00:00 +0000\" endDate=\"2027-11-21 09:00:00 +0000\" value=\"300\"/>\
    <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"30\" durationUnit=\"min\" startDate=\"2026-11-21 10:00:00 +0000\" endDate=\"2026-11-21 10:30:00 +0000\">\
    <MetadataEntry key=\"HKWeatherTemperature\" value=\"68 degF\"/></Workout></HealthData>";

#[test]
fn an_export_of_health_data_becomes_entries_once_and_what_lies_ahead_is_left_out() {
    let mut desk = Desk::new();
    let report = desk.sends("anything.bin", APPLE.as_bytes());
    assert_eq!((report.count(Status::Imported), desk.workouts()), (1, 1));
    assert_eq!(report.observed.words().unwrap(), "2 nights of sleep, 1 workout with its weather");
    let nights: Vec<String> = desk
        .store
        .entries()
        .unwrap()
        .iter()
        .filter(|entry| entry.record.kind() == "observed")
        .map(|entry| format!("{} {}", entry.night, entry.source))
        .collect();
    assert_eq!(nights, ["2026-11-20 import", "2026-11-20 import"], "a drink of next year is none");
    let again = desk.sends("again.xml", APPLE.as_bytes());
    assert_eq!((again.entries, again.count(Status::Duplicate), desk.workouts()), (0, 1, 1));
}

#[test]
fn two_years_of_nights_are_two_transactions_and_the_same_again_changes_nothing() {
    let night = |day: i32| {
        let date = jiff::civil::date(2024, 11, 1).saturating_add(jiff::Span::new().days(day));
        let next = date.saturating_add(jiff::Span::new().days(1));
        format!(
            "{{\"sleepStartTimestampGMT\":\"{date}T22:00:00.0\",\"sleepEndTimestampGMT\":\"{next}T05:30:00.0\",\"deepSleepSeconds\":5400,\
             \"lightSleepSeconds\":14400,\"remSleepSeconds\":6000,\"awakeSleepSeconds\":1200}}"
        )
    };
    let rows: Vec<String> = (0..730).map(night).collect();
    let file = format!("[{}]", rows.join(","));
    let mut desk = Desk::new();
    let since = std::time::Instant::now();
    let report = desk.sends("sleepData.json", file.as_bytes());
    assert_eq!(report.observed.words().unwrap(), "730 nights of sleep");
    assert!(since.elapsed().as_secs() < 60, "{:?}", since.elapsed());
    assert_eq!(desk.sends("sleepData.json", file.as_bytes()).entries, 0);
    assert_eq!(desk.store.entries().unwrap().len(), 730);
}

#[test]
fn an_export_of_health_connect_is_read_from_its_database() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("files/health_connect_export.db");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    charley_store::made_health_connect(&path).unwrap();
    let report = desk.imports(false);
    assert_eq!(
        report.observed.words().unwrap(),
        "2 nights of sleep, 1 weighing, 1 drink of water, 1 time of caffeine"
    );
    assert_eq!(desk.imports(false).entries, 0);
}

#[test]
fn menstruation_is_left_out_until_its_owner_keeps_it_and_goes_when_they_no_longer_do() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("files/health_connect_export.db");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    charley_store::made_health_connect(&path).unwrap();
    let kinds = |desk: &Desk| {
        let entries = desk.store.entries().unwrap();
        let is = |entry: &&charley_domain::entry::Entry| matches!(&entry.record, Record::Observed(seen) if seen.what.kind() == "menstruation");
        (entries.iter().filter(is).count(), entries.len())
    };
    let left_out = desk.imports(false).cycle.left_out();
    assert_eq!(left_out, ["It has menstrual records of 1 month. Charley left them out."]);
    let (none, others) = kinds(&desk);
    assert_eq!(none, 0);
    let says = |desk: &mut Desk, cycle| {
        let person = charley_domain::person::Person { cycle, ..Default::default() };
        desk.store.set_person_and_cycle(&person, "2026-11-22T09:00Z".parse().unwrap()).unwrap()
    };
    says(&mut desk, Some(true));
    // The same file again: its workouts were known, and what was left out comes.
    let report = desk.imports(false);
    assert_eq!(report.observed.words().unwrap(), "2 days of menstruation");
    assert!(report.cycle.is_empty());
    assert_eq!((kinds(&desk), desk.workouts()), ((2, others + 2), 1));
    assert_eq!(desk.imports(false).entries, 0);
    assert_eq!((says(&mut desk, None), kinds(&desk)), (2, (0, others)));
    assert_eq!(desk.imports(false).entries, 0, "what is not kept does not come back with its file");
    assert_eq!((says(&mut desk, Some(true)), kinds(&desk)), (2, (2, others + 2)));
}
