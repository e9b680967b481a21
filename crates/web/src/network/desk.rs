//! The machine under a server: threads, the system's clock, and a terminal that hears what no page says.

use std::{io::Write as _, thread, time::Duration};

use charley_case::asked_weather::NoWeather;
use jiff::{Timestamp, ZonedDateTime};

use super::weather_service::WeatherService;
use crate::host::{Errand, Host, Pause, WeatherReply, Work};

/// A machine with threads.
#[derive(Debug)]
pub(super) struct ThreadedHost {
    /// The clock of this machine when Charley started, and the time that it was.
    started: (Timestamp, ZonedDateTime),
}

impl ThreadedHost {
    /// The machine at the time that it is; its clock goes on from there.
    pub(super) fn at(now: ZonedDateTime) -> Self {
        Self { started: (Timestamp::now(), now) }
    }
}

impl Host for ThreadedHost {
    // The system's clock goes on while the machine sleeps, which one that counts from the start does not.
    fn now(&self) -> ZonedDateTime {
        let (since, start) = &self.started;
        start.checked_add(Timestamp::now().duration_since(*since)).unwrap_or_else(|_| start.clone())
    }

    fn blocking(&self, work: Work) {
        // The pool of the server keeps its threads; whoever asks without a server gets one of its own.
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(work)),
            Err(_) => drop(thread::spawn(work)),
        }
    }

    fn later(&self, mut errand: Errand) {
        thread::spawn(move || {
            while let Some(pause) = errand() {
                thread::sleep(pause);
            }
        });
    }

    fn after(&self, time: Duration) -> Pause {
        Box::pin(tokio::time::sleep(time))
    }

    fn tell(&self, line: &str) {
        drop(writeln!(anstream::stderr(), "charley: {line}"));
    }

    fn weather_host(&self) -> Option<String> {
        WeatherService::configured().map(|service| service.host().to_owned())
    }

    fn ask_weather(&self, path: String) -> WeatherReply {
        Box::pin(async move { WeatherService::configured().ok_or(NoWeather::NotHere)?.ask(&path).await })
    }
}
