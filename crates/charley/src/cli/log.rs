//! `charley log`: one entry of the diary, from what a person types.

mod body;
mod change;
mod contradiction;
mod cramp;
mod day;
mod intake;
mod medicine;
mod moving;
mod night;
mod twinge;
mod weather;

use charley_domain::entry::{Count, EntrySource, Record};
use clap::Subcommand;
use uuid::Uuid;

use crate::cli::{Context, Exit, desk::Desk, receipt};
use charley_case::edit;
use charley_speech::{
    entry_draft::EntryDraft,
    typed::{self, Mistyped},
};
use charley_store::Recorded;

/// Arguments of `charley log`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley log cramp left calf                      just now
  charley log cramp calf left --at 03:12 --for 2m --pain 7
  charley log cramp calf --count 3
  charley log twinge left calf                     it let go by itself
  charley log none                                 no cramp last night
  charley log unsure --night 2026-11-20
  charley log drink 500ml --kind sports-drink --at 18:30
  charley log medicine atorvastatin --from 2026-05-01
  charley log cramp right calf --edit 3f2a         it was the other leg

--edit changes an entry that is there. What is not said stays as it was, and
charley undo takes the change back. charley diary --ids shows the ids.

TIME      03:12 (the latest in the past), yesterday 03:12, 8:30pm, -15m,
          2026-11-22 03:12, 2026-11-22T03:12+01:00
DURATION  90s, 2m, 40min, 1h30")]
pub(crate) struct Args {
    #[command(subcommand)]
    what: LogWhat,
}

#[derive(Debug, Subcommand)]
enum LogWhat {
    #[command(flatten)]
    One(LogVerb),
    /// The card of a day, the same each day: --alcohol 0 --caffeine 80mg --sitting 8h
    Day(day::Args),
}

#[derive(Debug, Subcommand)]
enum LogVerb {
    /// A cramp: the muscle, and the side if you can tell
    Cramp(cramp::Args),
    /// A twinge: a muscle began to cramp and let go by itself
    Twinge(twinge::Args),
    /// No cramp last night
    None(night::Args),
    /// Not sure about last night: counts as neither yes nor no
    Unsure(night::Args),
    /// Something drunk: 500ml, 0.5l, 16oz
    Drink(intake::DrinkArgs),
    /// Carbohydrate eaten: 60g-carbs
    Food(intake::AmountArgs),
    /// Body weight: 61.8kg, 136lb, 9st 10lb
    Weight(body::WeightArgs),
    /// Alcohol in units of 8 g: 2
    Alcohol(intake::AmountArgs),
    /// Caffeine: 100mg
    Caffeine(intake::AmountArgs),
    /// Sitting in one stretch: 9h
    Sitting(intake::AmountArgs),
    /// Sleep last night: 6h30
    Sleep(body::SleepArgs),
    /// Stretching of calves or hamstrings
    Stretch(moving::Args),
    /// Foam rolling
    FoamRoll(moving::Args),
    /// A warm-up
    WarmUp(moving::Args),
    /// A medicine, with the day it began
    Medicine(medicine::Args),
    /// Weather of the day before a night, or of a workout
    Weather(weather::Args),
    /// A workout without a watch: run 40min easy
    Workout(moving::WorkoutArgs),
}

