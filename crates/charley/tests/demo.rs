//! The synthetic person: the same for the same seed, varied, and with cramps where the truth puts them.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use charley::demo::{Config, Life, archive, cramps, diary, truth};
use charley_body::{
    ExposureInput,
    carried::Carried,
    demand::Demand,
    exposures,
    factors::people,
    intake,
    safety::{DrinkAlarm, Drinker, Safety},
    summary,
    threshold::Thresholds,
    timeline::{BodyQuantity, WorkoutInput, workout},
    weather::{Setting, Weather},
};
use charley_domain::{
    entry::{Entry, EntrySource, Record},
    exposure::Exposure,
    night::NightOf,
    workout::{Sport, Workout, WorkoutHead},
};
use charley_import::read;
use jiff::{civil::date, tz::TimeZone};

fn small(seed: u64) -> Life {
    Life::of(Config::small(seed, date(2026, 10, 31))).unwrap()
}

struct Made {
    life: Life,
    workouts: Vec<Workout>,
    entries: Vec<Entry>,
    exposures: Vec<Exposure>,
    truth: Vec<truth::TrueTrigger>,
}

/// The whole way without a database: files, read back, diary, exposures, truth, cramps.
fn made(life: Life) -> Made {
    let files: Vec<_> = life.sessions.iter().flat_map(|session| archive::files(&life, session)).collect();
    let mut workouts: Vec<Workout> =
        files.iter().flat_map(|file| read(&file.bytes, &TimeZone::UTC).unwrap().workouts).collect();
    // One of each recording, as grouping leaves them.
    workouts.retain(|workout| !workout.head.device.as_deref().is_some_and(|device| device.contains("phone")));
    let heads: Vec<WorkoutHead> = workouts.iter().map(|workout| workout.head.clone()).collect();
    let recognised = diary::recognised(&life, &heads);
    let mut entries = diary::entries(&life).unwrap();
    entries.extend(diary::workout_weather(&life, &recognised).unwrap());
    let summaries: Vec<_> = workouts.iter().map(summary).collect();
    let exposures = exposures(&ExposureInput {
        person: &life.person,
        entries: &entries,
        workouts: &summaries,
        body: None,
        first: NightOf(life.days[0].date),
        last: NightOf(life.config.until),
        open: None,
        air: charley_body::weather::AirRecord::none(),
    });
    let truth = truth::draw(life.config.seed, &exposures);
    entries.extend(cramps::entries(&life, &truth, &exposures, &recognised).unwrap());
    drop(recognised);
    Made { life, workouts, entries, exposures, truth }
}

fn cramps_of(entries: &[Entry], in_workouts: bool) -> usize {
    entries
        .iter()
        .filter(|e| matches!(&e.record, Record::Cramp(c) if c.during_workout == in_workouts))
        .count()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_the_same_diary() {
    let (one, two) = (small(3), small(3));
    for (a, b) in one.sessions.iter().zip(&two.sessions) {
        assert_eq!(archive::files(&one, a), archive::files(&two, b));
    }
    let (one, two) = (made(one), made(two));
    assert_eq!(one.entries, two.entries);
    assert_eq!(one.truth, two.truth);
    assert_ne!(one.entries, made(small(4)).entries);
}

#[test]
fn the_counts_are_those_that_were_asked_for() {
    let made = made(small(5));
    let config = made.life.config;
    assert_eq!(made.life.days.len(), config.nights as usize);
    assert_eq!(made.life.sessions.len(), config.workouts as usize);
    assert_eq!(made.workouts.len(), config.workouts as usize);
    assert_eq!(cramps_of(&made.entries, false), config.night_cramps as usize);
    assert_eq!(cramps_of(&made.entries, true), config.workout_cramps as usize);
    assert_eq!(made.truth.len(), 3);
    let diary =
        charley_domain::diary::nights(&made.entries, NightOf(made.life.days[0].date), NightOf(config.until));
    let unknown = diary.iter().filter(|night| !night.state.is_known()).count();
    assert!((10..40).contains(&unknown), "{unknown} unknown nights of {}", diary.len());
}

#[test]
fn everything_is_marked_as_synthetic_and_has_an_id_of_its_own() {
    let made = made(small(6));
    assert!(made.entries.iter().all(|entry| entry.source == EntrySource::Synthetic));
    let mut ids: Vec<_> = made.entries.iter().map(|entry| entry.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), made.entries.len());
    let named =
        |workout: &Workout| workout.head.device.as_deref().is_none_or(|device| device.contains("synthetic"));
    assert!(made.workouts.iter().all(named));
}

