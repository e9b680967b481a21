//! The machine as the app knows it: what time it is, and where work goes that must not hold up a page. Behind it stands a desk
//! with threads (`network`), or a browser that has one and calls back.

use std::{fmt, future::ready, pin::Pin, time::Duration};

use charley_case::asked_weather::{NoWeather, ServiceAnswer};
use charley_speech::voice;
use jiff::ZonedDateTime;
use tokio::sync::oneshot;

use crate::error::PageError;

/// Work that is done once.
pub type Work = Box<dyn FnOnce() + Send>;

/// Work that nobody waits for, in steps: it is called again after the pause that it gives, and dropped once it gives none.
pub type Errand = Box<dyn FnMut() -> Option<Duration> + Send>;

/// Ends after a while.
pub type Pause = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The answer of the weather service, once it is there.
pub type WeatherReply = Pin<Box<dyn Future<Output = Result<ServiceAnswer, NoWeather>> + Send>>;

/// The machine that the app runs on. The app asks it for everything that a pure function cannot have.
pub trait Host: fmt::Debug + Send + Sync {
    /// The time it is, read anew at each call and right after a sleep: an app that is left open overnight dates a cramp by it.
    fn now(&self) -> ZonedDateTime;

    /// Does work that may wait for the disk or compute for long: beside other requests where there are threads, else at once.
    fn blocking(&self, work: Work);

    /// Begins an errand, without waiting for its first step.
    fn later(&self, errand: Errand);

    /// Ends after this time.
    fn after(&self, time: Duration) -> Pause;

    /// Says a line to whoever keeps the machine, and to nobody who reads a page.
    fn tell(&self, line: &str);

    /// The host of the weather service, where this machine can ask one.
    fn weather_host(&self) -> Option<String> {
        None
    }

    /// Asks the weather service for a path: the one thing that leaves this machine, and only when a person agreed to it.
    fn ask_weather(&self, _path: String) -> WeatherReply {
        Box::pin(ready(Err(NoWeather::NotHere)))
    }
}

/// Does work that may wait, and waits for it without holding up others.
///
/// # Errors
/// What `work` gives; [`PageError::Broken`] when it panicked.
pub(crate) async fn blocking<T: Send + 'static>(
    host: &dyn Host,
    work: impl FnOnce() -> Result<T, PageError> + Send + 'static,
) -> Result<T, PageError> {
    let (answer, answered) = oneshot::channel();
    // It speaks as whoever asked for it. Whoever asked may have gone: then nobody is told.
    let voice = voice::spoken();
    host.blocking(Box::new(move || drop(answer.send(voice::speaking(voice, work)))));
    answered.await.unwrap_or(Err(PageError::Broken))
}

/// A machine for tests: its clock stands, and each piece of work has a thread.
#[cfg(test)]
pub(crate) mod still {
    use std::sync::Arc;

    use super::{Duration, Errand, Host, Pause, Work, ZonedDateTime};

    #[derive(Debug)]
    pub(crate) struct Still(ZonedDateTime);

    impl Still {
        pub(crate) fn at(now: &str) -> Arc<Self> {
            Arc::new(Self(now.parse().unwrap()))
        }
    }

    impl Host for Still {
        fn now(&self) -> ZonedDateTime {
            self.0.clone()
        }

        fn blocking(&self, work: Work) {
            std::thread::spawn(work);
        }

        fn later(&self, mut errand: Errand) {
            std::thread::spawn(move || {
                while let Some(pause) = errand() {
                    std::thread::sleep(pause);
                }
            });
        }

        fn after(&self, _time: Duration) -> Pause {
            Box::pin(std::future::pending())
        }

        fn tell(&self, _line: &str) {}
    }
}
