//! `/now/over`: it let go. What eases the soreness, and the ways on.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use charley_domain::entry::Record;
use uuid::Uuid;

use super::{frame, place::NowQuery, urgent};
use crate::{
    app::App,
    error::PageError,
    layout::{Layout, shown},
    pages::triage::Help,
};
use charley_answers::{
    now::{Aftercare, aftercare, numb, words as say},
    triage::Caution,
};
use charley_speech::spoken;

#[derive(Template)]
#[template(path = "over.html")]
struct Over {
    layout: Layout,
    heading: String,
    id: String,
    /// What to do, while an answer to a red flag needs a doctor today or now.
    help: Option<Help>,
    /// What eases the soreness; nothing while an answer ends stretching and massage.
    after: Vec<Aftercare>,
    /// Whether packs are left out since legs may be numb.
    no_pack: bool,
}

/// `GET /now/over?id=`.
pub(crate) async fn over(
    State(app): State<Arc<App>>,
    Query(ask): Query<NowQuery>,
) -> Result<Response, PageError> {
    app.at_the_bedside(move |visit| {
        let id: Uuid = ask.id.parse().map_err(|_| PageError::NotFound)?;
        let entry = visit.store.entry(id)?.ok_or(PageError::NotFound)?;
        let Record::Cramp(cramp) = entry.record else { return Err(PageError::NotFound) };
        let time = cramp.duration_s.map(|seconds| spoken::span(f64::from(seconds)));
        let heading = time.map_or_else(|| format!("{}.", say::LET_GO), say::let_go_after);
        let caution = Caution::of(&visit.entries()?, &visit.profile()?, &visit.now);
        let ended = caution.assessment.ends_stretching();
        let after = if ended { Vec::new() } else { aftercare(&visit.person, visit.now.date()) };
        Ok(shown(&Over {
            layout: frame(visit, &say::LET_GO),
            heading,
            id: id.to_string(),
            help: urgent(&caution),
            after,
            no_pack: !ended && numb(&visit.person),
        }))
    })
    .await
}
