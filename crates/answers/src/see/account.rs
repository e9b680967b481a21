//! A run in sentences, for whoever cannot see the picture and for the terminal.

use crate::see::{run::FinishedRun, words::account as words};

/// What happened, in the order of time, and what it came to.
pub fn account(run: &FinishedRun) -> Vec<String> {
    let summary = run.summary();
    let mut told: Vec<(f64, String)> =
        run.scenario.steps.iter().map(|step| (step.at_s, words::deed(step.at_s, step.action))).collect();
    let driven = run.driven_until_s();
    let alone = run.samples.iter().find(|sample| sample.self_sustained && sample.t_s > driven);
    told.push(alone.map_or_else(
        || (driven, words::silent(driven)),
        |sample| {
            let firing = (sample.active_units, run.units);
            (sample.t_s, words::alone(sample.t_s, firing, sample.rate_pps, sample.force_pct))
        },
    ));
    told.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut said: Vec<String> =
        run.scenario.blocked.then(|| words::BLOCKED_FIRST.to_owned()).into_iter().collect();
    said.extend(told.into_iter().map(|(_, sentence)| sentence));
    said.extend(summary.self_sustained_s.map(|lasted| words::lasts(lasted, summary.held_to_the_end)));
    if let (Some(silence), Some(impulses)) = (summary.stretch_to_silence_s, summary.stretch_impulses_per_s) {
        said.push(words::stretched(impulses, silence));
    }
    said.push(words::extremes(&summary));
    said
}
