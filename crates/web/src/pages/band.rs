//! Tonight's band: how often such a night brings a cramp, with its interval, and what that rests on.

use charley_domain::exposure::Window;

use crate::pages::{missing::MissingLine, notice::Notices};
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

/// The sentences of a text, each with its stop.
fn sentences(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split(". ").collect();
    let last = parts.len().saturating_sub(1);
    let of =
        |(place, part): (usize, &&str)| if place == last { (*part).to_owned() } else { format!("{part}.") };
    parts.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_text_is_its_sentences() {
        let text = "You had a cramp on 1 of 2 nights. Of 100, about 20 (between 9 and 34). It leans.";
        assert_eq!(sentences(text).join(" "), text);
        assert_eq!(sentences(text).len(), 3);
        assert_eq!(sentences("0.5 of them."), ["0.5 of them."]);
    }
}
