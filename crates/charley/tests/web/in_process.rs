//! The app without a server, on a machine of which it knows nothing but what it asks: its clock, its hands, its pauses.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use charley_domain::entry::{Entry, Record};
use charley_store::{DiaryPlace, Store};
use charley_web::{Errand, Host, InProcess, Pause, Work};
use jiff::ZonedDateTime;
use tower::ServiceExt as _;

use crate::{activities::GPX, now::form};

/// A machine with one thread, as a browser is: work is done at once, errands when somebody lets them go on.
#[derive(Default)]
struct OneThread {
    now: Mutex<Option<ZonedDateTime>>,
    errands: Mutex<Vec<Errand>>,
}

impl std::fmt::Debug for OneThread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneThread")
    }
}

impl Host for OneThread {
    fn now(&self) -> ZonedDateTime {
        self.now.lock().unwrap().clone().unwrap()
    }

    fn blocking(&self, work: Work) {
        work();
    }

    fn later(&self, errand: Errand) {
        self.errands.lock().unwrap().push(errand);
    }

    fn after(&self, _time: Duration) -> Pause {
        Box::pin(std::future::pending())
    }

    fn tell(&self, line: &str) {
        panic!("nothing goes wrong here: {line}");
    }
}

struct Phone {
    host: Arc<OneThread>,
    app: InProcess,
    runtime: tokio::runtime::Runtime,
}

const ORIGIN: &str = "https://charley.example";

impl Phone {
    fn at(place: &DiaryPlace, now: &str) -> Self {
        let host = Arc::new(OneThread::default());
        *host.now.lock().unwrap() = Some(now.parse().unwrap());
        let app = InProcess::open(place, host.clone(), ORIGIN).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        Self { host, app, runtime }
    }

    fn set(&self, now: &str) {
        *self.host.now.lock().unwrap() = Some(now.parse().unwrap());
    }

    fn ask(&self, method: &str, path: &str, (kind, body): (&str, &str)) -> crate::browser::Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "charley.example")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", kind)
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.runtime.block_on(async {
            let answer = tokio::spawn(self.app.router().oneshot(request));
            while !answer.is_finished() {
                tokio::task::yield_now().await;
                // What waits for later is done between two turns of the page.
                let errands = std::mem::take(&mut *self.host.errands.lock().unwrap());
                let left = errands.into_iter().filter_map(|mut errand| errand().is_some().then_some(errand));
                let left: Vec<Errand> = left.collect();
                self.host.errands.lock().unwrap().extend(left);
            }
            let response = answer.await.unwrap().unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            crate::browser::Answer { status, headers, text: String::from_utf8_lossy(&body).into_owned() }
        })
    }

    fn get(&self, path: &str) -> crate::browser::Answer {
        self.ask("GET", path, ("", ""))
    }
}

fn a_name(dir: &tempfile::TempDir) -> DiaryPlace {
    DiaryPlace::Name(dir.path().join("diary").to_str().unwrap().to_owned())
}

fn entries(place: &DiaryPlace) -> Vec<Entry> {
    Store::open_in(place).unwrap().entries().unwrap()
}

#[test]
fn an_app_left_open_overnight_dates_the_cramp_to_the_minute_in_which_it_came() {
    let dir = tempfile::tempdir().unwrap();
    let place = a_name(&dir);
    let phone = Phone::at(&place, "2026-11-22T22:50:00+01:00[Europe/Berlin]");
    assert_eq!(phone.get("/").status, StatusCode::OK);
    phone.set("2026-11-23T03:12:00+01:00[Europe/Berlin]");
    let page = phone.get("/now");
    phone.set("2026-11-23T03:14:00+01:00[Europe/Berlin]");
    let kept = phone.ask("POST", "/cramps", ("application/x-www-form-urlencoded", &form(&page, "over")));
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let entries = entries(&place);
    let [Entry { record: Record::Cramp(cramp), occurred_at, .. }] = &entries[..] else {
        panic!("{entries:?}")
    };
    let came: jiff::Timestamp = "2026-11-23T03:12:00+01:00".parse().unwrap();
    assert_eq!((occurred_at.instant, cramp.duration_s), (came, Some(120)));
    assert!(phone.get("/diary").text.contains("Cramp"), "the same app shows it");
}

#[test]
fn the_owner_needs_no_link_and_other_sites_stay_out() {
    let dir = tempfile::tempdir().unwrap();
    let phone = Phone::at(&a_name(&dir), "2026-11-23T07:10:00+01:00[Europe/Berlin]");
    for path in ["/", "/why", "/diary", "/settings", "/settings/devices", "/medicines", "/plan", "/trial"] {
        assert_eq!(phone.get(path).status, StatusCode::OK, "{path}");
    }
    let settings = phone.get("/settings/data").text;
    assert!(settings.contains("Everything is kept by this app"), "no folder is named: {settings}");
    let foreign = |host: &str, site: &str| {
        let request = Request::post("/nights").header("host", host).header("sec-fetch-site", site);
        let answer = phone.app.router().oneshot(request.body(Body::empty()).unwrap());
        phone.runtime.block_on(answer).unwrap().status()
    };
    assert_eq!(foreign("charley.example", "cross-site"), StatusCode::FORBIDDEN);
    assert!(foreign("evil.example", "same-origin").is_client_error());
    assert!(InProcess::open(&a_name(&dir), phone.host.clone(), "charley").is_err());
}

#[test]
fn what_programs_send_is_written_and_a_workout_is_read_without_a_thread_or_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let place = a_name(&dir);
    let phone = Phone::at(&place, "2026-11-23T07:10:00+01:00[Europe/Berlin]");
    let event = r#"{"id":"01a2095e-30da-7c38-86be-68f3c7b7fdd7","kind":"none","night":"2026-11-22"}"#;
    for status in [StatusCode::CREATED, StatusCode::OK] {
        let kept = phone.ask("POST", "/api/v1/events", ("application/json", event));
        assert_eq!(kept.status, status, "{}", kept.text);
    }
    let workout = phone.ask("POST", "/api/v1/activities", ("application/gpx+xml", GPX));
    assert_eq!(workout.status, StatusCode::CREATED, "{}", workout.text);
    drop(phone);
    let again = Phone::at(&place, "2026-11-24T07:10:00+01:00[Europe/Berlin]");
    assert!(again.get("/workouts").text.contains("One workout."));
    assert_eq!(entries(&place).len(), 1);
}
