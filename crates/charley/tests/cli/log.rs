//! Recording: every verb, its sentence, its document, and that the same id is one entry.

use serde_json::{Value, json};

use crate::charley::Charley;

#[test]
fn every_recording_verb_says_in_one_line_what_it_kept() {
    let charley = Charley::new();
    let mut said = String::new();
    for line in [
        "log cramp calf left --at 03:12 --for 2m --pain 7 --eased-by stretch",
        "log cramp right hamstring --during-workout --at yesterday 17:40",
        "log cramp calf --count 3 --at 04:40",
        "log twinge",
        "log twinge left calf --at 02:15",
        "log twinge foot --count 4 --during-workout --at yesterday 17:45",
        "log none --night 2026-11-20",
        "log unsure --night 2026-11-19",
        "log drink 500ml --sodium-mg 300 --kind sports-drink --at 08:30",
        "log drink 0.5l water",
        "log food 60g-carbs",
        "log weight 61.8kg --before",
        "log weight 9st 10lb",
        "log alcohol 2 --at yesterday 20:15",
        "log alcohol 0",
        "log caffeine 100mg",
        "log sitting 9h --at yesterday 18:00",
        "log sleep 6h30",
        "log stretch --at -15m",
        "log foam-roll",
        "log warm-up",
        "log weather --night 2026-11-22 --air-c 29 --humidity-pct 60 --wind-m-s 2 --sun full",
        "log workout run 40min easy --km 7 --at yesterday 17:00",
    ] {
        // `--at yesterday 17:40` holds a blank inside one argument.
        let words: Vec<String> = line
            .replace("yesterday ", "yesterday\u{a0}")
            .split(' ')
            .map(|w| w.replace('\u{a0}', " "))
            .collect();
        let out = charley.types_words(&words.iter().map(String::as_str).collect::<Vec<_>>()).ok().out;
        said.push_str(&format!("$ charley {line}\n{out}"));
    }
    assert!(said.lines().all(|line| line.chars().count() <= 100), "{said}");
    insta::assert_snapshot!(said);
}

#[test]
fn an_entry_comes_back_as_a_document_with_every_field() {
    let charley = Charley::new();
    let id = "0190a5b0-0000-7000-8000-000000000001";
    let document = charley.asks(&format!("log cramp calf left --at 03:12 --for 2m --id {id}"));
    assert_eq!(document["schema"], "charley.entry/1");
    assert_eq!(document["recorded"], "new");
    assert_eq!(
        document["entry"],
        json!({
            "id": id, "kind": "cramp", "at": "2026-11-23T03:12:00+01:00", "recorded_at": "2026-11-23T08:00:00Z",
            "source": "terminal", "precision": "minutes", "night": "2026-11-22", "timezone": "Europe/Berlin",
            "muscle": "calf", "side": "left", "duration_s": 120, "pain": null, "during_workout": false, "eased_by": []
        })
    );
}

