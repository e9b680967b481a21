//! `charley person`: who you are, as far as you like to say.

mod document;
mod set;

use charley_domain::person::Person;
use clap::Subcommand;

use crate::cli::{Context, Exit, desk::Desk};
use charley_answers::person::profile;

/// Arguments of `charley person`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley person set --born 1980-05 --sex female --mass-kg 62 --height-cm 168
  charley person set --timezone Europe/Berlin --condition hypertension
  charley person set --condition none              none of the listed conditions
  charley person show")]
pub(crate) struct Args {
    #[command(subcommand)]
    what: PersonVerb,
}

#[derive(Debug, Subcommand)]
enum PersonVerb {
    /// Say something about yourself; what you do not name stays as it is
    Set(Box<set::Args>),
    /// Show what you said, and what Charley does not know
    Show,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    match args.what {
        PersonVerb::Set(args) => {
            let mut desk = Desk::open(context)?;
            let person = args.applied_to(desk.person.clone(), &desk.now)?;
            let now = desk.now.timestamp();
            desk.store_mut()?.set_person_and_cycle(&person, now)?;
            show(context, &person, &context.now_of(&person))
        }
        PersonVerb::Show => {
            let desk = Desk::open_existing(context)?;
            show(context, &desk.person, &desk.now)
        }
    }
}

fn show(context: &Context, person: &Person, now: &jiff::ZonedDateTime) -> anyhow::Result<Exit> {
    if context.json {
        context.print_json(&document::PersonDocument::of(person, now.date()))?;
    } else {
        context.print(&profile::table(person, now.date()))?;
    }
    Ok(Exit::Ok)
}