/// When an entry happened.
#[derive(Debug, clap::Args)]
struct EntryTime {
    /// When it happened, if not now: 03:12, yesterday 03:12, 8:30pm, -15m
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// How many there were.
#[derive(Debug, clap::Args)]
struct HowMany {
    /// How many there were in this night or workout: 3 [default: 1]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    count: Option<String>,
}

impl HowMany {
    fn count(&self) -> Result<Option<Count>, Mistyped> {
        self.count.as_deref().map(typed::count).transpose()
    }
}

/// Which entry it is.
#[derive(Debug, clap::Args)]
struct Id {
    /// Identity chosen by you: the same one again changes nothing
    #[arg(long, value_name = "UUID")]
    id: Option<Uuid>,
    /// Change this entry instead of recording one: what is not said stays as it was
    #[arg(long, value_name = "ID", conflicts_with = "id")]
    edit: Option<String>,
}

impl EntryTime {
    fn said(&self, record: Record, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let Some(before) = &desk.editing else {
            return Ok(EntryDraft::at(record, typed::when(self.at.as_deref(), &desk.now)?));
        };
        if let Some(at) = &self.at {
            let wall = edit::wall_of(before, &desk.now);
            return Ok(EntryDraft::at(record, typed::when_in(before.night, at, &wall)?));
        }
        let (moment, precision, night) = (before.occurred_at.clone(), before.precision, before.night);
        Ok(EntryDraft { record, moment, precision, night, notes: Vec::new() })
    }
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut desk = Desk::open(context)?;
    let (said, one) = match args.what {
        LogWhat::Day(day) => {
            let entries = day.entries(&desk)?;
            for entry in &entries {
                desk.keep(entry)?;
            }
            return receipt::give_day(context, &mut desk, &entries);
        }
        LogWhat::One(one) => {
            if let Some(typed) = one.id().edit.clone() {
                return change::run(context, &mut desk, (&one, &typed));
            }
            (read(&one, &desk)?, one)
        }
    };
    let notes = said.notes.clone();
    let entry = said.into_entry(one.id().id, EntrySource::Terminal, &desk.now);
    let again = contradiction::told_already(&entry, &desk.entries().unwrap_or_default());
    if let (None, Some(entry)) = (one.id().id, again) {
        return receipt::give(
            context,
            &mut desk,
            &receipt::Receipt { entry, recorded: Recorded::Known, notes },
        );
    }
    let (recorded, notes) = contradiction::keep(&mut desk, &entry, (one.replaces(), notes))?;
    receipt::give(context, &mut desk, &receipt::Receipt { entry, recorded, notes })
}

impl LogVerb {
    const fn id(&self) -> &Id {
        match self {
            Self::Cramp(args) => &args.id,
            Self::Twinge(args) => &args.id,
            Self::None(args) | Self::Unsure(args) => &args.id,
            Self::Drink(args) => &args.id,
            Self::Food(args) | Self::Alcohol(args) | Self::Caffeine(args) | Self::Sitting(args) => &args.id,
            Self::Weight(args) => &args.id,
            Self::Sleep(args) => &args.id,
            Self::Stretch(args) | Self::FoamRoll(args) | Self::WarmUp(args) => &args.id,
            Self::Medicine(args) => &args.id,
            Self::Weather(args) => &args.id,
            Self::Workout(args) => &args.id,
        }
    }

    /// Whether it takes the place of what says otherwise.
    const fn replaces(&self) -> bool {
        matches!(self, Self::None(args) | Self::Unsure(args) if args.replace)
    }
}

fn read(one: &LogVerb, desk: &Desk) -> anyhow::Result<EntryDraft> {
    match one {
        LogVerb::Cramp(args) => args.said(desk),
        LogVerb::Twinge(args) => args.said(desk),
        LogVerb::None(args) => args.said(Record::None, desk),
        LogVerb::Unsure(args) => args.said(Record::Unsure, desk),
        LogVerb::Drink(args) => args.said(desk),
        LogVerb::Food(args) => args.food(desk),
        LogVerb::Weight(args) => args.said(desk),
        LogVerb::Alcohol(args) => args.alcohol(desk),
        LogVerb::Caffeine(args) => args.caffeine(desk),
        LogVerb::Sitting(args) => args.sitting(desk),
        LogVerb::Sleep(args) => args.said(desk),
        LogVerb::Stretch(args) => args.at.said(Record::Stretch, desk),
        LogVerb::FoamRoll(args) => args.at.said(Record::FoamRoll, desk),
        LogVerb::WarmUp(args) => args.at.said(Record::WarmUp, desk),
        LogVerb::Medicine(args) => args.said(desk),
        LogVerb::Weather(args) => args.said(desk),
        LogVerb::Workout(args) => args.said(desk),
    }
}
