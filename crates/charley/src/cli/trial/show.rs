//! `charley trial show` and `list`: how far a trial is; at its end, one sentence first, and what it rests on.

use serde::Serialize;

use super::{WhichTrial, open};
use crate::cli::{
    Context, Exit, Usage,
    page::{framed, paragraph},
};
use charley_answers::trial::{self, document::TrialDocument, words};
use charley_case::trial::{Running, TrialRecords};
use charley_speech::spoken;

pub(super) fn run(context: &Context, which: WhichTrial) -> anyhow::Result<Exit> {
    let (_, records) = open(context)?;
    let Some(trial) = chosen(&records, which.id.as_deref())? else { return nothing(context) };
    let document = TrialDocument::of(trial, &records);
    if context.json {
        context.print_json(&document)?;
    } else {
        context.print(&framed(&document.notices, &page(&document, trial)))?;
    }
    Ok(Exit::Ok)
}

/// The trial that was named, or the one that matters.
pub(super) fn chosen<'a>(records: &'a TrialRecords, id: Option<&str>) -> Result<Option<&'a Running>, Usage> {
    let found = records.named(id);
    match (found, id) {
        (None, Some(id)) => Err(Usage(format!("there is no trial {id:?}: charley trial list shows all"))),
        _ => Ok(found),
    }
}

#[derive(Debug, Serialize)]
struct Listed {
    schema: &'static str,
    trials: Vec<TrialDocument>,
}

pub(super) fn list(context: &Context) -> anyhow::Result<Exit> {
    let (_, records) = open(context)?;
    let trials: Vec<TrialDocument> =
        records.trials.iter().map(|trial| TrialDocument::of(trial, &records)).collect();
    if context.json {
        context.print_json(&Listed { schema: "charley.trials/1", trials })?;
        return Ok(Exit::Ok);
    }
    if trials.is_empty() {
        return nothing(context);
    }
    let mut text = String::new();
    for document in &trials {
        let id: String = document.id.chars().take(13).collect();
        let says = match document.state {
            "ended" => words::headline(document),
            _ => words::progress(document.progress),
        };
        text.push_str(&spoken::wrapped(
            &format!("{id}  {}  {}. {says}", document.start, document.remedy),
            15,
        ));
    }
    context.print(&framed(&trial::notices(&records), &text))?;
    Ok(Exit::Ok)
}

fn nothing(context: &Context) -> anyhow::Result<Exit> {
    if context.json {
        context.print_json(&Listed { schema: "charley.trials/1", trials: Vec::new() })?;
    } else {
        context.print(&spoken::wrapped(words::NONE_YET, 0))?;
    }
    Ok(Exit::TooLittle)
}

fn page(document: &TrialDocument, trial: &Running) -> String {
    let mut text = String::new();
    if let Some(findings) = &document.findings {
        text.push_str(&spoken::wrapped(&words::headline(document), 0));
        text.push_str(&paragraph(&words::arms(findings)));
        text.push_str(&paragraph(&words::coins(findings)));
        for sentence in words::sensitivity(findings) {
            text.push_str(&spoken::wrapped(&sentence, 0));
        }
        let beside = [
            document.drift.as_ref().map(words::drift),
            words::expectation(&document.expected),
            words::borne(document),
        ];
        for sentence in beside.into_iter().flatten() {
            text.push_str(&paragraph(&sentence));
        }
    } else if document.ended.is_some() {
        text.push_str(&spoken::wrapped(&words::headline(document), 0));
    } else {
        text.push_str(&spoken::wrapped(&words::span(document), 0));
        if let Some(tonight) = &document.tonight {
            text.push_str(&paragraph(&words::tonight(tonight, document)));
        }
        text.push_str(&paragraph(&words::progress(document.progress)));
        text.push_str(&spoken::wrapped(words::NO_PEEKING, 0));
    }
    text.push_str(&paragraph(&words::outlook(&trial.protocol)));
    if let Some(sentence) = words::open_label(&trial.protocol.outlook) {
        text.push_str(&paragraph(&sentence));
    }
    text.push_str(&paragraph(&words::design(&trial.protocol)));
    text.push_str(&paragraph(&words::rule(trial.protocol.outlook.rule)));
    text.push_str(&paragraph(words::SAFETY));
    text
}
