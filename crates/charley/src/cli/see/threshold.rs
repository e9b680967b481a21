//! `charley see threshold`: the lowest stimulus that leaves a cramp, in several simulated people, open and blocked nerve.

use std::fmt::Write as _;

use charley_muscle::{
    circuit::Circuit,
    protocol::{MOTOR_POINT, Protocol, threshold_hz},
    simulation::SimulationSettings,
};
use serde::Serialize;

use crate::cli::{Context, Exit, lab::bar};
use charley_answers::see::words;
use charley_speech::spoken;

/// Highest stimulus that is tried.
const HIGHEST_HZ: u32 = 40;

/// `charley.threshold/1`.
#[derive(Debug, Serialize)]
struct ThresholdDocument {
    schema: &'static str,
    highest_tried_hz: u32,
    people: Vec<ThresholdPerson>,
    open: ThresholdSpread,
    blocked: ThresholdSpread,
    limits: &'static str,
}

/// Thresholds of one simulated person; `null` where none was found.
#[derive(Debug, Serialize)]
struct ThresholdPerson {
    seed: u64,
    open_hz: Option<f64>,
    blocked_hz: Option<f64>,
}

/// Mean and spread over those with a threshold.
#[derive(Debug, Serialize)]
struct ThresholdSpread {
    mean_hz: Option<f64>,
    sd_hz: Option<f64>,
    people_with_a_threshold: usize,
    published: &'static str,
}

impl ThresholdSpread {
    fn of(values: &[f64], published: &'static str) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let square = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
        Self {
            mean_hz: (n > 0.0).then_some(mean),
            sd_hz: (n > 1.0).then(|| (square / (n - 1.0)).sqrt()),
            people_with_a_threshold: values.len(),
            published,
        }
    }
}

pub(super) fn run(context: &Context, seed: u64, people: u64) -> anyhow::Result<Exit> {
    let bar = bar(context, people * 2, "thresholds");
    let circuit = Circuit::default();
    let mut found = Vec::new();
    for seed in seed..seed + people {
        let of = |blocked: bool| {
            let protocol = Protocol::train(SimulationSettings::default(), 0.0, MOTOR_POINT).blocked(blocked);
            let threshold = threshold_hz(&protocol, &circuit, seed, HIGHEST_HZ);
            bar.inc(1);
            threshold
        };
        found.push(ThresholdPerson { seed, open_hz: of(false)?, blocked_hz: of(true)? });
    }
    bar.finish_and_clear();
    let all = |of: fn(&ThresholdPerson) -> Option<f64>| found.iter().filter_map(of).collect::<Vec<f64>>();
    let document = ThresholdDocument {
        schema: "charley.threshold/1",
        highest_tried_hz: HIGHEST_HZ,
        open: ThresholdSpread::of(&all(|person| person.open_hz), "13 (SD 3) Hz, Minetto 2011"),
        blocked: ThresholdSpread::of(&all(|person| person.blocked_hz), "18 (SD 3) Hz, Minetto 2011"),
        people: found,
        limits: words::LIMITS,
    };
    if context.json {
        context.print_json(&document)?;
    } else {
        context.print(&page(&document))?;
    }
    Ok(Exit::Ok)
}

fn page(document: &ThresholdDocument) -> String {
    let mut text = format!("{}\n\n", words::THRESHOLD);
    text.push_str("person   nerve open   nerve blocked\n");
    let hertz = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |hz| format!("{hz:.0} Hz"));
    for person in &document.people {
        let (open, blocked) = (hertz(person.open_hz), hertz(person.blocked_hz));
        let _ = writeln!(text, "{:>6}   {open:>10}   {blocked:>13}", person.seed);
    }
    text.push('\n');
    for (name, spread) in [("Nerve open", &document.open), ("Nerve blocked", &document.blocked)] {
        let mean = spread.mean_hz.map_or_else(|| "none".to_owned(), |mean| format!("{mean:.1}"));
        let sd = spread.sd_hz.map_or_else(String::new, |sd| format!(" (SD {sd:.1})"));
        let line = format!(
            "{name}: {mean}{sd} Hz in {} of {} simulated people; published {}.",
            spread.people_with_a_threshold,
            document.people.len(),
            spread.published
        );
        text.push_str(&spoken::wrapped(&line, 2));
    }
    let _ = writeln!(text, "{}\n", words::no_threshold(document.highest_tried_hz));
    text.push_str(&spoken::wrapped(document.limits, 0));
    text
}
