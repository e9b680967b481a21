//! Sentences of a trial on paper: the items of SPENT 2019 (protocol) and of CENT 2015 (report), as far as they apply.

use super::trial;
use crate::trial::{document::Document, journal::Protocol, paper::Item};

/// After which checklist a protocol is written.
pub(crate) const SPENT: &str = "SPENT 2019 (BMJ 2020;368:m122)";
/// After which checklist a report is written.
pub(crate) const CENT: &str = "CENT 2015 (BMJ 2015;350:h1738)";

/// The title of a protocol.
pub(crate) fn protocol_title(protocol: &Protocol) -> String {
    format!("Protocol of a randomised N-of-1 trial of {}", protocol.remedy)
}

/// The title of a report.
pub(crate) fn report_title(protocol: &Protocol) -> String {
    format!("A randomised N-of-1 trial of {}", protocol.remedy)
}

fn item(number: &'static str, heading: &'static str, paragraphs: impl IntoIterator<Item = String>) -> Item {
    Item { number, heading, paragraphs: paragraphs.into_iter().collect() }
}

fn arms(protocol: &Protocol) -> Vec<String> {
    let mut said = vec![format!("With it: {}. Without: {}.", protocol.with, protocol.without)];
    said.extend(protocol.doctor.as_ref().map(|name| format!("Agreed with {name}.")));
    said.push(trial::SAFETY.to_owned());
    said
}

const OUTCOME: &str =
    "Night cramps as the person counts them each morning; a night without an answer is unknown, never quiet.";
const BLINDING: &str = "Nobody is blinded: the person knows what they do. What they expect is asked before each period and \
shown beside the result. The draw of a night is told on that night and not before.";
const ANALYSIS: &str = "Nights count for what was drawn for them. Cramps by week and arm follow a negative binomial law with a \
level that drifts from week to week (standard deviation 0.3, memory 0.7); the log rate ratio has the prior N(0, 0.7). Beside it \
stands an exact sign-flip test over pairs, and as sensitivity the nights by what was done.";
const DATA: &str = "Everything is kept in one file on the person's own machine, and nothing is sent. Lines of a trial are only \
added, never changed; each look and each answer has its time.";

/// The items of a protocol.
pub(crate) fn protocol(protocol: &Protocol, id: &str) -> Vec<Item> {
    let evidence = match &protocol.evidence {
        Some(id) => {
            format!("Row {id} of the remedies in Charley's evidence, version {}.", protocol.evidence_version)
        }
        None => "Described by the person; no row of the evidence speaks of it.".to_owned(),
    };
    let no_run_in = "There is no run-in: the time before the trial is no comparison.".to_owned();
    vec![
        item("2", "Identity", [format!("Trial {id}; not registered elsewhere.")]),
        item("6", "Background", [evidence]),
        item(
            "7",
            "Objective",
            [format!("Whether {} changes how often this one person cramps at night.", protocol.remedy)],
        ),
        item("8", "Design", [trial::design(protocol), no_run_in]),
        item("10", "Who takes part", [trial::rate_words(protocol.rate)]),
        item("11", "What is done", arms(protocol)),
        item("12", "Outcome", [OUTCOME.to_owned()]),
        item(
            "13",
            "Time",
            [format!("First night {}; at most {} nights.", protocol.start, protocol.outlook.rule.nights)],
        ),
        item("14", "Length and errors", [trial::outlook(protocol)]),
        item(
            "16",
            "Allocation",
            [format!(
                "A fair coin for each pair, from ChaCha8 streams named by the pair under one seed of this trial. The seed stands in the \
journal since before day 1; Charley {}.",
                protocol.crate_version
            )],
        ),
        item("17", "Blinding", [BLINDING.to_owned()]),
        item(
            "18",
            "Collection",
            ["Each morning: how many cramps, whether it went as drawn, what bothered.".to_owned()],
        ),
        item("19", "Data", [DATA.to_owned()]),
        item("20", "Analysis", [ANALYSIS.to_owned()]),
        item("21", "Monitoring and stopping", [trial::rule(protocol.outlook.rule)]),
        item(
            "22",
            "Harms",
            ["What bothers is asked each morning, from 0 to 10; the person may end it at any time."
                .to_owned()],
        ),
    ]
}

/// The items of a report.
pub(crate) fn report(document: &Document, protocol: &Protocol) -> Vec<Item> {
    let mut items = vec![
        item(
            "2b",
            "Objective",
            [format!("Whether {} changes how often this one person cramps at night.", protocol.remedy)],
        ),
        item("3", "Design", [trial::design(protocol)]),
        item("4", "Participant", [trial::rate_words(protocol.rate)]),
        item("5", "What was done", arms(protocol)),
        item("6", "Outcome", [OUTCOME.to_owned()]),
        item("7", "Planned length", [trial::outlook(protocol), trial::rule(protocol.outlook.rule)]),
        item("8", "Sequence", ["A fair coin for each pair, from a seed fixed before day 1.".to_owned()]),
        item("9", "Concealment", ["The draw of a night was told on that night and not before.".to_owned()]),
        item("11", "Blinding", [BLINDING.to_owned()]),
        item("12", "Analysis", [ANALYSIS.to_owned()]),
        item("13", "Course", [trial::progress(document.progress)]),
    ];
    match &document.findings {
        Some(findings) => {
            items.push(item("16", "Nights analysed", [trial::arms(findings)]));
            items.push(item("17", "Result", [trial::headline(document), trial::agreement(findings)]));
            items.push(item("18", "Sensitivity", trial::sensitivity(findings)));
            items.push(item(
                "19",
                "Harms",
                [trial::borne(document).unwrap_or_else(|| "Nothing was said of what bothered.".to_owned())],
            ));
            let beside = [document.drift.as_ref().map(trial::drift), trial::expectation(&document.expected)];
            items.push(item("20", "Limits", beside.into_iter().flatten()));
            items.push(item(
                "21",
                "For whom",
                ["For this person, in these nights, and nobody else.".to_owned()],
            ));
        }
        None => items.push(item("17", "Result", [trial::NO_PEEKING.to_owned()])),
    }
    items.push(item(
        "23",
        "Protocol",
        ["charley trial protocol prints what was fixed before day 1.".to_owned()],
    ));
    items
}
