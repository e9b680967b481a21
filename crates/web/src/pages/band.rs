//! Tonight's band: how often such a night brings a cramp, with its interval, and what that rests on.

use charley_domain::exposure::Window;

use crate::pages::{missing::MissingLine, notice::Notices, sentences::sentences};
use charley_answers::{
    forecast::{ForecastDocument, evening::words as evening_words, words as forecast_words},
    notice::words as notices_words,
    why::ExplanationDocument,
};

/// What Tonight says about tonight.
#[derive(Debug, Clone, Default)]
pub(super) struct TonightBand {
    /// The answer, as a frequency; in its place why there is none.
    pub(super) lede: String,
    /// What is said with it.
    pub(super) rest: String,
    /// What it needs first, where there is no answer.
    pub(super) missing: Vec<MissingLine>,
    /// What it rests on and what it cannot say, a paragraph each.
    pub(super) notes: Vec<String>,
    /// What could be tried.
    pub(super) levers: Vec<String>,
    /// What must be said beside it.
    pub(super) notices: Notices,
}

impl TonightBand {
    /// The band of the coming night.
    pub(super) fn of(forecast: &ForecastDocument) -> Self {
        let own = forecast.engine != ExplanationDocument::PUBLISHED;
        let mut notes = Vec::new();
        if forecast.shown.is_some() {
            match forecast.skill {
                Some(skill) => {
                    notes.push(forecast_words::skill(Window::Night, skill));
                }
                None if own => {}
                None => notes.push(notices_words::NOTHING_LEARNED.into()),
            }
            notes.push(forecast_words::own_nights(forecast.own_nights));
        }
        notes.extend(forecast.everyone_mean.map(forecast_words::everyone));
        let mut said = sentences(&forecast.headline).into_iter();
        let (lede, rest) = (said.next().unwrap_or_default(), said.next().unwrap_or_default());
        notes.splice(0..0, said);
        Self {
            lede,
            rest,
            missing: if forecast.shown.is_some() { Vec::new() } else { MissingLine::all(&forecast.missing) },
            notes,
            levers: forecast.levers.iter().map(evening_words::line).collect(),
            notices: Notices::daily(&forecast.notices),
        }
    }
}
