//! Entries that a browser kept while Charley could not be reached: each is dated to when it was kept, or the person is asked
//! when it was; none is dated to now because it waited or because a clock was wrong. They are answered in short.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp, ZonedDateTime};

use crate::{app::App, error::PageError, layout, words::outbox as say};

/// The header with which the outbox sends; its value is the time at which the entry was kept, by the browser's clock.
const KEPT_AT: &str = "x-charley-outbox";
/// The time at which it is sent, by the same clock.
const SENT_AT: &str = "x-charley-clock";
/// Seconds by which that clock was behind Charley's when the entry was kept, where the page knew it.
const BEHIND_S: &str = "x-charley-behind";
/// Whether the person said the time.
const SAID: &str = "x-charley-said";
/// The time of Charley's clock, with each answer to the outbox.
const NOW: &str = "x-charley-now";

/// Whether the outbox of a browser sends something.
pub(super) fn is_from(headers: &HeaderMap) -> bool {
    headers.contains_key(KEPT_AT)
}

/// Where the person is asked which of two entries is right; what was sent is not kept yet.
const ASK: &str = "x-charley-ask";

/// An answer that asks the person something first.
#[derive(Debug, Clone)]
pub(super) struct Asks {
    /// Where it is asked.
    pub(super) address: HeaderValue,
    /// What there is to say, for an entry that waited.
    pub(super) words: String,
}

/// What two clocks may differ by: less changes no answer.
const AGREE: SignedDuration = SignedDuration::from_mins(5);
/// Longest time an entry waits without being asked about.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(60 * 24);

/// What the browser says of the time of an entry.
#[derive(Debug, Clone, Copy)]
struct KeptLine {
    at: Timestamp,
    sent_at: Option<Timestamp>,
    behind: Option<SignedDuration>,
    is_said: bool,
}

/// When what is sent was said: now, or when it was kept.
///
/// # Errors
/// [`PageError::WhichTime`] where nobody knows but the person.
pub(super) fn said_at(headers: &HeaderMap, now: &ZonedDateTime) -> Result<ZonedDateTime, PageError> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(at) = headers.get(KEPT_AT) else { return Ok(now.clone()) };
    let at = at.to_str().ok().and_then(|at| at.parse().ok());
    let kept = KeptLine {
        at: at.ok_or_else(|| PageError::WhichTime(say::NO_TIME.into()))?,
        sent_at: text(SENT_AT).and_then(|at| at.parse().ok()),
        behind: text(BEHIND_S).and_then(|s| s.parse().ok()).map(SignedDuration::from_secs),
        is_said: headers.contains_key(SAID),
    };
    let instant = kept.instant(now.timestamp()).map_err(PageError::WhichTime)?;
    Ok(instant.to_zoned_datetime(now.time_zone().clone()))
}

impl KeptLine {
    /// The moment by Charley's clock, or why it is not known.
    fn instant(&self, now: Timestamp) -> Result<Timestamp, String> {
        let waited = now.duration_since(self.at);
        if self.is_said {
            return if waited.is_negative() { Err(say::ahead(waited)) } else { Ok(self.at) };
        }
        if let Some(sent_at) = self.sent_at {
            // Tapped just now, whatever that clock shows.
            let since = sent_at.duration_since(self.at);
            if (SignedDuration::ZERO..=AGREE).contains(&since) {
                return Ok(now.checked_sub(since).unwrap_or(now));
            }
            let apart = now.duration_since(sent_at);
            if let Some(wrong) =
                [Some(apart), self.behind].into_iter().flatten().find(|one| one.abs() > AGREE)
            {
                return Err(say::clocks(wrong));
            }
        }
        match waited {
            waited if waited < -AGREE => Err(say::ahead(waited)),
            waited if waited > LONGEST_WAIT => Err(say::long_ago(waited)),
            _ => Ok(self.at.min(now)),
        }
    }
}

