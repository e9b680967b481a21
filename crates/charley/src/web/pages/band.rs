//! Tonight's band: how often a night like this brings a cramp, with its interval, and what that rests on.

use charley_domain::entry::Entry;

use crate::web::{app::Visit, error::PageError};

/// What Tonight says about tonight.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    /// One sentence, where there is one to say.
    pub(super) lede: Option<String>,
    /// What it rests on and what it cannot say, a paragraph each.
    pub(super) notes: Vec<String>,
}

impl Band {
    /// The band of the coming night.
    #[allow(
        clippy::unnecessary_wraps,
        clippy::needless_pass_by_ref_mut,
        reason = "the forecast reads the diary"
    )]
    pub(super) fn of(_visit: &mut Visit<'_>, _entries: &[Entry]) -> Result<Self, PageError> {
        Ok(Self::default())
    }
}
