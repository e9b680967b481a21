//! `charley lab trial-power`: what trials promise, held against synthetic persons; as a document or as tables to read.

use std::fmt::Write as _;

use crate::{
    cli::{Context, Exit, lab::counted},
    lab::trial_power::{FixedRow, HardRow, PersonsShare, PowerAsked, PowerDocument, RuleRow},
};
use charley_speech::spoken;

/// Persons of a cell where none are asked for.
const PERSONS: u64 = 1_000;

pub(super) fn run(context: &Context, persons: Option<u64>, seed: u64) -> anyhow::Result<Exit> {
    let asked = PowerAsked { persons: persons.unwrap_or(PERSONS), seed };
    counted(context, (asked.courses(), "trials"), |tick| Ok(asked.measured(tick)), page)?;
    Ok(Exit::Ok)
}

fn page(document: &PowerDocument) -> String {
    let mut text = spoken::wrapped(
        &format!(
            "{} synthetic persons a cell, seed {}; a share stands with its Monte Carlo standard error. 'study' is the number \
             of nights for 80 % power in the table of docs/studies/inference.md; '-' is more than 448, and then power is that of 448.",
            document.persons, document.seed
        ),
        0,
    );
    let _ = writeln!(text, "\nOne look at the end\n  {FIXED}");
    for row in &document.fixed {
        let _ = writeln!(text, "  {}", fixed(row));
    }
    let _ = writeln!(
        text,
        "\nAs trials are run: weekly looks, the stopping rule, the bar set before day 1\n  {RULE}"
    );
    for row in &document.rule {
        let _ = writeln!(text, "  {}", rule(row));
    }
    let _ = writeln!(text, "\nUseless remedies of which less is noted, as whoever hopes may\n  {OPEN_LABEL}");
    for row in &document.rule {
        let _ = writeln!(text, "  {}", open_label(row));
    }
    let _ = writeln!(text, "\nUseless remedies in trials that do not go as planned, 4 a week, 224 nights");
    for row in &document.hard {
        let _ = writeln!(text, "  {}", hard(row));
    }
    let last = format!("{} of {} are inside. docs/trials.md says more.", document.inside, document.of);
    text.push('\n');
    text.push_str(&spoken::wrapped(&last, 0));
    text
}

const FIXED: &str =
    "design               effect  a week  claim          study   power          wrong    at most";
const RULE: &str = "design                a week  nights  bar    wrong          at most  power          of 30 %       median";

const OPEN_LABEL: &str =
    "design                a week  nights  all noted      10 % not       20 % not       30 % not";

fn open_label(row: &RuleRow) -> String {
    let [some, more, most] = row.open_label.map(share);
    format!(
        "{:<21} {:>6}  {:>6}  {}   {some}   {more}   {most}",
        row.design,
        row.cramps_a_week,
        row.nights,
        share(row.false_positive)
    )
}

fn fixed(row: &FixedRow) -> String {
    let study = row.study_nights.map_or("-".to_owned(), |nights| nights.to_string());
    format!(
        "{:<20} {:>6}  {:>6}  {:<13} {:>6}  {}{} {}{} {:.3}",
        row.design,
        effect(row.ratio),
        row.cramps_a_week,
        row.claim.name(),
        study,
        share(row.power),
        mark(row.power_inside),
        share(row.false_positive),
        mark(row.false_positive_inside),
        row.nominal
    )
}

fn rule(row: &RuleRow) -> String {
    format!(
        "{:<21} {:>6}  {:>6}  {:.3}  {}{} {:.3}   {}  {}  {} ({} if useless)",
        row.design,
        row.cramps_a_week,
        row.nights,
        row.bar,
        share(row.false_positive),
        mark(row.false_positive_inside),
        row.nominal,
        share(row.power),
        share(row.power_of_30_pct),
        row.median_nights,
        row.median_nights_useless
    )
}

fn hard(row: &HardRow) -> String {
    format!(
        "{:<28} {:<9} {:<14} {}{} at most {:.3}",
        row.what,
        row.design,
        row.claim.name(),
        share(row.false_positive),
        mark(row.false_positive_inside),
        row.nominal
    )
}

fn effect(ratio: f64) -> String {
    format!("-{:.0} %", 100.0 * (1.0 - ratio))
}

fn share(PersonsShare { share, error }: PersonsShare) -> String {
    format!("{share:.3} ±{error:.3}")
}

const fn mark(inside: bool) -> &'static str {
    if inside { "  " } else { " !" }
}
