//! What `/trial` shows.

use askama::Template;
use charley_domain::night::NightOf;

use crate::{
    form::FormFields,
    layout::{Layout, Light, Tab},
    pages::{choice::FormChoice, missing::MissingLine, notice::Notices},
};
use charley_answers::{
    draw as svg,
    trial::{
        self,
        begin::NoTrial,
        choice::offers,
        document::{FindingsDocument, TrialDocument},
        words,
    },
};
use charley_case::trial::{Running, TrialRecords, TrialStage, journal::TrialProtocol};
use charley_speech::entry_draft;

/// Nights that a form offers to be answered later.
const LATER: usize = 14;

#[derive(Template)]
#[template(path = "trial.html")]
pub(super) struct TrialPage {
    layout: Layout,
    notices: Notices,
    heading: String,
    /// The one that is seen.
    seen: Option<TrialView>,
    /// The way to a new one.
    wizard: Option<Wizard>,
    others: Vec<Other>,
    safety: &'static str,
}

/// One trial.
struct TrialView {
    id: String,
    lede: String,
    running: Option<RunningView>,
    result: Option<ResultView>,
    progress: String,
    share: u32,
    fixed: Vec<String>,
}

/// What can be done while it runs.
struct RunningView {
    /// Identity of what each form will write.
    ids: [String; 3],
    asks_first: bool,
    expectation: &'static str,
    open: Vec<NightOf>,
    /// Whether twinges count.
    twinges: bool,
    no_peeking: &'static str,
}

/// What came of it.
struct ResultView {
    scale: String,
    strip: String,
    times: String,
    sentences: Vec<String>,
}

/// The form of a new trial.
struct Wizard {
    offers: Vec<FormChoice>,
    none_yet: Option<&'static str>,
    asks_rate: bool,
}

/// A trial in the list.
struct Other {
    id: String,
    line: String,
}

#[derive(Template)]
#[template(path = "trial_plan.html")]
pub(super) struct TrialPlan {
    layout: Layout,
    heading: String,
    id: String,
    /// What was asked for, to be sent again.
    asked: Vec<(&'static str, String)>,
    refused: Option<MissingLine>,
    /// Whether it may be begun all the same.
    even_so: bool,
    sentences: Vec<String>,
    safety: &'static str,
}

/// The page of a trial, or of a new one.
pub(super) fn page(records: &TrialRecords, id: Option<&str>, light: Light) -> TrialPage {
    let trial = records.named(id);
    let seen = trial.map(|trial| seen(trial, records));
    let heading = seen.as_ref().map_or("Trial".to_owned(), |seen| seen.lede.clone());
    let others = records.trials.iter().rev().filter(|other| trial.is_none_or(|trial| trial.id != other.id));
    TrialPage {
        layout: Layout::new(Tab::Trial, light, &records.now),
        notices: Notices::of(&trial::notices(records)),
        heading,
        seen,
        wizard: records.current().is_none().then(|| Wizard {
            offers: offers(records)
                .enumerate()
                .map(|(place, offer)| FormChoice {
                    word: offer.word,
                    name: offer.name,
                    is_chosen: place == 0,
                })
                .collect(),
            none_yet: records.trials.is_empty().then_some(words::NONE_YET),
            asks_rate: true,
        }),
        others: others.map(|trial| other(trial, records)).collect(),
        safety: words::SAFETY,
    }
}

fn other(trial: &Running, records: &TrialRecords) -> Other {
    let document = TrialDocument::of(trial, records);
    let says = if document.ended.is_some() {
        words::headline(&document)
    } else {
        words::progress(document.progress)
    };
    Other { id: document.id.clone(), line: format!("{}: {says}", document.start) }
}

fn seen(trial: &Running, records: &TrialRecords) -> TrialView {
    let document = TrialDocument::of(trial, records);
    let lede = match (&document.tonight, &document.ended) {
        (_, Some(_)) => words::headline(&document),
        (Some(tonight), None) => words::tonight(tonight, &document),
        (None, None) => words::yours_begins(&document),
    };
    let progress = document.progress;
    TrialView {
        id: document.id.clone(),
        running: document.ended.is_none().then(|| running(trial, &document, records)),
        result: document.findings.as_ref().map(|findings| result(&document, findings)),
        progress: words::progress(progress),
        share: 100 * progress.nights / progress.of.max(1),
        fixed: fixed(&trial.protocol),
        lede,
    }
}

fn running(trial: &Running, document: &TrialDocument, records: &TrialRecords) -> RunningView {
    let last = records.last_night();
    let nights = std::iter::successors(Some(last), |night| Some(night.before())).take(LATER);
    let open = nights.filter(|night| trial.number(*night).is_some() && !trial.answered.contains_key(night));
    RunningView {
        ids: std::array::from_fn(|_| entry_draft::new_id(&records.now).to_string()),
        asks_first: document.tonight.as_ref().is_some_and(|tonight| tonight.asks_first),
        expectation: words::EXPECTATION,
        open: open.collect(),
        twinges: trial.protocol.rate.twinges_a_week.is_some(),
        no_peeking: words::NO_PEEKING,
    }
}

fn result(document: &TrialDocument, findings: &FindingsDocument) -> ResultView {
    let ratio = findings.rate_ratio;
    let mut sentences = vec![words::arms(findings), words::coins(findings)];
    sentences.extend(document.drift.as_ref().map(words::drift));
    sentences.extend(words::sensitivity(findings));
    sentences.extend(words::expectation(&document.expected));
    sentences.extend(words::borne(document));
    ResultView {
        scale: svg::ratios::scale(),
        strip: svg::ratios::row(ratio),
        times: words::times(ratio),
        sentences,
    }
}

fn fixed(protocol: &TrialProtocol) -> Vec<String> {
    let first = [Some(words::outlook(protocol)), words::open_label(&protocol.outlook)];
    let then = [
        words::what_is_done(&protocol.with, &protocol.without),
        words::design(protocol),
        words::rule(protocol.outlook.rule),
    ];
    first.into_iter().flatten().chain(then).collect()
}

/// How long a trial would take, or why there is none.
pub(super) fn planned(
    records: &TrialRecords,
    fields: &FormFields,
    planned: Result<&TrialProtocol, &NoTrial>,
    light: Light,
) -> TrialPlan {
    let asked = ["remedy", "described", "step", "cramps_a_week", "twinges_a_week", "start", "doctor"];
    let heading = match planned {
        Ok(protocol) => words::at_most(protocol.outlook.rule.nights),
        Err(_) => words::NO_TRIAL_OF_THIS.to_owned(),
    };
    TrialPlan {
        layout: Layout::new(Tab::Trial, light, &records.now),
        heading,
        id: entry_draft::new_id(&records.now).to_string(),
        asked: asked.into_iter().map(|name| (name, fields.text(name).to_owned())).collect(),
        refused: planned.err().map(|why| MissingLine::of(&words::no_trial(why))),
        even_so: matches!(planned, Err(NoTrial::TooWeak { .. })) || fields.text("even_so") == "yes",
        sentences: planned.map_or_else(|_| Vec::new(), fixed),
        safety: words::SAFETY,
    }
}

/// Tonight's line of a trial that runs.
pub(crate) fn line_of_tonight(records: &TrialRecords) -> Option<String> {
    let trial = records.current()?;
    match trial.stage(records) {
        TrialStage::Night(_) => {
            let document = TrialDocument::of(trial, records);
            Some(words::tonight(document.tonight.as_ref()?, &document))
        }
        _ => None,
    }
}
