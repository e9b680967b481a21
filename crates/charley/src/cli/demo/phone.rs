//! What the demo prints of its second person: what came in by itself, what Charley learned of it, and the truth.

use charley_answers::{synthetic, why::ExplanationDocument};
use charley_evidence::evidence;
use charley_speech::spoken;
use serde::Serialize;

use crate::{
    cli::Context,
    demo::{
        phone::{
            PhoneConfig,
            stage::{self, KnownByItself, PhoneMade},
        },
        stage::{Follow, Stage},
    },
};

/// Folder of the second person, beside the database of the first.
pub(super) const FOLDER: &str = "phone";

/// The second person as JSON.
#[derive(Debug, Serialize)]
pub(super) struct PhoneDocument<'a> {
    schema: &'static str,
    seed: u64,
    why: &'a ExplanationDocument,
    truth: String,
    truth_ratio: f64,
    named: Vec<String>,
    known: Vec<KnownDocument>,
}

/// Of how many nights an exposure is known without a word typed.
#[derive(Debug, Serialize)]
struct KnownDocument {
    id: String,
    known: usize,
    of: usize,
    sd_units: f64,
}

/// Makes the person.
pub(super) fn made(
    args: &super::Args,
    stage: &Stage<'_>,
    follow: &mut dyn Follow,
) -> anyhow::Result<PhoneMade> {
    let until = super::last_answered(stage.now).date();
    let make = if args.small { PhoneConfig::small } else { PhoneConfig::demo };
    stage::make(make(args.seed, until), stage, follow)
}

/// Prints them.
pub(super) fn tell(context: &Context, made: &PhoneMade) -> anyhow::Result<()> {
    if context.json {
        return context.print_json(&document(made));
    }
    context.print(&text(context, made))
}

pub(super) fn document(made: &PhoneMade) -> PhoneDocument<'_> {
    let known = |known: &KnownByItself| KnownDocument {
        id: known.id.to_string(),
        known: known.known,
        of: known.of,
        sd_units: known.sd,
    };
    PhoneDocument {
        schema: "charley.demo_phone/1",
        seed: made.life.config.seed,
        why: &made.why,
        truth: made.cause.id.to_string(),
        truth_ratio: made.cause.log_hazard_ratio.exp(),
        named: super::named(&made.why),
        known: made.known.iter().map(known).collect(),
    }
}

fn text(context: &Context, made: &PhoneMade) -> String {
    let mut text = super::book::heading("A second person, who types nothing", context);
    let (config, brought) = (made.life.config, &made.brought);
    let person = synthetic::phone_person(config.seed, made.life.age_years, config.nights);
    text.push_str(&spoken::wrapped(&person, 0));
    let megabytes = brought.bytes.div_ceil(1_000_000);
    let observed = brought.observed.words().unwrap_or_default();
    let files = synthetic::phone_files(megabytes, observed, brought.walks, brought.hours_of_weather);
    text.push_str(&spoken::wrapped(&files, 8));
    text.push_str(&spoken::wrapped(&synthetic::phone_taps(brought.mornings, config.night_cramps), 8));
    text.push('\n');
    text.push_str(&columns("Known by itself", "nights", "differs by (units)"));
    for row in &made.known {
        let nights = format!("{} of {}", row.known, row.of);
        text.push_str(&columns(&name(&row.id), &nights, &format!("{:.2}", row.sd)));
    }
    text.push('\n');
    let name = name(&made.cause.id);
    text.push_str(&spoken::wrapped(&synthetic::phone_truth(&name, made.cause.log_hazard_ratio.exp()), 0));
    text.push_str(&spoken::wrapped(&synthetic::learned(&made.why.headline), 0));
    text
}

fn name(id: &charley_domain::exposure::TriggerId) -> String {
    evidence().trigger(id).map_or_else(|| id.to_string(), |row| row.name.clone())
}

fn columns(what: &str, nights: &str, differs: &str) -> String {
    format!("{what:32} {nights:>12} {differs:>22}\n")
}
