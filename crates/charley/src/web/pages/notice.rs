//! What must be said beside any advice: to a pregnant person the midwife first, after a yes what to do about it, to everybody the red flags.

use crate::words;

/// The notices of a page, in the order they are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Notices {
    /// Before everything else on the page.
    pub(super) first: Vec<String>,
    /// Beside the answer.
    pub(super) beside: Vec<String>,
}

impl Notices {
    /// The notices of a document, sorted by where they stand.
    pub(super) fn of(notices: &[String]) -> Self {
        let (first, beside) = notices.iter().cloned().partition(|notice| {
            notice == words::notices::MIDWIFE_FIRST || words::triage::is_standing(notice)
        });
        Self { first, beside }
    }
}
