//! What a typed name stands for: medicines of the tables, a word that asks which, or a name that nobody here knows.

use crate::{Closes, Medicine, Substance};

/// What a typed name stands for.
///
/// A text may hold several names; whatever in it is not understood is [`left`](Self::left), and may be another medicine.
///
/// ```
/// use charley_evidence::{NameKind, evidence};
/// let kind = |typed: &str| evidence().recognise(typed).kind();
/// assert_eq!(kind("Lipitor 20 mg at night"), NameKind::Listed);
/// assert_eq!(kind("amlodipine 5 mg"), NameKind::Known);
/// assert_eq!(kind("blood thinner"), NameKind::Asks);
/// assert_eq!(kind("zzyzxin"), NameKind::Unknown);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recognised<'a> {
    /// The medicines it surely names; a combination product gives every ingredient that the tables hold.
    pub substances: Vec<Substance<'a>>,
    /// Words in it that ask which medicine is meant.
    pub asks: Vec<Question<'a>>,
    /// Words that are neither a name nor a dose, a form, a time or a maker.
    pub left: Vec<String>,
    /// Names that look like what was not understood, nearest first, at most three. Suggestions: never taken for the name.
    pub near: Vec<&'a str>,
}

/// A word that asks, with its choices.
#[derive(Debug, Clone, PartialEq)]
pub struct Question<'a> {
    /// The word, as the table writes it; for a code, the code.
    pub word: String,
    /// What it can mean.
    pub choices: Vec<Choice<'a>>,
}

/// One answer to such a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice<'a> {
    /// A name that is recognised without a further question.
    pub name: &'a str,
    /// What it stands for.
    pub substances: Vec<Substance<'a>>,
}

/// The kinds of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// One or more ingredients stand in the table of medicines with cramps.
    Listed,
    /// Known, and in no table of medicines with cramps.
    Known,
    /// A word that asks which.
    Asks,
    /// Not recognised.
    Unknown,
}

/// Whether something holds of what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whether {
    /// Of nothing in it.
    No,
    /// Not known: it may hold of a choice not yet made, or of what was not understood.
    Perhaps,
    /// Of a medicine in it, or of every choice of a word in it.
    Yes,
}

impl<'a> Recognised<'a> {
    /// Which kind of name it is.
    pub fn kind(&self) -> NameKind {
        if self.listed().next().is_some() {
            NameKind::Listed
        } else if !self.asks.is_empty() {
            NameKind::Asks
        } else if self.substances.is_empty() {
            NameKind::Unknown
        } else {
            NameKind::Known
        }
    }

    /// The rows of the table of medicines with cramps that it surely names.
    pub fn listed(&self) -> impl Iterator<Item = &'a Medicine> + '_ {
        self.substances.iter().filter_map(|one| one.listed())
    }

    /// Whether all of it is understood: nothing left, nothing to ask.
    ///
    /// ```
    /// use charley_evidence::evidence;
    /// assert!(evidence().recognise("atorvastatin 20 mg and amlodipine").is_whole());
    /// assert!(!evidence().recognise("atorvastatin and zzyzxin").is_whole());
    /// assert!(!evidence().recognise("water tablet").is_whole());
    /// ```
    pub fn is_whole(&self) -> bool {
        !self.substances.is_empty() && self.left.is_empty() && self.asks.is_empty()
    }

    /// `Some(true)` where all of it is understood, `None` where a word asks which, `Some(false)` where something is a stranger.
    pub fn answer(&self) -> Option<bool> {
        match (self.left.is_empty(), self.asks.is_empty()) {
            (false, _) => Some(false),
            (true, false) => None,
            (true, true) => Some(!self.substances.is_empty()),
        }
    }

    /// Whether `holds` of any medicine in it.
    ///
    /// ```
    /// use charley_evidence::{Substance, Whether, evidence};
    /// let thins = |typed: &str| evidence().recognise(typed).whether(Substance::thins_blood);
    /// assert_eq!(thins("apixaban"), Whether::Yes);
    /// assert_eq!(thins("amlodipine"), Whether::No);
    /// assert_eq!(thins("zzyzxin"), Whether::Perhaps);
    /// ```
    pub fn whether(&self, holds: impl Fn(Substance<'a>) -> bool) -> Whether {
        let any = |substances: &[Substance<'a>]| substances.iter().any(|one| holds(*one));
        let each = |question: &Question<'a>| {
            let yes = question.choices.iter().filter(|choice| any(&choice.substances)).count();
            match yes {
                0 => Whether::No,
                yes if yes == question.choices.len() => Whether::Yes,
                _ => Whether::Perhaps,
            }
        };
        let named = if any(&self.substances) { Whether::Yes } else { Whether::No };
        let stranger = !self.left.is_empty() || (self.substances.is_empty() && self.asks.is_empty());
        let left = if stranger { Whether::Perhaps } else { Whether::No };
        self.asks.iter().map(each).fold(named.max(left), Whether::max)
    }

    /// Whether it closes a kind of advice; what is not understood may close any.
    pub fn closes(&self, what: Closes) -> Whether {
        self.whether(|one| one.closes(what))
    }
}
