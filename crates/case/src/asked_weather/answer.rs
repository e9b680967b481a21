//! What a weather service answers: weather, or one of the ways in which there is none.

use jiff::{SignedDuration, Unit, ZonedDateTime, ZonedDateTimeRound, tz::TimeZone};
use serde::Deserialize;

use super::words;

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAnswer {
    /// The status of HTTP.
    pub status: u16,
    /// In how many seconds it wants to be asked again, where it says so.
    pub retry_after_s: Option<i64>,
    /// Its content.
    pub body: Vec<u8>,
}

/// Why no weather came. Nothing is kept then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoWeather {
    /// This app cannot ask anybody, or its service is none.
    #[error("{}", words::NOT_HERE)]
    NotHere,
    /// Nobody was reached.
    #[error("{}", words::NO_NETWORK)]
    NoNetwork,
    /// Whoever answered could not show that they are the service.
    #[error("{}", words::NOT_TRUSTED)]
    NotTrusted,
    /// It took too long.
    #[error("{}", words::TOO_SLOW)]
    TooSlow,
    /// It broke off.
    #[error("{}", words::BROKE_OFF)]
    BrokeOff,
    /// More came than any weather is.
    #[error("{}", words::TOO_LARGE)]
    TooLarge,
    /// A web page came, as where one has to sign in first.
    #[error("{}", words::LOGIN_PAGE)]
    LoginPage,
    /// It was asked too often, by whoever shares this connection.
    #[error("{}", words::too_often(.0))]
    TooOften(String),
    /// It says why it gives none.
    #[error("{}", words::refused(.0))]
    Refused(String),
    /// Something else came.
    #[error("{}", words::odd(.0))]
    Odd(u16),
}

/// What is looked at of an answer. Open-Meteo gives the reason of an error as text.
#[derive(Debug, Deserialize)]
struct ServiceWord {
    reason: Option<String>,
    hourly: Option<serde::de::IgnoredAny>,
}

impl ServiceAnswer {
    /// The weather in it, whole.
    ///
    /// # Errors
    /// [`NoWeather`].
    pub fn weather(self, now: &ZonedDateTime) -> Result<Vec<u8>, NoWeather> {
        let word = serde_json::from_slice::<ServiceWord>(&self.body);
        let first = self.body.trim_ascii_start().first();
        let (is_page, is_json) = (first == Some(&b'<'), first == Some(&b'{'));
        let reason = || {
            let said = word.as_ref().ok().and_then(|word| word.reason.clone());
            said.map(|said| said.chars().filter(|letter| !letter.is_control()).take(200).collect::<String>())
        };
        match self.status {
            429 => Err(NoWeather::TooOften(again(self.retry_after_s, &reason().unwrap_or_default(), now))),
            300..400 | 511 => Err(NoWeather::LoginPage),
            _ if is_page => Err(NoWeather::LoginPage),
            200 => match word {
                Ok(ServiceWord { hourly: Some(_), .. }) => Ok(self.body),
                Ok(_) => Err(reason().map_or(NoWeather::Odd(200), NoWeather::Refused)),
                // A number that is cut off is as broken to the parser as a letter that is wrong.
                Err(_) if is_json || self.body.is_empty() => Err(NoWeather::BrokeOff),
                Err(_) => Err(NoWeather::Odd(200)),
            },
            status => Err(reason().map_or(NoWeather::Odd(status), NoWeather::Refused)),
        }
    }
}

const A_MINUTE_S: i64 = 60; // definition
const AN_HOUR_S: i64 = 3_600; // definition

fn later(at: &ZonedDateTime, seconds: i64) -> ZonedDateTime {
    at.saturating_add(SignedDuration::from_secs(seconds))
}

/// When to try again, on the clock of the person. Open-Meteo counts by the minute, the full hour and the day of universal time,
/// and names which of them is used up (its source code, `RateLimiter.swift`).
fn again(retry_after_s: Option<i64>, reason: &str, now: &ZonedDateTime) -> String {
    let reason = reason.to_lowercase();
    let at = match retry_after_s.filter(|seconds| (0..=86_400).contains(seconds)) {
        Some(seconds) => later(now, seconds),
        None if reason.contains("daily") => {
            let there = now.with_time_zone(TimeZone::UTC);
            let midnight = there.tomorrow().and_then(|next| next.start_of_day()).unwrap_or(there);
            midnight.with_time_zone(now.time_zone().clone())
        }
        None if reason.contains("hourly") => later(now, AN_HOUR_S),
        None => later(now, A_MINUTE_S),
    };
    // A minute more than is said, for their count is cleared once a minute.
    let up = ZonedDateTimeRound::new().smallest(Unit::Minute).mode(jiff::RoundMode::Ceil);
    let at = later(&at, A_MINUTE_S);
    let at = at.round(up).unwrap_or(at);
    let time = at.strftime("%-H:%M").to_string();
    if at.date() == now.date() {
        words::today_at(time)
    } else {
        words::on_at(at.strftime("%-d %B").to_string(), time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> ZonedDateTime {
        "2026-11-30T22:40:10+01:00[Europe/Berlin]".parse().unwrap()
    }

    fn judged(status: u16, body: &str) -> Result<Vec<u8>, NoWeather> {
        ServiceAnswer { status, retry_after_s: None, body: body.into() }.weather(&now())
    }

    #[test]
    fn weather_comes_whole_or_not_at_all() {
        let whole = "{\"latitude\":52.5,\"hourly\":{\"time\":[],\"temperature_2m\":[]}}";
        assert_eq!(judged(200, whole), Ok(whole.into()));
        for end in 1..whole.len() {
            assert_eq!(judged(200, &whole[..end]), Err(NoWeather::BrokeOff), "{}", &whole[..end]);
        }
        assert_eq!(judged(200, ""), Err(NoWeather::BrokeOff));
        assert_eq!(judged(200, "thank you"), Err(NoWeather::Odd(200)));
        assert_eq!(judged(200, "{\"latitude\":1}"), Err(NoWeather::Odd(200)));
    }

    #[test]
    fn what_is_no_weather_says_what_it_is() {
        assert_eq!(judged(200, "\n<!DOCTYPE html><form>Sign in"), Err(NoWeather::LoginPage));
        assert_eq!(judged(302, ""), Err(NoWeather::LoginPage));
        let reason = "{\"error\":true,\"reason\":\"Parameter 'start_date' is out of range\\u0007\"}";
        let refused = NoWeather::Refused("Parameter 'start_date' is out of range".to_owned());
        assert_eq!(judged(400, reason), Err(refused));
        assert_eq!(judged(503, "busy"), Err(NoWeather::Odd(503)));
    }

    #[test]
    fn asked_too_often_says_when_to_come_back() {
        let said = |reason: &str| {
            let body = format!(
                "{{\"error\":true,\"reason\":\"{reason} API request limit exceeded. Please try again.\"}}"
            );
            judged(429, &body).unwrap_err().to_string()
        };
        assert!(said("Minutely").contains("at 22:43"), "{}", said("Minutely"));
        assert!(said("Hourly").contains("at 23:42"), "{}", said("Hourly"));
        assert!(said("Daily").contains("1 December at 1:01"), "{}", said("Daily"));
        let answer = ServiceAnswer { status: 429, retry_after_s: Some(600), body: Vec::new() };
        assert!(answer.weather(&now()).unwrap_err().to_string().contains("at 22:52"));
    }
}