#[test]
fn nights_with_a_true_trigger_cramp_more() {
    // Over several persons, so that luck averages out; the direction holds for each true trigger of the night.
    let mut by_side: BTreeMap<bool, (f64, f64)> = BTreeMap::new();
    for seed in 10..18 {
        let made = made(small(seed));
        for trigger in made.truth.iter().filter(|t| t.id.window == charley_domain::exposure::Window::Night) {
            let values: Vec<(f64, bool)> = night_values(&made, trigger);
            let mean = values.iter().map(|(value, _)| value).sum::<f64>() / values.len() as f64;
            for (value, cramped) in values {
                let worse = (value > mean) == (trigger.log_hazard_ratio > 0.0);
                let side = by_side.entry(worse).or_default();
                side.0 += f64::from(u8::from(cramped));
                side.1 += 1.0;
            }
        }
    }
    let rate = |worse: bool| by_side[&worse].0 / by_side[&worse].1;
    assert!(rate(true) > 1.4 * rate(false), "{} against {}", rate(true), rate(false));
}

fn night_values(made: &Made, trigger: &truth::TrueTrigger) -> Vec<(f64, bool)> {
    let nights: Vec<NightOf> = made.entries.iter().filter(|e| e.is_night_cramp()).map(|e| e.night).collect();
    made.exposures
        .iter()
        .filter_map(|exposure| {
            let charley_domain::exposure::RiskWindow::Night(night) = &exposure.window else { return None };
            Some((exposure.values.get(&trigger.id)?.value, nights.contains(night)))
        })
        .collect()
}

/// Runs the demo's binary at a fixed time.
fn charley(args: &[&str]) -> std::process::Output {
    let mut command = assert_cmd::Command::cargo_bin("charley").unwrap();
    command
        .env("CHARLEY_NOW", "2026-11-01T12:00:00+00:00[UTC]")
        .env_remove("CHARLEY_DATA")
        .args(args)
        .output()
        .unwrap()
}

