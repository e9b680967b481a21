//! A quiet night said over a cramp that is written down: it is asked which is right, and nothing is lost either way.

use axum::{http::HeaderValue, response::Response};
use charley_domain::entry::{Entry, Record};
use charley_speech::spoken;
use uuid::Uuid;

use super::diary::DiaryQuery;
use crate::{
    app::Visit,
    error::PageError,
    form::{self, FormFields},
    outbox::Asks,
    words::entry as say,
};

/// The question whether an answer takes the place of cramps.
pub(super) struct Replacing {
    pub(super) heading: String,
    pub(super) lines: Vec<String>,
    pub(super) night: String,
    pub(super) id: String,
    pub(super) answer: &'static str,
    pub(super) yes: &'static str,
}

impl Replacing {
    /// The question, where an address asks it and there is a cramp.
    pub(super) fn asked(of_night: &[Entry], ask: &DiaryQuery, visit: &Visit<'_>) -> Option<Self> {
        let (answer, id) = ask.answer();
        let id: Uuid = id.parse().ok()?;
        if answer != "none" {
            return None;
        }
        let cramps: Vec<&Entry> = of_night.iter().filter(|entry| entry.is_night_cramp()).collect();
        let first = cramps.first()?;
        let line = |entry: &&Entry| spoken::entry_line(entry, visit.units(), visit.now.date());
        Some(Self {
            heading: heading(&cramps),
            lines: cramps.iter().map(line).collect(),
            night: first.night.to_string(),
            id: id.to_string(),
            answer: "none",
            yes: say::REPLACE_NONE.text(),
        })
    }
}

fn heading(cramps: &[&Entry]) -> String {
    match cramps {
        [one] if one.precision != charley_domain::moment::Precision::Night => {
            say::replace_cramp(spoken::clock(one.occurred_at.civil().time()))
        }
        [_] => say::REPLACE_CRAMP.into(),
        several => say::replace_cramps(several.len()),
    }
}

/// Keeps an answer about a night; where a cramp speaks against it, asks first and gives the answer that asks.
pub(super) fn keep(
    visit: &mut Visit<'_>,
    entry: &Entry,
    fields: &FormFields,
) -> Result<Option<Response>, PageError> {
    // Who is not sure denies nothing: the cramp stands beside it.
    let denies = matches!(entry.record, Record::None);
    let cramps: Vec<Entry> = if denies && !visit.store.knows(entry.id)? {
        let of_night = visit.store.entries_between(entry.night, entry.night)?;
        of_night.into_iter().filter(Entry::is_night_cramp).collect()
    } else {
        Vec::new()
    };
    if cramps.is_empty() {
        visit.store.record(entry)?;
        return Ok(None);
    }
    if fields.text("replace") == "yes" {
        let ids: Vec<Uuid> = cramps.iter().map(|cramp| cramp.id).collect();
        visit.store.replace_all(&ids, entry, visit.now.timestamp())?;
        return Ok(None);
    }
    let address =
        format!("/diary?night={}&answer={}&id={}#question", entry.night, entry.record.kind(), entry.id);
    let mut response = form::go(&address);
    if let Ok(address) = HeaderValue::from_str(&address) {
        let words = say::cramp_waits(spoken::night(entry.night, visit.now.date()));
        response.extensions_mut().insert(Asks { address, words });
    }
    Ok(Some(response))
}
