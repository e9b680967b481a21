//! Times that cannot be are refused on every way in; what an older Charley kept of them costs nothing and speaks in no answer.

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    moment::{Moment, Precision},
    night::NightOf,
};
use charley_store::Store;

use crate::charley::Charley;

/// A quiet night of long ago, as an append token could date one in 0.1.0.
fn stray(number: u128, instant: &str) -> Entry {
    let occurred_at = Moment { instant: instant.parse().unwrap(), offset_s: 0, zone: None };
    Entry {
        id: uuid::Uuid::from_u128(number),
        night: NightOf::of(&occurred_at),
        occurred_at,
        recorded_at: "2026-11-22T08:00:00Z".parse().unwrap(),
        source: EntrySource::Api,
        precision: Precision::Exact,
        asked: false,
        record: Record::None,
    }
}

/// Forty nights, and one of the year 1, one of 1900 and one of the year 9998 among them.
fn with_strays() -> Charley {
    let charley = Charley::new();
    let mut store = Store::open_or_create(&charley.data()).unwrap();
    for (number, instant) in
        (1..).zip(["0001-01-01T00:00:00Z", "1900-01-02T03:00:00Z", "9998-01-02T03:00:00Z"])
    {
        store.record_unchecked_for_test(&stray(number, instant)).unwrap();
    }
    for day in 1..=20_u128 {
        store.record(&stray(100 + day, &format!("2026-11-{day:02}T08:00:00Z"))).unwrap();
    }
    charley
}

/// All nights that an answer was made of.
fn nights(document: &serde_json::Value, counts: &str) -> u64 {
    ["known", "unknown"].iter().map(|key| document[counts][*key].as_u64().unwrap()).sum()
}

#[test]
fn work_grows_with_what_is_known_and_not_with_the_time_it_spans() {
    let charley = with_strays();
    let why = charley.types("why --json").ends(4);
    assert!(nights(&why.json(), "nights") < 400);
    for line in ["diary --since all", "diary --since 1900-01-01"] {
        let diary = charley.asks(line);
        assert!(diary["nights"].as_array().unwrap().len() < 1_000, "{line}");
        assert!(nights(&diary, "counts") < 400, "{line}");
    }
    let line = charley.asks("log cramp calf left --at 03:12");
    assert_eq!(line["recorded"], "new");
    assert!([0, 4].contains(&charley.types("forecast").code));
    assert!([0, 4].contains(&charley.types("report --csv table.csv --since all").code));
    let rows = std::fs::read_to_string(charley.home().join("table.csv")).unwrap().lines().count();
    assert!(rows < 1_000, "{rows} rows");
    let all = charley.asks("exposures --all");
    assert!(all["windows"].as_array().unwrap().len() < 400, "{}", all["windows"].as_array().unwrap().len());
}

#[test]
fn a_time_outside_a_life_is_refused_with_its_limit_and_a_remedy() {
    let charley = Charley::new();
    for words in [
        &["log", "drink", "500ml", "--at", "0001-01-01T00:00Z"][..],
        &["log", "cramp", "calf", "--at", "1899-12-31 03:12"],
        &["log", "cramp", "calf", "--at", "-1200000h"],
        &["log", "none", "--night", "1800-01-01"],
        &["log", "medicine", "x", "--from", "1066-10-14"],
        &["log", "weather", "--night", "0206-11-20", "--air-c", "20"],
    ] {
        let refused = charley.types_words(words).ends(2);
        assert!(refused.err.contains("before 1900: give"), "{words:?}: {}", refused.err);
    }
    charley.types("person set --born 1980-05").ok();
    let unborn = charley.types_words(&["log", "cramp", "calf", "--at", "1979-06-01 03:12"]).ends(2);
    assert!(
        unborn.err.contains("before May 1980") && unborn.err.contains("month of birth"),
        "{}",
        unborn.err
    );
    assert_eq!(charley.asks("diary")["entries"].as_array().unwrap().len(), 0);
}