#[test]
fn the_same_id_is_one_entry_and_the_first_one_stays() {
    let charley = Charley::new();
    let line = "log cramp calf left --id 0190a5b0-0000-7000-8000-000000000001";
    charley.types(line).ok();
    let again = charley.types("log cramp foot right --id 0190a5b0-0000-7000-8000-000000000001").ok();
    assert!(again.out.starts_with("Already there, nothing changed: cramp, left calf"), "{}", again.out);
    assert_eq!(charley.asks(line)["recorded"], "known");
    assert_eq!(charley.asks("diary")["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn an_entry_without_an_id_gets_one_that_sorts_by_time() {
    let charley = Charley::new();
    let first = charley.asks("log stretch")["entry"]["id"].as_str().unwrap().to_owned();
    let second = charley.asks("log stretch")["entry"]["id"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    assert_eq!(first.as_bytes()[14], b'7');
}

#[test]
fn times_are_read_on_the_wall_of_the_person() {
    let charley = Charley::new();
    charley.types("person set --timezone America/New_York").ok();
    // 09:00 in Berlin is 03:00 in New York: 03:12 was yesterday's.
    let entry = charley.asks("log cramp calf --at 03:12");
    assert_eq!(entry["entry"]["at"], "2026-11-22T03:12:00-05:00");
    assert_eq!(entry["entry"]["night"], "2026-11-21");
    assert_eq!(charley.asks("log stretch")["entry"]["at"], "2026-11-23T03:00:00-05:00");
}

#[test]
fn changed_clocks_are_said() {
    let charley = Charley::new().at("2026-10-25T10:00:00+01:00[Europe/Berlin]");
    let out = charley.types("log cramp calf --at 02:30").ok().out;
    assert!(out.contains("02:30 came twice: taken as the first"), "{out}");
    let second = charley.types("log cramp calf --at 2026-10-25T02:30+01:00").ok().out;
    assert!(!second.contains("twice"), "{second}");
}

#[test]
fn how_exactly_a_time_is_known_is_kept() {
    let charley = Charley::new();
    let precision = |line: &str| charley.asks(line)["entry"]["precision"].as_str().unwrap().to_owned();
    assert_eq!(precision("log cramp calf"), "exact");
    assert_eq!(precision("log cramp calf --at -15m"), "minutes");
    assert_eq!(precision("log none"), "night");
    assert_eq!(precision("log cramp calf --at 2026-11-20T03:12"), "recalled");
}

#[test]
fn a_twinge_is_a_document_a_night_without_a_cramp_and_is_taken_back() {
    let charley = Charley::new();
    let twinge = charley.asks("log twinge calf --count 2 --at 03:12")["entry"].clone();
    assert_eq!(
        (&twinge["kind"], &twinge["muscle"], &twinge["count"]),
        (&json!("twinge"), &json!("calf"), &json!(2))
    );
    let bare = charley.asks("log twinge --at 04:00")["entry"].clone();
    assert_eq!(
        (&bare["muscle"], &bare["side"], &bare["count"]),
        (&json!(null), &json!("unknown"), &json!(null))
    );
    let night = |of: &str| charley.asks("diary")["nights"].as_array().unwrap().last().unwrap()[of].clone();
    assert_eq!((night("state"), night("cramps"), night("twinges")), (json!("none"), json!(0), json!(3)));
    charley.types("log cramp calf --count 2 --at 05:00").ok();
    assert_eq!((night("state"), night("cramps"), night("twinges")), (json!("cramp"), json!(2), json!(3)));
    for _ in 0..2 {
        charley.types("undo").ok();
    }
    assert_eq!((night("state"), night("cramps"), night("twinges")), (json!("none"), json!(0), json!(2)));
}

#[test]
fn a_twinge_told_within_the_night_leaves_the_night_open() {
    let charley = Charley::new().at("2026-11-23T02:10:00+01:00[Europe/Berlin]");
    charley.types("log twinge left calf").ok();
    let diary = charley.asks("diary");
    let night = diary["nights"].as_array().unwrap().last().unwrap();
    assert_eq!((&night["state"], &night["twinges"]), (&json!("unknown"), &json!(1)));
}

#[test]
fn undo_takes_back_the_last_entry_and_only_that() {
    let charley = Charley::new();
    charley.types("log none --night 2026-11-21").ok();
    charley.types("log cramp calf left --at 03:12").ok();
    let out = charley.types("undo").ok().out;
    assert!(out.starts_with("Taken back: cramp, left calf, 03:12 on 23 November"), "{out}");
    let diary = charley.asks("diary --since 2026-11-21");
    assert_eq!(diary["nights"][0]["state"], "none");
    assert_eq!(diary["nights"][1]["state"], "unknown");
    assert_eq!(charley.asks("undo")["entry"]["kind"], "none");
    assert_eq!(charley.asks("undo")["entry"], json!(null));
}

#[test]
fn medicines_are_recognised_and_others_kept_as_typed() {
    let charley = Charley::new();
    let mut said = String::new();
    for line in [
        "log medicine Atorvastatin 20mg --from 2026-05-01",
        "log medicine Marcumar --from 2025-01-01 --until 2025-06-30",
        "log medicine furosemid --from yesterday",
        "log medicine zzyzxin --from 2026-05-01",
    ] {
        said.push_str(&format!("$ charley {line}\n{}", charley.types(line).ok().out));
    }
    assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    insta::assert_snapshot!(said);
    let first = charley.asks("diary --since all")["entries"][1].clone();
    assert_eq!((&first["name"], &first["until"]), (&json!("Atorvastatin 20mg"), &json!(null)));
}

#[test]
fn a_document_says_whether_a_name_was_understood_and_asks_which() {
    let charley = Charley::new();
    let answer = |name: &str| {
        let document = charley.asks(&format!("log medicine {name} --from 2026-05-01"));
        assert!(document["notes"].as_array().is_some_and(|notes| notes.iter().all(Value::is_string)));
        (document["recognised"].clone(), document["asks"].clone())
    };
    for name in ["metformin", "Trelegy", "apixaban 5mg", "Microgynon", "none", "Lipitor 20 mg and amlodipine"]
    {
        assert_eq!(answer(name), (json!(true), json!(null)), "{name}");
    }
    for name in ["zzyzxin", "atorvastatim", "warfarin and zzyzxin", "<b>warfarin</b>"] {
        assert_eq!(answer(name), (json!(false), json!(null)), "{name}");
    }
    for (name, choice) in
        [("water tablet", "furosemide"), ("the pill", "combined pill"), ("HRT", "estradiol")]
    {
        let (recognised, asks) = answer(name);
        assert_eq!(recognised, json!(null), "{name}");
        assert!(asks.as_array().is_some_and(|asks| asks.contains(&json!(choice))), "{name}: {asks}");
    }
    assert!(charley.asks("log none").get("recognised").is_none());
}

#[test]
fn people_under_eighteen_may_record() {
    let charley = Charley::new();
    charley.types("person set --born 2012-03").ok();
    charley.types("log cramp calf").ok();
}

#[test]
fn a_medicine_keeps_its_dose_and_time_of_day_and_is_said_beside_what_it_meets() {
    let charley = Charley::new();
    charley.types("log medicine HCTZ --from 2026-05-01").ok();
    let said = charley
        .types_words(&[
            "log",
            "medicine",
            "Ventolin",
            "--from",
            "2026-06-01",
            "--dose",
            "2 puffs",
            "--at",
            "bedtime,morning",
        ])
        .ok()
        .out;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Ventolin, 2 puffs, morning and bedtime, since 1 June"), "{said}");
    assert!(said.contains("HCTZ with Ventolin.") && said.contains("Sources: "), "{said}");
    let diary = charley.asks("diary --since 1y");
    let kept = diary["entries"].as_array().unwrap();
    let kept: Vec<_> = kept.iter().map(|one| (one["dose"].clone(), one["times_of_day"].clone())).collect();
    assert!(kept.contains(&(json!("2 puffs"), json!(["morning", "bedtime"]))), "{kept:?}");
    assert!(kept.contains(&(json!(null), json!(null))), "{kept:?}");
    let wrong = charley.types_words(&["log", "medicine", "x", "--from", "2026-05-01", "--at", "tea"]);
    assert!(
        wrong.err.contains("morning, noon, evening, bedtime") || wrong.err.contains("bedtime"),
        "{}",
        wrong.err
    );
    assert_eq!(charley.asks("diary --since 1y")["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn the_card_of_a_day_is_asked_and_none_is_an_answer() {
    let charley = Charley::new();
    let said = charley.types("log day --alcohol 0 --caffeine none --sitting 8h").ok().out;
    assert!(said.contains("0 units of alcohol") && said.contains("8 h"), "{said}");
    let corrected = charley.asks("log day --alcohol 3");
    assert_eq!(
        (&corrected["schema"], &corrected["entries"][0]["asked"]),
        (&"charley.day/1".into(), &true.into())
    );
    assert_eq!(corrected["entries"][0]["night"], "2026-11-22");
    // The newest answer stands: a day is not drunk twice.
    let exposures = charley.asks("exposures --night 2026-11-22");
    assert!(exposures.to_string().contains("\"value\":1.5"), "{exposures}");
    for (line, says) in [
        ("log day", "--alcohol 0"),
        ("log day --alcohol many", "many"),
        ("log day --alcohol 1 --night 2026-12-03", "2026-12-03"),
        ("log day --sitting 99h", "99"),
    ] {
        let refused = charley.types(line).ends(2);
        assert!(refused.err.contains(says), "{line}: {}", refused.err);
    }
}
