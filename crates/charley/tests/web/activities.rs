//! Workout files from programs: through the ordinary door, once, and never larger than can be held.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::browser::{Answer, Browser, MORNING};

pub(crate) const GPX: &str = r#"<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="52.0" lon="13.0"><ele>30</ele><time>2026-11-20T08:00:00Z</time></trkpt>
<trkpt lat="52.001" lon="13.0"><ele>31</ele><time>2026-11-20T08:01:00Z</time></trkpt>
<trkpt lat="52.002" lon="13.0"><ele>32</ele><time>2026-11-20T08:02:00Z</time></trkpt></trkseg></trk></gpx>"#;

fn send(browser: &Browser, token: &str, headers: &[(&str, &str)], body: Body) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [&[("host", browser.host.as_str()), ("authorization", bearer.as_str())], headers].concat();
    browser.ask(Request::post("/api/v1/activities"), &headers, body)
}

#[test]
fn a_file_is_imported_once_and_a_duplicate_is_no_error() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    let first = send(&browser, &token, &[], Body::from(GPX));
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    let document: serde_json::Value = serde_json::from_str(&first.text).unwrap();
    assert_eq!(
        (document["schema"].as_str(), document["imported"].as_u64()),
        (Some("charley.import/1"), Some(1))
    );
    let folder = browser.data();
    assert!(!first.text.contains(folder.to_str().unwrap()), "no path of the machine is told");
    let again = send(&browser, &token, &[], Body::from(GPX));
    assert_eq!(again.status, StatusCode::OK, "{}", again.text);
    assert!(again.text.contains("\"duplicates\":1"));
    assert!(browser.get("/workouts").text.contains("One workout."));
    let left: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name.to_str().unwrap().starts_with("charley.")), "{left:?}");
}

#[test]
fn a_token_is_taken_as_a_password_and_a_file_out_of_a_form() {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    let basic = |pair: String| format!("Basic {}", STANDARD.encode(pair));
    let form = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--edge\r\ncontent-disposition: form-data; \
         name=\"file\"; filename=\"run.gpx\"\r\n\r\n{GPX}\r\n--edge--\r\n"
    );
    let ask = |authorization: &str, body: String| {
        let headers = [
            ("host", browser.host.as_str()),
            ("authorization", authorization),
            ("content-type", "multipart/form-data; boundary=edge"),
        ];
        browser.ask(Request::post("/api/v1/activities"), &headers, Body::from(body))
    };
    let first = ask(&basic(format!("me:{token}")), form.clone());
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert!(first.text.contains("run.gpx"), "{}", first.text);
    assert_eq!(
        ask(&basic(format!(":{token}")), form.clone()).status,
        StatusCode::OK,
        "the name says nothing"
    );
    for wrong in
        [basic("me:wrong".to_owned()), basic(token.clone()), "Basic %%%".to_owned(), "Basic".to_owned()]
    {
        assert_eq!(ask(&wrong, form.clone()).status, StatusCode::UNAUTHORIZED, "{wrong}");
    }
    let bearer = format!("Bearer {token}");
    assert_eq!(ask(&bearer, "--edge--\r\n".to_owned()).status, StatusCode::BAD_REQUEST);
    assert_eq!(ask(&bearer, "no form".to_owned()).status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn what_is_no_workout_is_refused_in_words() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    let picture = send(&browser, &token, &[], Body::from("not a workout"));
    assert_eq!(picture.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(picture.text.contains("\"rejected\":1"), "{}", picture.text);
    assert_eq!(send(&browser, &token, &[], Body::empty()).status, StatusCode::BAD_REQUEST);
}

#[test]
fn two_gigabytes_are_refused_before_and_while_they_arrive() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    let said = send(&browser, &token, &[("content-length", "2147483648")], Body::empty());
    assert_eq!(said.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", said.text);
    // A sender that does not say how much it will send: at most 64 MB and one piece are ever taken.
    let taken = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
    let count = taken.clone();
    let endless = std::iter::repeat_with(move || {
        count.fetch_add(65_536, std::sync::atomic::Ordering::Relaxed);
        Ok::<_, std::io::Error>(vec![0_u8; 65_536])
    });
    let unsaid = send(&browser, &token, &[], Body::from_stream(Pieces(endless)));
    assert_eq!(unsaid.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(taken.load(std::sync::atomic::Ordering::Relaxed) < 66 * 1024 * 1024);
    assert_eq!(
        std::fs::read_dir(browser.data()).unwrap().count(),
        std::fs::read_dir(browser.data())
            .unwrap()
            .filter(|file| file.as_ref().unwrap().file_name().to_str().unwrap().starts_with("charley."))
            .count()
    );
}

/// Pieces as they come off the line.
struct Pieces<I>(I);

impl<I: Iterator + Unpin> futures_core::Stream for Pieces<I> {
    type Item = I::Item;
    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<I::Item>> {
        std::task::Poll::Ready(self.0.next())
    }
}
