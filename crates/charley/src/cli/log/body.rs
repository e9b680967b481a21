//! `charley log weight` and `charley log sleep`.

use charley_domain::entry::{Record, WeighIn};

use super::{EntryTime, Id};
use crate::cli::desk::Desk;
use charley_speech::{entry_draft::EntryDraft, typed};

/// Arguments of `charley log weight`.
#[derive(Debug, clap::Args)]
pub(super) struct WeightArgs {
    /// Your weight with its unit: 61.8kg, 136lb, 9st 10lb
    #[arg(required_unless_present = "edit", num_args = 1.., value_name = "WEIGHT")]
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
        let kept = |record: &Record| match record {
            Record::Weight { mass_kg, .. } => Some(*mass_kg),
            _ => None,
        };
        let mass_kg =
            desk.typed_or_kept(&self.weight, |typed| typed::mass(typed, desk.person.units), kept)?;
        let weigh_in = match (self.before, self.after) {
            (true, _) => Some(WeighIn::Before),
            (_, true) => Some(WeighIn::After),
            _ => desk.edited(weigh_in),
        };
        self.at.said(Record::Weight { mass_kg, weigh_in }, desk)
    }
}

const fn weigh_in(record: &Record) -> Option<WeighIn> {
    if let Record::Weight { weigh_in, .. } = record { *weigh_in } else { None }
}

/// Arguments of `charley log sleep`.
#[derive(Debug, clap::Args)]
pub(super) struct SleepArgs {
    /// How long you slept: 6h30
    #[arg(required_unless_present = "edit", num_args = 1.., value_name = "DURATION")]
    slept: Vec<String>,
    /// The date on which the night began, if not last night
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    night: Option<String>,
    #[command(flatten)]
    pub(super) id: Id,
}

impl SleepArgs {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let kept = |record: &Record| if let Record::Sleep { hours } = record { Some(*hours) } else { None };
        let hours = desk.typed_or_kept(&self.slept, typed::hours, kept)?;
        let night = match (&self.night, &desk.editing) {
            (None, Some(before)) => before.night,
            (typed, _) => typed::night(typed.as_deref(), &desk.now)?,
        };
        Ok(EntryDraft::of_night(Record::Sleep { hours }, night, &desk.now)?)
    }
}
