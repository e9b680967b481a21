//! Sentences of a trial on paper: the items of SPENT 2019 (protocol) and of CENT 2015 (report), as far as they apply.

use super::trial;
use crate::{
    trial::{document::Document, journal::Protocol, paper::Item},
    words::message::{fill, messages},
};

messages! {
    SPENT = "trial_paper.spent": "SPENT 2019 (BMJ 2020;368:m122)";
    CENT = "trial_paper.cent": "CENT 2015 (BMJ 2015;350:h1738)";
    IS_NOT = "trial_paper.is_not": "Recorded by the person. No medical device, no diagnosis.";
    PROTOCOL_TITLE = "trial_paper.protocol.title": "Protocol of a randomised N-of-1 trial of {remedy}";
    REPORT_TITLE = "trial_paper.report.title": "A randomised N-of-1 trial of {remedy}";
    IDENTITY = "trial_paper.identity": "Identity";
    IDENTITY_SAYS = "trial_paper.identity.says": "Trial {id}; not registered elsewhere.";
    BACKGROUND = "trial_paper.background": "Background";
    BACKGROUND_ROW = "trial_paper.background.row": "Row {id} of the remedies in Charley's evidence, version {version}.";
    BACKGROUND_NONE = "trial_paper.background.none": "Described by the person; no row of the evidence speaks of it.";
    OBJECTIVE = "trial_paper.objective": "Objective";
    OBJECTIVE_SAYS = "trial_paper.objective.says": "Whether {remedy} changes how often this one person cramps at night.";
    DESIGN = "trial_paper.design": "Design";
    NO_RUN_IN = "trial_paper.design.no_run_in": "There is no run-in: the time before the trial is no comparison.";
    WHO = "trial_paper.who": "Who takes part";
    DONE = "trial_paper.done": "What is done";
    AGREED = "trial_paper.done.agreed": "Agreed with {name}.";
    OUTCOME = "trial_paper.outcome": "Outcome";
    OUTCOME_SAYS = "trial_paper.outcome.says": "Night cramps as the person counts them each morning; a night without an answer is unknown, never quiet.";
    TIME = "trial_paper.time": "Time";
    TIME_SAYS = "trial_paper.time.says": "First night {start}; at most {nights} nights.";
    LENGTH = "trial_paper.length": "Length and errors";
    ALLOCATION = "trial_paper.allocation": "Allocation";
    ALLOCATION_SAYS = "trial_paper.allocation.says": "A fair coin for each pair, from ChaCha8 streams named by the pair under one seed of this trial. The seed stands in the \
journal since before day 1; Charley {version}.";
    BLINDING = "trial_paper.blinding": "Blinding";
    BLINDING_SAYS = "trial_paper.blinding.says": "Nobody is blinded: the person knows what they do. What they expect is asked before each period and \
shown beside the result. The draw of a night is told on that night and not before.";
    COLLECTION = "trial_paper.collection": "Collection";
    COLLECTION_SAYS = "trial_paper.collection.says": "Each morning: how many cramps, whether it went as drawn, what bothered.";
    DATA = "trial_paper.data": "Data";
    DATA_SAYS = "trial_paper.data.says": "Everything is kept in one file on the person's own machine, and nothing is sent. Lines of a trial are only \
added, never changed; each look and each answer has its time.";
    ANALYSIS = "trial_paper.analysis": "Analysis";
    ANALYSIS_SAYS = "trial_paper.analysis.says": "Nights count for what was drawn for them. Cramps by week and arm follow a negative binomial law with a \
level that drifts from week to week (standard deviation 0.3, memory 0.7); the log rate ratio has the prior N(0, 0.7). Beside it \
stands an exact sign-flip test over pairs, and as sensitivity the nights by what was done.";
    MONITORING = "trial_paper.monitoring": "Monitoring and stopping";
    HARMS = "trial_paper.harms": "Harms";
    HARMS_ASKED = "trial_paper.harms.asked": "What bothers is asked each morning, from 0 to 10; the person may end it at any time.";
    HARMS_UNSAID = "trial_paper.harms.unsaid": "Nothing was said of what bothered.";
    PARTICIPANT = "trial_paper.participant": "Participant";
    WAS_DONE = "trial_paper.was_done": "What was done";
    PLANNED = "trial_paper.planned": "Planned length";
    SEQUENCE = "trial_paper.sequence": "Sequence";
    SEQUENCE_SAYS = "trial_paper.sequence.says": "A fair coin for each pair, from a seed fixed before day 1.";
    CONCEALMENT = "trial_paper.concealment": "Concealment";
    CONCEALMENT_SAYS = "trial_paper.concealment.says": "The draw of a night was told on that night and not before.";
    COURSE = "trial_paper.course": "Course";
    ANALYSED = "trial_paper.analysed": "Nights analysed";
    RESULT = "trial_paper.result": "Result";
    SENSITIVITY = "trial_paper.sensitivity": "Sensitivity";
    LIMITS = "trial_paper.limits": "Limits";
    FOR_WHOM = "trial_paper.for_whom": "For whom";
    FOR_WHOM_SAYS = "trial_paper.for_whom.says": "For this person, in these nights, and nobody else.";
    PROTOCOL = "trial_paper.protocol": "Protocol";
    PROTOCOL_SAYS = "trial_paper.protocol.says": "charley trial protocol prints what was fixed before day 1.";
}

