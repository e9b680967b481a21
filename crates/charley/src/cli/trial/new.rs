//! `charley trial new`: which remedy, how many nights, and the beginning.

use charley_domain::night::NightOf;
use charley_infer::trial::Outlook;
use serde::Serialize;
use uuid::Uuid;

use super::{ask, open, show, was_written};
use crate::cli::{Context, Exit, Usage, page::framed};
use charley_answers::trial::{
    self,
    begin::{self, NoTrial, Wish},
    choice::{TrialOffer, offer, offers as offered_to},
    document::TrialDocument,
    words::{self, offers},
};
use charley_case::trial::{
    EveningStep, TrialRecords, fresh_seed,
    journal::{BaselineRate, TrialProtocol},
};
use charley_speech::{entry_draft, spoken};

/// Arguments of `charley trial new`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// stretching, bedclothes, alcohol, shoes, activity, magnesium, an id of the evidence (I12), or your own words
    #[arg(value_name = "REMEDY")]
    remedy: Vec<String>,
    /// What own words are about: stretching, bedclothes, alcohol, caffeine, sitting, drinking, eating or other
    #[arg(long, value_name = "STEP", value_parser = step_of)]
    step: Option<EveningStep>,
    /// Nights of a block: 1 (every night drawn), 7 or 14 [default: as suits the remedy]
    #[arg(long, value_name = "N")]
    block: Option<u32>,
    /// First nights of each block that count for nothing
    #[arg(long, value_name = "N")]
    washout: Option<u32>,
    /// In place of that: nights in which its effect builds up and fades by half
    #[arg(long, value_name = "NIGHTS", conflicts_with = "washout")]
    half_life: Option<f64>,
    /// It costs money, time or tolerance: be surer before calling it helpful
    #[arg(long)]
    costly: bool,
    /// First night: tonight or a date [default: tonight]
    #[arg(long, value_name = "DATE")]
    start: Option<String>,
    /// How often you cramp, where the diary does not know yet
    #[arg(long, value_name = "N")]
    cramps_a_week: Option<f64>,
    /// Twinges a week, where the diary has few of them: they count too; 0 leaves them out
    #[arg(long, value_name = "N")]
    twinges_a_week: Option<f64>,
    /// Effect to plan for: 0.5 halves the cramps
    #[arg(long, value_name = "RATIO")]
    target: Option<f64>,
    /// Your doctor or pharmacist who agreed
    #[arg(long, value_name = "NAME")]
    doctor: Option<String>,
    /// Begin although fewer than 80 of 100 such trials would find it
    #[arg(long)]
    even_so: bool,
    /// Only say how long it would take
    #[arg(long)]
    dry_run: bool,
    /// Seed of the draws [default: drawn, and told by nobody]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Simulated persons of each kind, for tests
    #[arg(long, value_name = "N", hide = true)]
    persons: Option<u64>,
    /// Identity of the trial: the same again changes nothing
    #[arg(long, value_name = "UUID")]
    id: Option<Uuid>,
}

#[derive(Debug, Serialize)]
struct NotBegun {
    schema: &'static str,
    state: &'static str,
    reason: String,
    rate: Option<BaselineRate>,
    outlook: Option<Outlook>,
}

#[derive(Debug, Serialize)]
struct PlannedTrial<'a> {
    schema: &'static str,
    state: &'static str,
    protocol: &'a TrialProtocol,
}

pub(super) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let (mut store, records) = open(context)?;
    let id = args.id.unwrap_or_else(|| entry_draft::new_id(&records.now));
    if was_written(&store, id)? {
        return show::run(context, super::WhichTrial { id: Some(id.to_string()) });
    }
    let wish = wish(context, &args, &records)?;
    let protocol = match planned(context, &records, &wish, args.seed)? {
        Ok(protocol) => protocol,
        Err(why) => return not_begun(context, &why),
    };
    let confirmed = args.dry_run || !asks(context, &args) || confirmed(context, &records, &protocol)?;
    if args.dry_run || !confirmed {
        return dry(context, &records, &protocol);
    }
    store.append_trial(&[begin::first_line(protocol, id, &records)?])?;
    let records = TrialRecords::read(&store, records.now)?;
    let Some(trial) = records.named(Some(&id.to_string())) else { return Ok(Exit::Failed) };
    let document = TrialDocument::of(trial, &records);
    if context.json {
        context.print_json(&document)?;
    } else {
        let mut text = plan(&trial.protocol);
        text.push_str(&spoken::wrapped(
            &format!("Begun: {} to {}. Each evening: charley trial next.", document.start, document.last),
            0,
        ));
        context.print(&framed(&document.notices, &text))?;
    }
    Ok(Exit::Ok)
}

/// Whether the wizard leads: nothing was named, and somebody can be asked.
fn asks(context: &Context, args: &Args) -> bool {
    args.remedy.is_empty() && !context.no_input && !context.json
}

