//! Everyday words for a medicine that ask which one it is: "water tablet", "the pill", "blood thinner".

use serde::{Deserialize, Serialize};

use crate::table::{TableError, parts, rows, wrong};

/// A word that people say for any of several medicines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EverydayWord {
    /// The word, then other forms of it.
    pub words: Vec<String>,
    /// Names to choose from; each is a name of one of the two tables.
    pub choices: Vec<String>,
    /// Beginnings of the ATC codes of all it can mean: such a medicine beside the word answers it.
    pub atc_codes: Vec<String>,
}

#[derive(Deserialize)]
struct EverydayWordRow {
    words: String,
    choices: String,
    atc_codes: String,
}

pub(crate) fn parse(text: &str) -> Result<Vec<EverydayWord>, TableError> {
    let word = |row: EverydayWordRow| {
        let (words, choices) = (parts(&row.words), parts(&row.choices));
        if words.is_empty() || choices.len() < 2 {
            return Err(wrong("everyday_words", &row.words, "a word that asks needs two choices"));
        }
        Ok(EverydayWord { words, choices, atc_codes: parts(&row.atc_codes) })
    };
    rows::<EverydayWordRow>("everyday_words", text)?.into_iter().map(word).collect()
}
