//! What a row rests on: its sources, which of them its figure comes from, and what of the row may therefore be shown.

use std::collections::BTreeMap;

use crate::{
    source::{Showing, Source},
    table::{TableError, parts, wrong},
};

/// The sources of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Footing {
    /// Keys of all its sources.
    pub(crate) sources: Vec<String>,
    /// Which of them its figure comes from; empty where it comes from all of them.
    pub(crate) figure_sources: Vec<String>,
    /// What of the row may be shown.
    pub(crate) showing: Showing,
}

/// The bibliography by key.
pub(crate) struct Bibliography<'a> {
    by_key: BTreeMap<&'a str, &'a Source>,
}

impl<'a> Bibliography<'a> {
    pub(crate) fn of(sources: &'a [Source]) -> Self {
        Self { by_key: sources.iter().map(|source| (source.key.as_str(), source)).collect() }
    }

    /// What a row rests on that names `all` its sources and, where only some of them bear its figure, those.
    ///
    /// The figure needs every source it comes from; the advice needs one source of the row. So a weak page that a caution
    /// rests on takes nothing from a figure that was read elsewhere.
    pub(crate) fn footing(
        &self,
        (table, row): (&'static str, &str),
        (all, of_figure): (&str, &str),
    ) -> Result<Footing, TableError> {
        let (sources, bearing) = (parts(all), parts(of_figure));
        if let Some(stray) = bearing.iter().find(|key| !sources.contains(key)) {
            return Err(wrong(
                table,
                row,
                format!("its figure comes from {stray}, which is no source of the row"),
            ));
        }
        let showing = self.showing(&sources, if bearing.is_empty() { &sources } else { &bearing });
        Ok(Footing { sources, figure_sources: bearing, showing })
    }

    fn showing(&self, sources: &[String], bearing: &[String]) -> Showing {
        // A key that is nowhere counts as a source that nobody read; a test over all tables finds it.
        let supports =
            |key: &String| self.by_key.get(key.as_str()).map_or(Showing::Nothing, |one| one.supports);
        let figure = bearing.iter().map(supports).min().unwrap_or(Showing::Nothing);
        let best = sources.iter().map(supports).max().unwrap_or(Showing::Nothing);
        match (figure, best) {
            (Showing::Figure, _) => Showing::Figure,
            (_, Showing::Advice | Showing::Figure) => Showing::Advice,
            _ => Showing::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ReadLevel;

    fn source(key: &str, supports: Showing) -> Source {
        let read = supports != Showing::Nothing;
        Source {
            key: key.into(),
            authors: "A".into(),
            year: None,
            title: "T".into(),
            journal: "J".into(),
            doi_or_url: None,
            read,
            read_level: if read { ReadLevel::Abstract } else { ReadLevel::Recalled },
            supports,
            what_was_seen: "abstract".into(),
        }
    }

    #[test]
    fn a_weak_caution_takes_nothing_from_a_figure_that_was_read() {
        let sources = [
            source("trial", Showing::Figure),
            source("weak", Showing::Advice),
            source("unread", Showing::Nothing),
        ];
        let library = Bibliography::of(&sources);
        let showing = |all: &str, figure: &str| library.footing(("t", "r"), (all, figure)).unwrap().showing;
        assert_eq!(showing("trial", ""), Showing::Figure);
        assert_eq!(showing("trial;weak", ""), Showing::Advice, "which of them bears the figure is not said");
        assert_eq!(showing("trial;weak", "trial"), Showing::Figure);
        assert_eq!(showing("trial;unread", "unread"), Showing::Advice);
        assert_eq!(showing("unread", ""), Showing::Nothing);
        assert_eq!(showing("", ""), Showing::Nothing);
        assert_eq!(showing("nowhere", ""), Showing::Nothing);
        assert!(library.footing(("t", "r"), ("trial", "weak")).unwrap_err().why.contains("weak"));
    }
}
