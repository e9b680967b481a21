//! `charley log cramp`.

use charley_domain::{
    entry::{Cramp, EasedBy, Record},
    muscle::Side,
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
    #[arg(required_unless_present = "edit", num_args = 1.., value_name = "MUSCLE|SIDE")]
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
        let cramp = self.cramp(desk)?;
        let mut eased_by =
            self.eased_by.iter().map(|word| word.parse()).collect::<Result<Vec<EasedBy>, _>>()?;
        eased_by.dedup();
        let cramp = Cramp {
            duration_s: self.lasted.as_deref().map(lasted_s).transpose()?.or(cramp.duration_s),
            pain: self.pain.as_deref().map(pain).transpose()?.or(cramp.pain),
            during_workout: self.during_workout || cramp.during_workout,
            eased_by: if eased_by.is_empty() { cramp.eased_by } else { eased_by },
            count: self.how_many.count()?.or(cramp.count),
            ..cramp
        };
        self.at.said(Record::Cramp(cramp), desk)
    }
}

impl Args {
    /// Where it was, with what the entry that is being changed says of it.
    fn cramp(&self, desk: &Desk) -> Result<Cramp, Mistyped> {
        let before =
            desk.edited(|record| if let Record::Cramp(cramp) = record { Some(cramp.clone()) } else { None });
        let Some(before) = before else {
            let (muscle, side) = typed::site(&self.site)?;
            return Ok(Cramp::of(muscle, side));
        };
        let (muscle, side) = typed::site_if_said(&self.site)?;
        let same_muscle = muscle.is_none_or(|muscle| muscle == before.muscle);
        let side = if side == Side::Unknown && same_muscle { before.side } else { side };
        Ok(Cramp { muscle: muscle.unwrap_or(before.muscle), side, ..before })
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
