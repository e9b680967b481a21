//! `/evidence`: the article's claims with their verdicts, the red flags, the remedies with who must not use them.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use charley_domain::{entry::Entry, person::Person};
use charley_evidence::{Source, Team, Verdict, evidence};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    app::App,
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    pages::{answer::capital, missing::MissingLine, teams},
};
use charley_answers::{
    evidence::{EvidenceCard, Shelf, course, words as evidence_words},
    team::TeamCard,
    triage::words as triage_words,
};
use charley_speech::remedy_gate::not_for;

#[derive(Template)]
#[template(path = "evidence.html")]
struct EvidencePage {
    layout: Layout,
    read: String,
    version: &'static str,
    verdicts: Vec<Filter>,
    claims: Vec<JudgedClaim>,
    flags: Vec<FlagsByUrgency>,
    remedies: Vec<TableRow>,
    /// How night cramps go on.
    course: Vec<String>,
    /// What to ask the team of a condition.
    teams: Vec<teams::TeamSection>,
}

/// A verdict by which the claims can be narrowed.
struct Filter {
    address: String,
    mark: &'static str,
    word: &'static str,
    count: usize,
    chosen: bool,
}

/// A claim with the mark of its verdict.
struct JudgedClaim {
    mark: &'static str,
    row: TableRow,
}

/// Red flags of one urgency.
struct FlagsByUrgency {
    class: &'static str,
    heading: &'static str,
    rows: Vec<TableRow>,
}

/// A row with its sources spelled out.
struct TableRow {
    card: EvidenceCard,
    sources: Vec<&'static Source>,
    /// Why it is not for the person who reads.
    not_for: Option<MissingLine>,
}

impl TableRow {
    fn of(card: EvidenceCard) -> Self {
        let sources = card.sources.iter().filter_map(|key| evidence().source(key)).collect();
        Self { card, sources, not_for: None }
    }

    /// A fact of the card by its label.
    fn fact(&self, label: &str) -> Option<&str> {
        self.card.facts.iter().find(|(name, _)| *name == label).map(|(_, text)| text.as_str())
    }

    /// The title as a heading.
    fn heading(&self) -> String {
        capital(&self.card.title)
    }

    /// Answers to a red flag that mean something else than its heading.
    fn branches(&self) -> impl Iterator<Item = &str> {
        let plain = format!("yes: {}", self.card.mark);
        let branches =
            self.card.facts.iter().filter(|(name, _)| *name == "If").map(|(_, text)| text.as_str());
        branches.filter(move |text| *text != plain)
    }

    /// The note of a red flag.
    fn notes(&self) -> impl Iterator<Item = &str> {
        self.card.facts.iter().filter(|(name, _)| *name != "If").map(|(_, text)| text.as_str())
    }

    /// The facts that are no headline of the page.
    fn rest(&self) -> impl Iterator<Item = &(&'static str, String)> {
        self.card
            .facts
            .iter()
            .filter(|(name, _)| !["Evidence", "Charley says", "Must not", "Advice"].contains(name))
    }
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct EvidenceQuery {
    /// Only claims of this verdict; a word that is none shows them all.
    #[serde(default)]
    verdict: String,
}

/// `GET /evidence`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<EvidenceQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let entries = visit.entries()?;
        let layout = Layout::new(Tab::Evidence, light, &visit.now);
        Ok(shown(&page(layout, &ask, &visit.person, &entries, visit.now.date())))
    })
    .await
}

fn page(
    layout: Layout,
    ask: &EvidenceQuery,
    person: &Person,
    entries: &[Entry],
    today: Date,
) -> EvidencePage {
    let all = evidence();
    let chosen = Verdict::ALL.into_iter().find(|verdict| verdict.word() == ask.verdict);
    let claims = all.claims.iter().filter(|claim| chosen.is_none_or(|verdict| claim.verdict == verdict));
    EvidencePage {
        layout,
        read: evidence_words::sources_read(),
        version: charley_evidence::VERSION,
        verdicts: verdicts(chosen),
        claims: claims
            .map(|claim| JudgedClaim {
                mark: mark(claim.verdict),
                row: TableRow::of(EvidenceCard::of_claim(claim)),
            })
            .collect(),
        flags: flags(),
        remedies: Shelf::Remedies
            .cards()
            .into_iter()
            .map(|card| {
                let remedy = all.remedy(&card.id);
                let not_for = remedy.and_then(|remedy| not_for(remedy, person, (entries, today)));
                let not_for = not_for.as_ref().map(MissingLine::of);
                TableRow { not_for, ..TableRow::of(card) }
            })
            .collect(),
        course: course(),
        teams: Team::ALL.into_iter().map(TeamCard::whole).map(teams::TeamSection::from).collect(),
    }
}

/// Each verdict with a shape of its own, so that it is told without colour.
const fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "✓",
        Verdict::Contested => "≈",
        Verdict::Untested => "?",
        Verdict::Refuted => "✕",
    }
}

fn verdicts(chosen: Option<Verdict>) -> Vec<Filter> {
    let claims = &evidence().claims;
    let all = Filter {
        address: "/evidence".into(),
        mark: "",
        word: "all",
        count: claims.len(),
        chosen: chosen.is_none(),
    };
    let each = Verdict::ALL.into_iter().map(|verdict| Filter {
        address: format!("/evidence?verdict={}", verdict.word()),
        mark: mark(verdict),
        word: verdict.word(),
        count: claims.iter().filter(|claim| claim.verdict == verdict).count(),
        chosen: chosen == Some(verdict),
    });
    std::iter::once(all).chain(each).collect()
}

fn flags() -> Vec<FlagsByUrgency> {
    let headings = [
        ("emergency", triage_words::SEE_NOW),
        ("same day", triage_words::SEE_TODAY),
        ("routine", triage_words::SEE_SOON),
    ];
    let cards = Shelf::RedFlags.cards();
    headings
        .into_iter()
        .map(|(word, heading)| {
            let rows = cards.iter().filter(|card| card.mark == word).cloned().map(TableRow::of).collect();
            FlagsByUrgency { class: word.split(' ').next().unwrap_or(word), heading: heading.text(), rows }
        })
        .collect()
}
