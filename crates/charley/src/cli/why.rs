//! `charley why`: what causes my cramps, as far as can be said today.

use charley_body::weigh_in::SweatFactor;
use charley_domain::{exposure::Window, interval::Interval, person::Units};
use charley_infer::explanation::{NamedCause, Standing, TriggerReport};
use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;
use uuid::Uuid;

use crate::cli::{
    Context, Exit, Usage, chart,
    page::{framed, listed, paragraph},
    teams,
};
use charley_answers::{
    body as body_words, changed,
    month::words as quiet_nights_words,
    team::{self, TeamCard},
    why::{
        self as explain, CrampsTold, ExplanationDocument, document as told,
        words::{
            causes as causes_words, names as names_words, page as page_words, shares as shares_words,
            what_if as what_if_words,
        },
    },
};
use charley_case::{
    Case,
    seen::{AskedRange, DEFAULT_SEED},
};
use charley_speech::{spoken, typed};

/// Arguments of `charley why`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley why
  charley why --since 90d
  charley why --json")]
pub(crate) struct Args {
    /// How far back: 90d, 12w, 6mo, 1y, a date, or all [default: all]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<String>,
    /// Only this cramp
    #[arg(long, value_name = "ID")]
    cramp: Option<Uuid>,
    /// Seed of the draws: the same seed gives the same answer
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SEED)]
    seed: u64,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut store = context.diary()?;
    let now = context.now_of(&store.person()?);
    let first = args.since.as_deref().map(|since| typed::since(since, &now)).transpose()?.flatten();
    let ask = AskedRange { first, cramp: args.cramp, seed: args.seed };
    let mut case = context.answered(&mut store, now, ask)?;
    let which = if context.json || args.cramp.is_some() { CrampsTold::Every } else { CrampsTold::Last };
    let explanation = explain::explain(&case, &case.what_ifs(&mut store)?, which);
    if let Some(id) = args.cramp.filter(|_| explanation.cramps.is_empty()) {
        return Err(
            Usage(format!("{id} is no cramp of the diary: charley diary --json lists the ids")).into()
        );
    }
    let standpoint = changed::by_last_entry(&case).standpoint;
    case.keep(&mut store, standpoint);
    if context.json {
        let teams = team::of(&case.person, case.now.date());
        context.print_json(&WhyDocument { explanation: &explanation, teams })?;
    } else {
        let page = page(&explanation, context, case.person.spoken_units());
        context.print(&(page + &sweat(&case) + &teams::text(&case.person, case.now.date())))?;
    }
    Ok(exit(&explanation))
}

/// `charley why --json`: the answer, and what to ask the team of a condition.
#[derive(Serialize)]
struct WhyDocument<'a> {
    #[serde(flatten)]
    explanation: &'a ExplanationDocument,
    teams: Vec<TeamCard>,
}

/// What the weighings taught, where there are any.
fn sweat(case: &Case) -> String {
    let learned = case.body.as_ref().map_or(&[][..], |body| body.learned.as_slice());
    let taught = learned.iter().filter(|one| one.taught()).count();
    let Some(last) = learned.last().filter(|_| taught > 0) else { return String::new() };
    let interval = |factor: SweatFactor| {
        let (low, high) = factor.interval80();
        Interval { q05: low, q50: factor.median, q95: high }
    };
    paragraph(&body_words::sweat_believed(taught, interval(last.after)))
}

fn exit(explanation: &ExplanationDocument) -> Exit {
    let silent = explanation.triggers.is_empty();
    if silent || explanation.standing == Standing::TooLittle { Exit::TooLittle } else { Exit::Ok }
}

/// The answer in the terminal: one sentence and one action, what raises and lowers, what is open, the last cramps; then
/// everything behind it.
pub(crate) fn page(explanation: &ExplanationDocument, context: &Context, units: Units) -> String {
    let mut text = spoken::wrapped(&explanation.headline, 0);
    text.push_str(
        &explanation.action.as_ref().map_or_else(String::new, |do_it| spoken::wrapped(&do_it.to_string(), 0)),
    );
    text.push_str(&spoken::wrapped(&causes_words::nights(explanation.nights), 0));
    text.push_str(&causes(page_words::RAISES, &explanation.raises));
    text.push_str(&causes(page_words::LOWERS, &explanation.protects));
    text.push_str(&listed(page_words::NOT_FOR_YOU, told::not_for_you(explanation).as_slice()));
    text.push_str(&listed(page_words::CANNOT_TELL, &told::open(explanation)));
    text.push_str(&cramps(explanation));
    text.push_str(&curious(explanation, context, units));
    framed(&explanation.notices, &text)
}

