//! `charley log`: one entry of the diary, from what a person types.

mod body;
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
use charley_speech::{
    entry_draft::EntryDraft,
    typed::{self, Mistyped},
};

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
}

impl EntryTime {
    fn said(&self, record: Record, desk: &Desk) -> anyhow::Result<EntryDraft> {
        Ok(EntryDraft::at(record, typed::when(self.at.as_deref(), &desk.now)?))
    }
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut desk = Desk::open(context)?;
    let (said, id) = match args.what {
        LogWhat::Day(day) => {
            let entries = day.entries(&desk)?;
            for entry in &entries {
                desk.keep(entry)?;
            }
            return receipt::give_day(context, &mut desk, &entries);
        }
        LogWhat::One(one) => read(one, &desk)?,
    };
    let notes = said.notes.clone();
    let entry = said.into_entry(id.id, EntrySource::Terminal, &desk.now);
    let recorded = desk.keep(&entry)?;
    receipt::give(context, &mut desk, &receipt::Receipt { entry, recorded, notes })
}

fn read(one: LogVerb, desk: &Desk) -> anyhow::Result<(EntryDraft, Id)> {
    Ok(match one {
        LogVerb::Cramp(args) => (args.said(desk)?, args.id),
        LogVerb::Twinge(args) => (args.said(desk)?, args.id),
        LogVerb::None(args) => (args.said(Record::None, desk)?, args.id),
        LogVerb::Unsure(args) => (args.said(Record::Unsure, desk)?, args.id),
        LogVerb::Drink(args) => (args.said(desk)?, args.id),
        LogVerb::Food(args) => (args.food(desk)?, args.id),
        LogVerb::Weight(args) => (args.said(desk)?, args.id),
        LogVerb::Alcohol(args) => (args.alcohol(desk)?, args.id),
        LogVerb::Caffeine(args) => (args.caffeine(desk)?, args.id),
        LogVerb::Sitting(args) => (args.sitting(desk)?, args.id),
        LogVerb::Sleep(args) => (args.said(desk)?, args.id),
        LogVerb::Stretch(args) => (args.at.said(Record::Stretch, desk)?, args.id),
        LogVerb::FoamRoll(args) => (args.at.said(Record::FoamRoll, desk)?, args.id),
        LogVerb::WarmUp(args) => (args.at.said(Record::WarmUp, desk)?, args.id),
        LogVerb::Medicine(args) => (args.said(desk)?, args.id),
        LogVerb::Weather(args) => (args.said(desk)?, args.id),
        LogVerb::Workout(args) => (args.said(desk)?, args.id),
    })
}
