//! The page of the weather service: the first tap shows, the second sends, and what went wrong is a sentence.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use charley_case::asked_weather::{NoWeather, ServiceAnswer};
use charley_store::DiaryPlace;
use charley_web::{Errand, Host, InProcess, Pause, WeatherReply, Work};
use jiff::ZonedDateTime;
use tower::ServiceExt as _;

/// A machine that writes down what it is asked to send, and answers as it was told.
#[derive(Debug)]
struct Listening {
    asked: Mutex<Vec<String>>,
    answer: Result<ServiceAnswer, NoWeather>,
}

impl Host for Listening {
    fn now(&self) -> ZonedDateTime {
        "2026-11-23T07:10:00+01:00[Europe/Berlin]".parse().unwrap()
    }

    fn blocking(&self, work: Work) {
        work();
    }

    fn later(&self, _errand: Errand) {}

    fn after(&self, _time: std::time::Duration) -> Pause {
        Box::pin(std::future::pending())
    }

    fn tell(&self, line: &str) {
        panic!("nothing goes wrong here: {line}");
    }

    fn weather_host(&self) -> Option<String> {
        Some("weather.example".to_owned())
    }

    fn ask_weather(&self, path: String) -> WeatherReply {
        self.asked.lock().unwrap().push(path);
        Box::pin(std::future::ready(self.answer.clone()))
    }
}

struct Page {
    host: Arc<Listening>,
    router: Router,
    _folder: tempfile::TempDir,
}

impl Page {
    fn answered(answer: Result<ServiceAnswer, NoWeather>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = DiaryPlace::Name(folder.path().join("diary").to_str().unwrap().to_owned());
        let host = Arc::new(Listening { asked: Mutex::default(), answer });
        let app = InProcess::open(&place, host.clone(), "https://charley.example").unwrap();
        Self { host, router: app.router(), _folder: folder }
    }

    fn ask(&self, method: &str, path: &str, form: &str) -> (StatusCode, String, String) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "charley.example")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
            let status = response.status();
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (status, to.unwrap_or_default(), String::from_utf8_lossy(&body).into_owned())
        })
    }

    fn asked(&self) -> usize {
        self.host.asked.lock().unwrap().len()
    }
}

fn answer(status: u16, body: &str) -> ServiceAnswer {
    ServiceAnswer { status, retry_after_s: None, body: body.into() }
}

const HOUR: &str = "{\"latitude\":52.5,\"longitude\":13.4,\"utc_offset_seconds\":0,\"hourly_units\":{\"temperature_2m\":\"°C\"},\
    \"hourly\":{\"time\":[\"2026-11-20T12:00\",\"2026-11-20T13:00\"],\"temperature_2m\":[9.5,10.0]}}";

#[test]
fn the_first_tap_shows_and_the_second_sends() {
    let page = Page::answered(Ok(answer(200, HOUR)));
    let (status, _, nowhere) = page.ask("GET", "/weather", "");
    assert_eq!(status, StatusCode::OK);
    assert!(nowhere.contains("Say where home is") && !nowhere.contains("Send this"));
    assert_eq!(page.ask("POST", "/weather", "").0, StatusCode::UNPROCESSABLE_ENTITY);
    page.ask("POST", "/settings", "home=52.5163%2C13.3777");
    let (_, _, shown) = page.ask("GET", "/weather?from=2026-11-20&to=2026-11-22", "");
    for told in ["weather.example", "52.5°N 13.4°E", "20 November 2026 to 22 November 2026", "Send this"] {
        assert!(shown.contains(told), "{told}\n{shown}");
    }
    assert!(page.ask("GET", "/workouts", "").2.contains("href=\"/weather\""));
    assert_eq!(page.asked(), 0, "nothing was sent by looking");
    let (status, to, _) = page.ask("POST", "/weather", "from=2026-11-20&to=2026-11-22");
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(page.ask("GET", &to, "").2.contains("2 hours of"), "{to}");
    let asked = page.host.asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 1);
    assert!(
        asked[0].starts_with(
            "/v1/archive?latitude=52.5&longitude=13.4&start_date=2026-11-20&end_date=2026-11-22&"
        )
    );
    assert!(page.ask("GET", "/imports", "").2.contains("open-meteo 52.5N 13.4E"));
}

#[test]
fn what_went_wrong_stands_on_the_page_and_nothing_is_kept() {
    for (answer, sentence) in [
        (Err(NoWeather::NoNetwork), "was not reached"),
        (Ok(answer(200, "<html>")), "sign in and try again"),
        (Ok(answer(200, &HOUR[..100])), "broke off"),
    ] {
        let page = Page::answered(answer);
        page.ask("POST", "/settings", "home=52.5163%2C13.3777");
        let (status, _, text) = page.ask("POST", "/weather", "from=2026-11-20&to=2026-11-22");
        assert_eq!(status, StatusCode::OK);
        assert!(text.contains(sentence) && text.contains("role=\"alert\""), "{sentence}\n{text}");
        assert!(page.ask("GET", "/imports", "").2.contains("Nothing was brought in yet"));
    }
}