/// A browser follows a redirect to a whole page; the outbox needs to hear only that its entry was taken, and what time it is
/// here.
pub(super) async fn in_short(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let from_outbox = request.headers().contains_key(KEPT_AT);
    let mut response = next.run(request).await;
    if !from_outbox {
        return response;
    }
    if let Some(Asks { address, words }) = response.extensions().get::<Asks>().cloned() {
        response = layout::bare(StatusCode::CONFLICT, &say::REFUSED, &words);
        response.headers_mut().insert(ASK, address);
    } else if response.status() == StatusCode::SEE_OTHER {
        response = StatusCode::NO_CONTENT.into_response();
    }
    if let Ok(now) = HeaderValue::from_str(&app.now().timestamp().to_string()) {
        response.headers_mut().insert(NOW, now);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-23T07:10[Europe/Berlin]";

    /// What becomes of an entry with these headers, kept at the first.
    fn said(kept_at: &str, others: &[(&'static str, &str)]) -> Result<String, String> {
        let pairs = std::iter::once((KEPT_AT, kept_at)).chain(others.iter().copied());
        let headers = pairs.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        match said_at(&headers, &NOW.parse().unwrap()) {
            Ok(at) => Ok(at.timestamp().to_string()),
            Err(PageError::WhichTime(why)) => Err(why),
            Err(other) => panic!("{other:?}"),
        }
    }

    fn asked(kept_at: &str, others: &[(&'static str, &str)], why: &str) {
        let said = said(kept_at, others).unwrap_err();
        assert!(said.contains(why), "{kept_at} {others:?}: {said}");
    }

    #[test]
    fn an_entry_is_dated_to_when_it_was_kept_however_long_that_is_ago() {
        let now: ZonedDateTime = NOW.parse().unwrap();
        assert_eq!(said_at(&HeaderMap::new(), &now).unwrap(), now);
        for kept_at in ["2026-11-23T02:12:00Z", "2026-10-01T02:12:00Z"] {
            assert_eq!(said(kept_at, &[]).unwrap(), kept_at);
            assert_eq!(said(kept_at, &[(SENT_AT, "2026-11-23T06:09:00Z")]).unwrap(), kept_at);
        }
        // Clocks are never the same to the second.
        assert_eq!(said("2026-11-23T06:12:00Z", &[]).unwrap(), "2026-11-23T06:10:00Z");
    }

    #[test]
    fn where_nobody_knows_the_time_the_person_is_asked_and_nothing_is_dated_to_now() {
        for odd in ["yesterday", ""] {
            asked(odd, &[], "cannot be read");
        }
        asked("2026-11-24T00:00:00Z", &[], "17 h 50 min from now");
        asked("2026-09-14T02:12:00Z", &[], "70 days");
        asked("1970-01-01T00:03:00Z", &[], "days");
        // A phone that is a day behind, three hours ahead, or was so when it kept the entry.
        asked("2026-11-22T02:12:00Z", &[(SENT_AT, "2026-11-22T06:10:00Z")], "24 h apart");
        asked("2026-11-23T05:12:00Z", &[(SENT_AT, "2026-11-23T09:10:00Z")], "3 h apart");
        let fixed = [(SENT_AT, "2026-11-23T06:10:00Z"), (BEHIND_S, "-10800")];
        asked("2026-11-23T05:12:00Z", &fixed, "3 h apart");
        // It was set back between keeping and sending.
        asked("2026-11-23T09:12:00Z", &[(SENT_AT, "2026-11-23T06:10:00Z")], "from now");
    }

    #[test]
    fn what_the_person_says_holds_unless_it_is_still_to_come() {
        for kept_at in ["2026-09-14T02:12:00Z", "2026-11-22T02:12:00Z"] {
            let clock = (SENT_AT, "1970-01-01T00:03:00Z");
            assert_eq!(said(kept_at, &[(SAID, "1"), clock]).unwrap(), kept_at);
        }
        asked("2026-11-24T00:00:00Z", &[(SAID, "1")], "from now");
    }

    #[test]
    fn a_tap_of_just_now_needs_no_clock() {
        let clock = (SENT_AT, "1970-01-01T00:03:00Z");
        assert_eq!(
            said("1970-01-01T00:02:30Z", &[clock, (BEHIND_S, "1795000000")]).unwrap(),
            "2026-11-23T06:09:30Z"
        );
    }
}