/// What goes along with more cramps, or with fewer: counts first, then the frequency.
fn causes(heading: &str, causes: &[NamedCause]) -> String {
    let one = |cause: &NamedCause| {
        let lines = told::cause(cause).into_iter().map(|line| spoken::wrapped(&format!("    {line}"), 6));
        spoken::wrapped(&format!("  {}, {}", cause.name, page_words::verdict(cause)), 4)
            + &lines.collect::<String>()
    };
    let text: String = causes.iter().map(one).collect();
    if text.is_empty() { text } else { format!("\n{heading}\n{text}") }
}

/// What stands behind the answer.
fn curious(explanation: &ExplanationDocument, context: &Context, units: Units) -> String {
    let mut text = paragraph(page_words::CURIOUS);
    if explanation.workouts.recorded > 0 {
        text.push_str(&spoken::wrapped(&causes_words::workouts(explanation.workouts), 0));
    }
    if !explanation.triggers.is_empty() {
        text.push_str(&spoken::wrapped(&causes_words::standing(explanation.standing, explanation.nights), 0));
    }
    if let Some(month) = &explanation.quiet_nights {
        text.push_str(&listed(&quiet_nights_words::HEADING, &quiet_nights_words::lines(month)));
    }
    text.push_str(&ratios(explanation, context));
    let pairs = told::inseparable(explanation);
    if !pairs.is_empty() {
        text.push_str(&spoken::wrapped(&causes_words::inseparable(&pairs), 2));
    }
    for note in told::notes(explanation) {
        text.push_str(&spoken::wrapped(&note, 2));
    }
    text.push_str(&listed(names_words::HEADING, &told::behind(explanation)));
    text.push_str(&otherwise(explanation, units));
    text.push_str(&listed("Missing", &explanation.missing));
    text + &listed("Next", &explanation.next)
}

/// The ratios of both kinds of windows, with what one unit is.
fn ratios(explanation: &ExplanationDocument, context: &Context) -> String {
    let mut text = String::new();
    for window in [Window::Night, Window::Workout] {
        let of_window = explanation.triggers.iter().filter(|report| report.window == window);
        let (unstudied, rows): (Vec<_>, Vec<_>) = of_window.partition(|report| told::says_nothing(report));
        if !rows.is_empty() {
            text.push_str(&ranked(window, &rows, context));
            let units: Vec<(&str, &str)> =
                rows.iter().map(|report| (report.name.as_str(), report.unit.as_str())).collect();
            text.push_str(&spoken::wrapped(&causes_words::units(&units), 2));
        }
        if !unstudied.is_empty() {
            let names: Vec<&str> = unstudied.iter().map(|report| report.name.as_str()).collect();
            text.push_str(&spoken::wrapped(&causes_words::unstudied(&names), 2));
        }
    }
    if !explanation.triggers.is_empty() {
        text.push('\n');
        text.push_str(&spoken::wrapped(causes_words::HAZARD_RATIO, 0));
    }
    text
}

/// The last cramps, a sentence each; nothing where there is none.
fn cramps(explanation: &ExplanationDocument) -> String {
    let lines = told::cramps(explanation);
    if !lines.is_empty() {
        return listed(page_words::LAST_CRAMPS, &lines) + &spoken::wrapped(shares_words::SHARES, 2);
    }
    let ask = !explanation.cramps.is_empty() && !explanation.triggers.is_empty();
    if ask { paragraph(shares_words::NO_SHARES_YET) } else { String::new() }
}

/// What would have changed the chance, where it was asked.
fn otherwise(explanation: &ExplanationDocument, units: Units) -> String {
    let lines: Vec<String> =
        explanation.what_if.iter().map(|effect| what_if_words::line(effect, units)).collect();
    if lines.is_empty() {
        return String::new();
    }
    listed(what_if_words::HEADING, &lines) + &spoken::wrapped(what_if_words::MEANING, 2)
}

fn ranked(window: Window, rows: &[&TriggerReport], context: &Context) -> String {
    let pens = chart::Pens::of(context);
    let (title, value) = match window {
        Window::Night => ("Nights", "last night"),
        Window::Workout => ("Workouts", "last one"),
    };
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header([title, value, "times the rate", &chart::scale(), "verdict"]);
    for report in rows {
        let ratio = report.hazard_ratio;
        table.add_row([
            fitted(&report.name),
            format!("{:>10}", told::last_value(report)),
            format!("{:.1} ({:.1} to {:.1})", ratio.q50, ratio.q05, ratio.q95),
            chart::dot_and_interval(ratio, pens),
            told::verdict(report),
        ]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    let lines: Vec<String> = table.to_string().lines().map(|line| line.trim_end().to_owned()).collect();
    format!("\n{}\n", lines.join("\n"))
}

/// Longest name in the table: the whole fits eighty columns.
const NAME_WIDTH: usize = 21;

/// A name in exactly [`NAME_WIDTH`] letters, so that both tables stand under one another.
fn fitted(name: &str) -> String {
    if name.chars().count() <= NAME_WIDTH {
        return format!("{name:NAME_WIDTH$}");
    }
    let kept: String = name.chars().take(NAME_WIDTH - 1).collect();
    format!("{kept}…")
}
