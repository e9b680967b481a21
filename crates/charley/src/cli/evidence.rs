//! `charley evidence`: browse what is published, table by table, row by row.

use charley_evidence::evidence;

use crate::cli::{Context, Exit, Usage, desk::Desk};
use charley_answers::evidence::{self as browse, EvidenceCard, Shelf, words as evidence_words};
use charley_speech::{remedy_gate::not_for, spoken};

/// Arguments of `charley evidence`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley evidence                        the tables
  charley evidence claims                 the article's claims with their verdicts
  charley evidence claims C11             one of them, with its sources
  charley evidence medicines marcumar     a medicine by any of its names
  charley evidence red-flags              what needs a doctor, emergencies first
  charley evidence teams dialysis         what to ask the dialysis team")]
pub(crate) struct Args {
    /// claims, factors, remedies, medicines, red-flags, triggers, rates, teams or sources
    #[arg(value_name = "TABLE", value_parser = shelf)]
    table: Option<Shelf>,
    /// One row: its id, or any name of a medicine
    #[arg(value_name = "ID", num_args = 1..)]
    id: Vec<String>,
}

fn shelf(typed: &str) -> Result<Shelf, String> {
    let wanted = typed.trim().to_lowercase().replace('_', "-");
    if matches!(wanted.as_str(), "mode" | "modes") {
        return Ok(Shelf::Teams);
    }
    let known = Shelf::ALL
        .iter()
        .find(|shelf| shelf.word() == wanted || shelf.word().trim_end_matches('s') == wanted);
    known.copied().ok_or_else(|| {
        let words: Vec<&str> = Shelf::ALL.iter().map(|shelf| shelf.word()).collect();
        format!("the tables are {}", words.join(", "))
    })
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let Some(shelf) = args.table else {
        return shown(context, &browse::shelves(), overview).map(|()| Exit::Ok);
    };
    let id = args.id.join(" ");
    if id.trim().is_empty() {
        let cards = for_reader(context, shelf, shelf.cards())?;
        shown(context, &browse::document(shelf, &cards), || list(shelf, &cards))?;
    } else {
        let cards = for_reader(context, shelf, shelf.find(&id).map_err(Usage)?)?;
        shown(context, &browse::document(shelf, &cards), || {
            cards.iter().map(detail).collect::<Vec<_>>().join("\n")
        })?;
    }
    Ok(Exit::Ok)
}

/// Label of what a remedy is to the person who reads.
const FOR_YOU: &str = "For you";

/// The cards, with why a remedy is not for whoever keeps a diary here; without a diary nothing is known of who reads.
fn for_reader(
    context: &Context,
    shelf: Shelf,
    mut cards: Vec<EvidenceCard>,
) -> anyhow::Result<Vec<EvidenceCard>> {
    if shelf != Shelf::Remedies {
        return Ok(cards);
    }
    let desk = Desk::at_the_bedside(context)?;
    if desk.store().is_none() {
        return Ok(cards);
    }
    let entries = desk.entries()?;
    for card in &mut cards {
        let remedy = evidence().remedy(&card.id);
        let why = remedy.and_then(|remedy| not_for(remedy, &desk.person, (&entries, desk.now.date())));
        card.facts.splice(..0, why.map(|why| (FOR_YOU, why.to_string())));
    }
    Ok(cards)
}

fn shown(
    context: &Context,
    document: &browse::EvidenceDocument,
    text: impl Fn() -> String,
) -> anyhow::Result<()> {
    if context.json { context.print_json(document) } else { context.print(&text()) }
}

fn overview() -> String {
    let mut text = String::new();
    for shelf in Shelf::ALL {
        let line = format!("{:<10} {:>4}  {}", shelf.word(), shelf.cards().len(), shelf.about());
        text.push_str(&spoken::wrapped(&line, 17));
    }
    text.push('\n');
    let version = charley_evidence::VERSION;
    text.push_str(&spoken::wrapped(&format!("Version {version}. {}", evidence_words::sources_read()), 0));
    text.push_str(&spoken::wrapped(evidence_words::HOW_TO_BROWSE, 0));
    text
}

fn list(shelf: Shelf, cards: &[EvidenceCard]) -> String {
    let id_width = cards.iter().map(|card| card.id.chars().count()).max().unwrap_or(0).min(28);
    let mark_width = cards.iter().map(|card| card.mark.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for card in cards {
        let line = format!("{:<id_width$}  {:<mark_width$}  {}", card.id, card.mark, card.title);
        let indent = id_width + mark_width + 4;
        text.push_str(&spoken::wrapped(&line, indent));
        for (_, why) in card.facts.iter().filter(|(name, _)| *name == FOR_YOU) {
            text.push_str(&spoken::wrapped(&format!("{:indent$}{why}", ""), indent));
        }
    }
    let first = cards.first().map_or("ID", |card| card.id.as_str());
    text + &format!("\nOne of them: charley evidence {} {first}\n", shelf.word())
}

/// Letters of the labels beside the facts.
const LABEL: usize = 13;

fn detail(card: &EvidenceCard) -> String {
    let mut text = spoken::wrapped(&format!("{:<LABEL$}{}", card.id, card.title), LABEL);
    text.push_str(&spoken::wrapped(&format!("{:<LABEL$}{}", "", card.mark), LABEL));
    let mut before = "";
    for (name, fact) in &card.facts {
        // A label that repeats stands once.
        let label = if *name == before { "" } else { *name };
        before = *name;
        text.push_str(&spoken::wrapped(&format!("{label:<LABEL$}{fact}"), LABEL));
    }
    for (number, key) in card.sources.iter().enumerate() {
        let label = if number == 0 { "Sources" } else { "" };
        let line = evidence().source(key).map_or_else(
            || key.clone(),
            |source| {
                let link = source.link().map_or_else(String::new, |link| format!(" {link}"));
                format!("{}{link} [{}]", source.citation(), source.read_level.word())
            },
        );
        text.push_str(&spoken::wrapped(&format!("{label:<LABEL$}{line}"), LABEL));
    }
    text
}
