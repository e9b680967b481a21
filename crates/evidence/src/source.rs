//! Publications, how much of each was read, and what may rest on it.

use serde::{Deserialize, Serialize};

use crate::table::{TableError, filled, rows, wrong};

/// How much of a source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadLevel {
    /// Nothing: known from memory, or by its title.
    Recalled,
    /// A copy, a part, or what others wrote of it.
    SecondHand,
    /// The page, leaflet or table itself.
    Page,
    /// The abstract.
    Abstract,
    /// All of it.
    FullText,
}

impl ReadLevel {
    /// All levels, the most that was read first.
    pub const ALL: [Self; 5] = [Self::FullText, Self::Abstract, Self::Page, Self::SecondHand, Self::Recalled];

    /// What a person reads beside a source.
    pub const fn word(self) -> &'static str {
        match self {
            Self::FullText => "read in full",
            Self::Abstract => "read in abstract",
            Self::Page => "page read",
            Self::SecondHand => "read second-hand or in part",
            Self::Recalled => "not read",
        }
    }
}

/// What may be shown that rests on a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Showing {
    /// Neither a figure nor a benefit: nobody here read the source.
    Nothing,
    /// The advice, not a figure: the figure was not seen in it, or the source is weak, or a news text.
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
    /// Whether anything of it was seen in a retrieved text.
    pub read: bool,
    /// How much of it was read.
    pub read_level: ReadLevel,
    /// What may be shown that rests on it alone.
    pub supports: Showing,
    /// What of it was seen, in words.
    pub what_was_seen: String,
}

impl Source {
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

#[derive(Deserialize)]
struct SourceRow {
    source_id: String,
    authors: String,
    year: String,
    title: String,
    journal: String,
    doi_or_url: String,
    read_level: ReadLevel,
    supports: Showing,
    what_was_seen: String,
}

pub(crate) fn parse(text: &str) -> Result<Vec<Source>, TableError> {
    rows::<SourceRow>("sources", text)?.into_iter().map(source).collect()
}

fn source(row: SourceRow) -> Result<Source, TableError> {
    let read = row.read_level != ReadLevel::Recalled;
    if read == (row.supports == Showing::Nothing) {
        return Err(wrong(
            "sources",
            &row.source_id,
            "nothing may rest on what was not read, and only on that",
        ));
    }
    Ok(Source {
        key: row.source_id,
        authors: row.authors,
        year: filled(row.year),
        title: row.title,
        journal: row.journal,
        doi_or_url: filled(row.doi_or_url),
        read,
        read_level: row.read_level,
        supports: row.supports,
        what_was_seen: row.what_was_seen,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "source_id,authors,year,title,journal,doi_or_url,read_level,supports,what_was_seen\n";

    #[test]
    fn nothing_rests_on_what_was_not_read() {
        let row = |level: &str, supports: &str| parse(&format!("{HEAD}a,A,,T,J,,{level},{supports},seen\n"));
        assert_eq!(row("abstract", "figure").unwrap()[0].read_level, ReadLevel::Abstract);
        assert!(!row("recalled", "nothing").unwrap()[0].read);
        for (level, supports) in [("recalled", "figure"), ("recalled", "advice"), ("page", "nothing")] {
            assert_eq!(row(level, supports).unwrap_err().row, "a");
        }
        assert!(row("read", "figure").unwrap_err().why.contains("second_hand"));
    }
}
