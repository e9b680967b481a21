//! `charley lab people`: every published group, what the model gives in its place, and whether that lies inside.

use charley_speech::spoken;
use serde::Serialize;

use super::bar;
use crate::{
    cli::{Context, Exit},
    lab::people::{self, Target, TargetKind, counted},
};

/// `charley.people/1`.
#[derive(Debug, Serialize)]
struct PeopleDocument {
    schema: &'static str,
    targets: Vec<Target>,
    agree: usize,
    of: usize,
    inside: usize,
    compared: usize,
    kinds: Vec<TargetKindDocument>,
}

/// How many rows of a kind lie inside.
#[derive(Debug, Serialize)]
struct TargetKindDocument {
    kind: TargetKind,
    inside: usize,
    compared: usize,
}

pub(super) fn run(context: &Context) -> anyhow::Result<Exit> {
    let bar = bar(context, TargetKind::ALL.len() as u64 - 1, "kinds of measurement");
    let targets = people::targets(&|| bar.inc(1));
    bar.finish_and_clear();
    let of = |kind: TargetKind| counted(targets.iter().filter(|target| target.kind == kind));
    if context.json {
        let (agreeing, groups) = people::agreeing(&targets);
        let (agree, of_groups) = (agreeing.len(), groups.len());
        let (inside, compared) = counted(&targets);
        let kinds = TargetKind::ALL.into_iter().map(|kind| {
            let (inside, compared) = of(kind);
            TargetKindDocument { kind, inside, compared }
        });
        context.print_json(&PeopleDocument {
            schema: "charley.people/1",
            kinds: kinds.collect(),
            targets,
            agree,
            of: of_groups,
            inside,
            compared,
        })?;
        return Ok(Exit::Ok);
    }
    let mut text = String::new();
    for kind in TargetKind::ALL {
        let (inside, compared) = of(kind);
        let sum = if compared > 0 { format!(": {inside} of {compared}") } else { String::new() };
        text.push_str(&spoken::wrapped(&format!("{}{sum}", kind.title()), 0));
        for target in targets.iter().filter(|target| target.kind == kind) {
            text.push_str(&row(target));
        }
        text.push('\n');
    }
    let (inside, compared) = counted(&targets);
    let last = format!(
        "{inside} of {compared} rows lie inside ({:.0} %). docs/people.md shows them in pictures and says why the others do not.",
        100.0 * inside as f64 / compared.max(1) as f64
    );
    text.push_str(&spoken::wrapped(&last, 0));
    context.print(&text)?;
    Ok(Exit::Ok)
}

/// Two lines or three: the numbers, what it was, and who says so.
fn row(target: &Target) -> String {
    let place = match (&target.sport, target.air_c) {
        (Some(sport), Some(air_c)) => format!("{sport}, {air_c:.0} °C"),
        _ => String::new(),
    };
    let numbers = match (target.ours, target.inside) {
        (Some(ours), Some(inside)) => {
            let word = if inside { "inside" } else { "OUTSIDE" };
            let decimals = if matches!(target.kind, TargetKind::Sweat | TargetKind::Mass) { 2 } else { 1 };
            format!("{place:<21}{:<22} ours {ours:<7.decimals$}{word}", target.published)
        }
        _ => target.published.clone(),
    };
    let mut text = spoken::wrapped(&format!("  {:<5}{numbers}", target.id), 7);
    text.push_str(&spoken::wrapped(&format!("       {}", target.what.trim_start()), 7));
    if let Some(source) = &target.source {
        text.push_str(&spoken::wrapped(&format!("       {source}"), 9));
    }
    text
}
