//! A trial on paper: the protocol after SPENT 2019, the report after CENT 2015; pages that need nothing beside themselves.

use askama::Template;

use super::document::TrialDocument;
use crate::trial::words::{self, paper as trial_paper};
use charley_case::trial::{Running, TrialRecords};

/// One item of a checklist, filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistItem {
    /// Its number in the checklist.
    pub number: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// What it says.
    pub paragraphs: Vec<String>,
}

#[derive(Template)]
#[template(path = "trial_paper.html")]
struct TrialPaper {
    title: String,
    lede: String,
    checklist: &'static str,
    items: Vec<ChecklistItem>,
    nights: Vec<PaperRow>,
}

/// One night of the appendix.
struct PaperRow {
    night: String,
    drawn: &'static str,
    as_drawn: &'static str,
    cramps: String,
}

/// The protocol, which tells no draw.
pub fn protocol(trial: &Running, _: &TrialRecords) -> Option<String> {
    let paper = TrialPaper {
        title: trial_paper::protocol_title(&trial.protocol),
        lede: [Some(words::outlook(&trial.protocol)), words::open_label(&trial.protocol.outlook)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        checklist: trial_paper::SPENT,
        items: trial_paper::protocol(&trial.protocol, &trial.id.to_string()),
        nights: Vec::new(),
    };
    paper.render().ok()
}

/// The report; while the trial runs it tells how far it is and nothing of the effect.
pub fn report(trial: &Running, records: &TrialRecords) -> Option<String> {
    let document = TrialDocument::of(trial, records);
    let ended = document.findings.is_some();
    let paper = TrialPaper {
        title: trial_paper::report_title(&trial.protocol),
        lede: if ended { words::headline(&document) } else { words::NO_PEEKING.to_owned() },
        checklist: trial_paper::CENT,
        items: trial_paper::report(&document, &trial.protocol),
        nights: if ended { rows(trial, records) } else { Vec::new() },
    };
    paper.render().ok()
}

fn rows(trial: &Running, records: &TrialRecords) -> Vec<PaperRow> {
    let nights = trial.first(trial.looked_at(records).elapsed(records), records);
    let one = |(number, night): (usize, charley_infer::trial::TrialNight)| {
        let remedy = night.arm == charley_infer::trial::Arm::Remedy;
        PaperRow {
            night: trial.night(number as u32).to_string(),
            drawn: if remedy { "with" } else { "without" },
            as_drawn: match night.taken.map(|taken| taken == remedy) {
                Some(true) => "as drawn",
                Some(false) => "otherwise",
                None => "unknown",
            },
            cramps: words::came(night.cramps, night.twinges),
        }
    };
    nights.into_iter().enumerate().map(one).collect()
}
