//! What a workout asked of the body: on its page with bands, and taught by two weighings at once.

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING, hidden};

/// An hour's run in the morning of the day before, as GPX.
fn run() -> Vec<u8> {
    let points = (0..360).map(|point| {
        let second = point * 10;
        format!(
            "<trkpt lat=\"{:.6}\" lon=\"13.4\"><ele>40</ele><time>2026-11-22T{:02}:{:02}:{:02}Z</time></trkpt>",
            52.5 + f64::from(point) * 0.000_27,
            8 + second / 3600,
            second / 60 % 60,
            second % 60
        )
    });
    let points: String = points.collect();
    format!("<gpx version=\"1.1\" creator=\"made up\"><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>").into_bytes()
}

fn page_of_the_run(browser: &Browser) -> String {
    browser.upload("run.gpx", &run());
    let list = browser.get("/workouts").text;
    let place = list.find("href=\"/workouts/").unwrap() + 6;
    list[place..].split('"').next().unwrap().to_owned()
}

#[test]
fn the_page_shows_the_states_with_their_bands_and_what_was_assumed() {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1986-05&mass-kg=70&height-cm=177&sex=male");
    let path = page_of_the_run(&browser);
    let page = browser.get(&path).text;
    for shown in
        ["What it asked of the body", "Sweat", "Water lost", "Body heat", "Carbohydrate left", "Calf, spent"]
    {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(page.contains("air of the season") && page.contains("what you drank"));
    assert!(!page.contains("NaN") && page.contains("Blood sodium"));
}

#[test]
fn two_weighings_teach_at_once_and_sent_twice_they_are_one() {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1986-05&mass-kg=70&height-cm=177&sex=male");
    let path = page_of_the_run(&browser);
    let form = format!("id={}&before=70&lighter=1.4&drank=0.7", hidden(&browser.get(&path), "id"));
    for _ in 0..2 {
        let answer = browser.post(&format!("{path}/weighing"), &form);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    }
    let page = browser.get(&path).text;
    assert!(page.contains("1.4 kg lighter. You sweat") && !page.contains("name=\"lighter\""));
    let why = browser.get("/why").text;
    assert!(why.contains("Your sweat, from 1 weighing<"), "{why}");
}

#[test]
fn a_weighing_that_cannot_be_is_refused_in_words() {
    let browser = Browser::at(MORNING);
    let path = page_of_the_run(&browser);
    let id = hidden(&browser.get(&path), "id").to_owned();
    for (form, says) in [
        (format!("id={id}&before=a&lighter=1"), "before"),
        (format!("id={id}&before=70&lighter=lots"), "lighter"),
        (format!("id={id}&before=70&lighter=69"), "after"),
        (format!("id={id}&before=70&lighter=1&drank=a+bath"), "drank"),
    ] {
        let answer = browser.post(&format!("{path}/weighing"), &form);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.text.contains(says), "{form}: {}", answer.text);
    }
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"));
    assert_eq!(browser.post("/workouts/nowhere/weighing", "id=7").status, StatusCode::NOT_FOUND);
}
