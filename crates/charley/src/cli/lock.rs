//! `charley lock`: the passphrase that is asked before a browser shows the diary.

use std::io::{BufRead as _, IsTerminal as _};

use anyhow::Context as _;
use charley_store::Store;
use charley_web::{passphrase, passphrase_words as words};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
use serde_json::json;

use crate::cli::{Context, Exit, Usage};

/// Arguments of `charley lock`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley lock            whether a passphrase is set
  charley lock set        asks for it, or reads one line
  charley lock remove     also where it was forgotten

For those who share this machine: a browser asks for it before it shows the diary,
never before relief and warning signs. Whoever can use this terminal as you needs none.")]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Option<LockVerb>,
}

#[derive(Debug, clap::Subcommand)]
enum LockVerb {
    /// Set or change it
    Set,
    /// Take it away
    Remove,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut store = Store::open(&context.data_dir)?;
    match args.verb {
        None => (),
        Some(LockVerb::Set) => {
            let typed = typed(context)?;
            let hash = passphrase::hashed(&typed).map_err(|error| Usage(error.to_string()))?;
            passphrase::keep(&mut store, Some(hash))?;
        }
        Some(LockVerb::Remove) => passphrase::keep(&mut store, None)?,
    }
    let set = store.door()?.is_some_and(|door| door.passphrase.is_some());
    if context.json {
        context.print_json(&json!({ "schema": "charley.lock/1", "passphrase": set }))?;
    } else {
        context.print(&format!("{}\n", if set { words::SET } else { words::NONE }))?;
    }
    Ok(Exit::Ok)
}

/// One line of standard input, unseen where it is typed.
fn typed(context: &Context) -> anyhow::Result<String> {
    let input = std::io::stdin();
    let on_terminal = input.is_terminal();
    if on_terminal && context.no_input {
        return Err(Usage(
            "nothing may be asked: give the passphrase as one line on standard input".to_owned(),
        )
        .into());
    }
    let shown = if on_terminal { tcgetattr(&input).ok() } else { None };
    if let Some(shown) = &shown {
        context.say(words::TYPE_IT);
        let mut unseen = shown.clone();
        unseen.local_modes.remove(LocalModes::ECHO);
        tcsetattr(&input, OptionalActions::Flush, &unseen).context("cannot hide what is typed")?;
    }
    let mut line = String::new();
    let read = input.lock().read_line(&mut line);
    if let Some(shown) = &shown {
        tcsetattr(&input, OptionalActions::Flush, shown).context("cannot show again what is typed")?;
    }
    read.context("cannot read the passphrase")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
