//! What of a diary takes no part in the answers: rows that cannot be read, and entries that stand apart by years. Said in one
//! notice, wherever the diary is read.

pub mod words;

use charley_domain::{
    entry::Entry,
    night::NightOf,
    stretch::{self, Stretch},
};
use charley_store::{Store, StoreError, Unreadable};
use jiff::ZonedDateTime;

use crate::{livable, merged::MergedWorkouts, set_aside::words as say};
use charley_speech::spoken;

/// What was set aside.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SetAside {
    /// Rows that this version cannot read.
    pub unreadable: Vec<Unreadable>,
    /// Entries that stand apart from the rest.
    pub apart: Vec<Entry>,
    /// Recordings that are more than a person can have done.
    pub unlivable: usize,
    /// Entries of one kind and night that are more than a person can have lived through.
    pub crowded: usize,
}

impl SetAside {
    /// What of a diary is set aside.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn of(store: &Store, now: &ZonedDateTime) -> Result<Self, StoreError> {
        let tonight = NightOf::at(now.datetime());
        let parted = stretch::beginning(store.nights()?, tonight).is_some_and(|begins| begins.apart > 0);
        let apart = if parted { Stretch::of(store.entries()?, tonight).apart } else { Vec::new() };
        let unlivable = crate::chosen(&MergedWorkouts::read(store, &store.heads()?)?).1;
        let crowded = if store.has_a_night_of_more_than(livable::A_NIGHT)? {
            livable::of_each_night(store.entries()?).1
        } else {
            0
        };
        Ok(Self { unreadable: store.unreadable()?, apart, unlivable, crowded })
    }

    /// The notice for whoever sits at the terminal; `None` where nothing is set aside.
    pub fn in_terminal(&self, now: &ZonedDateTime) -> Option<String> {
        let mut notice = self.sentences(now);
        if !self.unreadable.is_empty() {
            notice.push(say::UNREADABLE_HOW.to_owned());
        }
        if let [first, ..] = self.apart.as_slice() {
            notice.push(say::apart_how(first.id.to_string()));
        }
        (!notice.is_empty()).then(|| notice.join(" "))
    }

    /// The notice for a page.
    pub fn on_page(&self, now: &ZonedDateTime) -> Option<String> {
        let mut notice = self.sentences(now);
        if !notice.is_empty() {
            notice.push(say::KEPT.to_owned());
        }
        (!notice.is_empty()).then(|| notice.join(" "))
    }

    fn sentences(&self, now: &ZonedDateTime) -> Vec<String> {
        let count = |what: &str| self.unreadable.iter().filter(|bad| bad.what == what).count();
        let mut said = Vec::new();
        let mut unreadable = |what: &str, sentence: fn(usize) -> String| {
            said.extend((count(what) > 0).then(|| sentence(count(what))));
        };
        unreadable("entry", say::unreadable_entries);
        unreadable("workout", say::unreadable_workouts);
        unreadable("trial", say::unreadable_lines);
        for (what, sentence) in [("person", say::PERSON), ("plan", say::PLAN)] {
            if count(what) > 0 {
                said.push(sentence.to_owned());
            }
        }
        if self.unlivable > 0 {
            said.push(say::unlivable(self.unlivable));
        }
        if self.crowded > 0 {
            said.push(say::crowded(self.crowded));
        }
        if let [first, ..] = self.apart.as_slice() {
            let day = spoken::date(first.occurred_at.civil().date(), now.date());
            said.push(say::apart(self.apart.len(), &day));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bad(what: &'static str) -> Unreadable {
        Unreadable { what, id: "x".to_owned(), why: String::new(), body: String::new() }
    }

    #[test]
    fn one_notice_says_all_of_it_and_no_page_names_a_command() {
        let now: ZonedDateTime = "2026-11-23T09:00[Europe/Berlin]".parse().unwrap();
        let mut aside = SetAside::default();
        assert_eq!((aside.in_terminal(&now), aside.on_page(&now)), (None, None));
        aside.unreadable = vec![bad("entry"), bad("person"), bad("entry")];
        let (said, page) = (aside.in_terminal(&now).unwrap(), aside.on_page(&now).unwrap());
        assert!(
            said.starts_with("2 entries cannot be read") && said.contains("charley data verify"),
            "{said}"
        );
        assert!(page.starts_with("2 entries cannot be read") && !page.contains("charley"), "{page}");
        assert!(page.contains("What you said of yourself"), "{page}");
    }
}
