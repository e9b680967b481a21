//! The steps of the demo on standard error, each with how long it took.

use std::{
    io::{IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

use crate::{cli::Context, demo::stage::Follow};

/// Columns of a step's name.
const NAME_WIDTH: usize = 66;

/// Says what is being done and how long it took.
pub(super) struct Steps {
    start: Instant,
    since: Instant,
    name: String,
    live: bool,
    shown: Instant,
}

/// How often a count is shown anew.
const SHOWN_EVERY: Duration = Duration::from_millis(100);

impl Steps {
    pub(super) fn new(context: &Context) -> Self {
        let now = Instant::now();
        let live = std::io::stderr().is_terminal() && !context.ascii;
        Self { start: now, since: now, name: String::new(), live, shown: now }
    }

    /// The first answer stands.
    pub(super) fn first_answer(&mut self) {
        "First answer after".clone_into(&mut self.name);
        self.line(self.start.elapsed());
    }

    fn line(&self, took: Duration) {
        let overwrite = if self.live { "\r" } else { "" };
        // Nothing can be reported when standard error itself is closed.
        drop(writeln!(
            anstream::stderr(),
            "{overwrite}{:NAME_WIDTH$} {:5.1} s",
            self.name,
            took.as_secs_f64()
        ));
    }
}

impl Follow for Steps {
    fn begin(&mut self, step: &str) {
        (self.name, self.since) = (step.to_owned(), Instant::now());
        if self.live {
            drop(write!(anstream::stderr(), "{step} …"));
        }
    }

    fn done(&mut self, count: usize) {
        if self.live && self.shown.elapsed() >= SHOWN_EVERY {
            self.shown = Instant::now();
            drop(write!(anstream::stderr(), "\r{} … {count}", self.name));
        }
    }

    fn end(&mut self) {
        self.line(self.since.elapsed());
    }
}
