//! `charley lab plans`: every bound of a plan, held against random persons; as a document or as a table to read.

use std::fmt::Write as _;

use crate::{
    cli::{Context, Exit, lab::counted},
    lab::plans::{PlansDocument, PlansSize},
};
use charley_speech::spoken;

/// Persons where none are asked for.
const PERSONS: u64 = 1_000;

pub(super) fn run(context: &Context, persons: Option<u64>, seed: u64) -> anyhow::Result<Exit> {
    let asked = PlansSize { persons: persons.unwrap_or(PERSONS), seed, whole: true };
    let document = counted(context, (asked.persons, "plans"), |tick| Ok(asked.measured(tick)), page)?;
    // A bound that was passed is a failure, also for whoever reads only the code.
    Ok(if document.broken.is_empty() { Exit::Ok } else { Exit::Failed })
}

fn page(document: &PlansDocument) -> String {
    let mut text = spoken::wrapped(
        &format!(
            "{} random persons, courses and weathers, seed {}: {} plans with amounts, {} behind a closed gate, {} in which no \
             amount was safe. Of {} that said what they mean to drink, {} were told that it is dangerous.",
            document.persons,
            document.seed,
            document.with_amounts,
            document.gate_closed,
            document.no_safe_amount,
            document.own_said,
            document.own_dangerous
        ),
        0,
    );
    let _ = writeln!(text, "\n{:<58} {:>6} {:>8} {:>6}", "", "limit", "largest", "broken");
    for bound in &document.bounds {
        let _ = writeln!(
            text,
            "{:<58} {:>6.2} {:>8.3} {:>6}",
            bound.what, bound.limit, bound.largest, bound.broken
        );
    }
    for broken in &document.broken {
        text.push_str(&spoken::wrapped(&format!("broken: {broken}"), 2));
    }
    text
}
