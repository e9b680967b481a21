//! In which language and for which region a browser is answered: as its own list says, or as was chosen on this device.
//!
//! A page that is not there in a language stays wholly English. Programs are answered in English, and forms mean the same in every
//! language.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use charley_speech::{
    language::Language,
    region::Region,
    voice::{Voice, speaking},
};
use fluent_langneg::{NegotiationStrategy, convert_vec_str_to_langids_lossy, negotiate_languages};

use crate::{api, cookie};

/// Name of the cookie that holds the language, one a device.
pub(super) const LANGUAGE_COOKIE: &str = "charley_language";

/// Addresses whose pages are there in every language, with all that lies below those that end in a stroke.
const TRANSLATED: &[&str] = &[
    "/now",
    "/now/",
    "/cramps",
    "/cramps/gone",
    "/relief.html",
    "/triage.html",
    "/away.html",
    "/triage",
    "/start",
    "/",
    "/nights",
    "/undo",
    "/marks",
    "/pause",
    "/settings/light",
    "/manifest.webmanifest",
];

/// How a browser is spoken to on a page.
pub(super) fn of(headers: &HeaderMap, path: &str) -> Voice {
    if api::is_api(path) {
        return Voice::PLAIN;
    }
    let wanted = wanted(headers);
    let region = wanted.iter().find_map(|tag| tag.split(['-', '_']).skip(1).find(|part| part.len() == 2));
    let region = region.map_or(Region::PLAIN, |code| Region::coded(&code.to_ascii_uppercase()));
    let language = if is_translated(path) { language(headers) } else { Language::ENGLISH };
    Voice { language, region }
}

fn is_translated(path: &str) -> bool {
    let below = |one: &str| one.len() > 1 && one.ends_with('/') && path.starts_with(one);
    TRANSLATED.iter().any(|one| path == *one || below(one))
}

/// The language that is spoken with a browser, where a page has it.
pub(super) fn language(headers: &HeaderMap) -> Language {
    chosen(headers).unwrap_or_else(|| negotiated(&wanted(headers)))
}

/// The language that was chosen on this device.
pub(super) fn chosen(headers: &HeaderMap) -> Option<Language> {
    let line = headers.get(header::COOKIE).and_then(|line| line.to_str().ok())?;
    Language::tagged(cookie::cookie(line, LANGUAGE_COOKIE)?)
}

/// The tags of `Accept-Language`, the most wanted first; those that are not wanted at all are left out.
fn wanted(headers: &HeaderMap) -> Vec<&str> {
    let line = headers.get(header::ACCEPT_LANGUAGE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let weighed = |part: &str| {
        let weight =
            part.split(';').skip(1).find_map(|one| one.trim().strip_prefix("q=")?.parse::<f64>().ok());
        weight.unwrap_or(1.0)
    };
    let mut tags: Vec<(&str, f64)> = line
        .split(',')
        .map(|part| (part.split(';').next().unwrap_or_default().trim(), weighed(part)))
        .filter(|(tag, weight)| !tag.is_empty() && *weight > 0.0)
        .collect();
    tags.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    tags.into_iter().map(|(tag, _)| tag).collect()
}

/// The best of our languages for a list of tags.
fn negotiated(wanted: &[&str]) -> Language {
    let ours: Vec<Language> = Language::all().collect();
    let available = convert_vec_str_to_langids_lossy(ours.iter().map(|one| one.tag()));
    let wanted = convert_vec_str_to_langids_lossy(wanted);
    let found = negotiate_languages(&wanted, &available, None, NegotiationStrategy::Lookup);
    found.first().and_then(|tag| Language::tagged(&tag.to_string())).unwrap_or(Language::ENGLISH)
}

/// Answers a request in the voice of its browser.
pub(super) async fn answered(request: Request, next: Next) -> Response {
    let voice = of(request.headers(), request.uri().path());
    let mut response = Speaking { voice, answer: Box::pin(next.run(request)) }.await;
    let headers = response.headers_mut();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if ["text/html", "application/manifest+json"].iter().any(|read| kind.starts_with(read)) {
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(voice.language.tag()));
        headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    }
    response
}

/// Work that goes on on one thread or another, and speaks in one voice on each.
struct Speaking<F> {
    voice: Voice,
    answer: Pin<Box<F>>,
}

impl<F: Future> Future for Speaking<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let voice = self.voice;
        speaking(voice, || self.answer.as_mut().poll(context))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &str, cookies: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::ACCEPT_LANGUAGE, list), (header::COOKIE, cookies)] {
            if !value.is_empty() {
                headers.insert(name, value.parse().unwrap());
            }
        }
        headers
    }

    #[test]
    fn a_browser_is_answered_in_the_best_language_that_both_speak() {
        let tag = |list: &str| of(&headers(list, ""), "/now").language.tag();
        for (list, expected) in [
            ("de-DE,de;q=0.9,en;q=0.8", "de"),
            ("de-AT", "de"),
            ("en-US,en;q=0.9,de;q=0.8", "en"),
            ("fr-FR,fr;q=0.9,de;q=0.5", "de"),
            ("fr", "en"),
            ("", "en"),
            // A list need not be in its order.
            ("en;q=0.1,de;q=0.9", "de"),
            ("de;q=0,en", "en"),
            (";;;q=,,-", "en"),
        ] {
            assert_eq!(tag(list), expected, "{list}");
        }
    }

    #[test]
    fn what_was_chosen_on_this_device_comes_before_the_browser() {
        let german = headers("en-GB", "charley_language=de");
        assert_eq!(of(&german, "/now").language.tag(), "de");
        assert_eq!(of(&headers("de-DE", "charley_language=en"), "/now").language.tag(), "en");
        assert_eq!(of(&headers("de-DE", "charley_language=xx"), "/now").language.tag(), "de");
    }

    #[test]
    fn a_page_that_is_not_translated_and_programs_are_answered_in_english() {
        let german = headers("de-DE", "");
        assert_eq!(of(&german, "/plan").language, Language::ENGLISH);
        assert_eq!(of(&german, "/api/v1/events"), Voice::PLAIN);
        assert_eq!(of(&german, "/now/over").language.tag(), "de");
        assert_eq!(of(&german, "/nowhere").language, Language::ENGLISH);
        assert_eq!([of(&german, "/").language.tag(), of(&german, "/diary").language.tag()], ["de", "en"]);
    }

    #[test]
    fn the_region_is_that_of_the_list() {
        let region = |list: &str| of(&headers(list, ""), "/plan").region;
        assert_eq!(region("en-US,en;q=0.9"), Region::coded("US"));
        assert_eq!(region("en,en-US;q=0.9"), Region::coded("US"));
        assert_eq!(region("zh-Hans-US"), Region::coded("US"));
        assert_eq!([region("en-GB"), region("de-DE"), region("de"), region("")], [Region::PLAIN; 4]);
    }
}
