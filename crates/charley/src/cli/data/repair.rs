//! `charley data repair`: entries that differ from the log are written anew from it.

use charley_store::{Repaired, Store};
use serde_json::json;

use crate::cli::{Context, Exit};
use charley_speech::{copies as words, spoken};

/// Entries that are named one by one.
const NAMED: usize = 20;

pub(super) fn run(context: &Context) -> anyhow::Result<Exit> {
    let repaired = Store::open(&context.data_dir)?.repair()?;
    if context.json {
        context.print_json(&json!({
            "schema": "charley.data/1",
            "done": "repair",
            "before": repaired.before.as_ref().map(|path| path.display().to_string()),
            "changed": repaired.changed,
            "left": repaired.left,
        }))?;
    } else {
        context.print(&said(&repaired))?;
    }
    Ok(if repaired.left.is_empty() { Exit::Ok } else { Exit::Failed })
}

fn said(repaired: &Repaired) -> String {
    let mut text = String::new();
    let mut list = |heading: &str, all: &[String]| {
        text.push_str(&spoken::wrapped(heading, 0));
        let more = (all.len() > NAMED).then(|| words::more(all.len() - NAMED));
        for one in all.iter().take(NAMED).chain(&more) {
            text.push_str(&spoken::wrapped(&["  ", one].concat(), 4));
        }
    };
    match &repaired.before {
        None => list(words::NOTHING_TO_REPAIR, &[]),
        Some(before) => {
            list(&words::repaired(repaired.changed.len()), &repaired.changed);
            list(&words::before_repair(before.display().to_string()), &[]);
        }
    }
    if !repaired.left.is_empty() {
        list(&words::left(repaired.left.len()), &repaired.left);
        list(words::RESTORE_HOW, &[]);
    }
    text
}
