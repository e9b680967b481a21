//! Weather of a service: shown before it is sent, sent only to whom and when the person agreed, and kept whole or not at all.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use serde_json::json;

use crate::charley::Charley;

/// A service on this machine that gives one answer to everybody, and what it was asked.
struct Service {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    fn giving(status: &str, body: &str) -> Self {
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        Self::sending(answer.into_bytes())
    }

    fn sending(answer: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut bytes = [0; 8_192];
                let count = stream.read(&mut bytes).unwrap();
                heard.lock().unwrap().push(String::from_utf8_lossy(&bytes[..count]).into_owned());
                stream.write_all(&answer).unwrap();
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// The hours of a warm week, as Open-Meteo writes them.
fn hours() -> String {
    let (mut times, mut air) = (Vec::new(), Vec::new());
    for day in 15..=22 {
        for hour in 0..24 {
            times.push(format!("2026-11-{day}T{hour:02}:00"));
            air.push(10.0 + f64::from(hour) / 2.0);
        }
    }
    json!({
        "latitude": 52.5, "longitude": 13.4, "elevation": 38.0, "utc_offset_seconds": 0, "timezone": "GMT",
        "hourly_units": { "time": "iso8601", "temperature_2m": "°C" },
        "hourly": { "time": times, "temperature_2m": air },
    })
    .to_string()
}

fn person(service: &Service) -> Charley {
    let person = Charley::new().with("CHARLEY_WEATHER_SERVICE", &service.address);
    person.types("person set --home 52.5163,13.3777 --timezone Europe/Berlin").ok();
    person.types("log none --night 2026-11-20").ok();
    person
}

#[test]
fn nothing_is_sent_before_the_person_agrees() {
    let service = Service::giving("200 OK", &hours());
    let person = person(&service);
    let before = person.types("weather").ends(2);
    for shown in ["52.5°N 13.4°E", "127.0.0.1", "20 November 2026 to 22 November 2026", "of each hour"] {
        assert!(before.err.contains(shown), "{shown}\n{}", before.err);
    }
    assert!(before.err.contains("--yes-send-place"), "{}", before.err);
    person.types("weather --json").ends(2);
    // A pipe is nobody who could agree.
    person.pipes("weather", b"y\n").ends(2);
    for line in ["why", "forecast", "diary", "exposures", "doctor", "import --list"] {
        person.types(line);
    }
    assert!(service.asked().is_empty(), "no other verb asks anybody");
}

#[test]
fn what_comes_back_is_an_import_and_the_place_is_coarse() {
    let service = Service::giving("200 OK", &hours());
    let person = person(&service);
    let told = person.types("weather --from 2026-11-15 --yes-send-place").ok();
    assert!(told.out.contains("192 hours of"), "{}", told.out);
    assert!(told.out.contains("1 of your 1 night"), "{}", told.out);
    let asked = service.asked();
    assert_eq!(asked.len(), 1);
    let line =
        "GET /v1/archive?latitude=52.5&longitude=13.4&start_date=2026-11-15&end_date=2026-11-22&hourly=";
    assert!(asked[0].starts_with(line), "{}", asked[0]);
    assert!(!asked[0].contains("5163") && !asked[0].to_lowercase().contains("cookie"), "{}", asked[0]);
    assert!(person.types("import --list").ok().out.contains("open-meteo 52.5N 13.4E 2026-11-15"));
    // The same again changes nothing; deleted it is out.
    assert_eq!(person.asks("weather --from 2026-11-15 --yes-send-place")["files"][0]["status"], "duplicate");
    person.types("import --delete last").ok();
}

#[test]
fn what_is_no_weather_is_said_and_nothing_is_kept() {
    let half = format!("HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n{}", &hours()[..700]);
    let limit = r#"{"error":true,"reason":"Daily API request limit exceeded. Please try again tomorrow."}"#;
    let services = [
        (Service::giving("200 OK", "<!DOCTYPE html><form>Sign in</form>"), "sign in and try again"),
        (Service::giving("302 Found", ""), "sign in and try again"),
        (Service::giving("429 Too Many Requests", limit), "on 24 November at 1:01"),
        (Service::giving("200 OK", &hours()[..900]), "broke off"),
        (Service::sending(half.into_bytes()), "broke off"),
        (Service::giving("400 Bad Request", r#"{"error":true,"reason":"No data"}"#), "says: No data"),
        (Service::giving("500 Internal Server Error", ""), "status 500"),
    ];
    for (service, sentence) in &services {
        let person = person(service);
        let said = person.types("weather --yes-send-place").ends(1);
        assert!(said.err.contains(sentence), "{sentence}\n{}", said.err);
        assert_eq!(person.asks("import --list")["imports"], json!([]));
    }
    let nobody = Charley::new().with("CHARLEY_WEATHER_SERVICE", "http://127.0.0.1:9");
    let said = nobody.types("weather --place 52.5,13.4 --yes-send-place").ends(1);
    assert!(said.err.contains("was not reached"), "{}", said.err);
    assert!(!nobody.data().join("charley.db").exists());
    let insecure = Charley::new().with("CHARLEY_WEATHER_SERVICE", "http://weather.example");
    insecure.types("weather --place 52.5,13.4 --yes-send-place").ends(2);
}

#[test]
fn without_a_home_or_with_days_to_come_it_says_what_is_missing() {
    let nobody = Charley::new();
    assert!(nobody.types("weather --yes-send-place").ends(2).err.contains("Say where home is"));
    let to_come = nobody.types("weather --place 52.5,13.4 --to 2026-11-23 --yes-send-place").ends(2);
    assert!(to_come.err.contains("must be over"));
}
