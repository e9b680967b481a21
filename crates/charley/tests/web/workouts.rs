//! Recordings sent from the page, and one workout as a picture that can be read without seeing it.

use std::fmt::Write as _;

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING};

/// A made-up run as GPX: a point each ten seconds, with a gap.
fn run() -> String {
    let mut points = String::new();
    for i in (0..180).filter(|i| !(60..90).contains(i)) {
        let (minute, second) = (i / 6, i % 6 * 10);
        write!(
            points,
            "<trkpt lat=\"{:.6}\" lon=\"13.4\"><ele>{}</ele><time>2026-11-20T08:{minute:02}:{second:02}Z</time>\
             <extensions><TrackPointExtension><hr>{}</hr></TrackPointExtension></extensions></trkpt>",
            52.0 + f64::from(i) * 0.000_25,
            40 + i % 20,
            130 + i % 30
        )
        .unwrap();
    }
    format!(
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"made up\"><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )
}

fn only_address(browser: &Browser) -> String {
    let page = browser.get("/workouts").text;
    let links: Vec<&str> = page.split("href=\"").filter(|rest| rest.starts_with("/workouts/")).collect();
    assert_eq!(links.len(), 1, "{page}");
    links[0].split('"').next().unwrap().to_owned()
}

#[test]
fn a_recording_is_kept_once_and_drawn_with_words_and_a_table() {
    let browser = Browser::at(MORNING);
    assert!(browser.get("/workouts").text.contains("Choose files below"));
    for _ in 0..2 {
        assert_eq!(browser.upload("run.gpx", run().as_bytes()).status, StatusCode::SEE_OTHER);
    }
    let page = browser.get(&only_address(&browser)).text;
    let words = page.split_once("role=\"img\" aria-label=\"").unwrap().1.split('"').next().unwrap();
    assert!(words.contains("Heart rate 1") && words.contains("Altitude"), "{words}");
    assert!(page.contains("<table>") && page.contains("<th scope=\"col\">Heart rate, bpm</th>"));
    assert!(!page.contains("NaN") && !page.contains("style="));
}

#[test]
fn what_is_no_recording_is_refused_in_words_and_nothing_is_kept() {
    let browser = Browser::at(MORNING);
    let answer = browser.upload("cat.jpg", b"not a workout");
    let said = browser.get(answer.headers["location"].to_str().unwrap()).text;
    assert!(said.contains("cat.jpg: not read"), "{said}");
    assert!(said.contains("No workouts yet"));
}

#[test]
fn a_workout_that_is_not_there_is_a_page_that_says_so() {
    let browser = Browser::at(MORNING);
    for path in ["/workouts/x", "/workouts/%2e%2e%2fcharley.db", "/workouts/'%20OR%201=1"] {
        let answer = browser.get(path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text.contains("Back to Tonight"));
    }
}
