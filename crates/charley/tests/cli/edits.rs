//! Entries changed, moved, deleted and brought back, of every kind; each step taken back by itself.

use serde_json::{Value, json};

use crate::charley::Charley;

/// The id of what a line records.
fn id(charley: &Charley, line: &str) -> String {
    charley.asks(line)["entry"]["id"].as_str().unwrap().to_owned()
}

fn entries(charley: &Charley) -> Vec<Value> {
    charley.asks("diary --since all")["entries"].as_array().unwrap().clone()
}

#[test]
fn every_kind_is_changed_under_its_id_and_what_is_not_said_stays() {
    let charley = Charley::new();
    for (line, edit, field, value) in [
        ("log cramp calf left --at 03:12 --pain 7 --for 2m", "cramp right", "side", json!("right")),
        ("log cramp calf left --at 03:13", "cramp --pain 4", "pain", json!(4.0)),
        ("log twinge left calf --at 02:15", "twinge foot", "muscle", json!("foot")),
        ("log none --night 2026-11-20", "unsure", "kind", json!("unsure")),
        ("log unsure --night 2026-11-19", "none", "kind", json!("none")),
        ("log drink 500ml --sodium-mg 300 --at 08:30", "drink 400ml", "volume_ml", json!(400.0)),
        ("log food 60g-carbs", "food 80g-carbs", "carbohydrate_g", json!(80.0)),
        ("log weight 61.8kg --before", "weight 62.8kg", "mass_kg", json!(62.8)),
        ("log alcohol 2", "alcohol 3", "units", json!(3.0)),
        ("log caffeine 100mg", "caffeine 50mg", "caffeine_mg", json!(50.0)),
        ("log sitting 9h", "sitting 8h", "hours", json!(8.0)),
        ("log sleep 6h30", "sleep 7h", "hours", json!(7.0)),
        ("log stretch", "foam-roll", "kind", json!("foam_roll")),
        ("log weather --night 2026-11-22 --air-c 29 --sun full", "weather --air-c 25", "air_c", json!(25.0)),
        ("log workout run 40min easy", "workout 50min", "duration_s", json!(3000)),
        (
            "log medicine atorvastatin --from 2026-05-01 --dose 20mg",
            "medicine --dose 40mg",
            "dose",
            json!("40mg"),
        ),
    ] {
        let before = charley.asks(line)["entry"].clone();
        let id = before["id"].as_str().unwrap();
        let changed = charley.asks(&format!("log {edit} --edit {id}"));
        assert_eq!((&changed["recorded"], &changed["before"]), (&json!("changed"), &before), "{line}");
        let after = &changed["entry"];
        assert_eq!(after["id"], before["id"], "{line}");
        if field != "kind" {
            let edited = edit.split(' ').next().unwrap().replace('-', "_");
            assert_eq!((&after["kind"], &after["at"]), (&json!(edited), &before["at"]), "{line}");
        }
        assert_eq!(after[field], value, "{line}");
        for kept in
            ["night", "during_workout", "weigh_in", "sodium_mg", "sun", "effort", "name", "duration_s"]
        {
            if kept != field && before.get(kept).is_some() {
                assert_eq!(after[kept], before[kept], "{line}: {kept}");
            }
        }
        let undone = charley.asks("undo");
        assert_eq!((&undone["step"], &undone["entry"]), (&json!("changed"), &before), "{line}");
        assert_eq!(entries(&charley).iter().find(|one| one["id"] == before["id"]), Some(&before), "{line}");
    }
}

#[test]
fn a_time_of_a_change_is_of_the_night_of_the_entry() {
    let charley = Charley::new();
    let id = id(&charley, "log cramp calf left --at 2026-11-10T03:12");
    let moved = charley.asks(&format!("log cramp --at 04:40 --edit {id}"))["entry"].clone();
    assert_eq!((&moved["at"], &moved["night"]), (&json!("2026-11-10T04:40:00+01:00"), &json!("2026-11-09")));
    let moved = charley.asks(&format!("diary {id} --night 2026-11-15"))["entry"].clone();
    assert_eq!((&moved["at"], &moved["night"]), (&json!("2026-11-16T04:40:00+01:00"), &json!("2026-11-15")));
    assert_eq!(charley.asks("undo")["entry"]["night"], "2026-11-09");
    let ahead = charley.types(&format!("diary {id} --night 2026-12-24")).ends(2).err;
    assert!(ahead.contains("has not come yet"), "{ahead}");
    let quiet = self::id(&charley, "log none --night 2026-11-08");
    assert_eq!(charley.asks(&format!("diary {quiet} --night 2026-11-07"))["entry"]["night"], "2026-11-07");
}

#[test]
fn entries_are_named_by_their_letters_and_bad_names_are_told() {
    let charley = Charley::new();
    let one = "0190a5b0-0000-7000-8000-00000000aaaa";
    let two = "0190a5b0-0000-7000-8000-00000000bbbb";
    for id in [one, two] {
        charley.types(&format!("log alcohol 2 --id {id}")).ok();
    }
    charley.types("log alcohol 3 --edit bbbb").ok();
    let many = charley.types("log alcohol 3 --edit 0190a5b0").ends(2).err;
    assert!(many.contains("more than one entry"), "{many}");
    let none = charley.types("log alcohol 3 --edit cccc").ends(2).err;
    assert!(none.contains("is no entry"), "{none}");
    let page = charley.types("diary bbbb").ok().out;
    assert!(
        page.contains("3 units") && page.contains("Before a change: 2 units") && page.contains(two),
        "{page}"
    );
    let bad = charley.types("log alcohol lots --edit bbbb").ends(2).err;
    assert!(bad.contains("lots"), "{bad}");
    assert_eq!(charley.asks("diary bbbb")["entry"]["units"], 3.0, "what is refused changes nothing");
    charley.types("undo aaaa").ok();
    assert!(charley.types("log alcohol 1 --edit aaaa").ends(2).err.contains("is deleted"));
    charley.types("diary aaaa --restore").ok();
    assert_eq!(charley.asks("diary aaaa")["stands"], true);
    assert!(charley.types("diary --ids").ok().out.lines().any(|line| line.starts_with(one)));
}

