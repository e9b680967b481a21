//! The evidence in the terminal: the listings once, for they are the same for all who read; remedies beside closed gates.

use crate::{
    person::{Facts, Person},
    press::Print,
    rules::{Broken, broken},
};

/// Listings and cards. The article's own sentences stand among the claims alone, each with its verdict.
const LISTINGS: [&str; 12] = [
    "factors",
    "remedies",
    "medicines",
    "red-flags",
    "teams",
    "remedies I07",
    "remedies I18",
    "remedies I22",
    "medicines warfarin",
    "red-flags RF02",
    "teams pregnancy",
    "teams dialysis",
];
const VERDICTS: [&str; 4] = ["supported", "contested", "untested", "refuted"];

/// A healthy person, whom nothing is kept from.
fn anybody() -> Person {
    Person::new("--born 1980-03 --sex male --condition none", Facts::default()).takes(&["none"])
}

/// What of a reference breaks a rule. A table advises nobody, so that it need not say which questions are open (rule 16), and each
/// of its rows is a sentence of its own.
fn broken_in_a_table(person: &Person, prints: &[Print]) -> Vec<Broken> {
    broken(person, prints).into_iter().filter(|one| one.rule != 16).collect()
}

/// A listing with a full stop before each row, as in `I01 low stretch`, and without addresses, which are not Charley's words.
fn rows_as_sentences(listing: &str) -> String {
    let worded =
        |line: &str| line.split(' ').filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ");
    let is_id = |line: &str| {
        let id = line.split_whitespace().next().unwrap_or_default();
        id.starts_with(|first: char| first.is_ascii_uppercase())
            && id.ends_with(|last: char| last.is_ascii_digit())
    };
    let row = |line: &str| format!("{}{}\n", if is_id(line) { ".\n" } else { "" }, worded(line));
    listing.lines().map(row).collect()
}

#[test]
fn no_row_says_what_must_not_be_said() {
    let person = anybody();
    let print = |listing: &&str| {
        let text = rows_as_sentences(&person.does(&format!("evidence {listing}")));
        Print::new(format!("terminal evidence {listing}"), &text)
    };
    let prints: Vec<Print> = LISTINGS.iter().map(print).collect();
    assert_eq!(broken_in_a_table(&person, &prints), []);
    assert!(prints.iter().all(|print| !print.text.contains("Not for you")), "nothing is kept from him");
}

#[test]
fn no_claim_of_the_article_stands_without_its_verdict() {
    let person = anybody();
    let listing = person.does("evidence claims");
    let rows: Vec<&str> = listing.lines().filter(|line| line.starts_with('C')).collect();
    assert!(rows.len() > 40, "{listing}");
    for row in rows {
        let verdict = row.split_whitespace().nth(1).unwrap_or_default();
        assert!(VERDICTS.contains(&verdict), "{row}");
    }
    for id in ["C11", "C33", "C40", "C41"] {
        let card = person.does(&format!("evidence claims {id}"));
        let lines: Vec<&str> = card.lines().collect();
        let verdict = lines.iter().position(|line| VERDICTS.contains(&line.trim()));
        let own = lines[verdict.unwrap_or_else(|| panic!("{id} has no verdict: {card}"))..].join("\n");
        let print = Print::new(format!("terminal evidence claims {id}"), &own);
        assert_eq!(broken_in_a_table(&person, &[print]), []);
    }
}

#[test]
fn a_remedy_behind_a_closed_gate_is_not_for_who_reads() {
    let facts = Facts { thinned: true, salt_closed: true, vitamin_k_closed: true, ..Facts::default() };
    let person = Person::new("--born 1958-03 --sex female --condition kidney", facts)
        .takes(&["warfarin", "lithium carbonate"]);
    let listing = person.does("evidence remedies");
    let beside = |id: &str| {
        let after = listing.split_once(&format!("\n{id} ")).unwrap_or_else(|| panic!("no {id}")).1;
        let row: Vec<&str> = after
            .lines()
            .enumerate()
            .take_while(|(at, line)| *at == 0 || line.starts_with("  "))
            .map(|(_, line)| line.trim())
            .collect();
        row.join(" ")
    };
    for id in ["I07", "I08", "I36", "I38", "I18", "I22"] {
        assert!(beside(id).contains("Not for you while this holds"), "{id}: {}", beside(id));
        let card = person.does(&format!("evidence remedies {id}"));
        assert!(card.contains("Not for you while this holds"), "{card}");
    }
    assert!(!beside("I12").contains("Not for you"), "a stretch is for everybody");
}
