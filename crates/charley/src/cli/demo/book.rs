//! What the demo prints: who was made, what Charley answers, and the book with the truth.

use charley_domain::entry::Record;
use charley_evidence::evidence;

use crate::{
    cli::{Context, forecast, plan, why},
    demo::{Config, stage::Made, trial::TRUE_RATIO, truth::TrueTrigger},
};
use charley_answers::{
    forecast::ForecastDocument, synthetic, trial::words as trial_words, why::ExplanationDocument,
};
use charley_speech::spoken;

/// Columns of a heading.
const HEADING_WIDTH: usize = 80;

/// A synthetic person with what Charley says of them.
pub(super) struct Book<'a> {
    pub(super) seed: u64,
    pub(super) config: Config,
    pub(super) made: &'a Made,
    pub(super) why: &'a ExplanationDocument,
    pub(super) forecast: &'a ForecastDocument,
}

impl Book<'_> {
    /// The whole, for a terminal.
    pub(super) fn text(&self, context: &Context) -> String {
        let mut text = heading("A synthetic person", context);
        text.push_str(&self.person());
        text.push_str(&heading("charley why", context));
        text.push_str(&why::page(self.why, context, self.made.case.person.spoken_units()));
        text.push_str(&heading("charley forecast", context));
        text.push_str(&forecast::page(self.forecast, false));
        text.push_str(&heading("charley plan", context));
        text.push_str(&plan::page(&self.made.race.plan, context, self.made.case.person.spoken_units()));
        text.push_str(&heading("The book", context));
        text.push_str(&self.truth());
        text
    }

    fn person(&self) -> String {
        let Config { nights, workouts, .. } = self.config;
        let (files, entries) = (self.made.files, &self.made.case.entries);
        let in_workouts = entries
            .iter()
            .filter(|entry| matches!(&entry.record, Record::Cramp(cramp) if cramp.during_workout))
            .count();
        let at_night = entries.iter().filter(|entry| entry.is_night_cramp()).count();
        let mut text = spoken::wrapped(&synthetic::person(self.seed, nights, workouts), 0);
        let lines = [
            format!(
                "Files   {} in FIT, TCX and GPX; {} damaged, kept as far as it goes; {} workout recorded twice, grouped",
                files.written.files, files.damaged, files.recorded_twice
            ),
            synthetic::diary(entries.len(), (at_night, in_workouts), self.why.nights.unknown),
        ];
        for line in lines {
            text.push_str(&spoken::wrapped(&line, 8));
        }
        text
    }

    fn truth(&self) -> String {
        let mut text = spoken::wrapped(synthetic::TRUTH, 0);
        for trigger in &self.made.truth {
            text.push_str(&spoken::wrapped(&format!("  {}", line(trigger)), 4));
        }
        text.push('\n');
        if let Some(factor) = super::believed(self.made) {
            let (low, high) = factor.interval80();
            let believed = synthetic::Middle80 { low, median: factor.median, high };
            text.push_str(&spoken::wrapped(
                &synthetic::sweat(self.made.sweat, believed, factor.weighings as usize),
                0,
            ));
        }
        text.push_str(&spoken::wrapped(&synthetic::named(&super::named(self.why)), 0));
        let trial = &self.made.trial;
        text.push_str(&spoken::wrapped(&synthetic::trial(TRUE_RATIO, &trial_words::headline(trial)), 0));
        text
    }
}

fn line(trigger: &TrueTrigger) -> String {
    let ratio = trigger.log_hazard_ratio.exp();
    let row = evidence().trigger(&trigger.id);
    let (name, unit) = row.map_or(("", ""), |row| (row.name.as_str(), row.one_unit_is.as_str()));
    synthetic::trigger(&trigger.id, name, (ratio, unit))
}

pub(super) fn heading(title: &str, context: &Context) -> String {
    let stroke = if context.ascii { "-" } else { "─" };
    let rest = HEADING_WIDTH.saturating_sub(title.chars().count() + 4);
    format!("\n{} {title} {}\n", stroke.repeat(2), stroke.repeat(rest))
}
