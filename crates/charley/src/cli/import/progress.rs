//! Progress of an import on a terminal: files, years, time left.

use std::{
    io::IsTerminal as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use charley_import::walk;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::Context;
use charley_case::import::{FileReport, ImportWatch};

/// Shorter imports show nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// Counts files, and draws a bar on a terminal once it takes long enough.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    files: u64,
    done: u64,
    since: Instant,
    drawable: bool,
    shown: bool,
    years: Option<(i16, i16)>,
}

impl Progress {
    /// Progress over everything behind the paths; drawn only where the terminal can redraw a line.
    pub(super) fn over(paths: &[PathBuf], context: &Context) -> Self {
        // Standard input is read once; it cannot be counted before.
        let counted: Vec<&Path> =
            paths.iter().map(PathBuf::as_path).filter(|path| *path != Path::new("-")).collect();
        let files = walk::survey(&counted) + (paths.len() - counted.len()) as u64;
        let drawable = std::io::stderr().is_terminal() && !context.ascii;
        let bar = ProgressBar::with_draw_target(Some(files), ProgressDrawTarget::hidden());
        let template = "{bar:24} {pos} of {len} files{msg}, {eta} left";
        // The template is constant: that it parses is seen on the first run of any test.
        bar.set_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        Self { bar, files, done: 0, since: Instant::now(), drawable, shown: false, years: None }
    }

    /// Removes the bar and says how many files were not reached.
    pub(super) fn finish(&self) -> u64 {
        self.bar.finish_and_clear();
        self.files.saturating_sub(self.done)
    }
}

impl ImportWatch for Progress {
    fn done(&mut self, report: &FileReport) {
        self.done += 1;
        for held in &report.workouts {
            let year = held.head.start.civil().year();
            let (first, last) = self.years.unwrap_or((year, year));
            self.years = Some((first.min(year), last.max(year)));
        }
        if !self.shown && self.drawable && self.since.elapsed() >= PATIENCE {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if let Some((first, last)) = self.years {
            let years = if first == last { format!(", {first}") } else { format!(", {first} to {last}") };
            self.bar.set_message(years);
        }
        // An archive inside an archive is only counted once it is opened.
        self.bar.set_length(self.files.max(self.done));
        self.bar.set_position(self.done);
    }
}
