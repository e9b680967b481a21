//! `charley log twinge`.

use charley_domain::{
    entry::{Record, Twinge},
    muscle::Side,
};

use super::{EntryTime, HowMany, Id};
use crate::cli::desk::Desk;
use charley_speech::{entry_draft::EntryDraft, typed};

/// Arguments of `charley log twinge`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A twinge is a muscle that began to cramp and let go by itself. A night with twinges and no cramp
counts as a night without a cramp.

Examples:
  charley log twinge
  charley log twinge left calf --at 03:12
  charley log twinge calf --count 3")]
pub(super) struct Args {
    /// Muscle and side, as far as you can tell: calf left, right foot
    #[arg(num_args = 0.., value_name = "MUSCLE|SIDE")]
    site: Vec<String>,
    #[command(flatten)]
    at: EntryTime,
    #[command(flatten)]
    how_many: HowMany,
    /// It came during a workout, not at rest
    #[arg(long)]
    during_workout: bool,
    #[command(flatten)]
    pub(super) id: Id,
}

impl Args {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let before = desk
            .edited(|record| if let Record::Twinge(twinge) = record { Some(twinge.clone()) } else { None });
        let mut twinge = before.unwrap_or(Twinge::of(None, Side::Unknown));
        if !self.site.is_empty() {
            let (muscle, side) = typed::site_if_said(&self.site)?;
            let same_muscle = muscle.is_none() || muscle == twinge.muscle;
            let side = if side == Side::Unknown && same_muscle { twinge.side } else { side };
            twinge = Twinge { muscle: muscle.or(twinge.muscle), side, ..twinge };
        }
        let twinge = Twinge {
            count: self.how_many.count()?.or(twinge.count),
            during_workout: self.during_workout || twinge.during_workout,
            ..twinge
        };
        self.at.said(Record::Twinge(twinge), desk)
    }
}
