//! `charley log weight` and `charley log sleep`.

use charley_domain::entry::{Record, WeighIn};

use super::{EntryTime, Id};
use crate::cli::desk::Desk;
use charley_speech::{entry_draft::EntryDraft, typed};

/// Arguments of `charley log weight`.
#[derive(Debug, clap::Args)]
pub(super) struct WeightArgs {
    /// Your weight with its unit: 61.8kg, 136lb, 9st 10lb
    #[arg(required = true, num_args = 1.., value_name = "WEIGHT")]
    weight: Vec<String>,
    /// Taken before a workout
    #[arg(long, conflicts_with = "after")]
    before: bool,
    /// Taken after a workout
    #[arg(long)]
    after: bool,
    #[command(flatten)]
    at: EntryTime,
    #[command(flatten)]
    pub(super) id: Id,
}

impl WeightArgs {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let mass_kg = typed::mass(&self.weight.join(" "), desk.person.units)?;
        let weigh_in = match (self.before, self.after) {
            (true, _) => Some(WeighIn::Before),
            (_, true) => Some(WeighIn::After),
            _ => None,
        };
        self.at.said(Record::Weight { mass_kg, weigh_in }, desk)
    }
}

/// Arguments of `charley log sleep`.
#[derive(Debug, clap::Args)]
pub(super) struct SleepArgs {
    /// How long you slept: 6h30
    #[arg(required = true, num_args = 1.., value_name = "DURATION")]
    slept: Vec<String>,
    /// The date on which the night began, if not last night
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    night: Option<String>,
    #[command(flatten)]
    pub(super) id: Id,
}

impl SleepArgs {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let hours = typed::hours(&self.slept.join(" "))?;
        let night = typed::night(self.night.as_deref(), &desk.now)?;
        Ok(EntryDraft::of_night(Record::Sleep { hours }, night, &desk.now)?)
    }
}
