//! Medicines that matter together: what they do, the signs that need care, whom to ask, who says so.

use charley_evidence::{Source, evidence};

use crate::medicines::Met;
use charley_speech::message::sentences;

sentences! {
    HEADING = "Taken together";
    both(one, other) = "{one} with {other}";
    and(one, other) = "{one} and {other}";
    ASK = "Take this page to who prescribed them, or to your pharmacist: they decide whether anything changes.";
    SIGNS_TRIAGE = "The red flags ask for these signs";
    sources_says(certainty, sources) = "Certainty: {certainty}. Sources: {sources}.";
    source_read(who, level) = "{who} ({level})";
}

/// The names of a pair: `HCTZ with salbutamol and salmeterol`.
pub fn names(met: &Met) -> String {
    both(listed(&met.one), listed(&met.other))
}

/// What they do together: the table names them by places, and a typed name may hold braces.
pub fn together(met: &Met) -> String {
    let parts = met.pair.together.split("{one}").map(|part| part.replace("{other}", &listed(&met.other)));
    capital(&parts.collect::<Vec<_>>().join(&listed(&met.one)))
}

/// How sure it is, and who says so, with how much of it was read.
pub fn sources(met: &Met) -> String {
    let cited: Vec<String> =
        met.pair.sources.iter().filter_map(|key| evidence().source(key)).map(cited).collect();
    sources_says(met.pair.certainty.word(), cited.join("; "))
}

/// Everything in one paragraph, for the terminal.
pub fn paragraph(met: &Met) -> String {
    [format!("{}. {}", names(met), together(met)), met.pair.signs.clone(), ASK.to_owned(), sources(met)]
        .join(" ")
}

fn cited(source: &Source) -> String {
    let year = source.year.as_ref().map_or_else(String::new, |year| format!(" {year}"));
    let who = if source.authors.starts_with('(') { source.journal.clone() } else { source.authors.clone() };
    let first = who.split(", ").next().unwrap_or_default();
    let who = format!("{first}{year}");
    source_read(who, source.read_level.word())
}

fn listed(names: &[String]) -> String {
    let joined = names.iter().cloned().reduce(and);
    joined.unwrap_or_default()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_speech::lint;

    #[test]
    fn every_pair_reads_well_and_says_nothing_forbidden() {
        let mut said = Vec::new();
        for pair in &evidence().medicine_pairs {
            let met = Met { pair, one: vec![pair.one.clone()], other: vec![pair.other.clone()] };
            let text = paragraph(&met);
            assert_eq!(lint::broken(&text), Vec::<u8>::new(), "{}: {text}", pair.id);
            assert!(!text.contains('{') && !text.to_lowercase().contains("stop"), "{}: {text}", pair.id);
            said.push(format!("{}: {text}\n", pair.id));
        }
        insta::assert_snapshot!(said.join("\n"));
    }
}
