//! What to ask the team of a condition, below an answer in the terminal.

use charley_domain::person::Person;
use jiff::civil::Date;

use crate::cli::page::{listed, paragraph};
use charley_answers::team::{self, TeamCard, words as say};

/// The teams of a person; nothing where they have none.
pub(crate) fn text(person: &Person, today: Date) -> String {
    team::of(person, today).iter().map(card).collect()
}

fn card(card: &TeamCard) -> String {
    let lines =
        |of: &[&charley_evidence::TeamLine]| of.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    let now: String = card.now.iter().map(|line| paragraph(&line.text)).collect();
    let ask = listed(&format!("{}: {}", card.heading, say::ASK.to_lowercase()), &lines(&card.ask));
    let known = listed(say::KNOWN, &lines(&card.known));
    let decides = if card.ask.is_empty() { String::new() } else { paragraph(say::THE_TEAM_DECIDES) };
    now + &ask + &known + &decides
}
