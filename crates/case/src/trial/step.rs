//! The steps of an evening that Charley may advise, and that a trial may be of.

use serde::{Deserialize, Serialize};

/// A step of the evening. While a trial of it runs, the coin decides and Charley does not advise it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EveningStep {
    /// Stretching before bed.
    Stretching,
    /// Bedclothes that leave the feet free.
    Bedclothes,
    /// An evening without alcohol.
    Alcohol,
    /// An evening without coffee and tea.
    Caffeine,
    /// Getting up from the chair.
    Sitting,
    /// Drinking back what was sweated.
    Drinking,
    /// Eating back what was burnt.
    Eating,
    /// None of these.
    Other,
}

impl EveningStep {
    /// All of them, in the order in which they are asked about; [`EveningStep::Other`] last.
    pub const ALL: [Self; 8] = [
        Self::Stretching,
        Self::Bedclothes,
        Self::Alcohol,
        Self::Caffeine,
        Self::Sitting,
        Self::Drinking,
        Self::Eating,
        Self::Other,
    ];

    /// Its word, as it is typed and stored.
    ///
    /// ```
    /// use charley_case::trial::EveningStep;
    /// assert_eq!(EveningStep::Stretching.word(), "stretching");
    /// ```
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stretching => "stretching",
            Self::Bedclothes => "bedclothes",
            Self::Alcohol => "alcohol",
            Self::Caffeine => "caffeine",
            Self::Sitting => "sitting",
            Self::Drinking => "drinking",
            Self::Eating => "eating",
            Self::Other => "other",
        }
    }

    /// The step of a word.
    ///
    /// ```
    /// use charley_case::trial::EveningStep;
    /// assert_eq!(EveningStep::of_word(" Sitting "), Some(EveningStep::Sitting));
    /// assert_eq!(EveningStep::of_word("tart cherry recovery juice"), None);
    /// ```
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Self::ALL.into_iter().find(|step| step.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_what_is_stored() {
        for step in EveningStep::ALL {
            assert_eq!(serde_json::to_value(step).unwrap(), step.word());
            assert_eq!(EveningStep::of_word(step.word()), Some(step));
        }
    }
}
