//! A medicine of either table, and which advice it closes.

use serde::{Deserialize, Serialize};

use crate::{KnownMedicine, Medicine};

/// Advice that a medicine can close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closes {
    /// Amounts of salt and fluid: diuretics, lithium, what is given for heart or kidney failure only.
    Salt,
    /// Vitamin K2: vitamin K antagonists.
    VitaminK,
    /// Firm rubbing: blood thinners.
    Rubbing,
    /// Amounts of carbohydrate: medicines for diabetes.
    Carbohydrate,
}

impl Closes {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Salt, Self::VitaminK, Self::Rubbing, Self::Carbohydrate];
}

/// A medicine of either table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Substance<'a> {
    /// Of the table of medicines that have to do with cramps, or that close something because of what they do.
    Listed(&'a Medicine),
    /// Of the table of often prescribed medicines without a known link with cramps.
    Known(&'a KnownMedicine),
}

impl<'a> Substance<'a> {
    /// International name.
    pub fn name(self) -> &'a str {
        match self {
            Self::Listed(medicine) => &medicine.name,
            Self::Known(medicine) => &medicine.name,
        }
    }

    /// Class in words.
    pub fn class_name(self) -> &'a str {
        match self {
            Self::Listed(medicine) => &medicine.class_name,
            Self::Known(medicine) => &medicine.class_name,
        }
    }

    /// ATC codes, or the beginning of one for a class.
    pub fn atc_codes(self) -> &'a [String] {
        match self {
            Self::Listed(medicine) => &medicine.atc_codes,
            Self::Known(medicine) => &medicine.atc_codes,
        }
    }

    /// The row of the table of medicines with cramps, where it is one.
    pub fn listed(self) -> Option<&'a Medicine> {
        match self {
            Self::Listed(medicine) => Some(medicine),
            Self::Known(_) => None,
        }
    }

    /// Whether it closes a kind of advice.
    ///
    /// ```
    /// use charley_evidence::{Closes, evidence};
    /// let closes = |name: &str, what| evidence().recognise(name).substances[0].closes(what);
    /// assert!(closes("warfarin", Closes::VitaminK) && closes("warfarin", Closes::Rubbing));
    /// assert!(closes("furosemide", Closes::Salt) && closes("insulin", Closes::Carbohydrate));
    /// assert!(Closes::ALL.iter().all(|what| !closes("amlodipine", *what)));
    /// ```
    pub fn closes(self, what: Closes) -> bool {
        match self {
            Self::Listed(medicine) => medicine.closes(what),
            Self::Known(medicine) => medicine.closes.contains(&what),
        }
    }

    /// Whether it thins the blood: then nobody is told to rub firmly.
    pub fn thins_blood(self) -> bool {
        self.closes(Closes::Rubbing)
    }

    /// Whether it is a vitamin, a mineral or another supplement.
    pub fn is_supplement(self) -> bool {
        self.class_name() == "supplement"
    }
}
