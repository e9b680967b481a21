//! `/why`: what causes my cramps, as far as can be said today: one sentence and one action, what was counted, what is open, the
//! last cramps; everything behind it is folded.

mod curious;

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};
use charley_infer::explanation::{CrampReport, DayBeside, NamedCause, QuietNight};
use jiff::civil::Date;

use self::curious::Curious;
use crate::{
    app::{App, Visit},
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    pages::{missing::MissingLine, notice::Notices, teams},
};
use charley_answers::{
    draw::dots,
    why::{
        ExplanationDocument, document as told,
        words::{causes as causes_words, days as days_words, page as words, shares as shares_words},
    },
};
use charley_speech::spoken;

/// Causes that have a card, and open ones and cramps that are listed, before the rest folds away.
const CARDS: usize = 3;
const OPEN: usize = 2;
const CRAMPS: usize = 3;

#[derive(Template)]
#[template(path = "why.html")]
struct Why {
    layout: Layout,
    notices: Notices,
    headline: String,
    action: Option<MissingLine>,
    nights: String,
    raises: Folded<CauseCard>,
    lowers: Vec<CauseCard>,
    not_for_you: Option<String>,
    open: Folded<MissingLine>,
    cramps: Folded<CrampLine>,
    /// Why no cramp is told of, where that must be said.
    no_shares: Option<&'static str>,
    curious: Curious,
    /// What to ask the team of a condition.
    teams: Vec<teams::TeamSection>,
}

/// A list, of which the first are shown.
struct Folded<T> {
    shown: Vec<T>,
    rest: Vec<T>,
}

impl<T> Folded<T> {
    fn after(shown: usize, all: impl Iterator<Item = T>) -> Self {
        let mut shown_first: Vec<T> = all.collect();
        let rest = shown_first.split_off(shown_first.len().min(shown));
        Self { shown: shown_first, rest }
    }
}

/// A cause: what was counted, and of 100 nights.
struct CauseCard {
    name: String,
    verdict: &'static str,
    counts: String,
    frequency: Option<String>,
    dots: Option<String>,
    note: String,
}

impl CauseCard {
    fn of(cause: &NamedCause) -> Self {
        Self {
            name: cause.name.clone(),
            verdict: words::verdict(cause),
            counts: cause.says.clone(),
            frequency: cause.frequency.as_ref().map(|frequency| words::of_100(cause.window, frequency)),
            dots: cause.frequency.as_ref().map(dots::hundred),
            note: cause.note.clone(),
        }
    }
}

/// A cramp in a sentence, with that night beside its quiet neighbour.
struct CrampLine {
    says: String,
    beside: Option<NightBeside>,
}

/// Two nights as a table.
struct NightBeside {
    quiet: String,
    days: Vec<DayBeside>,
}

impl CrampLine {
    fn of(cramp: &CrampReport, today: Date) -> Self {
        let beside = |quiet: &QuietNight| NightBeside {
            quiet: days_words::quiet_night(spoken::night(quiet.night, today)),
            days: quiet.days.clone(),
        };
        let quiet = cramp.quiet.as_ref().filter(|quiet| !quiet.days.is_empty());
        Self { says: cramp.says.clone(), beside: quiet.map(beside) }
    }
}

/// `GET /why`.
pub(crate) async fn show(State(app): State<Arc<App>>, light: Light) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&why(visit, light)?))).await
}

fn why(visit: &mut Visit<'_>, light: Light) -> Result<Why, PageError> {
    let now = visit.now.clone();
    let explanation = visit.explanation()?;
    let curious = Curious::of(visit, &explanation)?;
    let case = visit.case()?;
    let cramps = told::last_cramps(&explanation).map(|cramp| CrampLine::of(cramp, now.date()));
    let cramps = Folded::after(CRAMPS, cramps);
    Ok(Why {
        layout: Layout::new(Tab::Why, light, &now),
        notices: Notices::daily(&explanation.notices),
        action: explanation.action.as_ref().map(MissingLine::of),
        nights: causes_words::nights(explanation.nights),
        raises: Folded::after(CARDS, explanation.raises.iter().map(CauseCard::of)),
        lowers: explanation.protects.iter().map(CauseCard::of).collect(),
        not_for_you: told::not_for_you(&explanation),
        open: Folded::after(OPEN, told::open(&explanation).iter().map(MissingLine::of)),
        no_shares: no_shares(&explanation, &cramps),
        cramps,
        curious,
        teams: teams::TeamSection::of(&case.person, now.date()),
        headline: explanation.headline.clone(),
    })
}

/// Why no cramp is told of, where there are some.
fn no_shares(explanation: &ExplanationDocument, told: &Folded<CrampLine>) -> Option<&'static str> {
    let some = !explanation.cramps.is_empty() && !explanation.triggers.is_empty();
    (told.shown.is_empty() && some).then_some(shares_words::NO_SHARES_YET)
}
