//! Sentences of the web app itself: who is let in, and what a browser kept until it could be sent.

pub mod devices;
pub(crate) mod entry;
pub(crate) mod outbox;
pub mod passphrase;
pub(crate) mod start;

/// Verbs of the terminal with which a sentence may tell in brackets how to record something.
const VERBS: [&str; 3] = [" (log ", " (person set", " (import "];

/// A sentence without the verb of the terminal: a page has a form for it.
pub(crate) fn without_verb(said: &str) -> String {
    let mut page = said.to_owned();
    for verb in VERBS {
        while let Some(from) = page.find(verb) {
            let Some(length) = page[from..].find(')') else { break };
            page.replace_range(from..=from + length, "");
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_no_verb_of_the_terminal() {
        assert_eq!(
            without_verb("air of the season, hour by hour (log weather --workout)"),
            "air of the season, hour by hour"
        );
        assert_eq!(without_verb("sitting (log sitting), and sleep (log sleep)."), "sitting, and sleep.");
        assert_eq!(without_verb("2 of 3 (90 %)"), "2 of 3 (90 %)");
    }
}
