//! `charley log none` and `charley log unsure`: the answer for a whole night.

use charley_domain::entry::Record;

use super::Id;
use crate::cli::desk::Desk;
use charley_speech::{entry_draft::EntryDraft, typed};

/// Arguments of `charley log none` and `charley log unsure`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The date on which the night began, if not last night
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    night: Option<String>,
    /// Take the place of a cramp that is written down for that night by mistake
    #[arg(long, conflicts_with = "edit")]
    pub(super) replace: bool,
    #[command(flatten)]
    pub(super) id: Id,
}

impl Args {
    pub(super) fn said(&self, record: Record, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let night = match (&self.night, &desk.editing) {
            (None, Some(before)) => before.night,
            (typed, _) => typed::night(typed.as_deref(), &desk.now)?,
        };
        Ok(EntryDraft::of_night(record, night, &desk.now)?)
    }
}
