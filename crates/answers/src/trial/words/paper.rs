//! Sentences of a trial on paper: the items of SPENT 2019 (protocol) and of CENT 2015 (report), as far as they apply.

use crate::trial::words as trial;
use crate::trial::{document::TrialDocument, paper::ChecklistItem};
use charley_case::trial::journal::TrialProtocol;
use charley_speech::message::sentences;

sentences! {
    SPENT = "SPENT 2019 (BMJ 2020;368:m122)";
    CENT = "CENT 2015 (BMJ 2015;350:h1738)";
    IS_NOT = "Recorded by the person. No medical device, no diagnosis.";
    protocol_title_says(remedy) = "Protocol of a randomised N-of-1 trial of {remedy}";
    report_title_says(remedy) = "A randomised N-of-1 trial of {remedy}";
    IDENTITY = "Identity";
    identity_says(id) = "Trial {id}; not registered elsewhere.";
    BACKGROUND = "Background";
    background_row(id, version) = "Row {id} of the remedies in Charley's evidence, version {version}.";
    BACKGROUND_NONE = "Described by the person; no row of the evidence speaks of it.";
    OBJECTIVE = "Objective";
    objective_says(remedy) = "Whether {remedy} changes how often this one person cramps at night.";
    DESIGN = "Design";
    NO_RUN_IN = "There is no run-in: the time before the trial is no comparison.";
    WHO = "Who takes part";
    DONE = "What is done";
    agreed(name) = "Agreed with {name}.";
    OUTCOME = "Outcome";
    OUTCOME_SAYS = "Night cramps as the person counts them each morning; a night without an answer is unknown, never quiet.";
    TIME = "Time";
    time_says(start, nights) = "First night {start}; at most {nights} nights.";
    LENGTH = "Length and errors";
    ALLOCATION = "Allocation";
    allocation_says(version) = "A fair coin for each pair, from ChaCha8 streams named by the pair under one seed of this trial. The seed stands in the \
journal since before day 1; Charley {version}.";
    BLINDING = "Blinding";
    BLINDING_SAYS = "Nobody is blinded: the person knows what they do. What they expect is asked before each period and \
shown beside the result. The draw of a night is told on that night and not before.";
    COLLECTION = "Collection";
    COLLECTION_SAYS = "Each morning: how many cramps, whether it went as drawn, what bothered.";
    DATA = "Data";
    DATA_SAYS = "Everything is kept in one file on the person's own machine, and nothing is sent. Lines of a trial are only \
added, never changed; each look and each answer has its time.";
    ANALYSIS = "Analysis";
    ANALYSIS_SAYS = "Nights count for what was drawn for them. Cramps by week and arm follow a negative binomial law with a \
level that drifts from week to week (standard deviation 0.3, memory 0.7); the log rate ratio has the prior N(0, 0.7). Beside it \
stands an exact sign-flip test over pairs, and as sensitivity the nights by what was done.";
    MONITORING = "Monitoring and stopping";
    HARMS = "Harms";
    HARMS_ASKED = "What bothers is asked each morning, from 0 to 10; the person may end it at any time.";
    HARMS_UNSAID = "Nothing was said of what bothered.";
    PARTICIPANT = "Participant";
    WAS_DONE = "What was done";
    PLANNED = "Planned length";
    SEQUENCE = "Sequence";
    SEQUENCE_SAYS = "A fair coin for each pair, from a seed fixed before day 1.";
    CONCEALMENT = "Concealment";
    CONCEALMENT_SAYS = "The draw of a night was told on that night and not before.";
    COURSE = "Course";
    ANALYSED = "Nights analysed";
    RESULT = "Result";
    SENSITIVITY = "Sensitivity";
    LIMITS = "Limits";
    FOR_WHOM = "For whom";
    FOR_WHOM_SAYS = "For this person, in these nights, and nobody else.";
    PROTOCOL = "Protocol";
    PROTOCOL_SAYS = "What was fixed before day 1 is a paper of its own.";
}

/// The title of a protocol.
pub fn protocol_title(protocol: &TrialProtocol) -> String {
    protocol_title_says(&protocol.remedy)
}

/// The title of a report.
pub fn report_title(protocol: &TrialProtocol) -> String {
    report_title_says(&protocol.remedy)
}

fn item(
    number: &'static str,
    heading: &'static str,
    paragraphs: impl IntoIterator<Item = String>,
) -> ChecklistItem {
    ChecklistItem { number, heading, paragraphs: paragraphs.into_iter().collect() }
}

/// An item of one sentence that is always the same.
fn fixed(number: &'static str, heading: &'static str, sentence: &str) -> ChecklistItem {
    item(number, heading, [sentence.to_owned()])
}

fn objective(number: &'static str, protocol: &TrialProtocol) -> ChecklistItem {
    item(number, OBJECTIVE, [objective_says(&protocol.remedy)])
}

fn arms(protocol: &TrialProtocol) -> Vec<String> {
    let mut said = vec![trial::what_is_done(&protocol.with, &protocol.without)];
    said.extend(protocol.doctor.as_ref().map(agreed));
    said.push(trial::SAFETY.to_owned());
    said
}

/// The items of a protocol.
pub fn protocol(protocol: &TrialProtocol, id: &str) -> Vec<ChecklistItem> {
    let rule = protocol.outlook.rule;
    let evidence = match &protocol.evidence {
        Some(id) => background_row(id, &protocol.evidence_version),
        None => BACKGROUND_NONE.to_owned(),
    };
    vec![
        item("2", IDENTITY, [identity_says(id)]),
        item("6", BACKGROUND, [evidence]),
        objective("7", protocol),
        item("8", DESIGN, [trial::design(protocol), NO_RUN_IN.to_owned()]),
        item("10", WHO, [trial::rate_words(protocol.rate)]),
        item("11", DONE, arms(protocol)),
        fixed("12", OUTCOME, OUTCOME_SAYS),
        item("13", TIME, [time_says(protocol.start, rule.nights)]),
        item("14", LENGTH, [trial::outlook(protocol)]),
        item("16", ALLOCATION, [allocation_says(&protocol.crate_version)]),
        fixed("17", BLINDING, BLINDING_SAYS),
        fixed("18", COLLECTION, COLLECTION_SAYS),
        fixed("19", DATA, DATA_SAYS),
        fixed("20", ANALYSIS, ANALYSIS_SAYS),
        item("21", MONITORING, [trial::rule(rule)]),
        fixed("22", HARMS, HARMS_ASKED),
    ]
}

/// The items of a report.
pub fn report(document: &TrialDocument, protocol: &TrialProtocol) -> Vec<ChecklistItem> {
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
                item("17", RESULT, [trial::headline(document), trial::coins(findings)]),
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