/// The title of a protocol.
pub(crate) fn protocol_title(protocol: &Protocol) -> String {
    fill(PROTOCOL_TITLE, &[("remedy", &protocol.remedy)])
}

/// The title of a report.
pub(crate) fn report_title(protocol: &Protocol) -> String {
    fill(REPORT_TITLE, &[("remedy", &protocol.remedy)])
}

fn item(number: &'static str, heading: &'static str, paragraphs: impl IntoIterator<Item = String>) -> Item {
    Item { number, heading, paragraphs: paragraphs.into_iter().collect() }
}

/// An item of one sentence that is always the same.
fn fixed(number: &'static str, heading: &'static str, sentence: &str) -> Item {
    item(number, heading, [sentence.to_owned()])
}

fn objective(number: &'static str, protocol: &Protocol) -> Item {
    item(number, OBJECTIVE, [fill(OBJECTIVE_SAYS, &[("remedy", &protocol.remedy)])])
}

fn arms(protocol: &Protocol) -> Vec<String> {
    let mut said = vec![trial::what_is_done(&protocol.with, &protocol.without)];
    said.extend(protocol.doctor.as_ref().map(|name| fill(AGREED, &[("name", name)])));
    said.push(trial::SAFETY.to_owned());
    said
}

/// The items of a protocol.
pub(crate) fn protocol(protocol: &Protocol, id: &str) -> Vec<Item> {
    let rule = protocol.outlook.rule;
    let evidence = match &protocol.evidence {
        Some(id) => fill(BACKGROUND_ROW, &[("id", id), ("version", &protocol.evidence_version)]),
        None => BACKGROUND_NONE.to_owned(),
    };
    vec![
        item("2", IDENTITY, [fill(IDENTITY_SAYS, &[("id", &id)])]),
        item("6", BACKGROUND, [evidence]),
        objective("7", protocol),
        item("8", DESIGN, [trial::design(protocol), NO_RUN_IN.to_owned()]),
        item("10", WHO, [trial::rate_words(protocol.rate)]),
        item("11", DONE, arms(protocol)),
        fixed("12", OUTCOME, OUTCOME_SAYS),
        item("13", TIME, [fill(TIME_SAYS, &[("start", &protocol.start), ("nights", &rule.nights)])]),
        item("14", LENGTH, [trial::outlook(protocol)]),
        item("16", ALLOCATION, [fill(ALLOCATION_SAYS, &[("version", &protocol.crate_version)])]),
        fixed("17", BLINDING, BLINDING_SAYS),
        fixed("18", COLLECTION, COLLECTION_SAYS),
        fixed("19", DATA, DATA_SAYS),
        fixed("20", ANALYSIS, ANALYSIS_SAYS),
        item("21", MONITORING, [trial::rule(rule)]),
        fixed("22", HARMS, HARMS_ASKED),
    ]
}

/// The items of a report.
pub(crate) fn report(document: &Document, protocol: &Protocol) -> Vec<Item> {
    let mut items = vec![
        objective("2b", protocol),
        item("3", DESIGN, [trial::design(protocol)]),
        item("4", PARTICIPANT, [trial::rate_words(protocol.rate)]),
        item("5", WAS_DONE, arms(protocol)),
        fixed("6", OUTCOME, OUTCOME_SAYS),
        item("7", PLANNED, [trial::outlook(protocol), trial::rule(protocol.outlook.rule)]),
        fixed("8", SEQUENCE, SEQUENCE_SAYS),
        fixed("9", CONCEALMENT, CONCEALMENT_SAYS),
        fixed("11", BLINDING, BLINDING_SAYS),
        fixed("12", ANALYSIS, ANALYSIS_SAYS),
        item("13", COURSE, [trial::progress(document.progress)]),
    ];
    match &document.findings {
        Some(findings) => {
            let harms = trial::borne(document).unwrap_or_else(|| HARMS_UNSAID.to_owned());
            let beside = [document.drift.as_ref().map(trial::drift), trial::expectation(&document.expected)];
            items.extend([
                item("16", ANALYSED, [trial::arms(findings)]),
                item("17", RESULT, [trial::headline(document), trial::agreement(findings)]),
                item("18", SENSITIVITY, trial::sensitivity(findings)),
                item("19", HARMS, [harms]),
                item("20", LIMITS, beside.into_iter().flatten()),
                fixed("21", FOR_WHOM, FOR_WHOM_SAYS),
            ]);
        }
        None => items.push(fixed("17", RESULT, trial::NO_PEEKING)),
    }
    items.push(fixed("23", PROTOCOL, PROTOCOL_SAYS));
    items
}
