//! The card of a day on Tonight: three questions, one tap each, the same each day.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};
use charley_domain::{
    entry::{Entry, EntrySource},
    night::NightOf,
    quantity::{Alcohol, Hours, OutOfRange},
};
use jiff::ZonedDateTime;
use uuid::Uuid;

use crate::{
    app::App,
    error::PageError,
    form::{self, FormFields},
    outbox,
};
use charley_speech::{
    day::{self as card, DayAnswers},
    entry_draft::new_id,
};

/// A card that waits for its answers.
pub(super) struct DayCard {
    pub(super) heading: &'static str,
    pub(super) night: String,
    /// Identities of the entries that it makes: sent twice, they are the same.
    pub(super) ids: [String; 3],
}

impl DayCard {
    /// The card that is open, if there is one.
    pub(super) fn of(entries: &[Entry], now: &ZonedDateTime) -> Option<Self> {
        let night = card::open(entries, now)?;
        let heading = if night == NightOf::last(now.datetime()) { card::HEADING } else { card::TODAY };
        let ids = std::array::from_fn(|_| new_id(now).to_string());
        Some(Self { heading, night: night.to_string(), ids })
    }

    /// The three questions, each with its name in the form and what a tap may say.
    #[allow(clippy::unused_self, reason = "templates reach functions through what they hold")]
    pub(super) const fn questions(&self) -> [DayQuestion; 3] {
        [
            DayQuestion { name: "alcohol", words: card::DRINKS, hint: card::A_UNIT, choices: &card::UNITS },
            DayQuestion { name: "caffeine", words: card::LATE_CAFFEINE, hint: "", choices: &card::CUPS },
            DayQuestion { name: "sitting", words: card::SITTING, hint: "", choices: &card::HOURS },
        ]
    }
}

/// One question of the card.
pub(super) struct DayQuestion {
    pub(super) name: &'static str,
    pub(super) words: &'static str,
    pub(super) hint: &'static str,
    pub(super) choices: &'static [u8],
}

/// `POST /day`: what was answered; the same ids twice are the same entries.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        visit.now = outbox::said_at(&headers, &visit.now)?;
        let night: NightOf = fields.read("night")?;
        let bad = |error: OutOfRange| PageError::BadForm(error.to_string());
        let day = DayAnswers {
            alcohol: number(&fields, "alcohol")?.map(Alcohol::from_units).transpose().map_err(bad)?,
            late_caffeine: number(&fields, "caffeine")?.map(card::cups).transpose().map_err(bad)?,
            sitting: number(&fields, "sitting")?.map(Hours::from_h).transpose().map_err(bad)?,
        };
        let ids: Vec<Uuid> = fields
            .all("id")
            .iter()
            .map(|id| id.parse().map_err(|_| PageError::BadForm(format!("{id:?} is no identity."))))
            .collect::<Result<_, _>>()?;
        let mut ids = ids.into_iter();
        let entries = day
            .entries(night, (EntrySource::Page, &visit.now), || ids.next())
            .map_err(|error| PageError::BadForm(error.to_string()))?;
        if entries.is_empty() {
            return Err(PageError::BadForm(card::NOTHING.to_owned()));
        }
        visit.store.record_all(&entries)?;
        Ok(form::go("/"))
    })
    .await
}

/// A number that was tapped; `None` where nothing was.
fn number(fields: &FormFields, name: &str) -> Result<Option<f64>, PageError> {
    let text = fields.text(name);
    let bad = || PageError::BadForm(format!("{text:?} is no number: {name} is counted, as in 2."));
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| bad()) }
}
