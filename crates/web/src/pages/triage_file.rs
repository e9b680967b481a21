//! `/triage.html`: the warning signs in one file that needs nothing, to be read where Charley cannot be reached. It asks nothing
//! and keeps nothing; it knows nothing of the person, so that it may lie anywhere.

use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::{Extension, extract::State, response::Response};
use charley_answers::triage::words as flags;
use charley_evidence::{AnswerKind, Branch, BranchOutcome, RedFlag, Urgency, evidence};
use charley_speech::{place::Place, voice};

use super::alone::{self, AloneFile};
use crate::{app::App, caller::Caller, error::PageError, words::away as say};

const STYLE: &str = include_str!("../../assets/relief.css");

static POLICY: LazyLock<String> = LazyLock::new(|| alone::policy(STYLE, None));

#[derive(Template)]
#[template(path = "triage_file.html")]
struct TriageFile {
    lang: &'static str,
    policy: &'static str,
    style: &'static str,
    number: Option<&'static str>,
    groups: Vec<UrgencyGroup>,
}

/// The signs that ask for the same thing first.
struct UrgencyGroup {
    heading: String,
    is_emergency: bool,
    signs: Vec<WarningSign>,
}

/// One question, and what to do where its answers differ.
struct WarningSign {
    question: &'static str,
    deed: &'static str,
    kinds: Vec<SignKind>,
}

/// A kind of yes, and what to do about it.
struct SignKind {
    when: &'static str,
    deed: String,
}

/// `GET /triage.html`, for everybody.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Option<Extension<Caller>>,
) -> Result<Response, PageError> {
    AloneFile { name: "triage.html", policy: &POLICY, at: file }.answer(app, caller.is_some()).await
}

/// What it says where nobody knows where that is: by it a change of its words is known.
pub(crate) fn anywhere() -> String {
    file(&Place::UNKNOWN).render().unwrap_or_default()
}

fn file(place: &Place) -> TriageFile {
    let group = |urgency: Urgency| {
        let own = evidence().red_flags.iter().filter(|flag| flag.most_urgent() == urgency);
        UrgencyGroup {
            heading: match urgency {
                Urgency::Routine => flags::SEE_SOON.into(),
                urgent => flags::heading(urgent, None, place),
            },
            is_emergency: urgency == Urgency::Emergency,
            signs: own.map(|flag| sign(flag, place)).collect(),
        }
    };
    TriageFile {
        lang: voice::spoken().language.tag(),
        policy: &POLICY,
        style: STYLE,
        number: place.emergency,
        groups: [Urgency::Emergency, Urgency::SameDay, Urgency::Routine].map(group).into(),
    }
}

fn sign(flag: &'static RedFlag, place: &Place) -> WarningSign {
    let kinds = flag
        .kinds(AnswerKind::Yes)
        .into_iter()
        .filter_map(|(number, kind)| of_kind((flag, number), kind, place));
    WarningSign { question: flags::question(flag), deed: flags::deed(flag), kinds: kinds.collect() }
}

/// What to do about a kind; nothing where it is nothing unusual.
fn of_kind((flag, number): (&RedFlag, usize), kind: &'static Branch, place: &Place) -> Option<SignKind> {
    let deed = match &kind.outcome {
        BranchOutcome::Act(Urgency::Emergency) => format!("{}.", flags::SEE_NOW),
        BranchOutcome::Act(urgency) => flags::heading(*urgency, kind.within, place),
        BranchOutcome::Ask(other) => say::signs_see(flags::question(evidence().red_flag(other)?)),
        BranchOutcome::Usual(_) => return None,
    };
    let then = flags::kind_then(&flag.id, number, kind).unwrap_or_default();
    Some(SignKind {
        when: flags::kind_when(&flag.id, number, kind),
        deed: format!("{deed} {then}").trim_end().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use charley_speech::lint;

    use super::*;

    #[test]
    fn every_sign_stands_under_the_most_urgent_thing_that_it_can_mean_and_nothing_is_loaded() {
        let file = file(&Place::of_zone(Some("Europe/London")));
        assert!(file.groups[0].heading.contains("999") && file.groups[0].is_emergency);
        let signs: usize = file.groups.iter().map(|group| group.signs.len()).sum();
        assert_eq!(signs, evidence().red_flags.len());
        assert!(file.groups.iter().all(|group| !group.signs.is_empty()));
        let text = file.render().unwrap();
        for load in ["src=", "url(", "<link", "<script", "<form", "http:", "https:", "//"] {
            assert!(!text.contains(load), "{load} in triage.html");
        }
        for sentence in text.split(['<', '>']) {
            assert_eq!(lint::broken(sentence), Vec::<u8>::new(), "{sentence}");
        }
    }
}
