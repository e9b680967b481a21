//! `charley see experiments`: the published experiments on simulated people, row by row.

use std::{fmt::Write as _, io::IsTerminal as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::{Context, Exit};
use charley_answers::see::{
    experiments::{ExperimentsDocument, FigureLine, PublishedFigure, SimulatedFigure, done, pieces},
    words,
};
use charley_speech::spoken;

pub(super) fn run(context: &Context, first_seed: u64, people: u64) -> anyhow::Result<Exit> {
    let bar = bar(context, pieces(people));
    let document = done(first_seed, people, &|| bar.inc(1));
    bar.finish_and_clear();
    if context.json {
        context.print_json(&document)?;
    } else {
        context.print(&page(&document))?;
    }
    Ok(Exit::Ok)
}

/// A bar of experiments, drawn only where the terminal can redraw a line.
fn bar(context: &Context, pieces: u64) -> ProgressBar {
    let drawable = std::io::stderr().is_terminal() && !context.ascii;
    let target = if drawable { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(pieces), target);
    let template = "{bar:24} {pos} of {len} experiments on people, {eta} left";
    // The template is constant: that it parses is seen on the first run of any test.
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn page(document: &ExperimentsDocument) -> String {
    let mut text = String::new();
    let people = if document.people == 1 {
        "1 simulated person".to_owned()
    } else {
        format!("{} simulated people", document.people)
    };
    let _ = writeln!(text, "Published experiments on {people}. * counts first, x does not agree.\n");
    let _ = writeln!(text, "{:7}{:<40} {:>15}  {:>12}", "", "", "published", "simulated");
    let mut before = 0;
    for line in &document.rows {
        if line.row != before {
            before = line.row;
            text.push_str(&head(document, line));
        }
        let _ = writeln!(text, "{}", figures(line).trim_end());
        let last = document.rows.iter().rfind(|other| other.row == line.row);
        if last.is_some_and(|last| std::ptr::eq(last, line)) && !line.note.is_empty() {
            text.push_str(&spoken::wrapped(&format!("       ({})", line.note), 8));
        }
    }
    text.push('\n');
    text.push_str(&spoken::wrapped(&sentence(document), 0));
    text
}

fn head(document: &ExperimentsDocument, line: &FigureLine) -> String {
    let gate = if line.release_gate { '*' } else { ' ' };
    let word = match (line.status, document.row_agrees(line.row)) {
        ("not_expressible", _) => "cannot be simulated",
        (_, true) => "agrees",
        (_, false) => "DOES NOT AGREE",
    };
    let status = match line.status {
        "fitted" => ", fitted",
        "predicted" => ", predicted",
        "by_construction" => ", put in",
        _ => "",
    };
    spoken::wrapped(&format!("{:>3}{gate}  {}: {word}{status}", line.row, line.experiment), 6)
}

fn figures(line: &FigureLine) -> String {
    if let Some(text) = line.published.text {
        return spoken::wrapped(&format!("       {}: published {text} {}", line.quantity, line.unit), 9);
    }
    let mark = if line.agrees { ' ' } else { 'x' };
    let unit = if line.published.spread_kind == "sign" { "" } else { line.unit };
    let ours = simulated(&line.simulated, line.published.spread_kind);
    format!("     {mark} {:<40} {:>15}  {:>12}  {unit}", line.quantity, published(&line.published), ours)
}

fn published(figure: &PublishedFigure) -> String {
    match (figure.mean, figure.spread, figure.spread_kind) {
        (Some(mean), Some(spread), "se") => format!("{mean} ± {spread} SE"),
        (Some(mean), Some(0.0), "range") => format!("{mean}"),
        (Some(mean), Some(spread), "range") => format!("{} to {}", mean - spread, mean + spread),
        (Some(mean), Some(spread), _) => format!("{mean} ± {spread}"),
        _ => "seen".to_owned(),
    }
}

fn simulated(simulated: &SimulatedFigure, kind: &str) -> String {
    match (simulated.mean, simulated.sd) {
        (Some(share), _) if kind == "sign" => format!("in {:.0} %", share * 100.0),
        (Some(mean), sd) => {
            let digits = if mean.abs() < 3.0 { 2 } else { 1 };
            let spread = sd.map_or(String::new(), |sd| format!(" ± {sd:.digits$}"));
            format!("{mean:.digits$}{spread}")
        }
        _ => "-".to_owned(),
    }
}

fn sentence(document: &ExperimentsDocument) -> String {
    words::agrees(document.agree, document.of)
}
