//! Entries that a browser kept while Charley could not be reached: they are dated to when they were kept, and answered
//! in short.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp, Zoned};

/// The header with which the outbox sends; its value is the time at which the entry was kept.
const KEPT_AT: &str = "x-charley-outbox";
/// Longest time an entry waits and is still dated to when it was kept.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(60 * 24);

/// When what is sent was said: now, or when it was kept.
pub(super) fn said_at(headers: &HeaderMap, now: &Zoned) -> Zoned {
    let kept_at = headers.get(KEPT_AT).and_then(|value| value.to_str().ok()?.parse::<Timestamp>().ok());
    let waited = kept_at.map(|kept_at| now.timestamp().duration_since(kept_at));
    match (kept_at, waited) {
        (Some(kept_at), Some(waited)) if SignedDuration::ZERO < waited && waited < LONGEST_WAIT => {
            kept_at.to_zoned(now.time_zone().clone())
        }
        _ => now.clone(),
    }
}

/// A browser follows a redirect to a whole page; the outbox needs to hear only that its entry was taken.
pub(super) async fn in_short(request: Request, next: Next) -> Response {
    let from_outbox = request.headers().contains_key(KEPT_AT);
    let response = next.run(request).await;
    if from_outbox && response.status() == StatusCode::SEE_OTHER {
        return StatusCode::NO_CONTENT.into_response();
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_dated_to_when_it_was_kept_and_never_into_the_future() {
        let now: Zoned = "2026-11-23T07:10[Europe/Berlin]".parse().unwrap();
        let said = |kept_at: &str| {
            let headers = HeaderMap::from_iter([(KEPT_AT.parse().unwrap(), kept_at.parse().unwrap())]);
            said_at(&headers, &now).to_string()
        };
        assert_eq!(said("2026-11-23T02:12:00Z"), "2026-11-23T03:12:00+01:00[Europe/Berlin]");
        for odd in ["2026-11-24T00:00:00Z", "2020-01-01T00:00:00Z", "yesterday", ""] {
            assert_eq!(said(odd), now.to_string(), "{odd}");
        }
        assert_eq!(said_at(&HeaderMap::new(), &now), now);
    }
}
