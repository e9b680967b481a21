//! All names of medicines, each with what it stands for.

use std::collections::BTreeMap;

use crate::{
    EverydayWord, KnownMedicine, Medicine, spelling,
    table::{TableError, wrong},
};

/// What a name stands for: rows of the tables by their place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Meaning {
    /// The name as the table writes it.
    pub(crate) name: String,
    /// Which letters its key holds.
    pub(crate) letters: Letters,
    /// Rows of the medicines with cramps.
    pub(crate) listed: Vec<usize>,
    /// Rows of the known medicines.
    pub(crate) known: Vec<usize>,
    /// An everyday word.
    pub(crate) word: Option<usize>,
}

impl Meaning {
    /// Whether another name stands for the same.
    pub(crate) fn is_of_the_same(&self, other: &Self) -> bool {
        (&self.listed, &self.known, self.word) == (&other.listed, &other.known, other.word)
    }
}

/// Names by their key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct NameIndex {
    by_key: BTreeMap<String, Meaning>,
}

impl NameIndex {
    /// The index over the three tables.
    ///
    /// # Errors
    /// A name of an everyday word that is also the name of a medicine, or a choice that is no name.
    pub(crate) fn of(
        medicines: &[Medicine],
        known: &[KnownMedicine],
        words: &[EverydayWord],
    ) -> Result<Self, TableError> {
        let mut index = Self::default();
        for (place, medicine) in medicines.iter().enumerate() {
            for name in medicine.names() {
                push(&mut index.at(name).listed, place);
            }
        }
        for (place, medicine) in known.iter().enumerate() {
            for name in std::iter::once(&medicine.name).chain(&medicine.other_names) {
                push(&mut index.at(name).known, place);
            }
        }
        for (place, word) in words.iter().enumerate() {
            for name in &word.words {
                let meaning = index.at(name);
                if meaning.word.is_some() || !meaning.listed.is_empty() || !meaning.known.is_empty() {
                    return Err(wrong("everyday_words", name, "stands twice, or is the name of a medicine"));
                }
                meaning.word = Some(place);
            }
        }
        for word in words {
            if let Some(choice) = word.choices.iter().find(|choice| !index.names_a_medicine(choice)) {
                return Err(wrong("everyday_words", choice, "is a choice and no name of a medicine"));
            }
        }
        index.by_key.remove("");
        Ok(index)
    }

    /// What a key stands for.
    pub(crate) fn get(&self, key: &str) -> Option<&Meaning> {
        self.by_key.get(key)
    }

    /// All keys with their meanings.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Meaning)> {
        self.by_key.iter().map(|(key, meaning)| (key.as_str(), meaning))
    }

    fn at(&mut self, name: &str) -> &mut Meaning {
        let meaning = self.by_key.entry(spelling::key(name)).or_default();
        if meaning.name.is_empty() {
            name.clone_into(&mut meaning.name);
            meaning.letters = Letters::of(&spelling::key(name));
        }
        meaning
    }

    fn names_a_medicine(&self, name: &str) -> bool {
        self.get(&spelling::key(name)).is_some_and(|meaning| meaning.word.is_none())
    }
}

/// Which letters a word holds, so that most words are told apart before their distance is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Letters(u64);

impl Letters {
    pub(crate) fn of(word: &str) -> Self {
        Self(word.chars().fold(0, |seen, letter| seen | 1 << (u32::from(letter) % u64::BITS)))
    }

    /// Whether so few edits could make one word of the other: each edit takes at most one letter away and brings one.
    pub(crate) const fn within(self, other: Self, edits: usize) -> bool {
        (self.0 ^ other.0).count_ones() as usize <= 2 * edits
    }
}

fn push(places: &mut Vec<usize>, place: usize) {
    if !places.contains(&place) {
        places.push(place);
    }
}
