//! What every verb needs: where the data is, how to speak, and what time it is.

use std::{
    io::{IsTerminal as _, Write},
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use charley_domain::person::Person;
use charley_store::{Store, StoreError};
use etcetera::BaseStrategy;
use jiff::ZonedDateTime;

use charley_case::{Case, answered::Answered, at_home, body::Pace, seen::AskedRange, set_aside::SetAside};
use charley_speech::spoken;

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_millis(700);

/// Options before the verb.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Everywhere", next_display_order = 900)]
pub(crate) struct Global {
    /// Folder that holds charley.db [default: the XDG data folder]
    #[arg(long, global = true, env = "CHARLEY_DATA", value_name = "DIR", hide_env_values = true)]
    data: Option<PathBuf>,
    /// Print one JSON document
    #[arg(long, global = true)]
    json: bool,
    /// Never ask, fail instead
    #[arg(long, global = true)]
    no_input: bool,
    /// Print without colour
    #[arg(long, global = true)]
    no_color: bool,
    /// Pretend that it is this time (for tests and for the demo)
    #[arg(long, global = true, hide = true, env = "CHARLEY_NOW", value_name = "TIME")]
    now: Option<ZonedDateTime>,
}

/// What every verb needs.
#[derive(Debug)]
pub(crate) struct Context {
    /// The folder that holds `charley.db`.
    pub(crate) data_dir: PathBuf,
    /// The same, where it was typed for this very command: neither the default nor from the environment.
    pub(crate) typed_dir: Option<PathBuf>,
    /// Whether to print JSON.
    pub(crate) json: bool,
    /// Whether asking is forbidden.
    pub(crate) no_input: bool,
    /// The time it is, on the wall clock of this machine.
    pub(crate) now: ZonedDateTime,
    /// Whether the terminal shows plain letters only.
    pub(crate) ascii: bool,
}

#[allow(clippy::unused_self, reason = "who speaks holds a context; where the words go is its affair")]
impl Context {
    /// Resolves what was typed into what is used.
    pub(crate) fn new(global: Global) -> anyhow::Result<Self> {
        let ascii = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if global.no_color || ascii {
            anstream::ColorChoice::Never.write_global();
        }
        let from_environment = std::env::var_os("CHARLEY_DATA").map(PathBuf::from);
        let typed_dir = global.data.clone().filter(|dir| Some(dir) != from_environment.as_ref());
        let data_dir = match global.data {
            Some(dir) => dir,
            None => etcetera::choose_base_strategy()
                .context("there is no home folder: name a data folder with --data DIR")?
                .data_dir()
                .join("charley"),
        };
        let now = global.now.unwrap_or_else(ZonedDateTime::now);
        Ok(Self { data_dir, typed_dir, json: global.json, no_input: global.no_input, now, ascii })
    }

    /// The time it is now where the person lives, for work that goes on: the clock is read anew unless it was told.
    pub(crate) fn watched_now(&self, person: &Person) -> ZonedDateTime {
        let told = std::env::var_os("CHARLEY_NOW").is_some();
        let now = if told { self.now.clone() } else { ZonedDateTime::now() };
        at_home(person, &now)
    }

    /// The time it is where the person lives; where they did not say, on the clock of this machine.
    pub(crate) fn now_of(&self, person: &Person) -> ZonedDateTime {
        at_home(person, &self.now)
    }

    /// Opens the diary, which must exist, and says what of it takes no part in the answers.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub(crate) fn diary(&self) -> Result<Store, StoreError> {
        let store = Store::open(&self.data_dir)?;
        self.say_set_aside(&store);
        Ok(store)
    }

    /// Says what of a diary takes no part in the answers. Where even that cannot be read, the verb itself will say so.
    pub(crate) fn say_set_aside(&self, store: &Store) {
        let aside = SetAside::of(store, &self.now).unwrap_or_default();
        if let Some(notice) = aside.in_terminal(&self.now) {
            self.say(spoken::wrapped(&notice, 0).trim_end());
        }
    }

    /// Writes text (ending in a newline) to standard output.
    ///
    /// # Errors
    /// When standard output cannot be written, but for a closed pipe: whoever reads has seen enough.
    pub(crate) fn print(&self, text: &str) -> anyhow::Result<()> {
        match anstream::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(error).context("cannot write to standard output")
            }
            _ => Ok(()),
        }
    }

    /// Writes one JSON document to standard output.
    ///
    /// # Errors
    /// As [`Context::print`].
    pub(crate) fn print_json(&self, document: &impl serde::Serialize) -> anyhow::Result<()> {
        self.print(&(serde_json::to_string_pretty(document)? + "\n"))
    }

    /// Reads a person's case; on a terminal a line counts the workouts that are followed anew, where that takes long.
    ///
    /// # Errors
    /// As [`Case::read`].
    pub(crate) fn case(&self, store: &mut Store, now: ZonedDateTime) -> anyhow::Result<Case> {
        let live = std::io::stderr().is_terminal() && !self.ascii;
        let began = Instant::now();
        let mut shown = false;
        let mut follow = |number: usize, all: usize| {
            if live && began.elapsed() > PATIENCE {
                shown = true;
                drop(write!(
                    anstream::stderr(),
                    "\rFollowing workout {number} of {all} through 64 possible bodies"
                ));
            }
        };
        let case = Case::read_paced(store, now, &mut Pace { most: usize::MAX, follow: &mut follow })?;
        if shown {
            drop(write!(anstream::stderr(), "\r\x1b[2K"));
        }
        Ok(case)
    }

    /// The same, ready for what is asked.
    ///
    /// # Errors
    /// As [`Case::read`].
    pub(crate) fn answered(
        &self,
        store: &mut Store,
        now: ZonedDateTime,
        ask: AskedRange,
    ) -> anyhow::Result<Answered> {
        Ok(Answered::asked(self.case(store, now)?, ask))
    }

    /// Writes a line to standard error: messages and progress, never data.
    pub(crate) fn say(&self, line: &str) {
        // Nothing can be reported when standard error itself is closed.
        drop(writeln!(anstream::stderr(), "{line}"));
    }
}
