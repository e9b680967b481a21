//! `charley report`: read, written as files, and asked by other programs.

use std::fs;

use crate::charley::Charley;

fn kept() -> Charley {
    let charley = Charley::new();
    charley
        .types("person set --birth-date 1958-05-17 --sex female --condition none --cramps-since 2026-02")
        .ok();
    charley.types("log medicine Atorvastatin 20 mg --from 2026-05-01").ok();
    charley.types("log cramp calf left --at 2026-11-22T03:12 --for 2m --pain 7 --eased-by stretch").ok();
    charley.types("log none --night 2026-11-19").ok();
    charley.types("log unsure --night 2026-11-20").ok();
    charley
}

#[test]
fn the_page_is_read_in_the_terminal_at_eighty_columns() {
    let out = kept().types("report").ok().out;
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    insta::assert_snapshot!(out);
}

#[test]
fn the_document_has_denominators_and_names_its_code_systems() {
    let document = kept().asks("report");
    assert_eq!(document["schema"], "charley.report/1");
    assert_eq!(document["recorded_by"], "patient");
    assert_eq!((&document["nights"]["known"], &document["nights"]["unknown"]), (&2.into(), &2.into()));
    assert_eq!(document["nights"]["per_known_night"]["q50"], 0.5);
    assert!((document["nights_a_month"]["q50"].as_f64().unwrap() - 15.218_437_5).abs() < 1e-9);
    assert_eq!(document["questions"].as_array().unwrap().len(), 3);
    assert_eq!(document["cramps"]["sites"][0]["muscle"], "calf");
    assert_eq!(document["red_flags"]["not_asked"].as_array().unwrap().len(), 38);
    assert!(document["code_systems"].as_array().unwrap().contains(&"loinc".into()));
    assert!(document["medicines"][0]["listed"].as_bool().unwrap());
}

#[test]
fn files_are_written_for_their_owner_alone_and_said_on_standard_error() {
    let charley = kept();
    let outcome = charley.types("report --html page.html --csv nights.csv --fhir report.json").ok();
    assert!(outcome.out.is_empty() && outcome.err.contains("Written: page.html"), "{}", outcome.err);
    let read = |name: &str| fs::read_to_string(charley.home().join(name)).unwrap();
    assert!(
        read("page.html").contains("1 cramp in 2 known nights") && read("nights.csv").lines().count() == 5
    );
    let bundle: serde_json::Value = serde_json::from_str(&read("report.json")).unwrap();
    assert_eq!((&bundle["resourceType"], &bundle["type"]), (&"Bundle".into(), &"document".into()));
    assert!(!bundle.to_string().contains("snomed"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(charley.home().join("report.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let snomed = charley.types("report --snomed --fhir -").ok().out;
    assert!(snomed.starts_with('{') && snomed.contains("http://snomed.info/sct"));
}

#[test]
fn nothing_known_is_exit_four_and_no_diary_is_exit_ten() {
    Charley::new().types("report").ends(10);
    let charley = Charley::new();
    charley.types("person set --born 1958-05").ok();
    let outcome = charley.types("report --json").ends(4);
    assert_eq!(outcome.json()["nights"]["known"], 0);
    assert!(charley.types("report --html /nowhere/page.html").ends(1).err.contains("/nowhere/page.html"));
}

#[test]
fn a_name_and_a_birth_date_stand_on_the_page_and_bad_ones_are_refused_with_the_remedy() {
    let charley = kept();
    charley.types_words(&["person", "set", "--name", "Ada  Lovelace"]).ok();
    let out = charley.types("report").ok().out;
    assert!(out.contains("Name: Ada Lovelace") && out.contains("Born: 17 May 1958"), "{out}");
    let bundle = charley.types("report --fhir -").ok().out;
    assert!(bundle.contains("\"1958-05-17\"") && bundle.contains("Ada Lovelace"));
    for (wrong, remedy) in [
        (vec!["--birth-date", "17.5.1958"], "1980-05-17"),
        (vec!["--birth-date", "2030-01-01"], "future"),
        (vec!["--birth-date", "1959-01-01"], "set both"),
        (vec!["--cramps-since", "1950-01"], "set both"),
        (vec!["--name", "a\u{7}b"], "80 letters"),
    ] {
        let error = charley.types_words(&[&["person", "set"], wrong.as_slice()].concat()).ends(2).err;
        assert!(error.contains(remedy), "{wrong:?}: {error}");
    }
    assert_eq!(charley.asks("person show")["name"], "Ada Lovelace");
    charley.types("person set --forget name").ok();
    assert!(charley.types("report").ok().out.contains("Name: ____"));
}

#[test]
fn a_medicine_that_will_end_has_no_end_yet() {
    let charley = kept();
    charley.types("log medicine furosemide --from 2026-11-01 --until 2027-02-01").ok();
    let bundle: serde_json::Value = serde_json::from_str(&charley.types("report --fhir -").ok().out).unwrap();
    let resources = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let medicine = resources
        .filter(|one| one["resourceType"] == "MedicationStatement")
        .find(|one| one["medicationCodeableConcept"]["text"] == "furosemide")
        .unwrap();
    assert_eq!(medicine["status"], "active");
    assert!(medicine["effectivePeriod"]["end"].is_null());
}
