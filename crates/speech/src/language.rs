//! The languages Charley speaks, and where their messages stand: a folder of `locales` each, a file in it for each room.
//!
//! The library is Fluent (Project Fluent), whose plural rules are those of CLDR. English is there for every message; a test holds
//! each other language to the same messages with the same places.

use std::{collections::BTreeMap, fmt, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

/// A language, by its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(&'static str);

impl Language {
    /// What the terminal, documents and programs speak.
    pub const ENGLISH: Self = Self("en");

    /// All of them, by their tags.
    pub fn all() -> impl Iterator<Item = Self> {
        ROOMS
            .keys()
            .map(|(language, _)| Self(language))
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
    }

    /// The language of a tag.
    pub fn tagged(tag: &str) -> Option<Self> {
        Self::all().find(|one| one.0 == tag)
    }

    /// `en`, `de`.
    pub const fn tag(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Every file of `locales`: its language, its room, its text.
const FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The messages of a room in a language.
struct MessageRoom {
    bundle: FluentBundle<FluentResource>,
    /// Messages without a place, as they read.
    plain: BTreeMap<String, String>,
}

static ROOMS: LazyLock<BTreeMap<(&'static str, &'static str), MessageRoom>> = LazyLock::new(|| {
    FILES.iter().map(|(language, room, text)| ((*language, *room), read(language, text))).collect()
});

fn read(language: &str, text: &str) -> MessageRoom {
    // What cannot be read is left out; a test holds every file to being whole.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let names: Vec<String> = names(text).map(str::to_owned).collect();
    let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
    // Marks around what is filled in would stand in files and in the terminal.
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).ok();
    let plain = names.into_iter().filter_map(|name| {
        let mut errors = Vec::new();
        let text = bundle.format_pattern(bundle.get_message(&name)?.value()?, None, &mut errors).into_owned();
        errors.is_empty().then_some((name, text))
    });
    let plain = plain.collect();
    MessageRoom { bundle, plain }
}

/// Names of the messages of a file, in their order.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim()))
}

/// A message without a place in a language, or in English where it has none.
pub(crate) fn plain(language: Language, room: &'static str, name: &str) -> Option<&'static str> {
    own(language, room, name).or_else(|| own(Language::ENGLISH, room, name))
}

/// The same where the language itself has it.
pub(crate) fn own(language: Language, room: &'static str, name: &str) -> Option<&'static str> {
    ROOMS.get(&(language.0, room))?.plain.get(name).map(String::as_str)
}

/// A message with its places filled, in a language, or in English where it has none.
pub(crate) fn filled(
    language: Language,
    (room, name): (&'static str, &str),
    places: &[(&'static str, Filling)],
) -> String {
    let mut args = FluentArgs::with_capacity(places.len());
    for (place, value) in places {
        args.set(
            *place,
            match value {
                Filling::Text(text) => FluentValue::from(text.as_str()),
                Filling::Count(number) => FluentValue::from(*number),
            },
        );
    }
    let of = |language: Language| {
        let bundle = &ROOMS.get(&(language.0, room))?.bundle;
        let pattern = bundle.get_message(name)?.value()?;
        Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    };
    of(language).or_else(|| of(Language::ENGLISH)).unwrap_or_else(|| name.to_owned())
}

/// What stands at a place of a message.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    /// Words.
    Text(String),
    /// A number that decides which form is said.
    Count(usize),
}

/// A message as it is written in the file of its room, places in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenMessage {
    /// Its room.
    pub room: &'static str,
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Every message of a language.
pub fn messages(language: Language) -> Vec<WrittenMessage> {
    let files = FILES.iter().filter(|(of, _, _)| *of == language.0);
    files
        .flat_map(|(_, room, text)| {
            written(text).into_iter().map(|(name, text)| WrittenMessage { room, name, text })
        })
        .collect()
}

/// The messages of a file as they are written.
fn written(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once('=') {
            Some((name, rest)) if line.starts_with(|letter: char| letter.is_ascii_alphabetic()) => {
                found.push((name.trim().to_owned(), rest.trim().to_owned()));
            }
            _ => {
                if let Some((_, text)) = found.last_mut().filter(|_| !line.trim().is_empty()) {
                    text.push('\n');
                    text.push_str(line.trim());
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_whole_and_no_message_stands_twice() {
        for (language, room, text) in FILES {
            if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                panic!("{language}/{room}: {errors:?}");
            }
            let mut names: Vec<&str> = names(text).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{language}/{room}: a message stands twice");
        }
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        assert_eq!(Language::tagged("en"), Some(Language::ENGLISH));
        assert_eq!(Language::tagged("de").map(Language::tag), Some("de"));
        assert_eq!(Language::tagged("xx"), None);
    }
}
