//! Recorded workouts put right: sport, start, length, parts, copies, what is not mine, a cramp in it; all of it undone.

use std::fs;

use serde_json::{Value, json};

use crate::{charley::Charley, import::gpx};

/// A person with three runs of 40 minutes: two on 20 November, one on the 21st.
fn runner() -> Charley {
    let charley = Charley::new();
    for (name, start) in [
        ("a.gpx", "2026-11-20T07:00:00Z"),
        ("b.gpx", "2026-11-20T15:00:00Z"),
        ("c.gpx", "2026-11-21T07:00:00Z"),
    ] {
        fs::write(charley.home().join(name), gpx(start, 40, 1)).unwrap();
        charley.types(&format!("import {name}")).ok();
    }
    charley
}

fn workouts(charley: &Charley) -> Vec<Value> {
    charley.asks("workouts")["workouts"].as_array().unwrap().clone()
}

fn ids(charley: &Charley) -> Vec<String> {
    workouts(charley).iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// What the causes know of the load of a day.
fn load(charley: &Charley, night: &str) -> Option<f64> {
    let exposures = charley.types(&format!("exposures --night {night} --json")).json();
    let values = exposures["windows"][0]["values"].as_array().unwrap().clone();
    let load = values.iter().find(|value| value["trigger"].as_str().unwrap_or_default().contains("load"));
    load.and_then(|value| value["value"].as_f64())
}

#[test]
fn a_sport_is_put_right_everywhere_and_undone() {
    let charley = runner();
    let id = &ids(&charley)[0];
    let before = load(&charley, "2026-11-20");
    assert_eq!(workouts(&charley)[0]["sport"], "run");
    let out = charley.types(&format!("workout {id} --sport strength")).ok().out;
    assert!(out.contains("sport is strength"), "{out}");
    assert_eq!(workouts(&charley)[0]["sport"], "strength");
    assert_eq!(workouts(&charley)[0]["corrections"][0]["change"], json!({ "sport": "strength" }));
    let out = charley.types(&format!("workout {id}")).ok().out;
    assert!(out.contains("charley undo "), "{out}");
    // The same file again changes nothing of it.
    charley.types("import a.gpx").ok();
    assert_eq!(workouts(&charley)[0]["sport"], "strength");
    charley.types("undo").ok();
    assert_eq!(workouts(&charley)[0]["sport"], "run");
    assert_eq!(load(&charley, "2026-11-20"), before);
}

#[test]
fn what_is_deleted_takes_no_part_and_comes_back() {
    let charley = runner();
    let id = ids(&charley)[2].clone();
    let before = load(&charley, "2026-11-21");
    assert!(before.is_some_and(|load| load > 0.0), "{before:?}");
    charley.types(&format!("workout {id} --delete")).ok();
    assert_eq!(ids(&charley).len(), 2);
    assert_eq!(charley.asks("workouts")["away"][0]["away"], "deleted");
    assert!(load(&charley, "2026-11-21") < before, "the causes do not see it");
    let again = charley.types("import c.gpx --json").ok().json();
    assert_eq!(again["files"][0]["status"], "duplicate");
    assert!(again["files"][0]["notes"][0].as_str().unwrap().contains("stays out"), "{again}");
    assert_eq!(ids(&charley).len(), 2);
    let refused = charley.types(&format!("workout {id} --sport ride"));
    assert_eq!((refused.code, refused.err.contains("bring it back")), (2, true), "{}", refused.err);
    charley.types(&format!("workout {id} --restore")).ok();
    assert_eq!((ids(&charley).len(), load(&charley, "2026-11-21")), (3, before));
}

#[test]
fn another_copy_of_what_was_deleted_stays_out() {
    let charley = runner();
    let id = ids(&charley)[0].clone();
    charley.types(&format!("workout {id} --not-mine")).ok();
    let other = gpx("2026-11-20T07:00:00Z", 40, 1).replace("creator=\"test\"", "creator=\"other\"");
    fs::write(charley.home().join("copy.gpx"), other.replace("<x:hr", "<x:cad>80</x:cad><x:hr")).unwrap();
    charley.types("import copy.gpx").ok();
    assert_eq!(ids(&charley).len(), 2);
}

#[test]
fn a_start_moves_the_workout_to_its_night() {
    let charley = runner();
    let id = ids(&charley)[2].clone();
    let before = load(&charley, "2026-11-18");
    charley.types_words(&["workout", &id, "--start", "2026-11-18 18:00"]).ok();
    let moved = workouts(&charley).into_iter().find(|one| one["id"] == *id).unwrap();
    assert_eq!(
        (moved["start"].as_str(), moved["clock"].as_str()),
        (Some("2026-11-18T18:00:00+01:00"), Some("said"))
    );
    assert!(load(&charley, "2026-11-18") > before);
    charley.types("undo").ok();
    assert_eq!(load(&charley, "2026-11-18"), before);
}

#[test]
fn a_recording_is_split_and_two_are_joined() {
    let charley = runner();
    let id = ids(&charley)[0].clone();
    charley.types(&format!("workout {id} --split-at 10min")).ok();
    let listed = workouts(&charley);
    assert_eq!(listed.len(), 4);
    assert_eq!(
        (listed[0]["elapsed_s"].as_f64(), listed[1]["elapsed_s"].as_f64()),
        (Some(600.0), Some(1800.0))
    );
    let second = listed[1]["id"].as_str().unwrap().to_owned();
    charley.types(&format!("workout {second} --sport walk --length 20min")).ok();
    assert_eq!(workouts(&charley)[1]["elapsed_s"], 1200.0);
    charley.types(&format!("workout {second} --split-at 5min")).ok();
    assert_eq!(workouts(&charley).len(), 5);
    for _ in 0..4 {
        charley.types("undo").ok();
    }
    assert_eq!(ids(&charley).len(), 3);
    let (first, later) = (ids(&charley)[0].clone(), ids(&charley)[1].clone());
    charley.types(&format!("workout {later} --join {first}")).ok();
    let joined = &workouts(&charley)[0];
    assert_eq!((joined["id"].as_str(), joined["elapsed_s"].as_f64()), (Some(first.as_str()), Some(31_200.0)));
    assert_eq!(ids(&charley).len(), 2);
}

#[test]
fn two_clocks_are_asked_about_and_the_answer_counts_once() {
    let charley = Charley::new();
    fs::write(charley.home().join("a.gpx"), gpx("2026-11-20T07:00:00Z", 40, 1)).unwrap();
    fs::write(charley.home().join("b.gpx"), gpx("2026-11-20T09:00:00Z", 40, 1)).unwrap();
    charley.types("import a.gpx b.gpx").ok();
    let question = charley.asks("workouts")["questions"][0].clone();
    assert_eq!(question["asked"], "zone_shift", "{question}");
    let (first, second) = (question["first"].as_str().unwrap(), question["second"].as_str().unwrap());
    let out = charley.types("workouts").ok().out;
    assert!(out.contains(&format!("charley workout {second} --same-as {first}")), "{out}");
    charley.types(&format!("workout {second} --same-as {first}")).ok();
    let listed = workouts(&charley);
    assert_eq!(listed[0]["group"], listed[1]["group"]);
    assert_eq!(listed[0]["start"], listed[1]["start"]);
    assert_eq!(listed[0]["start"], "2026-11-20T10:00:00+01:00");
    assert_eq!(charley.asks("workouts")["questions"], json!([]));
    charley.types("undo").ok();
    charley.types(&format!("workout {first} --not-same-as {second}")).ok();
    assert_eq!(charley.asks("workouts")["questions"], json!([]));
    assert_ne!(workouts(&charley)[0]["start"], workouts(&charley)[1]["start"]);
}

#[test]
fn what_was_marked_in_a_workout_moves_with_its_start_and_back() {
    let charley = runner();
    let id = ids(&charley)[2].clone();
    charley.types(&format!("workout {id} --cramp-at 25min calf left")).ok();
    charley.types("log cramp foot --at 2026-11-21T03:00").ok();
    let times = |charley: &Charley| {
        let entries = charley.asks("diary")["entries"].as_array().unwrap().clone();
        let cramps = entries.iter().filter(|entry| entry["kind"] == "cramp");
        cramps.map(|entry| entry["at"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(times(&charley), ["2026-11-21T03:00:00+01:00", "2026-11-21T08:25:00+01:00"]);
    charley.types_words(&["workout", &id, "--start", "2026-11-19 18:00"]).ok();
    assert_eq!(times(&charley), ["2026-11-19T18:25:00+01:00", "2026-11-21T03:00:00+01:00"]);
    charley.types_words(&["workout", &id, "--start", "2026-11-19 19:00"]).ok();
    assert_eq!(times(&charley)[0], "2026-11-19T19:25:00+01:00");
    charley.types("undo").ok();
    assert_eq!(times(&charley)[0], "2026-11-19T18:25:00+01:00");
    charley.types("undo").ok();
    assert_eq!(times(&charley), ["2026-11-21T03:00:00+01:00", "2026-11-21T08:25:00+01:00"]);
}

#[test]
fn a_cramp_is_marked_at_a_minute_and_at_a_kilometre() {
    let charley = runner();
    let id = ids(&charley)[2].clone();
    charley.types(&format!("workout {id} --cramp-at 25min calf left")).ok();
    let entry = charley.asks("diary")["entries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (entry["kind"].as_str(), entry["at"].as_str()),
        (Some("cramp"), Some("2026-11-21T08:25:00+01:00"))
    );
    assert_eq!(entry["during_workout"], true);
    charley.types(&format!("workout {id} --cramp-at 4km foot")).ok();
    let out = charley.types(&format!("workout {id} --cramp-at 90km"));
    assert_eq!((out.code, out.err.contains("not within this workout")), (2, true), "{}", out.err);
}

#[test]
fn what_was_taken_out_is_emptied_for_good_once_asked() {
    let charley = runner();
    let id = ids(&charley)[0].clone();
    assert!(charley.types("workouts --empty --yes").ok().out.contains("nothing to empty"));
    charley.types(&format!("workout {id} --delete")).ok();
    assert_eq!(charley.types("workouts --empty").code, 2, "nobody can answer");
    assert_eq!(charley.asks("workouts --empty --yes")["emptied"], 1);
    assert!(
        charley.types("data verify").ok().out.contains("All well") || charley.types("data verify").code == 0
    );
    assert_eq!(charley.types("import a.gpx --json").ok().json()["files"][0]["status"], "duplicate");
    assert_eq!(ids(&charley).len(), 2);
}

#[test]
fn what_was_emptied_says_so_when_it_comes_back_and_its_file_brings_the_samples() {
    let charley = runner();
    let id = ids(&charley)[0].clone();
    charley.types(&format!("workout {id} --delete")).ok();
    charley.types("workouts --empty --yes").ok();
    let back = charley.types(&format!("workout {id} --restore")).ok().out;
    assert!(back.contains("Its samples were emptied."), "{back}");
    assert_eq!(charley.types("import a.gpx --json").ok().json()["files"][0]["status"], "imported");
    let again = charley.types(&format!("workout {id} --cramp-at 20min")).ok().out;
    assert!(again.contains("cramp"), "{again}");
    assert_eq!(charley.types("import a.gpx --json").ok().json()["files"][0]["status"], "duplicate");
}

#[test]
fn an_import_goes_and_comes_as_a_whole() {
    let charley = runner();
    let list = charley.types("import --list").ok().out;
    assert_eq!(list.matches(".gpx").count(), 3, "{list}");
    let gone = charley.types("import --delete last").ok().out;
    assert!(gone.starts_with("Deleted ") && gone.contains("1 workout") && gone.contains("undo"), "{gone}");
    assert_eq!(ids(&charley).len(), 2);
    assert!(charley.types("import --list").ok().out.contains("(deleted)"));
    let back = charley.types("undo").ok().out;
    assert!(back.contains(" is back."), "{back}");
    assert_eq!(ids(&charley).len(), 3);
    let first = charley.asks("import --list")["imports"][2]["id"].as_str().unwrap().to_owned();
    assert_eq!(charley.types(&format!("import --delete {first} --json")).ok().json()["workouts"], 1);
    charley.types("data export out.jsonl").ok();
    let other = Charley::new();
    fs::rename(charley.home().join("out.jsonl"), other.home().join("out.jsonl")).unwrap();
    other.types("data restore out.jsonl").ok();
    assert_eq!(ids(&other).len(), 2, "a deletion goes with an export");
    assert_eq!(other.types(&format!("import --restore {first} --json")).ok().json()["workouts"], 1);
    assert_eq!(ids(&other).len(), 3);
    for (line, says) in [
        ("import --delete zzzz", "is no import"),
        (&format!("import --restore {first}"), "is not deleted"),
        ("import --delete last a.gpx", "cannot be used with"),
    ] {
        let typed = other.types(line);
        assert!(typed.code != 0 && typed.err.contains(says), "{line}: {}", typed.err);
    }
}

#[test]
fn corrections_go_with_backups_and_exports() {
    let charley = runner();
    let id = ids(&charley)[0].clone();
    charley.types(&format!("workout {id} --sport hike")).ok();
    charley.types("data export out.jsonl").ok();
    let other = Charley::new();
    fs::rename(charley.home().join("out.jsonl"), other.home().join("out.jsonl")).unwrap();
    other.types("data restore out.jsonl").ok();
    assert_eq!(workouts(&other)[0]["sport"], "hike");
}

#[test]
fn what_cannot_be_is_refused_with_what_to_do() {
    let charley = runner();
    let id = ids(&charley)[0].clone();
    for (line, says) in [
        ("workout zzzz --sport run".to_owned(), "is no workout"),
        (format!("workout {id} --sport chess"), "chess"),
        (format!("workout {id} --length 9days"), "9days"),
        (format!("workout {id} --length 200h"), "at most 7 days"),
        (format!("workout {id} --start 2030-01-01T00:00"), "future"),
        (format!("workout {id} --split-at 3h"), "not within"),
        (format!("workout {id} --split-at soon"), "write a minute"),
        (format!("workout {id} --join {id}"), "this workout itself"),
        (format!("workout {id} --restore"), "not taken out"),
        (format!("workout {id} --delete --not-mine"), "cannot be used with"),
    ] {
        let out = charley.types(&line);
        assert_eq!(out.code, 2, "{line}: {}", out.err);
        assert!(out.err.contains(says), "{line}: {}", out.err);
    }
    assert_eq!(ids(&charley).len(), 3);
}

#[test]
#[cfg(unix)]
fn a_folder_is_watched_and_each_file_is_a_line() {
    use std::{
        io::{BufRead as _, BufReader},
        process::Stdio,
    };
    let charley = Charley::new();
    let folder = charley.home().join("sync/phone");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("half.gpx.part"), gpx("2026-11-19T07:00:00Z", 40, 1)).unwrap();
    fs::write(folder.join("a.gpx"), gpx("2026-11-20T07:00:00Z", 40, 1)).unwrap();
    let mut child =
        charley.command("import --watch sync").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    let first = next();
    assert!(first.starts_with("imported 2026-11-20 08:00 run") && first.contains("a.gpx"), "{first}");
    fs::write(folder.join("b.fit"), "no recording").unwrap();
    let second = next();
    assert!(second.starts_with("rejected") && second.contains("b.fit"), "{second}");
    let ended = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(ended.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(folder.join("a.gpx").exists(), "nothing is taken away");
    assert_eq!(ids(&charley).len(), 1);
}