#[test]
fn what_was_deleted_comes_back_in_one_step_and_undo_takes_that_back_too() {
    let charley = Charley::new();
    let id = id(&charley, "log cramp calf left --at 03:12");
    charley.types("log stretch").ok();
    let gone = charley.types(&format!("diary {id} --delete")).ok().out;
    assert!(gone.contains("Deleted: cramp, left calf"), "{gone}");
    assert_eq!(entries(&charley).len(), 1);
    assert!(charley.types(&format!("diary {id} --delete")).ends(2).err.contains("is deleted"));
    let page = charley.types(&format!("diary {id}")).ok().out;
    assert!(page.contains("Deleted 09:00"), "{page}");
    assert_eq!(charley.asks("undo")["step"], "deleted");
    assert_eq!(entries(&charley).len(), 2);
    charley.types(&format!("diary {id} --delete")).ok();
    let back = charley.types(&format!("diary {id} --restore")).ok().out;
    assert!(back.contains("It stands again"), "{back}");
    assert!(charley.types(&format!("diary {id} --restore")).ends(2).err.contains("is not deleted"));
    assert_eq!(charley.asks("undo")["step"], "restored");
    assert_eq!(charley.asks("undo")["step"], "deleted");
    assert_eq!(charley.asks("undo")["entry"]["kind"], "stretch");
}

#[test]
fn a_quiet_night_over_a_cramp_is_asked_about_and_takes_its_place_only_where_that_was_meant() {
    let charley = Charley::new();
    charley.types("log cramp calf left --at 02:02").ok();
    charley.types("log cramp calf left --at 03:02").ok();
    for line in ["log none", "log unsure"] {
        let said = charley.types(line).ok().out.replace('\n', " ");
        assert!(
            said.contains("02:02") && said.contains("--replace") && said.contains("goes on to count"),
            "{said}"
        );
        assert_eq!(charley.asks("diary")["nights"].as_array().unwrap().last().unwrap()["state"], "cramp");
        charley.types("undo").ok();
    }
    assert_eq!(entries(&charley).len(), 2);
    let said = charley.types("log none --replace").ok().out.replace('\n', " ");
    assert!(said.contains("takes the place of") && said.contains("03:02"), "{said}");
    assert_eq!(entries(&charley).len(), 1);
    charley.types("undo").ok();
    let kinds: Vec<_> = entries(&charley).iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds, ["cramp", "cramp"]);
}

#[test]
fn what_is_changed_after_the_night_counts_as_told_after_it() {
    const MORNING: &str = "2026-11-23T09:00:00+01:00[Europe/Berlin]";
    let mut charley = Charley::new().at("2026-11-22T21:00:00+01:00[Europe/Berlin]");
    let told = |charley: &Charley| charley.asks("diary last")["entry"]["recorded_at"].clone();
    charley.types("log alcohol 2").ok();
    assert_eq!(told(&charley), "2026-11-22T20:00:00Z");
    charley.now(MORNING);
    charley.types("log alcohol 1 --edit last").ok();
    assert_eq!(told(&charley), "2026-11-23T08:00:00Z", "the change is told now");
    charley.types("undo").ok();
    assert_eq!(told(&charley), "2026-11-22T20:00:00Z", "and taken back it was told then");
    // An answer about the night keeps when it was told first.
    charley.types("log cramp calf left --at 03:12").ok();
    charley.now("2026-11-24T09:00:00+01:00[Europe/Berlin]");
    charley.types("log cramp right --edit last").ok();
    assert_eq!(told(&charley), "2026-11-23T08:00:00Z");
    // A card of the day, corrected when the night is known, is no fixed answer any more.
    charley.types("log day --alcohol 2 --night 2026-11-22").ok();
    let asked = |charley: &Charley| charley.asks("diary last")["entry"]["asked"].clone();
    assert_eq!(asked(&charley), true);
    charley.types("log alcohol 1 --edit last").ok();
    assert_ne!(asked(&charley), true);
}

#[test]
fn one_instant_written_by_two_clocks_is_one_cramp() {
    let charley = Charley::new().at("2026-10-25T10:00:00+01:00[Europe/Berlin]");
    charley.types("log cramp calf left --at 2026-10-25T02:30+02:00").ok();
    for same in ["2026-10-25T01:30+01:00", "2026-10-25T00:30Z", "2026-10-25T02:30+02:00"] {
        let said = charley.types(&format!("log cramp calf left --at {same}")).ok().out;
        assert!(said.starts_with("Already there"), "{same}: {said}");
    }
    let other = charley.types("log cramp calf left --at 2026-10-25T02:30+01:00").ok().out;
    assert!(other.starts_with("Recorded"), "an hour later: {other}");
    charley.types("log cramp calf right --at 2026-10-25T02:30+02:00").ok();
    assert_eq!(entries(&charley).len(), 3);
}
