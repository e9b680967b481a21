//! Publications, and how much of each was read.

use serde::Serialize;

/// What may be shown that rests on a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Showing {
    /// Neither a figure nor a benefit: nobody here read the source.
    Nothing,
    /// The advice, not a figure: the source is weak, or a news text.
    Advice,
    /// Everything.
    Figure,
}

/// One publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Key by which rows point here.
    pub key: String,
    /// Authors.
    pub authors: String,
    /// Year, where it has one.
    pub year: Option<String>,
    /// Title.
    pub title: String,
    /// Journal, publisher or site.
    pub journal: String,
    /// DOI or address.
    pub doi_or_url: Option<String>,
    /// Whether the figure or the text was seen in a retrieved text.
    pub read: bool,
    /// How much of it was seen.
    pub what_was_seen: String,
}

/// The key of rows that rest on common knowledge of general practice and on nothing read.
const COMMON_KNOWLEDGE: &str = "gpknow";

impl Source {
    /// What may be shown that rests on this source alone.
    pub fn showing(&self) -> Showing {
        let seen = self.what_was_seen.to_lowercase();
        if !self.read || self.key == COMMON_KNOWLEDGE || seen.contains("not seen") {
            Showing::Nothing
        } else if seen.contains("weak source") || has_word(&seen, "news") {
            Showing::Advice
        } else {
            Showing::Figure
        }
    }

    /// Authors, year, title, journal in one line.
    pub fn citation(&self) -> String {
        let year = self.year.as_ref().map_or_else(String::new, |year| format!(" ({year})"));
        format!("{}{year}. {}. {}.", self.authors, self.title, self.journal)
    }

    /// An address that can be opened, where the source has one.
    pub fn link(&self) -> Option<String> {
        let place = self.doi_or_url.as_deref()?;
        match place {
            url if url.starts_with("http") => Some(url.to_owned()),
            doi if doi.starts_with("10.") => Some(format!("https://doi.org/{doi}")),
            _ => None,
        }
    }
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

/// What may be shown that rests on several sources: a figure needs every one of them to allow it, since the row does
/// not say which of them it comes from; advice needs one.
pub(crate) fn joint_showing<'a>(sources: impl Iterator<Item = &'a Source>) -> Showing {
    let each: Vec<Showing> = sources.map(Source::showing).collect();
    match (each.iter().min(), each.iter().max()) {
        (Some(Showing::Figure), _) => Showing::Figure,
        (Some(_), Some(Showing::Figure | Showing::Advice)) => Showing::Advice,
        _ => Showing::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(key: &str, read: bool, seen: &str) -> Source {
        Source {
            key: key.into(),
            authors: "A".into(),
            year: None,
            title: "T".into(),
            journal: "J".into(),
            doi_or_url: None,
            read,
            what_was_seen: seen.into(),
        }
    }

    #[test]
    fn what_was_not_read_shows_nothing() {
        assert_eq!(source("a", false, "abstract").showing(), Showing::Nothing);
        assert_eq!(source("gpknow", true, "abstract").showing(), Showing::Nothing);
        assert_eq!(source("a", true, "title; effect size not seen").showing(), Showing::Nothing);
        assert_eq!(source("a", true, "page text; weak source").showing(), Showing::Advice);
        assert_eq!(source("a", true, "news text").showing(), Showing::Advice);
        assert_eq!(source("a", true, "newsletter archive, full text").showing(), Showing::Figure);
    }

    #[test]
    fn one_unread_source_takes_the_figure_and_leaves_the_advice() {
        let (read, unread) = (source("a", true, "abstract"), source("b", false, ""));
        assert_eq!(joint_showing([&read, &read].into_iter()), Showing::Figure);
        assert_eq!(joint_showing([&read, &unread].into_iter()), Showing::Advice);
        assert_eq!(joint_showing([&unread].into_iter()), Showing::Nothing);
        assert_eq!(joint_showing([].into_iter()), Showing::Nothing);
    }
}
