//! One row that cannot be read stops nothing: it is set aside, named, carried on, and never taken for another.

use charley_domain::entry::Record;
use charley_store::Store;

use crate::charley::Charley;

/// Three cramps, of which the first is of a kind that this Charley does not know.
fn with_a_bad_row() -> (Charley, uuid::Uuid) {
    let charley = Charley::new();
    for hour in 1..=3 {
        charley.types(&format!("log cramp calf left --at 0{hour}:12")).ok();
    }
    let store = Store::open(&charley.data()).unwrap();
    let first = store.entries().unwrap()[0].clone();
    assert!(matches!(first.record, Record::Cramp(_)));
    store.damage_for_test(first.id, "\"kind\":\"cramp\"", "\"kind\":\"spasm\"").unwrap();
    (charley, first.id)
}

#[test]
fn every_verb_goes_on_and_says_what_it_left_out() {
    let (charley, id) = with_a_bad_row();
    for line in ["now calf", "diary", "why", "report", "forecast"] {
        let said = charley.types(&format!("{line} --no-input"));
        assert!([0, 4].contains(&said.code), "{line}: {} {}", said.code, said.err);
        assert!(
            said.err.replace('\n', " ").contains("1 entry cannot be read") && said.err.contains("verify"),
            "{line}: {}",
            said.err
        );
    }
    assert!([0, 4].contains(&charley.types("triage --no-input").code));
    assert_eq!(charley.asks("diary")["entries"].as_array().unwrap().len(), 2);
    let wrong = charley.types("data verify").ends(1);
    assert!(wrong.out.contains(&id.to_string()) && wrong.out.contains("spasm"), "{}", wrong.out);
}

#[test]
fn log_writes_once_and_undo_takes_back_what_can_be_read() {
    let (charley, id) = with_a_bad_row();
    let logged = charley.types("log none").ok();
    assert!(logged.out.starts_with("Recorded:"), "{}", logged.out);
    assert_eq!(charley.asks("diary")["entries"].as_array().unwrap().len(), 3);
    for left in [2, 1, 0] {
        assert!(charley.types("undo").ok().out.starts_with("Taken back:"));
        assert_eq!(charley.asks("diary")["entries"].as_array().unwrap().len(), left);
    }
    assert!(charley.types("undo").ok().out.contains("no entry to take back"));
    let bad = charley.types(&format!("undo {id}")).ok();
    assert!(bad.out.contains("an entry that cannot be read"), "{}", bad.out);
    assert!(charley.types(&format!("undo {id}")).ends(2).err.contains("no entry that stands"));
    assert_eq!(charley.types("diary").ok().err, "");
}

#[test]
fn an_export_carries_it_on_and_gives_it_back() {
    let (charley, id) = with_a_bad_row();
    let said = charley.types("data export out").ok().out;
    assert!(said.contains("1 row cannot be read: unreadable.jsonl has it as it is"), "{said}");
    let read = |name: &str| std::fs::read_to_string(charley.home().join("out").join(name)).unwrap();
    assert!(read("unreadable.jsonl").contains(&id.to_string()));
    assert_eq!(read("entry.jsonl").lines().count(), 2);
    charley.types("data restore out --data there").ok();
    let there = charley.types("diary --json --data there").ok();
    assert_eq!(there.json()["entries"].as_array().unwrap().len(), 2);
    assert!(there.err.contains("1 entry cannot be read"), "{}", there.err);
    charley.types("data backup copy.db").ok();
    charley.types("data restore copy.db --data yonder").ok();
    assert_eq!(
        charley.types("data verify --data yonder").ends(1).out,
        charley.types("data verify").ends(1).out
    );
}

#[test]
fn without_a_readable_diary_there_is_still_relief_and_there_are_still_red_flags() {
    let charley = Charley::new();
    std::fs::create_dir(charley.data()).unwrap();
    std::fs::write(charley.data().join("charley.db"), vec![7; 9000]).unwrap();
    let now = charley.types("now calf --no-input").ok();
    assert!(now.out.to_lowercase().contains("calf") || now.out.contains("Stretch"), "{}", now.out);
    assert!(now.err.contains("The diary cannot be read just now"), "{}", now.err);
    charley.types("triage --no-input").ends(4);
    std::fs::write(charley.home().join("said.json"), r#"{"answers":{"RF08":"yes"}}"#).unwrap();
    charley.types("triage --answers said.json --exit-code").ends(20);
    charley.types("diary").ends(1);
}

#[test]
fn what_stands_apart_by_years_is_said_and_can_be_taken_back() {
    let charley = Charley::new();
    for day in 1..=9 {
        charley.types(&format!("log none --night 2026-11-0{day}")).ok();
    }
    charley.types_words(&["log", "cramp", "calf", "--at", "1990-06-01 03:12"]).ok();
    let said = charley.types("diary").ok();
    let line = said.err.replace('\n', " ");
    assert!(line.contains("1 entry (") && line.contains("1990") && line.contains("charley undo "), "{line}");
    let id = line.split("charley undo ").nth(1).unwrap().split('`').next().unwrap().to_owned();
    assert!(charley.types(&format!("undo {id}")).ok().out.contains("Taken back: cramp"));
    assert_eq!(charley.types("diary").ok().err, "");
}

#[test]
fn a_copy_with_what_cannot_have_happened_is_refused_unless_it_is_wanted() {
    let charley = Charley::new();
    charley.types("log cramp calf left --at 03:12").ok();
    charley.types("data export out").ok();
    charley.types("data backup mine.db").ok();
    let entries = charley.home().join("out/entry.jsonl");
    let text = std::fs::read_to_string(&entries).unwrap();
    std::fs::write(&entries, text.replace("2026-11-23T02:12:00Z", "0001-01-01T02:12:00Z")).unwrap();
    // As 0.1.0 wrote it: neither a log nor a manifest, by which the change would be found first.
    for newer in ["operation.jsonl", "manifest.json"] {
        std::fs::remove_file(charley.home().join("out").join(newer)).unwrap();
    }
    let refused = charley.types("data restore out --data there").ends(2);
    assert!(
        refused.err.contains("is before 1900") && refused.err.contains("--with-impossible-times"),
        "{}",
        refused.err
    );
    charley.types("data restore out --data there --with-impossible-times").ok();
    assert!(charley.types("diary --data there").ok().err.contains("1 entry cannot be read"));
    charley.types("data restore mine.db --data yonder").ok();
}