#[test]
fn the_demo_answers_and_tells_the_truth_it_was_made_from() {
    let output = charley(&["demo", "--no-serve", "--small", "--seed", "3", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys: Vec<&String> = document.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["schema", "seed", "why", "forecast", "truth", "named", "sweat_factor", "trial", "plan", "phone"]
    );
    assert_eq!(document["phone"]["schema"], "charley.demo_phone/1");
    assert_eq!(
        document["phone"]["why"]["nights"]["cramp"].as_u64().map(|n| (13..=15).contains(&n)),
        Some(true)
    );
    assert!(output.stdout.starts_with(b"{\n  \"schema\": \"charley.demo/1\""));
    assert_eq!(document["seed"], 3);
    assert_eq!(document["why"]["schema"], "charley.why/1");
    assert_eq!(document["forecast"]["schema"], "charley.forecast/1");
    assert_eq!(document["plan"]["schema"], "charley.plan/1");
    assert_eq!(document["plan"]["paces"].as_array().map(Vec::len), Some(3));
    // Seed 3: fourteen cramps in 120 nights name what truly matters, or nothing.
    let named = document["named"].as_array().unwrap();
    assert!(named.iter().all(|id| document["truth"].as_array().unwrap().contains(id)), "{named:?}");
    assert_eq!(document["why"]["standing"], "ready");
    assert_eq!(document["why"]["engine"], "importance");
    let truth = document["truth"].as_array().unwrap();
    assert_eq!(truth.len(), 3);
    for id in truth {
        let id = id.as_str().unwrap().parse().unwrap();
        assert!(charley_evidence::evidence().trigger(&id).is_some(), "{id} is no trigger of the table");
    }
    assert_eq!(
        document["why"]["nights"]["known"].as_u64().unwrap()
            + document["why"]["nights"]["unknown"].as_u64().unwrap(),
        120
    );
    assert_eq!(document["why"]["nights"]["cramp"], 14);
    assert_eq!(document["why"]["workouts"]["cramp"], 4);
    let again = charley(&["demo", "--no-serve", "--small", "--seed", "3", "--json"]);
    assert_eq!(again.stdout, output.stdout, "the same seed gives the same answer");
}

#[test]
fn a_kept_demo_is_a_folder_for_every_verb_and_never_mixes_with_a_diary() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo");
    let path = path.to_str().unwrap();
    let output = charley(&["demo", "--no-serve", "--small", "--keep", path]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("This person is synthetic") && text.contains("Charley named"), "{text}");
    assert!(
        text.contains("A second person, who types nothing") && text.contains("What truly raises their risk")
    );
    let why = charley(&["--data", path, "why", "--json"]);
    assert!(why.status.success(), "{}", String::from_utf8_lossy(&why.stderr));
    // The same archive again changes nothing: it came in by the ordinary door.
    let import = charley(&["--data", path, "import", &format!("{path}/archive"), "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&import.stdout).unwrap();
    assert_eq!(report["imported"], 0);
    assert_eq!(report["duplicates"], 37);
    let refused = charley(&["demo", "--no-serve", "--small", "--keep", path]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("holds a database already"));
}

#[test]
fn the_app_of_the_demo_opens_and_leaves_nothing_behind() {
    use std::{
        io::{BufRead as _, BufReader, Read as _, Write as _},
        net::TcpStream,
        process::{Command, Stdio},
    };
    let temporary = tempfile::tempdir().unwrap();
    let mut demo = Command::new(env!("CARGO_BIN_EXE_charley"))
        .args(["demo", "--person", "athlete", "--small"])
        .env("CHARLEY_NOW", "2026-11-01T12:00:00+00:00[UTC]")
        .env("TMPDIR", temporary.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(demo.stderr.take().unwrap()).lines();
    let link = lines.map_while(Result::ok).find(|line| line.starts_with("http://127.0.0.1:")).unwrap();
    let host = link.trim_start_matches("http://").split('/').next().unwrap();
    let get = |path: &str, cookie: &str| {
        let mut stream = TcpStream::connect(host).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let opened = get(link.trim_start_matches("http://").trim_start_matches(host), "");
    let cookie = opened.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    let page = get("/", cookie.split(';').next().unwrap());
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Synthetic person of the demo"), "{page}");
    assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 1);
    assert!(Command::new("kill").args(["-INT", &demo.id().to_string()]).status().unwrap().success());
    assert!(demo.wait().unwrap().success());
    assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 0, "the temporary folder is gone");
}

/// The body in each workout of a synthetic person: its sport, its sweat in L/h, and what is said of what was drunk.
fn bodies(made: &Made) -> Vec<(Sport, f64, Safety)> {
    let person = &made.life.person;
    let summaries: Vec<_> = made.workouts.iter().map(summary).collect();
    let thresholds = Thresholds::of(person, &summaries, made.life.config.until);
    let people = Box::new(people(person, made.life.config.until, 1, None).0);
    let of = |recording: &Workout| {
        let start = recording.head.start.instant;
        let end = start + jiff::SignedDuration::from_secs(recording.head.elapsed_s as i64);
        let demand = Demand::of(recording, &thresholds);
        let weather =
            Weather::of(&recording.head, &Setting::of(recording), (made.entries.as_slice(), person));
        let intakes = intake::during(&made.entries, (start, end));
        let input = WorkoutInput {
            id: &recording.head.id,
            start,
            demand: &demand,
            weather: &weather,
            intakes: &intakes,
            before: &Carried::fresh(start),
            people: &people,
            seed: 1,
        };
        let (states, _) = workout(input);
        let hours = demand.minutes.len() as f64 / 60.0;
        let sweat_l_h = states.end_of(BodyQuantity::Sweat).map_or(0.0, |sweat| sweat.q50 / hours);
        (recording.head.sport, sweat_l_h, Safety::of(&states, &Drinker::default()))
    };
    made.workouts.iter().map(of).collect()
}

#[test]
fn the_synthetic_person_sweats_as_people_do_and_hears_nothing_of_drinks_that_nobody_recorded() {
    // Hours of an hour: in the minutes of the other tests nobody begins to sweat.
    let config = Config { hour_s: 3600, workouts: 40, nights: 80, ..Config::small(7, date(2026, 10, 31)) };
    let all = bodies(&made(Life::of(config).unwrap()));
    let median = |sport: Sport| {
        let mut rates: Vec<f64> =
            all.iter().filter(|(of, ..)| *of == sport).map(|(_, rate, _)| *rate).collect();
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    };
    let (ride, run) = (median(Sport::Ride), median(Sport::Run));
    assert!((0.3..=0.9).contains(&ride) && (0.5..=1.2).contains(&run), "ride {ride}, run {run} L/h");
    let unlogged = || all.iter().filter(|(_, _, safety)| !safety.drink_is_logged);
    assert!(unlogged().count() > 5, "{}", unlogged().count());
    assert!(unlogged().all(|(_, _, safety)| safety.drink == DrinkAlarm::None));
}
