//! What goes along with a person's cramps as it was seen: counts first, then the adjusted frequency.

use charley_domain::{
    exposure::{TriggerId, Window},
    missing::Missing,
};
use serde::Serialize;

use crate::{
    learn::{Frequency, Timing},
    naming::NamingVerdict,
};

/// Windows, and how many of them had a cramp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct CountedWindows {
    /// With a cramp.
    pub cramp: usize,
    /// All of them.
    pub of: usize,
}

impl CountedWindows {
    /// Counts one window more.
    ///
    /// ```
    /// use charley_infer::explanation::CountedWindows;
    /// let mut nights = CountedWindows::default();
    /// nights.add(true);
    /// nights.add(false);
    /// assert_eq!(nights, CountedWindows { cramp: 1, of: 2 });
    /// ```
    pub fn add(&mut self, cramped: bool) {
        self.of += 1;
        self.cramp += usize::from(cramped);
    }
}

/// What was seen of a cause, over the windows of which it is known whether a cramp came: these three are all of them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ObservedCause {
    /// From this value on, in units, a window is one with it; for what is counted by its lack, below it.
    pub from: f64,
    /// With it.
    pub with: CountedWindows,
    /// Without it.
    pub without: CountedWindows,
    /// Where nobody knows of it.
    pub unknown: CountedWindows,
}

/// A cause that is named or suspected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NamedCause {
    /// The trigger.
    pub id: TriggerId,
    /// Its name.
    pub name: String,
    /// Its window.
    pub window: Window,
    /// When it is looked at.
    pub timing: Timing,
    /// What may be said of it.
    pub verdict: NamingVerdict,
    /// What a window with it is, in words: `days of 23 °C or more`.
    pub exposed: String,
    /// What was seen.
    pub observed: ObservedCause,
    /// How often a cramp comes with it and without, everything else as it was; probabilities from 0 to 1.
    pub frequency: Option<Frequency>,
    /// The counts in one sentence.
    pub says: String,
    /// What must be said beside it: of a medicine, whom to ask; of a single change, what it leaves open.
    pub note: String,
}

/// A trigger by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TriggerName {
    /// The trigger.
    pub id: TriggerId,
    /// Its name.
    pub name: String,
}

/// A trigger of which nothing can be told yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenTrigger {
    /// The trigger.
    pub id: TriggerId,
    /// Its name.
    pub name: String,
    /// Known windows that it still takes, about; `None` where more of the same would not tell.
    pub more: Option<usize>,
    /// It in a sentence, with the form that fills it.
    pub says: Missing,
}
