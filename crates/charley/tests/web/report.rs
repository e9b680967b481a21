//! The doctor's page and its files: what each holds, and that nothing is learned, named or hidden on it.

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING};

fn kept() -> Browser {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1958-05&sex=female&timezone=Europe%2FBerlin&condition=none");
    browser.post(
        "/medicines",
        "id=0190a5b0-0000-7000-8000-000000000001&name=Atorvastatin+20+mg&from=2026-05-01",
    );
    for (number, (night, answer)) in [
        ("2026-11-17", "none"),
        ("2026-11-19", "unsure"),
        ("2026-11-20", "none"),
        ("2026-11-21", "cramp&muscle=calf&side=left&pain=7&for=2m"),
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("0190a5b0-0000-7000-8000-0000000001{number:02}");
        let answered = browser.post("/nights", &format!("id={id}&night={night}&answer={answer}"));
        assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text);
    }
    browser
}

#[test]
fn the_page_has_its_denominator_what_was_not_asked_and_what_it_is_not() {
    let page = kept().get("/report");
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "About 10 nights a month with a cramp",
        "1 cramp in 3 known nights",
        "A cramp in 1 of 3 known nights",
        "Of 6 nights, 3 are unknown.",
        "calf 1",
        "1 left",
        "median 2 min",
        "recorded by the patient",
        "is no diagnosis",
        "None of the 38 questions was asked.",
        "Atorvastatin 20 mg",
        "creatine kinase",
        "Examination",
        "Three questions for the doctor",
        "LOINC, ICD-10-CM, ATC, RxNorm, UCUM, HL7",
    ] {
        assert!(page.text.contains(said), "{said}\n{}", page.text);
    }
    assert!(!page.text.contains("style=") && !page.text.contains("<script>"));
}

#[test]
fn the_files_are_given_with_their_kinds_and_names() {
    let browser = kept();
    for (path, kind, begins) in [
        ("/report/page", "text/html", "<!doctype html>"),
        ("/report/table", "text/csv", "night,state,"),
        ("/report/fhir", "application/fhir+json", "{\"resourceType\":\"Bundle\""),
    ] {
        let file = browser.get(path);
        assert_eq!(file.status, StatusCode::OK, "{path}");
        assert!(file.headers["content-type"].to_str().unwrap().starts_with(kind), "{path}");
        assert!(
            file.headers["content-disposition"].to_str().unwrap().contains("charley-report-2026-11-23"),
            "{path}"
        );
        assert!(file.text.starts_with(begins), "{path}: {}", &file.text[..40]);
    }
    assert!(!browser.get("/report/fhir").text.contains("snomed"));
}

#[test]
fn how_far_back_is_asked_in_the_address_and_refused_when_it_cannot_be() {
    let browser = kept();
    assert!(browser.get("/report?since=90d").text.contains("href=\"/report/page?since=90d\""));
    assert!(browser.get("/report?since=2026-11-20").text.contains("A cramp in 1 of 2 known nights"));
    let refused = browser.get("/report?since=%3Cscript%3E");
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.text.contains("<script"));
}

#[test]
fn an_empty_diary_has_a_page_too() {
    let page = Browser::at(MORNING).get("/report").text;
    assert!(page.contains("No night is known yet") && page.contains("what the patient takes is unknown"));
}