fn wish(context: &Context, args: &Args, records: &TrialRecords) -> anyhow::Result<Wish> {
    let mut remedy = args.remedy.join(" ");
    if remedy.is_empty() {
        let offered: Vec<&TrialOffer> = offered_to(records).collect();
        let lines =
            offered.iter().enumerate().map(|(number, offer)| format!("  {}  {}", number + 1, offer.name));
        let question = "What would you like to try? A number, or your own words:".to_owned();
        let question = std::iter::once(question).chain(lines).collect::<Vec<_>>().join("\n");
        remedy = ask(context, &question).unwrap_or_default();
        if let Some(offer) =
            remedy.parse::<usize>().ok().and_then(|number| offered.get(number.wrapping_sub(1)))
        {
            offer.word.clone_into(&mut remedy);
        }
    }
    let step = args.step.or_else(|| asked_step(context, &remedy));
    Ok(Wish {
        remedy,
        step,
        block_nights: args.block,
        washout_nights: args.washout,
        half_life_nights: args.half_life,
        costly: args.costly,
        start: args.start.as_deref().map(|typed| start(typed, records)).transpose()?,
        cramps_a_week: args.cramps_a_week,
        twinges_a_week: args.twinges_a_week,
        target: args.target,
        doctor: args.doctor.clone(),
        even_so: args.even_so,
        persons: args.persons,
    })
}

/// Asks once which step of the evening own words are about; what is offered is known.
fn asked_step(context: &Context, remedy: &str) -> Option<EveningStep> {
    if remedy.is_empty() || offer(remedy).is_some() {
        return None;
    }
    let lines = EveningStep::ALL
        .iter()
        .enumerate()
        .map(|(number, step)| format!("  {}  {}", number + 1, offers::step(*step)));
    let question = std::iter::once(offers::WHICH_STEP.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
    let said = ask(context, &question)?;
    let numbered =
        said.parse::<usize>().ok().and_then(|number| EveningStep::ALL.get(number.wrapping_sub(1)).copied());
    Some(numbered.or_else(|| EveningStep::of_word(&said)).unwrap_or(EveningStep::Other))
}

/// A step as it is typed.
fn step_of(typed: &str) -> Result<EveningStep, String> {
    EveningStep::of_word(typed).ok_or_else(|| {
        let words: Vec<&str> = EveningStep::ALL.iter().map(|step| step.word()).collect();
        format!("write one of {}", words.join(", "))
    })
}

fn start(typed: &str, records: &TrialRecords) -> Result<NightOf, Usage> {
    let tonight = records.tonight();
    match typed.trim().to_lowercase().as_str() {
        "tonight" | "today" => Ok(tonight),
        "tomorrow" => Ok(tonight.after()),
        date => date.parse().map_err(|_| {
            Usage(format!("{typed:?} is no night: write tonight, tomorrow or a date as in {tonight}"))
        }),
    }
}

/// The protocol, or why there is none.
fn planned(
    context: &Context,
    records: &TrialRecords,
    wish: &Wish,
    seed: Option<u64>,
) -> anyhow::Result<Result<TrialProtocol, NoTrial>> {
    let draft = match begin::draft(records, wish) {
        Ok(draft) => draft,
        Err(why) => return Ok(Err(why)),
    };
    context.say("Going through this trial with simulated persons who cramp as often as you.");
    let outlook = match draft.outlook(wish) {
        Ok(outlook) => outlook,
        Err(why) => return Ok(Err(why)),
    };
    let seed = match seed {
        Some(seed) => seed,
        None => fresh_seed()?,
    };
    Ok(Ok(draft.protocol(outlook, seed)))
}

fn not_begun(context: &Context, why: &NoTrial) -> anyhow::Result<Exit> {
    let reason = words::no_trial(why).to_string();
    if !why.is_too_little() {
        return Err(Usage(reason).into());
    }
    let (rate, outlook) = match why {
        NoTrial::TooRare { rate } => (Some(*rate), None),
        NoTrial::TooWeak { rate, outlook } => (Some(*rate), Some(**outlook)),
        _ => (None, None),
    };
    if context.json {
        context.print_json(&NotBegun {
            schema: "charley.trial/1",
            state: "not_begun",
            reason,
            rate,
            outlook,
        })?;
    } else {
        context.print(&spoken::wrapped(&reason, 0))?;
    }
    Ok(Exit::TooLittle)
}

fn confirmed(context: &Context, records: &TrialRecords, protocol: &TrialProtocol) -> anyhow::Result<bool> {
    context.print(&framed(&trial::notices(records), &plan(protocol)))?;
    Ok(ask(context, "Begin? [y/N]").is_some_and(|said| said.to_lowercase().starts_with('y')))
}

fn dry(context: &Context, records: &TrialRecords, protocol: &TrialProtocol) -> anyhow::Result<Exit> {
    if context.json {
        // The seed would tell the draws.
        let told = TrialProtocol { seed: 0, ..protocol.clone() };
        context.print_json(&PlannedTrial {
            schema: "charley.trial/1",
            state: "not_begun",
            protocol: &told,
        })?;
    } else {
        let mut text = plan(protocol);
        text.push_str("Not begun.\n");
        context.print(&framed(&trial::notices(records), &text))?;
    }
    Ok(Exit::Ok)
}

/// What is fixed before day 1.
fn plan(protocol: &TrialProtocol) -> String {
    let mut text = spoken::wrapped(&words::about(&protocol.remedy), 0);
    let first = [Some(words::outlook(protocol)), words::open_label(&protocol.outlook)];
    let then = [words::design(protocol), words::rule(protocol.outlook.rule)];
    for sentence in first.into_iter().flatten().chain(then) {
        text.push('\n');
        text.push_str(&spoken::wrapped(&sentence, 0));
    }
    text.push('\n');
    text.push_str(&spoken::wrapped(&words::what_is_done(&protocol.with, &protocol.without), 0));
    text.push_str(&spoken::wrapped(words::SAFETY, 0));
    text.push('\n');
    text
}
