//! Import: what a person has lying around, once and again, whole and damaged.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::charley::Charley;

/// A track of `minutes` minutes that begins at `start`, with a heart rate that depends on `seed`.
pub(crate) fn gpx(start: &str, minutes: i64, seed: i64) -> String {
    let start: jiff::Timestamp = start.parse().unwrap();
    let mut text =
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"test\"><trk><type>running</type><trkseg>\n"
            .to_owned();
    for second in (0..=minutes * 60).step_by(10) {
        let time = start + jiff::SignedDuration::from_secs(second);
        let latitude = 52.0 + second as f64 * 2.7e-5;
        let heart_rate = 140 + (second / 10 + seed * 7) % 20;
        text.push_str(&format!(
            "<trkpt lat=\"{latitude:.6}\" lon=\"13.0\"><ele>40</ele><time>{time}</time><extensions><x:hr xmlns:x=\"t\">{heart_rate}</x:hr></extensions></trkpt>\n"
        ));
    }
    text + "</trkseg></trk></gpx>\n"
}

/// The same as [`gpx`], written by another program.
fn tcx(start: &str, minutes: i64, seed: i64) -> String {
    let first: jiff::Timestamp = start.parse().unwrap();
    let mut text = format!(
        "<?xml version=\"1.0\"?><TrainingCenterDatabase><Activities><Activity Sport=\"Running\"><Id>{start}</Id>\
         <Lap StartTime=\"{start}\"><TotalTimeSeconds>{}</TotalTimeSeconds><DistanceMeters>{}</DistanceMeters><Track>\n",
        minutes * 60,
        minutes * 180
    );
    for second in (0..=minutes * 60).step_by(10) {
        let time = first + jiff::SignedDuration::from_secs(second);
        text.push_str(&format!(
            "<Trackpoint><Time>{time}</Time><DistanceMeters>{}</DistanceMeters><HeartRateBpm><Value>{}</Value></HeartRateBpm></Trackpoint>\n",
            second * 3,
            140 + (second / 10 + seed * 7) % 20
        ));
    }
    text + "</Track></Lap></Activity></Activities></TrainingCenterDatabase>\n"
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn statuses(document: &Value) -> Vec<&str> {
    document["files"].as_array().unwrap().iter().map(|file| file["status"].as_str().unwrap()).collect()
}

fn paths(document: &Value) -> Vec<&str> {
    document["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect()
}

#[test]
fn a_folder_is_imported_once_and_the_second_time_changes_nothing() {
    let charley = Charley::new();
    put(&charley.home().join("watch/a.gpx"), gpx("2026-11-01T08:00:00Z", 40, 1));
    put(&charley.home().join("watch/deep/b.gpx.gz"), gzip(gpx("2026-11-03T08:00:00Z", 30, 2).as_bytes()));
    put(&charley.home().join("watch/notes.txt"), "shopping list");
    put(&charley.home().join("watch/.DS_Store"), "\0\0");
    let first = charley.asks("import watch");
    assert_eq!(first["schema"], "charley.import/1");
    assert_eq!(statuses(&first), ["imported", "imported"]);
    assert_eq!(paths(&first), ["watch/a.gpx", "watch/deep/b.gpx.gz"]);
    assert_eq!((&first["imported"], &first["rejected"]), (&json!(2), &json!(0)));
    let workout = &first["files"][0]["workouts"][0];
    assert_eq!((&workout["records"], &workout["heart_rate_records"]), (&json!(241), &json!(241)));
    assert_eq!((&workout["sport"], &workout["elapsed_s"]), (&json!("run"), &json!(2400.0)));
    assert_eq!((&workout["power_mean_w"], &workout["temperature_min_c"]), (&json!(null), &json!(null)));
    let again = charley.asks("import watch");
    assert_eq!(statuses(&again), ["duplicate", "duplicate"]);
    let workout_of = |document: &Value, is_new: bool| {
        let mut workout = document["files"][0]["workouts"][0].clone();
        assert_eq!(workout.as_object_mut().unwrap().remove("is_new"), Some(json!(is_new)));
        workout
    };
    assert_eq!(workout_of(&again, false), workout_of(&first, true));
}

#[test]
fn archives_in_archives_keep_the_way_as_typed() {
    let charley = Charley::new();
    let inner = zip(&[("c.gpx", gpx("2026-11-05T08:00:00Z", 20, 3).into_bytes())]);
    let outer = zip(&[
        ("part/inner.zip", inner),
        ("part/d.tcx.gz", gzip(tcx("2026-11-06T08:00:00Z", 20, 4).as_bytes())),
        ("__MACOSX/._d.tcx", b"\0\x05\x16\x07".to_vec()),
    ]);
    put(&charley.home().join("export.zip"), outer);
    let document = charley.asks("import ./export.zip");
    assert_eq!(statuses(&document), ["imported", "imported"]);
    assert_eq!(paths(&document), ["./export.zip/part/d.tcx.gz", "./export.zip/part/inner.zip/c.gpx"]);
}

#[test]
fn damaged_files_keep_what_can_be_read_and_bad_ones_are_named() {
    let charley = Charley::new();
    let whole = gpx("2026-11-01T08:00:00Z", 40, 1);
    put(&charley.home().join("cut.gpx"), &whole[..whole.len() * 9 / 10]);
    put(&charley.home().join("noise.fit"), "this is no recording");
    put(&charley.home().join("good.gpx"), gpx("2026-11-02T08:00:00Z", 40, 1));
    let outcome = charley.types("import cut.gpx noise.fit good.gpx missing.gpx --json").ends(3);
    let document = outcome.json();
    assert_eq!(statuses(&document), ["partial", "rejected", "imported", "rejected"]);
    let problem = &document["files"][0]["error"];
    assert!(problem["message"].as_str().unwrap().starts_with("damaged at "), "{problem}");
    assert!(problem["byte_offset"].as_u64().is_some() && problem["code"].as_str().is_some());
    assert!(document["files"][2]["error"].is_null());
    assert_eq!(
        [&document["imported"], &document["partial"], &document["rejected"]],
        [&json!(1), &json!(1), &json!(2)]
    );
}

#[test]
fn the_account_is_plain_words_at_eighty_columns() {
    let charley = Charley::new();
    let whole = gpx("2026-11-01T08:00:00Z", 40, 1);
    put(&charley.home().join("files/cut.gpx"), &whole[..whole.len() * 9 / 10]);
    put(&charley.home().join("files/noise.fit"), "this is no recording");
    put(
        &charley.home().join("files/a folder with a long name/deeper/good.gpx"),
        gpx("2025-11-02T08:00:00Z", 90, 1),
    );
    put(&charley.home().join("files/holiday.txt"), "a letter");
    let out = charley.types("import files").ends(3).out;
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    insta::assert_snapshot!(out);
    let again = charley.types("import files").ends(3).out;
    assert!(again.contains("Imported: 0 workouts, 2 already known, 1 not readable."), "{again}");
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let charley = Charley::new();
    let document =
        charley.pipes("import - --json", gpx("2026-11-01T08:00:00Z", 10, 1).as_bytes()).ok().json();
    assert_eq!((statuses(&document), paths(&document)), (vec!["imported"], vec!["-"]));
}

#[test]
fn trying_an_import_out_stores_nothing() {
    let charley = Charley::new();
    put(&charley.home().join("a.gpx"), gpx("2026-11-01T08:00:00Z", 40, 1));
    let tried = charley.asks("import a.gpx --dry-run");
    assert_eq!((statuses(&tried), &tried["dry_run"]), (vec!["imported"], &json!(true)));
    assert!(!charley.data().exists());
    charley.types("import a.gpx").ok();
    assert_eq!(statuses(&charley.asks("import a.gpx -n")), ["duplicate"]);
}

#[test]
fn copies_of_one_recording_are_grouped_and_kept() {
    let charley = Charley::new();
    put(&charley.home().join("a.gpx"), gpx("2026-11-01T08:00:00Z", 40, 1));
    put(&charley.home().join("a.tcx"), tcx("2026-11-01T08:00:00Z", 40, 1));
    put(&charley.home().join("b.gpx"), gpx("2026-11-02T08:00:00Z", 40, 1));
    let document = charley.asks("import a.gpx a.tcx b.gpx");
    let group = |file: usize| document["files"][file]["workouts"][0]["group"].as_str().unwrap();
    assert_eq!(group(0), group(1));
    assert_ne!(group(0), group(2));
    assert_eq!(document["imported"], 3);
}

#[test]
fn weather_can_be_recorded_for_a_workout() {
    let charley = Charley::new();
    put(&charley.home().join("a.gpx"), gpx("2026-11-01T08:00:00Z", 40, 1));
    let id = charley.asks("import a.gpx")["files"][0]["workouts"][0]["id"].as_str().unwrap().to_owned();
    let entry = charley.asks(&format!("log weather --workout {id} --air-c -3.5 --sun shade"));
    assert_eq!(entry["entry"]["window"], json!({ "workout": id }));
    assert_eq!((&entry["entry"]["air_c"], &entry["entry"]["wind_m_s"]), (&json!(-3.5), &json!(null)));
    assert_eq!(entry["entry"]["at"], "2026-11-01T09:00:00+01:00");
    charley.types("log weather --air-c 20").ends(2);
}

#[test]
fn a_strava_export_brings_weather_and_weight_once() {
    let charley = Charley::new();
    let table = "Activity ID,Activity Date,Activity Name,Activity Type,Filename,Athlete Weight,Weather Temperature,Humidity,Wind Speed\n\
                 1,\"Nov 1, 2026, 8:00:00 AM\",Long run with cramp,Run,activities/1.gpx.gz,62.0,21.5,0.55,2.5\n\
                 2,\"Nov 2, 2026, 8:00:00 AM\",Easy,Run,activities/2.gpx,62.0,,,\n";
    let export = zip(&[
        ("activities.csv", table.as_bytes().to_vec()),
        ("activities/1.gpx.gz", gzip(gpx("2026-11-01T08:00:00Z", 40, 1).as_bytes())),
        ("activities/2.gpx", gpx("2026-11-02T08:00:00Z", 40, 2).into_bytes()),
        ("media/photo.jpg", vec![0xff, 0xd8, 0xff]),
    ]);
    put(&charley.home().join("export.zip"), export);
    let first = charley.asks("import export.zip");
    assert_eq!((&first["entries"], &first["rejected"]), (&json!(2), &json!(0)), "{first:#}");
    let entries = charley.asks("diary --since all")["entries"].clone();
    let weather =
        entries.as_array().unwrap().iter().find(|entry| entry["kind"] == "weather").unwrap().clone();
    assert_eq!((&weather["air_c"], &weather["source"]), (&json!(21.5), &json!("import")));
    let again = charley.asks("import export.zip");
    assert_eq!((&again["entries"], &again["imported"]), (&json!(0), &json!(0)), "{again:#}");
    assert_eq!(charley.asks("diary --since all")["entries"], entries);
}

#[test]
fn an_interrupted_import_keeps_what_was_done_and_goes_on() {
    let charley = Charley::new();
    for day in 0..200 {
        let start = "2024-01-01T08:00:00Z".parse::<jiff::Timestamp>().unwrap()
            + jiff::SignedDuration::from_hours(24 * day);
        put(&charley.home().join(format!("all/{day:03}.gpx")), gpx(&start.to_string(), 60, day));
    }
    let child =
        charley.command("import all --json").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let patience = Instant::now();
    while !charley.data().join("charley.db").exists() && patience.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(2));
    }
    thread::sleep(Duration::from_millis(50));
    assert!(
        std::process::Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    let output = child.wait_with_output().unwrap();
    let code = output.status.code().unwrap();
    assert!(code == 130 || code == 0, "{code} {}", String::from_utf8_lossy(&output.stderr));
    let first: Value = serde_json::from_slice(&output.stdout).unwrap();
    let done = first["imported"].as_u64().unwrap();
    let second = charley.asks("import all");
    assert_eq!((second["duplicates"].as_u64(), second["imported"].as_u64()), (Some(done), Some(200 - done)));
}

/// Real recordings beside the repository, with the facts other programs found in them.
fn shared_workouts() -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/workouts");
    assert!(folder.join("expected.csv").exists(), "{} is missing", folder.display());
    folder
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn real_recordings_give_the_facts_other_programs_found() {
    let charley = Charley::new();
    let folder = shared_workouts().canonicalize().unwrap();
    let document = charley.types_words(&["import", folder.to_str().unwrap(), "--json"]).ends(0).json();
    let mut rows = csv::Reader::from_path(folder.join("expected.csv")).unwrap();
    let mut seen = 0;
    for row in rows.deserialize::<std::collections::BTreeMap<String, String>>() {
        let row = row.unwrap();
        let path = format!("{}/{}", folder.display(), row["file"]);
        let file =
            document["files"].as_array().unwrap().iter().find(|file| file["path"] == path.as_str()).unwrap();
        let workouts = file["workouts"].as_array().unwrap();
        let sum = |key: &str| workouts.iter().filter_map(|workout| workout[key].as_f64()).sum::<f64>();
        for (column, key) in [
            ("records", "records"),
            ("elapsed_s", "elapsed_s"),
            ("timer_s", "timer_s"),
            ("distance_m", "distance_m"),
            ("hr_n", "heart_rate_records"),
            ("power_n", "power_records"),
        ] {
            let Ok(expected) = row[column].parse::<f64>() else { continue };
            assert!(
                (sum(key) - expected).abs() <= expected * 0.001,
                "{}: {key} {} for {expected}",
                row["file"],
                sum(key)
            );
        }
        seen += 1;
    }
    assert_eq!(seen, 29);
    assert_eq!(document["partial"], 2);
    let again = charley.types_words(&["import", folder.to_str().unwrap(), "--json"]).ends(0).json();
    assert_eq!(
        (&again["imported"], &again["partial"], &again["duplicates"]),
        (&json!(0), &json!(0), &json!(30)),
        "29 recordings, and the one workout of an export of Apple Health"
    );
}

#[test]
fn medicines_of_a_clinic_are_offered_and_never_written_down() {
    let charley = Charley::new();
    let request = |name: &str, status: &str| {
        format!(
            "{{\"resourceType\":\"MedicationRequest\",\"status\":\"{status}\",\"intent\":\"order\",\"authoredOn\":\"2024-02-01\",\"medicationCodeableConcept\":{{\"text\":\"{name}\"}}}}"
        )
    };
    let lines = [
        request("Atorvastatin 40 MG", "active"),
        request("Amlodipine", "completed"),
        "{\"resourceType\":\"Condition\",\"code\":{\"text\":\"Gout\"}}".to_owned(),
    ];
    fs::write(charley.home().join("record.json"), lines.join("\n")).unwrap();
    charley.types("log medicine amlodipine --from 2023-01-01").ok();
    let before = charley.asks("diary")["entries"].as_array().map(Vec::len);
    let out = charley.types("import record.json").ok().out;
    assert!(out.contains("charley log medicine \"Atorvastatin 40 MG\" --from 2024-02-01"), "{out}");
    assert!(
        !out.contains("Amlodipine") && out.contains("Gout") && out.contains("Nothing was written down"),
        "{out}"
    );
    assert_eq!(charley.asks("diary")["entries"].as_array().map(Vec::len), before);
    let json = charley.types("import record.json --json").ok().json();
    assert_eq!(json["offered"]["medicines"][0]["active"], true);
    assert_eq!(json["files"][0]["status"], "not_yet");
}

#[test]
fn menstruation_and_a_pregnancy_are_told_as_left_out_and_how_to_keep_them() {
    let charley = Charley::new();
    let record = |kind: &str, from: &str, to: &str, value: &str| {
        format!(
            "<Record type=\"HKCategoryTypeIdentifier{kind}\" sourceName=\"Health\" startDate=\"{from} 00:00:00 +0000\" endDate=\"{to} 00:00:00 +0000\" value=\"{value}\"/>"
        )
    };
    let export = [
        "<?xml version=\"1.0\"?><HealthData locale=\"en_GB\">".to_owned(),
        record("MenstrualFlow", "2026-07-01", "2026-07-02", "HKCategoryValueVaginalBleedingLight"),
        record("MenstrualFlow", "2026-08-01", "2026-08-02", "HKCategoryValueVaginalBleedingLight"),
        record("Pregnancy", "2026-08-01", "2027-05-08", "HKCategoryValueNotApplicable"),
        "</HealthData>".to_owned(),
    ]
    .concat();
    fs::write(charley.home().join("export.xml"), export).unwrap();
    let out = charley.types("import export.xml").ok().out;
    assert!(out.contains("menstrual records of 2 months. Charley left them out"), "{out}");
    assert!(
        out.contains("records of a pregnancy") && out.contains("charley person set --cycle yes"),
        "{out}"
    );
    charley.types("person set --cycle yes").ok();
    let out = charley.types("import export.xml").ok().out;
    assert!(out.contains("2 days of menstruation"), "{out}");
    assert!(
        out.contains("did not write it down") && out.contains("person set --pregnant-since 2026-08-01"),
        "{out}"
    );
    assert_eq!(charley.asks("person show")["pregnant_since"], serde_json::Value::Null, "never set silently");
    charley.types("person set --pregnant-since 2026-08-01").ok();
    assert!(charley.types("import export.xml --json").ok().json().get("cycle").is_none());
}
