//! Where a cramp can be: the muscle and the side, in the words people use.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A word that is none of the known ones, with the nearest known word and all of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is no {what}{}: use one of {}", suggestion(.nearest.as_deref()), .known.join(", "))]
pub struct UnknownWord {
    /// What was asked for: `muscle`, `side`.
    pub what: &'static str,
    /// The word that was given.
    pub word: String,
    /// The known word that looks most like it, if one does.
    pub nearest: Option<String>,
    /// All known words.
    pub known: Vec<&'static str>,
}

impl UnknownWord {
    /// An error for `word`, with the known word at the smallest edit distance (at most a third of its letters).
    pub fn new(what: &'static str, word: &str, known: &[&'static str]) -> Self {
        let lower = word.to_lowercase();
        let nearest = known
            .iter()
            .map(|candidate| (edit_distance(&lower, candidate), *candidate))
            .min()
            .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(3))
            .map(|(_, candidate)| candidate.to_owned());
        Self { what, word: word.to_owned(), nearest, known: known.to_vec() }
    }
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |word| format!(" (did you mean {word:?}?)"))
}

/// Letters to insert, delete, replace, or neighbours to swap, to turn one word into the other (Levenshtein distance
/// with transpositions, each stretch of letters edited once).
pub fn edit_distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut cost = replaced.min(row[j - 1] + 1).min(last[j] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal $(| $other:literal)*),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of the contract.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }

        impl FromStr for $name {
            type Err = $crate::muscle::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text.trim().to_lowercase().as_str() {
                    $($word $(| $other)* => Ok(Self::$variant),)+
                    _ => Err($crate::muscle::UnknownWord::new($what, text, &[$($word),+])),
                }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The muscle that cramped.
    Muscle, "muscle" {
        /// Back of the lower leg.
        Calf = "calf" | "calves" | "gastrocnemius" | "soleus",
        /// Back of the thigh.
        Hamstrings = "hamstrings" | "hamstring" | "back of thigh",
        /// Front of the thigh.
        Quadriceps = "quadriceps" | "quad" | "quads" | "thigh",
        /// Foot or toes.
        Foot = "foot" | "feet" | "toe" | "toes" | "arch",
        /// Front of the lower leg.
        Shin = "shin" | "shins",
        /// Inside of the thigh.
        Adductors = "adductors" | "adductor" | "groin",
        /// Hip or buttock.
        Hip = "hip" | "hips" | "glute" | "glutes" | "buttock",
        /// Somewhere else.
        Other = "other",
    }
}

words! {
    /// The side of the body.
    Side, "side" {
        /// Left.
        Left = "left" | "l",
        /// Right.
        Right = "right" | "r",
        /// Both at once.
        Both = "both",
        /// Not said.
        Unknown = "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_gets_a_suggestion() {
        let error = "claf".parse::<Muscle>().unwrap_err();
        assert_eq!(error.nearest.as_deref(), Some("calf"));
        assert!(
            error.to_string().starts_with("\"claf\" is no muscle (did you mean \"calf\"?): use one of calf,")
        );
        assert_eq!("banana".parse::<Side>().unwrap_err().nearest, None);
    }

    #[test]
    fn swapped_letters_are_one_slip() {
        assert_eq!([edit_distance("wtaer", "water"), edit_distance("wtaer", "other")], [1, 2]);
        assert_eq!(
            [edit_distance("", "abc"), edit_distance("abc", "abc"), edit_distance("kitten", "sitting")],
            [3, 0, 3]
        );
    }

    #[test]
    fn words_round_trip() {
        for muscle in Muscle::ALL {
            assert_eq!(muscle.word().parse::<Muscle>().as_ref(), Ok(muscle));
        }
        assert_eq!("Calves".parse(), Ok(Muscle::Calf));
    }
}
