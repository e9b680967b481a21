//! `charley log cramp`.

use charley_domain::{
    entry::{Cramp, EasedBy, Record},
    quantity::Pain,
};

use super::{EntryTime, HowMany, Id};
use crate::cli::desk::Desk;
use charley_speech::{
    entry_draft::EntryDraft,
    typed::{self, Mistyped},
};

/// Longest cramp that is taken for one.
const LONGEST_S: f64 = 24.0 * 3600.0;

/// Arguments of `charley log cramp`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Muscle and side, in any order: calf left, right foot, both calves
    #[arg(required = true, num_args = 1.., value_name = "MUSCLE|SIDE")]
    site: Vec<String>,
    #[command(flatten)]
    at: EntryTime,
    /// How long it held: 90s, 2m
    #[arg(long = "for", value_name = "DURATION", allow_hyphen_values = true)]
    lasted: Option<String>,
    /// Pain from 0 (none) to 10 (worst)
    #[arg(long, value_name = "0-10", allow_hyphen_values = true)]
    pain: Option<String>,
    #[command(flatten)]
    how_many: HowMany,
    /// It came during a workout, not at rest
    #[arg(long)]
    during_workout: bool,
    /// What eased it: stretch, massage, walking, heat, cold, drink, easing-off, nothing
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    eased_by: Vec<String>,
    #[command(flatten)]
    pub(super) id: Id,
}

impl Args {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let (muscle, side) = typed::site(&self.site)?;
        let mut eased_by =
            self.eased_by.iter().map(|word| word.parse()).collect::<Result<Vec<EasedBy>, _>>()?;
        eased_by.dedup();
        let cramp = Cramp {
            duration_s: self.lasted.as_deref().map(lasted_s).transpose()?,
            pain: self.pain.as_deref().map(pain).transpose()?,
            during_workout: self.during_workout,
            eased_by,
            count: self.how_many.count()?,
            ..Cramp::of(muscle, side)
        };
        self.at.said(Record::Cramp(cramp), desk)
    }
}

fn lasted_s(typed: &str) -> Result<u32, Mistyped> {
    let seconds = typed::span_s(typed)?;
    if seconds > LONGEST_S {
        return Err(Mistyped::impossible(
            typed,
            "is longer than a day: record the part of it that was one cramp",
        ));
    }
    Ok(seconds.round() as u32)
}

fn pain(typed: &str) -> Result<Pain, Mistyped> {
    let number = typed.trim().trim_end_matches("/10");
    let value = typed::plain("pain", number).ok().and_then(|value| Pain::from_0_10(value).ok());
    value.ok_or_else(|| Mistyped::form("pain", typed, "write a number from 0 (none) to 10 (worst)"))
}
